"""The brush: writes cells at places with the fewest cursor and colour codes."""

from __future__ import annotations

from functools import lru_cache

from agent_console.screens.driver_parse import is_doubtful
from agent_console.screens.driver_pens import PLAIN, Cell, Pen, change, for_blank, is_bare

Place = tuple[int, int]
"""Line and column, from 0."""


class Brush:
    """Collects what is to be written; knows where the cursor is and which pen the terminal holds.

    ``place`` is None where the cursor's place is not sure, as after the last column.
    """

    def __init__(self, columns: int, pen: Pen, place: Place | None) -> None:
        self._columns = columns
        self._out: list[str] = []
        self.pen = pen
        self.place = place
        self.size = 0

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self._out)

    def fork(self) -> Brush:
        """Return a brush that has written the same, to try a way to go on."""
        other = Brush(self._columns, self.pen, self.place)
        other.write(self.text)
        return other

    def write(self, text: str) -> None:
        """Write as it is."""
        self._out.append(text)
        self.size += len(text)

    def move(self, line: int, column: int) -> None:
        """Put the cursor to a place."""
        if self.place != (line, column):
            self.write(_way(self.place, line, column))
            self.place = (line, column)

    def take(self, pen: Pen) -> None:
        """Take another pen."""
        if self.pen != pen:
            self.write(change(self.pen, pen))
            self.pen = pen

    def put(self, line: int, column: int, cell: Cell, width: int = 1) -> None:
        """Show a cell that is ``width`` columns wide."""
        self.move(line, column)
        self.take(for_blank(self.pen, cell.pen) if is_bare(cell) else cell.pen)
        if is_doubtful(cell.text):
            self._put_doubtful(line, column, cell.text, width)
            return
        self.write(cell.text)
        end = column + width
        self.place = (line, end) if end < self._columns else None

    def put_run(self, line: int, column: int, text: str, pen: Pen) -> None:
        """Show ASCII characters, one after the other, with one pen."""
        self.move(line, column)
        self.take(pen)
        self.write(text)
        end = column + len(text)
        self.place = (line, end) if end < self._columns else None

    def _put_doubtful(self, line: int, column: int, text: str, width: int) -> None:
        """Show what may be wider or narrower elsewhere: on blanks, and then the place is said."""
        self.write(" " * width)
        self.place = (line, column + width) if column + width < self._columns else None
        self.move(line, column)
        self.write(text)
        self.place = None

    def erase(self, line: int, column: int, count: int, back: Pen) -> None:
        """Show ``count`` blanks of a background from a place on; the cursor stays there."""
        self.move(line, column)
        self.take(for_blank(self.pen, back))
        self.write("\x1b[K" if column + count >= self._columns else f"\x1b[{count}X")

    def plain(self) -> None:
        """Take the terminal's own colours."""
        self.take(PLAIN)


@lru_cache(8192)
def _way(old: Place | None, line: int, column: int) -> str:
    """Return the shortest cursor sequence to a place."""
    ways = [_address(line, column)]
    if old is not None:
        ways.append(_along(old[1], column) + _down(old[0], line))
    return min(ways, key=len)


def _along(old: int, column: int) -> str:
    """Return the shortest way to another column of the same line."""
    by = column - old
    if by > 0:
        return min(_by(by, "C"), f"\x1b[{column + 1}G", key=len)
    ways = ["\b" * -by, _by(-by, "D"), f"\x1b[{column + 1}G"] if by else [""]
    return min([*ways, "\r"] if column == 0 else ways, key=len)


def _down(old: int, line: int) -> str:
    """Return the shortest way to the same column of another line."""
    by = line - old
    if not by:
        return ""
    return min(_by(abs(by), "B" if by > 0 else "A"), f"\x1b[{line + 1}d", key=len)


def _address(line: int, column: int) -> str:
    if column:
        return f"\x1b[{line + 1};{column + 1}H"
    return f"\x1b[{line + 1}H" if line else "\x1b[H"


def _by(count: int, direction: str) -> str:
    return f"\x1b[{count}{direction}" if count > 1 else f"\x1b[{direction}"
