"""What the terminal shows and what it shall show, and the way from one to the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Self

from agent_console.screens.driver_brush import Brush, Place
from agent_console.screens.driver_parse import Piece, pieces
from agent_console.screens.driver_passes import paint_passes
from agent_console.screens.driver_pens import BLANK, PLAIN, Pen, cell_of, is_bare
from agent_console.screens.driver_rows import Row, paint_row
from agent_console.screens.driver_scroll import find_scroll

_RESET = "\x1b[r\x1b[m"
_DEAR = 320
"""Bytes from which another way to write the same is looked for; a moved cursor costs fewer."""
_NO_COLOUR_ERASED = ("screen", "vt", "ansi", "sun", "eterm")


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a terminal can do beyond the least: ``erases_colour`` is terminfo's ``bce``."""

    erases_colour: bool = True

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Self:
        """Judge by the environment: GNU screen erases with its own background, tmux does not."""
        kind = environment.get("TERM", "")
        poor = kind.startswith(_NO_COLOUR_ERASED) and not environment.get("TMUX")
        return cls(erases_colour=not (poor or environment.get("STY")))


class Screen:
    """Takes frames; paints what has changed since it painted last, in parts if wanted."""

    def __init__(self, abilities: Abilities) -> None:
        self._abilities = abilities
        self._wanted: list[Row] = []
        self._shown: list[Row] = []
        self._changed: set[int] = set()
        self._columns = 0
        self._known = False
        self._pen = PLAIN
        self._place: Place | None = None
        self._cursor: Place = (0, 0)
        self._cursor_moved = False

    @property
    def pending(self) -> bool:
        """Whether there is something to paint."""
        return bool(self._columns) and (
            bool(self._changed) or self._cursor_moved or not self._known
        )

    def fit(self, columns: int, lines: int) -> bool:
        """Have this size; return whether it is another one: then all is to be painted anew."""
        if (columns, lines) == (self._columns, len(self._wanted)):
            return False
        self._columns = columns
        self._wanted = [[BLANK] * columns for _line in range(lines)]
        self.forget()
        return True

    def forget(self) -> None:
        """Know no longer what the terminal shows: another program may have drawn on it."""
        self._known = False
        self._pen, self._place = PLAIN, None

    def take(self, frame: str) -> None:
        """Take a frame of Textual's as what shall be shown."""
        for piece in pieces(frame):
            if piece.cells:
                self._put(piece)
            elif piece.line < len(self._wanted) and piece.column < self._columns:
                place = (piece.line, piece.column)
                self._cursor_moved = self._cursor_moved or place != self._cursor
                self._cursor = place

    def paint(self, limit: int | None = None) -> str:
        """Return what brings the terminal up to date, or the first ``limit`` characters and some.

        What is left then is pending.
        """
        brush = Brush(self._columns, self._pen, self._place)
        if not self._known:
            self._clear(brush)
        self._scroll(brush)
        brush = self._paint_lines(brush, limit)
        if not self._changed:
            self._settle(brush)
        self._pen, self._place = brush.pen, brush.place
        return brush.text

    def _settle(self, brush: Brush) -> None:
        """Put the cursor where it belongs; at home it is of no use to anybody."""
        if self._cursor_moved or (brush.size and self._cursor != (0, 0)):
            brush.move(*self._cursor)
        if brush.pen.link:
            brush.take(brush.pen._replace(link=""))
        self._cursor_moved = False

    def _put(self, piece: Piece) -> None:
        if piece.line >= len(self._wanted) or piece.column >= self._columns:
            return
        row, start = self._wanted[piece.line], piece.column
        cells = piece.cells[: self._columns - start]
        stop = start + len(cells)
        if row[start:stop] == list(cells):
            return
        if start and not row[start].text:
            row[start - 1] = cell_of(" ", row[start - 1].pen)
        if stop < self._columns and not row[stop].text:
            row[stop] = cell_of(" ", row[stop].pen)
        row[start:stop] = cells
        if len(cells) < len(piece.cells) and not piece.cells[len(cells)].text:
            row[stop - 1] = cell_of(" ", row[stop - 1].pen)
        self._changed.add(piece.line)

    def _clear(self, brush: Brush) -> None:
        """Erase all, with the background most of the screen shall have."""
        brush.write(_RESET)
        brush.pen, brush.place = PLAIN, (0, 0)
        back = PLAIN
        if self._abilities.erases_colour:
            back = self._usual_background()
        brush.take(back)
        brush.write("\x1b[2J")
        brush.place = None
        blank = cell_of(" ", back)
        self._shown = [[blank] * self._columns for _row in self._wanted]
        self._changed = set(range(len(self._wanted)))
        self._known = True

    def _usual_background(self) -> Pen:
        blanks = Counter(cell.pen.back for row in self._wanted for cell in row if is_bare(cell))
        return Pen(back=blanks.most_common(1)[0][0]) if blanks else PLAIN

    def _scroll(self, brush: Brush) -> None:
        lines = sorted(line for line in self._changed if self._wanted[line] != self._shown[line])
        self._changed = set(lines)
        scroll = find_scroll(self._wanted, self._shown, lines)
        if scroll is None:
            return
        brush.take(PLAIN)
        brush.write(scroll.sequence)
        brush.place = None
        moved = self._shown[scroll.top : scroll.bottom + 1]
        count = abs(scroll.by)
        fresh = [[BLANK] * self._columns for _line in range(count)]
        moved = [*moved[count:], *fresh] if scroll.by > 0 else [*fresh, *moved[:-count]]
        self._shown[scroll.top : scroll.bottom + 1] = moved
        within = range(scroll.top, scroll.bottom + 1)
        self._changed |= {line for line in within if self._wanted[line] != self._shown[line]}
        self._changed -= {line for line in within if self._wanted[line] == self._shown[line]}

    def _paint_lines(self, brush: Brush, limit: int | None) -> Brush:
        """Paint changed lines from the top, each by itself or pen by pen, whatever is shorter."""
        rows, lines = brush.fork(), []
        colour = self._abilities.erases_colour
        for line in sorted(self._changed):
            if limit is not None and rows.size >= limit:
                break
            paint_row(rows, line, self._wanted[line], self._shown[line], erases_colour=colour)
            lines.append(line)
        ways = [rows]
        if rows.size > _DEAR:
            ways.append(brush.fork())
            paint_passes(ways[1], lines, self._wanted, self._shown, erases_colour=colour)
        for line in lines:
            self._shown[line] = list(self._wanted[line])
        self._changed.difference_update(lines)
        return min(ways, key=attrgetter("size"))
