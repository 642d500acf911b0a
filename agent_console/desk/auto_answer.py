"""Whether a machine may answer a mail: one function, every rule with its reason (RFC 3834).

Acknowledgements, surveys and nudges all ask it. The answer itself is fixed text with the ticket's
ref, goes to the From address, and repeats nothing of the mail.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from agent_console.desk import marks
from agent_console.desk.kinds import kind_of
from agent_console.desk.mail import Mail, MailKind
from agent_console.i18n import _

MAX_AGE = timedelta(hours=12)
MAX_TO_ADDRESS = 2
"""So many in a day: two desks that answer each other without any mark stop after as many."""

MAX_TO_DOMAIN = 20
MAX_IN_ALL = 60
MAX_FROM_ADDRESS = 10
FLOOD = timedelta(minutes=10)
FLOOD_STOP = timedelta(days=1)

_TEXT_LIMIT = 4000
_BULK = frozenset(("bulk", "junk", "list", "auto_reply"))
_MACHINE_TYPES = (
    "message/delivery-status",
    "message/disposition-notification",
    "message/feedback-report",
)
_VERIFICATION = re.compile(
    r"(?:verif(?:y|ication|izier)|confirm(?:ation)?|activat(?:e|ion)|one[- ]time|sign[- ]?in"
    r"|log[- ]?in|security|access|best[äa]tigungs?|aktivierungs?|sicherheits|anmelde|einmal)"
    r"[ -]?(?:code|link|passw(?:ord|ort)|pin|tan|number|nummer|your (?:e-?mail|account|address))"
    r"|magic link|best[äa]tigen sie (?:ihre|die|bitte)|confirm your|verify (?:your|this)"
    r"|your code is|ihr code (?:lautet|ist)|is your .{0,40}code",
    re.IGNORECASE,
)


class Dmarc(StrEnum):
    """What a receiving server that we trust said about the From domain."""

    PASSED = "pass"
    FAILED = "fail"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class AnswerHistory:
    """What is known around a mail when an automatic answer is considered.

    ``received_at`` is the server's INTERNALDATE; ``live`` is False during a first sync, a re-sync,
    an import or a backlog; ``own_id`` says that the mail's Message-ID is ours. ``sent_…`` count our
    automatic mails: to the address in a day, to its domain and in all within an hour.
    ``from_address`` are the arrivals of the mails from that address in the last day and ten
    minutes, ``undeliverable`` says that one to it came back for good in the last 60 days.
    """

    own: frozenset[str]
    received_at: datetime
    opens_ticket: bool = True
    already_answered: bool = False
    live: bool = True
    own_id: bool = False
    in_junk: bool = False
    dmarc: Dmarc = Dmarc.NONE
    domain_known: bool = False
    undeliverable: bool = False
    sent_to_address: int = 0
    sent_to_domain: int = 0
    sent_in_all: int = 0
    from_address: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether an automatic answer may go out, and why, in words to store and show."""

    allowed: bool
    reason: str


def may_auto_answer(mail: Mail, history: AnswerHistory, now: datetime) -> Decision:
    """Return whether any machine of ours may answer ``mail``; one reason against it is enough."""
    for reason in _objections(mail, history, now):
        return Decision(allowed=False, reason=reason)
    return Decision(allowed=True, reason=_("a person's first mail, and no limit is reached"))


def looks_like_verification(mail: Mail) -> bool:
    """Return whether a mail carries a sign-up code or link: somebody may be using our address."""
    return bool(_VERIFICATION.search(f"{mail.subject[:_TEXT_LIMIT]}\n{mail.text[:_TEXT_LIMIT]}"))


def _objections(mail: Mail, history: AnswerHistory, now: datetime) -> Iterator[str]:
    rules: tuple[Callable[[], str], ...] = (
        lambda: _about_ticket(history, now),
        lambda: _about_date(mail, history),
        lambda: _about_sender(mail, history),
        lambda: _about_headers(mail, history),
        lambda: _about_address(mail, history),
        lambda: _about_trust(mail, history),
        lambda: _about_words(mail, history),
        lambda: _about_kind(mail, history),
        lambda: _about_limits(history, now),
    )
    yield from (reason for rule in rules if (reason := rule()))


def _about_ticket(history: AnswerHistory, now: datetime) -> str:
    if not history.opens_ticket:
        return _("the mail opened no new ticket")
    if history.already_answered:
        return _("this ticket has been answered automatically before")
    if not history.live:
        return _("the mail came with a first sync or a backlog")
    if now - history.received_at > MAX_AGE:
        return _("the mail is older than 12 hours")
    return ""


def _about_date(mail: Mail, history: AnswerHistory) -> str:
    """Refuse what was written long before it came: an import, or a mail that somebody moved."""
    if mail.date is not None and history.received_at - mail.date > MAX_AGE:
        return _("the mail was written more than 12 hours before it came")
    return ""


def _about_sender(mail: Mail, history: AnswerHistory) -> str:
    if mail.sender is None or mail.sender_ambiguous or mail.unreadable:
        return _("the sender is missing or not clear")
    if marks.null_sender(mail) or marks.from_daemon(mail):
        return _("the mail system is the sender")
    if mail.sender.email.lower() in history.own:
        return _("the mail comes from an address of ours")
    if history.own_id:
        return _("the mail carries an id of ours")
    return ""


def _about_headers(mail: Mail, history: AnswerHistory) -> str:
    submitted = marks.auto_submitted(mail)
    if submitted:
        return _("the mail is marked as automatic (Auto-Submitted: {value})").format(
            value=submitted
        )
    if marks.precedence(mail) & _BULK:
        return _("the mail is marked as bulk or list mail")
    if marks.has_list_header(mail):
        return _("the mail came through a mailing list")
    if mail.content_type == "multipart/report" or any(
        marks.has_part(mail, kind) for kind in _MACHINE_TYPES
    ):
        return _("the mail is a report of a mail system")
    if marks.suppresses_answers(mail):
        return _("the sender asks for no automatic answers")
    header = marks.auto_header(mail)
    if header:
        return _("the mail carries the header {name} of automatic answers").format(name=header)
    return _("the mail carries a loop mark") if _is_loop(mail, history) else ""


def _is_loop(mail: Mail, history: AnswerHistory) -> bool:
    values = {value.strip().lower() for value in mail.header_values("x-loop")}
    return bool(values & ({"yes", "true"} | history.own))


def _about_address(mail: Mail, history: AnswerHistory) -> str:
    email = mail.sender.email if mail.sender else ""
    if marks.no_reply_address(email) or marks.role_address(email):
        return _("the sender's address is not a person's")
    recipients = {address.email.lower() for address in (*mail.to, *mail.cc)}
    if not recipients & history.own:
        return _("no address of ours is in To or Cc")
    if history.in_junk or marks.is_spam(mail):
        return _("the mail is marked as spam")
    return ""


def _about_trust(mail: Mail, history: AnswerHistory) -> str:
    """Refuse where the answer could hit somebody whose address was borrowed (backscatter)."""
    if history.dmarc is Dmarc.FAILED:
        return _("the sender's domain says that the mail is not genuine")
    sender = mail.sender.email.lower() if mail.sender else ""
    if history.dmarc is not Dmarc.PASSED and (mail.return_path or "").lower() != sender:
        return _("nothing proves that the sender's address is genuine")
    return ""


def _about_words(mail: Mail, history: AnswerHistory) -> str:
    if marks.away_subject(mail) or marks.failure_subject(mail):
        return _("the subject is that of an automatic mail")
    if not history.domain_known and looks_like_verification(mail):
        return _("it looks like a sign-up code or link for our address")
    return ""


def _about_kind(mail: Mail, history: AnswerHistory) -> str:
    verdict = kind_of(mail, history.own)
    if verdict.kind is MailKind.HUMAN:
        return ""
    return _("no person wrote the mail: {reason}").format(reason=verdict.reason)


def _about_limits(history: AnswerHistory, now: datetime) -> str:
    if history.undeliverable:
        return _("mail to this address came back in the last 60 days")
    if _is_flood(history.from_address, now):
        return _(
            "the address sent {count} mails within 10 minutes; it gets no answers for a day"
        ).format(count=MAX_FROM_ADDRESS)
    if history.sent_to_address >= MAX_TO_ADDRESS:
        return _("the address got {count} automatic mails within a day").format(
            count=history.sent_to_address
        )
    if history.sent_to_domain >= MAX_TO_DOMAIN:
        return _("its domain got {count} automatic mails within an hour").format(
            count=history.sent_to_domain
        )
    if history.sent_in_all >= MAX_IN_ALL:
        return _("{count} automatic mails went out within an hour").format(
            count=history.sent_in_all
        )
    return ""


def _is_flood(arrivals: Iterable[datetime], now: datetime) -> bool:
    """Return whether ten mails came within ten minutes, and not a day has passed since."""
    ordered = sorted(arrivals)
    ends = zip(ordered, ordered[MAX_FROM_ADDRESS - 1 :], strict=False)
    return any(last - first <= FLOOD and now - last < FLOOD_STOP for first, last in ends)
