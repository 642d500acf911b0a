"""A team as screens and scripts show it: who is there, who has which ticket, how the journal is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from agent_console.i18n import _

HERE_FOR = timedelta(minutes=30)
"""How long somebody counts as here after the last word of theirs."""


class Lead(StrEnum):
    """How the line to the journal is."""

    OFF = "off"
    """No engine runs, or it has not come so far."""

    ONLINE = "online"
    OFFLINE = "offline"


class ClaimState(StrEnum):
    """What became of taking a ticket to answer it."""

    MINE = "mine"
    TAKEN = "taken"
    WAITING = "waiting"
    """The journal cannot be reached now: it is settled as soon as it can."""


@dataclass(frozen=True, slots=True)
class Member:
    """A console of the team; ``lag`` is how many messages of it are known to be missing here."""

    console: str
    agent: str
    program: str
    last_seen: datetime
    lag: int = 0
    me: bool = False
    here: bool = False


@dataclass(frozen=True, slots=True)
class TeamStatus:
    """What `team status` shows. ``refused`` counts by reason what does not count in the folder.

    ``waiting`` are facts that nobody has read back, ``ahead`` is by how much the server's clock is
    ahead of ours; ``differs`` says that a snapshot contradicted what was read here, ``old_key``
    that the team goes on with a key that is not known here.
    """

    journal: str
    console: str
    agent: str
    line: Lead
    trouble: str = ""
    members: tuple[Member, ...] = ()
    entries: int = 0
    size: int = 0
    waiting: int = 0
    epoch: int = 0
    refused: Mapping[str, int] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    update_needed: bool = False
    differs: bool = False
    old_key: bool = False
    last_read: datetime | None = None
    ahead: timedelta = timedelta()

    @property
    def damaged(self) -> bool:
        """Whether messages are missing that somebody has read."""
        return bool(self.missing)


@dataclass(frozen=True, slots=True)
class ClaimView:
    """Who has a ticket; others may take over after ``until``."""

    ticket: str
    agent: str
    console: str
    mine: bool
    until: datetime


@dataclass(frozen=True, slots=True)
class ClaimResult:
    """What became of taking a ticket; ``agent`` is who has it now."""

    ticket: str
    state: ClaimState
    agent: str = ""
    until: datetime | None = None

    @property
    def words(self) -> str:
        """Say it to the one who wanted the ticket; "" when it is theirs."""
        if self.state is ClaimState.TAKEN:
            return _("{name} was faster").format(name=self.agent)
        if self.state is ClaimState.WAITING:
            return _("The team cannot be reached: who answers #{ref} is settled later").format(
                ref=self.ticket
            )
        return ""
