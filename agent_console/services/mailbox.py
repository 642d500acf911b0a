"""The mailbox as the services use it: signed-in connections and one pass over all its folders."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from pydantic import SecretStr

from agent_console.clock import Clock
from agent_console.config import Config, MailboxConfig, ServerConfig
from agent_console.desk.views import OutboxItem, OutboxState
from agent_console.mail.bodies import Suspects
from agent_console.mail.credentials import find_secret
from agent_console.mail.imap import ImapConnection, open_imap
from agent_console.mail.sync import SyncReport, sync_folder
from agent_console.services.intake import Intake
from agent_console.services.sent import record_sent
from agent_console.store import outbox as stored_outbox
from agent_console.store.engine import Store

_log = logging.getLogger(__name__)
Progress = Callable[[int, int], None]


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


def server_with_user(server: ServerConfig, mailbox: MailboxConfig) -> ServerConfig:
    """Return ``server`` with the user name filled in: the mailbox's address when none is set."""
    return server if server.user else server.model_copy(update={"user": mailbox.address})


class Mailbox:
    """One shared mailbox: connects, reads its folders and files what was sent."""

    def __init__(self, store: Store, intake: Intake, config: Config, clock: Clock) -> None:
        self._store = store
        self._intake = intake
        self._config = config
        self._clock = clock
        self._session_secret: SecretStr | None = None
        self._suspects = Suspects()

    def use_secret(self, secret: SecretStr) -> None:
        """Use a password that the agent typed, in memory only."""
        self._session_secret = secret

    def secret(self) -> SecretStr:
        """Return the password; raises SecretMissingError in words when there is none."""
        return find_secret(self._config.mailbox, session=self._session_secret).secret

    def open(self) -> ImapConnection:
        """Connect and sign in; raises MailError or SignInError in words."""
        mailbox = self._config.mailbox
        return open_imap(server_with_user(mailbox.imap, mailbox), self.secret(), clock=self._clock)

    def read_all(self, connection: ImapConnection, on_progress: Progress) -> PassReport:
        """Bring INBOX and the sent folder up to date; nothing on the server is changed by reading.

        Copies of our own mails that the sent folder lacks are put there; mails whose sending ended
        in doubt are looked for.
        """
        folders = self._config.mailbox.folders
        sent = self.sent_folder(connection)
        keep = self._config.sync.keep_source * 1024
        reports: dict[str, SyncReport] = {}
        for name in (folders.inbox, sent):
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
        proved = self._prove(connection, sent) if sent else 0
        copies = self.file_copies(connection, sent)
        return PassReport(reports, copies, proved)

    def sent_folder(self, connection: ImapConnection) -> str:
        """Return the folder of sent mail: from the settings, else by its special use, else none."""
        return self._config.mailbox.folders.sent or connection.special_folder("\\Sent") or ""

    def _prove(self, connection: ImapConnection, sent: str) -> int:
        """Settle doubtful sendings whose copy the server's sent folder holds."""
        with self._store.read() as session:
            doubtful = stored_outbox.items(session, (OutboxState.UNKNOWN,))
        proved = 0
        for item in doubtful:
            if self._is_there(connection, sent, item):
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
        """Put a copy of each sent mail into the sent folder, once; return how many were missing."""
        sent = sent or self.sent_folder(connection)
        if not sent:
            return 0
        with self._store.read() as session:
            missing = stored_outbox.without_copy(session)
        for item in missing:
            if self._config.mailbox.sent_copy == "append" and not self._is_there(
                connection, sent, item
            ):
                with self._store.read() as session:
                    letter = stored_outbox.letter(session, item.id)
                connection.append(sent, letter.raw, ("\\Seen",), self._clock.now())
            with self._store.write(durable=False) as session:
                stored_outbox.copy_filed(session, item.id)
        if missing:
            _log.info("sent copies filed=%d", len(missing))
        return len(missing)

    def _is_there(self, connection: ImapConnection, folder: str, item: OutboxItem) -> bool:
        connection.select(folder)
        return bool(connection.search_message_id(f"<{item.message_id}>"))
