"""Until when a ticket shall sleep: four usual answers, or a time in the agent's own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from agent_console.desk.moments import next_monday, parse_moment, tomorrow_morning
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.session import Session
from agent_console.screens.widgets.line_input import LineInput, belongs_to_line
from agent_console.screens.widgets.question import Choice, Question


class SnoozePicker(Vertical):
    """Docked at the foot: one key for the usual answers, ``t`` to type another time."""

    @dataclass
    class Picked(Message):
        """The ticket shall sleep until then."""

        ref: str
        until: datetime

    def __init__(self, ref: str, session: Session) -> None:
        super().__init__()
        self._ref = ref
        self._session = session

    def compose(self) -> ComposeResult:
        """Ask the question."""
        yield Question(
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

    @on(Question.Answered)
    async def _answered(self, event: Question.Answered) -> None:
        event.stop()
        if event.value == "other":
            await self.mount(_TimeInput())
            await event.question.remove()
            return
        now, zone = self._session.now(), self._session.zone
        until = {
            "1h": now + timedelta(hours=1),
            "4h": now + timedelta(hours=4),
            "tomorrow": tomorrow_morning(now, zone),
            "monday": next_monday(now, zone),
        }.get(event.value)
        await self._leave(until)

    @on(Input.Submitted)
    async def _typed(self, event: Input.Submitted) -> None:
        event.stop()
        until = parse_moment(event.value, self._session.now(), self._session.zone)
        if until is None:
            event.input.value = ""
            event.input.placeholder = _("Not a time that I can read: try 2 h, 14:30 or Fri 9:00")
            return
        await self._leave(until)

    async def on_key(self, event: events.Key) -> None:
        """Leave on Esc, and keep all other keys from the screen below."""
        if self._session.typed.holding or belongs_to_line(event):
            return
        event.stop()
        if event.key == "escape":
            event.prevent_default()
            await self._leave(None)

    async def _leave(self, until: datetime | None) -> None:
        if until is not None:
            self.post_message(self.Picked(self._ref, until))
        await self.remove()


class _TimeInput(LineInput):
    """Where another time is typed."""

    def __init__(self) -> None:
        super().__init__(placeholder=_("2 h, 14:30, Fri, Fri 9:00, 2026-12-24 …"))

    def on_mount(self) -> None:
        """Take the keys."""
        self.focus()
