"""Tickets marked in the queue: one by one, a range, or all of a view; they stay marked by name."""

from __future__ import annotations

from agent_console.i18n import _, ngettext
from agent_console.screens.queue_arranging import ArrangedScreen
from agent_console.screens.widgets.status_line import StatusLine

MOST = 2_000


class SelectingScreen(ArrangedScreen):
    """A list of tickets in which several can be marked; what is done then is done with them."""

    def action_mark(self) -> None:
        """Mark the ticket under the cursor, or unmark it, and go one down."""
        if (row := self.row) is None:
            return
        marked = self.session.marked
        if row.ref in marked:
            del marked[row.ref]
        else:
            marked[row.ref] = None
        self.rows.refresh_line(self.rows.cursor)
        self.rows.move(1)
        self.show_marked()

    def action_mark_to(self, by: int) -> None:
        """Mark the ticket under the cursor and the next one in that direction."""
        for step in (0, by):
            if step:
                self.rows.move(by)
            if (row := self.row) is not None:
                self.session.marked[row.ref] = None
        self.rows.refresh()
        self.show_marked()

    def action_mark_all(self) -> None:
        """Mark every ticket of the view, or none when all are marked."""
        view, sort = self.feed.view, self.feed.sort
        self.ask(
            "queue: mark all",
            lambda desk: desk.queue.page(view, 0, MOST, sort),
            lambda page: self._mark_all(tuple(row.ref for row in page.rows), page.total),
        )

    def _mark_all(self, refs: tuple[str, ...], total: int) -> None:
        marked = self.session.marked
        if refs and all(ref in marked for ref in refs):
            marked.clear()
        else:
            marked.update(dict.fromkeys(refs))
        self.rows.refresh()
        self.show_marked()
        if total > len(refs):
            self.say(_("Only the first {n} are marked.").format(n=len(refs)))

    def action_unmark(self) -> None:
        """Mark none."""
        if not self.session.marked:
            return
        self.session.marked.clear()
        self.rows.refresh()
        self.show_marked()

    def show_marked(self) -> None:
        """Say how many are marked."""
        n = len(self.session.marked)
        if n:
            text = ngettext("{n} marked", "{n} marked", n).format(n=n)
            self.say(text + " · " + _("the keys act on all of them; Esc unmarks"))
        else:
            self.quiet()
        for line in self.query(StatusLine):
            line.show()
