"""Which rows stand behind a figure, a curve or a part of a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from agent_console.desk.metrics import Measure
from agent_console.desk.metrics_report import Listed, Name, Standing, Which
from agent_console.desk.states import Target
from agent_console.desk.ticket import ALL_STEPS, APOLOGISED

_HOURS = 24


@dataclass(frozen=True, slots=True)
class Behind:
    """Rows of a measure, of one ``more`` or word in it, of some values; None for all of them."""

    what: Measure
    more: str | None = None
    word: str | None = None
    values: frozenset[int] | None = None


def _missed(target: Target) -> Behind:
    return Behind(Measure.TARGET, target.value, values=frozenset({1}))


BEHIND: Mapping[Name, Behind] = {
    Name.OPENED: Behind(Measure.OPENED),
    Name.CLOSED: Behind(Measure.CLOSED),
    Name.ARRIVED: Behind(Measure.ARRIVED),
    Name.FIRST_MEDIAN: Behind(Measure.FIRST),
    Name.FIRST_P90: Behind(Measure.FIRST),
    Name.FIRST_MEAN: Behind(Measure.FIRST),
    Name.FIRST_MEDIAN_WALL: Behind(Measure.FIRST),
    Name.FIRST_P90_WALL: Behind(Measure.FIRST),
    Name.TARGET_FIRST: _missed(Target.FIRST_RESPONSE),
    Name.TARGET_NEXT: _missed(Target.NEXT_RESPONSE),
    Name.TARGET_SOLUTION: _missed(Target.SOLUTION),
    Name.TARGET_INFORMED: _missed(Target.KEEP_INFORMED),
    Name.ONCE: Behind(Measure.ONCE, values=frozenset({0})),
    Name.REOPENED: Behind(Measure.CLOSED, values=frozenset({1})),
    Name.AGAIN: Behind(Measure.AGAIN),
    Name.HANDLED: Behind(Measure.HANDLED),
    Name.HANDLED_P90: Behind(Measure.HANDLED),
    Name.WORKED: Behind(Measure.WORKED),
    Name.COMPLAINTS: Behind(Measure.COMPLAINT),
    Name.APOLOGISED: Behind(Measure.COMPLAINT, values=frozenset(range(APOLOGISED))),
    Name.MADE_SURE: Behind(Measure.COMPLAINT, values=frozenset(range(ALL_STEPS))),
    Name.REMEDIES: Behind(Measure.REMEDY),
}
"""Of a share those rows that speak against it; the backlog and scores have ways of their own."""


TODAY: Mapping[Standing, Behind] = {
    Standing.ARRIVED: Behind(Measure.ARRIVED),
    Standing.CLOSED: Behind(Measure.CLOSED),
    Standing.ANSWERED: Behind(Measure.ANSWERED),
    Standing.SECONDS: Behind(Measure.WORKED),
}
"""Which of today's rows stand behind a number; the other numbers are of tickets as they are."""


def behind_part(listed: Listed, key: str, which: Which) -> tuple[Behind, Which] | None:
    """Return the rows behind a part of a list, and what they are limited to; None for none.

    ``key`` of the heat map is a weekday, 0 for Monday.
    """
    if listed is Listed.TYPES and key:
        return Behind(Measure.OPENED), replace(which, type=key)
    if listed is Listed.CHANNELS and key:
        return Behind(Measure.OPENED), replace(which, channel=key)
    if listed is Listed.AGAIN and key:
        return Behind(Measure.AGAIN), replace(which, type=key)
    if listed is Listed.CANNED:
        return Behind(Measure.AGAIN, word=key), which
    if listed is Listed.STEPS:
        return Behind(Measure.COMPLAINT, values=frozenset(range(int(key), ALL_STEPS + 1))), which
    if listed is Listed.HEAT:
        first = int(key) * _HOURS
        return Behind(Measure.ARRIVED, values=frozenset(range(first, first + _HOURS))), which
    return None
