"""What fits to what is being typed: up to five lines, one of them marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual.content import Content
from textual.widget import Widget

from agent_console.desk.text import shorten

T = TypeVar("T")
MOST = 5


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """What can be taken, and its words, safe to show."""

    value: T
    words: str


class ContactHits(Widget, Generic[T]):
    """A list that never has the keys: the line above moves the mark and takes what is marked."""

    DEFAULT_CSS = """
    ContactHits { height: auto; max-height: 5; padding: 0 1 0 15; }
    """

    def __init__(self) -> None:
        super().__init__(id="contact-hits")
        self._hits: tuple[Hit[T], ...] = ()
        self._place = 0

    @property
    def marked(self) -> T | None:
        """What is marked, None while nothing fits."""
        return self._hits[self._place].value if self._hits else None

    def offer(self, hits: Sequence[Hit[T]]) -> None:
        """Show what fits, the first of it marked."""
        self._hits, self._place = tuple(hits[:MOST]), 0
        self.display = bool(self._hits)
        self.refresh(layout=True)

    def move(self, by: int) -> None:
        """Mark the next one, or the one before."""
        if self._hits:
            self._place = (self._place + by) % len(self._hits)
            self.refresh()

    def render(self) -> Content:
        """Return the lines; the marked one bears a sign."""
        width = max(self.size.width - 2, 10)
        lines = [
            Content.styled(f"> {shorten(hit.words, width)}", "bold")
            if place == self._place
            else Content(f"  {shorten(hit.words, width)}")
            for place, hit in enumerate(self._hits)
        ]
        return Content("\n").join(lines)
