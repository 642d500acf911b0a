"""What was measured of tickets: kept with its daily sums, and how the desk stands."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import tzinfo

from agent_console.desk.metrics import Measured, day_of
from agent_console.store.driver import insert_into, listed
from agent_console.store.reports_tally import (
    Traits,
    forget_sums,
    is_tallied,
    numbers_of_traits,
    tally,
    tally_next,
)
from agent_console.store.times import to_text

_COLUMNS = ("what", "day", "ticket", "place", "at", "value", "wall", "more", "agent", "traits")
_PUT = insert_into("measure", _COLUMNS)
_HERE = """
SELECT what, day, ticket, place, at, value, wall, more, agent, traits FROM measure
WHERE ticket IN (SELECT value FROM json_each(?))
"""
_FORGET = "DELETE FROM measure WHERE what = ? AND day = ? AND ticket = ? AND place = ?"
_DONE = "DELETE FROM unmeasured WHERE ticket IN (SELECT value FROM json_each(?))"
_OPEN = "SELECT ticket FROM unmeasured LIMIT ?"
_STAMP = "SELECT value FROM meta WHERE key = 'measuring'"
_KEEP_STAMP = "INSERT OR REPLACE INTO meta (key, value) VALUES ('measuring', ?)"
_REVISION = "SELECT value FROM meta WHERE key = 'measured'"
_NEXT_REVISION = """
INSERT INTO meta (key, value) VALUES ('measured', '1')
ON CONFLICT (key) DO UPDATE SET value = CAST(value + 1 AS TEXT)
"""
_ALL_AGAIN = (
    "DELETE FROM measure",
    "DELETE FROM measure_traits",
    "INSERT OR IGNORE INTO unmeasured (ticket) SELECT ref FROM ticket",
)
_TRAITS = """
SELECT ref, type, level, channel, language, tags FROM ticket
WHERE ref IN (SELECT value FROM json_each(?))
"""
_NO_TRAITS: Traits = ("", 0, "", "", "")


def stamp(connection: sqlite3.Connection) -> str:
    """Return by which opening hours and promises tickets were measured; "" for never."""
    found = connection.execute(_STAMP).fetchone()
    return str(found[0]) if found else ""


def begin_again(connection: sqlite3.Connection, stamp: str) -> None:
    """Let every ticket be measured again, by the hours and promises that ``stamp`` tells."""
    for statement in _ALL_AGAIN:
        connection.execute(statement)
    forget_sums(connection)
    connection.execute(_KEEP_STAMP, (stamp,))


def unmeasured(connection: sqlite3.Connection, limit: int) -> list[str]:
    """Return tickets that are to be measured, ``limit`` at most."""
    return [ref for (ref,) in connection.execute(_OPEN, (limit,))]


def count_unmeasured(connection: sqlite3.Connection) -> int:
    """Return how many tickets are to be measured."""
    return int(connection.execute("SELECT count(*) FROM unmeasured").fetchone()[0])


def keep(
    connection: sqlite3.Connection,
    refs: Collection[str],
    measured: Mapping[str, Sequence[Measured]],
    zone: tzinfo,
) -> None:
    """Put what was measured of ``refs`` in place of what was there; nothing where it is missing.

    The daily sums follow by what changed, once they are there.
    """
    names = listed(refs)
    before = set(connection.execute(_HERE, (names,)))
    now = set(_rows(measured, _traits(connection, names), zone))
    went, came = before - now, now - before
    connection.executemany(_FORGET, [row[:4] for row in went])
    connection.executemany(_PUT, list(came))
    tally(connection, map(_counted, came), map(_counted, went))
    connection.execute(_DONE, (names,))
    if came or went:
        connection.execute(_NEXT_REVISION)


def keep_sums(connection: sqlite3.Connection) -> None:
    """Make the daily sums, unless they are there; :func:`tally_next` makes them bit by bit."""
    while not is_tallied(connection):
        tally_next(connection)


def revision(connection: sqlite3.Connection) -> int:
    """Return a number that is another one whenever something was measured."""
    found = connection.execute(_REVISION).fetchone()
    return int(found[0]) if found else 0


_Row = tuple[str, int, str, int, str, int, int, str, str, int]


def _counted(row: _Row) -> tuple[str, int, str, int, int, str, int]:
    return (row[0], row[1], row[7], row[5], row[6], row[8], row[9])


def _traits(connection: sqlite3.Connection, names: str) -> Mapping[str, int]:
    """Return the number of the traits of each ticket."""
    found: dict[str, Traits] = {
        row[0]: (row[1], row[2], row[3], row[4], row[5])
        for row in connection.execute(_TRAITS, (names,))
    }
    numbers = numbers_of_traits(connection, {_NO_TRAITS, *found.values()})
    return {"": numbers[_NO_TRAITS], **{ref: numbers[one] for ref, one in found.items()}}


def _rows(
    measured: Mapping[str, Sequence[Measured]], traits: Mapping[str, int], zone: tzinfo
) -> Iterable[_Row]:
    for ref, rows in measured.items():
        number = traits.get(ref, traits[""])
        for place, one in enumerate(rows):
            yield (
                *(one.what.value, day_of(one.at, zone), ref, place, to_text(one.at)),
                *(one.value, one.wall, one.more, one.agent, number),
            )
