"""What an import brings or brought, counted; what is left out is listed with its place."""

from __future__ import annotations

from dataclasses import dataclass, field

from agent_console.desk.imported import ImportedTicket, LeftOut
from agent_console.desk.states import TicketState
from agent_console.services.customer_import import ImportReport

LISTED = 1_000


@dataclass(slots=True)
class Report:
    """The counts of one import; ``dry`` ones are what it would bring.

    ``mails`` are put into the folders, ``here`` are mails that the mailbox has already. ``states``
    counts tickets, ``events`` what was recorded on them. ``nameless`` tickets are of nobody with an
    address. ``placeholders`` of canned answers are not known here and stay as they stood. Of what
    is ``left_out`` the first thousand are named, all are counted by ``reasons``.
    """

    source: str
    path: str
    dry: bool = True
    tickets: int = 0
    states: dict[str, int] = field(default_factory=dict)
    mails: int = 0
    here: int = 0
    notes: int = 0
    events: int = 0
    nameless: int = 0
    not_found: int = 0
    customers: ImportReport | None = None
    answers: int = 0
    answers_here: int = 0
    placeholders: dict[str, int] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    stopped: bool = False

    def leave_out(self, item: LeftOut) -> None:
        """Count something that is not brought in."""
        self.reasons[item.reason] = self.reasons.get(item.reason, 0) + 1
        if len(self.left_out) < LISTED:
            self.left_out.append(item)

    def count_ticket(self, ticket: ImportedTicket, notes: int) -> None:
        """Count a ticket with its notes."""
        self.tickets += 1
        self.notes += notes
        self.nameless += not ticket.customer.email
        self.count_state(ticket.state)

    def count_state(self, state: TicketState) -> None:
        """Count how a ticket stands."""
        self.states[state.value] = self.states.get(state.value, 0) + 1
