"""An explanation as lines: what a ticket asks for, by when, its place, who can take it, its start.

Lines that begin without a blank are the titles of sections.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from agent_console.desk.clocks import clock_sign, clock_word, target_word
from agent_console.desk.labels import Asks
from agent_console.desk.mail import MailKind
from agent_console.i18n import _
from agent_console.screens import words

if TYPE_CHECKING:
    from agent_console.desk.requests import Request
    from agent_console.services.explaining import Beginning, ClockView, Explanation

_IN = "  "
_DEEPER = _IN * 3
_DEEPEST = _IN * 5


def explain_lines(told: Explanation, types: Mapping[str, str]) -> Iterator[str]:
    """Yield the whole explanation; ``types`` are the names of request types by id."""
    yield _("What it asks for")
    yield from _asks_lines(told, types)
    yield ""
    yield _("By when")
    yield from _clock_lines(told.clocks)
    yield ""
    yield _("Why it stands here in the queue")
    yield from (_IN + words.line(reason) for reason in told.reasons)
    yield ""
    yield _("Who can take it")
    yield from _taker_lines(told)
    yield ""
    yield _("What it began with")
    yield from _beginning_lines(told.began)


def _asks_lines(told: Explanation, types: Mapping[str, str]) -> Iterator[str]:
    found = told.found
    rules = _asks(found) if found else None
    because = found.reasons if found else None
    said = told.said
    given = (
        bool(said.type),
        *(one is not None for one in (said.level, said.complaint, said.frustration)),
    )
    columns = (
        (_("Request type"), _("Level needed"), _("Complaint"), _("Mood")),
        _values(told.asks, types),
        _values(rules, types) if rules else ("",) * 4,
        given,
        (because.type, because.level, because.complaint, because.frustration)
        if because
        else ((),) * 4,
    )
    for name, value, by_rules, by_agent, reasons in zip(*columns, strict=True):
        yield f"{_IN}{name}: {value}"
        room = _DEEPER
        if by_agent:
            yield _DEEPER + _("said by an agent")
        elif by_rules and by_rules != value:
            yield _DEEPER + _("follows from what an agent said")
        if by_rules and (by_agent or by_rules != value):
            yield _DEEPER + _("the rules say: {value}").format(value=by_rules)
            room = _DEEPEST
        for reason in reasons:
            yield room + words.line(reason)
    if said.priority:
        yield f"{_IN}{_('Priority')}: {words.priority_text(said.priority)}"
        yield _DEEPER + _("said by an agent")
    if found and found.also:
        names = ", ".join(words.line(types.get(one, one)) for one in found.also)
        yield _IN + _("It also speaks of: {names}").format(names=names)


def _asks(found: Request) -> Asks:
    return Asks(found.type, found.level, found.complaint, found.frustration)


def _values(asks: Asks, types: Mapping[str, str]) -> tuple[str, str, str, str]:
    unknown = _("not known yet")
    return (
        words.line(types.get(asks.type, asks.type)) or unknown,
        str(asks.level) if asks.level else unknown,
        _("yes") if asks.complaint else _("no"),
        _("{word} ({n} of 3)").format(word=words.mood_word(asks.frustration), n=asks.frustration),
    )


def _clock_lines(clocks: tuple[ClockView, ...]) -> Iterator[str]:
    if not clocks:
        yield _IN + _("Nothing is promised: no customer waits for us.")
    for clock in clocks:
        late = clock.missed and clock.met_at is not None
        sign = "!!" if late else clock_sign(clock.state)
        word = _("done, too late") if late else clock_word(clock.state)
        yield f"{_IN}{sign} {target_word(clock.target)}: {word}"
        yield from (_DEEPER + words.line(step) for step in clock.explanation)


def _taker_lines(told: Explanation) -> Iterator[str]:
    if told.routing:
        yield from (_IN + words.line(reason) for reason in told.routing)
    else:
        yield _IN + _("You can: level, language and request type are yours.")
    able = [words.line(one.name) for one in told.colleagues if one.able]
    if able:
        yield _IN + _("Colleagues who can: {names}").format(names=", ".join(able))
    elif not told.routing:
        yield _IN + _("The settings name no colleague who can.")


def _beginning_lines(began: Beginning) -> Iterator[str]:
    yield _IN + kind_word(began.kind)
    if began.judged_by:
        who = words.line(began.judged_by)
        yield _DEEPER + _("said by {name}").format(name=who)
    elif began.reason:
        yield _DEEPER + words.line(began.reason)


def kind_word(kind: MailKind) -> str:
    """Return in words what wrote a mail."""
    return {
        MailKind.HUMAN: _("a mail that a person wrote"),
        MailKind.AUTOMATIC: _("a mail that a machine wrote"),
        MailKind.DELIVERY_REPORT: _("a report about the delivery of a mail of ours"),
        MailKind.SPAM: _("a mail of a sender whose mail is spam"),
    }[kind]
