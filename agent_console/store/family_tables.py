"""The tables of tags, and of tickets that were merged, split and linked; all are derived."""

from __future__ import annotations

from sqlmodel import Field, SQLModel

_ONE_TREE = {"sqlite_with_rowid": False}


class TicketTagRow(SQLModel, table=True):
    """One tag of a ticket; kept by triggers of ticket, whose column ``tags`` has all of them."""

    __tablename__ = "ticket_tag"
    __table_args__ = (_ONE_TREE,)
    tag: str = Field(primary_key=True)
    ticket: str = Field(primary_key=True, index=True)
