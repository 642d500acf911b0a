"""A customer's card, and the place beside a ticket where it stands on wide screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import events
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from agent_console.desk.customer_card import CustomerCard
from agent_console.errors import ConsoleError
from agent_console.i18n import _
from agent_console.screens.customer_lines import CardLine, Weight, card_lines, who
from agent_console.screens.session import Session

if TYPE_CHECKING:
    from agent_console.desk.views import TicketView
    from agent_console.screens.asking import AskingScreen
    from agent_console.screens.ports import DeskPort

WIDE = 140
_KEPT = 60
_STYLES = {Weight.TITLE: "bold", Weight.HINT: "$warning", Weight.HEAD: "bold $accent"}


class CustomerCardView(Static):
    """The lines of a card."""

    def __init__(self, session: Session) -> None:
        super().__init__(markup=False)
        self._session = session

    def show(self, card: CustomerCard, *, named: bool = False, brief: bool = False) -> None:
        """Show a card, ``named`` with the customer's name above it."""
        now, zone = self._session.now(), self._session.zone
        lines = [*card_lines(card, now, zone, brief=brief)]
        if named:
            lines.insert(0, CardLine(who(card), Weight.TITLE))
        self.update(Content("\n").join(_content(one) for one in lines))

    def wait(self) -> None:
        """Say that the card is being made."""
        self.update(Content(_("One moment …")))


def _content(one: CardLine) -> Content:
    style = _STYLES.get(one.weight)
    return Content.styled(one.text, style) if style else Content(one.text)


class BesideTicket(Horizontal):
    """A ticket's timeline, with the card of its customer beside it where there is room.

    The ticket is painted first; the card comes when it is made, at once where it is known.
    """

    def __init__(self, session: Session, main: Widget) -> None:
        self._session = session
        self._card = CustomerCardView(session)
        super().__init__(main, self._card)
        self._view: TicketView | None = None

    def show(self, view: TicketView) -> None:
        """Show the customer of a ticket."""
        self._view = view
        self.refresh_card()

    def on_resize(self, event: events.Resize) -> None:
        """Look whether there is room."""
        if (self.app.size.width >= WIDE) != self.has_class("wide"):
            self.refresh_card()

    def refresh_card(self) -> None:
        """Show the card, or take it away, as width and the agent's wish have it."""
        room = self.app.size.width >= WIDE and not self._session.plain
        self.set_class(room, "wide")
        email = self._view.row.customer_email if self._view else ""
        self._card.display = room and self._session.card_beside and bool(email)
        if self._card.display and self._view is not None:
            self._ask(self._view.row.ref, email)

    def _ask(self, ref: str, email: str) -> None:
        known = self._session.cards.get(email)
        if known is None:
            self._card.wait()
        else:
            self._card.show(known, named=True)

        def made(card: CustomerCard | None) -> None:
            if card is None:
                self._card.display = False
                return
            self._keep(email, card)
            if self._card.is_attached:
                self._card.show(card, named=True)

        screen = cast("AskingScreen", self.screen)
        if self._session.desk is not None:
            screen.ask(
                "customer: card",
                lambda desk: _card_of(desk, ref),
                made,
                group="card",
                exclusive=True,
            )

    def _keep(self, email: str, card: CustomerCard) -> None:
        cards = self._session.cards
        cards.pop(email, None)
        cards[email] = card
        if len(cards) > _KEPT:
            del cards[next(iter(cards))]


def _card_of(desk: DeskPort, ref: str) -> CustomerCard | None:
    try:
        return desk.customers.card(ref)
    except ConsoleError:
        return None
