"""The tables of the team's journal; all of them are empty without a team."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, LargeBinary
from sqlmodel import Field, SQLModel

from agent_console.store.utc_text import UtcText

_ONE_TREE = {"sqlite_with_rowid": False}


class TeamRow(SQLModel, table=True):
    """The team that this console takes part in, and how far it has read the journal.

    ``folder`` is the UIDVALIDITY that ``cursor`` belongs to, ``number`` that of the last message
    this console began to write, ``moment`` the newest of the server's clock and ``ahead`` by how
    many seconds that clock is ahead of ours. ``health`` is JSON for the screens.
    """

    __tablename__ = "team"
    id: int | None = Field(default=None, primary_key=True)
    journal: str
    console: str
    agent: str
    folder: int | None = None
    cursor: int = 0
    number: int = 0
    epoch: int = 0
    moment: datetime | None = Field(default=None, sa_type=UtcText)
    ahead: float = 0.0
    health: str = "{}"


class TeamEntryRow(SQLModel, table=True):
    """A message of the journal as it was read; with a reason when it does not count."""

    __tablename__ = "team_entry"
    __table_args__ = (_ONE_TREE,)
    uid: int = Field(primary_key=True)
    arrived: datetime | None = Field(default=None, sa_type=UtcText)
    console: str
    n: int
    key: str
    payload: bytes = Field(sa_type=LargeBinary)
    reason: str


class TeamSnapshotRow(SQLModel, table=True):
    """The snapshot that the fold begins with (0), and the one before (1)."""

    __tablename__ = "team_snapshot"
    place: int | None = Field(default=None, primary_key=True)
    epoch: int
    upto: int
    digest: str
    uids: str
    arrived: datetime = Field(sa_type=UtcText)
    packed: bytes = Field(sa_type=LargeBinary)


class TeamWaitingRow(SQLModel, table=True):
    """A fact that the team has not been told yet: the event of this id, or ``fact`` as JSON.

    ``number`` is that of the message which says it, NULL until one was begun.
    """

    __tablename__ = "team_waiting"
    __table_args__ = (
        Index("team_waiting_number", "number", "id"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    event: str = Field(index=True)
    fact: str
    number: int | None = None


class TeamMessageRow(SQLModel, table=True):
    """The message under way: the same bytes, however often it is tried."""

    __tablename__ = "team_message"
    number: int | None = Field(default=None, primary_key=True)
    key: str
    message_id: str
    raw: bytes = Field(sa_type=LargeBinary)


class TeamClaimRow(SQLModel, table=True):
    """Who has which ticket, as the journal says; ``begun`` is the entry that began it."""

    __tablename__ = "team_claim"
    __table_args__ = (_ONE_TREE,)
    ticket: str = Field(primary_key=True)
    console: str
    agent: str
    begun: str
    renewed: datetime = Field(sa_type=UtcText)
    expires: datetime = Field(sa_type=UtcText)


class TeamLeftRow(SQLModel, table=True):
    """A mail of ours that left from another console, and the ticket that it belongs to."""

    __tablename__ = "team_left"
    __table_args__ = (_ONE_TREE,)
    message_id: str = Field(primary_key=True)
    ticket: str


class TeamMemberRow(SQLModel, table=True):
    """A console of the team, when it was last heard of and up to which number."""

    __tablename__ = "team_member"
    __table_args__ = (_ONE_TREE,)
    console: str = Field(primary_key=True)
    agent: str
    program: str
    heard: datetime = Field(sa_type=UtcText)
    number: int


class TeamRoleRow(SQLModel, table=True):
    """What somebody may do, as the journal says."""

    __tablename__ = "team_role"
    __table_args__ = (_ONE_TREE,)
    agent: str = Field(primary_key=True)
    role: str


class TeamAwayRow(SQLModel, table=True):
    """Until which day somebody is away, "" for back, and who stands in."""

    __tablename__ = "team_away"
    __table_args__ = (_ONE_TREE,)
    agent: str = Field(primary_key=True)
    until: str
    substitute: str


class TeamPulseRow(SQLModel, table=True):
    """What this console's agent said of a week: the answer itself only until it has left."""

    __tablename__ = "team_pulse"
    __table_args__ = (_ONE_TREE,)
    week: str = Field(primary_key=True)
    said: str
    due: datetime | None = Field(sa_type=UtcText)
    answer: str


class TeamPulseAnswerRow(SQLModel, table=True):
    """An answer of somebody of the team, as it was read; ``id`` is random."""

    __tablename__ = "team_pulse_answer"
    __table_args__ = (_ONE_TREE,)
    id: str = Field(primary_key=True)
    week: str
    answer: str


class TeamPulseMarkRow(SQLModel, table=True):
    """How far the folder of answers was read (UIDVALIDITY and UID), and when."""

    __tablename__ = "team_pulse_mark"
    number: int | None = Field(default=None, primary_key=True)
    folder: int
    uid: int
    read: datetime = Field(sa_type=UtcText)
