"""Customers are asked how it was: once for each closed ticket, where the team wants it.

Decision, mail and survey key are written in one transaction; the outbox sends it as it sends
notices, and in a team the one that is told first leaves. So the program may end anywhere, and no
customer gets two. Runs in the engine, next to the outbox.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from agent_console.clock import Clock
from agent_console.config import Config, MailboxConfig
from agent_console.desk.address_form import form_of
from agent_console.desk.customers import NO, CustomerField
from agent_console.desk.entry_files import Form
from agent_console.desk.feedback import Survey
from agent_console.desk.feedback_asking import Candidate, why_not
from agent_console.desk.feedback_facts import SurveyAsked
from agent_console.desk.feedback_texts import LANGUAGES, Question, SurveyMail, survey_mail
from agent_console.desk.mail import Address, Direction, MailKind, Outgoing
from agent_console.desk.refs import base32
from agent_console.desk.salutation import salutation
from agent_console.desk.states import OutboxKind
from agent_console.desk.ticket import Ticket
from agent_console.desk.tokens import RANDOM_BYTES, new_message_id, ticket_token
from agent_console.errors import ConsoleError
from agent_console.i18n import ENGLISH
from agent_console.mail.compose import compose, envelope_recipients
from agent_console.mail.language import home_language
from agent_console.mail.outbound import is_wire_id
from agent_console.mail.quotes import visible_lines
from agent_console.services.answer_values import person_of as customer_of
from agent_console.services.greetings import greeting_of
from agent_console.services.notices_people import person_of, refusal
from agent_console.services.written_to import mailbox_written_to
from agent_console.store import feedback as stored
from agent_console.store import kin, meta
from agent_console.store import outbox as stored_outbox
from agent_console.store import tickets as stored_tickets
from agent_console.store.driver import driver
from agent_console.store.engine import Store
from agent_console.store.tickets import StoredMail

if TYPE_CHECKING:
    from sqlmodel import Session

_log = logging.getLogger(__name__)
GRACE = timedelta(days=2)
"""What was closed longer ago than the delay and this is asked about no more: the line was down, or
surveys were turned on only now."""

_LOOK_SECONDS = 30.0
_AT_ONCE = 20
_HOUR = timedelta(hours=1)
_MAX_TEXT = 8_000
_KEY_BYTES = 20


@dataclass(frozen=True, slots=True)
class Written:
    """A survey ready to leave from ``box``; ``newest`` is the customer's newest mail."""

    which: Survey
    mail: SurveyMail
    box: MailboxConfig
    newest: StoredMail | None


class SurveyAsker:
    """Puts the surveys that are due into the outbox; several threads take turns at the store."""

    def __init__(self, store: Store, config: Config, clock: Clock) -> None:
        self._store = store
        self._config = config
        self._clock = clock
        self._next_look = 0.0

    def feed(self) -> int:
        """Queue what is due; return how many were queued. Asks the store only now and then."""
        if not self._config.feedback.enabled or self._clock.monotonic() < self._next_look:
            return 0
        self._next_look = self._clock.monotonic() + _LOOK_SECONDS
        now = self._clock.now()
        until = now - self._config.feedback.after
        with self._store.look() as connection:
            due = stored.due(connection, until - GRACE, until, _AT_ONCE)
        return sum(self.consider(ref, now) for ref, _closed in due)

    def consider(self, ref: str, now: datetime) -> bool:
        """Ask about one ticket if that may be, and keep what was decided; True when it was queued.

        While too many left within the hour nothing is decided.
        """
        with self._store.write(durable=True) as session:
            connection = driver(session)
            if stored.queued_since(connection, now - _HOUR) >= self._config.feedback.per_hour:
                return False
            ticket = stored_tickets.load(session, ref)
            reason = self.objection(session, ticket, now)
            if not reason:
                try:
                    self.queue(session, ticket, now)
                except ConsoleError as error:
                    reason = error.message
            closed = ticket.closed_at or now
            stored.decide(connection, ticket.ref, closed, now, sent=not reason, reason=reason)
        _log.info("survey ticket=%s sent=%s", ref, not reason)
        return not reason

    def objection(self, session: Session, ticket: Ticket, now: datetime) -> str:
        """Return in words why a ticket's customer is not asked, "" where nothing speaks against."""
        connection = driver(session)
        email = ticket.customer.email.lower()
        who = person_of(session, email)
        settings = self._config.feedback
        said = who.profile.text(CustomerField.NO_SURVEYS)
        answered = stored.has_objected(connection, who.emails) and said != NO
        asked_before = stored.decided(connection, ticket.ref)
        recently = now - timedelta(days=settings.every_days)
        candidate = Candidate(
            ticket=ticket,
            question=settings.question(ticket.asks.type),
            merged=bool(kin.merged_into(session, ticket.ref))
            or kin.root_of(session, ticket.ref) != ticket.ref,
            asked=bool(stored.of_ticket(connection, ticket.ref))
            or bool(asked_before and asked_before[0]),
            recently=stored.asked_since(connection, who.emails, recently),
            objects=who.profile.is_said(CustomerField.NO_SURVEYS) or answered,
        )
        why = why_not(candidate, now)
        return why or refusal(session, self._config, who, email, ticket.ref, now)

    def queue(self, session: Session, ticket: Ticket, now: datetime) -> None:
        """Put the mail into the outbox; raises ConsoleError when it cannot be written."""
        key = base32(secrets.token_bytes(_KEY_BYTES)).lower()
        survey = self.written(session, ticket, key)
        box, newest = survey.box, survey.newest
        secret, domain = meta.token_secret(session), box.address.rpartition("@")[2]
        random = secrets.token_bytes(RANDOM_BYTES)
        answered = (newest.message_id,) if newest and is_wire_id(newest.message_id) else ()
        outgoing = Outgoing(
            message_id=new_message_id(ticket.ref, secret, random, domain),
            date=now,
            sender=Address(box.address, box.name),
            to=(ticket.customer,),
            subject=survey.mail.subject,
            text=survey.mail.text,
            references=(ticket_token(ticket.ref, secret, domain), *answered),
            automatic=True,
            html=True,
        )
        email, message_id = ticket.customer.email.lower(), outgoing.message_id
        stored_outbox.add(
            session,
            ticket=ticket.ref,
            message_id=message_id,
            raw=compose(outgoing),
            sender=box.address,
            recipients=envelope_recipients(outgoing),
            subject=outgoing.subject,
            agent="",
            text=outgoing.text,
            seen=None,
            now=now,
            not_before=now,
            kind=OutboxKind.BULK,
            receipt=box.sent_copy == "receipt",
            acts=(SurveyAsked(survey.which.value, email, message_id, key),),
        )

    def written(self, session: Session, ticket: Ticket, key: str) -> Written:
        """Return the mail that asks about a ticket; ``key`` signs its links."""
        which = Survey(self._config.feedback.question(ticket.asks.type))
        newest = _newest(stored_tickets.mails(session, ticket.ref))
        box = self._config.mailbox
        if newest is not None:
            people = (*newest.to, *newest.cc)
            box = mailbox_written_to(session, self._config, newest.key, people)
        said = greeting_of(session, ticket.customer.email)
        text = visible_lines(newest.text[:_MAX_TEXT], newest.ranges) if newest else ""
        home = home_language(self._config.ui.language, self._config.calendar.country)
        spoken = (newest.language if newest else "") or home or ENGLISH
        language = spoken if spoken in LANGUAGES else ENGLISH
        form = (said.form if said else Form.ANY) or form_of(text)
        person = said.person if said else customer_of(ticket, text)
        settings = self._config.feedback
        own = settings.words(language)
        question = Question(
            which=which,
            ref=ticket.ref,
            key=key,
            address=box.address,
            language=language,
            form=form,
            greeting=salutation(person, language, form),
            every_days=settings.every_days,
            statement=settings.statement,
            subject=own.subject,
            intro=own.intro,
        )
        return Written(which, survey_mail(question), box, newest)


def _newest(mails: Sequence[StoredMail]) -> StoredMail | None:
    """Return the customer's newest mail."""
    came = [one for one in mails if one.direction is Direction.IN and one.kind is MailKind.HUMAN]
    return max(came, key=lambda one: one.received, default=None)
