"""Text broken into lines of a width, counted in terminal cells; fast for plain long text."""

from __future__ import annotations

from collections.abc import Iterator

from agent_console.desk.text import cell_width


def wrap(line: str, width: int) -> Iterator[str]:
    """Yield ``line`` in pieces of at most ``width`` cells, broken at blanks where possible."""
    width = max(width, 1)
    while len(line) > width or (not line.isascii() and cell_width(line) > width):
        end = _fitting(line, width)
        cut = line.rfind(" ", 1, end + 1)
        if cut <= 0 or not line[:cut].strip():
            yield line[:end]
            line = line[end:]
        else:
            yield line[:cut]
            line = line[cut + 1 :]
    yield line


def indented(line: str, width: int) -> Iterator[str]:
    """Yield ``line`` in pieces as ``wrap`` does, the later ones under its first letter."""
    blanks = " " * min(len(line) - len(line.lstrip(" ")), width // 2)
    for piece in wrap(line.lstrip(" "), width - len(blanks)):
        yield blanks + piece


def _fitting(line: str, width: int) -> int:
    """Return how many characters of ``line`` fit into ``width`` cells, at least one."""
    head = line[:width]
    if head.isascii():
        return len(head)
    low, high = 1, min(len(line), width * 4)
    while low < high:
        middle = (low + high + 1) // 2
        if cell_width(line[:middle]) <= width:
            low = middle
        else:
            high = middle - 1
    return low
