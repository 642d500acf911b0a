"""Customers over the rows of the fake queue; what agents say of them is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from agent_console.desk.customer_card import Counts, CustomerCard, Entry, Promise, Touch
from agent_console.desk.customer_values import field_value
from agent_console.desk.customers import CustomerField, Known, OrderGlance, Origin, Profile
from agent_console.desk.listing import QueueRow
from agent_console.desk.mail import Direction
from agent_console.errors import NotFoundError
from tests.screens.fake_content import NOW
from tests.screens.fake_feedback import FakeFeedback

BOB = Entry("bob@example.net", "Bob Berg", "Berg Ltd", "+49301234")


class FakeCustomers:
    """Everybody has the same card but for name and address; Bob can be found."""

    def __init__(self, rows: list[QueueRow]) -> None:
        self._rows = rows
        self.said: dict[str, list[Known]] = {}
        self.joined: dict[str, str] = {}
        self.asked: list[str] = []
        self.done: list[tuple[str, ...]] = []
        self.feedback = FakeFeedback()

    def card(self, ref: str) -> CustomerCard:
        self.asked.append(ref)
        row = next(row for row in self._rows if row.ref == ref)
        if not row.customer_email:
            raise NotFoundError("Customer", "nobody")
        return self.card_of(row.customer_email)

    def card_of(self, email: str) -> CustomerCard:
        email = self.joined.get(email, email)
        name = next((r.customer_name for r in self._rows if r.customer_email == email), "Bob Berg")
        others = sorted(one for one, into in self.joined.items() if into == email)
        found = (
            Known(CustomerField.NAME, name, Origin.FOUND),
            Known(CustomerField.LANGUAGE, "de", Origin.FOUND),
            Known(CustomerField.COMPANY, "Muster & Söhne\x1b[2J GmbH", Origin.FOUND),
            Known(CustomerField.PHONE, "+4917112345", Origin.IMPORTED),
        )
        said = self.said.get(email, [])
        fields = {one.field for one in said}
        known = (*said, *(one for one in found if one.field not in fields))
        rows = self.tickets(email)
        return CustomerCard(
            emails=(email, *others),
            profile=Profile(
                tuple(sorted(known, key=lambda one: list(CustomerField).index(one.field)))
            ),
            since=NOW - timedelta(days=800),
            last_at=NOW - timedelta(hours=2),
            counts=Counts(len(rows), 4, 3, 2),
            touches=(
                Touch(NOW - timedelta(hours=2), "", Direction.IN, "X", "Wo bleibt mein Paket?"),
                Touch(NOW - timedelta(days=1), "phone", Direction.OUT, "X", "Rückruf"),
            ),
            frustration=(0, 0, 1, 2, 3),
            promises=(Promise("X", NOW + timedelta(days=1), "Wo bleibt mein Paket?"),),
            orders=(OrderGlance("4711", NOW - timedelta(days=3), "shipped", "€49.90", late=True),),
            hints=("3 contacts in 30 days, on 2 tickets",),
        )

    def tickets(self, email: str) -> tuple[QueueRow, ...]:
        return tuple(row for row in self._rows if row.customer_email == email)

    def find(self, text: str, limit: int = 20) -> tuple[Entry, ...]:
        return (BOB,) if "bob" in text.casefold() or "ber" in text.casefold() else ()

    def alike(self, email: str, limit: int = 5) -> tuple[Entry, ...]:
        return () if self.joined else (replace(BOB, name="Anna S."),)

    def edit(
        self, email: str, field: CustomerField, value: str, *, off: bool = False
    ) -> CustomerCard:
        kept = field_value(field, value)
        self.done.append(("edit", email, field.value, kept, "off" if off else ""))
        mine = [one for one in self.said.get(email, []) if one.field is not field]
        self.said[email] = [*mine, Known(field, kept)] if kept and not off else mine
        return self.card_of(email)

    def join(self, email: str, into: str) -> CustomerCard:
        self.done.append(("join", email, into))
        self.joined[email] = into
        return self.card_of(into)

    def part(self, email: str) -> CustomerCard:
        self.done.append(("part", email))
        self.joined.pop(email, None)
        return self.card_of(email)


def no_address(row: QueueRow) -> QueueRow:
    """Return a row of somebody of whom no address is known."""
    return replace(row, customer_email="")
