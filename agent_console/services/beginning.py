"""How a mail is begun: as a reply, as a forward, or as one that opens a ticket of its own."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent_console.config import Config, MailboxConfig
from agent_console.desk.mail import Address, Mail
from agent_console.desk.refs import SHORT, base32
from agent_console.desk.site_mails import NO_SITE
from agent_console.desk.states import OutboxKind
from agent_console.desk.text import to_screen
from agent_console.desk.tokens import RANDOM_BYTES, new_message_id, ticket_token
from agent_console.errors import ActionRefusedError
from agent_console.i18n import _
from agent_console.mail.read import read_mail
from agent_console.mail.replying import (
    Recipients,
    forward_subject,
    reference_chain,
    reply_recipients,
    reply_subject,
)
from agent_console.services.attaching import files_of_mail, mail_as_file
from agent_console.services.drafts import DraftKeeping
from agent_console.services.site_rules import Sites
from agent_console.services.site_words import as_from_customer, reply_warnings
from agent_console.services.world import known_of
from agent_console.services.writing import (
    ReplyDraft,
    forward_inline,
    new_lines,
    reply_text,
)
from agent_console.services.written_to import mailbox_written_to
from agent_console.store import drafts, meta
from agent_console.store import outbox as stored_outbox
from agent_console.store import tickets as stored
from agent_console.store.draft_head import DraftFile, DraftHead, FileSource
from agent_console.store.drafts import Begun
from agent_console.store.whereabouts import kept_mail

if TYPE_CHECKING:
    from sqlmodel import Session

_REF_BITS = 5


@dataclass(frozen=True, slots=True)
class _Parent:
    """The mail that is answered or sent on, and the mailbox that its writer wrote to."""

    key: str
    mail: Mail
    box: MailboxConfig
    whole: bool
    warnings: tuple[str, ...] = ()


class Beginning:
    """Begins mails, or takes up what is kept of them, within a transaction of its caller."""

    def __init__(self, session: Session, config: Config, keeping: DraftKeeping) -> None:
        self._session = session
        self._config = config
        self._drafts = keeping

    def reply(self, ref: str, *, everyone: bool | None) -> ReplyDraft:
        """Begin the reply to the customer's newest mail, else to the newest of all.

        None for ``everyone`` is all who got that mail; but nobody besides those of a kept draft,
        and of what came through a mailing list, the writer alone.
        """
        if not stored.has_mails(self._session, ref):
            return self._first_mail(ref)
        parent = self._parent(ref)
        begun = self._drafts.take_up(self._session, ref, "reply")
        if everyone is None:
            everyone = begun.head is None and not begun.text and not _from_list(parent.mail)
        people = reply_recipients(parent.mail, self._config.own_addresses, everyone=everyone)
        prefilled = reply_text(parent.mail, self._config, parent.box)
        draft = replace(
            self._named(ref, OutboxKind.REPLY, parent.box, prefilled),
            to=people.to,
            cc=people.cc,
            subject=reply_subject(parent.mail.subject),
            warnings=(*parent.warnings, *people.warnings),
            in_reply_to=parent.mail.message_id,
        )
        draft = self._taken_up(self._threaded(draft, parent.mail), begun)
        _refuse_nobody(draft)
        return _with_everyone(draft, people, everyone=everyone)

    def _first_mail(self, ref: str) -> ReplyDraft:
        """Begin the first mail to somebody whose ticket began with a call or a visit."""
        ticket = stored.load(self._session, ref)
        begun = self._drafts.take_up(self._session, ref, "reply")
        box = self._config.mailbox
        prefilled = "\n".join(new_lines(self._config, box))
        draft = replace(
            self._named(ref, OutboxKind.REPLY, box, prefilled),
            to=(ticket.customer,) if ticket.customer.email else (),
            subject=ticket.subject,
        )
        draft = self._taken_up(draft, begun)
        _refuse_nobody(draft)
        return draft

    def forward(self, ref: str, *, inline: bool) -> ReplyDraft:
        """Begin to send the customer's newest mail on: attached as it came, or as text."""
        if not stored.has_mails(self._session, ref):
            raise ActionRefusedError(
                _("Forward"),
                _("no mail has come to this ticket yet"),
                _("Write a new mail, or a note."),
            )
        parent = self._parent(ref)
        begun = self._drafts.take_up(self._session, ref, "forward")
        if not (parent.whole or inline or begun.head):
            raise ActionRefusedError(
                _("Forward"),
                _("this mail is not here whole"),
                _("Forward it as text, or save it with `agent-console mail source` and attach it."),
            )
        prefilled = "\n".join(new_lines(self._config, parent.box))
        if inline:
            prefilled = forward_inline(parent.mail, self._config, parent.box)
        draft = replace(
            self._named(ref, OutboxKind.FORWARD, parent.box, prefilled),
            subject=forward_subject(parent.mail.subject),
            attachments=_sent_on(parent, inline=inline),
            warnings=tuple(_forward_warnings(parent, inline=inline)),
        )
        return self._taken_up(self._threaded(draft, parent.mail), begun)

    def new(self) -> ReplyDraft:
        """Begin a mail that opens a ticket; its name is known from now on."""
        ref = drafts.begun_new(self._session) or self._fresh_ref()
        begun = self._drafts.take_up(self._session, ref, "new")
        box = self._config.mailbox
        draft = self._named(ref, OutboxKind.NEW, box, "\n".join(new_lines(self._config, box)))
        return self._taken_up(replace(draft, references=draft.references[:1]), begun)

    def _named(self, ref: str, kind: OutboxKind, box: MailboxConfig, prefilled: str) -> ReplyDraft:
        secret = meta.token_secret(self._session)
        domain = box.address.rpartition("@")[2]
        return ReplyDraft(
            ref=ref,
            to=(),
            cc=(),
            subject="",
            text=prefilled,
            prefilled=prefilled,
            kind=kind,
            seen=None if kind is OutboxKind.NEW else stored.newest_received(self._session, ref),
            known=known_of(self._session, ref),
            references=(ticket_token(ref, secret, domain),),
            message_id=new_message_id(ref, secret, secrets.token_bytes(RANDOM_BYTES), domain),
            sender=box.address,
            html=self._config.sending.html,
        )

    def _threaded(self, draft: ReplyDraft, parent: Mail) -> ReplyDraft:
        return replace(draft, references=reference_chain(parent, draft.references[0]))

    def _taken_up(self, draft: ReplyDraft, begun: Begun) -> ReplyDraft:
        head = self._head(begun)
        if head is not None:
            draft = replace(
                draft,
                to=head.to,
                cc=head.cc,
                bcc=head.bcc,
                subject=head.subject,
                attachments=head.files,
                html=head.html,
                acts=head.acts,
            )
        return replace(draft, text=begun.text or draft.prefilled)

    def _head(self, begun: Begun) -> DraftHead | None:
        """Return what is kept besides the text; of a mail taken back, what stands in its bytes."""
        head = begun.head
        if head is None or not head.taken_back:
            return head
        letter = stored_outbox.letter(self._session, head.taken_back)
        item = stored_outbox.need(self._session, head.taken_back)
        mail = read_mail(letter.raw)
        shown = {address.email.lower() for address in (*mail.to, *mail.cc)}
        return DraftHead(
            to=mail.to,
            cc=mail.cc,
            bcc=tuple(_hidden(letter.recipients, shown)),
            subject=item.subject,
            files=files_of_mail(FileSource.TAKEN_BACK, str(head.taken_back), mail),
            html=self._config.sending.html,
            acts=letter.acts,
        )

    def _parent(self, ref: str) -> _Parent:
        key = stored.parent_mail(self._session, ref)
        kept = kept_mail(self._session, key)
        mail = read_mail(kept.raw)
        people = (*mail.to, *mail.cc)
        box = mailbox_written_to(self._session, self._config, key, people)
        site = NO_SITE
        if channel := stored.mail(self._session, key).channel:
            site = Sites(self._config).of_stored(mail, channel)
        warnings = tuple(reply_warnings(mail, site))
        return _Parent(key, as_from_customer(mail, site), box, kept.whole, warnings)

    def _fresh_ref(self) -> str:
        while True:
            ref = base32(secrets.token_bytes(SHORT * _REF_BITS // 8))
            if not stored.find(self._session, ref):
                return ref


def _refuse_nobody(draft: ReplyDraft) -> None:
    if not draft.to:
        raise ActionRefusedError(
            _("Reply"),
            _("this ticket has no address that could be answered"),
            _("Write a note, or look at the headers of the mail."),
        )


def _from_list(mail: Mail) -> bool:
    return bool(mail.header("list-id") or mail.header("list-post"))


def _with_everyone(draft: ReplyDraft, people: Recipients, *, everyone: bool) -> ReplyDraft:
    """Add whom a kept draft leaves out: all others when everybody is to be answered.

    Otherwise it is only told when the writer of the mail that is answered does not get the answer.
    """
    reached = {address.email.lower() for address in draft.everybody}
    missing = tuple(a for a in (*people.to, *people.cc) if a.email.lower() not in reached)
    if everyone and missing:
        return replace(draft, cc=(*draft.cc, *missing))
    told = (
        _("{address} wrote the newest mail and does not get this answer.").format(
            address=to_screen(address.email, one_line=True)
        )
        for address in missing
        if address in people.to
    )
    return replace(draft, warnings=(*draft.warnings, *told))


def _sent_on(parent: _Parent, *, inline: bool) -> tuple[DraftFile, ...]:
    if not inline:
        return (mail_as_file(parent.key, parent.mail),)
    if not parent.whole:
        return ()
    return files_of_mail(FileSource.MAIL, parent.key, parent.mail)


def _forward_warnings(parent: _Parent, *, inline: bool) -> Iterator[str]:
    if inline and not parent.whole:
        yield _("This mail is not here whole: text or files may be missing.")


def _hidden(recipients: Iterable[str], shown: Collection[str]) -> Iterator[Address]:
    return (Address(email) for email in recipients if email.lower() not in shown)
