"""What a staffing hint is made of: arrivals by day and hour, and how long tickets took."""

from __future__ import annotations

import sqlite3
from datetime import date

from agent_console.desk.metrics import Measure

_HOURS = 24
_FIRST = "SELECT min(day) FROM measure WHERE what = ?"
_ARRIVED = """
SELECT day, value % 24, count(*) FROM measure WHERE what = ? AND day BETWEEN ? AND ?
GROUP BY day, value % 24
"""
_BEGAN = "SELECT count(*) FROM measure WHERE what = ? AND value = 0 AND day BETWEEN ? AND ?"
_WORKED = """
SELECT ticket, sum(value) FROM measure WHERE what = ? AND day BETWEEN ? AND ? GROUP BY ticket
"""
_ANSWERED = """
SELECT ticket, count(*) FROM measure WHERE what = ? AND day BETWEEN ? AND ? GROUP BY ticket
"""


def first_arrival(connection: sqlite3.Connection) -> date | None:
    """Return the day of the first mail to answer that is known, None without any."""
    found = connection.execute(_FIRST, (Measure.ARRIVED.value,)).fetchone()[0]
    return date.fromordinal(found) if found is not None else None


def arrivals(connection: sqlite3.Connection, first: date, last: date) -> dict[date, list[int]]:
    """Return by day how many mails to answer came in each of the 24 hours."""
    counts: dict[date, list[int]] = {}
    asked = (Measure.ARRIVED.value, first.toordinal(), last.toordinal())
    for day, hour, n in connection.execute(_ARRIVED, asked):
        counts.setdefault(date.fromordinal(day), [0] * _HOURS)[hour] += n
    return counts


def begun(connection: sqlite3.Connection, first: date, last: date) -> int:
    """Return how many tickets began."""
    asked = (Measure.OPENED.value, first.toordinal(), last.toordinal())
    return int(connection.execute(_BEGAN, asked).fetchone()[0])


def seconds_for_an_answer(connection: sqlite3.Connection, first: date, last: date) -> list[float]:
    """Return for each ticket with a known length how long one answer took, in seconds.

    A ticket with no answer, such as a logged call, counts as one.
    """
    days = (first.toordinal(), last.toordinal())
    worked = connection.execute(_WORKED, (Measure.HANDLED.value, *days)).fetchall()
    if not worked:
        return []
    answers = dict(connection.execute(_ANSWERED, (Measure.ANSWERED.value, *days)).fetchall())
    return sorted(seconds / max(answers.get(ref, 1), 1) for ref, seconds in worked if seconds > 0)
