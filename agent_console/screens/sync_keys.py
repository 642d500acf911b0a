"""What keys tell the sync engine: look now, rest, go on."""

from __future__ import annotations

from agent_console.desk.states import Health
from agent_console.i18n import _
from agent_console.screens.asking import AskingScreen


class SyncKeys(AskingScreen):
    """Speaks to the engine for whichever screen is in front."""

    def action_desk_pause(self) -> None:
        """Let the reading of mail rest, or go on; replies leave all the same."""
        if self.session.status.health is Health.PAUSED:
            self.ask(
                "sync: go on",
                lambda desk: desk.engine.resume(),
                lambda _nothing: self.say(_("Reading goes on.")),
            )
            return
        self.ask(
            "sync: pause",
            lambda desk: desk.engine.pause(),
            lambda _nothing: self.say(_("Reading rests; p goes on. Replies leave all the same.")),
        )

    def action_desk_sync(self) -> None:
        """Ask the engine to look at the mailbox now."""
        self.ask(
            "sync: now",
            lambda desk: desk.engine.nudge(),
            lambda _nothing: self.say(_("Looking for new mail …")),
        )
