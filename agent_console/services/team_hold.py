"""Tickets taken and given back as agents work on them; without a team nothing of it happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_console.clock import Clock
from agent_console.desk.roles import Act
from agent_console.desk.states import LEFT, OutboxState
from agent_console.errors import ActionRefusedError
from agent_console.i18n import _
from agent_console.services.team_roles import need_role
from agent_console.store import drafts, journal_waiting, kin, outbox, queue, team_roles
from agent_console.store.engine import Store

if TYPE_CHECKING:
    from agent_console.services.team import TeamService

_LEASE_MINUTES = 15
_SETTLED = (*LEFT, OutboxState.CANCELLED, OutboxState.REFUSED)


class TicketHold:
    """What the other services do about the team; from any thread but the UI's."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def take(self, ref: str) -> None:
        """Take a ticket, waiting for the team's word; ActionRefusedError when somebody has it.

        Where the team cannot be reached it is settled later.
        """
        from agent_console.desk.team_views import ClaimState

        team = self._team()
        if team is None:
            return
        with self._store.read() as session:
            need_role(session, Act.WORK)
        result = team.claim(ref)
        if result.state is ClaimState.TAKEN:
            raise ActionRefusedError(
                _("Ticket"),
                result.words,
                _("Who writes nothing for {n} minutes holds it no longer: then take it.").format(
                    n=_LEASE_MINUTES
                ),
            )

    def begin(self, ref: str) -> tuple[str, ...]:
        """Take a ticket because somebody begins to answer it; say in words who has it if not we.

        The team's word is not waited for: :meth:`against` says it later.
        """
        team = self._team()
        if team is None:
            return ()
        held = team.claim_of(ref)
        if held is None:
            team.claim(ref, seconds=0)
        elif held.mine:
            team.working(ref)
        return self.against(ref)

    def against(self, ref: str) -> tuple[str, ...]:
        """Say in words that somebody else answers a ticket; nothing when nobody does."""
        team = self._team()
        held = team.claim_of(ref) if team else None
        if held is None or held.mine:
            return ()
        return (_("{name} was faster and answers this ticket.").format(name=held.agent),)

    def keep(self, ref: str) -> None:
        """Keep a ticket that is ours because somebody works on it."""
        if (team := self._team()) is not None:
            team.working(ref)

    def give_back(self, ref: str) -> None:
        """Give a ticket back if it is ours."""
        if (team := self._team()) is not None:
            team.release(ref)

    def let_go(self, ref: str) -> None:
        """Give a ticket back of which no answer was written after all.

        What the agent took, what is kept as a draft and what waits in the outbox stays taken.
        """
        team = self._team()
        if team is None:
            return
        with self._store.read() as session:
            row = queue.row(session, kin.root_of(session, ref))
            begun = drafts.take_up(session, ref, "reply").revisions
            waits = any(one.state not in _SETTLED for one in outbox.of_ticket(session, ref))
            mine = row is not None and row.owner == team_roles.agent_in_team(session)
        if not (begun or waits or mine):
            team.release(ref)

    def _team(self) -> TeamService | None:
        with self._store.read() as session:
            if not journal_waiting.is_team(session):
                return None
        from agent_console.services.team import TeamService

        return TeamService(self._store, self._clock)
