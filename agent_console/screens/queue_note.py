"""The note that tickets came in, and when it has done its work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from agent_console.i18n import _, ngettext
from agent_console.screens.messages import StoreChanged
from agent_console.screens.session import FRESH, Session
from agent_console.screens.verbs import VerbScreen
from agent_console.screens.widgets.queue_list import QueueList

if TYPE_CHECKING:
    from agent_console.desk.pulse import Pulse


class NotingScreen(VerbScreen):
    """A list of tickets that tells how many came in, until they were to be seen in it.

    They were when as many of the changed tickets were on screen, or the list was shown from its
    top; a list that stands there already gives ten seconds to read the note.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.rows = QueueList(session)
        self._changed: set[str] = set()
        self._note = ""
        self._waiting = ""
        self._waited_for: set[str] = set()
        self._unseen = 0
        self._pulse_week = ""

    def store_changed(self, change: StoreChanged) -> None:
        """Remember which tickets the next note is about."""
        self._changed |= change.refs

    def outgoing_changed(self) -> None:
        """Show how many mails wait, and on which tickets."""
        super().outgoing_changed()
        self.rows.refresh()

    def note_waiting(self, n: int) -> None:
        """Tell that ``n`` tickets came in that are not in the list yet."""
        if not n:
            return
        key = self.session.keys.key("queue.news")
        text = ngettext("{n} new: key {key} shows it", "{n} new: key {key} shows them", n)
        if self._waiting:
            self.session.untell(self._waiting)
        self._waiting = text.format(n=n, key=key)
        self.tell(self._waiting)

    def note_review(self, month: str) -> None:
        """Tell that a month can be looked back at; "" for none."""
        if month:
            key = self.session.keys.key("desk.review")
            self.tell(_("What changed in {month}: {key} shows it").format(month=month, key=key))

    def note_pulse(self, pulse: Pulse) -> None:
        """Tell once that the team is asked how its week was, if this agent said nothing yet."""
        if pulse.asks and pulse.asked != self._pulse_week:
            self._pulse_week = pulse.asked
            key = self.session.keys.key("desk.pulse")
            self.tell(_("How was your week? {key} answers or skips it").format(key=key))

    def note_none_waiting(self) -> None:
        """Take the note away that tickets wait: they are in the list now."""
        if self._waiting:
            self.session.untell(self._waiting)
            self._waiting = ""
            self.show_notice()

    def note_news(self, n: int) -> None:
        """Tell that ``n`` tickets came in."""
        self.note_none_waiting()
        changed, self._changed = self._changed, set()
        if not n:
            return
        self._waited_for = changed
        text = ngettext("{n} more ticket to answer", "{n} more tickets to answer", n)
        self._note, self._unseen = text.format(n=n), n
        self.tell(self._note)
        self.set_timer(FRESH.total_seconds(), self._look_at_news)

    @on(QueueList.Shown)
    def _look_at_news(self) -> None:
        if not self._note:
            return
        seen = {row.ref for _place, row in self.rows.seen()} & self._waited_for
        self._waited_for -= seen
        self._unseen -= len(seen)
        if self._unseen <= 0 or self.rows.scroll_offset.y == 0:
            self.session.untell(self._note)
            self._note = ""
            self.show_notice()
