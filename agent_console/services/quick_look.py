"""Whether anything changed at all since the last complete sync: one question, nothing heavy loaded.

A complete one-shot sync leaves a note: the settings it checked, what the servers told just before
it read (:mod:`agent_console.mail.glance`), and how far each folder stood after it. ``nothing new``
is said without the full way only when all of this holds, and the full way is taken in any doubt:

1.  The settings file is, byte for byte, the one that was checked then, by this same version.
2.  The note is less than an hour old: a full pass also compares counts and looks for folders.
3.  The store is there, has this program's schema, and no other program runs its engine.
4.  Nothing in the outbox waits to leave, to be settled or to be filed as a copy.
5.  No mail is left of which less than all was read so far, or whose words are not known yet.
6.  The store knows of each folder exactly what it knew after that sync.
7.  What signs us in comes from a command or the service manager; the keyring is heavy.
8.  The server takes it by SASL PLAIN or XOAUTH2, under the rules for encryption that always hold.
9.  The same folders with the same uses are there.
10. Of each folder, UIDVALIDITY, UIDNEXT, MESSAGES and HIGHESTMODSEQ are the same.

How the note comes about is told in :mod:`agent_console.services.look_note`.
"""

from __future__ import annotations

import sqlite3
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from agent_console import __version__
from agent_console.clock import Clock
from agent_console.errors import ConsoleError, SignInError
from agent_console.i18n import use_language
from agent_console.locations import Locations
from agent_console.mail.given import from_command, from_service_manager
from agent_console.mail.glance import glance, signed_in
from agent_console.mail.reach import TLS
from agent_console.services.look_note import BoxNote, Note, digest, read_note
from agent_console.store import standstill
from agent_console.store.locks import engine_lock
from agent_console.store.times import from_text

FULL_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Looked:
    """What a quick look found.

    ``counts`` says by address and folder how many mails the server holds when nothing is new, and
    is None when the full way must be taken; it need not ask for the ``passwords`` (by address).
    """

    counts: Mapping[str, Mapping[str, int]] | None
    passwords: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Account:
    """One mailbox of the settings; the defaults are those of :mod:`agent_console.config`."""

    host: str
    port: int
    security: str
    ca_file: Path | None
    user: str
    command: tuple[str, ...]
    token_command: tuple[str, ...] = ()
    has_oauth: bool = False


def quick_look(locations: Locations, clock: Clock) -> Looked:
    """Ask the servers whether anything changed; see the module's words for what must hold.

    Raises SignInError where the full way would end with the same words, having tried the same.
    """
    passwords: dict[str, str] = {}
    try:
        return Looked(_look(locations, clock, passwords), passwords)
    except SignInError:
        raise
    except (ConsoleError, OSError, sqlite3.Error, ValueError, LookupError, TypeError):
        return Looked(None, passwords)


def _look(
    locations: Locations, clock: Clock, passwords: dict[str, str]
) -> Mapping[str, Mapping[str, int]] | None:
    path = locations.store_file
    with ExitStack() as held:
        connection = held.enter_context(standstill.opened(path))
        lock = engine_lock(path) if connection else None
        if connection is None or lock is None:
            return None
        held.enter_context(lock)
        note = read_note(standstill.note(connection))
        settings = locations.config_file.read_bytes()
        same = note.settings == digest(settings, locations.beside_settings)
        if not same or not _is_fresh(note, clock.now()):
            return None
        if not standstill.rests(connection):
            return None
        if standstill.stands(connection, note.stored) != note.stands:
            return None
        accounts = dict(_accounts(tomllib.loads(settings.decode())))
        if not all(_same(box, accounts[box.address], clock, passwords) for box in note.boxes):
            return None
        standstill.seen(path, connection, note.stored, clock.now())
    return {box.address: box.counts for box in note.boxes}


def _same(box: BoxNote, account: _Account, clock: Clock, passwords: dict[str, str]) -> bool:
    """Ask one server; the password is kept, so that its command runs once."""
    if account.token_command:
        token = from_command(account.token_command)
        return _told(box, account, token, clock, token=True)
    if account.has_oauth:
        return False
    command = account.command
    given = from_command(command) if command else from_service_manager(box.address)
    if given is None:
        return False
    passwords[box.address] = given
    return _told(box, account, given, clock)


def _told(
    box: BoxNote, account: _Account, secret: str, clock: Clock, *, token: bool = False
) -> bool:
    """Tell whether the server says what it said then."""
    with signed_in(account, account.user, secret, clock, token=token) as wire:
        return glance(wire, [name.encode("ascii") for name in box.asked]) == box.told


def _accounts(settings: dict[str, Any]) -> Iterator[tuple[str, _Account]]:
    """Yield the mailboxes of settings that were checked, by address; switches the language."""
    use_language(settings.get("ui", {}).get("language", "auto"))
    for box in (settings["mailbox"], *settings.get("mailboxes", ())):
        imap = box["imap"]
        file = imap.get("ca_file")
        yield (
            box["address"],
            _Account(
                host=imap["host"],
                port=imap["port"],
                security=imap.get("security", TLS),
                ca_file=Path(file) if file else None,
                user=imap.get("user") or box["address"],
                command=tuple(box.get("password_command", ())),
                token_command=tuple(box.get("token_command", ())),
                has_oauth="oauth" in box,
            ),
        )


def _is_fresh(note: Note, now: datetime) -> bool:
    age = now - from_text(note.at)
    return note.program == __version__ and timedelta() <= age < FULL_EVERY
