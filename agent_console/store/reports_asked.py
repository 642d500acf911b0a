"""What reports ask of the store: sums by day, spreads, kinds, and the tickets behind a number.

Days that are over are read from the daily sums where all tickets, or one trait of them, are asked
for; the day that still runs, and what is limited twice, is counted from the rows.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from agent_console.desk.metrics import Measure, words_of
from agent_console.desk.metrics_report import Now, Standing, Which
from agent_console.store.reports_tally import all_traits, in_order, spreads_of
from agent_console.store.times import to_text

TRAITS = ("type", "level", "channel", "language")
_SUMS = """
SELECT day, more, n, value, wall FROM tally
WHERE what = ? AND trait = ? AND word = ? AND day BETWEEN ? AND ?
"""
_WORDS = """
SELECT word, sum(n), sum(value), sum(wall) FROM tally
WHERE what = ? AND trait = ? AND day BETWEEN ? AND ? GROUP BY word HAVING sum(n) > 0
"""
_RETURNS = "SELECT reason, count(*) FROM return_case WHERE asked >= ? AND asked < ? GROUP BY reason"
_RETURNED = """
SELECT ticket, max(asked) AS newest FROM return_case
WHERE asked >= ? AND asked < ? AND reason = ? GROUP BY ticket ORDER BY newest DESC, ticket LIMIT ?
"""
_STOCK = """
SELECT total(n) FROM tally WHERE what = ? AND trait = ? AND word = ? AND day BETWEEN ? AND ?
"""

# Has all columns of the sums. SQLite would rather read every ticket's rows, as they come by day.
_COVERED = " INDEXED BY measure_traits_day"

_IS_OPEN = "(state IN ('new', 'open') OR state = 'snoozed' AND wake_at <= :now)"
_OVERDUE, _SOON = f"{_IS_OPEN} AND due_at <= :now", f"{_IS_OPEN} AND due_at > :now"
_STANDING = {
    Standing.OPEN: _IS_OPEN,
    Standing.OVERDUE: _OVERDUE,
    Standing.SOON: f"{_SOON} AND due_at <= :soon",
    Standing.WAITING: "state = 'waiting'",
    Standing.ASLEEP: "state = 'snoozed' AND wake_at > :now",
    Standing.UNOWNED: f"{_IS_OPEN} AND owner = ''",
    Standing.MINE: "owner = :me",
    Standing.MY_OVERDUE: f"{_OVERDUE} AND owner = :me",
    Standing.MY_SOON: f"{_SOON} AND due_at <= :soon AND owner = :me",
}
_LIVING = "FROM ticket WHERE state IN ('new', 'open', 'waiting', 'snoozed') AND automatic = 0"


@dataclass(frozen=True, slots=True)
class Days:
    """The days from ``first`` to ``last`` (ordinals), as far as they are over by ``until``."""

    first: int
    last: int
    until: datetime

    def over(self) -> Days:
        """Return those that are over wherever the desk is."""
        return Days(self.first, min(self.last, self.until.toordinal() - 2), self.until)

    def running(self) -> Days:
        """Return the others, of which some rows may lie in the future."""
        return Days(max(self.first, self.until.toordinal() - 1), self.last, self.until)


@dataclass(frozen=True, slots=True)
class Sum:
    """Rows of a day and a ``more``: how many, and the sums of their numbers."""

    day: int
    more: str
    n: int
    value: int
    wall: int


def _only(which: Which) -> tuple[str, str] | None:
    """Return the one trait that is asked for, blanks for all tickets, None for several."""
    given = {
        "type": which.type,
        "level": str(which.level) if which.level is not None else "",
        "channel": which.channel,
        "language": which.language,
        "tag": which.tag,
        "agent": which.agent,
    }
    wanted = [(name, value) for name, value in given.items() if value]
    if len(wanted) > 1:
        return None
    return wanted[0] if wanted else ("", "")


def _limits(which: Which) -> tuple[str, list[str | int]]:
    """Return the conditions on traits and their values."""
    given: dict[str, str | int | None] = {
        "type": which.type,
        "level": which.level,
        "channel": which.channel,
        "language": which.language,
    }
    wanted = {f"{name} = ?": value for name, value in given.items() if value not in ("", None)}
    if which.tag:
        wanted["instr(',' || tags || ',', ',' || ? || ',')"] = which.tag
    return " AND ".join(wanted), [value for value in wanted.values() if value is not None]


def _rows(
    connection: sqlite3.Connection,
    what: Measure,
    days: Days,
    which: Which,
    columns: str,
    rest: str = "",
    index: str = "",
) -> Iterator[tuple[int | str, ...]]:
    """Yield what a question on the rows finds; the names in it are ours, values are parameters.

    ``index`` is told for days that are over and limited by traits, where it has all columns.
    """
    if days.first > days.last:
        return
    limits, values = _limits(which)
    wheres = f" AND traits IN (SELECT id FROM measure_traits WHERE {limits})" if limits else ""  # noqa: S608  # names of columns only
    runs = days.last > days.over().last
    by = index if limits and not which.agent and not runs else ""
    if which.agent:
        wheres += " AND agent = ?"
        values.append(which.agent)
    if runs:
        wheres += " AND at <= ?"
        values.append(to_text(days.until))
    text = (
        f"SELECT {columns} FROM measure{by}"  # noqa: S608  # names of columns only
        f" WHERE what = ? AND day BETWEEN ? AND ?{wheres} {rest}"
    )
    yield from connection.execute(text, (what.value, days.first, days.last, *values))


def _parts(days: Days, only: object) -> Iterator[Days]:
    """Yield the days that are to be counted from the rows: those that are over by themselves."""
    if only is None:
        yield days.over()
    yield days.running()


def sums(connection: sqlite3.Connection, what: Measure, days: Days, which: Which) -> list[Sum]:
    """Return the sums by day and ``more``, the first day first."""
    only = _only(which)
    found: list[Sum] = []
    if only is not None:
        over = days.over()
        asked = (what.value, *only, over.first, over.last)
        found = [Sum(*row) for row in connection.execute(_SUMS, asked)]
    columns = "day, more, count(*), sum(value), sum(wall)"
    for part in _parts(days, only):
        rows = _rows(connection, what, part, which, columns, "GROUP BY day, more", _COVERED)
        for day, word, n, value, wall in rows:
            found.append(Sum(int(day), str(word), int(n), int(value), int(wall)))
    return found


def stock(connection: sqlite3.Connection, what: Measure, days: Days, which: Which) -> int:
    """Return how many rows there are."""
    only = _only(which)
    total = 0
    if only is not None:
        over = days.over()
        asked = (what.value, *only, over.first, over.last)
        total = int(connection.execute(_STOCK, asked).fetchone()[0])
    for part in _parts(days, only):
        total += sum(int(n) for (n,) in _rows(connection, what, part, which, "count(*)"))
    return total


def spreads(
    connection: sqlite3.Connection, what: Measure, days: Days, which: Which
) -> dict[int, tuple[array[int], array[int]]]:
    """Return for each day the values and the walls, each in order."""
    only = _only(which)
    found: dict[int, tuple[array[int], array[int]]] = {}
    if only is not None:
        over = days.over()
        listed_days = spreads_of(connection, what, *only, over.first, over.last)
        found = {day: (values, walls) for day, values, walls in listed_days}
    by_day = defaultdict[int, list[tuple[int, int]]](list)
    for part in _parts(days, only):
        for day, value, wall in _rows(connection, what, part, which, "day, value, wall"):
            by_day[int(day)].append((int(value), int(wall)))
    for number, pairs in by_day.items():
        values, walls = (in_order(pair[place] for pair in pairs) for place in range(2))
        found[number] = (values, walls)
    return found


def by_word(
    connection: sqlite3.Connection, what: Measure, days: Days, which: Which, trait: str
) -> dict[str, tuple[int, int, int]]:
    """Return by a trait, or by agent, how many rows there are, and the sums of their numbers."""
    only = _only(which)
    if only is not None and only[0] == trait:
        every = sums(connection, what, days, which)
        numbers = (sum(x.n for x in every), sum(x.value for x in every), sum(x.wall for x in every))
        return {only[1]: numbers} if numbers[0] else {}
    found = Counter[tuple[str, int]]()
    is_all = only == ("", "")
    if is_all:
        over = days.over()
        asked = (what.value, trait, over.first, over.last)
        for word, *sums_of in connection.execute(_WORDS, asked):
            found.update({(word, place): number for place, number in enumerate(sums_of)})
    column = "agent" if trait == "agent" else "traits"
    columns = f"{column}, count(*), sum(value), sum(wall)"
    words = {} if trait == "agent" else all_traits(connection)
    for part in _parts(days, () if is_all else None):
        for key, *sums_of in _rows(connection, what, part, which, columns, f"GROUP BY {column}"):
            word = str(words[int(key)][TRAITS.index(trait)]) if words else str(key)
            found.update({(word, place): int(number) for place, number in enumerate(sums_of)})
    names = sorted({word for word, _place in found if word or trait != "agent"})
    return {word: (found[word, 0], found[word, 1], found[word, 2]) for word in names}


def refs(
    connection: sqlite3.Connection,
    what: Measure,
    days: Days,
    which: Which,
    *,
    more: str | None = None,
    word: str | None = None,
    values: frozenset[int] | None = None,
    limit: int = 1_000,
) -> list[str]:
    """Return the tickets behind a number, the newest row first.

    ``more`` is that of their rows, ``word`` one of several in it.
    """
    found: dict[str, None] = {}
    columns = "ticket, more, value"
    for ref, here, value in _rows(
        connection, what, days, which, columns, "ORDER BY day DESC, at DESC, ticket"
    ):
        if (
            (more is None or here == more)
            and (word is None or word in words_of(str(here)))
            and (values is None or value in values)
        ):
            found[str(ref)] = None
            if len(found) >= limit:
                break
    return list(found)


def is_limited_to(connection: sqlite3.Connection, ref: str, which: Which) -> bool:
    """Return whether a ticket has what a report is limited to."""
    limits, values = _limits(which)
    wheres = f" AND {limits}" if limits else ""
    text = f"SELECT 1 FROM ticket WHERE ref = ?{wheres}"  # noqa: S608  # names of columns only
    return connection.execute(text, (ref, *values)).fetchone() is not None


def open_at_the_end(
    connection: sqlite3.Connection, days: Days, which: Which, limit: int = 1_000
) -> list[str]:
    """Return the tickets that were not closed when the last of the days ended, newest first."""
    open_since: dict[str, str] = {}
    until = Days(0, days.last, days.until)
    turns = sorted(
        (str(at), int(place), str(ref), what is Measure.OPENED)
        for what in (Measure.OPENED, Measure.CLOSED)
        for at, place, ref in _rows(connection, what, until, which, "at, place, ticket")
    )
    for at, _place, ref, opened in turns:
        if opened:
            open_since[ref] = at
        else:
            open_since.pop(ref, None)
    return sorted(open_since, key=lambda ref: (open_since[ref], ref), reverse=True)[:limit]


def returns(connection: sqlite3.Connection, since: str, until: str) -> dict[str, int]:
    """Return how many returns were asked for between two moments, by their reasons."""
    return dict(connection.execute(_RETURNS, (since, until)).fetchall())


def refs_of_returns(
    connection: sqlite3.Connection, since: str, until: str, reason: str, limit: int = 1_000
) -> list[str]:
    """Return the tickets on which something was to go back for a reason, the newest first."""
    found = connection.execute(_RETURNED, (since, until, reason, limit))
    return [str(ref) for ref, _newest in found]


def standing_now(connection: sqlite3.Connection, now: datetime, soon: datetime, me: str) -> Now:
    """Return how many tickets stand how, and how many are mine."""
    columns = ", ".join(f"total({condition})" for condition in _STANDING.values())
    known = {"now": to_text(now), "soon": to_text(soon), "me": me or "\0"}
    found = connection.execute(f"SELECT {columns} {_LIVING}", known).fetchone()
    return Now(**{one.value: int(n) for one, n in zip(_STANDING, found, strict=True)})


def refs_now(
    connection: sqlite3.Connection,
    standing: Standing,
    moments: tuple[datetime, datetime],
    me: str,
    limit: int,
) -> list[str]:
    """Return the tickets that stand so, those that are due first in front."""
    now, soon = map(to_text, moments)
    known = {"now": now, "soon": soon, "me": me or "\0", "limit": limit}
    text = f"SELECT ref {_LIVING} AND {_STANDING[standing]}"
    order = " ORDER BY due_at IS NULL, due_at, last_at DESC, ref LIMIT :limit"
    return [str(ref) for (ref,) in connection.execute(text + order, known)]
