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


class KinRow(SQLModel, table=True):
    """A ticket that was merged, or had one merged or split off; ``root`` is where it lives on.

    Without ``merged`` that is itself, or the ticket that it was split from.
    """

    __tablename__ = "kin"
    __table_args__ = (_ONE_TREE,)
    ref: str = Field(primary_key=True)
    root: str = Field(index=True)
    merged: bool


class TicketLinkRow(SQLModel, table=True):
    """Two tickets that have to do with each other; each link stands here both ways round."""

    __tablename__ = "ticket_link"
    __table_args__ = (_ONE_TREE,)
    one: str = Field(primary_key=True)
    other: str = Field(primary_key=True)
