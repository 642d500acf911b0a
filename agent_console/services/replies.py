"""Writing to the customer: a draft is begun, kept, checked and put into the outbox."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from agent_console.clock import Clock
from agent_console.config import Config, MailboxConfig
from agent_console.desk.mail import Address, Direction, Mail, MailKind, Outgoing
from agent_console.desk.ticket import TicketMail
from agent_console.desk.tokens import RANDOM_BYTES, new_message_id, ticket_token
from agent_console.desk.views import OutboxItem, OutboxState
from agent_console.errors import ActionRefusedError
from agent_console.i18n import _, current_language, ngettext
from agent_console.mail.compose import compose, envelope_recipients
from agent_console.mail.quote_marks import is_loose_attribution
from agent_console.mail.quotes import visible_text
from agent_console.mail.read import read_mail
from agent_console.mail.replying import (
    quote_text,
    reference_chain,
    reply_recipients,
    reply_subject,
)
from agent_console.services.drafts import DraftKeeping
from agent_console.services.written_to import mailbox_written_to
from agent_console.store import drafts, meta
from agent_console.store import outbox as stored_outbox
from agent_console.store import tickets as stored
from agent_console.store.engine import Store
from agent_console.store.outbox import NOTHING_KNOWN, Known

_PROMISES_ATTACHMENT = re.compile(
    r"\b(anbei|beiliegend\w*|(im|als|den|siehe|s\.) anhang|anh(ä|ae)nge|in der anlage|als anlage"
    r"|angeh(ä|ae)ngt\w*|angehangen\w*|beigef(ü|ue)gt\w*"
    r"|attach(ed|ing|ments?)?|enclosed|enclosing|enclosures?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ReplyDraft:
    """A reply that is being written.

    ``text`` is what the editor starts with, ``prefilled`` the part of it that the agent did not
    write: signature and quote. ``seen`` is the arrival of the newest mail the agent could know when
    the draft was opened, ``known`` all of them. ``message_id`` is fixed from the beginning, so that
    a draft that is queued twice leaves once. ``sender`` is the address it leaves from: that of the
    mailbox the customer wrote to.
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
    known: Known = NOTHING_KNOWN
    message_id: str = ""
    sender: str = ""


class ReplyService:
    """Begins, keeps, checks and queues replies."""

    def __init__(
        self, store: Store, config: Config, clock: Clock, keeping: DraftKeeping | None = None
    ) -> None:
        self._store = store
        self._config = config
        self._clock = clock
        self._drafts = keeping or DraftKeeping(store, clock)

    def begin(self, ref: str, *, everyone: bool) -> ReplyDraft:
        """Start (or take up again) the reply to the newest mail of the customer.

        Raises ActionRefusedError when there is nobody to answer.
        """
        with self._store.read() as session:
            parent, box = self._parent(session, ref)
            kept = self._drafts.take_up(session, ref, "reply")
            seen = stored.newest_received(session, ref)
            known = self._known(session, ref)
            secret = meta.token_secret(session)
        people = reply_recipients(parent, self._own, everyone=everyone)
        if not people.to:
            raise ActionRefusedError(
                _("Reply"),
                _("this ticket has no address that could be answered"),
                _("Write a note, or look at the headers of the mail."),
            )
        prefilled = self._prefilled(parent)
        domain = box.address.rpartition("@")[2]
        return ReplyDraft(
            ref=ref,
            to=people.to,
            cc=people.cc,
            subject=reply_subject(parent.subject),
            text=kept or prefilled,
            warnings=people.warnings,
            seen=seen,
            in_reply_to=parent.message_id,
            references=reference_chain(parent, ticket_token(ref, secret, domain)),
            prefilled=prefilled,
            known=known,
            message_id=new_message_id(ref, secret, secrets.token_bytes(RANDOM_BYTES), domain),
            sender=box.address,
        )

    def begin_note(self, ref: str) -> str:
        """Start (or take up again) a note; return what has been written of it."""
        with self._store.read() as session:
            return self._drafts.take_up(session, ref, "note")

    def save(self, ref: str, text: str) -> None:
        """Keep what has been written so far.

        Raises ConsoleError, with ``text`` kept, when another console writes this reply as well, or
        has sent or thrown away what was taken up here.
        """
        self._drafts.save(ref, "reply", text)

    def save_note(self, ref: str, text: str) -> None:
        """Keep a note that is being written; raises ConsoleError as ``save`` does."""
        self._drafts.save(ref, "note", text)

    def discard(self, ref: str) -> None:
        """Throw the draft of a reply away; what another console writes stays."""
        self._drafts.discard(ref, "reply")

    def problems(self, draft: ReplyDraft, text: str) -> tuple[str, ...]:
        """Say what speaks against sending ``text`` now, in words; empty when nothing does."""
        found = []
        own = own_words(text, draft.prefilled)
        if not own:
            found.append(_("The reply is empty."))
        if not draft.subject.strip():
            found.append(_("The subject is empty."))
        if _PROMISES_ATTACHMENT.search(unicodedata.normalize("NFC", own)):
            found.append(_("The text speaks of an attachment, but none is attached."))
        if drafts.holds_several(own):
            found.append(_("Two drafts stand one below the other; keep what is to be sent."))
        return (*found, *self._news(draft))

    def _news(self, draft: ReplyDraft) -> Iterator[str]:
        """Say what has come to the ticket since the draft was opened."""
        with self._store.read() as session:
            mails = self._mails(session, draft.ref)
            replies = stored_outbox.of_ticket(session, draft.ref)
            elsewhere = self._drafts.written_elsewhere(session, draft.ref, "reply")
        news = [mail for mail in mails if mail.key not in draft.known.mails]
        came = sum(m.direction is Direction.IN and m.kind is not MailKind.AUTOMATIC for m in news)
        left = {mail.message_id for mail in news if mail.direction is Direction.OUT}
        left |= {item.message_id for item in replies if item.state is not OutboxState.CANCELLED}
        if came:
            yield ngettext(
                "Meanwhile {n} new mail arrived on this ticket.",
                "Meanwhile {n} new mails arrived on this ticket.",
                came,
            ).format(n=came)
        if left - draft.known.replies - {draft.message_id}:
            yield _("Meanwhile somebody answered this ticket.")
        if elsewhere:
            yield _("Another console writes a reply to this ticket as well.")

    def queue(self, draft: ReplyDraft, text: str) -> OutboxItem:
        """Put the reply into the outbox; when this returns, the disk has it (promise P1).

        It leaves after the undo time. A draft that is there already is not put there again. Raises
        ActionRefusedError for an empty text and StoreError when the disk refuses; the kept draft
        stays then.
        """
        if not own_words(text, draft.prefilled):
            raise ActionRefusedError(
                _("Reply"), _("the reply is empty"), _("Write something first.")
            )
        now = self._clock.now()
        with self._store.write(durable=True) as session:
            for item in stored_outbox.of_ticket(session, draft.ref):
                if item.message_id == draft.message_id:
                    return _queued_before(item)
            outgoing = self._outgoing(draft, text, now)
            item = stored_outbox.add(
                session,
                ticket=draft.ref,
                message_id=outgoing.message_id,
                raw=compose(outgoing),
                sender=outgoing.sender.email,
                recipients=envelope_recipients(outgoing),
                subject=outgoing.subject,
                agent=self._config.agent.name,
                text=text,
                seen=draft.seen,
                now=now,
                not_before=now + self._config.sending.undo,
                known=draft.known,
            )
            self._drafts.use_up(session, draft.ref, "reply", text)
        self._drafts.forget(draft.ref, "reply")
        return item

    @property
    def _own(self) -> frozenset[str]:
        return self._config.own_addresses

    def _mails(self, session: Session, ref: str) -> list[TicketMail]:
        return stored.ticket_mails(session, (ref,), self._own).get(ref, [])

    def _known(self, session: Session, ref: str) -> Known:
        mails = self._mails(session, ref)
        left = {mail.message_id for mail in mails if mail.direction is Direction.OUT}
        items = stored_outbox.of_ticket(session, ref)
        return Known(
            mails=frozenset(mail.key for mail in mails),
            replies=frozenset(left | {item.message_id for item in items}),
        )

    def _parent(self, session: Session, ref: str) -> tuple[Mail, MailboxConfig]:
        """Return the mail to answer, and the mailbox that its writer wrote to.

        That is the customer's newest mail, else the newest of all.
        """
        key = stored.parent_mail(session, ref)
        mail = read_mail(stored.raw_source(session, key))
        return mail, mailbox_written_to(session, self._config, key, (*mail.to, *mail.cc))

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

    def _outgoing(self, draft: ReplyDraft, text: str, now: datetime) -> Outgoing:
        mailbox, agent = self._config.mailbox_of(draft.sender), self._config.agent
        return Outgoing(
            message_id=draft.message_id,
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
    """Return what the agent wrote: ``text`` without quotes and the lines filled in beforehand.

    A draft taken up again may quote another mail than ``prefilled`` does; that is no word of the
    agent either.
    """
    given = {line.strip() for line in prefilled.splitlines()}
    lines = [line.strip() for line in text.splitlines()]
    following = [*lines[1:], ""]
    return "\n".join(
        line
        for line, below in zip(lines, following, strict=True)
        if line not in given
        and not line.startswith(">")
        and not (below.startswith(">") and _introduces_quote(line))
    ).strip()


def _queued_before(item: OutboxItem) -> OutboxItem:
    if item.state is OutboxState.CANCELLED:
        raise ActionRefusedError(
            _("Reply"), _("this reply was taken back"), _("Open it again from the ticket.")
        )
    return item


def _introduces_quote(line: str) -> bool:
    return is_loose_attribution(line) or line.endswith((" wrote:", " schrieb:"))
