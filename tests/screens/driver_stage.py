"""Two terminals side by side: one gets what Textual writes, one what the driver makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pyte
from textual._compositor import CompositorUpdate
from textual.app import App

from agent_console.screens.driver_screen import Abilities, Screen

SEEN_ON_BLANKS = ("underscore", "strikethrough", "reverse")
Looks = tuple[object, ...]


class _Pyte(pyte.Screen):
    """Erases what was never written on, too, in the background of the pen."""

    def erase_in_display(self, how: int = 0, *args: object, **options: object) -> None:
        super().erase_in_display(how, *args, **options)
        if how == 2:
            for line in range(self.lines):
                for column in range(self.columns):
                    self.buffer[line][column] = self.cursor.attrs


class Emulator:
    """A terminal by pyte, with autowrap off as Textual wants it."""

    def __init__(self, columns: int, lines: int) -> None:
        self.screen = _Pyte(columns, lines)
        self._stream = pyte.Stream(self.screen)
        self.feed("\x1b[?7l\x1b[?25l")

    def feed(self, text: str) -> None:
        """Show what is written."""
        self._stream.feed(text)

    def looks(self) -> list[list[Looks]]:
        """Return what every place looks like; of a blank only what can be seen."""
        buffer = self.screen.buffer
        return [
            [_looks(buffer[line][column]) for column in range(self.screen.columns)]
            for line in range(self.screen.lines)
        ]


def _looks(char: pyte.screens.Char) -> Looks:
    if char.data == " " and not any(getattr(char, name) for name in SEEN_ON_BLANKS):
        return (" ", char.bg)
    if not char.data:
        return ("",)
    return tuple(char)


class Twins:
    """The plain and the differential way to show the same frames."""

    def __init__(self, columns: int, lines: int, *, erases_colour: bool = True) -> None:
        self.plain = Emulator(columns, lines)
        self.differential = Emulator(columns, lines)
        self.screen = Screen(Abilities(erases_colour=erases_colour))
        self.screen.fit(columns, lines)
        self.frames = 0
        self.bytes_plain = self.bytes_differential = 0

    def show(self, frame: str, *, limit: int | None = None) -> str:
        """Give both a frame; return what the driver wrote."""
        self.plain.feed(frame.replace("\n", ""))
        self.screen.take(frame)
        written = ""
        while self.screen.pending:
            part = self.screen.paint(limit)
            self.differential.feed(part)
            written += part
        self.frames += 1
        self.bytes_plain += len(frame.encode())
        self.bytes_differential += len(written.encode())
        return written

    def assert_equal(self) -> None:
        """Compare the terminals, place by place."""
        wanted, found = self.plain.looks(), self.differential.looks()
        differing = [
            (line, column, wanted[line][column], found[line][column])
            for line in range(len(wanted))
            for column in range(len(wanted[line]))
            if wanted[line][column] != found[line][column]
        ]
        assert not differing, f"{len(differing)} places differ: {differing[:5]}"


@contextmanager
def frames_of(app: App[None]) -> Iterator[list[str]]:
    """Collect the frames that an app without a terminal would write."""
    frames: list[str] = []

    def display(_screen: object, update: object) -> None:
        if isinstance(update, CompositorUpdate):
            frames.append(update.render_segments(app.console))

    with patch.object(app, "_display", display):
        yield frames
