"""What keys tell the sync engine: look now, rest, go on."""

from __future__ import annotations

from agent_console.desk.listing import SyncStatus
from agent_console.desk.states import Health
from agent_console.i18n import _
from agent_console.screens.asking import AskingScreen, nothing

LONGEST_LOOK = 10.0
"""After so many seconds nothing is said any more about a look that brings no answer."""


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
            self._rests,
        )

    def _rests(self, _nothing: object) -> None:
        text = _("Reading rests; {key} goes on. Replies leave all the same.")
        self.say(text.format(key=self.session.keys.key("desk.pause")))

    def action_desk_sync(self) -> None:
        """Ask the engine to look at the mailbox now; that is said until it has looked."""
        if not self.ask("sync: now", lambda desk: desk.engine.nudge(), nothing):
            return
        self.say(_("Looking for new mail …"))
        number = self.session.look_begins()
        self.app.set_timer(LONGEST_LOOK, lambda: self._give_up(number))

    def look_ended(self, status: SyncStatus) -> None:
        """Hear how the engine is: when it has looked, say what came of it."""
        if status.health is Health.STARTING or status.fetched < status.total:
            return
        found_nothing = status.health is Health.ONLINE and not self.session.look_found
        self._end_look(_("No new mail.") if found_nothing else "")

    def _give_up(self, number: int) -> None:
        if number == self.session.looks:
            self._end_look("")

    def _end_look(self, text: str) -> None:
        if self.session.look_ends(text):
            self.show_notice()
