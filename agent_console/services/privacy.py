"""What is kept of a person: found, exported, erased; and what has been kept for too long."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from agent_console.clock import Clock
from agent_console.config import Config
from agent_console.desk.erasure import SALT_BYTES, person_hash
from agent_console.desk.privacy import Subject
from agent_console.desk.records import RecordKind, record_ref
from agent_console.desk.refs import base32
from agent_console.desk.roles import Act
from agent_console.errors import ActionRefusedError, NotFoundError
from agent_console.i18n import _
from agent_console.services.filing import thread_rules
from agent_console.services.intake import Intake
from agent_console.services.privacy_files import files_naming, unlinked
from agent_console.services.privacy_places import places
from agent_console.services.privacy_removal import Removal, marker_text
from agent_console.services.privacy_scope import Rules as ScopeRules
from agent_console.services.privacy_scope import (
    Scope,
    renewed,
    scope_of,
    scope_of_tickets,
    subject_of,
)
from agent_console.services.rules import Rules
from agent_console.services.team_roles import need_role
from agent_console.store import (
    customer_entries,
    customer_joins,
    erasures,
    meta,
    privacy_mails,
    privacy_rest,
)
from agent_console.store.driver import driver
from agent_console.store.engine import Store
from agent_console.store.erasures import Erasure
from agent_console.store.migrations import backups
from agent_console.store.privacy_mails import Progress
from agent_console.store.times import to_text
from agent_console.store.vocabulary import update_vocabulary

if TYPE_CHECKING:
    import sqlite3

    from sqlmodel import Session

_NAME_BYTES = 10
_CLOSED = """
SELECT ref FROM ticket WHERE state IN ('closed', 'spam') AND closed_at < ? ORDER BY closed_at
"""


def _say_nothing(_done: int, _total: int) -> None:
    """Report no progress."""


@dataclass(frozen=True, slots=True)
class Found:
    """How much lies in one place."""

    place: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class Inventory:
    """All that was found of a person, by place; ``locked_until`` is the last day of a letter.

    ``staying`` are settings of the team that name the person, ``files`` files on this machine that
    do so and are not ours to change, ``on_server`` how many copies lie in the mailbox.
    """

    subject: Subject
    found: tuple[Found, ...]
    tickets: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    locked_until: str = ""
    staying: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    on_server: tuple[tuple[str, int, int], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is kept of the person."""
        return not (any(one.count for one in self.found) or self.files)


@dataclass(frozen=True, slots=True)
class ErasureReport:
    """What an erasure did; ``clean`` is False while another program reads the store's log."""

    record: str
    mails: int
    redacted: int
    events: int
    locked: int
    files: tuple[str, ...] = ()
    not_removed: tuple[str, ...] = ()
    clean: bool = True


@dataclass(frozen=True, slots=True)
class RetentionReport:
    """What has been kept for too long: closed tickets, and letters whose time is over."""

    tickets: tuple[str, ...]
    mails: int
    letters: int
    locked: int


class PrivacyService:
    """Finds, exports and erases; all of it may take minutes on a large store.

    ``folders`` are those that the program keeps its own files in.
    """

    def __init__(
        self,
        store: Store,
        intake: Intake,
        config: Config,
        clock: Clock,
        folders: Sequence[Path] = (),
    ) -> None:
        self._store = store
        self._intake = intake
        self._config = config
        self._clock = clock
        self._folders = tuple(folders)

    def who(self, text: str) -> tuple[str, ...]:
        """Return the addresses of the person whom ``text`` names: an address, or parts of a name.

        Raises NotFoundError where nobody or several are meant.
        """
        with self._store.look() as connection:
            if "@" in text:
                return customer_joins.members(connection, text.strip().lower())
            found = customer_entries.find(connection, text, 6)
            if len(found) == 1:
                return customer_joins.members(connection, found[0].email)
        if not found:
            raise NotFoundError(_("Customer"), _("nobody is called {text}").format(text=text))
        names = ", ".join(one.email for one in found)
        words = _("several customers are meant: {names}").format(names=names)
        raise NotFoundError(_("Customer"), words, _("Name an address."))

    def inventory(
        self, addresses: Sequence[str], on_progress: Progress = _say_nothing
    ) -> Inventory:
        """Find all that is kept of a person, and change nothing."""
        with self._store.look() as connection:
            scope = self._scope(connection, addresses, on_progress)
            return self._listed(connection, scope)

    def scope(
        self, connection: sqlite3.Connection, addresses: Sequence[str], on_progress: Progress
    ) -> Scope:
        """Return what is kept of a person, for an export."""
        return self._scope(connection, addresses, on_progress)

    def erase(
        self, addresses: Sequence[str], agent: str, on_progress: Progress = _say_nothing
    ) -> ErasureReport:
        """Erase a person here, and let the team's other consoles know that they are to do so too.

        Raises ActionRefusedError while a mail to the person is leaving.
        """
        salt = secrets.token_hex(SALT_BYTES)
        name = base32(secrets.token_bytes(_NAME_BYTES)).lower()
        erasure = Erasure(record_ref(RecordKind.ERASURE, name), salt, (), agent, "")
        return self._erase(erasure, addresses, on_progress)

    def due(self) -> int:
        """Return how many erasures by colleagues are still to be carried out here."""
        with self._store.look() as connection:
            return len(erasures.due(connection))

    def carry_out(self, on_progress: Progress = _say_nothing) -> tuple[ErasureReport, ...]:
        """Erase here whom colleagues have erased at their consoles."""
        with self._store.look() as connection:
            due = erasures.due(connection)
            known = privacy_rest.known_addresses(connection) if due else []
        reports = []
        for erasure in due:
            people = [one for one in known if person_hash(erasure.salt, one) in erasure.people]
            reports.append(self._erase(erasure, people, on_progress))
        return tuple(reports)

    def sweep(self) -> bool:
        """Merge the indexes and write the store anew; False while others read its log."""
        begin = more = True
        while more:
            with self._store.write(durable=False) as session:
                more = privacy_rest.merge_indexes(driver(session), begin=begin) or begin
            begin = False
        return self._store.compact()

    def retention(self) -> RetentionReport:
        """Return what has been kept for too long, and change nothing."""
        with self._store.look() as connection:
            refs = self._too_old(connection)
            scope = scope_of_tickets(connection, refs, self._rules())
            today = self._rules().today.isoformat()
            letters = erasures.count_unlocked(connection, today)
        return RetentionReport(tuple(refs), len(scope.mails), letters, len(scope.until))

    def retain(self, agent: str) -> RetentionReport:
        """Erase what has been kept for too long."""
        name = base32(secrets.token_bytes(_NAME_BYTES)).lower()
        with self._store.write(durable=True) as session:
            need_role(session, Act.ERASE)
            connection = driver(session)
            refs = self._too_old(connection)
            scope = scope_of_tickets(connection, refs, self._rules())
            letters = erasures.unlock(connection, self._rules().today.isoformat())
            record = record_ref(RecordKind.ERASURE, name)
            removal = self._removal(session, scope, Erasure(record, "00", (), agent, ""))
            if scope.mails or scope.events:
                self._remove(removal)
        if scope.mails or letters:
            unlinked((*removal.files, *self._backups()))
            self._finish(removal)
        return RetentionReport(tuple(refs), len(scope.mails), letters, len(scope.until))

    def _erase(
        self, erasure: Erasure, addresses: Sequence[str], on_progress: Progress
    ) -> ErasureReport:
        with self._store.look() as connection:
            scope = self._scope(connection, addresses, on_progress)
        with self._store.write(durable=True) as session:
            if not erasure.people:
                need_role(session, Act.ERASE)
            scope = renewed(driver(session), scope, self._rules())
            removal = self._removal(session, scope, erasure)
            self._remove(removal)
        gone, stayed = unlinked((*removal.files, *self._backups()))
        clean = self._finish(removal)
        return ErasureReport(
            erasure.name,
            len(scope.mails),
            len(scope.touched),
            len(scope.events),
            len(scope.until),
            gone,
            stayed,
            clean,
        )

    def _remove(self, removal: Removal) -> None:
        for place in places():
            place.remove(removal)
        erasures.note_done(removal.connection, removal.by, to_text(removal.now))

    def _finish(self, _removal: Removal) -> bool:
        """Learn the words that are left, and write the store anew."""
        while True:
            with self._store.write(durable=False) as session:
                if not update_vocabulary(session):
                    break
        return self.sweep()

    def _removal(self, session: Session, scope: Scope, erasure: Erasure) -> Removal:
        secret = meta.token_secret(session)
        return Removal(
            session=session,
            scope=scope,
            by=erasure.name,
            salt=erasure.salt,
            marker=marker_text(),
            now=self._clock.now(),
            agent=erasure.agent,
            intake=self._intake,
            threads=thread_rules(self._config, secret),
            rules=Rules(self._config),
            secret=secret,
            tells=not erasure.people and bool(scope.subject.addresses),
        )

    def _rules(self) -> ScopeRules:
        own = self._config.own_addresses
        today = self._clock.now().date()
        return ScopeRules(own, today, self._config.privacy.letter_years)

    def _scope(
        self, connection: sqlite3.Connection, addresses: Sequence[str], on_progress: Progress
    ) -> Scope:
        subject = subject_of(connection, addresses)
        if ours := sorted(set(subject.addresses) & self._config.own_addresses):
            words = _("{address} is our own address").format(address=ours[0])
            raise ActionRefusedError(_("Privacy"), words)
        return scope_of(connection, subject, self._rules(), on_progress)

    def _too_old(self, connection: sqlite3.Connection) -> list[str]:
        days = self._config.privacy.closed_days
        if not days:
            return []
        before = to_text(self._clock.now() - timedelta(days=days))
        return [ref for (ref,) in connection.execute(_CLOSED, (before,))]

    def _listed(self, connection: sqlite3.Connection, scope: Scope) -> Inventory:
        until = max(scope.until.values(), default=None)
        found = [
            Found(place.name, place.title(), place.count(connection, scope))
            for place in places()
            if place.name != "words"
        ]
        if any(one.count for one in found):
            words = _("Older backups of the store, which go as a whole")
            found.append(Found("backups", words, len(self._backups())))
        return Inventory(
            scope.subject,
            tuple(found),
            tuple(sorted(scope.tickets)),
            tuple(sorted(scope.shared)),
            until.isoformat() if until else "",
            tuple(scope.staying),
            tuple(
                str(path)
                for path in files_naming(
                    scope.traces, self._folders, self._config, self._store.path
                )
            ),
            tuple(privacy_mails.places(connection, scope.mails)),
        )

    def _backups(self) -> list[str]:
        """Return the backups of the store that were made before changes of its tables."""
        return [str(path) for path in backups(self._store.path)]
