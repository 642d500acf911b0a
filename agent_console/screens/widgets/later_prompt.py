"""When something shall happen, in the agent's own words; what was understood is shown before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from agent_console.desk.countdown import weekday_name
from agent_console.desk.moments import parse_moment
from agent_console.i18n import _, ngettext
from agent_console.screens import words
from agent_console.screens.keys import Scope, bindings_of
from agent_console.screens.session import Session
from agent_console.screens.widgets.foot_panel import FootPanel
from agent_console.screens.widgets.line_input import LineInput

_DAY = timedelta(days=1)


def later_text(at: datetime, now: datetime, zone: tzinfo) -> str:
    """Return a moment that lies ahead with weekday, date and time, and how far away it is."""
    local = at.astimezone(zone)
    days = (at - now) // _DAY
    away = words.span_text(max(0, round((at - now).total_seconds())))
    if days > 1:
        away = ngettext("{n} day", "{n} days", days).format(n=days)
    return _("{weekday}, {date:%Y-%m-%d}, {date:%H:%M} · in {span}").format(
        weekday=weekday_name(local.weekday()), date=local, span=away
    )


class MomentPrompt(FootPanel):
    """Docked at the foot: a line for the time, and the time that was understood.

    ``understood`` are the words for a moment, {moment} being its place.
    """

    SCOPE = Scope.PROMPT
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.PROMPT)

    @dataclass
    class Picked(Message):
        """It shall happen then."""

        at: datetime

    class Closed(Message):
        """The prompt goes, after ``Picked`` if a moment was chosen."""

    def __init__(self, session: Session, question: str, understood: Sequence[str]) -> None:
        super().__init__()
        self._session = session
        self._question = question
        self._understood = understood
        self._shown = Static(markup=False)
        self._return_to: Widget | None = None

    def compose(self) -> ComposeResult:
        """Show what was understood, and the line."""
        yield self._shown
        yield LineInput(placeholder=_("tomorrow 8:00, mon 9, +2h, 2026-12-01 14:30 …"))

    def on_mount(self) -> None:
        """Take the keys, and remember who had them."""
        self._return_to = self.screen.focused
        self._say(self._question + " · " + _("Esc closes"))
        self.query_one(Input).focus()

    def _say(self, text: str) -> None:
        self._shown.update(Content(text))

    def _read(self, text: str) -> datetime | None:
        """Return the moment that is named, if it lies ahead; say what was understood."""
        now, zone = self._session.now(), self._session.zone
        at = parse_moment(text, now, zone)
        if at is None:
            self._say(_("Not a time that I can read: try tomorrow 8:00, mon 9 or +2h"))
        elif at <= now:
            self._say(_("That is over: name a time that lies ahead."))
            return None
        else:
            first, *more = self._understood
            understood = first.format(moment=later_text(at, now, zone))
            self._say(" · ".join((understood, *more, _("Enter confirms"))))
        return at

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value.strip():
            self._read(event.value)

    @on(Input.Submitted)
    async def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        if (at := self._read(event.value)) is not None:
            self.post_message(self.Picked(at))
            await self.leave()

    async def action_panel_take(self) -> None:
        """Take the moment that was understood."""
        await self.query_one(Input).action_submit()

    async def leave(self) -> None:
        """Close, and give the keys back."""
        if self._return_to is not None and self._return_to.is_attached:
            self._return_to.focus()
        self.post_message(self.Closed())
        await self.remove()


class LaterPrompt(MomentPrompt):
    """Asks when a mail shall leave."""

    def __init__(self, session: Session) -> None:
        understood = (_("Leaves {moment}"), _("unless the customer writes first"))
        super().__init__(session, _("When shall it leave?"), understood)
