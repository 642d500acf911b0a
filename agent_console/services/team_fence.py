"""No reply twice: what is about to leave is told to the team first, and the first one may.

Asked by the thread that sends. Everything it tells goes through the journal; what the answer is,
it finds in what was read back.
"""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as TooLongError
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum

from agent_console.clock import Clock
from agent_console.desk.journal_entry import (
    Abandoned,
    Claimed,
    NotSent,
    Sending,
    Sent,
    TakenOver,
    TeamFact,
)
from agent_console.desk.journal_fence import ABANDON_AFTER, Fence
from agent_console.desk.journal_order import Permission, may_send
from agent_console.desk.states import OutboxState
from agent_console.errors import MailError
from agent_console.i18n import _
from agent_console.services.team_fate import NOT_LEFT, gives_way, is_fenced, place_of
from agent_console.services.team_loop import TeamLoop
from agent_console.services.team_words import key_changed_words
from agent_console.store import journal_waiting
from agent_console.store import outbox as stored
from agent_console.store.engine import Store
from agent_console.store.outbox import Letter

_log = logging.getLogger(__name__)
LEASE_SECONDS = 900
READ_BACK_SECONDS = 20.0
AGAIN_SECONDS = 3.0
_LOOK_SECONDS = 30.0


class Leave(Enum):
    """What is to be done with a mail that is due."""

    GO = "go"
    LATER = "later"
    HOLD = "hold"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Word:
    """The team's word on a mail, with the reason for people."""

    leave: Leave
    words: str = ""


@dataclass(slots=True)
class _Try:
    """What was told of a mail: the fact, where it waits, when that began on our own clock."""

    sending: Sending
    place: int | None
    begun: float
    not_found: frozenset[str] = field(default_factory=frozenset)


_GO = Word(Leave.GO)


class TeamFence:
    """Stands before the door of one outbox; see the module's words."""

    def __init__(self, store: Store, loop: TeamLoop, clock: Clock) -> None:
        self._store = store
        self._loop = loop
        self._clock = clock
        self._tries: dict[int, _Try] = {}
        self._not_before: dict[int, float] = {}

    def is_early(self, item_id: int) -> bool:
        """Tell whether a mail that has to wait for the team is not to be tried again yet."""
        return self._clock.monotonic() < self._not_before.get(item_id, 0.0)

    async def ask(self, letter: Letter) -> Word:
        """Tell the team that the mail is about to leave, and wait for what they say to that."""
        if not is_fenced(letter) or letter.standing.left:
            return _GO
        word = await asyncio.to_thread(self._asked, letter)
        if word.leave is Leave.LATER:
            self._not_before[letter.id] = self._clock.monotonic() + AGAIN_SECONDS
        return word

    def forget(self, item_id: int) -> bool:
        """Take a mail as settled; True when the team was told of it."""
        return self._tries.pop(item_id, None) is not None

    def still_open(self, letter: Letter) -> bool:
        """Tell whether the mail may go now: asked right before its first byte leaves."""
        tried = self._tries.get(letter.id)
        if not is_fenced(letter) or letter.standing.left:
            return True
        return tried is not None and self._permission(tried) is Permission.GRANTED

    def _asked(self, letter: Letter) -> Word:
        if not self._loop.online:
            return _later()
        if not self._loop.ledger.may_write:
            return _later(key_changed_words())
        tried = self._tries.get(letter.id)
        if tried is None or not self._goes_on(tried):
            told = self._tell(letter)
            if isinstance(told, Word):
                return told
            self._tries[letter.id] = tried = told
        if not self._is_read_back(tried):
            return _later()
        return self._judged(letter, tried)

    def _goes_on(self, tried: _Try) -> bool:
        """Tell whether what was told of a mail before holds still."""
        if tried.place is not None and self._waits(tried.place):
            return True
        return self._permission(tried) in (Permission.GRANTED, Permission.LOOK, Permission.DAMAGED)

    def _waits(self, place: int) -> bool:
        with self._store.read() as session:
            return journal_waiting.is_waiting(session, place)

    def _tell(self, letter: Letter) -> _Try | Word:
        """Say that the mail is about to leave; a word where that is pointless."""
        ledger = self._loop.ledger
        place = place_of(letter)
        with ledger.changed:
            fence = ledger.fold.fences.get(place, Fence())
            word = self._against(letter, fence)
            if word is not None:
                return word
            facts: list[TeamFact] = []
            if fence.since is not None:
                facts.append(NotSent(*place, fence.message_id))
            facts += self._claiming(place[0])
        sending = Sending(*place, letter.message_id, fence.last)
        begun = self._clock.monotonic()
        with self._store.write(durable=True) as session:
            for fact in facts:
                journal_waiting.tell(session, fact)
            told = journal_waiting.tell(session, sending)
        self._loop.wake.set()
        return _Try(sending, told, begun)

    def _against(self, letter: Letter, fence: Fence) -> Word | None:
        """Say what is known already that speaks against a mail."""
        machine = gives_way(letter)
        mine = fence.console == self._loop.ledger.team.console
        if fence.last and (machine or fence.last not in letter.known.replies):
            if machine:
                return Word(Leave.DROP, _("A colleague's program has sent it already."))
            if not letter.regardless:
                return Word(Leave.HOLD, _("Meanwhile somebody answered this ticket."))
        if fence.since is not None and not mine:
            self._settle_old(place_of(letter), fence)
            return _later(_("{name} is sending an answer at this moment."), self._name(fence))
        ref = place_of(letter)[0]
        held = self._loop.ledger.fold.claims.get(ref)
        if held is None or held.console == self._loop.ledger.team.console:
            return None
        if held.expires > self._loop.ledger.server_now():
            words = _("{name} has this ticket.").format(name=held.agent)
            return Word(Leave.HOLD, words)
        return None

    def _claiming(self, ref: str) -> list[TeamFact]:
        if not ref:
            return []
        ledger = self._loop.ledger
        held = ledger.fold.claims.get(ref)
        agent = ledger.team.agent
        if held is None or held.console == ledger.team.console:
            return [Claimed(ref, agent, LEASE_SECONDS)]
        return [TakenOver(ref, agent, LEASE_SECONDS, held.id)]

    def _is_read_back(self, tried: _Try) -> bool:
        end = self._clock.monotonic() + READ_BACK_SECONDS
        changed = self._loop.ledger.changed
        while tried.place is not None and self._waits(tried.place):
            left = end - self._clock.monotonic()
            if left <= 0 or not self._loop.online:
                return False
            with changed:
                changed.wait(min(left, 0.5))
        return True

    def _permission(self, tried: _Try) -> Permission:
        ledger = self._loop.ledger
        elapsed = timedelta(seconds=self._clock.monotonic() - tried.begun)
        with ledger.changed:
            return may_send(
                ledger.fold,
                ledger.team.console,
                tried.sending,
                elapsed=elapsed,
                not_found=tried.not_found,
            )

    def _judged(self, letter: Letter, tried: _Try) -> Word:
        permission = self._permission(tried)
        if permission is Permission.LOOK:
            word = self._looked(letter, tried)
            if word is not None:
                return word
            permission = self._permission(tried)
        match permission:
            case Permission.GRANTED:
                return _GO
            case Permission.DAMAGED:
                words = _("Messages of the team are missing; it leaves when they are there.")
                return Word(Leave.LATER, words)
            case Permission.UPDATE:
                words = _("A colleague has a newer program: update this one first.")
                return Word(Leave.LATER, words)
        return self._refused(letter, tried, permission)

    def _refused(self, letter: Letter, tried: _Try, permission: Permission) -> Word:
        """Say why a mail must not leave; the next time everything is told anew."""
        del self._tries[letter.id]
        ledger = self._loop.ledger
        with ledger.changed:
            fence = ledger.fold.fences.get(place_of(letter), Fence())
            held = ledger.fold.claims.get(tried.sending.ticket)
        others = fence.since is not None and fence.message_id != letter.message_id
        if fence.message_id == letter.message_id and fence.console == ledger.team.console:
            ledger.tell(NotSent(*place_of(letter), letter.message_id))
        if permission is Permission.ANSWERED:
            if gives_way(letter):
                return Word(Leave.DROP, _("A colleague's program has sent it already."))
            return Word(Leave.HOLD, _("Meanwhile somebody answered this ticket."))
        if permission is Permission.TOO_LATE:
            return _later()
        if held is not None and held.console != ledger.team.console:
            return Word(Leave.HOLD, _("{name} has this ticket.").format(name=held.agent))
        if others:
            return _later(_("{name} is sending an answer at this moment."), self._name(fence))
        return _later()

    def _name(self, fence: Fence) -> str:
        return self._loop.ledger.fold.members.get(fence.console, (fence.console, ""))[0]

    def _looked(self, letter: Letter, tried: _Try) -> Word | None:
        """Look for answers that were given up; None when none of them left."""
        place = place_of(letter)
        with self._loop.ledger.changed:
            fence = self._loop.ledger.fold.fences.get(place, Fence())
        found = self._found(self._loop.look_in_sent(fence.doubtful))
        if found is None:
            return _later()
        if not found:
            tried.not_found = frozenset(fence.doubtful)
            return None
        del self._tries[letter.id]
        ours = NotSent(*place, letter.message_id)
        self._loop.ledger.tell(*(Sent(*place, one) for one in sorted(found)), ours)
        if gives_way(letter):
            return Word(Leave.DROP, _("A colleague's program has sent it already."))
        return Word(Leave.HOLD, _("Meanwhile somebody answered this ticket."))

    def _settle_old(self, place: tuple[str, str], fence: Fence) -> None:
        """Look after a reply of which nothing was heard for long: is it in the sent folder?"""
        ledger = self._loop.ledger
        if fence.since is None or ledger.server_now() - fence.since < ABANDON_AFTER:
            return
        looked = self._loop.look_in_sent((fence.message_id,))

        def settle(done: Future[frozenset[str]]) -> None:
            if done.exception() is None:
                kind = Sent if done.result() else Abandoned
                ledger.tell(kind(*place, fence.message_id))

        looked.add_done_callback(settle)

    def _found(self, looked: Future[frozenset[str]]) -> frozenset[str] | None:
        try:
            return looked.result(_LOOK_SECONDS)
        except (MailError, TooLongError, CancelledError) as error:
            _log.info("team: sent folder not seen: %s", type(error).__name__)
            return None

    def recover(self) -> None:
        """Say what became of mails of which this console told before it was ended."""
        ledger = self._loop.ledger
        with ledger.changed:
            fences = ledger.fold.fences.items()
            mine = [
                (place, fence.message_id)
                for place, fence in fences
                if fence.since is not None and fence.console == ledger.team.console
            ]
        with self._store.read() as session:
            items = {one.message_id: one.state for one in stored.items(session)} if mine else {}
        for place, message_id in mine:
            state = items.get(message_id, OutboxState.CANCELLED)
            if state in NOT_LEFT:
                ledger.tell(NotSent(*place, message_id))
            elif state in (OutboxState.SENT, OutboxState.PARTIAL):
                ledger.tell(Sent(*place, message_id))


def _later(words: str = "", name: str = "") -> Word:
    if not words:
        words = _("It leaves as soon as the team can be reached.")
    return Word(Leave.LATER, words.format(name=name))
