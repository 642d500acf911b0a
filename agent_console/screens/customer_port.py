"""What the screens need of the customers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from agent_console.desk.customer_card import CustomerCard, Entry
    from agent_console.desk.customers import CustomerField
    from agent_console.desk.listing import QueueRow
    from agent_console.screens.feedback_port import FeedbackPort


class CustomerPort(Protocol):
    """What is known of customers, and what agents say of them."""

    @property
    def feedback(self) -> FeedbackPort:
        """What customers were asked and answered."""
        ...

    def card(self, ref: str) -> CustomerCard:
        """Return the card of a ticket's customer."""
        ...

    def card_of(self, email: str) -> CustomerCard:
        """Return the card of an address."""
        ...

    def tickets(self, email: str) -> tuple[QueueRow, ...]:
        """Return the tickets of a person, the newest first."""
        ...

    def find(self, text: str, limit: int = 20) -> tuple[Entry, ...]:
        """Return whom the beginnings of words may mean."""
        ...

    def alike(self, email: str, limit: int = 5) -> tuple[Entry, ...]:
        """Return who may be the same person."""
        ...

    def edit(
        self, email: str, field: CustomerField, value: str, *, off: bool = False
    ) -> CustomerCard:
        """Say what holds for a customer."""
        ...

    def join(self, email: str, into: str) -> CustomerCard:
        """Make two persons one."""
        ...

    def part(self, email: str) -> CustomerCard:
        """Let an address stand alone again."""
        ...
