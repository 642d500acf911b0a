"""Until when a ticket shall sleep: four usual answers, or a time in the agent's own words.

Where the newest automatic answer says when its writer is back, that is offered before them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from agent_console.desk.moments import next_monday, tomorrow_morning
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.asking import AskingScreen
from agent_console.screens.session import Session
from agent_console.screens.widgets.later_prompt import MomentPrompt
from agent_console.screens.widgets.question import Choice, Question


class SnoozeQuestion(Question):
    """The question, which can be given an answer more while it is shown."""

    def offer(self, choice: Choice) -> None:
        """Show ``choice`` before all others."""
        self._choices = (choice, *self._choices)
        self.refresh(layout=True)


class SnoozePicker(Vertical):
    """Docked at the foot: one key for the usual answers, ``z`` to type another time."""

    @dataclass
    class Picked(Message):
        """The ticket shall sleep until then."""

        ref: str
        until: datetime

    def __init__(self, ref: str, session: Session) -> None:
        super().__init__()
        self._ref = ref
        self._session = session
        self._back_at: datetime | None = None

    def compose(self) -> ComposeResult:
        """Ask the question."""
        yield SnoozeQuestion(
            _("Let #{ref} sleep until …").format(ref=words.line(self._ref)),
            (
                Choice("1", _("in 1 hour"), "1h"),
                Choice("4", _("in 4 hours"), "4h"),
                Choice("t", _("tomorrow 8:00"), "tomorrow"),
                Choice("m", _("Monday 8:00"), "monday"),
                Choice("z", _("another time …"), "other", more=True),
            ),
            typed=self._session.typed,
        )

    def on_mount(self) -> None:
        """Look whether the customer said when to come back; the question waits for nothing."""
        ref = self._ref
        if self._session.desk is not None and isinstance(self.screen, AskingScreen):
            self.screen.ask(
                "snooze: back",
                lambda desk: desk.tickets.view(ref, whole=False).back_at,
                self._offer,
                group="snooze",
            )

    def _offer(self, back_at: datetime | None) -> None:
        if back_at is None:
            return
        self._back_at = back_at
        moment = words.moment_text(back_at, self._session.now(), self._session.zone)
        for question in self.query(SnoozeQuestion):
            question.offer(Choice("b", _("back {moment}").format(moment=moment), "back"))

    @on(Question.Answered)
    async def _answered(self, event: Question.Answered) -> None:
        event.stop()
        if event.value == "other":
            asked = _("Until when shall #{ref} sleep?").format(ref=words.line(self._ref))
            await self.mount(MomentPrompt(self._session, asked, (_("Sleeps until {moment}"),)))
            await event.question.remove()
            return
        now, zone = self._session.now(), self._session.zone
        until = {
            "back": self._back_at,
            "1h": now + timedelta(hours=1),
            "4h": now + timedelta(hours=4),
            "tomorrow": tomorrow_morning(now, zone),
            "monday": next_monday(now, zone),
        }.get(event.value)
        await self._leave(until)

    @on(MomentPrompt.Picked)
    def _prompt_picked(self, event: MomentPrompt.Picked) -> None:
        event.stop()
        self.post_message(self.Picked(self._ref, event.at))

    @on(MomentPrompt.Closed)
    async def _prompt_closed(self, event: MomentPrompt.Closed) -> None:
        event.stop()
        await self._leave(None)

    async def _leave(self, until: datetime | None) -> None:
        if until is not None:
            self.post_message(self.Picked(self._ref, until))
        await self.remove()
