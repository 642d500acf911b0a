"""How the console is left: drafts kept, nobody waits, and a reply on its way is asked about."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from agent_console.desk.states import OutboxState
from agent_console.errors import ConsoleError, ExitCode
from agent_console.i18n import _, ngettext
from agent_console.screens.asking import nothing
from agent_console.screens.base import ConsoleScreen
from agent_console.screens.guarded import GuardedApp
from agent_console.screens.outgoing import is_scheduled, left_behind_text
from agent_console.screens.session import Session

if TYPE_CHECKING:
    from agent_console.desk.views import OutboxItem
    from agent_console.screens.ports import DeskPort

QUESTION = "leaving"
_SAVE_SECONDS = 0.45
_SAVE_OUTSIDE_SECONDS = 1.0
_CLOSE_SECONDS = 0.15
_SENDING_SECONDS = 30.0


class Leaving:
    """Knows whether the agent is on the way out, and what must happen before."""

    def __init__(self, app: GuardedApp, session: Session) -> None:
        self._app = app
        self._session = session
        self.waiting = False
        self._left_behind = ""

    def listen(self) -> None:
        """Hear the signals that end a program: the terminal is closed, or somebody asks kindly."""
        loop = asyncio.get_running_loop()
        with contextlib.suppress(RuntimeError, ValueError):
            for number in (signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, self.told_to_end)
            loop.add_signal_handler(signal.SIGINT, self.interrupted)

    def told_to_end(self) -> None:
        """End because of a signal: drafts are kept, the exit code says so."""
        self._app.exit_code = ExitCode.INTERRUPTED
        self.now()

    def interrupted(self) -> None:
        """End because of SIGINT, unless it is Ctrl+C in an editor that has the terminal now."""
        if not self._session.editing:
            self.told_to_end()

    def asked(self, screen: ConsoleScreen | None) -> None:
        """Leave at once, or ask first when replies still wait; a second time means now."""
        n = len(self._queued())
        if not n or screen is None or self.waiting or self._is_asking(screen):
            self.now()
            return
        from agent_console.screens.widgets.question import Choice, Question

        text = ngettext(
            "{n} reply still waits to leave.", "{n} replies still wait to leave.", n
        ).format(n=n)
        choices = (
            Choice("s", _("send now, then quit"), "send"),
            Choice("k", _("quit; it stays in the outbox"), "keep"),
        )
        screen.open_panel(Question(text, choices, name=QUESTION))

    def answered(self, screen: ConsoleScreen, value: str) -> None:
        """Do what the agent chose."""
        if value == "keep":
            self.now()
        elif value == "send":
            items = self._queued()
            if not items:
                self.now()
                return
            self.waiting = True
            screen.say(_("Sending … q leaves without waiting."))
            screen.act(
                "outbox: send now",
                lambda desk: _hurry(desk, items),
                nothing,
                otherwise=self.stay,
            )
            self._app.set_timer(_SENDING_SECONDS, self._waited)

    def send_ended(self, item: OutboxItem) -> None:
        """Leave when the last reply has gone out and the agent waits for that, or is asked.

        One that did not go out is told instead; then the agent decides anew.
        """
        if item.state is not OutboxState.SENT:
            self.stay()
        elif not self._queued() and (self.waiting or self._asks_anywhere()):
            self.now()

    def stay(self) -> None:
        """Wait no longer for replies that leave."""
        self.waiting = False

    def _waited(self) -> None:
        if self.waiting:
            self.now()

    @staticmethod
    def _is_asking(screen: ConsoleScreen) -> bool:
        return any(question.name == QUESTION for question in screen.query("Question"))

    def _asks_anywhere(self) -> bool:
        screens = (s for s in self._app.screen_stack if isinstance(s, ConsoleScreen))
        return any(self._is_asking(screen) for screen in screens)

    def now(self) -> None:
        """Leave: keep drafts, then end."""
        self.keep_drafts()
        self._app.exit()

    def keep_drafts(self) -> None:
        """Save what is being written on any screen, but wait no longer than a moment.

        What stays in the outbox is told on the terminal when the program has ended.
        """
        desk = self._session.desk
        if desk is None:
            return
        screens = [s for s in self._app.screen_stack if isinstance(s, ConsoleScreen)]

        def save_all() -> None:
            for screen in screens:
                with contextlib.suppress(ConsoleError):
                    screen.save_now(desk)
            with contextlib.suppress(ConsoleError):
                self._left_behind = left_behind_text(
                    desk.outbox.unfinished(), self._session.now(), self._session.zone
                )

        in_time(save_all, _SAVE_OUTSIDE_SECONDS if self._session.editing else _SAVE_SECONDS)
        self._app.last_words = self._app.last_words or self._left_behind

    def let_go(self) -> None:
        """Close the desk, but wait no longer than a moment."""
        desk, self._session.desk = self._session.desk, None
        if desk is not None:
            in_time(desk.close, _CLOSE_SECONDS)

    def _queued(self) -> list[OutboxItem]:
        return [
            item
            for item in self._session.sending.values()
            if item.state in (OutboxState.QUEUED, OutboxState.SENDING)
            and not is_scheduled(item, self._session.now())
        ]


def _hurry(desk: DeskPort, items: list[OutboxItem]) -> None:
    for item in items:
        desk.outbox.send_now(item.id)
    desk.engine.nudge()


def in_time(work: Callable[[], object], seconds: float) -> bool:
    """Run ``work`` in a thread that the program does not wait for; return whether it finished."""
    thread = threading.Thread(target=work, name="last-work", daemon=True)
    thread.start()
    thread.join(seconds)
    return not thread.is_alive()
