"""Finding lines that have moved: the terminal moves them itself, for a few bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from operator import ne

from agent_console.screens.driver_pens import BLANK, Cell

_EDGE = 2
"""Columns of a scroll bar, which does not move with the lines."""
_LEAST_LINES = 3
_WORTH = 40
"""Bytes that moving must save: it takes about thirty itself."""
_MOVE = 6
Rows = Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Scroll:
    """Lines ``top`` to ``bottom`` (included) move up by ``by``, or down where that is negative."""

    top: int
    bottom: int
    by: int

    @property
    def sequence(self) -> str:
        """What the terminal is told: a region, lines deleted or inserted, the region undone."""
        count, letter = abs(self.by), "M" if self.by > 0 else "L"
        lines = f"{count if count > 1 else ''}{letter}"
        region = f"\x1b[{self.top + 1};{self.bottom + 1}r"
        return f"{region}\x1b[{self.top + 1}H\x1b[{lines}\x1b[r"


def find_scroll(wanted: Rows, shown: Rows, lines: Sequence[int]) -> Scroll | None:
    """Return the move that saves most among ``lines`` (sorted), None where none is worth it."""
    if len(lines) <= _LEAST_LINES:
        return None
    first, last = lines[0], lines[-1]
    before = _places(shown, first, last)
    votes: Counter[int] = Counter()
    now: dict[int, str] = {}
    for line in range(first, last + 1):
        now[line] = _text(wanted[line])
        place = before.get(now[line])
        if place is not None and place != line:
            votes[place - line] += 1
    for by, count in votes.most_common(2):
        if count < _LEAST_LINES:
            break
        moved = [line for line, text in now.items() if before.get(text) == line + by]
        scroll = Scroll(min(moved[0], moved[0] + by), max(moved[-1], moved[-1] + by), by)
        if _saved(wanted, shown, scroll) > _WORTH:
            return scroll
    return None


def _places(rows: Rows, first: int, last: int) -> dict[str, int | None]:
    """Return where each text stands; None for one that stands in several lines."""
    found: dict[str, int | None] = {}
    for line in range(first, last + 1):
        text = _text(rows[line])
        found[text] = None if text in found else line
    return found


def _text(row: Sequence[Cell]) -> str:
    return "".join([cell[0] for cell in row[:-_EDGE]])


def _saved(wanted: Rows, shown: Rows, scroll: Scroll) -> int:
    """Return how many bytes less, about, are to be written when the lines have moved."""
    saved = 0
    for line in range(scroll.top, scroll.bottom + 1):
        source = line + scroll.by
        saved += _cost(wanted[line], shown[line])
        if scroll.top <= source <= scroll.bottom:
            saved -= _cost(wanted[line], shown[source])
        else:
            saved -= sum(cell != BLANK for cell in wanted[line]) + _MOVE
    return saved


def _cost(wanted: Sequence[Cell], shown: Sequence[Cell]) -> int:
    """Return about how many bytes a line costs."""
    cells = sum(map(ne, wanted, shown))
    return cells + _MOVE if cells else 0
