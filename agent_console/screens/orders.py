"""The orders that a ticket may be about: choose one, read it, use it, send things of it back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from agent_console.desk.listing import QueueRow
from agent_console.desk.orders import Match, MatchedBy, Order, TicketOrders
from agent_console.desk.returns import ReturnCase
from agent_console.desk.text import shorten
from agent_console.i18n import _
from agent_console.screens import returns_verbs, words
from agent_console.screens.keys import Scope, bindings_of
from agent_console.screens.messages import StoreChanged
from agent_console.screens.orders_lines import (
    choice_lines,
    order_lines,
    return_lines,
    returns_title,
)
from agent_console.screens.session import Session
from agent_console.screens.verbs import VerbScreen
from agent_console.screens.widgets.line_prompt import LinePrompt
from agent_console.screens.widgets.told import Told

if TYPE_CHECKING:
    from agent_console.screens.ports import DeskPort

PROMPT = "orders"


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown: the orders that may be meant, and what comes back."""

    orders: TicketOrders
    cases: tuple[ReturnCase, ...]
    today: date


class OrdersScreen(VerbScreen):
    """One line for each order that may be meant, and below them all of the marked one."""

    SCOPE = Scope.ORDERS
    CSS_PATH = "lists.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.ORDERS)

    def __init__(self, session: Session, row: QueueRow) -> None:
        super().__init__(session)
        self.unread = True
        self.ref = row.ref
        self._known = row
        self.shown: Shown | None = None
        self._place = 0
        self._then: Callable[[str], object] | None = None

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Told(lambda: _title(self.ref), classes="list-head")
        with VerticalScroll():
            yield Static(markup=False, id="orders")
        yield self.foot()

    def on_mount(self) -> None:
        """Give the text the keys that scroll."""
        self.query_one(VerticalScroll).focus()

    @property
    def row(self) -> QueueRow:
        """The ticket that all is about."""
        return self._known

    @property
    def order(self) -> Order | None:
        """The marked order."""
        matches = self.shown.orders.matches if self.shown else ()
        return matches[self._place].order if self._place < len(matches) else None

    def on_screen_resume(self) -> None:
        """Read it, the first time and after every other screen."""
        super().on_screen_resume()
        self.reload()

    def store_changed(self, change: StoreChanged) -> None:
        """Read it again when it may have changed."""
        if not change.refs or self.ref in change.refs:
            self.reload()

    def changed(self, row: QueueRow) -> None:
        """Take the new row, and read the rest."""
        self._known = row
        self.reload()

    def reload(self) -> None:
        """Read orders and returns."""
        ref = self.ref
        self.ask(
            "orders: read",
            lambda desk: Shown(
                desk.orders.of_ticket(ref), desk.returns.of_ticket(ref), desk.orders.today
            ),
            self.show,
            otherwise=self.has_read,
            group="orders",
            exclusive=True,
        )

    def show(self, shown: Shown) -> None:
        """Show what was read, or found."""
        self.has_read()
        before = self.order
        self.shown = shown
        known = [match.order for match in shown.orders.matches]
        self._place = known.index(before) if before in known else 0
        self._draw()

    def _draw(self) -> None:
        if self.shown is None:
            return
        width = max(self.size.width - 4, 20)
        found = _lines(self.shown, self._place, self.session.zone)
        lines = [shorten(line, width) for line in found]
        self.query_one("#orders", Static).update(Content("\n".join(lines)))

    def on_resize(self) -> None:
        """Shorten to the new width."""
        self._draw()

    def action_order_move(self, by: int) -> None:
        """Mark the next order, or the one before."""
        count = len(self.shown.orders.matches) if self.shown else 0
        self._place = max(0, min(self._place + by, count - 1))
        self._draw()

    def action_order_choose(self, none: str = "") -> None:
        """Say that the ticket is about the marked order, or about none of them."""
        order = None if none else self.order
        if order is None and not none:
            return
        said = _("none of these orders is meant")
        if order is not None:
            said = _("the order is {number}").format(number=words.line(order.number))
        ref = self.ref
        text = f"#{words.line(ref)}: {said}"
        self.record("order: choose", ref, lambda desk: desk.orders.choose(ref, order), text)

    def action_order_reply(self) -> None:
        """Begin a reply with the facts of the marked order."""
        from agent_console.screens.orders_reply import reply_with

        if self.order is not None:
            reply_with(self, self.ref, self.order, self._known.language)

    def action_order_find(self) -> None:
        """Ask for a number, an address or a name, and list the orders of it."""
        self.ask_line(
            _("Number, e-mail address or name of an order"), lambda text: _look_for(self, text)
        )

    def action_order_return(self, what: str) -> None:
        """Begin a return, let one go on, or write about it."""
        if self.shown is not None and not self.asks:
            returns_verbs.do(self, what)

    def ask_line(self, question: str, then: Callable[[str], object], *, value: str = "") -> None:
        """Ask for a line, and do something with it."""
        if not self.asks:
            self._then = then
            self.open_panel(LinePrompt(self.session, question, name=PROMPT, value=value))

    def on_line_prompt_entered(self, event: LinePrompt.Entered) -> None:
        """Go on with what was written."""
        then, self._then = self._then, None
        if event.prompt.name == PROMPT and then is not None:
            event.stop()
            then(event.text)


def _title(ref: str) -> str:
    return _("Orders of #{ref}").format(ref=words.line(ref))


def _lines(shown: Shown, place: int, zone: tzinfo) -> Iterator[str]:
    matches = shown.orders.matches
    yield from choice_lines(shown.orders, place)
    if place < len(matches):
        yield ""
        yield from order_lines(matches[place].order, shown.today)
    if shown.cases:
        yield ""
        yield returns_title(shown.cases)
        yield from return_lines(shown.cases, zone)


def _look_for(screen: OrdersScreen, text: str) -> None:
    ref = screen.ref

    def find(desk: DeskPort) -> Shown:
        matches = tuple(Match(order, MatchedBy.FOUND) for order in desk.orders.find(text, 20))
        orders = TicketOrders(matches, () if matches else (text,))
        return Shown(orders, desk.returns.of_ticket(ref), desk.orders.today)

    screen.ask("orders: find", find, screen.show, group="orders", exclusive=True)
