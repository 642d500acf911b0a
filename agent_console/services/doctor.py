"""Looking at this machine and at the mailbox: every finding with what to do about it.

A report names no mail address, no password and no customer, so it can be shown to others.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from pydantic import SecretStr

from agent_console import __version__
from agent_console.clock import Clock
from agent_console.config import Config, MailboxConfig, load_config
from agent_console.desk.states import UNDECIDED
from agent_console.errors import (
    ConsoleError,
    ExitCode,
    MailError,
    SecretMissingError,
    SignInError,
    StoreError,
)
from agent_console.i18n import _, ngettext
from agent_console.locations import Locations
from agent_console.mail import smtp
from agent_console.mail.credentials import (
    FoundSecret,
    SecretSource,
    VaultLockedError,
    account_of,
    find_secret,
    unlock_secret,
)
from agent_console.mail.imap import open_imap
from agent_console.mail.wire import ConnectionLostError
from agent_console.services.mailbox import server_with_user
from agent_console.services.rules import Rules
from agent_console.store import outbox
from agent_console.store.engine import engine_holder, open_store
from agent_console.store.place import refuse_network

AskPassword = Callable[[str], SecretStr]

_FIXED_SQLITE = (3, 51, 3)
_CHECK_SECONDS = 10.0
_FIRST_REFUSAL = 500
_LOW_DISK = 200 * 1024 * 1024
_SMALLEST = (80, 24)
_ADDRESS = re.compile(r"[^\s@<>()'\",:;]+@[^\s@<>()'\",:;]+")
_HIDDEN = "…"


class Grade(StrEnum):
    """How serious a finding is."""

    OK = "ok"
    NOTE = "note"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    ``cause`` is the exit code with which other commands end because of a problem, if they do.
    """

    grade: Grade
    what: str
    words: str
    hint: str = ""
    cause: ExitCode | None = None


def examine(
    locations: Locations, clock: Clock, *, offline: bool, ask: AskPassword | None = None
) -> Iterator[Finding]:
    """Yield findings one by one, so that a slow server does not hide the earlier ones.

    ``ask`` gets a password from a person when none is stored; it is forgotten afterwards.
    """
    yield from _machine()
    yield from _terminal()
    try:
        config = load_config(locations.config_file)
    except ConsoleError as error:
        yield _discreet(_problem(_("Settings"), error), ())
        return
    yield from _settings(locations.config_file)
    hidden = tuple(name for box in config.all_mailboxes for name in _names_in(box))
    for finding in _desk(config, locations, clock):
        yield _discreet(finding, hidden)
    boxes = config.all_mailboxes
    for number, box in enumerate(boxes, 1):
        for finding in _mailbox(box, clock, offline=offline, ask=ask):
            what = f"{finding.what} {number}" if len(boxes) > 1 else finding.what
            yield _discreet(replace(finding, what=what), hidden)


def _mailbox(
    box: MailboxConfig, clock: Clock, *, offline: bool, ask: AskPassword | None
) -> Iterator[Finding]:
    found: list[FoundSecret] = []
    yield from _secret(box, found, ask)
    if found and not offline:
        password = found[0].secret.get_secret_value()
        for finding in _servers(box, found[0].secret, clock):
            yield replace(finding, words=finding.words.replace(password, _HIDDEN))


def _desk(config: Config, locations: Locations, clock: Clock) -> Iterator[Finding]:
    yield _guarded(_("Calendar"), lambda: _calendar(config, clock))
    yield from _place(locations)
    if locations.store_file.exists():
        yield from _store(locations.store_file)
    else:
        yield Finding(Grade.NOTE, _("Store"), _("not made yet; the first start makes it"))


def _servers(box: MailboxConfig, secret: SecretStr, clock: Clock) -> Iterator[Finding]:
    lacking: list[str] = []
    yield _guarded(_("Reading server"), lambda: _imap(box, secret, clock, lacking))
    for name in lacking:
        words = _("the server has no folder {folder}").format(folder=name)
        hint = _("Correct [mailbox.folders] in the settings, or make the folder.")
        yield Finding(Grade.PROBLEM, _("Folders"), words, hint)
    yield _guarded(_("Sending server"), lambda: _smtp(box, secret))


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
    if encoding.lower().replace("-", "") != "utf8":
        yield Finding(
            Grade.PROBLEM,
            _("Terminal"),
            _("the character set is {encoding}").format(encoding=encoding),
            _("Set LANG to a UTF-8 locale, such as de_DE.UTF-8 or C.UTF-8."),
        )
        return
    size = shutil.get_terminal_size(_SMALLEST)
    kind, colours = os.environ.get("TERM", ""), os.environ.get("COLORTERM", "")
    words = f"TERM={kind} COLORTERM={colours} {encoding} {size.columns}×{size.lines}"
    if size < _SMALLEST or size.lines < _SMALLEST[1]:
        hint = _("The screens need 80 columns and 24 lines.")
        yield Finding(Grade.NOTE, _("Terminal"), words, hint)
    else:
        yield Finding(Grade.OK, _("Terminal"), words)


def _settings(path: Path) -> Iterator[Finding]:
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        hint = _("Make them private: chmod 600 {path}").format(path=path)
        words = _("{path} can be read by other users").format(path=path)
        yield Finding(Grade.NOTE, _("Settings"), words, hint)
    else:
        yield Finding(Grade.OK, _("Settings"), str(path))


def _calendar(config: Config, clock: Clock) -> str:
    now = clock.now()
    calendar = Rules(config).calendar(now)
    opening = calendar.next_opening(now)
    settings = config.calendar
    place = "-".join(part for part in (settings.country, settings.subdivision) if part)
    standing = _("open now")
    if opening > now:
        local = opening.astimezone(calendar.zone)
        standing = _("opens {moment:%Y-%m-%d %H:%M}").format(moment=local)
    return f"{settings.zone}, {place}; {standing}"


def _place(locations: Locations) -> Iterator[Finding]:
    folder = _nearest(locations.data_dir)
    try:
        refuse_network(folder)
    except ConsoleError as error:
        yield _problem(_("Folder"), error)
    for wanted in dict.fromkeys((folder, _nearest(locations.state_dir))):
        if not wanted.is_dir() or not os.access(wanted, os.W_OK | os.X_OK):
            yield Finding(
                Grade.PROBLEM,
                _("Folder"),
                _("{path} cannot be written").format(path=wanted),
                _("Check the permissions, or point AGENT_CONSOLE_HOME at a folder of your own."),
            )
    free = shutil.disk_usage(folder).free
    if free < _LOW_DISK:
        yield Finding(
            Grade.PROBLEM,
            _("Disk"),
            _("only {mb} MB are free").format(mb=free // 1024 // 1024),
            _("Make room: new mails cannot be kept on a full disk."),
        )


def _nearest(path: Path) -> Path:
    """Return ``path`` or the nearest thing above it that exists."""
    return next(place for place in (path, *path.parents) if place.exists())


def _store(path: Path) -> Iterator[Finding]:
    undecided: list[int] = []
    yield _guarded(_("Store"), lambda: _check_store(path, undecided))
    if any(undecided):
        words = ngettext(
            "{n} reply waits for a decision", "{n} replies wait for a decision", undecided[0]
        )
        hint = _("Press x in the console; `agent-console outbox` lists them.")
        yield Finding(Grade.NOTE, _("Outbox"), words.format(n=undecided[0]), hint)
    holder = engine_holder(path)
    if holder is not None:
        words = _("runs in process {pid} on {host}").format(pid=holder.pid, host=holder.host)
        yield Finding(Grade.OK, _("Sync"), words)


def _check_store(path: Path, undecided: list[int]) -> str:
    with open_store(path) as store:
        damage = store.quick_check(_CHECK_SECONDS)
        if not damage:
            with store.read() as session:
                items = outbox.items(session, UNDECIDED)
            undecided.append(sum(item.next_try is None for item in items))
    if damage:
        raise StoreError(
            _("Store"),
            _("the store is damaged: {reason}").format(reason=damage),
            _("Move {path} away and start again: the mails are read anew.").format(path=path),
        )
    return str(path)


def _secret(
    mailbox: MailboxConfig, found: list[FoundSecret], ask: AskPassword | None
) -> Iterator[Finding]:
    try:
        secret = _stored(mailbox, ask)
    except SecretMissingError as error:
        settled = mailbox.password_command or mailbox.takes_tokens
        if settled or ask is None or isinstance(error, VaultLockedError):
            yield _problem(_("Password"), error)
            return
        found.append(FoundSecret(ask(account_of(mailbox)), SecretSource.SESSION))
        yield Finding(
            Grade.NOTE,
            _("Password"),
            _("none is stored; it is asked for at every start"),
            _("Without a person at the terminal, as in cron, set password_command."),
        )
        return
    found.append(secret)
    words = _("comes from: {source}").format(source=secret.source.value)
    yield Finding(Grade.OK, _("Password"), words)


def _stored(mailbox: MailboxConfig, ask: AskPassword | None) -> FoundSecret:
    """Return the stored password; a person may give the passphrase of the encrypted file."""
    try:
        return find_secret(mailbox)
    except VaultLockedError:
        if ask is None or not unlock_secret(mailbox, ask(_("the encrypted file"))):
            raise
        return find_secret(mailbox)


def _imap(mailbox: MailboxConfig, secret: SecretStr, clock: Clock, lacking: list[str]) -> str:
    """Sign in and look around; folders of the settings that are not there become ``lacking``."""
    server = server_with_user(mailbox.imap, mailbox)
    begun = clock.monotonic()
    with open_imap(server, secret, clock=clock) as connection:
        took = clock.monotonic() - begun
        before = clock.monotonic()
        connection.noop()
        trip = clock.monotonic() - before
        able = [
            n
            for n in ("IDLE", "CONDSTORE", "QRESYNC", "NOTIFY", "MOVE", "UIDPLUS")
            if connection.has(n)
        ]
        sent = mailbox.folders.sent or connection.special_folder("\\Sent")
        named = mailbox.folders
        there = {folder.name for folder in connection.folders()}
        wanted = (*named.incoming, *((named.sent,) if named.sent else ()))
        lacking += [n for n in wanted if n not in there and n.upper() != "INBOX"]
        if named.junk and not connection.special_folder("\\Junk"):
            lacking.append(_("for junk mail"))
    words = _("signed in after {login} ms, answers in {trip} ms").format(
        login=round(took * 1000), trip=round(trip * 1000)
    )
    count = ngettext("{n} folder", "{n} folders", len(there)).format(n=len(there))
    sent_words = _("sent folder found") if sent else _("no sent folder found")
    return f"{words}; {count}, {sent_words}; {' '.join(able)}"


def _smtp(mailbox: MailboxConfig, secret: SecretStr) -> str:
    server = server_with_user(mailbox.smtp, mailbox)
    trouble = asyncio.run(smtp.check(server, secret, sender=mailbox.address))
    if trouble is not None:
        refused = trouble.stage is smtp.Stage.SIGN_IN and trouble.code >= _FIRST_REFUSAL
        kind = SignInError if refused else MailError
        hint = _("Check the section [mailbox.smtp] of the settings.")
        raise kind(_("Sending"), trouble.detail, hint)
    return _("signed in")


def _guarded(what: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(Grade.OK, what, look())
    except ConnectionLostError as error:
        hint = _("Check the network and the section [mailbox.imap] of the settings.")
        return Finding(Grade.PROBLEM, what, error.message, hint, error.exit_code)
    except ConsoleError as error:
        return _problem(what, error)


def _problem(what: str, error: ConsoleError) -> Finding:
    return Finding(Grade.PROBLEM, what, error.message, error.hint, error.exit_code)


def _names_in(mailbox: MailboxConfig) -> tuple[str, ...]:
    """Return patterns of what a report must not say: the team's addresses and user names."""
    users = (mailbox.imap.user, mailbox.smtp.user)
    names = (*sorted(mailbox.own_addresses), *users)
    return tuple(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names if name)


def _discreet(finding: Finding, hidden: tuple[str, ...]) -> Finding:
    """Take addresses, user names and the password out of what servers and errors say."""

    def clean(text: str) -> str:
        for pattern in hidden:
            text = re.sub(pattern, _HIDDEN, text, flags=re.IGNORECASE)
        return _ADDRESS.sub(_HIDDEN, text)

    return replace(finding, words=clean(finding.words), hint=clean(finding.hint))
