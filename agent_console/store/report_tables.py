"""The tables of reports: what was measured of tickets, its sums, what is to be measured (again).

All are derived from mails and events; triggers of ``ticket`` say which are to be measured anew.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from agent_console.store.utc_text import UtcText

_ONE_TREE = {"sqlite_with_rowid": False}


class MeasureRow(SQLModel, table=True):
    """One number of one ticket (see ``desk.metrics.Measured``), on a day where the desk is.

    ``day`` counts days since the year 1, ``place`` the numbers of a ticket; ``traits`` are those
    that the ticket had when it was measured.
    """

    __tablename__ = "measure"
    __table_args__ = (
        Index("measure_ticket", "ticket"),
        Index("measure_traits_day", "what", "traits", "day", "more", "value", "wall"),
        _ONE_TREE,
    )
    what: str = Field(primary_key=True)
    day: int = Field(primary_key=True)
    ticket: str = Field(primary_key=True)
    place: int = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcText)
    value: int
    wall: int
    more: str
    agent: str
    traits: int


class TraitsRow(SQLModel, table=True):
    """What reports can be limited to, as tickets have it together; ``tags`` with commas between."""

    __tablename__ = "measure_traits"
    id: int | None = Field(default=None, primary_key=True)
    type: str
    level: int
    channel: str
    language: str
    tags: str


class TallyRow(SQLModel, table=True):
    """How many rows of one day there are, and the sums of their numbers.

    Of all tickets where ``trait`` is blank, else of those whose type, level, channel, language, tag
    or agent is ``word``.
    """

    __tablename__ = "tally"
    __table_args__ = (_ONE_TREE,)
    what: str = Field(primary_key=True)
    trait: str = Field(primary_key=True)
    word: str = Field(primary_key=True)
    day: int = Field(primary_key=True)
    more: str = Field(primary_key=True)
    n: int
    value: int
    wall: int


class SpreadRow(SQLModel, table=True):
    """The numbers of one day in order, four bytes each, the lowest first."""

    __tablename__ = "spread"
    __table_args__ = (UniqueConstraint("what", "trait", "word", "day"),)
    id: int | None = Field(default=None, primary_key=True)
    what: str
    trait: str
    word: str
    day: int
    numbers: bytes
    walls: bytes


class UnmeasuredRow(SQLModel, table=True):
    """A ticket that changed since it was measured."""

    __tablename__ = "unmeasured"
    __table_args__ = (_ONE_TREE,)
    ticket: str = Field(primary_key=True)
