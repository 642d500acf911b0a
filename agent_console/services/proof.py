"""What the mailbox shows of our own mails: proof that they left, and their copies in Sent."""

from __future__ import annotations

import logging
from collections.abc import Callable

from agent_console.clock import Clock
from agent_console.config import MailboxConfig
from agent_console.desk.views import OutboxItem, OutboxState
from agent_console.mail.imap import ImapConnection
from agent_console.mail.wire import RefusedError
from agent_console.services.intake import Intake
from agent_console.services.sent import record_sent
from agent_console.store import outbox as stored
from agent_console.store.engine import Store

_log = logging.getLogger(__name__)


class Proof:
    """Looks for the mails of one mailbox on its server; ``is_mine`` tells them by their sender."""

    def __init__(
        self,
        store: Store,
        intake: Intake,
        box: MailboxConfig,
        clock: Clock,
        is_mine: Callable[[str], bool],
    ) -> None:
        self._store = store
        self._intake = intake
        self._box = box
        self._clock = clock
        self._is_mine = is_mine

    def prove(self, connection: ImapConnection, folders: tuple[str, ...]) -> int:
        """Settle doubtful sendings: a mail of ours that lies on the server has left.

        Its signed Message-ID is known to nobody who has not got it.
        """
        with self._store.read() as session:
            doubtful = stored.items(session, (OutboxState.UNKNOWN,))
        proved = 0
        for item in doubtful:
            if self._is_mine(item.sender) and any(
                _is_there(connection, folder, item) for folder in folders
            ):
                self._settle(item)
                proved += 1
        return proved

    def _settle(self, item: OutboxItem) -> None:
        now = self._clock.now()
        with self._store.write(durable=True) as session:
            if stored.set_state(
                session, item.id, expected=item.state, state=OutboxState.SENT, now=now
            ):
                record_sent(session, self._intake, item, now)

    def file_copies(self, connection: ImapConnection, sent: str) -> int:
        """Put a copy of each sent mail into the folder ``sent``, once; return how many lacked one.

        A copy that the server refuses is offered again in the next pass.
        """
        if not sent:
            return 0
        with self._store.read() as session:
            missing = [one for one in stored.without_copy(session) if self._is_mine(one.sender)]
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
        append = self._box.sent_copy == "append"
        if append and not _is_there(connection, sent, item):
            with self._store.read() as session:
                letter = stored.letter(session, item.id)
            connection.append(sent, letter.raw, ("\\Seen",), self._clock.now())
        with self._store.write(durable=False) as session:
            stored.copy_filed(session, item.id)


def _is_there(connection: ImapConnection, folder: str, item: OutboxItem) -> bool:
    connection.select(folder)
    return bool(connection.search_message_id(f"<{item.message_id}>"))
