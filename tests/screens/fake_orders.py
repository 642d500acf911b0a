"""Orders and returns in memory, every call written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from agent_console.desk.listing import QueueRow
from agent_console.desk.order_sentences import order_sentences
from agent_console.desk.orders import (
    Amount,
    Item,
    Match,
    MatchedBy,
    Order,
    OrderStatus,
    Parcel,
    TicketOrders,
)
from agent_console.desk.returns import ReturnCase, ReturnState
from agent_console.services.returns import Wish
from tests.screens.fake_content import AGENT, NOW

TODAY = NOW.date()
LAMP = Order(
    number="NL-20471",
    source="shop",
    email="anna@kunde.example",
    name="Anna\x1b[2J Berg",
    ordered=date(2026, 2, 20),
    status=OrderStatus.SHIPPED,
    total=Amount(Decimal("1129.80"), "EUR"),
    items=(
        Item("Leuchte Große Bär", "L-1", Decimal(2), Amount(Decimal("549.90"), "EUR")),
        Item("Kabel 日本", quantity=Decimal("1.5"), price=Amount(Decimal("20"), "EUR")),
    ),
    parcels=(Parcel("00340434161094027318", "DHL", "https://www.dhl.de/?piececode=0034"),),
    shipped=date(2026, 2, 21),
    due=date(2026, 2, 24),
    page="https://shop.example/orders/NL-20471",
)
CABLE = Order("NL-20999", "shop", status_text="wartet auf Zoll", ordered=date(2026, 2, 1))


class FakeOrders:
    """What the shops told."""

    def __init__(self, rows: list[QueueRow]) -> None:
        self._rows = rows
        self.found = TicketOrders()
        self.chosen: list[str] = []
        self.today = TODAY

    def of_ticket(self, ref: str) -> TicketOrders:
        return self.found

    def choose(self, ref: str, order: Order | None) -> QueueRow:
        self.chosen.append(order.number if order else "-")
        if order is not None:
            self.found = TicketOrders((Match(order, MatchedBy.CHOSEN),))
        return self.row(ref)

    def find(self, text: str, limit: int = 50) -> tuple[Order, ...]:
        return tuple(one for one in (LAMP, CABLE) if text.lower() in one.number.lower())

    def sentences(self, order: Order, language: str) -> str:
        return order_sentences(order, language, TODAY)

    def row(self, ref: str) -> QueueRow:
        """The ticket's row."""
        return next(row for row in self._rows if row.ref == ref)


class FakeReturns:
    """What comes back."""

    def __init__(self, orders: FakeOrders) -> None:
        self.cases: list[ReturnCase] = []
        self._orders = orders

    def of_ticket(self, ref: str) -> tuple[ReturnCase, ...]:
        return tuple(case for case in self.cases if case.ticket == ref)

    def ask(self, ref: str, wishes: Sequence[Wish]) -> QueueRow:
        for wish in wishes:
            self.cases.append(made_case(ref, wish))
        return self._orders.row(ref)

    def decide(self, case: ReturnCase, *, accepted: bool, why: str = "") -> QueueRow:
        state = ReturnState.APPROVED if accepted else ReturnState.DECLINED
        return self._put(replace(case, state=state, why=why))

    def receive(self, case: ReturnCase, note: str = "") -> QueueRow:
        return self._put(replace(case, state=ReturnState.RECEIVED, note=note))

    def refund(self, case: ReturnCase, amount: Amount | None = None) -> QueueRow:
        return self._put(replace(case, state=ReturnState.REFUNDED, refund=amount or case.worth))

    def _put(self, case: ReturnCase) -> QueueRow:
        self.cases = [case if one.id == case.id else one for one in self.cases]
        return self._orders.row(case.ticket)


def made_case(ref: str, wish: Wish) -> ReturnCase:
    """Return the case that a wish begins."""
    return ReturnCase(
        id=f"CASE{wish.item.name[:2].upper()}",
        ticket=ref,
        order=wish.order.number if wish.order else "",
        item=wish.item.name,
        asked=NOW,
        quantity=wish.quantity or wish.item.quantity,
        price=wish.item.price,
        reason=wish.reason,
        text=wish.text,
        agent=AGENT,
    )
