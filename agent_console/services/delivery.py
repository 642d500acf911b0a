"""Sending what is due: one mail at a time, its state on disk before each step of no return.

Runs in the engine process, or in a script while no engine runs. States and their meaning:
docs/design.md; the rules come from RFC 5321 §4.2.5 and §4.5.4.1.
"""

from __future__ import annotations

import logging
from asyncio import CancelledError
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Event
from typing import TYPE_CHECKING

from pydantic import SecretStr

from agent_console.clock import Clock
from agent_console.config import MailboxConfig, SendingConfig
from agent_console.desk.attempts import Attempt, after_attempt
from agent_console.desk.states import OutboxKind, OutboxState
from agent_console.desk.views import OutboxItem
from agent_console.errors import SignInError
from agent_console.i18n import _
from agent_console.mail.envelope import Envelope, Outcome, SendResult, Stage
from agent_console.services.due import BulkPace, DueTimes, next_try
from agent_console.services.intake import Intake
from agent_console.services.mailbox import server_with_user
from agent_console.services.sent import record_sent
from agent_console.services.team_fate import is_fenced, tell_fate
from agent_console.services.world import news_of
from agent_console.store import journal_waiting, server_notes
from agent_console.store import outbox as stored
from agent_console.store.engine import Store
from agent_console.store.outbox import Letter

if TYPE_CHECKING:
    from sqlmodel import Session

    from agent_console.services.team_fence import Word
    from agent_console.services.team_line import Gate

_log = logging.getLogger(__name__)
_BEFORE_THE_MAIL = (Stage.CONNECT, Stage.SIGN_IN)
_NAMING = (Stage.SENDER, Stage.RECIPIENTS)
_TRIED_AGAIN = (OutboxState.DEFERRED, OutboxState.PARTIAL)
_HELD_FROM = (OutboxState.QUEUED, OutboxState.DEFERRED)
_FIRST_FINAL = 500


class TakenBackError(Exception):
    """The mail is not to be sent any more, or somebody else sends it."""


@dataclass(frozen=True, slots=True)
class _Ended:
    """How an attempt ended, and in which states the mail may be found since."""

    item: OutboxItem
    result: SendResult
    expected: tuple[OutboxState, ...]


class Delivery:
    """Sends the outbox of one mailbox; one thread at a time.

    ``on_finished`` is called after each attempt, once its outcome is on the disk, and for a mail
    that is held. ``is_mine`` tells by the sender's address what leaves through this server. In a
    team ``fence`` is asked before anything leaves; without it nothing does.
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
        sending: SendingConfig | None = None,
    ) -> None:
        self.fence: Gate | None = None
        self._store = store
        self._intake = intake
        self._mailbox = mailbox
        self._clock = clock
        self._on_finished = on_finished
        self._is_mine = is_mine
        self._sending = sending or SendingConfig()
        self._times = DueTimes(clock)
        self._pace = BulkPace(clock, self._sending.bulk_per_minute)
        self._limit: int | None = None
        self._wishes: set[int] = set()
        self._unrecorded: list[_Ended] = []
        self._looked_at: int | None = None

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
        """Return the mails whose time has come, the longest due first; notices after all others.

        Of notices only as many as may leave now.
        """
        with self._store.read() as session:
            waiting = stored.waiting(session)
        ready = self._times.due([item for item in waiting if self._is_mine(item.sender)])
        bulk = [item for item in ready if item.kind is OutboxKind.BULK]
        replies = (item for item in ready if item.kind is not OutboxKind.BULK)
        return (*replies, *bulk[: self._pace.room()])

    def wants_look(self) -> bool:
        """Tell, once for each wish, that an agent wants a mail in doubt to be looked for."""
        with self._store.read() as session:
            items = stored.to_look_for(session)
        wishes = {item.id for item in items if self._is_mine(item.sender)}
        new, self._wishes = wishes - self._wishes, wishes
        return bool(new)

    def hold_overtaken(self) -> None:
        """Hold back at once what waits for a later time and was overtaken by news of its ticket.

        The agent is to decide while there is time. Nothing is asked while nothing in the store
        changed.
        """
        version = self._store.data_version()
        if version == self._looked_at:
            return
        with self._store.read() as session:
            overtaken = [
                (item, news)
                for item in stored.waiting(session)
                if item.state in _HELD_FROM and item.kind is not OutboxKind.BULK
                if self._is_mine(item.sender)
                if (news := news_of(session, stored.letter(session, item.id)))
            ]
        for item, news in overtaken:
            self._hold(item, news)
        self._looked_at = version

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
        next DATA, and never within one: the mail says that it stayed.
        """
        self.record_rest()
        attempts = 0
        seen: set[int] = set()
        while (stop is None or not stop.is_set()) and (item := self._next(seen)) is not None:
            seen.add(item.id)
            result = await self._send(item, secret)
            attempts += result is not None
            if result is not None and _nothing_gets_through(result):
                for other in self.due():
                    if other.id not in seen:
                        self._finish(_Ended(other, result, (other.state,)))
                break
        return attempts

    def _next(self, seen: set[int]) -> OutboxItem | None:
        """Return what is due first now; a reply that was queued meanwhile overtakes notices."""
        return next((item for item in self.due() if item.id not in seen), None)

    async def _send(self, item: OutboxItem, secret: SecretStr | None) -> SendResult | None:
        """Try to send; None when the mail was taken back or held, or somebody else sends it."""
        with self._store.read() as session:
            current = stored.need(session, item.id)
            letter = stored.letter(session, item.id)
            news = news_of(session, letter)
        if current.state is not item.state:
            return None
        if news:
            self._hold(item, news)
            return None
        if not await self._is_let_through(item, letter):
            return None
        begun = False

        def begin(taken: tuple[str, ...]) -> None:
            nonlocal begun
            if self.fence is not None and not self.fence.still_open(letter):
                raise TakenBackError
            self._begin(item, taken)
            begun = True

        if item.kind is OutboxKind.BULK:
            self._pace.tried()
        try:
            result = await self._hand_over(letter, secret, begin)
        except TakenBackError:
            _log.info("outbox item=%d taken back", item.id)
            self._stays(letter)
            return None
        except CancelledError:
            self._keep(item)
            self._stays(letter)
            raise
        if result.sign_in_refused:
            self._stays(letter)
            raise SignInError(
                _("Sending"),
                result.detail,
                _("Check user and password of the sending server with `agent-console setup`."),
            )
        # Whatever the store says meanwhile: this mail was handed over, or its fate is unknown.
        states = (OutboxState.SENDING, OutboxState.UNKNOWN) if begun else (item.state,)
        self._finish(_Ended(item, result, states))
        return result

    async def _is_let_through(self, item: OutboxItem, letter: Letter) -> bool:
        """Ask the team whether the mail may leave; without a team it may."""
        if self.fence is None:
            with self._store.read() as session:
                return not is_fenced(letter) or not journal_waiting.is_team(session)
        if self.fence.is_early(item.id):
            return False
        word = await self.fence.ask(letter)
        return self._heed(item, letter, word)

    def _heed(self, item: OutboxItem, letter: Letter, word: Word) -> bool:
        """Do what the team's word on a mail asks for; True when it may leave."""
        from agent_console.services.team_fence import Leave

        if word.leave is Leave.GO:
            return True
        if word.leave is Leave.HOLD:
            self._hold(item, (word.words,))
        elif word.leave is Leave.DROP:
            self._drop(item, word.words)
        elif item.detail != word.words:
            with self._store.write(durable=False) as session:
                stored.note(session, item.id, item.state, word.words)
        if word.leave is not Leave.LATER:
            self._stays(letter)
        return False

    def _drop(self, item: OutboxItem, words: str) -> None:
        """Let a mail of a machine go that a colleague's program has sent already."""
        gone, now = OutboxState.CANCELLED, self._clock.now()
        with self._store.write(durable=True) as session:
            was = item.state
            stored.set_state(session, item.id, expected=was, state=gone, now=now, detail=words)

    def _stays(self, letter: Letter) -> None:
        """Tell the team that a mail of which they were told does not leave now."""
        if self.fence is not None and self.fence.forget(letter.id):
            with self._store.write(durable=True) as session:
                tell_fate(session, letter, OutboxState.QUEUED, left=False)

    async def _hand_over(
        self, letter: Letter, secret: SecretStr | None, begin: Callable[[tuple[str, ...]], None]
    ) -> SendResult:
        """Hand a mail to the server; one by a machine without a sender, where that is taken.

        Nobody gets an answer or a bounce to it then (RFC 3834 §3.3); a server that wants to know
        the sender is told it in a second attempt, before anything was sent.
        """
        from agent_console.mail import smtp

        server = server_with_user(self._mailbox.smtp, self._mailbox)
        envelope = _envelope(letter)
        named = (envelope,) if envelope.receipt else (replace(envelope, sender=""), envelope)
        for one in named if letter.by_machine else (envelope,):
            result = await smtp.send(
                server, secret, one, letter.raw, before_data=begin, dsn=self._sending.dsn
            )
            if result.stage not in _NAMING:
                break
        return result

    def _begin(self, item: OutboxItem, taken: tuple[str, ...]) -> None:
        """Commit ``sending`` before the first byte of DATA; raises TakenBackError when undone.

        The ticket is looked at once more: what came while the line was made counts, too.
        """
        with self._store.write(durable=True) as session:
            letter = stored.letter(session, item.id)
            news = news_of(session, letter)
            begun = not news and stored.begin(
                session, item.id, expected=item.state, trying=taken, now=self._clock.now()
            )
        if news:
            self._hold(item, news)
        if not begun:
            raise TakenBackError

    def _hold(self, item: OutboxItem, news: tuple[str, ...]) -> None:
        """Keep a mail back until an agent decides, because the ticket is not what it was."""
        with self._store.write(durable=True) as session:
            held = stored.set_state(
                session,
                item.id,
                expected=item.state,
                state=OutboxState.HELD,
                now=self._clock.now(),
                detail=" ".join(news),
            )
            current = stored.need(session, item.id)
        if held:
            _log.info("outbox item=%d held", item.id)
            self._on_finished(current)

    def _keep(self, item: OutboxItem) -> None:
        """Say of a mail that it stayed when the program was closed."""
        words = _("The program was closed before this mail was handed over; it leaves next time.")
        with self._store.write(durable=False) as session:
            stored.note(session, item.id, item.state, words)

    def _finish(self, ended: _Ended) -> None:
        """Record an outcome; one that the disk does not take is kept for :meth:`record_rest`."""
        self._unrecorded.append(ended)
        self.record_rest()

    def _record(self, ended: _Ended) -> None:
        item, result, now = ended.item, ended.result, self._clock.now()
        with self._store.write(durable=True) as session:
            letter = stored.letter(session, item.id)
            before = letter.standing
            after = after_attempt(before, _attempt(result))
            again = after.pending and after.state in _TRIED_AGAIN
            changed = stored.conclude(
                session,
                item.id,
                after,
                expected=ended.expected,
                now=now,
                detail=_in_words(result),
                next_try=next_try(item, now) if again else None,
                tried=OutboxState.SENDING not in ended.expected,
            )
            left = changed and after.left and not before.left
            if left or (self.fence is not None and self.fence.forget(item.id)):
                tell_fate(session, letter, after.state, left=left)
            if left:
                record_sent(session, self._intake, item, now)
            self._learn(session, result.size_limit)
            finished = stored.need(session, item.id)
        _log.info("outbox item=%d state=%s stage=%s", item.id, finished.state, result.stage)
        if changed:
            self._on_finished(finished)

    def _learn(self, session: Session, limit: int | None) -> None:
        """Keep the size limit that the server named, when it is another one."""
        if limit is not None and limit != self._limit:
            server_notes.keep_size_limit(session, self._mailbox.address, limit)
            self._limit = limit


def _envelope(letter: Letter) -> Envelope:
    """Return to whom the mail still goes; the receipt comes with the first of them only."""
    receipt = letter.sender if letter.receipt and not letter.standing.left else ""
    token = letter.message_id.partition("@")[0]
    return Envelope(letter.sender, letter.standing.pending, receipt, token)


def _attempt(result: SendResult) -> Attempt:
    final = {
        address: f"{refusal.code} {refusal.text}"
        for address, refusal in result.refused.items()
        if refusal.code >= _FIRST_FINAL
    }
    return Attempt(OutboxState(result.outcome.value), result.accepted, final, result.detail)


def _nothing_gets_through(result: SendResult) -> bool:
    """Tell whether what stopped one mail stops every other one as well."""
    return result.outcome is Outcome.DEFERRED and result.stage in _BEFORE_THE_MAIL


def _in_words(result: SendResult) -> str:
    """Say what the server answered, with the refused recipients named."""
    if result.stage is not Stage.DATA:
        return result.detail
    refused = [
        _("{address}: {code} {text}").format(address=address, code=refusal.code, text=refusal.text)
        for address, refusal in result.refused.items()
    ]
    return "\n".join(part for part in (result.detail, *refused) if part)
