"""Which ticket a mail belongs to, and why.

In this order, the first that holds: an id or token of ours with a valid signature (References from
right to left, then In-Reply-To, then the mail that a delivery report is about); a known Message-ID
in the same order; a known mail that refers to this one; a signed id quoted in the text; a ref in
the subject. Only a signature is trusted alone. Everything else joins only when the sender, or
somebody else the mail is addressed to, already takes part in the ticket; a ref in the subject only
when the sender does. What is not trusted opens a new ticket with a hint. The same subject never
joins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from agent_console.desk.idgraph import IdGraph
from agent_console.desk.mail import Mail, MailKind
from agent_console.desk.refs import refs_in_subject
from agent_console.desk.subjects import base_subject, same_subject
from agent_console.desk.tokens import ref_of, refs_in_text
from agent_console.i18n import _

__all__ = [
    "IdGraph",
    "JoinReason",
    "ThreadDecision",
    "ThreadLookup",
    "ThreadNote",
    "ThreadRules",
    "base_subject",
    "decide",
    "follow_chain",
]


class JoinReason(StrEnum):
    """What decided; the last two open a new ticket."""

    OWN_MAIL = "own-mail"
    SIGNED = "signed"
    REPORT = "report"
    REFERENCE = "reference"
    SAME_ID = "same-id"
    REFERRED_TO = "referred-to"
    SIGNED_IN_TEXT = "signed-in-text"
    SUBJECT_REF = "subject-ref"
    SURVEY = "survey"
    CLOSED_LONG_AGO = "closed-long-ago"
    NEW = "new"


class ThreadNote(StrEnum):
    """What an agent should know about how a mail was filed."""

    NEW_SENDER = "new-sender"
    OTHER_DOMAIN = "other-domain"
    SUBJECT_CHANGED = "subject-changed"
    SAME_ID = "same-id"
    MERGED = "merged"
    SEVERAL_TICKETS = "several-tickets"
    NOT_HERE_YET = "not-here-yet"


class ThreadLookup(Protocol):
    """What the store knows. Refs are canonical, ids without brackets, addresses in lower case."""

    def knows(self, ref: str) -> bool:
        """Return whether there is a ticket of that name (merged ones included)."""
        ...

    def ticket_of_message_id(self, message_id: str) -> str | None:
        """Return the ticket of the stored mail with that id."""
        ...

    def ticket_referring_to(self, message_id: str) -> str | None:
        """Return the ticket of a stored mail whose References or In-Reply-To name that id."""
        ...

    def follow_merge(self, ref: str) -> str:
        """Return the ticket that a merged one lives on in, else ``ref``; see ``follow_chain``."""
        ...

    def participants(self, ref: str) -> frozenset[str]:
        """Return every sender and recipient of the ticket's mails, own addresses left out."""
        ...

    def closed_since(self, ref: str) -> datetime | None:
        """Return when the ticket was closed, None while it is not."""
        ...

    def subject(self, ref: str) -> str:
        """Return the subject of the mail that opened the ticket."""
        ...


@dataclass(frozen=True, slots=True)
class ThreadRules:
    """The desk's own side: addresses in lower case, the signing secret, when closed is final.

    A customer's answer to a ticket closed for longer than ``reopen_for`` opens a new, linked one.
    """

    own: frozenset[str]
    secret: bytes
    reopen_for: timedelta = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class ThreadDecision:
    """Where a mail goes: to ticket ``ref``, or to a new one when that is None.

    ``hint_ref`` is a ticket it seems to belong to but may not join unasked, or another one that it
    names as well; ``linked_ref`` the old ticket that a new one continues. With NOT_HERE_YET the
    ticket ``ref`` is still to be created, under just that name: its opening mail has not arrived.
    ``home`` is the ticket it was written to, where that has been merged into ``ref``.
    """

    ref: str | None
    reason: JoinReason
    hint_ref: str | None = None
    linked_ref: str | None = None
    notes: tuple[ThreadNote, ...] = ()
    home: str | None = None

    def explain(self) -> tuple[str, ...]:
        """Return the reason, the hint and the notes in words."""
        lines = [_reason_words(self.reason).format(ref=self.linked_ref or self.ref or "")]
        if self.hint_ref and self.ref is None:
            lines.append(
                _("It looks like #{ref}, but nothing proves it.").format(ref=self.hint_ref)
            )
        elif self.hint_ref:
            lines.append(_("It also names #{ref}.").format(ref=self.hint_ref))
        return (*lines, *(_note_words(note) for note in self.notes))


@dataclass(frozen=True, slots=True)
class _Lead:
    """One trace to a ticket; ``trusted`` says that it may be followed unasked."""

    ref: str
    reason: JoinReason
    trusted: bool


def decide(
    mail: Mail,
    known: ThreadLookup,
    rules: ThreadRules,
    received_at: datetime,
    kind: MailKind = MailKind.HUMAN,
) -> ThreadDecision:
    """Return the ticket of a mail that arrived at ``received_at`` (the server's INTERNALDATE).

    The same bytes delivered twice are the caller's to recognise, by their digest.
    """
    hint: str | None = None
    for lead in _leads(mail, known, rules):
        if lead.trusted:
            return _follow(lead, mail, known, rules, received_at, kind)
        hint = hint or known.follow_merge(lead.ref)
    return ThreadDecision(None, JoinReason.NEW, hint_ref=hint)


def follow_chain(ref: str, merged_into: Callable[[str], str | None]) -> str:
    """Return the end of a chain of merges; a circle leaves ``ref`` where it is."""
    seen = {ref}
    end = ref
    while (following := merged_into(end)) is not None:
        if following in seen:
            return ref
        seen.add(following)
        end = following
    return end


def _leads(mail: Mail, known: ThreadLookup, rules: ThreadRules) -> Iterator[_Lead]:
    """Yield the traces from the strongest to the weakest."""
    named = _named_ids(mail)
    yield from _signed_leads(mail, named, rules)
    yield from _known_leads(mail, named, known, rules)
    for ref in refs_in_text(mail.text, rules.secret):
        yield _Lead(ref, JoinReason.SIGNED_IN_TEXT, trusted=True)
    for ref in refs_in_subject(mail.subject):
        if known.knows(ref):
            people = known.participants(known.follow_merge(ref))
            ours = _sender(mail) in rules.own and not people.isdisjoint(_others(mail, rules))
            trusted = ours or _sender(mail) in people
            yield _Lead(ref, JoinReason.SUBJECT_REF, trusted=trusted)


def _signed_leads(mail: Mail, named: Sequence[str], rules: ThreadRules) -> Iterator[_Lead]:
    own_ref = ref_of(mail.message_id, rules.secret)
    if own_ref:
        ours = _sender(mail) in rules.own
        yield _Lead(own_ref, JoinReason.OWN_MAIL if ours else JoinReason.SIGNED, trusted=True)
    for message_id in named:
        ref = ref_of(message_id, rules.secret)
        if ref:
            yield _Lead(ref, JoinReason.SIGNED, trusted=True)
    original = mail.report.original_message_id if mail.report else ""
    ref = ref_of(original, rules.secret) if original else None
    if ref:
        yield _Lead(ref, JoinReason.REPORT, trusted=True)


def _known_leads(
    mail: Mail, named: Sequence[str], known: ThreadLookup, rules: ThreadRules
) -> Iterator[_Lead]:
    for ref, reason in _known_refs(mail, named, known):
        if ref:
            trusted = _takes_part(mail, known.participants(known.follow_merge(ref)), rules)
            yield _Lead(ref, reason, trusted=trusted)


def _known_refs(
    mail: Mail, named: Sequence[str], known: ThreadLookup
) -> Iterator[tuple[str | None, JoinReason]]:
    for message_id in named:
        yield known.ticket_of_message_id(message_id), JoinReason.REFERENCE
    if mail.report and mail.report.original_message_id:
        yield known.ticket_of_message_id(mail.report.original_message_id), JoinReason.REPORT
    if mail.message_id:
        yield known.ticket_of_message_id(mail.message_id), JoinReason.SAME_ID
        yield known.ticket_referring_to(mail.message_id), JoinReason.REFERRED_TO
    for message_id in named:
        yield known.ticket_referring_to(message_id), JoinReason.REFERRED_TO


def _named_ids(mail: Mail) -> tuple[str, ...]:
    """Return what the mail answers: References from right to left, then In-Reply-To."""
    if not mail.references and not mail.in_reply_to:
        return ()
    return tuple(dict.fromkeys((*reversed(mail.references), *mail.in_reply_to)))


def _takes_part(mail: Mail, participants: frozenset[str], rules: ThreadRules) -> bool:
    """Return whether sender, a recipient besides us, or a report's recipient is in the ticket."""
    sender = _sender(mail)
    others = _others(mail, rules)
    reported = {mail.report.recipient.lower()} if mail.report else set()
    return sender in rules.own or not participants.isdisjoint({sender} | others | reported)


def _follow(
    lead: _Lead,
    mail: Mail,
    known: ThreadLookup,
    rules: ThreadRules,
    received_at: datetime,
    kind: MailKind,
) -> ThreadDecision:
    if not known.knows(lead.ref):
        return ThreadDecision(lead.ref, lead.reason, notes=(ThreadNote.NOT_HERE_YET,))
    ref = known.follow_merge(lead.ref)
    from_customer = kind is MailKind.HUMAN and _sender(mail) not in rules.own
    closed = known.closed_since(ref)
    if from_customer and closed is not None and received_at - closed > rules.reopen_for:
        return ThreadDecision(None, JoinReason.CLOSED_LONG_AGO, linked_ref=ref)
    notes = [ThreadNote.MERGED] if ref != lead.ref else []
    if lead.reason is JoinReason.SAME_ID:
        notes.append(ThreadNote.SAME_ID)
    if from_customer:
        notes += _sender_notes(mail, known.participants(ref))
        if not same_subject(mail.subject, known.subject(ref)):
            notes.append(ThreadNote.SUBJECT_CHANGED)
    other = _other_ticket(ref, mail, known, rules)
    if other:
        notes.append(ThreadNote.SEVERAL_TICKETS)
    home = lead.ref if ref != lead.ref else None
    return ThreadDecision(ref, lead.reason, hint_ref=other, notes=tuple(notes), home=home)


def _sender_notes(mail: Mail, participants: frozenset[str]) -> list[ThreadNote]:
    sender = _sender(mail)
    if sender in participants:
        return []
    domains = {address.rpartition("@")[2] for address in participants}
    if sender.rpartition("@")[2] in domains:
        return [ThreadNote.NEW_SENDER]
    return [ThreadNote.NEW_SENDER, ThreadNote.OTHER_DOMAIN]


def _other_ticket(ref: str, mail: Mail, known: ThreadLookup, rules: ThreadRules) -> str | None:
    """Return another ticket that the mail's ids name as well."""
    for message_id in _named_ids(mail):
        found = ref_of(message_id, rules.secret) or known.ticket_of_message_id(message_id)
        if found and known.knows(found) and known.follow_merge(found) != ref:
            return known.follow_merge(found)
    return None


def _others(mail: Mail, rules: ThreadRules) -> set[str]:
    """Return whom the mail is addressed to besides us."""
    return {address.email.lower() for address in (*mail.to, *mail.cc)} - rules.own


def _sender(mail: Mail) -> str:
    return mail.sender.email.lower() if mail.sender else ""


def _reason_words(reason: JoinReason) -> str:
    match reason:
        case JoinReason.OWN_MAIL:
            return _("It is a mail of ours in #{ref}.")
        case JoinReason.SIGNED:
            return _("It answers a mail of ours in #{ref}; the signature is valid.")
        case JoinReason.REPORT:
            return _("It reports on a mail of ours in #{ref}.")
        case JoinReason.REFERENCE:
            return _("It answers a mail in #{ref}.")
        case JoinReason.SAME_ID:
            return _("A mail with the same Message-ID is in #{ref}.")
        case JoinReason.REFERRED_TO:
            return _("A mail in #{ref} refers to the same thread.")
        case JoinReason.SIGNED_IN_TEXT:
            return _("Its text quotes a signed id of #{ref}.")
        case JoinReason.SUBJECT_REF:
            return _("Its subject names #{ref}, and the sender takes part there.")
        case JoinReason.SURVEY:
            return _("It answers our question how it was on #{ref}.")
        case JoinReason.CLOSED_LONG_AGO:
            return _("It continues #{ref}, which was closed too long ago to be reopened.")
        case JoinReason.NEW:
            return _("It belongs to no ticket known so far.")


def _note_words(note: ThreadNote) -> str:
    match note:
        case ThreadNote.NEW_SENDER:
            return _("The sender is new to this ticket.")
        case ThreadNote.OTHER_DOMAIN:
            return _("Nobody of the sender's domain took part so far: do not quote the history.")
        case ThreadNote.SUBJECT_CHANGED:
            return _("The subject has changed.")
        case ThreadNote.SAME_ID:
            return _("Another mail has the same Message-ID but a different content.")
        case ThreadNote.MERGED:
            return _("It was written to a ticket that has been merged into this one.")
        case ThreadNote.SEVERAL_TICKETS:
            return _("It answers mails of more than one ticket.")
        case ThreadNote.NOT_HERE_YET:
            return _("The beginning of this ticket has not arrived here yet.")
