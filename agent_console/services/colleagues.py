"""The people who work at this mailbox, with a team or without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_console.desk.people import Known, TeamLook, people_of
from agent_console.i18n import _
from agent_console.services.shared_files import documents
from agent_console.services.team_hold import TicketHold
from agent_console.services.viewer import colleagues_of
from agent_console.store import assigned, team_roles

if TYPE_CHECKING:
    from agent_console.config import Config
    from agent_console.services.sharing_out import SharingOut
    from agent_console.services.team import TeamService
    from agent_console.store.engine import Store


class ColleagueService:
    """Looks who is here; reads the disk."""

    def __init__(
        self, store: Store, config: Config, team: TeamService, sharing: SharingOut
    ) -> None:
        self._store = store
        self._config = config
        self._team = team
        self._sharing = sharing
        self._hold = TicketHold(store, team.clock)

    def look(self) -> TeamLook:
        """Return who is here, what they have in hand, and how the journal is."""
        status = self._team.status()
        with self._store.read() as session:
            loads, roles = assigned.in_hand(session), team_roles.roles_of_team(session)
            shared = sum(one.current is not None for one in documents(session))
        known = Known(
            me=self._config.agent.name,
            named=[one.name for one in colleagues_of(self._config)],
            members=status.members if status else (),
            claims=tuple(self._team.claims().values()),
            loads=loads,
            roles=roles,
            away=self._sharing.away(),
        )
        people = people_of(known, self._sharing.today, team=status is not None)
        return TeamLook(self._team.clock.now(), people, status, shared)

    def let_go(self, ref: str) -> None:
        """Give a ticket back of which no answer was written after all."""
        self._hold.let_go(ref)

    def rival(self, ref: str) -> str:
        """Say who else answers a ticket, in words; "" when nobody does."""
        held = self._team.claim_of(ref)
        if held is None or held.mine:
            return ""
        return _("{name} was faster and answers this ticket.").format(name=held.agent)
