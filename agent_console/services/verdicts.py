"""What a mail counts as where it is filed: its language, and what agents said wrote it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from agent_console.desk.events import Event, Judged, Undone
from agent_console.desk.kinds import KindVerdict
from agent_console.desk.mail import Mail, MailKind
from agent_console.desk.sender_rules import SenderRules, sender_rules
from agent_console.desk.thanks import only_thanks
from agent_console.i18n import _
from agent_console.mail.language import language_of, prior_language
from agent_console.services.sources import ReadMail, read_source
from agent_console.store import mails
from agent_console.store.driver import driver
from agent_console.store.mails import Source
from agent_console.store.said import said

if TYPE_CHECKING:
    from sqlmodel import Session

_MOST_STEPS = 20


class Verdicts:
    """Agents' words over what was read; ``home`` is the mailbox's own language."""

    def __init__(self, rules: SenderRules, home: str) -> None:
        self._rules = rules
        self._home = home

    def as_told(self, read: ReadMail, source: Source) -> ReadMail:
        """Return a mail with its language, and as what agents said wrote mails of its sender.

        A delivery report stays one, whoever it names as its sender.
        """
        mail = self._in_language(read.mail)
        kind = self._rules.of_sender(mail.sender.email, source.known_event) if mail.sender else None
        if kind in (None, read.verdict.kind) or read.verdict.kind is MailKind.DELIVERY_REPORT:
            return replace(read, mail=mail)
        verdict = KindVerdict(kind, _("an agent said so of this sender"))
        return replace(read, mail=mail, verdict=verdict)

    def of_mail(self, verdict: KindVerdict, source: Source) -> KindVerdict:
        """Return what wrote a mail: what an agent said of this very one, else the verdict."""
        kind = self._rules.of_mail(source.digest)
        if kind in (None, verdict.kind):
            return verdict
        return KindVerdict(kind, _("an agent said so"))

    def _in_language(self, mail: Mail) -> Mail:
        """Let address and mailbox decide the language of a mail that is too short to tell."""
        if mail.language or not mail.text:
            return mail
        sender = mail.sender.email if mail.sender else ""
        return replace(mail, language=language_of(mail, prior_language("", sender, self._home)))


def settle_kind(session: Session, event: Event, own: frozenset[str]) -> None:
    """Keep what a mail counts as after ``event``, which says so or takes back what said so.

    ``own`` are our own addresses in lower case. Any other event changes nothing.
    """
    told = said(driver(session))
    judged = _judgement(event, told)
    number = mails.number_of(session, judged.mail) if judged else None
    if number is None:
        return
    source = mails.source(session, number)
    verdicts = Verdicts(sender_rules(told), "")
    told_of = for_customer(read_source(source, own), mails.channel_of(session, number))
    read = verdicts.as_told(told_of, source)
    verdict = verdicts.of_mail(read.verdict, source)
    mails.keep_kind(session, number, verdict)


def _judgement(event: Event, told: Sequence[tuple[int, Event]]) -> Judged | None:
    """Return what was said of a mail: by ``event``, or by what it takes back in some steps."""
    by_id = {one.id: one for _place, one in told}
    found: Event | None = event
    for _step in range(_MOST_STEPS):
        if found is None or not isinstance(found.fact, Undone):
            break
        found = by_id.get(found.fact.event)
    return found.fact if found is not None and isinstance(found.fact, Judged) else None


def for_customer(read: ReadMail, channel: str) -> ReadMail:
    """Return a mail that a site wrote for a customer as one that a person wrote."""
    if not channel or read.verdict.kind is MailKind.DELIVERY_REPORT:
        return read
    words = _("a site wrote it for a customer")
    return replace(read, verdict=KindVerdict(MailKind.HUMAN, words))


def answer_in(read: ReadMail) -> str:
    """Return what a person's mail says as an answer to a survey, as the store keeps it."""
    mail = read.mail
    if read.verdict.kind is not MailKind.HUMAN:
        return ""
    named = (*mail.references, *mail.in_reply_to)
    if not named and "#" not in mail.subject and "-" not in mail.subject:
        return ""
    from agent_console.desk.feedback_reading import read_answer, reading_to_text
    from agent_console.mail.quotes import visible_text

    return reading_to_text(read_answer(mail.subject, visible_text(mail), named))


def is_only_thanks(read: ReadMail) -> bool:
    """Return whether a person wrote the mail and only thanks in it."""
    if read.verdict.kind is not MailKind.HUMAN or not read.mail.text:
        return False
    from agent_console.mail.quotes import visible_text

    return only_thanks(visible_text(read.mail))
