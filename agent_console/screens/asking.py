"""What every screen can do: ask the desk in a thread, change something, say what came of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from textual import on
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from agent_console.errors import ConsoleError
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.frugal import FrugalCompositor
from agent_console.screens.session import Session, Tone
from agent_console.screens.widgets.notice_line import NoticeLine
from agent_console.screens.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from agent_console.screens.ports import DeskPort

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """What to do with the value of a worker, and what when it fails (before that is said)."""

    then: Callable[[Any], object]
    otherwise: Callable[[], object]


def nothing(_value: object = None) -> None:
    """Do nothing."""


class AskingScreen(Screen[None]):
    """Questions to the desk, changes, and the notices that tell how they ended."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._compositor = FrugalCompositor()
        self.session = session
        self._answers: dict[Worker[Any], Answer] = {}

    def ask(
        self,
        what: str,
        work: Callable[[DeskPort], T],
        then: Callable[[T], object],
        *,
        otherwise: Callable[[], object] = nothing,
        group: str = "desk",
        exclusive: bool = False,
    ) -> bool:
        """Read by ``work`` in a thread and hand the value to ``then``; failures become notices.

        The answer is dropped when this screen is closed before it comes. Returns False, with a
        word to the agent, while there is no desk.
        """
        desk = self._desk()
        if desk is None:
            return False
        worker = self.run_worker(
            partial(work, desk),
            thread=True,
            exit_on_error=False,
            exclusive=exclusive,
            group=group,
            description=what,
        )
        self._answers[worker] = Answer(then, otherwise)
        return True

    def act(
        self,
        what: str,
        work: Callable[[DeskPort], T],
        then: Callable[[T], object],
        *,
        otherwise: Callable[[], object] = nothing,
    ) -> bool:
        """Change something by ``work``: done to its end and told, though this screen is closed."""
        desk = self._desk()
        if desk is None:
            return False
        self.session.changes += 1
        doing = self._do(partial(work, desk), Answer(then, otherwise))
        self.app.run_worker(doing, group="acts", description=what)
        return True

    async def _do(self, work: Callable[[], T], answer: Answer) -> None:
        try:
            value = await asyncio.to_thread(work)
        except Exception as error:
            self.session.changes -= 1
            answer.otherwise()
            self.failed(error)
            return
        self.session.changes += 1
        answer.then(value)

    def _desk(self) -> DeskPort | None:
        desk = self.session.desk
        if desk is None and self.session.failure:
            self.say(self.session.failure, tone=Tone.ERROR)
        elif desk is None:
            self.say(words.opening_desk())
        return desk

    def await_then(
        self,
        what: str,
        work: Awaitable[T],
        then: Callable[[T], object],
        *,
        otherwise: Callable[[], object] = nothing,
    ) -> None:
        """Run a coroutine beside the screen and hand its value to ``then``."""
        worker = self.run_worker(work, exit_on_error=False, group="beside", description=what)
        self._answers[worker] = Answer(then, otherwise)

    @on(Worker.StateChanged)
    def _work_ended(self, event: Worker.StateChanged) -> None:
        if event.state in (WorkerState.PENDING, WorkerState.RUNNING):
            return
        event.stop()
        answer = self._answers.pop(event.worker, None)
        if answer is None:
            return
        if event.state is WorkerState.SUCCESS:
            answer.then(event.worker.result)
        elif event.state is WorkerState.ERROR and event.worker.error is not None:
            answer.otherwise()
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
        self.session.say(text, tone)
        self.show_notice()

    def tell(self, text: str, *, tone: Tone = Tone.INFO) -> None:
        """Show what happened by itself, without hiding what matters more."""
        self.session.tell(text, tone)
        self.show_notice()

    def quiet(self) -> None:
        """Take the last sentence away."""
        self.session.notice = None
        self.show_notice()

    def show_notice(self) -> None:
        """Bring the notice line of the screen in front up to date."""
        stack = self.app.screen_stack
        front = stack[-1] if stack else self
        for line in front.query(NoticeLine):
            line.show()

    def outgoing_changed(self) -> None:
        """Show how many mails wait to leave."""
        for line in self.query(StatusLine):
            line.show()
