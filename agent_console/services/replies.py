"""Writing to the customer: a draft is begun, kept, checked and put into the outbox."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from agent_console.clock import Clock
from agent_console.config import Config
from agent_console.desk.mail import Address, Direction, Mail, Outgoing
from agent_console.desk.tokens import new_message_id, ticket_token
from agent_console.desk.views import OutboxItem
from agent_console.errors import ActionRefusedError
from agent_console.i18n import _, current_language, ngettext
from agent_console.mail.compose import (
    compose,
    envelope_recipients,
    quote_text,
    reference_chain,
    reply_recipients,
    reply_subject,
)
from agent_console.mail.quotes import visible_text
from agent_console.mail.read import read_mail
from agent_console.services.intake import Intake
from agent_console.store import drafts, meta
from agent_console.store import outbox as stored_outbox
from agent_console.store import tickets as stored
from agent_console.store.engine import Store

_PROMISES_ATTACHMENT = re.compile(
    r"\b(anbei|im anhang|angehängt|beigefügt|attached|attachment|enclosed)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class ReplyDraft:
    """A reply that is being written.

    ``text`` is what the editor starts with; ``seen`` the arrival of the newest mail the agent could
    know when the draft was opened; ``signature`` and ``quoted`` are what is prefilled in ``text``.
    """

    ref: str
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    subject: str
    text: str
    warnings: tuple[str, ...] = ()
    seen: datetime | None = None
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    prefilled: str = ""


class ReplyService:
    """Begins, keeps, checks and queues replies."""

    def __init__(self, store: Store, intake: Intake, config: Config, clock: Clock) -> None:
        self._store = store
        self._intake = intake
        self._config = config
        self._clock = clock

    def begin(self, ref: str, *, everyone: bool) -> ReplyDraft:
        """Start (or take up again) the reply to the newest mail of the customer.

        Raises ActionRefusedError when there is nobody to answer.
        """
        with self._store.read() as session:
            parent = self._parent(session, ref)
            kept = drafts.load(session, ref, "reply")
            seen = stored.newest_received(session, ref)
            token = self._token(session, ref)
        people = reply_recipients(parent, self._own, everyone=everyone)
        if not people.to:
            raise ActionRefusedError(
                _("Reply"),
                _("this ticket has no address that could be answered"),
                _("Write a note, or look at the headers of the mail."),
            )
        prefilled = self._prefilled(parent)
        return ReplyDraft(
            ref=ref,
            to=people.to,
            cc=people.cc,
            subject=reply_subject(parent.subject),
            text=kept or prefilled,
            warnings=people.warnings,
            seen=seen,
            in_reply_to=parent.message_id,
            references=reference_chain(parent, token),
            prefilled=prefilled,
        )

    def save(self, ref: str, text: str) -> None:
        """Keep what has been written so far."""
        with self._store.write(durable=True) as session:
            drafts.save(session, ref, "reply", text, self._clock.now())
            self._intake.refold(session, frozenset({ref}))

    def save_note(self, ref: str, text: str) -> None:
        """Keep a note that is being written."""
        with self._store.write(durable=True) as session:
            drafts.save(session, ref, "note", text, self._clock.now())

    def discard(self, ref: str) -> None:
        """Throw the draft of a reply away."""
        with self._store.write(durable=True) as session:
            drafts.discard(session, ref, "reply")
            self._intake.refold(session, frozenset({ref}))

    def problems(self, draft: ReplyDraft, text: str) -> tuple[str, ...]:
        """Say what speaks against sending ``text`` now, in words; empty when nothing does."""
        found = []
        if not own_words(text, draft.prefilled):
            found.append(_("The reply is empty."))
        if not draft.subject.strip():
            found.append(_("The subject is empty."))
        if _PROMISES_ATTACHMENT.search(own_words(text, draft.prefilled)):
            found.append(_("The text speaks of an attachment, but none is attached."))
        with self._store.read() as session:
            newer = stored.mails_since(session, draft.ref, draft.seen)
        incoming = sum(mail.direction is Direction.IN for mail in newer)
        answered = len(newer) - incoming
        if incoming:
            found.append(
                ngettext(
                    "Meanwhile {n} new mail arrived on this ticket.",
                    "Meanwhile {n} new mails arrived on this ticket.",
                    incoming,
                ).format(n=incoming)
            )
        if answered:
            found.append(_("Meanwhile somebody answered this ticket."))
        return tuple(found)

    def queue(self, draft: ReplyDraft, text: str) -> OutboxItem:
        """Put the reply into the outbox; when this returns, the disk has it (promise P1).

        It leaves after the undo time. Raises ActionRefusedError for an empty text.
        """
        if not own_words(text, draft.prefilled):
            raise ActionRefusedError(
                _("Reply"), _("the reply is empty"), _("Write something first.")
            )
        now = self._clock.now()
        with self._store.write(durable=True) as session:
            outgoing = self._outgoing(session, draft, text, now)
            item = stored_outbox.add(
                session,
                ticket=draft.ref,
                message_id=outgoing.message_id,
                raw=compose(outgoing),
                sender=self._config.mailbox.address,
                recipients=envelope_recipients(outgoing),
                subject=outgoing.subject,
                agent=self._config.agent.name,
                text=text,
                seen=draft.seen,
                now=now,
                not_before=now + self._config.sending.undo,
            )
            drafts.discard(session, draft.ref, "reply")
            self._intake.refold(session, frozenset({draft.ref}))
        return item

    @property
    def _own(self) -> frozenset[str]:
        return self._config.mailbox.own_addresses

    @property
    def _domain(self) -> str:
        return self._config.mailbox.address.rpartition("@")[2]

    def _token(self, session: Session, ref: str) -> str:
        return ticket_token(ref, meta.token_secret(session), self._domain)

    def _parent(self, session: Session, ref: str) -> Mail:
        """Return the mail to answer: the customer's newest one, else the newest of all."""
        key = stored.parent_mail(session, ref)
        return read_mail(stored.raw_source(session, key))

    def _prefilled(self, parent: Mail) -> str:
        who = parent.sender.name or parent.sender.email if parent.sender else ""
        zone = ZoneInfo(self._config.calendar.zone)
        when = parent.date.astimezone(zone) if parent.date else None
        quoted = quote_text(visible_text(parent), who, when, parent.language or current_language())
        signature = self._config.agent.signature.strip()
        parts = ["", ""]
        if signature:
            parts += ["-- ", *signature.splitlines(), ""]
        return "\n".join([*parts, quoted])

    def _outgoing(self, session: Session, draft: ReplyDraft, text: str, now: datetime) -> Outgoing:
        mailbox, agent = self._config.mailbox, self._config.agent
        secret = meta.token_secret(session)
        return Outgoing(
            message_id=new_message_id(draft.ref, secret, secrets.token_bytes(16), self._domain),
            date=now,
            sender=Address(mailbox.address, agent.name or mailbox.name),
            to=draft.to,
            cc=draft.cc,
            subject=draft.subject,
            text=text,
            in_reply_to=draft.in_reply_to,
            references=draft.references,
        )


def own_words(text: str, prefilled: str) -> str:
    """Return what the agent wrote: ``text`` without the lines that were filled in beforehand."""
    given = {line.strip() for line in prefilled.splitlines()}
    return "\n".join(line for line in text.splitlines() if line.strip() not in given).strip()
