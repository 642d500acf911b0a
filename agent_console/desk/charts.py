"""Charts of characters: bars, curves of eighths, a heat map; they need no colour."""

from __future__ import annotations

from collections.abc import Sequence

_EIGHTHS = " ▁▂▃▄▅▆▇█"
_ACROSS = " ▏▎▍▌▋▊▉█"
_SHADES = " ·░▒▓█"
_STEPS = 8


def bar(value: float, most: float, width: int) -> str:
    """Return a bar of ``width`` columns at most; what is not nothing is seen."""
    if most <= 0 or value <= 0:
        return ""
    eighths = max(round(min(value / most, 1) * width * _STEPS), 1)
    full, rest = divmod(eighths, _STEPS)
    return "█" * full + (_ACROSS[rest] if rest else "")


def curve(values: Sequence[float | None], height: int, width: int) -> tuple[str, ...]:
    """Return ``height`` lines of columns, from nothing at the foot to the greatest value.

    Of more values than columns, each column shows the mean of its share of them.
    """
    columns = gathered(values, width)
    most = max((value for value in columns if value is not None), default=0)
    if most <= 0:
        return ("",) * (height - 1) + ("▁" * len(columns),)
    heights = [
        0 if value is None else max(round(value / most * height * _STEPS), 1 if value else 0)
        for value in columns
    ]
    lines = []
    for row in reversed(range(height)):
        parts = (max(min(one - row * _STEPS, _STEPS), 0) for one in heights)
        lines.append("".join(_EIGHTHS[part] for part in parts).rstrip())
    return tuple(lines)


def gathered(values: Sequence[float | None], width: int) -> list[float | None]:
    """Return at most ``width`` numbers: means of equal shares, each at most 4 columns."""
    if not values:
        return []
    if len(values) <= width:
        each = min(width // len(values), 4)
        return [value for value in values for _column in range(each)]
    found: list[float | None] = []
    for column in range(width):
        start = column * len(values) // width
        end = max((column + 1) * len(values) // width, start + 1)
        known = [value for value in values[start:end] if value is not None]
        found.append(sum(known) / len(known) if known else None)
    return found


def heat(rows: Sequence[Sequence[int]], each: int = 2) -> tuple[str, ...]:
    """Return a line for each row, ``each`` columns for a cell, shaded by its share of the most."""
    most = max((value for row in rows for value in row), default=0)
    return tuple("".join(_shade(value, most) * each for value in row) for row in rows)


def _shade(value: int, most: int) -> str:
    if not value or not most:
        return _SHADES[0]
    return _SHADES[1 + min(value * (len(_SHADES) - 1) // (most + 1), len(_SHADES) - 2)]
