"""What the screens need of the desk, so that they can run on any object of that shape."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from agent_console.desk.views import (
    OutboxItem,
    QueueRow,
    TicketView,
)
from agent_console.screens.side_ports import SidePort

if TYPE_CHECKING:
    from agent_console.config import Config
    from agent_console.desk.follow_ups import Promise
    from agent_console.desk.labels import LabelName
    from agent_console.desk.mail import Address, MailKind
    from agent_console.screens.answer_ports import AnswerPort, ComplaintPort, GreetingPort
    from agent_console.screens.customer_port import CustomerPort
    from agent_console.screens.findings_port import FindingPort
    from agent_console.screens.handling_port import BulkPort, HandlingPort, JoiningPort
    from agent_console.screens.notice_ports import ProactivePort
    from agent_console.screens.orders_port import OrdersPort, ReturnsPort
    from agent_console.screens.queue_ports import QueuePort, SearchPort, ViewsPort
    from agent_console.screens.reports_port import ReportsPort
    from agent_console.services.explaining import Explanation
    from agent_console.services.replies import ReplyDraft


class TicketPort(Protocol):
    """One ticket and what agents do with it."""

    def find(self, text: str) -> str:
        """Return the ref that ``text`` begins; raises NotFoundError."""
        ...

    def view(self, ref: str, *, whole: bool = True) -> TicketView:
        """Return the ticket with its timeline; unless ``whole``, it may be partial."""
        ...

    def others(self, ref: str) -> tuple[QueueRow, ...]:
        """Return the other tickets of its customer, the newest first."""
        ...

    def source(self, key: str) -> str:
        """Return a mail as it came, safe to show."""
        ...

    def take(self, ref: str) -> QueueRow:
        """Make it mine."""
        ...

    def release(self, ref: str) -> QueueRow:
        """Give it back."""
        ...

    def note(self, ref: str, text: str) -> QueueRow:
        """Keep an internal note."""
        ...

    def close(self, ref: str, reason: str = "", *, ignore_thanks: bool = False) -> QueueRow:
        """Settle it; with ``ignore_thanks``, a mail that only thanks leaves it so."""
        ...

    def types(self) -> tuple[tuple[str, str, int], ...]:
        """Return id, name in the agent's language, and level of every request type."""
        ...

    def label(self, ref: str, what: LabelName, value: str) -> QueueRow:
        """Say what it is; "" leaves that to the rules again."""
        ...

    def judge(self, ref: str, key: str, kind: MailKind) -> QueueRow:
        """Say that a person wrote the mail ``key``, or a machine."""
        ...

    def hand_over(self, ref: str, owner: str, note: str = "") -> QueueRow:
        """Give it to a colleague, with a note."""
        ...

    def explain(self, ref: str) -> Explanation:
        """Return why it is what it is, is due when it is, and stands where it does."""
        ...

    def make_sure(self, ref: str, reason: str) -> QueueRow:
        """Settle the last step of a complaint for a reason."""
        ...

    def reopen(self, ref: str) -> QueueRow:
        """Take it back into work."""
        ...

    def snooze(self, ref: str, until: datetime) -> QueueRow:
        """Let it sleep."""
        ...

    def undo_last(self) -> str:
        """Take back the last thing and say what it was."""
        ...


class ReplyPort(Protocol):
    """Writing to the customer."""

    def begin(self, ref: str, *, everyone: bool | None) -> ReplyDraft:
        """Start a reply, or take the draft up again; None leaves to the mail whom it goes to."""
        ...

    def begin_forward(self, ref: str, *, inline: bool = False) -> ReplyDraft:
        """Start to send the newest mail on, or take the draft up again."""
        ...

    def begin_new(self) -> ReplyDraft:
        """Start a mail that opens a ticket, or take the draft up again."""
        ...

    def begin_note(self, ref: str) -> str:
        """Start a note, or take it up again; return what has been written of it."""
        ...

    def keep(self, draft: ReplyDraft, text: str) -> None:
        """Keep a draft with its recipients, subject and files."""
        ...

    def save_note(self, ref: str, text: str) -> None:
        """Keep the draft of a note."""
        ...

    def throw_away(self, draft: ReplyDraft) -> None:
        """Throw a draft away."""
        ...

    def attach(self, draft: ReplyDraft, path: Path | str) -> ReplyDraft:
        """Return the draft with one file more."""
        ...

    def detach(self, draft: ReplyDraft, number: int) -> ReplyDraft:
        """Return the draft without one of its files, counted from 1."""
        ...

    def address(self, text: str) -> tuple[Address, ...]:
        """Return the recipients that somebody typed."""
        ...

    def problems(self, draft: ReplyDraft, text: str) -> tuple[str, ...]:
        """Say what speaks against sending."""
        ...

    def promises(self, draft: ReplyDraft, text: str) -> tuple[Promise, ...]:
        """Return what the text promises, each worth a follow-up."""
        ...

    def queue(
        self,
        draft: ReplyDraft,
        text: str,
        *,
        not_before: datetime | None = None,
        follow_up: datetime | None = None,
    ) -> OutboxItem:
        """Put the mail into the outbox."""
        ...


class OutboxPort(Protocol):
    """What is about to leave."""

    def items(self) -> tuple[OutboxItem, ...]:
        """Return everything, newest first."""
        ...

    def unfinished(self) -> tuple[OutboxItem, ...]:
        """Return what has not left, or not surely."""
        ...

    def source(self, item_id: int) -> str:
        """Return the bytes of a mail as they will go, safe to show."""
        ...

    def send_regardless(self, item_id: int) -> OutboxItem:
        """Send what was held back."""
        ...

    def look_again(self, item_id: int) -> OutboxItem:
        """Look in the mailbox for a mail in doubt."""
        ...

    def reschedule(self, item_id: int, at: datetime) -> OutboxItem:
        """Let it leave at another time."""
        ...

    def cancel(self, item_id: int) -> bool:
        """Take back what still waits."""
        ...

    def send_now(self, item_id: int) -> bool:
        """End the undo time."""
        ...

    def mark_sent(self, item_id: int) -> OutboxItem:
        """Record that it did leave."""
        ...

    def send_again(self, item_id: int) -> OutboxItem:
        """Queue it again."""
        ...


class DeskPort(SidePort, Protocol):
    """The desk: everything a screen may ask for. All calls may block."""

    @property
    def queue(self) -> QueuePort:
        """The queue."""
        ...

    @property
    def tickets(self) -> TicketPort:
        """The tickets."""
        ...

    @property
    def replies(self) -> ReplyPort:
        """Replies."""
        ...

    @property
    def outbox(self) -> OutboxPort:
        """The outbox."""
        ...

    @property
    def search(self) -> SearchPort:
        """Search."""
        ...

    @property
    def views(self) -> ViewsPort:
        """The agent's own views."""
        ...

    @property
    def answers(self) -> AnswerPort:
        """Canned answers."""
        ...

    @property
    def greetings(self) -> GreetingPort:
        """How customers are greeted."""
        ...

    @property
    def handling(self) -> HandlingPort:
        """What is done with tickets besides answering them."""
        ...

    @property
    def bulk(self) -> BulkPort:
        """One thing done with many tickets."""
        ...

    @property
    def joining(self) -> JoiningPort:
        """Tickets merged, split and linked."""
        ...

    @property
    def customers(self) -> CustomerPort:
        """What is known of customers."""
        ...

    @property
    def orders(self) -> OrdersPort:
        """What the shops told of orders."""
        ...

    @property
    def returns(self) -> ReturnsPort:
        """What customers send back."""
        ...

    @property
    def reports(self) -> ReportsPort:
        """The service in numbers."""
        ...

    @property
    def findings(self) -> FindingPort:
        """What customers said again and again."""
        ...

    @property
    def proactive(self) -> ProactivePort:
        """What is done before customers ask."""
        ...

    @property
    def complaints(self) -> ComplaintPort:
        """Complaints and apologies."""
        ...

    @property
    def config(self) -> Config:
        """All settings."""
        ...

    def close(self) -> None:
        """Let go of the store."""
        ...
