"""Writing to customers and others: a draft is begun, kept, checked and put into the outbox."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from agent_console.clock import Clock
from agent_console.config import Config
from agent_console.desk.follow_ups import Promise, find_promises
from agent_console.desk.mail import Address, Outgoing
from agent_console.desk.roles import Act
from agent_console.desk.states import OutboxKind
from agent_console.desk.views import OutboxItem, OutboxState
from agent_console.errors import ActionRefusedError
from agent_console.i18n import _
from agent_console.services import attaching
from agent_console.services.addressing import typed_addresses
from agent_console.services.beginning import Beginning
from agent_console.services.checking import Checking
from agent_console.services.drafts import DraftKeeping
from agent_console.services.rules import Rules
from agent_console.services.team_hold import TicketHold
from agent_console.services.team_roles import need_role
from agent_console.services.waiting_reply import waiting_words
from agent_console.services.writing import ReplyDraft, own_words
from agent_console.store import outbox as stored_outbox
from agent_console.store.draft_head import DraftHead
from agent_console.store.drafts import DraftKind
from agent_console.store.engine import Store

if TYPE_CHECKING:
    from sqlmodel import Session

__all__ = ["ReplyDraft", "ReplyService", "own_words"]


class ReplyService:
    """Begins, keeps, checks and queues mails."""

    def __init__(
        self, store: Store, config: Config, clock: Clock, keeping: DraftKeeping | None = None
    ) -> None:
        self._store = store
        self._config = config
        self._clock = clock
        self._drafts = keeping or DraftKeeping(store, clock)
        self._hold = TicketHold(store, clock)
        self._heads: dict[tuple[str, DraftKind], DraftHead] = {}
        self._rules = Rules(config)

    def begin(self, ref: str, *, everyone: bool | None) -> ReplyDraft:
        """Start (or take up again) the reply to the newest mail of the customer.

        A kept draft has its own recipients, subject and files; with ``everyone`` nobody is left
        out. None is everyone as well, but adds nobody to a kept draft. A reply that waits in the
        outbox already is told in its warnings. Raises ActionRefusedError when there is nobody to
        answer.
        """
        zone = ZoneInfo(self._config.calendar.zone)
        with self._store.read() as session:
            draft = self._begun(self._beginning(session).reply(ref, everyone=everyone))
            told = tuple(waiting_words(session, ref, self._clock.now(), zone))
        taken = self._hold.begin(ref)
        return replace(draft, warnings=(*draft.warnings, *told, *taken))

    def begin_forward(self, ref: str, *, inline: bool = False) -> ReplyDraft:
        """Start (or take up again) to send the newest mail of the customer to somebody else.

        It is attached byte for byte, or, ``inline``, stands as text below its header, with its
        files attached. Raises ActionRefusedError when not all of it is here.
        """
        with self._store.read() as session:
            return self._begun(self._beginning(session).forward(ref, inline=inline))

    def begin_new(self) -> ReplyDraft:
        """Start (or take up again) a mail that opens a ticket of its own.

        ``ref`` is the name that the ticket will have; there is none before the mail has left.
        """
        with self._store.read() as session:
            return self._begun(self._beginning(session).new())

    def begin_note(self, ref: str) -> str:
        """Start (or take up again) a note; return what has been written of it."""
        with self._store.read() as session:
            return self._drafts.take_up(session, ref, "note").text

    def save(self, ref: str, text: str) -> None:
        """Keep what has been written of a reply so far, with the recipients it began with.

        Raises ConsoleError, with ``text`` kept, when another console writes this reply as well, or
        has sent or thrown away what was taken up here.
        """
        self._drafts.save(ref, "reply", text, self._heads.get((ref, "reply")))

    def keep(self, draft: ReplyDraft, text: str) -> None:
        """Keep a mail of any kind with its recipients, subject and files; raises as ``save``."""
        self._heads[draft.ref, draft.drafted_as] = draft.head
        self._drafts.save(draft.ref, draft.drafted_as, text, draft.head)
        self._hold.keep(draft.ref)

    def save_note(self, ref: str, text: str) -> None:
        """Keep a note that is being written; raises ConsoleError as ``save`` does."""
        self._drafts.save(ref, "note", text)

    def discard(self, ref: str) -> None:
        """Throw the draft of a reply away; what another console writes stays."""
        self._throw_away(ref, "reply")

    def throw_away(self, draft: ReplyDraft) -> None:
        """Throw the draft of a mail of any kind away; what another console writes stays."""
        self._throw_away(draft.ref, draft.drafted_as)

    def attach(self, draft: ReplyDraft, path: Path | str) -> ReplyDraft:
        """Return the draft with one file more; raises ConsoleError when it cannot be sent."""
        return attaching.attach(draft, path)

    def detach(self, draft: ReplyDraft, number: int) -> ReplyDraft:
        """Return the draft without its ``number``-th file, counted from 1."""
        return attaching.detach(draft, number)

    def address(self, text: str) -> tuple[Address, ...]:
        """Return the recipients that somebody typed; raises ConsoleError for what is none."""
        return typed_addresses(text)

    def problems(self, draft: ReplyDraft, text: str) -> tuple[str, ...]:
        """Say what speaks against sending ``text`` now, in words; empty when nothing does."""
        with self._store.read() as session:
            found = tuple(Checking(session, self._config, self._drafts).problems(draft, text))
        if draft.kind is not OutboxKind.REPLY:
            return found
        return (*self._hold.against(draft.ref), *found)

    def promises(self, draft: ReplyDraft, text: str) -> tuple[Promise, ...]:
        """Return what ``text`` promises and by when, each worth a follow-up; a forward: nothing."""
        if draft.kind is OutboxKind.FORWARD:
            return ()
        now = self._clock.now()
        return find_promises(text, now, self._rules.calendar(now))

    def queue(
        self,
        draft: ReplyDraft,
        text: str,
        *,
        not_before: datetime | None = None,
        follow_up: datetime | None = None,
    ) -> OutboxItem:
        """Put the mail into the outbox; when this returns, the disk has it (promise P1).

        It leaves after the undo time, or at ``not_before`` when that is later. Then the ticket
        sleeps until ``follow_up``, moved into the business hours, or until the customer writes. A
        draft that is there already is not put there again. Raises ActionRefusedError for an empty
        text and a ``follow_up`` that is over, ConsoleError for an attachment that is gone and
        StoreError when the disk refuses; the kept draft stays then.
        """
        _refuse_empty(draft, text)
        back = _in_hours(follow_up, self._clock.now(), self._rules) if follow_up else None
        outgoing, box = self._outgoing(draft, text), self._config.mailbox_of(draft.sender)
        now, (raw, recipients) = outgoing.date, _written(outgoing)
        leaves = now + self._config.sending.undo
        with self._store.write(durable=True) as session:
            need_role(session, Act.SEND)
            for item in stored_outbox.of_ticket(session, draft.ref):
                if item.message_id == draft.message_id:
                    return _queued_before(item)
            item = stored_outbox.add(
                session,
                ticket=draft.ref,
                message_id=outgoing.message_id,
                raw=raw,
                sender=outgoing.sender.email,
                recipients=recipients,
                subject=outgoing.subject,
                agent=self._config.agent.name,
                text=text,
                seen=draft.seen,
                now=now,
                not_before=max(leaves, not_before) if not_before else leaves,
                kind=draft.kind,
                known=draft.known,
                receipt=box.sent_copy == "receipt",
                follow_up=back,
                acts=draft.acts,
            )
            self._drafts.use_up(session, draft.ref, draft.drafted_as, text)
        self._drafts.forget(draft.ref, draft.drafted_as)
        self._heads.pop((draft.ref, draft.drafted_as), None)
        return item

    def _beginning(self, session: Session) -> Beginning:
        need_role(session, Act.SEND)
        return Beginning(session, self._config, self._drafts)

    def _begun(self, draft: ReplyDraft) -> ReplyDraft:
        self._heads[draft.ref, draft.drafted_as] = draft.head
        return draft

    def _throw_away(self, ref: str, kind: DraftKind) -> None:
        self._drafts.discard(ref, kind)
        self._heads.pop((ref, kind), None)
        self._hold.give_back(ref)

    def _outgoing(self, draft: ReplyDraft, text: str) -> Outgoing:
        mailbox, agent = self._config.mailbox_of(draft.sender), self._config.agent
        with self._store.read() as session:
            files = tuple(attaching.content_of(session, file) for file in draft.attachments)
        return Outgoing(
            message_id=draft.message_id,
            date=self._clock.now(),
            sender=Address(mailbox.address, agent.name or mailbox.name),
            to=draft.to,
            cc=draft.cc,
            bcc=draft.bcc,
            subject=draft.subject,
            text=text,
            in_reply_to=draft.in_reply_to,
            references=draft.references,
            attachments=files,
            html=draft.html,
        )


def _written(outgoing: Outgoing) -> tuple[bytes, tuple[str, ...]]:
    """Return the mail as bytes and who gets it; what writes mails is loaded with the first one."""
    from agent_console.mail.compose import compose, envelope_recipients

    return compose(outgoing), envelope_recipients(outgoing)


def _refuse_empty(draft: ReplyDraft, text: str) -> None:
    if draft.kind is not OutboxKind.FORWARD and not own_words(text, draft.prefilled):
        raise ActionRefusedError(_("Reply"), _("the reply is empty"), _("Write something first."))


def _in_hours(moment: datetime, now: datetime, rules: Rules) -> datetime:
    """Return ``moment``, or the next opening when the desk is closed then."""
    if moment <= now:
        raise ActionRefusedError(
            _("Follow-up"), _("that time is over"), _("Choose a time that lies ahead.")
        )
    return rules.calendar(moment).next_opening(moment)


def _queued_before(item: OutboxItem) -> OutboxItem:
    if item.state is OutboxState.CANCELLED:
        raise ActionRefusedError(
            _("Reply"), _("this reply was taken back"), _("Open it again from the ticket.")
        )
    return item
