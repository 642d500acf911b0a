"""An application that ends well even when the program itself is wrong."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable

from rich.console import RenderableType
from textual.app import App
from textual.driver import Driver

from agent_console.errors import ExitCode
from agent_console.i18n import _
from agent_console.look import DIFFERENTIAL
from agent_console.screens.driver import DifferentialDriver, choose_driver
from agent_console.screens.terminal import title_sequence

_log = logging.getLogger(__name__)


class GuardedApp(App[None], inherit_bindings=False):
    """Replaces Textual's crash screen, which prints local variables: mail text, addresses.

    An unexpected error leaves a report on disk, one line on the terminal and exit code 70.
    """

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, report: Callable[[BaseException], str]) -> None:
        super().__init__()
        self._report = report
        self.exit_code = ExitCode.OK
        self.last_words = ""

    def get_driver_class(self) -> type[Driver]:
        """Return a driver that notices when the terminal is gone."""
        return choose_driver(DIFFERENTIAL, os.environ)

    def use_driver(self, wanted: str) -> None:
        """Draw with the driver that the settings name, if the environment names no other."""
        self.driver_class = choose_driver(wanted, os.environ)

    def to_terminal(self, sequence: str) -> None:
        """Send the terminal an escape sequence that shows nothing on the screen."""
        self._send(sequence)

    def _send(self, sequence: str) -> None:
        """Write past the screen: a private part of Textual, here and nowhere else."""
        if sequence and self._driver is not None and not self.is_headless:
            self._driver.write(sequence)

    def watch_title(self, title: str) -> None:
        """Give the terminal's window the program's title."""
        if title:
            self._send(title_sequence(title))

    def action_repaint(self) -> None:
        """Paint the screen anew: something else has written on it."""
        if isinstance(self._driver, DifferentialDriver):
            self._driver.repaint()
        else:
            self.refresh(layout=True)

    def rescue(self) -> None:
        """Keep what is being written; called once before the program ends by an error."""

    def _handle_exception(self, error: Exception) -> None:
        """End the program (overrides Textual's handler for unhandled errors)."""
        first = self._exception is None
        if first:
            self._exception = error
            self._exception_event.set()
            self._end_badly(error)
        self._return_code = int(ExitCode.CRASHED)
        self._close_messages_no_wait()

    def _end_badly(self, error: Exception) -> None:
        self.exit_code = ExitCode.CRASHED
        _log.error("crashed error=%s", type(error).__qualname__)
        try:
            file = self._report(error)
        except Exception as trouble:
            file = f"({type(trouble).__name__})"
        self.last_words = _(
            "Agent Console stopped because of an unexpected error. "
            "Nothing that was sent or saved is lost; a report is in {file}"
        ).format(file=file)
        self.rescue()

    def panic(self, *renderables: RenderableType) -> None:
        """End the program where Textual would print a traceback itself (its input thread)."""
        self._handle_exception(RuntimeError("the terminal input ended unexpectedly"))
