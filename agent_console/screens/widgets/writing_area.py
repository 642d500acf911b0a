"""The editor for replies and notes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from agent_console.desk.canned_render import Gap, gaps
from agent_console.desk.text import to_screen

STEP, FINDING = "writing--step", "writing--finding"
MISSPELT = "writing--misspelt"
_GAP = "writing--gap"


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters ``start`` to ``end`` (exclusive) of the text, shown in the style of a class."""

    start: int
    end: int
    style: str


def end_of_own_words(text: str) -> tuple[int, int]:
    """Return the line and column behind what was written above signature and quote."""
    lines = text.split("\n")
    marks = (
        number for number, line in enumerate(lines) if line.rstrip() == "--" or line.startswith(">")
    )
    written = [number for number, line in enumerate(lines[: next(marks, None)]) if line.strip()]
    if written and lines[written[-1]].endswith(":") and written[-1] + 1 < len(lines):
        follows = lines[written[-1] + 1]
        written = written[:-1] if follows.startswith(">") else written
    return (written[-1], len(lines[written[-1]])) if written else (0, 0)


def offset_of(text: str, place: tuple[int, int]) -> int:
    """Return how many characters stand before a line and column."""
    row, column = place
    return sum(len(line) + 1 for line in text.split("\n")[:row]) + column


def place_of(text: str, offset: int) -> tuple[int, int]:
    """Return the line and column behind ``offset`` characters."""
    before = text[:offset]
    return before.count("\n"), offset - (before.rfind("\n") + 1)


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their beginning."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _by_line(text: str, marks: Iterable[Mark]) -> dict[int, list[Mark]]:
    """Return marks by the number of their line, with places in it."""
    lines: dict[int, list[Mark]] = {}
    for one in marks:
        row, column = place_of(text, one.start)
        for number, line in enumerate(text[one.start : one.end].split("\n"), row):
            lines.setdefault(number, []).append(Mark(column, column + len(line), one.style))
            column = 0
    return lines


class WritingArea(TextArea):
    """A text area into which nothing gets that could act on the terminal; it shows gaps."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {_GAP, STEP, FINDING, MISSPELT}

    def __init__(self, text: str) -> None:
        super().__init__(to_screen(text), soft_wrap=True, tab_behavior="focus")
        self.cursor_blink = False
        self._marks: dict[int, list[Mark]] = {}
        self._misspelt: dict[int, list[Mark]] = {}
        self.move_cursor(end_of_own_words(self.text))

    def on_paste(self, event: events.Paste) -> None:
        """Clean what is pasted; the text area itself then takes it in."""
        event.text = to_screen(event.text)

    def rewrite(self, text: str) -> None:
        """Replace everything, in a way that the editor's own undo can take back."""
        self.replace(to_screen(text), self.document.start, self.document.end)

    def put(self, text: str, start: int, end: int) -> None:
        """Write ``text`` in place of what stands between two offsets."""
        whole = self.text
        self.replace(to_screen(text), place_of(whole, start), place_of(whole, end))

    def become(self, text: str) -> None:
        """Write what differs in ``text``; the cursor stays where it is in the rest."""
        old = self.text
        begin = _alike(old, text)
        end = _alike(old[:begin:-1], text[:begin:-1])
        self.put(text[begin : len(text) - end], begin, len(old) - end)

    @property
    def own_words(self) -> str:
        """What stands above signature and quote."""
        return self.text[: offset_of(self.text, end_of_own_words(self.text))]

    @property
    def cursor_offset(self) -> int:
        """How many characters stand before the cursor."""
        return offset_of(self.text, self.cursor_location)

    def point_at(self, start: int, end: int) -> None:
        """Select the characters between two offsets; what is typed replaces them."""
        text = self.text
        self.selection = Selection(place_of(text, start), place_of(text, end))
        self.scroll_cursor_visible()

    @property
    def own_gaps(self) -> tuple[Gap, ...]:
        """The gaps left in the text, but for those in lines that are quoted."""
        text = self.text
        return tuple(
            gap
            for gap in gaps(text)
            if not text[text.rfind("\n", 0, gap.start) + 1 :].startswith(">")
        )

    def next_gap(self) -> Gap | None:
        """Return the gap behind the cursor, round and round; None without any."""
        found, here = self.own_gaps, self.cursor_offset
        return next((gap for gap in found if gap.start >= here), next(iter(found), None))

    def mark(self, marks: Iterable[Mark]) -> None:
        """Show these characters in their styles, and no others but for misspelt words."""
        lines = _by_line(self.text, marks)
        if lines != self._marks:
            self._marks = lines
            self.notify_style_update()
            self.refresh()

    def mark_words(self, marks: Iterable[Mark]) -> None:
        """Show these words as misspelt, and no others."""
        lines = _by_line(self.text, marks)
        if lines != self._misspelt:
            self._misspelt = lines
            self.notify_style_update()
            self.refresh()

    def get_line(self, line_index: int) -> Text:
        """Return a line with its marks and its gaps in their styles."""
        line = super().get_line(line_index)
        for mark in (*self._misspelt.get(line_index, ()), *self._marks.get(line_index, ())):
            line.stylize(self.get_component_rich_style(mark.style), mark.start, mark.end)
        if not line.plain.startswith(">"):
            for gap in gaps(line.plain):
                line.stylize(self.get_component_rich_style(_GAP), gap.start, gap.end)
        return line
