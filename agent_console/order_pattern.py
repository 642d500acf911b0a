"""Regular expressions for order numbers, bounded so that no text makes one run for long."""

from __future__ import annotations

import re

from agent_console.i18n import _

_LONGEST_PATTERN = 200
_LONGEST_RUN = 40
_MOST_WAYS = 2_000
_PIECE = re.compile(
    r"(?P<open>\((?:\?:)?)|(?P<close>\))|(?P<either>\|)|(?P<back>\\[1-9])"
    r"|(?P<times>[*+?]|\{\d*,\d*\}|\{\d+\})|(?P<one>\[\^?\]?(?:\\.|[^\]\\])*\]|\\.|.)",
    re.DOTALL,
)


def parse_order_pattern(value: object) -> re.Pattern[str]:
    """Read a regular expression for order numbers that no text can make run for long.

    A repeat takes at most 40 rounds (``+`` means 1 to 40), groups are plain ones, and repeats,
    options and alternatives together may be tried in at most 2,000 ways at one place. Raises
    ValueError for anything else.
    """
    if isinstance(value, re.Pattern):
        return value
    text = str(value)
    if not text or len(text) > _LONGEST_PATTERN:
        raise ValueError(_("write a regular expression of 1 to 200 characters"))
    try:
        re.compile(text)
        return re.compile(_bounded(text))
    except (re.error, RecursionError, OverflowError) as error:
        words = _("{pattern} is no regular expression: {reason}")
        raise ValueError(words.format(pattern=text, reason=error)) from error


def _bounded(text: str) -> str:
    """Return a pattern with an end to every repeat; raises ValueError when it has too many ways.

    Of each open group three numbers are kept: the ways of its alternatives before, of this one,
    and of the last piece, which a repeat would repeat.
    """
    levels, out, before = [[0, 1, 1]], [], ""
    for found in _PIECE.finditer(text):
        piece, kind, level = found.group(), str(found.lastgroup), levels[-1]
        if kind == "back" or (before == "open" and kind == "times"):
            raise ValueError(_("write plain groups: nothing behind (? but a colon, and no \\1"))
        if kind == "times" and before != "times":
            low, high = _rounds(piece)
            piece = f"{{{low},{high}}}"
            level[2] = sum(level[2] ** rounds for rounds in range(low, high + 1))
        elif kind == "close":
            levels.pop()
            levels[-1][2] = level[0] + level[1] * level[2]
        elif kind == "either":
            levels[-1] = [level[0] + level[1] * level[2], 1, 1]
        elif kind in ("one", "open"):
            levels[-1] = [level[0], level[1] * level[2], 1]
            levels += [[0, 1, 1]] if kind == "open" else []
        if max(levels[-1][0], levels[-1][1] * levels[-1][2]) > _MOST_WAYS:
            words = _("{pattern} could take very long; say how often a piece comes: {example}")
            raise ValueError(words.format(pattern=text, example=r"NL-\d{4,8}"))
        out.append(piece)
        before = kind
    return "".join(out)


def _rounds(written: str) -> tuple[int, int]:
    """Return how often a repeat runs, at least and at most."""
    low, comma, high = written.strip("{}").partition(",")
    if not comma and low.isdigit():
        high = low
    least = int(low or 0) if low not in ("*", "+", "?") else int(low == "+")
    most = 1 if low == "?" else int(high) if high else max(least, _LONGEST_RUN)
    if most > _LONGEST_RUN:
        raise ValueError(_("a repeat in a pattern has at most 40 rounds"))
    return least, most
