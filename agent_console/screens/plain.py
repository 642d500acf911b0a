"""Plain mode for screen readers: letters and punctuation alone, and the cursor where one is.

What Textual paints goes through a filter, so that no widget can forget it. Every sign that the
filter takes away or turns into another has a word beside it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from rich.segment import Segment
from textual.color import Color
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.geometry import Offset
from textual.widget import Widget
from textual.widgets import Input, OptionList, TextArea

from agent_console.look import AUTO, Look
from agent_console.queue_layout import Column, Preview, QueueLook, Wish
from agent_console.screens.theming import MONOCHROME
from agent_console.screens.widgets.queue_list import QueueList
from agent_console.screens.widgets.queue_places import WIDE_BADGES, WIDE_DUE
from agent_console.screens.widgets.timeline import Timeline

CLASS = "-plain"
"""The application has it in plain mode: styles and layouts go by it."""
SHOW_CURSOR = "\x1b[?25h"
_SIGNS = {
    "▶": ">",
    "▸": "+",
    "▾": "-",
    "◆": "x",
    "■": "x",
    "⇈": "!",
    "↑": "^",
    "↓": "v",
    "←": "<",
    "→": ">",
    "·": ",",
    "•": "-",
    "×": "x",
    "‼": "!",
}
_FIRST, _LAST = "\u2190", "\u2bff"
"""Arrows, lines, blocks, figures and dingbats; what has no other sign becomes a blank."""
_COLUMNS = (
    Wish(Column.MARK),
    Wish(Column.STATE),
    Wish(Column.DUE, WIDE_DUE),
    Wish(Column.REF),
    Wish(Column.CUSTOMER, 14),
    Wish(Column.SUBJECT),
    Wish(Column.BADGES, WIDE_BADGES),
)


def plain_text(text: str) -> str:
    """Return ``text`` without lines, arrows, blocks and figures; it stays as wide as it was."""
    return text if text.isascii() else "".join(map(_plain_letter, text))


def _plain_letter(letter: str) -> str:
    if letter in _SIGNS:
        return _SIGNS[letter]
    if _FIRST <= letter <= _LAST and unicodedata.east_asian_width(letter) not in "WF":
        return " "
    return letter


class PlainLetters(LineFilter):
    """Draws every line in plain letters."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments with other texts."""
        return [Segment(plain_text(text), style, control) for text, style, control in segments]


def plain_look(look: Look) -> Look:
    """Return the look of plain mode: words in place of signs, one thing below the other."""
    wishes = look.queue.columns or _COLUMNS
    wide = {Column.DUE: WIDE_DUE, Column.BADGES: WIDE_BADGES}
    columns = tuple(Wish(one.column, wide.get(one.column, one.width)) for one in wishes)
    theme = MONOCHROME if look.theme == AUTO else look.theme
    queue = QueueLook(columns, look.queue.sort, Preview.OFF)
    return replace(look, theme=theme, queue=queue, mouse=False, plain=True)


def pointed_at(focused: Widget | None) -> Offset | None:
    """Return the place on screen of what is selected; None where the widget sees to it itself."""
    if focused is None or isinstance(focused, (Input, TextArea)):
        return None
    if isinstance(focused, QueueList):
        return _line_of(focused, focused.cursor)
    if isinstance(focused, Timeline):
        return focused.content_region.offset
    chosen = next((one for one in _lists(focused) if one.highlighted is not None), None)
    return _line_of(chosen, chosen.highlighted or 0) if chosen is not None else None


def _lists(node: DOMNode) -> list[OptionList]:
    return [node] if isinstance(node, OptionList) else list(node.query(OptionList))


def _line_of(widget: Widget, line: int) -> Offset:
    region = widget.content_region
    below = max(0, min(line - widget.scroll_offset.y, region.height - 1))
    return Offset(region.x, region.y + below)
