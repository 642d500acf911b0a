"""Daily sums of what was measured: kept in the transaction that keeps the rows, read by reports.

A row counts for all tickets, and once for each trait of its ticket and for its agent; a report on
all, or on one trait, reads a line for each day. Whatever is limited twice is counted from the rows.
Spreads are the numbers of a day in order, four bytes each, from which medians are read.
"""

from __future__ import annotations

import sqlite3
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from agent_console.desk.metrics import Measure
from agent_console.store.driver import insert_into

SPREAD = frozenset({Measure.FIRST, Measure.ARRIVED, Measure.HANDLED, Measure.COMPLAINT})
"""Of these the numbers themselves are kept besides their sums."""
_SPREAD = frozenset(one.value for one in SPREAD)
_MOST = 2**31 - 1
_ADD = """
INSERT INTO tally (what, trait, word, day, more, n, value, wall) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (what, trait, word, day, more) DO UPDATE SET
    n = n + excluded.n, value = value + excluded.value, wall = wall + excluded.wall
"""
_EMPTY = """
DELETE FROM tally WHERE what = ? AND trait = ? AND word = ? AND day = ? AND more = ? AND n = 0
"""
_NUMBERS = "SELECT numbers, walls FROM spread WHERE what = ? AND trait = ? AND word = ? AND day = ?"
_KEEP = """
INSERT INTO spread (what, trait, word, day, numbers, walls) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (what, trait, word, day) DO UPDATE SET
    numbers = excluded.numbers, walls = excluded.walls
"""
_DROP = "DELETE FROM spread WHERE what = ? AND trait = ? AND word = ? AND day = ?"
_TRAITS = "SELECT id, type, level, channel, language, tags FROM measure_traits"
_NEW_TRAITS = insert_into("measure_traits", ("type", "level", "channel", "language", "tags"))
_ROWS = "SELECT what, day, more, value, wall, agent, traits FROM measure"
_TALLIED = "SELECT value FROM meta WHERE key = 'tallied'"
_NOW_TALLIED = "INSERT OR REPLACE INTO meta (key, value) VALUES ('tallied', ?)"
_CLEAR = ("DELETE FROM tally", "DELETE FROM spread", "DELETE FROM meta WHERE key = 'tallied'")

Traits = tuple[str, int, str, str, str]
"""Type, level, channel, language, and tags with a comma between."""
Row = tuple[str, int, str, int, int, str, int]
"""What, day, more, value, wall, agent, number of the traits."""


def is_tallied(connection: sqlite3.Connection) -> bool:
    """Return whether all sums are there."""
    return _tallied(connection) >= frozenset(one.value for one in Measure)


def _tallied(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the measures whose sums are there; those of others are not kept up."""
    found = connection.execute(_TALLIED).fetchone()
    return frozenset(found[0].split(",")) if found else frozenset()


def forget_sums(connection: sqlite3.Connection) -> None:
    """Drop all sums; they are made anew by :func:`tally_next`."""
    for statement in _CLEAR:
        connection.execute(statement)


def all_traits(connection: sqlite3.Connection) -> dict[int, Traits]:
    """Return every combination of traits by its number."""
    return {row[0]: row[1:] for row in connection.execute(_TRAITS)}


def numbers_of_traits(
    connection: sqlite3.Connection, wanted: Iterable[Traits]
) -> Mapping[Traits, int]:
    """Return the number of each combination, a new one where it was never seen."""
    known = {traits: number for number, traits in all_traits(connection).items()}
    for traits in wanted:
        if traits not in known:
            number = connection.execute(_NEW_TRAITS, traits).lastrowid
            known[traits] = number or 0
    return known


def tally_next(connection: sqlite3.Connection) -> None:
    """Make the sums of one measure from its rows; a transaction for each lets others write, too."""
    done = _tallied(connection)
    what = next((one.value for one in Measure if one.value not in done), None)
    if what is None:
        return
    rows = connection.execute(f"{_ROWS} WHERE what = ?", (what,))
    _add(connection, rows, (), _words(connection))
    connection.execute(_NOW_TALLIED, (",".join(sorted({*done, what})),))


def tally(connection: sqlite3.Connection, came: Iterable[Row], went: Iterable[Row]) -> None:
    """Add the rows that came to the sums, and take those that went from them."""
    kept = _tallied(connection)
    if kept:
        counted = [[row for row in rows if row[0] in kept] for rows in (came, went)]
        _add(connection, counted[0], counted[1], _words(connection))


def _words(connection: sqlite3.Connection) -> Mapping[int, Sequence[tuple[str, str]]]:
    """Return for each combination of traits what its rows count for."""
    found: dict[int, tuple[tuple[str, str], ...]] = {0: (("", ""),)}
    for number, (kind, level, channel, language, tags) in all_traits(connection).items():
        found[number] = (
            *(("", ""), ("type", kind), ("level", str(level))),
            *(("channel", channel), ("language", language)),
            *(("tag", tag) for tag in tags.split(",") if tag),
        )
    return found


def _add(
    connection: sqlite3.Connection,
    came: Iterable[Row],
    went: Iterable[Row],
    words: Mapping[int, Sequence[tuple[str, str]]],
) -> None:
    sums = defaultdict[tuple[str, str, str, int, str], list[int]](lambda: [0, 0, 0])
    spreads = defaultdict[tuple[str, str, str, int], tuple[list[int], ...]](
        lambda: ([], [], [], [])
    )
    for rows, sign in ((came, 1), (went, -1)):
        for what, day, more, value, wall, agent, traits in rows:
            here = words[traits]
            for trait, word in (*here, ("agent", agent)) if agent else here:
                total = sums[what, trait, word, day, more]
                total[0] += sign
                total[1] += sign * value
                total[2] += sign * wall
                if what in _SPREAD:
                    lists = spreads[what, trait, word, day]
                    lists[sign < 0].append(min(value, _MOST))
                    lists[2 + (sign < 0)].append(min(wall, _MOST))
    changed = [(key, total) for key, total in sums.items() if any(total)]
    connection.executemany(_ADD, [(*key, *total) for key, total in changed])
    connection.executemany(_EMPTY, [key for key, total in changed if total[0] < 0])
    for place, lists in spreads.items():
        _spread(connection, place, lists)


def _spread(
    connection: sqlite3.Connection,
    place: tuple[str, str, str, int],
    lists: tuple[list[int], ...],
) -> None:
    found = connection.execute(_NUMBERS, place).fetchone()
    packed = []
    for number in range(2):
        values = list(unpacked(found[number])) if found else []
        for gone in lists[2 * number + 1]:
            values.remove(gone)
        values = sorted([*values, *lists[2 * number]])
        packed.append(_packed(values))
    if packed[0]:
        connection.execute(_KEEP, (*place, *packed))
    else:
        connection.execute(_DROP, place)


def unpacked(numbers: bytes) -> array[int]:
    """Return the numbers of a spread."""
    found = array("i")
    found.frombytes(numbers)
    if sys.byteorder == "big":
        found.byteswap()
    return found


def _packed(numbers: Sequence[int]) -> bytes:
    """Return numbers as a spread keeps them."""
    found = array("i", numbers)
    if sys.byteorder == "big":
        found.byteswap()
    return found.tobytes()


def in_order(numbers: Iterable[int]) -> array[int]:
    """Return numbers as a spread has them."""
    return array("i", sorted(min(one, _MOST) for one in numbers))


def spreads_of(
    connection: sqlite3.Connection, what: Measure, trait: str, word: str, first: int, last: int
) -> Iterator[tuple[int, array[int], array[int]]]:
    """Yield day, values and walls, each in order."""
    for day, numbers, walls in connection.execute(
        "SELECT day, numbers, walls FROM spread"
        " WHERE what = ? AND trait = ? AND word = ? AND day BETWEEN ? AND ?",
        (what.value, trait, word, first, last),
    ):
        yield day, unpacked(numbers), unpacked(walls)
