"""The time that agents spend on tickets: kept by the console, corrected by its agent."""

from __future__ import annotations

from dataclasses import dataclass

from agent_console.config import Config
from agent_console.desk.events import standing
from agent_console.desk.roles import Act, may
from agent_console.desk.time_facts import TimeSpent, seconds_of
from agent_console.errors import ActionRefusedError
from agent_console.i18n import _
from agent_console.services.acting import Acts
from agent_console.services.team_roles import role_here
from agent_console.store import journal, kin

_MOST = 24 * 3600


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds that were spent on a ticket: one's own, and those of all others together."""

    own: int
    others: int


class TimeService:
    """Records time as events of the ticket; undo knows nothing of them."""

    def __init__(self, acts: Acts, config: Config) -> None:
        self._acts = acts
        self._config = config

    def spent(self, ref: str, seconds: int) -> None:
        """Keep that the agent had a ticket in front; nothing where the settings say so."""
        role = role_here(self._acts.store, self._acts.agent)
        if self._config.reports.focus_time and may(role, Act.WORK):
            self._acts.jot(ref, TimeSpent(str(min(seconds, _MOST))))

    def of_ticket(self, ref: str) -> Times:
        """Return how long agents had a ticket in front."""
        with self._acts.store.read() as session:
            events = standing(journal.of_ticket(session, kin.root_of(session, ref)))
        own = others = 0
        for event in events:
            if isinstance(event.fact, TimeSpent):
                mine = event.agent == self._acts.agent
                own += seconds_of(event.fact) * mine
                others += seconds_of(event.fact) * (not mine)
        return Times(own, others)

    def set_own(self, ref: str, seconds: int) -> Times:
        """Let the agent's own time on a ticket be so many seconds; return the new times.

        Raises ActionRefusedError for less than nothing and for more than a day.
        """
        if not 0 <= seconds <= _MOST:
            raise ActionRefusedError(
                _("Time"),
                _("that is no time for one ticket"),
                _("Write a duration such as 90s, 12min or 1h, at most 24h."),
            )
        known = self.of_ticket(ref).own
        if seconds != known:
            self._acts.jot(ref, TimeSpent(str(seconds - known), "yes"))
        return self.of_ticket(ref)
