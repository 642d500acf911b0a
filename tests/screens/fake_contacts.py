"""Contacts over the rows of the fake queue; every call is written down."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from agent_console.clock import FixedClock
from agent_console.desk.channels import ChannelRecord
from agent_console.desk.contact_draft import ContactDraft
from agent_console.desk.contacts import ContactResult, Person
from agent_console.desk.listing import QueueRow
from agent_console.desk.orders import Order
from agent_console.desk.states import TicketState
from agent_console.errors import ActionRefusedError
from tests.screens.fake_content import make_row

KIM = Person("Kim Berg", "kim@example.org", "+49 30 901820")
KIRA = Person("Kira Bergmann", "kira@example.org")


class FakeContacts:
    """Knows two people, one of them with an open ticket."""

    def __init__(self, clock: FixedClock, rows: list[QueueRow]) -> None:
        self.kept: list[ContactDraft] = []
        self.logged: list[ContactDraft] = []
        self.thrown = 0
        self.error: ActionRefusedError | None = None
        self._clock = clock
        self._rows = rows

    def begin(self, ref: str = "") -> ContactDraft:
        if self.kept:
            return self.kept[-1]
        if ref:
            return ContactDraft(self._clock.now(), ticket=ref, name=KIM.name, email=KIM.email)
        return ContactDraft(self._clock.now())

    def keep(self, draft: ContactDraft) -> None:
        self.kept.append(draft)

    def throw_away(self) -> None:
        self.kept.clear()
        self.thrown += 1

    def people(self, text: str) -> tuple[Person, ...]:
        wanted = text.casefold()
        return tuple(one for one in (KIM, KIRA) if wanted in f"{one.name} 4711".casefold())

    def orders(self, person: Person, text: str) -> tuple[Order, ...]:
        order = Order("NL-4711", email=KIM.email, name=KIM.name)
        return (order,) if text in order.number else ()

    def open_tickets(self, person: Person) -> tuple[QueueRow, ...]:
        return tuple(self._rows[:1]) if person.email == KIM.email else ()

    def channels(self, days: int) -> tuple[ChannelRecord, ...]:
        hour = timedelta(hours=1)
        return (
            ChannelRecord("phone", timedelta(seconds=90), 2, 3, 2, timedelta(seconds=20), 2, 1),
            ChannelRecord("email", 4 * hour, days, 0, days, hour / 2, 40, 39),
            ChannelRecord("letter", 4 * hour),
        )

    def log(self, draft: ContactDraft) -> QueueRow:
        if self.error is not None:
            raise self.error
        self.logged.append(draft)
        self.kept.clear()
        solved = draft.result is ContactResult.SOLVED
        state = TicketState.CLOSED if solved else TicketState.OPEN
        return replace(make_row(0), state=state)
