"""The tables of what tickets ask for."""

from __future__ import annotations

from sqlmodel import Field, SQLModel

_ONE_TREE = {"sqlite_with_rowid": False}


class FoundRow(SQLModel, table=True):
    """What the rules found that a ticket asks for."""

    __tablename__ = "found"
    __table_args__ = (_ONE_TREE,)
    ticket: str = Field(primary_key=True)
    type: str
    level: int
    complaint: bool
    frustration: int


class UnsortedRow(SQLModel, table=True):
    """A customer's mail that the rules have not looked at yet."""

    __tablename__ = "unsorted"
    id: int | None = Field(default=None, primary_key=True)
