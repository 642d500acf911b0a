"""The screen all others are made of: it asks the desk in a thread and says what came of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, ClassVar, TypeVar

from textual import on
from textual.containers import Vertical
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import Worker, WorkerState

from agent_console.desk.views import OutboxItem, OutboxState, SyncStatus
from agent_console.errors import ConsoleError
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.keys import Scope
from agent_console.screens.messages import StoreChanged
from agent_console.screens.ports import DeskPort
from agent_console.screens.session import Notice, Session, Tone
from agent_console.screens.widgets.key_line import KeyLine
from agent_console.screens.widgets.notice_line import NoticeLine
from agent_console.screens.widgets.status_line import StatusLine

T = TypeVar("T")


class ConsoleScreen(Screen[None]):
    """Common ground: the shared session, questions to the desk, notices, the lines at the foot."""

    SCOPE: ClassVar[Scope]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._answers: dict[Worker[Any], Callable[[Any], object]] = {}

    def ask(
        self,
        what: str,
        work: Callable[[DeskPort], T],
        then: Callable[[T], object],
        *,
        group: str = "desk",
        exclusive: bool = False,
    ) -> bool:
        """Run ``work`` in a thread and hand its value to ``then``; failures become notices.

        Returns False, with a word to the agent, while the store is still being opened.
        """
        desk = self.session.desk
        if desk is None:
            self.say(_("One moment: the store is being opened."))
            return False
        worker = self.run_worker(
            partial(work, desk),
            thread=True,
            exit_on_error=False,
            exclusive=exclusive,
            group=group,
            description=what,
        )
        self._answers[worker] = then
        return True

    def await_then(self, what: str, work: Awaitable[T], then: Callable[[T], object]) -> None:
        """Run a coroutine beside the screen and hand its value to ``then``."""
        worker = self.run_worker(work, exit_on_error=False, group="beside", description=what)
        self._answers[worker] = then

    @on(Worker.StateChanged)
    def _work_ended(self, event: Worker.StateChanged) -> None:
        if event.state in (WorkerState.PENDING, WorkerState.RUNNING):
            return
        event.stop()
        then = self._answers.pop(event.worker, None)
        if event.state is WorkerState.SUCCESS and then is not None:
            then(event.worker.result)
        elif event.state is WorkerState.ERROR and event.worker.error is not None:
            self.failed(event.worker.error)

    def failed(self, error: BaseException) -> None:
        """Say that something did not work; the unexpected also leaves a report on disk."""
        if isinstance(error, ConsoleError):
            self.say(words.error_text(error), tone=Tone.ERROR)
            return
        file = self.session.report(error)
        text = _("Something unexpected happened; a report is in {file}").format(file=file)
        self.say(text, tone=Tone.ERROR)

    def say(self, text: str, *, tone: Tone = Tone.INFO) -> None:
        """Show one sentence until the next one; it also stays when the screen changes."""
        self.session.notice = Notice(tone, text)
        self.show_notice()

    def quiet(self) -> None:
        """Take the last sentence away."""
        self.session.notice = None
        self.show_notice()

    def show_notice(self) -> None:
        """Bring the notice line up to date."""
        try:
            self.query_one(NoticeLine).show()
        except NoMatches:
            return

    def store_changed(self, change: StoreChanged) -> None:
        """Hear that tickets changed; screens that show some load them again."""

    def sync_changed(self, status: SyncStatus) -> None:
        """Hear how the engine is."""
        for status_line in self.query(StatusLine):
            status_line.show()

    def send_ended(self, item: OutboxItem) -> None:
        """Hear how an attempt to send ended, and say it."""
        who = ", ".join(words.line(address) for address in item.recipients)
        state = words.outbox_word(item.state)
        text = _("Reply to {who}: {state}").format(who=who, state=state)
        good = item.state in (OutboxState.SENT, OutboxState.CANCELLED)
        if not good:
            text += " · " + _("x opens the outbox")
        self.say(text, tone=Tone.INFO if good else Tone.WARNING)

    def desk_opened(self) -> None:
        """Hear that the desk can be asked from now on."""

    def foot(self) -> Widget:
        """Return the lines at the foot: notice, status, keys; panels open above them."""
        return Vertical(
            NoticeLine(self.session), StatusLine(self.session), KeyLine(self.SCOPE), id="foot"
        )

    def open_panel(self, panel: Widget) -> None:
        """Open a question or picker at the foot of the screen."""
        self.query_one("#foot").mount(panel, before=0)

    def save_now(self, desk: DeskPort) -> None:
        """Keep what is being written; called from a thread when the program must end at once."""

    def on_screen_resume(self) -> None:
        """Show what was said meanwhile."""
        self.show_notice()
        for status_line in self.query(StatusLine):
            status_line.show()
        for key_line in self.query(KeyLine):
            key_line.show()

    def action_screen_back(self) -> None:
        """Go back to the screen below."""
        self.app.pop_screen()

    def action_desk_search(self) -> None:
        """Search in all tickets."""
        from agent_console.screens.search import SearchScreen

        self.app.push_screen(SearchScreen(self.session))

    def action_desk_outbox(self) -> None:
        """Show what leaves and what has left."""
        from agent_console.screens.outbox import OutboxScreen

        self.app.push_screen(OutboxScreen(self.session))

    def action_desk_sync(self) -> None:
        """Ask the engine to look at the mailbox now."""
        self.ask(
            "sync: now",
            lambda desk: desk.engine.nudge(),
            lambda _nothing: self.say(_("Looking for new mail …")),
        )
