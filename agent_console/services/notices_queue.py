"""Sends notices: one mail after the other into the outbox, slowly, each once for ever.

A mail, its place in the notice and its Message-ID, which follows from notice and person, are
written in one transaction; the outbox takes no Message-ID twice. So the program may end anywhere.
Runs in the engine; called by several threads it takes turns at the store's lock.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from agent_console.clock import Clock
from agent_console.config import Config
from agent_console.desk.events import Event
from agent_console.desk.mail import Address, Outgoing
from agent_console.desk.notice_facts import NoticeEnded, NoticeSent
from agent_console.desk.notices import (
    MailState,
    Notice,
    NoticeState,
    Recipient,
    notice_message_id,
)
from agent_console.desk.records import RecordKind, record_ref
from agent_console.desk.states import OutboxKind, OutboxState
from agent_console.desk.tokens import ticket_token
from agent_console.errors import ConsoleError
from agent_console.i18n import _
from agent_console.services.intake import Intake
from agent_console.services.notices_people import person_of, refusal
from agent_console.store import journal, kin, meta, notices
from agent_console.store import outbox as stored_outbox
from agent_console.store import tickets as stored
from agent_console.store.engine import Store

if TYPE_CHECKING:
    from sqlmodel import Session

_log = logging.getLogger(__name__)
MOST_UNDER_WAY = 3
"""So many mails of notices wait in the outbox at most: what is queued already, pausing holds."""

_LOOK_SECONDS = 5.0
_HOUR = timedelta(hours=1)


class NoticeQueue:
    """Puts the next mail of a running notice into the outbox when its time has come."""

    def __init__(self, store: Store, intake: Intake, config: Config, clock: Clock) -> None:
        self._store = store
        self._intake = intake
        self._config = config
        self._clock = clock
        self._seen: int | None = None
        self._next_look = 0.0

    def feed(self) -> int:
        """Queue what is due, hold back what was paused or stopped; return how many were queued.

        Called often: while nothing changed in the store and no time has come, it asks nothing.
        """
        version, monotonic = self._store.data_version(), self._clock.monotonic()
        if version == self._seen and monotonic < self._next_look:
            return 0
        self._seen = version
        self._next_look = monotonic + min(_LOOK_SECONDS, self._interval.total_seconds())
        self._align()
        queued = 0
        for notice in self._running():
            while (more := self._feed(notice.name)) is not None:
                queued += more
        return queued

    @property
    def _interval(self) -> timedelta:
        return _HOUR / self._config.proactive.per_hour

    def _running(self) -> tuple[Notice, ...]:
        with self._store.look() as connection:
            found = connection.execute("SELECT 1 FROM notice WHERE state = 'running' LIMIT 1")
            if found.fetchone() is None:
                return ()
        with self._store.read() as session:
            return notices.running(session, meta.console_id(session))

    def _feed(self, name: str) -> int | None:
        """Queue the next mail of a notice, or say why it gets none; None: nothing to do now."""
        now = self._clock.now()
        with self._store.read() as session:
            if not self._is_time(session, now):
                return None
        with self._store.write(durable=True) as session:
            notice = notices.notice(session, name)
            if notice is None or not self._is_mine(session, notice):
                return None
            if not self._is_time(session, now):
                return None
            one = notices.next_waiting(session, name)
            if one is None:
                self._end(session, notice, now)
                return None
            return self._take(session, notice, one, now)

    def _is_mine(self, session: Session, notice: Notice) -> bool:
        running = notice.state is NoticeState.RUNNING
        return running and notice.console == meta.console_id(session)

    def _is_time(self, session: Session, now: datetime) -> bool:
        """Tell whether one more may leave; a clock that was set back stops nothing for long."""
        leaving = [state for _id, state in notices.under_way(session) if state != OutboxState.HELD]
        if len(leaving) >= MOST_UNDER_WAY:
            return False
        last = notices.last_queued(session)
        return last is None or now < last or now - last >= self._interval

    def _take(self, session: Session, notice: Notice, one: Recipient, now: datetime) -> int:
        why = self._objection(session, notice, one, now)
        if not why:
            try:
                self._queue(session, notice, one, now)
            except ConsoleError as error:
                why = error.message
        if why:
            notices.settle_mail(session, notice.name, one, MailState.LEFT_OUT, why=why)
        return int(not why)

    def _objection(self, session: Session, notice: Notice, one: Recipient, now: datetime) -> str:
        """Ask again what was asked when the notice was planned: people change their minds."""
        if one.person in notices.sent_people(session, notice.name):
            return _("has got it already")
        who = person_of(session, one.person)
        return refusal(session, self._config, who, one.address, one.known, now)

    def _queue(self, session: Session, notice: Notice, one: Recipient, now: datetime) -> None:
        from agent_console.mail.compose import compose, envelope_recipients

        if not one.opens:
            one = replace(one, ticket=kin.root_of(session, one.ticket))
        outgoing = self._outgoing(session, notice, one, now)
        box = self._config.mailbox_of(one.sender)
        message_id = outgoing.message_id
        if notices.make_room(session, message_id):
            stored_outbox.add(
                session,
                ticket=one.ticket,
                message_id=message_id,
                raw=compose(outgoing),
                sender=outgoing.sender.email,
                recipients=envelope_recipients(outgoing),
                subject=outgoing.subject,
                agent=notice.agent,
                text=one.text,
                seen=None if one.opens else stored.newest_received(session, one.ticket),
                now=now,
                not_before=now,
                kind=OutboxKind.BULK,
                receipt=box.sent_copy == "receipt",
                acts=(NoticeSent(notice.name, notice.title, one.person, one.ticket, message_id),),
            )
        notices.settle_mail(session, notice.name, one, MailState.QUEUED, message_id=message_id)
        _log.info("notice mail queued ticket=%s", one.ticket)

    def _outgoing(
        self, session: Session, notice: Notice, one: Recipient, now: datetime
    ) -> Outgoing:
        box = self._config.mailbox_of(one.sender)
        secret, domain = meta.token_secret(session), box.address.rpartition("@")[2]
        return Outgoing(
            message_id=notice_message_id(notice.name, one.person, one.ticket, secret, domain),
            date=now,
            sender=Address(box.address, notice.agent or box.name),
            to=(Address(one.address, one.name),),
            subject=one.subject,
            text=one.text,
            references=(ticket_token(one.ticket, secret, domain),),
            html=self._config.sending.html,
        )

    def _end(self, session: Session, notice: Notice, now: datetime) -> None:
        """Say that everybody has got it, once nothing of it waits in the outbox any more."""
        if notices.under_way(session, notice.name):
            return
        event = Event(
            id=journal.next_event_id(session),
            ticket=record_ref(RecordKind.NOTICE, notice.name),
            at=now,
            agent=notice.agent,
            fact=NoticeEnded(),
        )
        self._intake.record(session, event)

    def _align(self) -> None:
        """Hold what waits of paused notices, let it go on, or take it back when one was stopped."""
        with self._store.read() as session:
            wrong = notices.out_of_line(session)
        if wrong:
            with self._store.write(durable=True) as session:
                self._put_right(session)

    def _put_right(self, session: Session) -> None:
        now = self._clock.now()
        for number, outbox, notice in notices.out_of_line(session):
            state, words = {
                NoticeState.PAUSED: (OutboxState.HELD, _("The notice is paused.")),
                NoticeState.RUNNING: (OutboxState.QUEUED, ""),
            }.get(notice, (OutboxState.CANCELLED, _("The notice was stopped.")))
            stored_outbox.set_state(
                session, number, expected=outbox, state=state, now=now, detail=words
            )
