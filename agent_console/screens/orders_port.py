"""What the screens need of orders and returns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date

    from agent_console.desk.listing import QueueRow
    from agent_console.desk.orders import Amount, Order, TicketOrders
    from agent_console.desk.returns import ReturnCase
    from agent_console.services.returns import Wish


class OrdersPort(Protocol):
    """What the shops told of orders."""

    @property
    def today(self) -> date:
        """The day at the desk."""
        ...

    def of_ticket(self, ref: str) -> TicketOrders:
        """Return the orders that a ticket may be about."""
        ...

    def choose(self, ref: str, order: Order | None) -> QueueRow:
        """Record that a ticket is about this order, or about none."""
        ...

    def find(self, text: str, limit: int = 50) -> tuple[Order, ...]:
        """Return the orders of a number, an address or a name."""
        ...

    def sentences(self, order: Order, language: str) -> str:
        """Return an order's facts for a customer."""
        ...


class ReturnsPort(Protocol):
    """What customers send back."""

    def of_ticket(self, ref: str) -> tuple[ReturnCase, ...]:
        """Return the cases of a ticket."""
        ...

    def ask(self, ref: str, wishes: Sequence[Wish]) -> QueueRow:
        """Begin a case for each item."""
        ...

    def decide(self, case: ReturnCase, *, accepted: bool, why: str = "") -> QueueRow:
        """Accept or decline."""
        ...

    def receive(self, case: ReturnCase, note: str = "") -> QueueRow:
        """Note that the item has come back."""
        ...

    def refund(self, case: ReturnCase, amount: Amount | None = None) -> QueueRow:
        """Note what was paid back."""
        ...
