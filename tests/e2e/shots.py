"""Pictures of a terminal: as text that can be compared, and as SVG for the documentation."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import groupby

import pyte
from pyte.screens import Char
from rich.console import Console
from rich.style import Style
from rich.text import Text

_CHANGING = (
    # A warning stands there for some seconds only.
    (re.compile(r"^· \d+ tickets? (?:nobody has|for you)\b.*$", re.MULTILINE), ""),
    (re.compile(r"^· \d+ (?:Vorgang|Vorgänge)\b.*$", re.MULTILINE), ""),
    (re.compile(r"\d{1,2}:\d{2}"), "h:mm"),
    (re.compile(r"\b\d+ (min|h|s)\b(?!:)"), r"n \1"),
    (re.compile(r"agent-console-\w+"), "folder"),
)
_FONT_FILES = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_NAMED = {"brown": "yellow", "default": "default"}


def steady(text: str) -> str:
    """Return a screen without what changes from minute to minute, columns closed up."""
    for pattern, word in _CHANGING:
        text = pattern.sub(word, text)
    lines = (re.sub(r" {2,}", "  ", line).rstrip() for line in text.splitlines())
    return "\n".join(lines) + "\n"


def as_svg(screen: pyte.Screen, title: str) -> str:
    """Return the screen as an SVG picture."""
    console = Console(
        width=screen.columns, record=True, file=io.StringIO(), color_system="truecolor"
    )
    for number in range(screen.lines):
        console.print(Text.assemble(*_runs(screen, number)), no_wrap=True, crop=True)
    drawn = console.export_svg(title=title, unique_id="screen")
    return "\n".join(line.rstrip() for line in _FONT_FILES.sub("", drawn).splitlines()) + "\n"


def _runs(screen: pyte.Screen, number: int) -> Iterator[tuple[str, Style]]:
    line = screen.buffer[number]
    cells = [line[column] for column in range(screen.columns)]
    for style, group in groupby(cells, _style):
        yield "".join(cell.data for cell in group), style


def _style(cell: Char) -> Style:
    return Style(
        color=_colour(cell.fg),
        bgcolor=_colour(cell.bg),
        bold=cell.bold,
        italic=cell.italics,
        underline=cell.underscore,
        reverse=cell.reverse,
    )


def _colour(name: str) -> str:
    if re.fullmatch(r"[0-9a-f]{6}", name):
        return f"#{name}"
    return _NAMED.get(name, name.replace("bright", "bright_"))
