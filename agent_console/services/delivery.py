"""Sending what is due: one mail at a time, its state on disk before each step of no return.

Runs in the engine process, or in a script while no engine runs. States and their meaning:
docs/design.md; the rules come from RFC 5321 §4.2.5 and §4.5.4.1.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event

from pydantic import SecretStr

from agent_console.clock import Clock
from agent_console.config import MailboxConfig
from agent_console.desk.states import LEFT, OutboxState
from agent_console.desk.views import OutboxItem
from agent_console.errors import SignInError
from agent_console.i18n import _
from agent_console.mail import smtp
from agent_console.services.due import DueTimes, next_try
from agent_console.services.intake import Intake
from agent_console.services.mailbox import server_with_user
from agent_console.services.sent import record_sent
from agent_console.store import outbox as stored
from agent_console.store.engine import Store

_log = logging.getLogger(__name__)
_WAITING = (OutboxState.QUEUED, OutboxState.DEFERRED)
_BEFORE_THE_MAIL = (smtp.Stage.CONNECT, smtp.Stage.SIGN_IN)
_FIRST_FINAL = 500


class TakenBackError(Exception):
    """The mail is not to be sent any more, or somebody else sends it."""


@dataclass(frozen=True, slots=True)
class _Ended:
    """How an attempt ended, and in which states the mail may be found since."""

    item: OutboxItem
    result: smtp.SendResult
    expected: tuple[OutboxState, ...]


class Delivery:
    """Sends the outbox of one mailbox; one thread at a time.

    ``on_finished`` is called after each attempt, once its outcome is on the disk. ``is_mine`` tells
    by the sender's address which mails leave through this mailbox's server.
    """

    def __init__(
        self,
        store: Store,
        intake: Intake,
        mailbox: MailboxConfig,
        clock: Clock,
        on_finished: Callable[[OutboxItem], None],
        *,
        is_mine: Callable[[str], bool] = lambda _sender: True,
    ) -> None:
        self._store = store
        self._intake = intake
        self._mailbox = mailbox
        self._clock = clock
        self._on_finished = on_finished
        self._is_mine = is_mine
        self._times = DueTimes(clock)
        self._unrecorded: list[_Ended] = []

    def recover(self) -> int:
        """Turn mails that were leaving when the program died into ``unknown``; return how many.

        Only for whoever holds the engine lock: nobody else can be sending then.
        """
        with self._store.read() as session:
            if not stored.items(session, (OutboxState.SENDING,)):
                return 0
        with self._store.write(durable=True) as session:
            return stored.recover_interrupted(session, self._clock.now())

    def due(self) -> tuple[OutboxItem, ...]:
        """Return the mails whose time has come, the longest due first."""
        with self._store.read() as session:
            waiting = stored.items(session, _WAITING)
        return self._times.due([item for item in waiting if self._is_mine(item.sender)])

    def record_rest(self) -> None:
        """Write down outcomes that the store refused before; raises StoreError if it still does."""
        while self._unrecorded:
            self._record(self._unrecorded[0])
            del self._unrecorded[0]

    async def send_due(self, secret: SecretStr | None, *, stop: Event | None = None) -> int:
        """Send every mail whose time has come; return how many attempts were made.

        A server that cannot be reached defers all of them after one attempt. Raises SignInError
        when it refuses the password: all mails stay as they are, and nobody should try that
        password again. ``stop`` ends the round between two mails; cancelling ends it before the
        next DATA, and never within one.
        """
        self.record_rest()
        due = self.due()
        for number, item in enumerate(due):
            if stop is not None and stop.is_set():
                return number
            result = await self._send(item, secret)
            if _nothing_gets_through(result):
                self._defer(due[number + 1 :], result)
                return number + 1
        return len(due)

    async def _send(self, item: OutboxItem, secret: SecretStr | None) -> smtp.SendResult | None:
        """Try to send; None when the mail was taken back, or is being sent by somebody else."""
        with self._store.read() as session:
            current = stored.need(session, item.id)
            letter = stored.letter(session, item.id)
        if current.state is not item.state:
            return None
        begun = False

        def begin(_taken: tuple[str, ...]) -> None:
            nonlocal begun
            self._begin(item)
            begun = True

        server = server_with_user(self._mailbox.smtp, self._mailbox)
        envelope = smtp.Envelope(letter.sender, letter.recipients)
        try:
            result = await smtp.send(server, secret, envelope, letter.raw, before_data=begin)
        except TakenBackError:
            _log.info("outbox item=%d taken back", item.id)
            return None
        if result.stage is smtp.Stage.SIGN_IN and result.code >= _FIRST_FINAL:
            raise SignInError(
                _("Sending"),
                result.detail,
                _("Check user and password of the sending server with `agent-console setup`."),
            )
        # Whatever the store says meanwhile: this mail was handed over, or its fate is unknown.
        states = (OutboxState.SENDING, OutboxState.UNKNOWN) if begun else (item.state,)
        self._finish(_Ended(item, result, states))
        return result

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

    def _defer(self, items: Sequence[OutboxItem], result: smtp.SendResult | None) -> None:
        for item in items:
            if result is not None:
                self._finish(_Ended(item, result, (item.state,)))

    def _finish(self, ended: _Ended) -> None:
        """Record an outcome; one that the disk does not take is kept for :meth:`record_rest`."""
        self._unrecorded.append(ended)
        self.record_rest()

    def _record(self, ended: _Ended) -> None:
        item, result, now = ended.item, ended.result, self._clock.now()
        state = OutboxState(result.outcome.value)
        with self._store.write(durable=True) as session:
            changed = any(
                stored.set_state(
                    session,
                    item.id,
                    expected=expected,
                    state=state,
                    now=now,
                    detail=_in_words(result),
                    next_try=next_try(item, now) if state is OutboxState.DEFERRED else None,
                )
                for expected in ended.expected
            )
            if changed and state in LEFT:
                record_sent(session, self._intake, item, now)
            finished = stored.need(session, item.id)
        _log.info("outbox item=%d state=%s stage=%s", item.id, finished.state, result.stage)
        if changed:
            self._on_finished(finished)


def _nothing_gets_through(result: smtp.SendResult | None) -> bool:
    """Tell whether what stopped one mail stops every other one as well."""
    if result is None or result.outcome is not smtp.Outcome.DEFERRED:
        return False
    return result.stage in _BEFORE_THE_MAIL


def _in_words(result: smtp.SendResult) -> str:
    """Say what the server answered, with the refused recipients named."""
    if result.stage is not smtp.Stage.DATA:
        return result.detail
    refused = [
        _("{address}: {code} {text}").format(address=address, code=refusal.code, text=refusal.text)
        for address, refusal in result.refused.items()
    ]
    return "\n".join(part for part in (result.detail, *refused) if part)
