"""The team as screens and scripts use it: taking tickets, who is there, how the journal is.

What is asked goes through the store to the engine that holds the line, whichever console's that
is; nothing counts before the engine has read it back.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from agent_console.clock import Clock
from agent_console.desk.team_views import (
    HERE_FOR,
    ClaimResult,
    ClaimState,
    ClaimView,
    Lead,
    Member,
    TeamStatus,
)
from agent_console.store import journal_people, journal_state, journal_waiting, kin
from agent_console.store.engine import Store, engine_holder
from agent_console.store.journal_people import StoredClaim, StoredMember
from agent_console.store.journal_state import Place

LEASE_SECONDS = 900
WAIT_SECONDS = 5.0
_LOOK_SECONDS = 0.02
_OFFLINE_SECONDS = 0.3
_RENEW_AFTER = timedelta(seconds=LEASE_SECONDS / 3)


class TeamService:
    """Safe to use from any thread but the UI's: claiming waits for the mail server.

    Without a team every question has an empty answer, and nothing is written.
    """

    def __init__(
        self, store: Store, clock: Clock, *, pause: Callable[[float], None] = time.sleep
    ) -> None:
        self._store = store
        self._clock = clock
        self._pause = pause

    @property
    def exists(self) -> bool:
        """Whether this console takes part in a team."""
        with self._store.read() as session:
            return journal_waiting.is_team(session)

    def claim(self, ref: str, *, seconds: float = WAIT_SECONDS) -> ClaimResult:
        """Take a ticket to answer it; wait at most ``seconds`` for what the journal says.

        Free or expired it is asked for; in somebody else's hands it is not. What has not been
        settled in time is settled later: ask :meth:`claim_of`.
        """
        from agent_console.desk.journal_entry import Claimed, TakenOver

        with self._store.write(durable=True) as session:
            ref = kin.root_of(session, ref)
            place = journal_state.place(session)
            if place is None:
                return ClaimResult(ref, ClaimState.MINE)
            held = journal_people.claim(session, ref)
            if held is not None and held.console != place.console:
                if held.expires > self._server_now(place):
                    return _taken(held)
                fact: Claimed | TakenOver = TakenOver(ref, place.agent, LEASE_SECONDS, held.begun)
            else:
                fact = Claimed(ref, place.agent, LEASE_SECONDS)
            number = journal_waiting.tell(session, fact)
        if number is None or not self._is_read_back(number, seconds):
            return ClaimResult(ref, ClaimState.WAITING)
        return self._result(ref)

    def _result(self, ref: str) -> ClaimResult:
        with self._store.read() as session:
            place = journal_state.place(session)
            held = journal_people.claim(session, ref)
        if place is None or held is None:
            return ClaimResult(ref, ClaimState.WAITING)
        if held.console != place.console:
            return _taken(held)
        return ClaimResult(ref, ClaimState.MINE, held.agent, held.expires)

    def _is_read_back(self, number: int, seconds: float) -> bool:
        reached = engine_holder(self._store.path) is not None and self._is_online()
        most = seconds if reached else min(seconds, _OFFLINE_SECONDS)
        for _look in range(int(most / _LOOK_SECONDS) + 1):
            with self._store.read() as session:
                if not journal_waiting.is_waiting(session, number):
                    return True
            if seconds:
                self._pause(_LOOK_SECONDS)
        return False

    def _is_online(self) -> bool:
        with self._store.read() as session:
            place = journal_state.place(session)
        return place is not None and place.health.get("line") == Lead.ONLINE

    def release(self, ref: str) -> None:
        """Give a ticket back that is ours to answer; nothing happens to any other."""
        from agent_console.desk.journal_entry import Claimed, Released

        with self._store.write(durable=True) as session:
            ref = kin.root_of(session, ref)
            place, held = journal_state.place(session), journal_people.claim(session, ref)
            if place is None:
                return
            journal_waiting.withdraw_same(session, Claimed(ref, place.agent, LEASE_SECONDS))
            mine = held is not None and held.console == place.console
            if mine or journal_waiting.is_asked_for(session, ref):
                journal_waiting.tell(session, Released(ref))

    def working(self, ref: str) -> None:
        """Keep a ticket that is ours, because somebody works on it; call it as often as one likes.

        The team is told once in five minutes at most.
        """
        from agent_console.desk.journal_entry import Renewed

        with self._store.read() as session:
            ref = kin.root_of(session, ref)
            place, held = journal_state.place(session), journal_people.claim(session, ref)
        if place is None or held is None or held.console != place.console:
            return
        if self._server_now(place) - held.renewed < _RENEW_AFTER:
            return
        with self._store.write(durable=False) as session:
            if not journal_waiting.is_told_already(session, Renewed(ref)):
                journal_waiting.tell(session, Renewed(ref))

    def claim_of(self, ref: str) -> ClaimView | None:
        """Return who has a ticket now; None for nobody, and for one that may be taken over."""
        return self.claims().get(ref)

    def claims(self) -> dict[str, ClaimView]:
        """Return who has which ticket now, by ref."""
        with self._store.read() as session:
            place = journal_state.place(session)
            held = journal_people.claims(session) if place else {}
        if place is None:
            return {}
        now = self._server_now(place)
        return {
            ref: ClaimView(ref, one.agent, one.console, one.console == place.console, one.expires)
            for ref, one in held.items()
            if one.expires > now
        }

    def here(self) -> tuple[Member, ...]:
        """Return who was heard of in the last half hour, by name; ourselves too."""
        status = self.status()
        here = [one for one in status.members if one.here] if status else []
        return tuple(sorted(here, key=lambda one: (one.agent.casefold(), one.console)))

    def status(self) -> TeamStatus | None:
        """Return how the team and its journal are; None without a team."""
        with self._store.read() as session:
            place = journal_state.place(session)
            if place is None:
                return None
            members = journal_people.members(session)
            refused = journal_state.refused(session)
            entries, size = journal_state.size(session)
            waiting = journal_waiting.count(session)
        health = place.health
        missing = tuple(str(one) for one in health.get("missing", ()))
        runs = engine_holder(self._store.path) is not None
        line = Lead(health.get("line", Lead.OFF)) if runs else Lead.OFF
        now = self._server_now(place)
        return TeamStatus(
            journal=place.journal,
            console=place.console,
            agent=place.agent,
            line=line,
            trouble=str(health.get("trouble", "")) if line is Lead.OFFLINE else "",
            members=tuple(
                _member(one, place, missing, now) for one in members if one.program or not one.agent
            ),
            entries=entries,
            size=size,
            waiting=waiting,
            epoch=int(health.get("epoch", 0)),
            refused=refused,
            missing=missing,
            update_needed=bool(health.get("update")),
            differs=bool(health.get("differs")),
            old_key=bool(health.get("key")),
            last_read=place.moment,
            ahead=timedelta(seconds=place.ahead),
        )

    def leave(self) -> None:
        """Take part no longer; all that came from the team stays."""
        with self._store.write(durable=True) as session:
            journal_state.forget(session)

    @property
    def clock(self) -> Clock:
        """The clock of this console."""
        return self._clock

    def _server_now(self, place: Place) -> datetime:
        return self._clock.now() + timedelta(seconds=place.ahead)


def _taken(held: StoredClaim) -> ClaimResult:
    return ClaimResult(held.ticket, ClaimState.TAKEN, held.agent, held.expires)


def _member(one: StoredMember, place: Place, missing: tuple[str, ...], now: datetime) -> Member:
    return Member(
        console=one.console,
        agent=one.agent or one.console,
        program=one.program,
        last_seen=one.heard,
        lag=sum(told.startswith(f"{one.console}:") for told in missing),
        me=one.console == place.console,
        here=now - one.heard < HERE_FOR,
    )
