"""The mailbox as the services use it: signed-in connections and one pass over all its folders."""

from __future__ import annotations

import logging
import socket
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from pydantic import SecretStr

from agent_console.clock import Clock
from agent_console.config import Config, MailboxConfig, ServerConfig
from agent_console.errors import SignInError
from agent_console.mail.bodies import Suspects
from agent_console.mail.credentials import find_secret, unlock_secret
from agent_console.mail.imap import ImapConnection, connection_on, open_imap
from agent_console.mail.names import special_folder
from agent_console.mail.notify import FolderWatch
from agent_console.mail.progress import Progress
from agent_console.mail.scout import Account
from agent_console.mail.sync import SyncReport, sync_folder
from agent_console.mail.tokens import LiveToken
from agent_console.mail.wire import RefusedError
from agent_console.mail.wishes import read_wished
from agent_console.services.ahead import Ahead
from agent_console.services.deadlines import renew_deadlines
from agent_console.services.intake import Intake
from agent_console.services.mailbox_sink import MailboxSink
from agent_console.services.newcomers import Newcomers
from agent_console.services.passwords import Door, Passwords
from agent_console.services.privacy_due import carry_out_due
from agent_console.services.proof import Proof
from agent_console.services.rules import Rules
from agent_console.services.wishes import TicketWishes
from agent_console.store import folder_health
from agent_console.store.engine import Store
from agent_console.store.vocabulary import update_vocabulary

if TYPE_CHECKING:
    from agent_console.services.sorting import Sorter

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders of a mailbox that are read; each of the others is "" where there is none.

    ``imported`` holds old mail that was brought in, ``imported_sent`` what we had written.
    """

    incoming: tuple[str, ...]
    sent: str = ""
    junk: str = ""
    imported: str = ""
    imported_sent: str = ""

    @property
    def inbox(self) -> str:
        """The folder that is kept open to wait for news."""
        return self.incoming[0]

    @property
    def all(self) -> tuple[str, ...]:
        """Every folder once: what customers wait for first, and what we answered after it."""
        names = (self.inbox, self.sent, *self.incoming[1:], self.junk, *self.old)
        return tuple(dict.fromkeys(name for name in names if name))

    @property
    def old(self) -> tuple[str, ...]:
        """The folders of what was brought in."""
        return tuple(name for name in (self.imported, self.imported_sent) if name)


@dataclass(frozen=True, slots=True)
class PassReport:
    """What one pass over the mailbox did, folder by folder.

    ``refused`` are folders that the server would not open, with its words.
    """

    folders: dict[str, SyncReport]
    sent_copies: int = 0
    proved: int = 0
    refused: dict[str, str] = field(default_factory=dict)

    @property
    def new(self) -> int:
        """How many mails were fetched."""
        return sum(report.new for report in self.folders.values())

    def then(self, later: PassReport) -> PassReport:
        """Return this report and that of the pass after it as one."""
        names = dict.fromkeys((*self.folders, *later.folders))
        return PassReport(
            {name: _added(self.folders.get(name), later.folders.get(name)) for name in names},
            self.sent_copies + later.sent_copies,
            self.proved + later.proved,
            later.refused,
        )

    @property
    def unfinished(self) -> int:
        """How many mails are left to the next pass, which should come at once."""
        return sum(report.unfinished for report in self.folders.values())


def _added(first: SyncReport | None, then: SyncReport | None) -> SyncReport:
    if first is None or then is None:
        return first or then or SyncReport()
    return replace(
        then,
        new=first.new + then.new,
        flag_changes=first.flag_changes + then.flag_changes,
        vanished=first.vanished + then.vanished,
        failed=first.failed + then.failed,
    )


def server_with_user(server: ServerConfig, mailbox: MailboxConfig) -> ServerConfig:
    """Return ``server`` with the user name filled in: the mailbox's address when none is set."""
    return server if server.user else server.model_copy(update={"user": mailbox.address})


def _account(server: ServerConfig, secret: SecretStr) -> Account | None:
    """Return how a helper signs in once more; None where that takes more than a password."""
    if isinstance(secret, LiveToken):
        return None
    file = server.ca_file
    password = secret.get_secret_value()
    return Account(server.host, server.port, server.security.value, file, server.user, password)


def passwords_of(mailbox: MailboxConfig, ahead: Ahead | None = None) -> Passwords:
    """Return the mailbox's password as the settings say where to find it."""
    return Passwords(
        ahead.find if ahead else lambda: find_secret(mailbox).secret,
        partial(unlock_secret, mailbox),
    )


class Mailbox:
    """One shared mailbox: connects, reads its folders and files what was sent."""

    def __init__(
        self,
        store: Store,
        intake: Intake,
        config: Config,
        clock: Clock,
        passwords: Passwords | None = None,
        *,
        mailbox: MailboxConfig | None = None,
        ahead: Ahead | None = None,
        sorter: Sorter | None = None,
    ) -> None:
        self._store = store
        self._intake = intake
        self._config = config
        self._clock = clock
        self._box = mailbox or config.mailbox
        self._ahead = ahead
        self._passwords = passwords or passwords_of(self._box, ahead)
        self._rules = Rules(config)
        self._sorter = sorter
        self._suspects = Suspects()
        self._newcomers = Newcomers()
        self.sink = MailboxSink(intake, self._box.address, self._newcomers)
        self.wishes = TicketWishes(store, self._box.address)
        self._proof = Proof(store, intake, self._box, clock, self._sends)
        self._connection: ImapConnection | None = None
        self._account: Account | None = None
        self._folders: Folders | None = None

    @property
    def address(self) -> str:
        """The mailbox's own address."""
        return self._box.address

    def use_secret(self, secret: SecretStr) -> None:
        """Use a password that the agent typed, in memory only."""
        self._passwords.type_in(secret)

    @contextmanager
    def open(self) -> Iterator[ImapConnection]:
        """Connect and sign in for a block; raises MailError or SignInError in words."""
        secret = self._passwords.get(Door.READING)
        try:
            connection = self._connected(secret)
        except SignInError as error:
            self._passwords.refused(Door.READING, secret, error)
            raise
        self._passwords.accepted(Door.READING)
        self._connection, self._folders = connection, None
        self._account = _account(server_with_user(self._box.imap, self._box), secret)
        try:
            with connection:
                yield connection
        finally:
            self._connection = None

    def _connected(self, secret: SecretStr) -> ImapConnection:
        """Return a new connection, or the one that was made ahead."""
        line = self._ahead.take(secret) if self._ahead else None
        if line is not None:
            return connection_on(line)
        server = server_with_user(self._box.imap, self._box)
        return open_imap(server, secret, clock=self._clock)

    def find_requests(self) -> bool:
        """Find what the tickets of some new mails ask for; True if more may wait."""
        if self._sorter is None:
            from agent_console.services.sorting import Sorter

            self._sorter = Sorter(self._store, self._config)
        return self._sorter.step()

    def learn_words(self) -> bool:
        """Learn some words of new mails, so that parts of them can be found; True if more wait.

        A step writes for some 30 ms; it is for moments in which nothing else is to do. After the
        last one the memory that the filing took is given back.
        """
        with self._store.write(durable=False) as session:
            more = update_vocabulary(session) > 0
        if not more:
            carry_out_due(self._store, self._intake, self._config, self._clock)
            self._store.narrow()
        return more

    def hang_up(self) -> None:
        """Cut the open connection, from any thread; whoever reads from it gets an error at once."""
        connection = self._connection
        if connection is not None:
            with suppress(OSError):
                socket.socket.shutdown(connection.wire.stream.socket, socket.SHUT_RDWR)

    def folders(self, connection: ImapConnection) -> Folders:
        """Return what is read here; the server is asked once for each connection.

        A folder of sent or junk mail that the settings do not name is found by its special use
        (RFC 6154) or one of the usual names.
        """
        if self._folders is None or not self._folders.sent:
            named, there = self._box.folders, connection.folders()
            names = {one.name for one in there}
            self._folders = Folders(
                named.incoming,
                sent=named.sent or special_folder(there, "\\Sent") or "",
                junk=special_folder(there, "\\Junk") or "" if named.junk else "",
                imported=named.imported if named.imported in names else "",
                imported_sent=named.imported_sent if named.imported_sent in names else "",
            )
            self._newcomers.use_folders(
                ours=(self._folders.sent, *self._folders.old), junk=self._folders.junk
            )
        return self._folders

    def watch(self, connection: ImapConnection) -> FolderWatch:
        """Begin to watch the folders; do it before they are read, so that nothing is missed."""
        folders = self.folders(connection)
        return FolderWatch(
            connection,
            folders.inbox,
            folders.all,
            poll=self._config.sync.poll,
            clock=self._clock,
        )

    def read_all(
        self,
        connection: ImapConnection,
        on_progress: Progress,
        *,
        only: Collection[str] | None = None,
    ) -> PassReport:
        """Bring the folders up to date, or ``only`` some; reading changes nothing on the server.

        Copies of our own mails that the sent folder lacks are put there; mails whose sending ended
        in doubt are looked for. A folder that cannot be opened does not stop the others, but the
        inbox.
        """
        self._rules.check(self._clock.now())
        renew_deadlines(self._store, self._config, self._clock)
        folders = self.folders(connection)
        reports: dict[str, SyncReport] = {}
        refused: dict[str, str] = {}
        for name in folders.all:
            if only is not None and name not in only:
                continue
            self._grant_wishes(connection, folders)
            try:
                reports[name] = self._read(connection, name, folders, on_progress)
            except RefusedError as error:
                if name == folders.inbox or error.temporary or connection.selected == name:
                    raise
                _log.warning("folder refused code=%s", error.code or "-")
                refused[name] = error.message
                connection.selected = ""
        there = tuple(n for n in (folders.sent, folders.inbox) if n and n not in refused)
        proved = self._proof.prove(connection, there)
        copies = self.file_copies(connection)
        self._keep_refused(refused, reports if only is not None else None)
        return PassReport(reports, copies, proved, refused)

    def acknowledge(self) -> int:
        """Answer what came in since the last call, where the settings say so; return how many.

        For after a complete look at the mailbox; the first one answers nothing.
        """
        newcomers = self._newcomers.looked()
        if not (newcomers and self._config.acknowledge.enabled):
            return 0
        from agent_console.services.acknowledge import Acknowledger

        return Acknowledger(self._store, self._config, self._clock).consider(newcomers)

    def _keep_refused(self, refused: dict[str, str], opened: Collection[str] | None) -> None:
        """Keep what could not be read, for :mod:`agent_console.services.health`.

        After a pass over some folders ``opened`` are those of them that could be; others stay.
        """
        address = self._box.address.lower()
        with self._store.read() as session:
            kept = folder_health.refused(session, address)
        old = {} if opened is None else {n: w for n, w in kept.items() if n not in opened}
        if kept != (now := {**old, **refused}):
            with self._store.write(durable=False) as session:
                folder_health.keep_refused(session, address, now)

    def _grant_wishes(self, connection: ImapConnection, folders: Folders) -> None:
        """Read what a person waits for before anything else, in whichever folder it lies."""
        self.wishes.within(folders.all)
        for name in folders.all if self.wishes.any() else ():
            try:
                read_wished(
                    connection,
                    name,
                    self.sink,
                    self.wishes,
                    keep_bytes=self._keep_bytes,
                    suspects=self._suspects,
                )
            except RefusedError as error:
                if error.temporary:
                    raise
                connection.selected = ""

    def _sends(self, sender: str) -> bool:
        """Tell whether mails of ``sender`` leave, or have left, from this mailbox."""
        return self._config.mailbox_of(sender).address == self._box.address

    @property
    def _keep_bytes(self) -> int:
        return self._config.sync.keep_source * 1024

    def _read(
        self, connection: ImapConnection, name: str, folders: Folders, on_progress: Progress
    ) -> SyncReport:
        self.sink.use_folder(name, outgoing=name in (folders.sent, folders.imported_sent))
        return sync_folder(
            connection,
            name,
            self.sink,
            keep_bytes=self._keep_bytes,
            on_progress=on_progress,
            suspects=self._suspects,
            wishes=self.wishes,
            account=self._account,
        )

    def file_copies(self, connection: ImapConnection) -> int:
        """Put copies of sent mails into the sent folder (:meth:`Proof.file_copies`)."""
        folders = self.folders(connection)
        return self._proof.file_copies(connection, folders.sent, folders.inbox)
