"""What came by kind, and when; and what each agent did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from agent_console.desk.metrics import Measure, median_of, words_of
from agent_console.desk.metrics_report import AgentLine, Lists, Part, Which
from agent_console.desk.ticket import ALL_STEPS
from agent_console.services.reports_asking import Asking
from agent_console.store import reports_asked as stored
from agent_console.store.times import to_text

_HOURS = 24


def lists(asking: Asking) -> Lists:
    """Return the lists of a period."""
    canned = Counter[str]()
    for ids, (n, _seconds) in asking.by_more(Measure.AGAIN).items():
        canned.update(dict.fromkeys(words_of(ids), n))
    return Lists(
        types=_parts(_counted(asking, "type", Measure.OPENED)),
        channels=_parts(_counted(asking, "channel", Measure.OPENED)),
        again=_parts(_counted(asking, "type", Measure.AGAIN)),
        canned=_parts(canned),
        returns=_parts(_returns(asking)),
        steps=tuple(_steps(asking)),
        heat=_heat(asking),
    )


def _counted(asking: Asking, trait: str, what: Measure) -> Mapping[str, int]:
    return {word: n for word, (n, _value, _wall) in asking.words(what, trait).items()}


def _parts(found: Mapping[str, int]) -> tuple[Part, ...]:
    ordered = sorted(found.items(), key=lambda one: (-one[1], one[0]))
    return tuple(Part(key, n) for key, n in ordered)


def _steps(asking: Asking) -> Iterator[Part]:
    counts = asking.counts(Measure.COMPLAINT)
    if counts:
        for step in range(ALL_STEPS + 1):
            yield Part(str(step), sum(n for done, n in counts.items() if done >= step))


def _heat(asking: Asking) -> tuple[tuple[int, ...], ...]:
    hours = asking.counts(Measure.ARRIVED)
    return tuple(
        tuple(hours[weekday * _HOURS + hour] for hour in range(_HOURS)) for weekday in range(7)
    )


def _returns(asking: Asking) -> Mapping[str, int]:
    """Count the reasons of returns; they are known of all tickets alone."""
    if asking.which_of(Measure.OPENED) != Which():
        return {}
    return stored.returns(asking.connection, *span_of(asking))


def span_of(asking: Asking) -> tuple[str, str]:
    """Return the moments at which a period begins and ends, as the store keeps them."""
    first, last = asking.period.first, asking.period.last + timedelta(days=1)
    since = datetime(first.year, first.month, first.day, tzinfo=asking.zone)
    until = datetime(last.year, last.month, last.day, tzinfo=asking.zone)
    return to_text(since), to_text(until)


def with_change(now: Lists, then: Lists) -> Lists:
    """Return lists, each part with what it was in the period before."""
    return replace(
        now,
        types=_changed(now.types, then.types),
        channels=_changed(now.channels, then.channels),
        again=_changed(now.again, then.again),
        canned=_changed(now.canned, then.canned),
        returns=_changed(now.returns, then.returns),
        steps=_changed(now.steps, then.steps),
    )


def _changed(now: Sequence[Part], then: Sequence[Part]) -> tuple[Part, ...]:
    before = {part.key: part.n for part in then}
    gone = [Part(key, 0, n) for key, n in before.items() if key not in {one.key for one in now}]
    return tuple([replace(one, before=before.get(one.key, 0)) for one in now] + gone)


def agents(asking: Asking) -> tuple[AgentLine, ...]:
    """Return what each agent did, by name: never ordered by a number."""
    measures = (Measure.ANSWERED, Measure.AGAIN, Measure.FIRST, Measure.WORKED)
    answered, again, first, worked = (asking.words(what, "agent") for what in measures)
    names = sorted({*answered, *again, *first, *worked})
    nothing = (0, 0, 0)
    return tuple(
        AgentLine(
            name,
            answered.get(name, nothing)[0],
            again.get(name, nothing)[0],
            first.get(name, nothing)[0],
            _median(asking, name),
            worked.get(name, nothing)[1],
        )
        for name in names
    )


def _median(asking: Asking, agent: str) -> float | None:
    which = replace(asking.which, agent=agent)
    days = stored.spreads(asking.connection, Measure.FIRST, asking.days, which)
    return median_of(sorted(value for values, _walls in days.values() for value in values))
