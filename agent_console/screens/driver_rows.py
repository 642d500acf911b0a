"""One line of the screen: what differs from what is shown, and how it is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agent_console.screens.driver_brush import Brush
from agent_console.screens.driver_pens import Cell, Pen, for_blank, is_bare

Row = list[Cell]
GAP = 4
"""So many equal cells cost no more to write again than to step over."""
_ERASED_AT_END = 4
_ERASED_LAST = 6
_STEP = 4
_ERASED_INSIDE = 12


def paint_row(brush: Brush, line: int, wanted: Row, shown: Row, *, erases_colour: bool) -> None:
    """Write what makes ``wanted`` of ``shown`` on a line of the screen.

    ``erases_colour`` says that the terminal erases with the background of the pen.
    """
    tail = erasable_from(wanted, erases_colour=erases_colour)
    if tail < len(wanted):
        shown = _erased_first(brush, line, wanted, shown)
    for start, stop in _spans(wanted, shown):
        end = max(start, tail)
        if stop > tail and is_worth_erasing(wanted, tail, end):
            paint_span(brush, line, wanted, (start, end), erases_colour=erases_colour)
            brush.erase(line, end, len(wanted) - end, wanted[-1].pen)
            return
        paint_span(brush, line, wanted, (start, stop), erases_colour=erases_colour)


def _erased_first(brush: Brush, line: int, wanted: Row, shown: Row) -> Row:
    """Erase the line first where that spares more blanks than it costs; return what is shown."""
    blank = wanted[-1]
    start = next(different(wanted, shown), len(wanted))
    while start and not (wanted[start - 1].text and shown[start - 1].text):
        start -= 1
    spared = run = 0
    for new, old in zip(wanted[start:], shown[start:], strict=True):
        if new == blank:
            run += new != old
            continue
        spared += max(0, run - _STEP) - (new == old)
        run = 0
    if spared <= 0:
        return shown
    brush.erase(line, start, len(wanted) - start, blank.pen)
    return shown[:start] + [blank] * (len(wanted) - start)


def paint_span(
    brush: Brush, line: int, wanted: Row, span: tuple[int, int], *, erases_colour: bool
) -> None:
    """Write the cells of a span, from its first column to the one after its last."""
    at, stop = span
    while at < stop:
        cell = wanted[at]
        bare = is_bare(cell)
        if bare and (count := _erasable(wanted, at, stop, erases_colour=erases_colour)):
            brush.erase(line, at, count, cell.pen)
            at += count
            continue
        pen = for_blank(brush.pen, cell.pen) if bare else cell.pen
        text = _run(wanted, at, stop, pen, erases_colour=erases_colour)
        if text:
            brush.put_run(line, at, text, pen)
            at += len(text)
            continue
        wide = at + 1 < len(wanted) and not wanted[at + 1].text
        brush.put(line, at, cell, 2 if wide else 1)
        at += 2 if wide else 1


def _run(row: Row, at: int, stop: int, pen: Pen, *, erases_colour: bool) -> str:
    """Return the ASCII characters from ``at`` on that ``pen`` draws, up to blanks to be erased."""
    end, before = at, row[at]
    while end < stop:
        cell = row[end]
        if not cell.text or not cell.text.isascii():
            break
        if is_bare(cell):
            if not draws(pen, cell.pen):
                break
            if cell != before and _erasable(row, end, stop, erases_colour=erases_colour):
                break
        elif cell.pen != pen:
            break
        end, before = end + 1, cell
    return "".join([cell.text for cell in row[at:end]])


def _erasable(row: Row, at: int, stop: int, *, erases_colour: bool) -> int:
    """Return how many bare blanks from ``at`` on are better erased than written; 0 for none."""
    count = _blanks(row, at, stop) if erases_colour or not row[at].pen.back else 0
    return count if count >= (_ERASED_INSIDE if at + count < stop else _ERASED_LAST) else 0


def _blanks(row: Row, at: int, stop: int) -> int:
    """Return how many bare blanks of one background stand from ``at`` on, where one is."""
    first, end = row[at], at
    while end < stop and row[end] == first:
        end += 1
    return end - at


def erasable_from(row: Row, *, erases_colour: bool) -> int:
    """Return the column from which the line holds nothing but bare blanks that can be erased."""
    last = row[-1]
    if not is_bare(last) or (last.pen.back and not erases_colour):
        return len(row)
    at = len(row)
    while at and row[at - 1] == last:
        at -= 1
    return at


def is_worth_erasing(row: Row, end: int, column: int) -> bool:
    """Return whether the line is to be erased from a column on; ``end`` is where it may be."""
    return column >= end and len(row) - column >= _ERASED_AT_END


def _spans(wanted: Row, shown: Row) -> Iterator[tuple[int, int]]:
    """Yield from where to where a line must be written: no wide character is cut."""
    start = stop = -1
    for column in different(wanted, shown):
        if start >= 0 and column - stop <= GAP and _is_cheap(wanted, stop, column):
            stop = column + 1
            continue
        if start >= 0:
            yield _whole(wanted, shown, start, stop)
        start, stop = column, column + 1
    if start >= 0:
        yield _whole(wanted, shown, start, stop)


def different(wanted: Row, shown: Row) -> Iterator[int]:
    """Yield the columns where a line is not yet as it shall be."""
    for column, (new, old) in enumerate(zip(wanted, shown, strict=True)):
        if new is not old and new != old:
            yield column


def _is_cheap(wanted: Row, start: int, stop: int) -> bool:
    """Return whether the cells between two differences need no other pen."""
    pen = wanted[start - 1].pen
    return all(
        cell.pen == pen or (is_bare(cell) and cell.pen.back == pen.back)
        for cell in wanted[start:stop]
    )


def draws(pen: Pen, blank: Pen) -> bool:
    """Return whether a pen draws a bare blank of ``blank``'s background as it is."""
    return for_blank(pen, blank) == pen


def _whole(wanted: Sequence[Cell], shown: Sequence[Cell], start: int, stop: int) -> tuple[int, int]:
    """Return the span with every wide character whole, the new ones and those written over."""
    while start > 0 and not (wanted[start].text and shown[start].text):
        start -= 1
    while stop < len(wanted) and not (wanted[stop].text and shown[stop].text):
        stop += 1
    return start, stop
