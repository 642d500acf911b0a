"""Looking at this machine and at the mailbox: every finding with what to do about it.

A report names no address, no password and no customer, so it can be shown to others.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from agent_console import __version__
from agent_console.clock import Clock
from agent_console.config import Config, load_config
from agent_console.errors import ConsoleError, SecretMissingError, StoreError
from agent_console.i18n import _, ngettext
from agent_console.locations import Locations
from agent_console.mail import smtp
from agent_console.mail.credentials import FoundSecret, find_secret
from agent_console.mail.imap import open_imap
from agent_console.services.mailbox import server_with_user
from agent_console.store.engine import engine_holder, open_store

_FIXED_SQLITE = (3, 51, 3)
_CHECK_SECONDS = 10.0
_LOW_DISK = 200 * 1024 * 1024


class Grade(StrEnum):
    """How serious a finding is."""

    OK = "ok"
    NOTE = "note"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    grade: Grade
    what: str
    words: str
    hint: str = ""


def examine(locations: Locations, clock: Clock, *, offline: bool) -> Iterator[Finding]:
    """Yield findings one by one, so that a slow server does not hide the earlier ones."""
    yield from _machine()
    yield from _terminal()
    try:
        config = load_config(locations.config_file)
    except ConsoleError as error:
        yield Finding(Grade.PROBLEM, _("Settings"), error.message, error.hint)
        return
    yield Finding(Grade.OK, _("Settings"), str(locations.config_file))
    yield from _store(locations)
    found: list[FoundSecret] = []
    yield from _secret(config, found)
    if offline or not found:
        return
    yield _guarded(_("Reading server"), lambda: _imap(config, found[0], clock))
    yield _guarded(_("Sending server"), lambda: _smtp(config, found[0]))


def _machine() -> Iterator[Finding]:
    python = ".".join(str(part) for part in sys.version_info[:3])
    yield Finding(Grade.OK, "Agent Console", f"{__version__}, Python {python}")
    version = sqlite3.sqlite_version
    if sqlite3.sqlite_version_info < _FIXED_SQLITE:
        yield Finding(
            Grade.NOTE,
            "SQLite",
            _("{version} has a known fault with several writers").format(version=version),
            _("Nothing to do: the program takes a lock around every write."),
        )
    else:
        yield Finding(Grade.OK, "SQLite", version)


def _terminal() -> Iterator[Finding]:
    encoding = sys.stdout.encoding or "?"
    words = f"TERM={os.environ.get('TERM', '')} COLORTERM={os.environ.get('COLORTERM', '')}"
    if encoding.lower().replace("-", "") != "utf8":
        yield Finding(
            Grade.PROBLEM,
            _("Terminal"),
            _("the character set is {encoding}").format(encoding=encoding),
            _("Set LANG to a UTF-8 locale, such as de_DE.UTF-8 or C.UTF-8."),
        )
    else:
        yield Finding(Grade.OK, _("Terminal"), f"{words} {encoding}")


def _store(locations: Locations) -> Iterator[Finding]:
    path = locations.store_file
    if not path.exists():
        yield Finding(Grade.NOTE, _("Store"), _("not made yet; the first start makes it"))
        return
    yield _guarded(_("Store"), lambda: _check_store(path))
    free = shutil.disk_usage(path.parent).free
    if free < _LOW_DISK:
        yield Finding(
            Grade.PROBLEM,
            _("Disk"),
            _("only {mb} MB are free").format(mb=free // 1024 // 1024),
            _("Make room: new mails cannot be kept on a full disk."),
        )
    holder = engine_holder(path)
    if holder is not None:
        words = _("runs in process {pid} on {host}").format(pid=holder.pid, host=holder.host)
        yield Finding(Grade.OK, _("Sync"), words)


def _check_store(path: Path) -> str:
    with open_store(path) as store:
        damage = store.quick_check(_CHECK_SECONDS)
    if damage:
        raise StoreError(
            _("Store"),
            _("the store is damaged: {reason}").format(reason=damage),
            _("Move {path} away and start again: the mails are read anew.").format(path=path),
        )
    return str(path)


def _secret(config: Config, found: list[FoundSecret]) -> Iterator[Finding]:
    try:
        secret = find_secret(config.mailbox)
    except SecretMissingError as error:
        yield Finding(Grade.PROBLEM, _("Password"), error.message, error.hint)
        return
    found.append(secret)
    words = _("comes from: {source}").format(source=secret.source.value)
    yield Finding(Grade.OK, _("Password"), words)


def _imap(config: Config, found: FoundSecret, clock: Clock) -> str:
    mailbox = config.mailbox
    begun = clock.monotonic()
    with open_imap(
        server_with_user(mailbox.imap, mailbox), found.secret, clock=clock
    ) as connection:
        took = clock.monotonic() - begun
        before = clock.monotonic()
        connection.noop()
        trip = clock.monotonic() - before
        able = [n for n in ("IDLE", "CONDSTORE", "QRESYNC", "MOVE", "UIDPLUS") if connection.has(n)]
        sent = mailbox.folders.sent or connection.special_folder("\\Sent")
        folders = len(connection.folders())
    words = _("signed in after {login} ms, answers in {trip} ms").format(
        login=round(took * 1000), trip=round(trip * 1000)
    )
    count = ngettext("{n} folder", "{n} folders", folders).format(n=folders)
    sent_words = _("sent folder found") if sent else _("no sent folder found")
    return f"{words}; {count}, {sent_words}; {' '.join(able)}"


def _smtp(config: Config, found: FoundSecret) -> str:
    mailbox = config.mailbox
    server = server_with_user(mailbox.smtp, mailbox)
    trouble = asyncio.run(smtp.check(server, found.secret, sender=mailbox.address))
    if trouble is not None:
        raise ConsoleError(
            _("Sending"), trouble.detail, _("Check the section [mailbox.smtp] of the settings.")
        )
    return _("signed in")


def _guarded(what: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(Grade.OK, what, look())
    except ConsoleError as error:
        return Finding(Grade.PROBLEM, what, error.message, error.hint)
