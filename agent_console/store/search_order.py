"""Hits of the search index read newest first, so that the reading stops where nothing newer comes.

The index gives its hits by mail id, in either direction and at once, but sorts them by nothing
else. Ids follow the intake, not the time: a first sync begins with the newest mails, folders come
one after another, and single mails follow in their order. So the ids are cut into runs in which
time goes one way, of which there are a few; each is read from its newer end. ``mail_span`` says of
every 256 ids when the newest was received, so it is known at any moment how new an unread hit can
be at most, and the reading stops when enough tickets have a hit at least as new as that. Whatever
the ids are, the result is right; that they come in runs makes it cheap.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any, Final

_BLOCK_BITS = 8
_MOST_RUNS: Final = 12
_AT_ONCE = 32
_SPANS = """
SELECT group_concat(block), group_concat(newest), group_concat(ordered)
FROM (SELECT block, newest, ordered FROM mail_span ORDER BY block)
"""

Row = Sequence[Any]
Check = Callable[[Row], bool]
Found = dict[str, tuple[str, int]]
_Span = tuple[int, str, bool]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of blocks of ids in reading order, and how new the rest from each on can be.

    ``falling`` are the blocks inside which time goes back, never forth, when they are read.
    """

    blocks: tuple[int, ...]
    bounds: tuple[str, ...]
    falling: tuple[bool, ...]

    @property
    def upward(self) -> bool:
        """Whether it is read by ascending ids."""
        return self.blocks[0] < self.blocks[-1]

    @property
    def ids(self) -> tuple[int, int]:
        """The first and last id that can be in it."""
        first, last = min(self.blocks[0], self.blocks[-1]), max(self.blocks[0], self.blocks[-1])
        return first << _BLOCK_BITS, ((last + 1) << _BLOCK_BITS) - 1


def runs(connection: sqlite3.Connection) -> tuple[Run, ...]:
    """Return all mails as at most twelve runs, the one with the newest mail first."""
    return _runs_of(*connection.execute(_SPANS).fetchone())


@lru_cache(maxsize=1)
def _runs_of(blocks: str | None, moments: str, ordered: str) -> tuple[Run, ...]:
    """Cut the blocks into runs: thousands in a large store, and the same until a mail comes."""
    spans = _spans(blocks, moments, ordered)
    width = 1
    while len(stretches := _stretches(spans, width)) > _MOST_RUNS:
        width *= 2
    found = [_run(stretch) for stretch in stretches]
    return tuple(sorted(found, key=lambda run: run.bounds[0], reverse=True))


def _spans(blocks: str | None, moments: str, ordered: str) -> list[_Span]:
    if not blocks:
        return []
    flags = (flag == "1" for flag in ordered.split(","))
    numbers = map(int, blocks.split(","))
    return list(zip(numbers, moments.split(","), flags, strict=True))


def _stretches(spans: list[_Span], width: int) -> list[list[_Span]]:
    """Cut the spans, taken ``width`` at a time, where the time turns round."""
    groups = [spans[at : at + width] for at in range(0, len(spans), width)]
    made: list[list[_Span]] = []
    last, way = "", 0
    for group in groups:
        newest = max(span[1] for span in group)
        step = (newest > last) - (newest < last)
        if not made or step * way < 0:
            made.append([])
            way = 0
        elif step:
            way = step
        made[-1] += group
        last = newest
    return made


def _run(stretch: list[_Span]) -> Run:
    rising = stretch[0][1] < stretch[-1][1] or len(stretch) == 1
    ordered = stretch[::-1] if rising else stretch
    bounds = list(accumulate((span[1] for span in reversed(ordered)), max))[::-1]
    return Run(
        blocks=tuple(span[0] for span in ordered),
        bounds=(*bounds, ""),
        falling=tuple(rising and span[2] for span in ordered),
    )


Question = Callable[[Run], tuple[str, dict[str, Any]]]


@dataclass(slots=True)
class _Reading:
    """A run being read: its rows once it was begun, and how new those to come can be at most."""

    run: Run
    bound: str
    rows: sqlite3.Cursor | None = None
    place: int = 0

    def passed(self, mail_id: int, received: str) -> None:
        """Take note that all mails before this one have been seen."""
        block = mail_id >> _BLOCK_BITS
        blocks, upward = self.run.blocks, self.run.upward
        while blocks[self.place] != block and (blocks[self.place] < block) == upward:
            self.place += 1
        self.bound = self.run.bounds[self.place]
        if self.run.falling[self.place]:
            self.bound = max(received, self.run.bounds[self.place + 1])


@dataclass(slots=True)
class Budget:
    """How many rows may be read; with ``hopeful``, only while they promise to be enough."""

    rows: int
    hopeful: bool = False


def newest(
    connection: sqlite3.Connection,
    question: Question,
    limit: int,
    budget: Budget,
    check: Check | None = None,
) -> Found | None:
    """Return the newest hit, as (received, mail id), of each of the ``limit`` newest tickets.

    ``question`` gives the SQL and parameters for the rows (id, received, ticket …) of a run in its
    order, ``check`` says which of them count. None when the budget was spent before that.
    """
    readings = [_Reading(run, run.bounds[0]) for run in runs(connection)]
    try:
        found = _merged(connection, question, readings, limit, budget, check or _always)
    finally:
        for reading in readings:
            if reading.rows is not None:
                reading.rows.close()
    if found is None:
        return None
    return dict(sorted(found.items(), key=lambda item: item[1], reverse=True)[:limit])


def _always(_row: Row) -> bool:
    """Count every row."""
    return True


def _merged(
    connection: sqlite3.Connection,
    question: Question,
    readings: list[_Reading],
    limit: int,
    budget: Budget,
    check: Check,
) -> Found | None:
    found: Found = {}
    read = 0
    unread = list(readings)
    while unread:
        reading = max(unread, key=lambda one: one.bound)
        if sum(at >= reading.bound for at, _id in found.values()) >= limit:
            break
        if read >= budget.rows or (budget.hopeful and _hopeless(read, len(found), limit, budget)):
            return None
        if reading.rows is None:
            reading.rows = connection.execute(*question(reading.run))
        rows: list[Row] = list(reading.rows.fetchmany(_AT_ONCE))
        read += len(rows)
        for row in filter(check, rows):
            mail_id, received, ref = row[0], row[1], row[2]
            found[ref] = max(found.get(ref, ("", 0)), (received, mail_id))
        if len(rows) < _AT_ONCE:
            unread.remove(reading)
        else:
            reading.passed(rows[-1][0], rows[-1][1])
    return found


def _hopeless(read: int, tickets: int, limit: int, budget: Budget) -> bool:
    return read > 0 and tickets * budget.rows < limit * read
