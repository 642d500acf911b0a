"""Where the columns of the queue stand: as the settings name them, else as they fit the width."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from agent_console.queue_layout import Column, Wish

REST = 0
WIDE_BADGES = 24
WIDE_DUE = 20
_LEAST_SUBJECT = 16
_WIDTHS = {
    Column.MARK: 3,
    Column.STATE: 10,
    Column.DUE: 13,
    Column.REF: 10,
    Column.PRIORITY: 9,
    Column.CUSTOMER: 18,
    Column.SUBJECT: REST,
    Column.TYPE: 15,
    Column.LEVEL: 4,
    Column.OWNER: 10,
    Column.CHANNEL: 8,
    Column.AGE: 7,
    Column.LAST: 7,
    Column.FOLLOW_UP: 17,
    Column.BADGES: 7,
}
_LEAST_IMPORTANT_FIRST = (
    Column.CHANNEL,
    Column.LEVEL,
    Column.AGE,
    Column.LAST,
    Column.TYPE,
    Column.OWNER,
    Column.PRIORITY,
    Column.FOLLOW_UP,
    Column.REF,
    Column.BADGES,
    Column.CUSTOMER,
    Column.STATE,
    Column.MARK,
    Column.DUE,
)
Widths = tuple[tuple[Column, int], ...]
_LAYOUTS: tuple[tuple[int, Widths], ...] = (
    (
        180,
        (
            (Column.MARK, 3),
            (Column.STATE, 10),
            (Column.DUE, 13),
            (Column.REF, 10),
            (Column.CUSTOMER, 26),
            (Column.SUBJECT, REST),
            (Column.TYPE, 20),
            (Column.LEVEL, 4),
            (Column.OWNER, 13),
            (Column.LAST, 7),
            (Column.BADGES, 36),
        ),
    ),
    (
        160,
        (
            (Column.MARK, 3),
            (Column.STATE, 10),
            (Column.DUE, 13),
            (Column.REF, 10),
            (Column.CUSTOMER, 18),
            (Column.SUBJECT, REST),
            (Column.TYPE, 15),
            (Column.LEVEL, 4),
            (Column.OWNER, 10),
            (Column.LAST, 7),
            (Column.BADGES, 34),
        ),
    ),
    (
        140,
        (
            (Column.MARK, 3),
            (Column.STATE, 10),
            (Column.DUE, 13),
            (Column.REF, 10),
            (Column.CUSTOMER, 18),
            (Column.SUBJECT, REST),
            (Column.TYPE, 15),
            (Column.LEVEL, 4),
            (Column.OWNER, 10),
            (Column.LAST, 7),
            (Column.BADGES, WIDE_BADGES),
        ),
    ),
    (
        120,
        (
            (Column.MARK, 3),
            (Column.STATE, 10),
            (Column.DUE, 13),
            (Column.REF, 10),
            (Column.CUSTOMER, 15),
            (Column.SUBJECT, REST),
            (Column.TYPE, 14),
            (Column.LEVEL, 4),
            (Column.OWNER, 9),
            (Column.LAST, 7),
            (Column.BADGES, 7),
        ),
    ),
    (
        100,
        (
            (Column.MARK, 3),
            (Column.STATE, 10),
            (Column.DUE, 13),
            (Column.REF, 10),
            (Column.CUSTOMER, 16),
            (Column.SUBJECT, REST),
            (Column.OWNER, 9),
            (Column.LAST, 7),
            (Column.BADGES, 7),
        ),
    ),
    (
        76,
        (
            (Column.MARK, 3),
            (Column.STATE, 10),
            (Column.DUE, 13),
            (Column.REF, 10),
            (Column.CUSTOMER, 14),
            (Column.SUBJECT, REST),
            (Column.BADGES, 6),
        ),
    ),
    (
        0,
        (
            (Column.MARK, 3),
            (Column.STATE, 10),
            (Column.DUE, 13),
            (Column.CUSTOMER, 12),
            (Column.SUBJECT, REST),
            (Column.BADGES, 6),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a column stands: its first cell and its width with the gap after it."""

    column: Column
    x: int
    width: int


@lru_cache(maxsize=32)
def places(width: int, wishes: tuple[Wish, ...] = ()) -> tuple[Place, ...]:
    """Return the columns that a list of ``width`` cells shows; the subject takes the rest."""
    chosen = _wished(width, wishes) if wishes else _fitting(width)
    fixed = sum(cells for _column, cells in chosen)
    rest = max(width - fixed, 4)
    found = []
    x = 0
    for column, cells in chosen:
        cells = cells or rest
        found.append(Place(column, x, cells))
        x += cells
    return tuple(found)


def _fitting(width: int) -> Widths:
    return next(columns for least, columns in _LAYOUTS if width >= least)


def _wished(width: int, wishes: tuple[Wish, ...]) -> Widths:
    """Return the wished columns; the least important give way until the subject can be read."""
    chosen = [(wish.column, wish.width or _WIDTHS[wish.column]) for wish in wishes]
    for column in _LEAST_IMPORTANT_FIRST:
        if sum(cells or _LEAST_SUBJECT for _column, cells in chosen) <= width:
            break
        chosen = [one for one in chosen if one[0] is not column]
    if len(chosen) == 1:
        chosen = [(Column.SUBJECT, REST)]
    return tuple(chosen)
