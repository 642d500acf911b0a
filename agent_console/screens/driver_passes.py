"""Several lines at once, pen by pen: each pen is taken once and put wherever it is wanted.

A list of tickets shows the same few pens on every line; from left to right each line would take
them all again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agent_console.screens.driver_brush import Brush
from agent_console.screens.driver_parse import is_doubtful
from agent_console.screens.driver_pens import Pen, change, for_blank, is_bare
from agent_console.screens.driver_rows import (
    GAP,
    Row,
    different,
    draws,
    erasable_from,
    is_worth_erasing,
    paint_row,
    paint_span,
)


@dataclass(slots=True)
class Stroke:
    """Cells of a line that one pen draws; ``stop`` is the column after the last one."""

    line: int
    start: int
    stop: int
    pen: Pen
    to_end: bool = False


def paint_passes(
    brush: Brush,
    lines: Sequence[int],
    wanted: Sequence[Row],
    shown: Sequence[Row],
    *,
    erases_colour: bool,
) -> None:
    """Write what makes ``wanted`` of ``shown`` on ``lines``, which are numbers in ascending order.

    Lines with characters of doubtful width are written from left to right, as these may spoil
    what stands after them.
    """
    passes: dict[Pen, list[Stroke]] = {}
    for line in lines:
        if _is_doubtful(wanted[line]) or _is_doubtful(shown[line]):
            paint_row(brush, line, wanted[line], shown[line], erases_colour=erases_colour)
            continue
        for stroke in _strokes(line, wanted[line], shown[line], erases_colour=erases_colour):
            passes.setdefault(stroke.pen, []).append(stroke)
    _share_blanks(passes, wanted)
    while passes:
        pen = min(passes, key=lambda one: len(change(brush.pen, one)))
        for stroke in sorted(passes.pop(pen), key=_place):
            row = wanted[stroke.line]
            if stroke.to_end:
                brush.erase(stroke.line, stroke.start, len(row) - stroke.start, row[-1].pen)
            else:
                span = (stroke.start, stroke.stop)
                paint_span(brush, stroke.line, row, span, erases_colour=erases_colour)


def _place(stroke: Stroke) -> tuple[int, int]:
    return stroke.line, stroke.start


def _is_doubtful(row: Row) -> bool:
    return any(map(is_doubtful, {text for text, _pen in row if not text.isascii()}))


def _strokes(line: int, wanted: Row, shown: Row, *, erases_colour: bool) -> Iterable[Stroke]:
    """Return the strokes of a line; blanks go with the characters before or after them."""
    end = erasable_from(wanted, erases_colour=erases_colour)
    found: list[Stroke] = []
    last: dict[Pen, Stroke] = {}
    for column in different(wanted, shown):
        if is_worth_erasing(wanted, end, column):
            found.append(Stroke(line, column, len(wanted), wanted[-1].pen, to_end=True))
            break
        at = column if wanted[column].text else column - 1
        stop = at + 2 if at + 1 < len(wanted) and not wanted[at + 1].text else at + 1
        pen = wanted[at].pen
        if is_bare(wanted[at]) and found and found[-1].stop == at and draws(found[-1].pen, pen):
            found[-1].stop = stop
            continue
        stroke = last.get(pen)
        if stroke is not None and _reaches(stroke, wanted, at):
            stroke.stop = stop
            continue
        if found and _is_blank_before(found[-1], wanted, at):
            stroke = found[-1]
            stroke.pen, stroke.stop = pen, stop
        else:
            stroke = Stroke(line, at, stop, pen)
            found.append(stroke)
        last[pen] = stroke
    return found


def _reaches(stroke: Stroke, wanted: Row, at: int) -> bool:
    """Return whether a stroke goes on to a column more cheaply than the cursor jumps there."""
    return at - stroke.stop <= GAP and all(
        draws(stroke.pen, cell.pen) if is_bare(cell) else cell.pen == stroke.pen
        for cell in wanted[stroke.stop : at]
    )


def _is_blank_before(stroke: Stroke, wanted: Row, at: int) -> bool:
    """Return whether a stroke is of blanks that the pen at the next column draws as well."""
    return (
        stroke.stop == at
        and is_bare(wanted[at - 1])
        and is_bare(wanted[stroke.start])
        and stroke.pen == wanted[stroke.start].pen
        and draws(wanted[at].pen, stroke.pen)
    )


def _share_blanks(passes: dict[Pen, list[Stroke]], wanted: Sequence[Row]) -> None:
    """Give strokes of mere blanks to a pen that is taken anyway."""
    for pen in [one for one in passes if one == for_blank(Pen(), one)]:
        other = next((one for one in passes if one != pen and draws(one, pen)), None)
        if other is not None and all(
            is_bare(cell)
            for stroke in passes[pen]
            for cell in wanted[stroke.line][stroke.start : stroke.stop]
        ):
            passes[other] += passes.pop(pen)
