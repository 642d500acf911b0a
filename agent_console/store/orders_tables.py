"""The tables of the orders that shops told of, and of returns.

Orders survive a rebuild; returns are derived from events.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from agent_console.store.utc_text import UtcText

_ONE_TREE = {"sqlite_with_rowid": False}


class ShopOrderRow(SQLModel, table=True):
    """An order as its source told it last.

    ``number`` and ``name`` are as they are compared; ``told`` is what its source said, by which an
    unchanged one is known; ``body`` is the order as JSON.
    """

    __tablename__ = "shop_order"
    __table_args__ = (
        UniqueConstraint("number", "source"),
        Index("shop_order_email", "email", "ordered", sqlite_where=text("email <> ''")),
        Index("shop_order_name", "name", "ordered", sqlite_where=text("name <> ''")),
        Index("shop_order_due", "due", sqlite_where=text("due <> ''")),
    )
    id: int | None = Field(default=None, primary_key=True)
    number: str
    source: str
    email: str
    name: str
    ordered: str
    due: str
    told: str
    body: str


class OrderSourceRow(SQLModel, table=True):
    """What was taken from one file, query or command of a source, and when.

    ``stamp`` is what it looked like: as long as that is the same, nothing is read. ``report`` is
    JSON for people: how many orders, and the first problems.
    """

    __tablename__ = "order_source"
    __table_args__ = (_ONE_TREE,)
    source: str = Field(primary_key=True)
    place: str = Field(primary_key=True)
    stamp: str
    at: datetime = Field(sa_type=UtcText)
    report: str


class ReturnCaseRow(SQLModel, table=True):
    """One item that a customer sends back, or wants to; derived from the events of its ticket.

    ``place`` counts the cases of a ticket in the order in which they were asked for.
    """

    __tablename__ = "return_case"
    __table_args__ = (
        Index("return_case_ticket", "ticket"),
        Index("return_case_asked", "asked"),
        _ONE_TREE,
    )
    id: str = Field(primary_key=True)
    ticket: str
    place: int
    asked: datetime = Field(sa_type=UtcText)
    state: str
    reason: str
    product: str
    body: str
