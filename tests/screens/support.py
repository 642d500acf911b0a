"""Running the console in tests: a config, an app on a fake desk, and screens as text."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rich.style import Style
from textual.app import App
from textual.pilot import Pilot

from agent_console.app import ConsoleApp
from agent_console.clock import FixedClock
from agent_console.config import Config, parse_config
from agent_console.desk.views import QueueView
from agent_console.locations import locations_below
from agent_console.look import Look
from agent_console.screens.queue_arranging import ArrangedScreen
from agent_console.screens.session import EditText
from agent_console.store.first_page import FirstPage
from tests.screens.fake_content import NOW
from tests.screens.fake_desk import FakeDesk

_ROUNDS_LEAST, _ROUNDS_MOST = 3, 300
GOLDEN = Path(__file__).parents[1] / "golden"
CONFIG = """
[agent]
name = "mia"
[mailbox]
address = "support@example.com"
imap = { host = "127.0.0.1", port = 993 }
smtp = { host = "127.0.0.1", port = 465 }
[ui]
theme = "dark"
language = "en"
"""


def make_config(text: str = CONFIG) -> Config:
    """Return a small valid configuration."""
    return parse_config(text, "test.toml")


async def unchanged(_app: App[object], text: str, _name: str) -> str:
    """Return the text as it is: an editor in which nothing was done."""
    return text


class Stage:
    """A console on a fake desk with a clock that stands still; ``more`` are settings besides.

    With ``closed`` the desk opens only at ``open_now``; until then the first rows are shown.
    """

    def __init__(
        self,
        folder: Path,
        *,
        rows: int = 40,
        edit: EditText = unchanged,
        closed: bool = False,
        more: str = "",
        look: Callable[[Look], Look] = lambda look: look,
    ) -> None:
        self.clock = FixedClock(NOW)
        self.desk = FakeDesk(self.clock, rows)
        self.locations = locations_below(folder)
        self.on_open: Callable[[], None] = lambda: None
        self._may_open = threading.Event()
        if not closed:
            self._may_open.set()
        self.app = ConsoleApp(
            look(make_config(CONFIG + more).look),
            self.locations,
            self.clock,
            self._open,
            first=self._first() if closed else None,
            edit=edit,
        )

    def _open(self) -> FakeDesk:
        self._may_open.wait(60)
        self.on_open()
        return self.desk

    def open_now(self) -> None:
        """Let the desk open."""
        self._may_open.set()

    def _first(self) -> FirstPage:
        page = self.desk.queue.page(QueueView.OPEN, 0, 64)
        return FirstPage(page, self.desk.queue.counts())

    async def settle(self, pilot: Pilot[None]) -> None:
        """Wait until no worker runs, no key waits for what opens, and everything is drawn."""
        for round_ in range(_ROUNDS_MOST):
            await pilot.app.workers.wait_for_complete()
            await pilot.pause(0.01 if round_ > _ROUNDS_LEAST else None)
            if round_ >= _ROUNDS_LEAST and not self.app.session.typed.holding:
                break
        if isinstance(pilot.app.screen, ArrangedScreen) and pilot.app.screen.preview.display:
            await self._preview_is_read(pilot, pilot.app.screen)

    async def _preview_is_read(self, pilot: Pilot[None], screen: ArrangedScreen) -> None:
        while screen.reading:
            await pilot.pause(0.02)
            await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def screen_text(app: App[None]) -> str:
    """Return what the screen shows, a line per row, without trailing blanks.

    Uses a private part of Textual, here and nowhere else.
    """
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of the screen: its text, its colours by name, and whether some of it is reversed."""

    text: str
    colours: frozenset[str]
    reversed: bool


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """Some text in one style, its colours by name; "default" is what the terminal has."""

    text: str
    ink: str
    ground: str
    faint: bool


def shown_pieces(app: App[None]) -> list[ShownPiece]:
    """Return all text on the screen with its colours, as they are seen: reversed is reversed."""
    found = []
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            if segment.text.strip():
                style = segment.style or Style()
                names = [one.name if one else "default" for one in (style.color, style.bgcolor)]
                ink, ground = reversed(names) if style.reverse else names
                found.append(ShownPiece(segment.text, ink, ground, bool(style.dim)))
    return found


def shown_lines(app: App[None]) -> list[ShownLine]:
    """Return what the screen shows with how it is written; "default" is the terminal's colour."""
    found = []
    for strip in app.screen._compositor.render_strips():
        styles = [segment.style for segment in strip if segment.style is not None]
        colours = {c.name for style in styles for c in (style.color, style.bgcolor) if c}
        reverse = any(style.reverse for style in styles)
        found.append(ShownLine(strip.text, frozenset(colours), reverse))
    return found


async def until_shown(stage: Stage, pilot: Pilot[None], words: str) -> None:
    """Wait for what a timer of the program brings to the screen."""
    while words not in screen_text(stage.app):
        await pilot.pause(0.05)


def assert_golden(name: str, text: str) -> None:
    """Compare with the kept screen; ``AGENT_CONSOLE_GOLDEN=write`` keeps the present one."""
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("AGENT_CONSOLE_GOLDEN") == "write":
        file.write_text(text + "\n", encoding="utf-8")
    assert file.exists(), f"{file} is missing: write it with AGENT_CONSOLE_GOLDEN"
    assert text + "\n" == file.read_text(encoding="utf-8")
