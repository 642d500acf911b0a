"""The tables of notices, known issues and occasions.

All is derived from events but ``notice_mail``: whom a notice of this console goes to, with the mail
of each.
"""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from agent_console.store.utc_text import UtcText

_ONE_TREE = {"sqlite_with_rowid": False}


class NoticeRow(SQLModel, table=True):
    """A notice as the events about it tell; ``console`` is the one that sends it."""

    __tablename__ = "notice"
    __table_args__ = (_ONE_TREE,)
    name: str = Field(primary_key=True)
    title: str
    search: str
    answer: str
    subject: str
    text: str
    about: str
    state: str
    agent: str
    at: datetime = Field(sa_type=UtcText)
    console: str
    begun_at: datetime | None = Field(default=None, sa_type=UtcText)
    people: int


class NoticeSentRow(SQLModel, table=True):
    """The mail of a notice to one person that has left, from whatever console."""

    __tablename__ = "notice_sent"
    __table_args__ = (_ONE_TREE,)
    notice: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    ticket: str = Field(index=True)
    message_id: str = Field(index=True)
    at: datetime = Field(sa_type=UtcText)


class NoticeMailRow(SQLModel, table=True):
    """One person of a notice that this console sends, and the text for them.

    ``number`` is the place in the row. ``state`` is "waiting" until the mail is in the outbox.
    """

    __tablename__ = "notice_mail"
    __table_args__ = (_ONE_TREE,)
    notice: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    number: int
    address: str
    name: str
    ticket: str
    opens: bool
    sender: str
    language: str
    subject: str
    text: str
    known: str
    state: str
    why: str
    message_id: str = Field(index=True)


class IncidentRow(SQLModel, table=True):
    """A known issue as the events about it tell."""

    __tablename__ = "incident"
    __table_args__ = (_ONE_TREE,)
    name: str = Field(primary_key=True)
    title: str
    answer: str
    text: str
    agent: str
    at: datetime = Field(sa_type=UtcText)
    closed_at: datetime | None = Field(default=None, sa_type=UtcText)


class OccasionRow(SQLModel, table=True):
    """A suggestion to write to a customer that was dropped or taken up."""

    __tablename__ = "occasion"
    __table_args__ = (_ONE_TREE,)
    name: str = Field(primary_key=True)
    how: str
    at: datetime = Field(sa_type=UtcText)
