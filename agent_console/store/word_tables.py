"""The tables of the search: its words, and where time goes on in the order of mails."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from agent_console.store.utc_text import UtcText


class MailSpanRow(SQLModel, table=True):
    """When the newest of 256 mail ids was received; kept by a trigger, read by the search."""

    __tablename__ = "mail_span"
    block: int | None = Field(default=None, primary_key=True)
    newest: datetime = Field(sa_type=UtcText)
    last: int
    ordered: bool


class TermRow(SQLModel, table=True):
    """A word of the texts: as the search indexes have it, and in one spelling for ä, ae and a."""

    __tablename__ = "term"
    __table_args__ = (UniqueConstraint("plain", "word"),)
    id: int | None = Field(default=None, primary_key=True)
    plain: str
    word: str
    mails: int


class UnlearnedRow(SQLModel, table=True):
    """A mail (a note: its negative number) whose words are not among the terms yet."""

    __tablename__ = "unlearned"
    id: int | None = Field(default=None, primary_key=True)
