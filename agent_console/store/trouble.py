"""What went wrong with the store, in words and with what to do about it."""

from __future__ import annotations

import json
import re
import sqlite3
import zlib
from pathlib import Path

from agent_console.errors import StoreBusyError, StoreError
from agent_console.i18n import _

NOT_AS_WRITTEN = (zlib.error, json.JSONDecodeError)
"""What reading a row raises when the disk changed bytes where SQLite itself sees nothing of it."""

_PRIMARY = 0xFF
_NO_TEXT = "Could not decode to UTF-8"
"""What SQLite's binding says, without a code and with the text, of a text that is none any more."""
_ANOTHER_SCHEMA = re.compile(r"no such (column|table)|has no column named")
"""What SQLite says when a statement names what the store has not; its code is the same for all."""


def busy_error(path: Path) -> StoreBusyError:
    """Return the error for a store that another program kept locked too long."""
    return StoreBusyError(
        _("Store"),
        _("{path} is being written by another program").format(path=path),
        _("Wait for it to finish, or close the other consoles, then try again."),
    )


def foreign_error(path: Path) -> StoreError:
    """Return the error for a file that is no store of this program."""
    return StoreError(
        _("Store"),
        _("{path} is not a store of this program").format(path=path),
        _("Move that file away, or set AGENT_CONSOLE_HOME to another folder."),
    )


def newer_error(path: Path, found: int, known: int, backup: Path | None) -> StoreError:
    """Return the error for a store that a newer version of the program has changed.

    ``backup`` is the copy that version made of the store as this program knows it.
    """
    if backup:
        back = _(
            "Or go back: close all consoles, move {store} away, with -wal and -shm, and copy"
            " {backup} to its name; what was done since is in the newer file alone"
            " (docs/install.md)."
        ).format(store=path.name, backup=backup.name)
    else:
        back = _(
            "Or go back: close all consoles, move {store} away, with -wal and -shm, and run"
            " `agent-console sync`; what people did is in that file alone (docs/install.md)."
        ).format(store=path.name)
    update = _("Update this program: a newer version has used the store.")
    return StoreError(
        _("Store"),
        _("{path} has schema {found}, this program knows {known}").format(
            path=path, found=found, known=known
        ),
        f"{update} {back}",
    )


def backup_error(path: Path, error: OSError) -> StoreError:
    """Return the error for a store whose copy, made before an upgrade, could not be written."""
    return StoreError(
        _("Store"),
        _("{path} cannot be used: {reason}").format(path=path, reason=error.strerror),
        _("Check the free space and the disk. Nothing was changed."),
    )


def unreleased_error(path: Path) -> StoreError:
    """Return the error for a store of a version that was still being written."""
    return StoreError(
        _("Store"),
        _("{path} was made by a version before the first release").format(path=path),
        _fetch_again(),
    )


def damaged_error(path: Path, reason: object) -> StoreError:
    """Return the error for a store in which something is not as it was written."""
    return StoreError(
        _("Store"),
        _("{path} is damaged: {reason}").format(path=path, reason=reason),
        _(
            "Close all consoles and move the file away, or put a backup beside it in its"
            " place; the mails are fetched again from the mailbox."
        ),
    )


def spoilt_error(path: Path) -> StoreError:
    """Return the error for a store with a row that cannot be read (see ``NOT_AS_WRITTEN``)."""
    return damaged_error(path, _("what is in it is not what was written"))


def store_error(path: Path, error: sqlite3.Error) -> StoreError:
    """Translate what SQLite reports about the store at ``path`` (SQLite result codes)."""
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return busy_error(path)
    if code == sqlite3.SQLITE_NOTADB:
        return foreign_error(path)
    if code == sqlite3.SQLITE_CORRUPT:
        return damaged_error(path, error)
    if str(error).startswith(_NO_TEXT):
        return spoilt_error(path)
    if code == sqlite3.SQLITE_ERROR and _ANOTHER_SCHEMA.search(str(error)):
        return _other_version_error(path, error)
    return StoreError(
        _("Store"),
        _("{path} cannot be used: {reason}").format(path=path, reason=error),
        _hint(code),
    )


def _other_version_error(path: Path, error: sqlite3.Error) -> StoreError:
    """Return the error for a store whose tables are not those of this program."""
    return StoreError(
        _("Store"),
        _("{path} was made by another version of this program ({reason})").format(
            path=path, reason=error
        ),
        _fetch_again(),
    )


def _fetch_again() -> str:
    return _(
        "Close all consoles, move the file away and run `agent-console sync`: the mails are"
        " fetched again. Notes, drafts, closings and the outbox stay in the old file alone"
        " (docs/sync.md)."
    )


def _hint(code: int) -> str:
    if code == sqlite3.SQLITE_FULL:
        return _("The disk is full: free some space. Nothing was changed.")
    if code == sqlite3.SQLITE_READONLY:
        return _("Make the file and its folder writable for you. Nothing was changed.")
    if code == sqlite3.SQLITE_IOERR:
        return _("Check the free space and the disk. Nothing was changed.")
    return _("Check that the folder exists and that you may write there.")
