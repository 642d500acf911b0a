"""The differential driver: writes only what has changed, and nothing but what a screen is made of.

Everything that Textual and its widgets write comes through :meth:`DifferentialDriver.write`: the
commands the program sends by itself pass as they are, all else is taken as a picture.
"""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from collections.abc import Mapping
from types import FrameType
from typing import TYPE_CHECKING

from textual.driver import Driver
from textual.events import CursorPosition

from agent_console.look import PLAIN_DRIVER
from agent_console.screens.driver_flow import Flow
from agent_console.screens.driver_pace import Pace, Sieve, is_remote
from agent_console.screens.driver_parse import is_command
from agent_console.screens.driver_screen import Abilities, Screen
from agent_console.screens.terminal import ConsoleDriver

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

VARIABLE = "AGENT_CONSOLE_DRIVER"
_SYNC_BEGIN, _SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
_HEARD_SECONDS = 0.1
_EVERY_MOVE = {"\x1b[?1003h": "\x1b[?1002h", "\x1b[?1003l": "\x1b[?1002l"}
"""Over a network the mouse tells of clicks and drags, not of every move."""


def choose_driver(wanted: str, environment: Mapping[str, str]) -> type[Driver]:
    """Return the driver that the settings want; the variable has precedence."""
    chosen = environment.get(VARIABLE) or wanted
    return ConsoleDriver if chosen == PLAIN_DRIVER else DifferentialDriver


class DifferentialDriver(ConsoleDriver):
    """Keeps what the terminal shows; see :class:`Flow` for what is sent and when."""

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._remote = is_remote(os.environ)
        self._sieve = Sieve()
        self._drawing = False
        self._looker: asyncio.TimerHandle | None = None
        self._flow = Flow(
            Screen(Abilities.of(os.environ)), Pace(remote=self._remote), self, time.monotonic
        )

    def write(self, data: str) -> None:
        """Let a command pass, take all else as a frame."""
        if data == _SYNC_BEGIN:
            self._flow.synchronized = True
        elif data == _SYNC_END:
            return
        elif is_command(data):
            super().write(_EVERY_MOVE.get(data, data) if self._remote else data)
        else:
            self._fit()
            self._flow.screen.take(data)
            self._go_on()

    def repaint(self) -> None:
        """Paint the whole screen anew; in another size than before Textual does it."""
        self._flow.screen.forget()
        if not self._fit():
            self._go_on()

    def start_application_mode(self) -> None:
        """Take the terminal: what it shows is not known, nor how far away it is."""
        self._flow.screen.forget()
        self._flow.pace.begin()
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual names no types
        self._drawing = self._writer_thread is not None
        self._hear_sizes()
        if self._drawing and self.input_tty:
            self._flow.ask()
            self._watch()

    def stop_application_mode(self) -> None:
        """Give the terminal back, with its own colours."""
        self._drawing = False
        self._watch()
        if self._writer_thread is not None:
            self._writer_thread.write("\x1b]8;;\x1b\\\x1b[m\x1b[r")
        super().stop_application_mode()

    def sift(self, text: str) -> str:
        """Take the terminal's answers out of what is typed."""
        typed, answers = self._sieve.sift(text)
        for _answer in range(answers):
            self._loop.call_soon_threadsafe(self._answered, time.monotonic())
        return typed

    def process_message(self, message: Message) -> None:
        """Pass on what was typed; an answer that nobody waits for any more is no key."""
        if not isinstance(message, CursorPosition):
            super().process_message(message)

    def is_free(self) -> bool:
        """Return whether the terminal has taken everything; if not, go on once it has."""
        return self.all_written(self._free_again)

    def send(self, text: str, *, asks: bool) -> None:
        """Send text to the terminal; with ``asks`` it will answer."""
        if asks:
            self._sieve.expect()
        super().write(text)

    def _answered(self, at: float) -> None:
        if self._drawing:
            self._flow.answered(at)
            self._watch()

    def _free_again(self) -> None:
        self._loop.call_soon_threadsafe(self._go_on)

    def _go_on(self) -> None:
        if self._drawing:
            self._flow.go_on()
            self._watch()

    def _watch(self) -> None:
        """See to it that the flow is looked after when it wants to be."""
        if self._looker is not None:
            self._looker.cancel()
            self._looker = None
        moment = self._flow.looks_at if self._drawing else None
        if moment is not None:
            self._looker = self._loop.call_later(max(0.0, moment - time.monotonic()), self._look)

    def _look(self) -> None:
        self._looker = None
        if self._drawing:
            self._flow.look()
            self._watch()

    def _fit(self) -> bool:
        """Have the terminal's size; return whether it is another one.

        Textual paints nothing when it hears of two sizes at once and the last is the one it knew.
        So it is asked to, once it has heard; what it has painted by then costs no byte again.
        """
        other = self._flow.screen.fit(*self._get_terminal_size())
        if other and self._drawing:
            self._loop.call_later(_HEARD_SECONDS, self._refresh)
        return other

    def _refresh(self) -> None:
        if self._drawing:
            self._app.refresh()

    def _hear_sizes(self) -> None:
        """Paint anew at every SIGWINCH: what re-attaches terminals sends it, with the same size."""
        if threading.current_thread() is not threading.main_thread():
            return
        before = signal.getsignal(signal.SIGWINCH)

        def changed(number: int, frame: FrameType | None) -> None:
            self._loop.call_soon_threadsafe(self.repaint)
            if callable(before):
                before(number, frame)

        signal.signal(signal.SIGWINCH, changed)
