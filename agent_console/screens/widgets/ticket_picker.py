"""Another ticket to join this one with: of the same customer first, else by what is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from agent_console.desk.listing import QueueRow
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.widgets.pick_panel import Pick, PickPanel

if TYPE_CHECKING:
    from agent_console.screens.base import ConsoleScreen
    from agent_console.services.joining import MergeTargets


class TicketPicker(PickPanel):
    """Offers the customer's other tickets; what is typed is looked for among all.

    ``extra`` are choices besides tickets, such as taking one out again; with ``itself`` the ticket
    under the cursor comes first.
    """

    def __init__(
        self,
        screen: ConsoleScreen,
        question: str,
        ref: str,
        then: Callable[[str], object],
        extra: Callable[[MergeTargets], Iterable[Pick]] = lambda _found: (),
        itself: QueueRow | None = None,
    ) -> None:
        super().__init__(screen, question, then)
        self._ref = ref
        self._extra = extra
        self._itself = () if itself is None else (_pick(itself),)
        self._of_customer: tuple[Pick, ...] = ()
        self._asked = ""

    def offer_targets(self, found: MergeTargets) -> None:
        """Take the customer's tickets."""
        self._of_customer = (*self._itself, *map(_pick, found.rows), *self._extra(found))
        self.offer(self._of_customer)

    def fill(self) -> None:
        """Show what fits; ask for what is typed."""
        super().fill()
        text = self._line.value.strip()
        if self._picks is None or text == self._asked:
            return
        self._asked = text
        if not text:
            self.offer(self._of_customer)
            return
        self._target.ask(
            "ticket: others",
            lambda desk: desk.joining.merge_targets(self._ref, text),
            lambda found: self._found(text, found),
            group="picker",
            exclusive=True,
        )

    def _found(self, text: str, found: MergeTargets) -> None:
        if self.is_attached and text == self._line.value.strip():
            known = {pick.value for pick in self._of_customer}
            new = tuple(_pick(row) for row in found.rows if row.ref not in known)
            self.offer((*self._of_customer, *new))

    def empty_word(self) -> str:
        """Return what is said when there is nothing, or nothing that fits."""
        if self._line.value.strip():
            return _("No other ticket has that in ref, subject or customer.")
        return _("No other ticket of this customer: type a ref or a part of a subject.")


def _pick(row: QueueRow) -> Pick:
    who = " ".join(part for part in (row.customer_name, row.customer_email) if part)
    text = _("#{ref} · {state} · {subject} · {customer}").format(
        ref=words.line(row.ref),
        state=words.state_word(row.state),
        subject=words.line(row.subject) or _("(no subject)"),
        customer=words.line(who),
    )
    return Pick(row.ref, text)
