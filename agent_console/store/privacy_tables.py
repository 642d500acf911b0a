"""The tables of the audit chain and of erasures; facts of this console alone."""

from __future__ import annotations

from sqlalchemy import LargeBinary
from sqlmodel import Field, SQLModel

_ONE_TREE = {"sqlite_with_rowid": False}


class AuditRow(SQLModel, table=True):
    """The link of an event recorded here, see :mod:`agent_console.desk.audit`."""

    __tablename__ = "audit"
    number: int | None = Field(default=None, primary_key=True)
    event: str = Field(unique=True)
    salt: str
    digest: str
    hash: str


class ErasureRow(SQLModel, table=True):
    """Who is to be erased, as events tell; ``done`` is when that was done here, "" until then.

    ``people`` are salted hashes of addresses, see :mod:`agent_console.desk.erasure`.
    """

    __tablename__ = "erasure"
    __table_args__ = (_ONE_TREE,)
    name: str = Field(primary_key=True)
    salt: str
    people: str
    agent: str
    at: str
    done: str


class ErasedMailRow(SQLModel, table=True):
    """What names a mail that was erased, as a keyed hash: it is not taken in again."""

    __tablename__ = "erased_mail"
    __table_args__ = (_ONE_TREE,)
    hash: str = Field(primary_key=True)


class LockedMailRow(SQLModel, table=True):
    """A business letter that is kept for the law until a day, out of view and search."""

    __tablename__ = "locked_mail"
    number: int | None = Field(default=None, primary_key=True)
    raw: bytes = Field(sa_type=LargeBinary)
    received: str
    until: str


class WrittenFileRow(SQLModel, table=True):
    """A file that was saved from here; ``about`` is the ticket or the customer's record."""

    __tablename__ = "written_file"
    __table_args__ = (_ONE_TREE,)
    path: str = Field(primary_key=True)
    about: str
    at: str
