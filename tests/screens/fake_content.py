"""What the fake desk holds: rows, outgoing mails and a ticket with its timeline."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from agent_console.desk.mail import Address, Attachment, FoldKind, MailKind, TextRange
from agent_console.desk.ticket import Ticket, TicketState
from agent_console.desk.views import (
    EntryKind,
    OutboxItem,
    OutboxState,
    QueueRow,
    Target,
    TicketView,
    TimelineEntry,
)

NOW = datetime(2026, 3, 11, 10, 0, tzinfo=UTC)
AGENT = "mia"
_PEOPLE = (
    ("Anna Schmidt", "anna.schmidt@example.org"),
    ("Jürgen Weiß", "j.weiss@example.net"),
    ("", "kontakt@firma.example"),
    ("Lieselotte von der Heydt-Mühlenbrock", "lotte@example.org"),
    ("山田太郎", "yamada@example.jp"),
)
_SUBJECTS = (
    "Lieferung nicht angekommen",
    "Rechnung 4711 doppelt abgebucht",
    "Question about my order",
    "Beschwerde: seit drei Wochen keine Antwort auf meine E-Mails und Anrufe",
    "返品について",
)
_TYPES = ("delivery-problem", "refund", "complaint", "")
_STATES = (
    TicketState.NEW,
    TicketState.OPEN,
    TicketState.WAITING,
    TicketState.SNOOZED,
    TicketState.NEW,
)


def ref_of(number: int) -> str:
    """Return the ref of the fake ticket ``number``."""
    return f"{number:08X}".replace("I", "J").replace("O", "P")[-8:]


def make_row(number: int, now: datetime = NOW) -> QueueRow:
    """Return one row; the first are overdue, then soon, then later."""
    name, email = _PEOPLE[number % len(_PEOPLE)]
    state = _STATES[number % len(_STATES)]
    due = now + timedelta(minutes=13 * number - 30)
    waits = state in (TicketState.NEW, TicketState.OPEN)
    return QueueRow(
        ref=ref_of(number),
        subject=_SUBJECTS[number % len(_SUBJECTS)],
        customer_name=name,
        customer_email=email,
        state=state,
        owner=("", AGENT, "ole")[number % 3],
        target=Target.FIRST_RESPONSE if waits else None,
        span_from=due - timedelta(hours=4) if waits else None,
        due_at=due if waits else None,
        wake_at=now + timedelta(hours=5) if state is TicketState.SNOOZED else None,
        last_at=now - timedelta(minutes=7 * number + 3),
        mails=1 + number % 4,
        notes=number % 2,
        reopened=1 if number == 3 else 0,
        bounced=number == 1,
        attachments=number % 4 == 2,
        draft=number == 2,
        type=_TYPES[number % len(_TYPES)],
        level=(1, 2, 3, 0)[number % 4],
        complaint=number in (6, 8),
        frustration=(0, 3, 2, 1)[number % 4] if number < 8 else 0,
        priority={1: "urgent", 2: "low", 4: "high"}.get(number, ""),
        handed_on=3 if number == 4 else 0,
    )


def make_item(
    number: int, state: OutboxState, now: datetime = NOW, ticket: str = "00000000"
) -> OutboxItem:
    """Return an outgoing mail that leaves ten seconds after ``now``."""
    return OutboxItem(
        id=number,
        ticket=ticket,
        message_id=f"m{number}@example.org",
        subject="Re: Lieferung nicht angekommen",
        sender="support@example.com",
        recipients=("anna.schmidt@example.org",),
        state=state,
        queued_at=now,
        not_before=now + timedelta(seconds=10),
        detail="450 4.2.1 mailbox busy" if state is OutboxState.DEFERRED else "",
    )


MAIL_TEXT = """Guten Tag,

meine Lieferung ist noch immer nicht angekommen. Können Sie bitte nachsehen?

Viele Grüße
Anna Schmidt
--\x20
Anna Schmidt
Musterweg 1

Am 9. März schrieb Support:
> Wir haben Ihre Bestellung verschickt.
> Sie kommt in zwei Tagen an.
"""


def make_entries(row: QueueRow) -> tuple[TimelineEntry, ...]:
    """Return a question, an answer, a note, an event and a follow-up."""
    customer = Address(row.customer_email, row.customer_name)
    support = Address("support@example.com", "Support")
    return (
        TimelineEntry(
            key="m1",
            kind=EntryKind.MAIL_IN,
            at=NOW - timedelta(days=2),
            who=row.customer_name,
            text="Hallo,\nwo bleibt meine Lieferung?\n",
            subject=row.subject,
            sender=customer,
            to=(support,),
            attachments=(Attachment(0, "beleg.pdf", "application/pdf", 48_213),),
        ),
        TimelineEntry(
            key="m2",
            kind=EntryKind.MAIL_OUT,
            at=NOW - timedelta(days=2, hours=-2),
            who=AGENT,
            text="Guten Tag,\n\nsie ist unterwegs.\n",
            subject=f"Re: {row.subject}",
            sender=support,
            to=(customer,),
            state=OutboxState.SENT,
        ),
        TimelineEntry(
            key="e1",
            kind=EntryKind.NOTE,
            at=NOW - timedelta(hours=3),
            who="ole",
            text="Lager angerufen: Paket steht noch im Regal.",
        ),
        TimelineEntry(
            key="e2",
            kind=EntryKind.EVENT,
            at=NOW - timedelta(hours=2),
            who="ole",
            text="assigned to mia",
        ),
        TimelineEntry(
            key="m3",
            kind=EntryKind.MAIL_IN,
            at=NOW - timedelta(minutes=3),
            who=row.customer_name,
            text=MAIL_TEXT,
            subject=f"Re: {row.subject}",
            sender=customer,
            to=(support,),
            cc=(Address("chef@example.org", "Der Chef"),),
            ranges=(
                TextRange(FoldKind.BODY, 0, 6),
                TextRange(FoldKind.SIGNATURE, 6, 9),
                TextRange(FoldKind.QUOTE, 10, 13),
            ),
            notes=("Text was cut after 2 MB.",),
        ),
    )


def make_view(row: QueueRow, extra: tuple[TimelineEntry, ...] = ()) -> TicketView:
    """Return a ticket with a question, an answer, a note, an event and a follow-up."""
    customer = Address(row.customer_email, row.customer_name)
    ticket = Ticket(
        ref=row.ref,
        subject=row.subject,
        customer=customer,
        kind=MailKind.HUMAN,
        opened_at=NOW - timedelta(days=2),
        state=row.state,
        owner=row.owner,
    )
    return TicketView(
        ticket=ticket,
        row=row,
        entries=(*make_entries(row), *extra),
        reasons=("First answer is overdue",),
        earlier_refs=("0000002A",),
    )
