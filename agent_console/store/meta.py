"""Facts about the store itself: the console's name, the secret of its ticket tokens, its age."""

from __future__ import annotations

import secrets
import sqlite3
from datetime import datetime
from typing import TYPE_CHECKING

from agent_console.desk.refs import base32
from agent_console.errors import StoreError
from agent_console.i18n import _
from agent_console.store.driver import driver
from agent_console.store.times import from_text, to_text

if TYPE_CHECKING:
    from sqlmodel import Session

_CONSOLE = "console"
_SIGNING = "signing_key"
_SETUP = "setup_time"
_EVENT_NUMBER = "event_number"
_RULES = "rules"
_SORTING = "sorting"
_SECRET_BYTES = 32
_CONSOLE_BYTES = 5
_VALUE = "SELECT value FROM meta WHERE key = ?"
_ADD = "INSERT OR IGNORE INTO meta (key, value) VALUES (?, ?)"
_SET = "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)"
_COUNT_UP = """
INSERT INTO meta (key, value) VALUES (?, '1')
ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1 RETURNING value
"""


def ensure(session: Session, now: datetime) -> None:
    """Give a new store its name, its secret and its age; what is there stays."""
    new = (
        (_CONSOLE, base32(secrets.token_bytes(_CONSOLE_BYTES)).lower()),
        (_SIGNING, secrets.token_hex(_SECRET_BYTES)),
        (_SETUP, to_text(now)),
    )
    driver(session).executemany(_ADD, new)


def is_complete(session: Session) -> bool:
    """Return whether :func:`ensure` has nothing left to do."""
    return all(_value(session, key) for key in (_CONSOLE, _SIGNING, _SETUP))


def token_secret(session: Session) -> bytes:
    """Return the key that signs ticket tokens: 32 random bytes made with the store."""
    return bytes.fromhex(_need(session, _SIGNING))


def console_id(session: Session) -> str:
    """Return the random name of this console, the first half of its event ids."""
    return _need(session, _CONSOLE)


def setup_time(session: Session) -> datetime:
    """Return when the store was made: nothing older than that is ever answered by itself."""
    return from_text(_need(session, _SETUP))


def rules_stamp(session: Session) -> str:
    """Return by which promises and opening hours deadlines were computed; "" for a new store."""
    return _value(session, _RULES) or ""


def keep_rules_stamp(session: Session, stamp: str) -> None:
    """Keep by which promises and opening hours deadlines are computed from now on."""
    driver(session).execute(_SET, (_RULES, stamp))


def sorting_stamp(session: Session | sqlite3.Connection) -> str:
    """Return by which rules and labels mails were looked at; "" for a new store."""
    return _value(session, _SORTING) or ""


def keep_sorting_stamp(session: Session, stamp: str) -> None:
    """Keep by which rules and labels mails are looked at from now on."""
    driver(session).execute(_SET, (_SORTING, stamp))


def next_event_number(session: Session) -> int:
    """Count up and return the number of this console's next event; it is never used twice."""
    return int(driver(session).execute(_COUNT_UP, (_EVENT_NUMBER,)).fetchone()[0])


def event_number(session: Session) -> int:
    """Return the number of this console's newest event, 0 when there is none."""
    return int(_value(session, _EVENT_NUMBER) or 0)


def _value(session: Session | sqlite3.Connection, key: str) -> str | None:
    found = driver(session).execute(_VALUE, (key,)).fetchone()
    return str(found[0]) if found else None


def _need(session: Session, key: str) -> str:
    value = _value(session, key)
    if value is None:
        raise StoreError(
            _("Store"),
            _("the store lacks its entry {key}").format(key=key),
            _("Restore a backup, or move the store away and sync again."),
        )
    return value
