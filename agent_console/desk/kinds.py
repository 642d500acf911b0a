"""Who wrote a mail: a person, a machine, or the mail system about a mail of ours; with the reason.

Delivery reports are tested first, since many carry ``Auto-Submitted: auto-replied``. What only asks
for no automatic answer (X-Auto-Response-Suppress, Precedence: bulk, List-…) says nothing about the
kind: people write through lists and Exchange. When in doubt a mail counts as written by a person;
so does an answer to an out-of-office answer, unless more than its subject speaks against it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from agent_console.desk import marks
from agent_console.desk.mail import DeliveryReport, Mail, MailKind
from agent_console.desk.subjects import has_reply_prefix
from agent_console.i18n import _

_TEXT_LIMIT = 20_000
_PERMANENT = re.compile(
    r"(?<![\d.])5\.\d{1,2}\.\d{1,3}(?![\d.])|(?<![\d.])55\d(?=[ -])|user unknown|unknown user"
    r"|no such (?:user|mailbox|address)|does(?: not|n['’]t) exist|permanent(?:ly)? (?:error|fail)"
    r"|mailbox (?:unavailable|not found)|address(?:ee)? unknown|unbekannt",
    re.IGNORECASE,
)
_TEMPORARY = re.compile(
    r"(?<![\w.])4\.\d{1,2}\.\d{1,3}(?![\d.])|(?<![\w.])4[25]\d(?=[ -])|will (?:be )?retr"
    r"|still (?:being )?(?:try|retried|queued)|delayed|not yet been delivered|temporar(?:y|ily)"
    r"|wird weiter versucht|verzögert",
    re.IGNORECASE,
)
_EVIDENCE = re.compile(
    r"^[ \t>]{0,8}(?:diagnostic-code|final-recipient|remote-mta|status: ?[45]\.\d|action: ?fail)"
    r"|(?<![\d.])[45]\.\d\.\d{1,3}(?![\d.])|(?<![\d.])55\d[ -]|smtp error|user unknown"
    r"|unknown user|mailbox unavailable|mail system|could not be delivered|unable to deliver"
    r"|not (?:be )?delivered|undeliverable|permanent error|returned (?:message|mail)"
    r"|did not reach the following|original message follows|nicht zugestellt werden|nicht erreicht",
    re.IGNORECASE | re.MULTILINE,
)
_DELIVERY_TYPES = ("delivery-status", "")
_CALENDAR_ANSWER = re.compile(
    r"(?:accepted|declined|tentative|tentatively accepted|zugesagt|abgelehnt|mit vorbehalt"
    r"|accept[ée]|refus[ée]|provisoire|angenommen|zusage|absage)\s*:",
    re.IGNORECASE,
)
_PROVIDER_COMPLAINT = re.compile(r"complaint about message from \d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class KindVerdict:
    """The kind of a mail and why, in words.

    ``hard_bounce`` is set on delivery reports only: True when the mail system gave up for a lasting
    reason (RFC 3464 ``failed``, RFC 3463 status 5.x), False for a passing one (4.x), while it goes
    on trying, or when it has succeeded. The status says whether the address is wrong (5.1.x).
    ``came_back`` says that it gave up, for whatever reason: nobody will get that mail.
    """

    kind: MailKind
    reason: str
    hard_bounce: bool | None = None
    came_back: bool = False


def kind_of(mail: Mail, own: frozenset[str]) -> KindVerdict:
    """Return who wrote ``mail``; ``own`` are our own addresses in lower case."""
    reason = _delivery_report(mail)
    if reason:
        hard = _is_hard(mail)
        gave_up = hard or (mail.report is not None and mail.report.action == "failed")
        return KindVerdict(MailKind.DELIVERY_REPORT, reason, hard, gave_up)
    reason = _automatic(mail, own)
    if reason:
        return KindVerdict(MailKind.AUTOMATIC, reason)
    return KindVerdict(MailKind.HUMAN, _("nothing says that a machine wrote it"))


def _delivery_report(mail: Mail) -> str:
    """Return why the mail is a delivery report, empty when it is none."""
    if mail.report is not None and not _passed_on(mail):
        return _report_words(mail.report)
    if mail.content_type == "multipart/report" and marks.report_type(mail) in _DELIVERY_TYPES:
        return _("it is marked as a delivery report")
    if marks.from_daemon(mail) and not marks.away_subject(mail):
        return _("the mail system is its sender")
    if _reports_by_words(mail):
        return _("the mail system reports a failed delivery in words")
    return ""


def _reports_by_words(mail: Mail) -> bool:
    """Return whether subject and text, seen with who sent them, are those of a bounce.

    Words alone never do: "Delivery failed yesterday" from a customer is a complaint.
    """
    return _speaks_of_failure(mail) and not marks.away_subject(mail)


def _speaks_of_failure(mail: Mail) -> bool:
    """Return the same for a mail that is no out-of-office answer; the text is looked at last."""
    if marks.null_sender(mail):
        return marks.failure_subject(mail) or marks.from_system(mail) or _has_evidence(mail)
    system = marks.from_system(mail)
    if marks.standard_failure_subject(mail):
        return system or _has_evidence(mail)
    if not (system or mail.sender is None or marks.auto_submitted(mail)):
        return False
    if marks.failure_subject(mail):
        return _has_evidence(mail)
    return system and marks.has_part(mail, "message/rfc822") and _has_evidence(mail)


def _has_evidence(mail: Mail) -> bool:
    return bool(_EVIDENCE.search(mail.text[:_TEXT_LIMIT]))


def _passed_on(mail: Mail) -> bool:
    """Return whether a person forwarded or answered a report, not the mail system itself."""
    return (
        mail.content_type != "multipart/report"
        and has_reply_prefix(mail.subject)
        and not marks.null_sender(mail)
        and not marks.from_system(mail)
    )


def _report_words(report: DeliveryReport) -> str:
    detail = f" ({report.status})" if report.status else ""
    if report.action == "failed":
        return _("a delivery failed{detail}").format(detail=detail)
    if report.action == "delayed":
        return _("a delivery is late{detail}").format(detail=detail)
    return _("a delivery is reported{detail}").format(detail=detail)


def _is_hard(mail: Mail) -> bool:
    """Return whether the mail system gave up for good: by its report, else by codes and words."""
    report = mail.report
    if report is not None and report.action != "failed":
        return False
    if report is not None and (report.status or mail.content_type == "multipart/report"):
        return not report.status.startswith("4")
    text = f"{mail.subject}\n{mail.text[:_TEXT_LIMIT]}"
    return bool(_PERMANENT.search(text)) or not _TEMPORARY.search(text)


def _automatic(mail: Mail, own: frozenset[str]) -> str:
    """Return why the mail was written by a machine, empty when nothing says so."""
    reported = _reported(mail)
    if reported:
        return reported
    submitted = marks.auto_submitted(mail)
    if submitted:
        return _("it is marked as automatic (Auto-Submitted: {value})").format(value=submitted)
    header = marks.auto_header(mail)
    if header:
        return _("it carries the header {name} of automatic answers").format(name=header)
    if marks.away_subject(mail) and not has_reply_prefix(mail.subject):
        return _("its subject is that of an out-of-office answer")
    if marks.null_sender(mail) and (mail.in_reply_to or mail.references):
        return _("it answers a mail without naming a return address, as machines do")
    if _is_calendar_answer(mail):
        return _("it is a calendar's answer to an invitation")
    if _is_no_reply(mail, own):
        return _("its sender says that nobody reads answers")
    return ""


def _reported(mail: Mail) -> str:
    kind = marks.report_type(mail)
    if kind == "disposition-notification" or marks.has_part(
        mail, "message/disposition-notification"
    ):
        return _("it is a read receipt")
    if (
        kind == "feedback-report"
        or marks.has_part(mail, "message/feedback-report")
        or (_PROVIDER_COMPLAINT.match(mail.subject) and marks.has_part(mail, "message/rfc822"))
    ):
        return _("it is a spam complaint sent by a mail provider")
    if mail.content_type == "multipart/report":
        return _("it is a report of a mail system")
    return ""


def _is_calendar_answer(mail: Mail) -> bool:
    return (
        marks.has_part(mail, "text/calendar")
        and bool(_CALENDAR_ANSWER.match(mail.subject.strip()))
        and len(mail.text.strip()) < 200
    )


def _is_no_reply(mail: Mail, own: frozenset[str]) -> bool:
    """Return whether sender and reply address are unread; a form's Reply-To is a person's."""
    if mail.sender is None or not marks.no_reply_address(mail.sender.email):
        return False
    if mail.sender.email.lower() in own or marks.has_list_header(mail):
        return False
    return all(marks.no_reply_address(address.email) for address in mail.reply_to)
