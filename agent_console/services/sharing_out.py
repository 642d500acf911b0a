"""Tickets that nobody has, shared out among those who are there; and who is away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from agent_console.desk.assigning import (
    Assignment,
    Away,
    Candidate,
    How,
    InHand,
    Unclaimed,
    assign,
    hand_over_list,
)
from agent_console.desk.events import Assigned
from agent_console.desk.labels import Asks
from agent_console.desk.listing import QueueRow, Viewer
from agent_console.desk.roles import Act as Doing
from agent_console.desk.roles import Role, role_of
from agent_console.desk.views import QueueView
from agent_console.errors import ActionRefusedError, NotFoundError
from agent_console.i18n import _
from agent_console.services.acting import Act, Acts
from agent_console.services.queue import QueueService
from agent_console.services.team_roles import need_role
from agent_console.services.viewer import colleagues_of, viewer_of
from agent_console.store import assigned, team_roles

if TYPE_CHECKING:
    from agent_console.config import Config

MOST = 2_000


class SharingOut:
    """Plans and carries out; ``undo_last`` takes all of it back."""

    def __init__(self, acts: Acts, queue: QueueService, config: Config) -> None:
        self._acts = acts
        self._queue = queue
        self._config = config

    @property
    def today(self) -> date:
        """The day where the team works."""
        return self._acts.clock.now().astimezone(ZoneInfo(self._config.calendar.zone)).date()

    def plan(self, how: How, *, most: int = MOST) -> tuple[Assignment, ...]:
        """Return who would get what of the tickets that nobody has, the most urgent first."""
        rows = self._queue.page(QueueView.UNCLAIMED, 0, most).rows
        tickets = [_unclaimed(row) for row in rows]
        return assign(tickets, self.candidates(), how, day=self.today, away=self.away())

    def carry_out(self, plan: Iterable[Assignment]) -> int:
        """Give the tickets to whom they were planned for; return how many.

        One that somebody has taken meanwhile is left to them.
        """
        acts = [
            Act(one.ref, (Assigned(one.agent),))
            for one in plan
            if one.agent and not self._acts.row(one.ref).owner
        ]
        return len(self._acts.record_all(acts)) if acts else 0

    def hand_over_list(self, name: str) -> tuple[InHand, ...]:
        """Return what somebody has in hand, for who comes after: what is due first, first."""
        with self._acts.store.read() as session:
            refs = assigned.refs_in_hand(session, name)
        rows = [row for ref in refs if (row := self._queue.row(ref)) is not None]
        return hand_over_list(_in_hand(row) for row in rows)

    def candidates(self) -> tuple[Candidate, ...]:
        """Return who may be given tickets: those of the settings and of the team that work.

        Of whom the settings say nothing is taken for somebody who answers everything.
        """
        named = {one.name: one for one in (viewer_of(self._config), *colleagues_of(self._config))}
        with self._acts.store.read() as session:
            loads, last = assigned.in_hand(session), assigned.last_given(session)
            roles = team_roles.roles_of_team(session)
            members = team_roles.agents_of_team(session)
        known = {**{name: Viewer(name) for name in members}, **named}
        return tuple(
            Candidate(who, loads.get(name, 0), last.get(name))
            for name, who in sorted(known.items())
            if role_of(name, roles) is not Role.READ_ONLY
        )

    def away(self) -> tuple[Away, ...]:
        """Return who is away, as the team was told."""
        with self._acts.store.read() as session:
            told = team_roles.away_in_team(session)
        found: list[Away] = []
        for name, (until, substitute) in told.items():
            with suppress(ValueError):
                found.append(Away(name, date.fromisoformat(until), substitute))
        return tuple(found)

    def say_away(self, name: str, until: date | None, substitute: str = "") -> None:
        """Let the team know until which day somebody is away; None: they are back.

        Raises ActionRefusedError without a team and for who only reads, NotFoundError for a
        substitute whom nobody knows.
        """
        from agent_console.desk.journal_entry import AwaySaid
        from agent_console.store import journal_waiting

        known = {one.who.name for one in self.candidates()}
        for one in (name, substitute):
            if one and one not in known:
                raise NotFoundError(
                    _("Away"), _("nobody is called {name}").format(name=one), _names(sorted(known))
                )
        if substitute and substitute == name:
            raise ActionRefusedError(_("Away"), _("nobody stands in for themselves"))
        if until is not None and until < self.today:
            raise ActionRefusedError(_("Away"), _("that day is over"))
        with self._acts.store.write(durable=True) as session:
            need_role(session, Doing.WORK)
            if not journal_waiting.is_team(session):
                raise ActionRefusedError(
                    _("Away"),
                    _("there is no team that could hear of it"),
                    _("`agent-console team start` begins one."),
                )
            day = until.isoformat() if until else ""
            journal_waiting.tell(session, AwaySaid(name, day, substitute))


def _unclaimed(row: QueueRow) -> Unclaimed:
    asks = Asks(row.type, row.level, row.complaint, row.frustration)
    return Unclaimed(row.ref, asks, row.language)


def _in_hand(row: QueueRow) -> InHand:
    customer = row.customer_name or row.customer_email
    return InHand(row.ref, row.subject, customer, row.state, row.due_at, row.wake_at, row.draft)


def _names(known: Sequence[str]) -> str:
    return ", ".join(known)
