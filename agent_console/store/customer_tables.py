"""The tables of customers: who writes, and what else is known of them; all of it is derived."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from agent_console.store.utc_text import UtcText

_ONE_TREE = {"sqlite_with_rowid": False}


class CustomerJoinedRow(SQLModel, table=True):
    """An address that agents joined with another one: it belongs to that one's person."""

    __tablename__ = "customer_joined"
    __table_args__ = (_ONE_TREE,)
    address: str = Field(primary_key=True)
    person: str = Field(index=True)


class CustomerImportedRow(SQLModel, table=True):
    """What an imported file says of an address; ``pack`` is the record of its event."""

    __tablename__ = "customer_imported"
    __table_args__ = (_ONE_TREE,)
    address: str = Field(primary_key=True)
    field: str = Field(primary_key=True)
    value: str = Field(primary_key=True)
    pack: str = Field(primary_key=True, index=True)
    at: datetime = Field(sa_type=UtcText)
    over: bool


class CustomerEntryRow(SQLModel, table=True):
    """A person, as lists and the search show them; ``address`` leads those that are joined.

    ``words`` is what is searched, ``tags`` and ``flags`` are lists with blanks around each.
    """

    __tablename__ = "customer_entry"
    id: int | None = Field(default=None, primary_key=True)
    address: str = Field(unique=True)
    name: str
    company: str
    phone: str
    tags: str
    flags: str
    addresses: int
    words: str


class CustomerRow(SQLModel, table=True):
    """A person who writes to the desk."""

    __tablename__ = "customer"
    id: int | None = Field(default=None, primary_key=True)
    name: str
    first_at: datetime = Field(sa_type=UtcText)
    last_at: datetime = Field(sa_type=UtcText)


class CustomerAddressRow(SQLModel, table=True):
    """An address of a customer, in lower case."""

    __tablename__ = "customer_address"
    __table_args__ = (_ONE_TREE,)
    address: str = Field(primary_key=True)
    customer_id: int = Field(foreign_key="customer.id", index=True)
