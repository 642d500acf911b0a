"""The other tickets of a customer, the newest first; the one that is taken is opened."""

from __future__ import annotations

from collections.abc import Iterable

from agent_console.desk.listing import QueueRow
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.session import Session
from agent_console.screens.widgets.pick_panel import Pick, PickPanel


class CustomerPanel(PickPanel):
    """Each with its state, when something happened last, and its subject."""

    def offer_tickets(self, rows: Iterable[QueueRow]) -> None:
        """Take the tickets; close, and say so, when there is none."""
        picks = [_pick(row, self._target.session) for row in rows]
        if picks:
            self.offer(picks)
            return
        self.give_up()
        self._target.say(_("This customer has no other ticket."))


def _pick(row: QueueRow, session: Session) -> Pick:
    text = _("#{ref} · {state} · {time} · {subject}").format(
        ref=words.line(row.ref),
        state=f"{words.state_sign(row.state)} {words.state_word(row.state)}",
        time=words.moment_text(row.last_at, session.now(), session.zone) if row.last_at else "–",
        subject=words.line(row.subject) or _("(no subject)"),
    )
    return Pick(row.ref, text)
