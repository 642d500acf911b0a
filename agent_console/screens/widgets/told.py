"""A text of the program's own that follows when the language changes."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content
from textual.widgets import Static


class Told(Static):
    """Shows what ``words`` returns, safe to show; asks again when told to say it anew."""

    def __init__(
        self,
        words: Callable[[], Content | str],
        *,
        id: str | None = None,  # noqa: A002 - Textual's name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(_content(words()), markup=False, id=id, classes=classes)
        self._words = words

    def retell(self) -> None:
        """Say it again, in the language in use now."""
        self.update(_content(self._words()))


def _content(text: Content | str) -> Content:
    return Content(text) if isinstance(text, str) else text
