"""A whole ticket for the eye: mails, notes, decisions and what is leaving, in one line of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from agent_console.desk.away import Return
from agent_console.desk.events import (
    Assigned,
    Blanked,
    Closed,
    Contacted,
    Event,
    Judged,
    Labelled,
    Linked,
    Merged,
    Noted,
    Reopened,
    Snoozed,
    Split,
    Tagged,
    TimeSpent,
    standing,
)
from agent_console.desk.insight import Insight
from agent_console.desk.mail import Direction, MailKind
from agent_console.desk.masking import hide_accounts
from agent_console.desk.text import to_screen
from agent_console.desk.ticket import Ticket
from agent_console.desk.views import (
    EntryKind,
    QueueRow,
    TicketView,
    TimelineEntry,
)
from agent_console.errors import NotFoundError
from agent_console.i18n import _, ngettext
from agent_console.services import fate
from agent_console.services.act_words import verb_in_words
from agent_console.services.away import in_words, next_return, returns_of
from agent_console.services.complaint_words import complaint_words
from agent_console.services.contact_words import contact_entry
from agent_console.services.explaining import place_in_words, routing
from agent_console.services.feedback_words import asked_words, feedback_words, score_notes
from agent_console.services.findings_words import finding_entries
from agent_console.services.incidents_alike import issue_hint
from agent_console.services.insights import Insights, for_the_eye
from agent_console.services.labelling import said_in_words
from agent_console.services.matters import matter_of
from agent_console.services.notices_words import answer_remark, answered_notices, notice_words
from agent_console.services.order_matching import orders_of_ticket
from agent_console.services.order_words import order_fact_words
from agent_console.services.rules import Rules
from agent_console.services.site_words import entries_of_sites
from agent_console.services.written_to import where_words
from agent_console.store import acknowledgements, customer_tickets, drafts, journal, kin
from agent_console.store import queue as stored_queue
from agent_console.store import tickets as stored
from agent_console.store.driver import driver
from agent_console.store.mails import WHOLE
from agent_console.store.tickets import StoredMail

if TYPE_CHECKING:
    from sqlmodel import Session

_MAX_SOURCE = 1_000_000


def build_view(
    session: Session,
    ref: str,
    rules: Rules,
    insights: Insights,
    now: datetime,
    *,
    whole: bool = True,
) -> TicketView:
    """Return everything that is shown of a ticket; raises NotFoundError when there is none.

    Unless ``whole``, old mails may still lack their warnings and facts: ``partial`` says so.
    """
    ticket = stored.load(session, ref)
    row = _row(session, ref, now)
    links = stored.links(session, ref)
    mails = stored.mails(session, ref)
    events = journal.of_ticket(session, ref)
    told, complete = insights.of(session, ref, mails, whole=whole)
    returns = returns_of(mails, rules, now)
    read = entries_of_sites(rules.config, _mail_entries(session, ref, mails, told, returns), mails)
    known = fate.told(session, ref, mails, read, rules.config.calendar.zone)
    marked = _marked(known, _telling(mails, ticket, row, rules))
    merged = kin.merged_into(session, ref)
    entries = [*marked, *_event_entries(events), *finding_entries(session, (ref, *merged))]
    who = routing(ticket, row.language, rules.config)
    return TicketView(
        ticket=replace(ticket, subject=hide_accounts(ticket.subject)),
        row=replace(row, subject=hide_accounts(row.subject)),
        entries=tuple(for_the_eye(one) for one in sorted(entries, key=lambda entry: entry.at)),
        reasons=(
            *place_in_words(session, ticket, rules, now),
            *who,
            *_way(session, ref, rules, mails),
        ),
        routing=who,
        draft=drafts.load(session, ref, "reply"),
        note_draft=drafts.load(session, ref, "note"),
        earlier_refs=(links.earlier_ref,) if links.earlier_ref else (),
        hint_ref=links.hint_ref,
        merged_refs=merged,
        linked_refs=kin.linked_to(session, ref),
        partial=not complete,
        back_at=next_return(mails, returns, rules, now),
        contacts=customer_tickets.contacts(session, ref, month_of(now, rules)),
        issue=issue_hint(session, ticket),
        orders=orders_of_ticket(
            driver(session), ticket, events, told.values(), rules.config.orders.patterns
        ),
    )


def _mail_entries(
    session: Session,
    ref: str,
    mails: Sequence[StoredMail],
    told: Mapping[str, Insight],
    returns: Mapping[str, Return],
) -> list[TimelineEntry]:
    sent = answered_notices(session, ref, kin.merged_into(session, ref))
    scores = score_notes(driver(session), ref)
    return [
        _mail_entry(
            one,
            told.get(one.key, Insight()),
            returns.get(one.key),
            answer_remark(one, sent) or scores.get(one.key, ""),
        )
        for one in mails
    ]


def _way(session: Session, ref: str, rules: Rules, mails: Sequence[StoredMail]) -> Iterator[str]:
    """Say where a ticket came to, and whether its customer was told so."""
    yield from where_words(session, rules.config, ref, mails)
    yield from _acknowledged(session, ref)
    yield from asked_words(driver(session), ref)


def month_of(now: datetime, rules: Rules) -> datetime:
    """Return when this month began at the desk."""
    local = now.astimezone(ZoneInfo(rules.config.calendar.zone))
    return local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def _row(session: Session, ref: str, now: datetime) -> QueueRow:
    row = stored_queue.row(session, ref, now)
    if row is None:
        raise NotFoundError(_("Ticket"), _("there is no ticket #{ref}").format(ref=ref))
    return row


def _marked(
    entries: Iterable[TimelineEntry], told: Mapping[str, tuple[tuple[int, int], ...]]
) -> Iterator[TimelineEntry]:
    for one in entries:
        yield replace(one, told=told[one.key]) if one.key in told else one


def _telling(
    mails: Sequence[StoredMail], ticket: Ticket, row: QueueRow, rules: Rules
) -> dict[str, tuple[tuple[int, int], ...]]:
    """Return which characters of which mail carry the complaint, if the ticket is one."""
    if not row.complaint:
        return {}
    matter, key = matter_of(mails, ticket, row.language, rules.config)
    return {key: tuple((place.start, place.end) for place in matter.places)}


def _acknowledged(session: Session, ref: str) -> Iterator[str]:
    """Say whether the customer was told that the mail arrived, and why not."""
    decided = acknowledgements.decided(session, ref)
    if decided is None:
        return
    sent, reason = decided
    words = _("not acknowledged automatically: {reason}")
    if sent:
        words = _("acknowledged automatically: {reason}")
    yield words.format(reason=to_screen(reason, one_line=True))


def source_text(raw: bytes) -> str:
    """Return the bytes of a mail as text for reading, each of them still there in some form."""
    text = raw[:_MAX_SOURCE].replace(b"\r\n", b"\n").decode("utf-8", "backslashreplace")
    return hide_accounts(to_screen(text))


def _mail_entry(
    mail: StoredMail, insight: Insight, back: Return | None, answers: str
) -> TimelineEntry:
    who = mail.sender.name or mail.sender.email if mail.sender else _("unknown sender")
    return TimelineEntry(
        key=mail.key,
        kind=_kind(mail),
        at=mail.received,
        who=who,
        text=mail.text,
        subject=mail.subject,
        sender=mail.sender,
        to=mail.to,
        cc=mail.cc,
        ranges=mail.ranges,
        links=mail.links,
        attachments=mail.attachments,
        notes=(*((answers,) if answers else ()), *_remarks(mail, insight, back)),
        signs=insight.signs,
        facts=insight.facts,
        checked=insight.checked,
        depth=mail.depth,
    )


def _kind(mail: StoredMail) -> EntryKind:
    if mail.kind is MailKind.DELIVERY_REPORT:
        return EntryKind.DELIVERY_REPORT
    if mail.direction is Direction.OUT:
        return EntryKind.MAIL_OUT
    return EntryKind.AUTOMATIC if mail.kind is MailKind.AUTOMATIC else EntryKind.MAIL_IN


def _remarks(mail: StoredMail, insight: Insight, back: Return | None) -> Iterator[str]:
    if back is not None:
        yield in_words(back)
    if mail.depth == 0:
        yield _("The text of this mail is still being fetched.")
    elif mail.depth < WHOLE:
        yield _("The rest of this mail is still being fetched.")
    if mail.unreadable:
        yield mail.unreadable
    if mail.sender_ambiguous and not insight.signs:
        yield _("The sender's address can be read in more than one way: do not trust it.")
    if mail.kind is not MailKind.HUMAN and mail.kind_reason:
        yield mail.kind_reason
    said = _("This mail names more than one sender.") if insight.signs else ""
    yield from (note for note in mail.notes if note != said)
    if mail.copies and mail.direction is Direction.IN:
        yield ngettext(
            "This mail was delivered {n} more time; it is shown once.",
            "This mail was delivered {n} more times; it is shown once.",
            mail.copies,
        ).format(n=mail.copies)
    if mail.hint_ref:
        yield _("It mentions #{ref}, but comes from somebody else.").format(ref=mail.hint_ref)


def _event_entries(events: Sequence[Event]) -> Iterator[TimelineEntry]:
    for event in standing(events):
        if isinstance(event.fact, Contacted):
            yield contact_entry(event, event.fact)
            continue
        note = isinstance(event.fact, Noted)
        words = event.fact.text if isinstance(event.fact, Noted) else _in_words(event)
        if words:
            yield TimelineEntry(
                key=event.id,
                kind=EntryKind.NOTE if note else EntryKind.EVENT,
                at=event.at,
                who=event.agent or _("the program"),
                text=words,
            )


def _in_words(event: Event) -> str:
    match event.fact:
        case Assigned(owner=""):
            return _("gave the ticket back")
        case Assigned(owner=owner) if owner == event.agent:
            return _("took the ticket")
        case Assigned(owner=owner):
            return _("gave the ticket to {name}").format(name=owner)
        case Closed(reason=reason):
            return (
                _("closed the ticket: {reason}").format(reason=reason)
                if reason
                else _("closed the ticket")
            )
        case Reopened():
            return _("reopened the ticket")
        case TimeSpent(edited="yes"):
            return _("corrected the time spent on the ticket")
        case Blanked():
            return _("what was recorded here was erased")
        case Snoozed():
            return _("let the ticket sleep")
        case Labelled() | Judged():
            return said_in_words(event.fact)
        case Merged(into=into):
            return _("merged #{ref} into #{into}").format(ref=event.ticket, into=into)
        case Tagged() | Split() | Linked():
            return verb_in_words(event.fact)
        case _:
            fact = event.fact
            found = complaint_words(fact) or order_fact_words(fact) or notice_words(fact)
            return found or feedback_words(fact)
