"""An application that hears the engine and passes its news to the screen in front."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from agent_console.desk.listing import SyncStatus
from agent_console.desk.states import Health
from agent_console.errors import ConsoleError
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.asking import nothing
from agent_console.screens.leaving import Leaving
from agent_console.screens.messages import (
    AlertTold,
    SecretAsked,
    SendEnded,
    StoreChanged,
    SyncChanged,
)
from agent_console.screens.outgoing import outgoing_of
from agent_console.screens.patient import PatientApp
from agent_console.screens.session import Tone

if TYPE_CHECKING:
    from agent_console.screens.ports import DeskPort
    from agent_console.screens.warner import Warner
    from agent_console.screens.widgets.secret_prompt import SecretPrompt
    from agent_console.services.engine import EngineEvent


class HearingApp(PatientApp, inherit_bindings=False):
    """Takes in what the engine says from its threads, and what it needs from the agent."""

    leaving: Leaving
    warner: Warner | None = None

    def hear(self, event: EngineEvent) -> None:
        """Pass on what the engine says; called from its threads."""
        self.post_message(_message_for(event))

    def count_outgoing(self) -> None:
        """Count what waits to leave and what needs a decision; shown when it is counted."""
        if self.session.desk is not None:
            self._count_outgoing(self.session.desk)

    @work(group="outgoing", exclusive=True, exit_on_error=False)
    async def _count_outgoing(self, desk: DeskPort) -> None:
        before = self.session.outgoing
        with contextlib.suppress(ConsoleError):
            items = await asyncio.to_thread(desk.outbox.unfinished)
            self.session.outgoing = outgoing_of(items)
        if self.shown and self.session.outgoing != before:
            self.shown.outgoing_changed()

    @on(StoreChanged)
    def _store_changed(self, event: StoreChanged) -> None:
        self.session.look_found = True
        self.count_outgoing()
        if self.shown:
            self.shown.store_changed(event)
        if self.warner:
            self.warner.changed()

    @on(SyncChanged)
    def _sync_changed(self, event: SyncChanged) -> None:
        self.session.status = event.status
        if event.status.health is Health.ONLINE:
            self.session.secret_wanted = ""
        if self.shown:
            self.shown.sync_changed(event.status)
            self.shown.look_ended(event.status)
        if self.warner:
            self.warner.filled()

    @on(SendEnded)
    def _send_ended(self, event: SendEnded) -> None:
        self.session.sent(event.item)
        self.count_outgoing()
        if self.shown:
            self.shown.send_ended(event.item)
        self.leaving.send_ended(event.item)

    @on(SecretAsked)
    def _secret_asked(self, event: SecretAsked) -> None:
        if self.shown and not self.shown.query("SecretPrompt"):
            self.session.secret_wanted = event.text
            self.shown.ask_secret()

    def on_secret_prompt_given(self, event: SecretPrompt.Given) -> None:
        """Hand the password to the engine."""
        if self.shown:
            self.shown.ask(
                "engine: secret", lambda desk: desk.engine.give_secret(event.secret), nothing
            )

    @on(AlertTold)
    def _alert_told(self, event: AlertTold) -> None:
        if self.shown:
            text = words.line(event.text)
            if not event.of_team:
                text = _("The mail server says: {words}").format(words=text)
            self.shown.tell(text, tone=Tone.WARNING)

    def on_secret_prompt_declined(self) -> None:
        """Say how the password can be given later."""
        if self.shown:
            self.shown.say(_("No password given; s asks for it again."))


def _message_for(event: EngineEvent) -> Message:
    """Return the screens' message for what the engine said."""
    from agent_console.services.engine import (
        SecretNeeded,
        SendFinished,
        ServerAlert,
        StoreTouched,
    )

    match event:
        case StoreTouched(refs=refs):
            return StoreChanged(refs)
        case SecretNeeded(message=message):
            return SecretAsked(message)
        case SendFinished(item=item):
            return SendEnded(item)
        case ServerAlert(message=message, of_team=of_team):
            return AlertTold(message, of_team)
        case SyncStatus():
            return SyncChanged(event)
