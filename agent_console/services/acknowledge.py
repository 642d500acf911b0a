"""Customers are told that their mail arrived: once for each ticket, where the team wants it.

Whether a mail may be answered at all is decided by :mod:`agent_console.desk.auto_answer`; what was
decided is kept with its reason, together with the mail in the outbox, in one transaction.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from agent_console.clock import Clock
from agent_console.config import Config, MailboxConfig
from agent_console.desk.acknowledgement import (
    LANGUAGES,
    Acknowledgement,
    answer_time_words,
    filled,
    shipped_words,
)
from agent_console.desk.auto_answer import Decision, may_auto_answer
from agent_console.desk.mail import Address, Mail, Outgoing
from agent_console.desk.states import OutboxKind
from agent_console.desk.ticket import Ticket
from agent_console.desk.tokens import RANDOM_BYTES, new_message_id, ticket_token
from agent_console.errors import ConsoleError
from agent_console.i18n import _
from agent_console.mail.language import home_language
from agent_console.mail.outbound import is_wire_id
from agent_console.mail.read import read_mail
from agent_console.services.answer_history import answer_history
from agent_console.services.newcomers import Newcomer
from agent_console.services.rules import Rules
from agent_console.services.written_to import mailbox_written_to
from agent_console.store import acknowledgements as stored
from agent_console.store import meta
from agent_console.store import outbox as stored_outbox
from agent_console.store import tickets as stored_tickets
from agent_console.store.engine import Store
from agent_console.store.whereabouts import kept_mail

if TYPE_CHECKING:
    from sqlmodel import Session

_log = logging.getLogger(__name__)


class Acknowledger:
    """Decides on mails that just came, and queues the acknowledgements."""

    def __init__(self, store: Store, config: Config, clock: Clock) -> None:
        self._store = store
        self._config = config
        self._clock = clock
        self._rules = Rules(config)

    def consider(self, newcomers: Collection[Newcomer]) -> int:
        """Acknowledge those of ``newcomers`` that may be; return how many mails were queued."""
        if not self._config.acknowledge.enabled or not newcomers:
            return 0
        now = self._clock.now()
        self._rules.calendar(now)  # the first time the holidays are loaded: not under the lock
        return sum(self._consider(newcomer, now) for newcomer in newcomers)

    def _consider(self, newcomer: Newcomer, now: datetime) -> bool:
        with self._store.read() as session:
            opener = stored.opener(session, newcomer.digest)
            if opener is None or stored.decided(session, opener.ticket) is not None:
                return False
            mail = read_mail(kept_mail(session, newcomer.digest).raw)
            kept = stored_tickets.mail(session, newcomer.digest)
        mail = replace(mail, language=kept.language)
        with self._store.write(durable=True) as session:
            ticket = stored_tickets.load(session, opener.ticket)
            people = (*mail.to, *mail.cc)
            box = mailbox_written_to(session, self._config, newcomer.digest, people)
            history = answer_history(
                session, self._config, mail, opener, ticket, box, now, in_junk=newcomer.in_junk
            )
            decision = may_auto_answer(mail, history, now)
            if kept.channel:
                decision = Decision(allowed=False, reason=_("a site wrote it for a customer"))
            if decision.allowed:
                decision = self._queued(session, mail, ticket, box, decision, now)
            sent, reason = decision.allowed, decision.reason
            stored.decide(session, ticket.ref, now, sent=sent, reason=reason)
        _log.info("acknowledgement ticket=%s sent=%s", ticket.ref, sent)
        return sent

    def _queued(
        self,
        session: Session,
        mail: Mail,
        ticket: Ticket,
        box: MailboxConfig,
        decision: Decision,
        now: datetime,
    ) -> Decision:
        """Put the mail into the outbox; what cannot be written is not sent, with the reason."""
        from agent_console.mail.compose import compose, envelope_recipients

        outgoing = self._outgoing(session, mail, ticket, box, now)
        try:
            raw, recipients = compose(outgoing), envelope_recipients(outgoing)
        except ConsoleError as error:
            return Decision(allowed=False, reason=error.message)
        stored_outbox.add(
            session,
            ticket=ticket.ref,
            message_id=outgoing.message_id,
            raw=raw,
            sender=box.address,
            recipients=recipients,
            subject=outgoing.subject,
            agent="",
            text=outgoing.text,
            seen=ticket.opened_at,
            now=now,
            not_before=now,
            kind=OutboxKind.BULK,
            receipt=box.sent_copy == "receipt",
        )
        return decision

    def _outgoing(
        self, session: Session, mail: Mail, ticket: Ticket, box: MailboxConfig, now: datetime
    ) -> Outgoing:
        """Write the mail: to the writer alone, without a name, a word or a file of the mail."""
        secret, domain = meta.token_secret(session), box.address.rpartition("@")[2]
        words = self._words(mail, ticket, now)
        answered = (mail.message_id,) if is_wire_id(mail.message_id) else ()
        return Outgoing(
            message_id=new_message_id(
                ticket.ref, secret, secrets.token_bytes(RANDOM_BYTES), domain
            ),
            date=now,
            sender=Address(box.address, box.name),
            to=(Address(mail.sender.email),) if mail.sender else (),
            subject=words.subject,
            text=words.text,
            in_reply_to="".join(answered),
            references=(ticket_token(ticket.ref, secret, domain), *answered),
            automatic=True,
        )

    def _words(self, mail: Mail, ticket: Ticket, now: datetime) -> Acknowledgement:
        """Return the words in the customer's language: the team's own, else the shipped ones."""
        home = home_language(self._config.ui.language, self._config.calendar.country)
        spoken = mail.language or home
        language = spoken if spoken in LANGUAGES else "en"
        calendar = self._rules.calendar(now)
        clock = self._rules.clock(ticket)
        until = answer_time_words(clock.due_at if clock else None, now, calendar, language)
        is_open = calendar.is_open(now)
        shipped = shipped_words(language, is_open=is_open)
        own = self._config.acknowledge.words(language)
        text = own.inside if is_open else own.outside
        words = Acknowledgement(
            own.subject.strip() or shipped.subject, text if text.strip() else shipped.text
        )
        return filled(words, ticket.ref, until)
