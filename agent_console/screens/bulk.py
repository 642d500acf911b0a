"""The keys of the queue act on all marked tickets, after a word on what would happen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from agent_console.i18n import _
from agent_console.screens.selecting import SelectingScreen

if TYPE_CHECKING:
    from agent_console.screens.widgets.snooze_picker import SnoozePicker

_SAID = ("type", "level")
_HANDLED = ("tag", "assign", "merge", "spam", "issue", "finding")


class BulkScreen(SelectingScreen):
    """Each verb that can be done with many is, as soon as tickets are marked."""

    def _many(self, what: str, otherwise: Callable[[], None]) -> None:
        if not self.session.marked:
            otherwise()
            return
        from agent_console.screens import bulk_verbs

        bulk_verbs.begin(self, what)

    def action_ticket_close(self) -> None:
        """Settle what is marked, or the ticket."""
        self._many("close", super().action_ticket_close)

    def action_ticket_claim(self) -> None:
        """Take what is marked, or the ticket."""
        self._many("take", super().action_ticket_claim)

    def action_ticket_snooze(self) -> None:
        """Let what is marked sleep, or the ticket."""
        self._many("snooze", super().action_ticket_snooze)

    def action_answer_begin(self) -> None:
        """Answer what is marked, or the ticket, with a canned answer."""
        self._many("answer", super().action_answer_begin)

    def action_say(self, what: str) -> None:
        """Say what the marked tickets are, or the ticket."""
        self._verb(what, _SAID, super().action_say)

    def action_handle(self, what: str) -> None:
        """Do something with what is marked, or with the ticket."""
        self._verb(what, _HANDLED, super().action_handle)

    def _verb(self, what: str, known: tuple[str, ...], otherwise: Callable[[str], None]) -> None:
        if self.session.marked and what not in known:
            self.say(_("That is done with one ticket at a time; Esc unmarks."))
            return
        self._many(what, lambda: otherwise(what))

    def on_snooze_picker_picked(self, event: SnoozePicker.Picked) -> None:
        """Let what is marked sleep until the chosen time, or the ticket."""
        if not self.session.marked:
            super().on_snooze_picker_picked(event)
            return
        from agent_console.screens import bulk_verbs

        event.stop()
        bulk_verbs.plan_snooze(self, event.until)
