"""The tables of surveys: what was asked and scored, and whether a ticket is to be asked about.

``survey`` is derived from mails and events. ``survey_decision`` is this console's own.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from agent_console.store.utc_text import UtcText

_ONE_TREE = {"sqlite_with_rowid": False}


class SurveyRow(SQLModel, table=True):
    """A survey of a ticket and its score (see ``desk.feedback.Asked``)."""

    __tablename__ = "survey"
    __table_args__ = (
        Index("survey_ticket", "ticket"),
        Index("survey_answered", "answered"),
        Index("survey_at", "at"),
        Index("survey_email", "email", "at"),
        _ONE_TREE,
    )
    id: str = Field(primary_key=True)
    ticket: str
    which: str
    email: str
    at: datetime = Field(sa_type=UtcText)
    message_id: str
    key: str
    answered: datetime | None = Field(default=None, sa_type=UtcText)
    value: int | None = None
    mail: str
    agent: str
    comment: str
    objected: bool


class SurveyDecisionRow(SQLModel, table=True):
    """Whether this console queued a survey for a ticket, and why or why not."""

    __tablename__ = "survey_decision"
    __table_args__ = (_ONE_TREE,)
    ticket: str = Field(primary_key=True)
    closed: datetime = Field(sa_type=UtcText)
    at: datetime = Field(sa_type=UtcText)
    sent: bool
    reason: str
