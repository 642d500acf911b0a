"""Sending what is due: one mail at a time, its state on disk before each step of no return.

Runs in the engine process, in a task that nothing cancels. States and their meaning:
docs/design.md; the rules come from RFC 5321 §4.2.5 and §4.5.4.1.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from pydantic import SecretStr

from agent_console.clock import Clock
from agent_console.config import MailboxConfig
from agent_console.desk.views import OutboxItem, OutboxState
from agent_console.i18n import _
from agent_console.mail import smtp
from agent_console.services.intake import Intake
from agent_console.services.mailbox import server_with_user
from agent_console.services.sent import record_sent
from agent_console.store import outbox as stored
from agent_console.store.engine import Store

_log = logging.getLogger(__name__)
RETRY_AFTER = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=2),
)
GIVE_UP_AFTER = timedelta(hours=24)


class TakenBackError(Exception):
    """The agent took the mail back before its first byte of data left."""


class Delivery:
    """Sends the outbox of one mailbox."""

    def __init__(
        self,
        store: Store,
        intake: Intake,
        mailbox: MailboxConfig,
        clock: Clock,
        on_finished: Callable[[OutboxItem], None],
    ) -> None:
        self._store = store
        self._intake = intake
        self._mailbox = mailbox
        self._clock = clock
        self._on_finished = on_finished

    def recover(self) -> int:
        """Turn mails that were leaving when the program died into ``unknown``; return how many."""
        with self._store.write(durable=True) as session:
            return stored.recover_interrupted(session, self._clock.now())

    def next_due(self) -> datetime | None:
        """Return when the next mail wants to leave, or None."""
        with self._store.read() as session:
            return stored.next_due(session)

    async def send_due(self, secret: SecretStr | None) -> int:
        """Send every mail whose time has come; return how many attempts were made."""
        with self._store.read() as session:
            due = stored.due(session, self._clock.now())
        for item in due:
            await self._send(item, secret)
        return len(due)

    async def _send(self, item: OutboxItem, secret: SecretStr | None) -> None:
        with self._store.read() as session:
            letter = stored.letter(session, item.id)
        envelope = smtp.Envelope(letter.sender, letter.recipients)
        try:
            result = await smtp.send(
                server_with_user(self._mailbox.smtp, self._mailbox),
                secret,
                envelope,
                letter.raw,
                before_data=lambda: self._begin(item),
            )
        except TakenBackError:
            _log.info("outbox item=%d taken back", item.id)
            return
        self._finish(item, result)

    def _begin(self, item: OutboxItem) -> None:
        """Commit ``sending`` before the first byte of DATA; raises TakenBackError when undone."""
        with self._store.write(durable=True) as session:
            begun = stored.set_state(
                session,
                item.id,
                expected=item.state,
                state=OutboxState.SENDING,
                now=self._clock.now(),
            )
        if not begun:
            raise TakenBackError

    def _finish(self, item: OutboxItem, result: smtp.SendResult) -> None:
        now = self._clock.now()
        state = OutboxState(result.outcome.value)
        with self._store.write(durable=True) as session:
            current = stored.get(session, item.id)
            if current is None or current.state is OutboxState.CANCELLED:
                return
            stored.set_state(
                session,
                item.id,
                expected=current.state,
                state=state,
                now=now,
                detail=_in_words(result),
                next_try=self._next_try(current, now) if state is OutboxState.DEFERRED else None,
            )
            if state in (OutboxState.SENT, OutboxState.PARTIAL):
                record_sent(session, self._intake, item, now)
            finished = stored.get(session, item.id)
        _log.info("outbox item=%d state=%s stage=%s", item.id, state, result.stage)
        if finished is not None:
            self._on_finished(finished)

    def _next_try(self, item: OutboxItem, now: datetime) -> datetime | None:
        """Return when to try again; None once a day of trying is over and a person must decide."""
        if now - item.queued_at >= GIVE_UP_AFTER:
            return None
        step = min(item.attempts, len(RETRY_AFTER) - 1)
        return now + RETRY_AFTER[step]


def _in_words(result: smtp.SendResult) -> str:
    """Say what the server answered, with the refused recipients named."""
    refused = [
        _("{address}: {code} {text}").format(address=address, code=refusal.code, text=refusal.text)
        for address, refusal in result.refused.items()
    ]
    return "\n".join(part for part in (result.detail, *refused) if part)
