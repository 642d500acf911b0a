"""The mailbox as the services use it: signed-in connections and one pass over all its folders."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from pydantic import SecretStr

from agent_console.clock import Clock
from agent_console.config import Config, MailboxConfig, ServerConfig
from agent_console.desk.views import OutboxItem, OutboxState
from agent_console.errors import SignInError
from agent_console.mail.bodies import Suspects
from agent_console.mail.credentials import find_secret
from agent_console.mail.imap import ImapConnection, open_imap
from agent_console.mail.progress import Progress
from agent_console.mail.sync import SyncReport, sync_folder
from agent_console.mail.wire import RefusedError
from agent_console.services.intake import Intake
from agent_console.services.passwords import Door, Passwords
from agent_console.services.rules import Rules
from agent_console.services.sent import record_sent
from agent_console.store import outbox as stored_outbox
from agent_console.store.engine import Store

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PassReport:
    """What one pass over the mailbox did, folder by folder."""

    folders: dict[str, SyncReport]
    sent_copies: int = 0
    proved: int = 0

    @property
    def new(self) -> int:
        """How many mails were fetched."""
        return sum(report.new for report in self.folders.values())

    @property
    def unfinished(self) -> int:
        """How many mails are left to the next pass, which should come at once."""
        return sum(report.unfinished for report in self.folders.values())


def server_with_user(server: ServerConfig, mailbox: MailboxConfig) -> ServerConfig:
    """Return ``server`` with the user name filled in: the mailbox's address when none is set."""
    return server if server.user else server.model_copy(update={"user": mailbox.address})


def passwords_of(mailbox: MailboxConfig) -> Passwords:
    """Return the mailbox's password as the settings say where to find it."""
    return Passwords(lambda: find_secret(mailbox).secret)


class Mailbox:
    """One shared mailbox: connects, reads its folders and files what was sent."""

    def __init__(
        self,
        store: Store,
        intake: Intake,
        config: Config,
        clock: Clock,
        passwords: Passwords | None = None,
    ) -> None:
        self._store = store
        self._intake = intake
        self._config = config
        self._clock = clock
        self._passwords = passwords or passwords_of(config.mailbox)
        self._rules = Rules(config)
        self._suspects = Suspects()
        self._connection: ImapConnection | None = None

    def use_secret(self, secret: SecretStr) -> None:
        """Use a password that the agent typed, in memory only."""
        self._passwords.type_in(secret)

    @contextmanager
    def open(self) -> Iterator[ImapConnection]:
        """Connect and sign in for a block; raises MailError or SignInError in words."""
        server = server_with_user(self._config.mailbox.imap, self._config.mailbox)
        secret = self._passwords.get(Door.READING)
        try:
            connection = open_imap(server, secret, clock=self._clock)
        except SignInError as error:
            self._passwords.refused(Door.READING, secret, error)
            raise
        self._passwords.accepted(Door.READING)
        self._connection = connection
        try:
            with connection:
                yield connection
        finally:
            self._connection = None

    def hang_up(self) -> None:
        """Cut the open connection, from any thread; whoever reads from it gets an error at once."""
        connection = self._connection
        if connection is not None:
            with suppress(OSError):
                socket.socket.shutdown(connection.wire.stream.socket, socket.SHUT_RDWR)

    def read_all(self, connection: ImapConnection, on_progress: Progress) -> PassReport:
        """Bring INBOX and the sent folder up to date; nothing on the server is changed by reading.

        Copies of our own mails that the sent folder lacks are put there; mails whose sending ended
        in doubt are looked for.
        """
        self._rules.check(self._clock.now())
        folders = self._config.mailbox.folders
        sent = self.sent_folder(connection)
        keep = self._config.sync.keep_source * 1024
        reports: dict[str, SyncReport] = {}
        for name in dict.fromkeys((folders.inbox, sent)):
            if name:
                self._intake.use_folder(name, outgoing=name == sent)
                reports[name] = sync_folder(
                    connection,
                    name,
                    self._intake,
                    keep_bytes=keep,
                    on_progress=on_progress,
                    suspects=self._suspects,
                )
        proved = self._prove(connection, tuple(name for name in (sent, folders.inbox) if name))
        copies = self.file_copies(connection, sent)
        return PassReport(reports, copies, proved)

    def sent_folder(self, connection: ImapConnection) -> str:
        """Return the folder of sent mail: from the settings, else by its special use, else none."""
        return self._config.mailbox.folders.sent or connection.special_folder("\\Sent") or ""

    def _prove(self, connection: ImapConnection, folders: tuple[str, ...]) -> int:
        """Settle doubtful sendings: a mail of ours that lies on the server has left.

        Its signed Message-ID is known to nobody who has not got it.
        """
        with self._store.read() as session:
            doubtful = stored_outbox.items(session, (OutboxState.UNKNOWN,))
        proved = 0
        for item in doubtful:
            if any(self._is_there(connection, folder, item) for folder in folders):
                self._settle(item)
                proved += 1
        return proved

    def _settle(self, item: OutboxItem) -> None:
        now = self._clock.now()
        with self._store.write(durable=True) as session:
            if stored_outbox.set_state(
                session, item.id, expected=item.state, state=OutboxState.SENT, now=now
            ):
                record_sent(session, self._intake, item, now)

    def file_copies(self, connection: ImapConnection, sent: str = "") -> int:
        """Put a copy of each sent mail into the sent folder, once; return how many were missing.

        A copy that the server refuses is offered again in the next pass.
        """
        sent = sent or self.sent_folder(connection)
        if not sent:
            return 0
        with self._store.read() as session:
            missing = stored_outbox.without_copy(session)
        filed = 0
        for item in missing:
            try:
                self._file_copy(connection, sent, item)
            except RefusedError as error:
                _log.warning("sent copy refused item=%d code=%s", item.id, error.code or "-")
                break
            filed += 1
        if filed:
            _log.info("sent copies filed=%d", filed)
        return filed

    def _file_copy(self, connection: ImapConnection, sent: str, item: OutboxItem) -> None:
        """Look first: an upload that ended in doubt may have arrived."""
        append = self._config.mailbox.sent_copy == "append"
        if append and not self._is_there(connection, sent, item):
            with self._store.read() as session:
                letter = stored_outbox.letter(session, item.id)
            connection.append(sent, letter.raw, ("\\Seen",), self._clock.now())
        with self._store.write(durable=False) as session:
            stored_outbox.copy_filed(session, item.id)

    def _is_there(self, connection: ImapConnection, folder: str, item: OutboxItem) -> bool:
        connection.select(folder)
        return bool(connection.search_message_id(f"<{item.message_id}>"))
