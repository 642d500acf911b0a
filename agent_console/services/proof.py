"""What the mailbox shows of our own mails: proof that they left, and their copies in Sent."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta

from agent_console.clock import Clock
from agent_console.config import MailboxConfig
from agent_console.desk.views import OutboxItem, OutboxState
from agent_console.i18n import _
from agent_console.mail.imap import ImapConnection
from agent_console.mail.traces import find, is_ours, move, trace_of
from agent_console.mail.wire import RefusedError
from agent_console.services.intake import Intake
from agent_console.services.sent import settle
from agent_console.store import outbox as stored
from agent_console.store.engine import Store
from agent_console.store.outbox import Letter

_log = logging.getLogger(__name__)
RECEIPT_WAIT = timedelta(minutes=15)
"""How long a receipt may take before the copy is uploaded instead."""


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

        Its signed Message-ID is known to nobody who has not got it. Of a mail that some had before
        this attempt nothing is proved by that: a person decides.
        """
        with self._store.read() as session:
            doubtful = stored.items(session, (OutboxState.UNKNOWN,))
        proved = 0
        for item in doubtful:
            if not self._is_mine(item.sender):
                continue
            letter = self._letter(item)
            if not letter.standing.left and self._lies_there(connection, folders, letter):
                with self._store.write(durable=True) as session:
                    proved += settle(session, self._intake, item, self._clock.now())
            else:
                self._found_nothing(item, had_before=letter.standing.left)
        return proved

    def file_copies(self, connection: ImapConnection, sent: str, inbox: str) -> int:
        """Put a copy of each sent mail into the folder ``sent``, once; return how many lacked one.

        A receipt in ``inbox`` becomes the copy. A copy that the server refuses is offered again in
        the next pass.
        """
        if not sent:
            return 0
        with self._store.read() as session:
            missing = [one for one in stored.without_copy(session) if self._is_mine(one.sender)]
        filed = 0
        for item in missing:
            try:
                filed += self._file_copy(connection, sent, inbox, item)
            except RefusedError as error:
                _log.warning("sent copy refused item=%d code=%s", item.id, error.code or "-")
                break
        if filed:
            _log.info("sent copies filed=%d", filed)
        return filed

    def _lies_there(
        self, connection: ImapConnection, folders: tuple[str, ...], letter: Letter
    ) -> bool:
        trace = trace_of(letter.raw)
        for folder in folders:
            connection.select(folder)
            if find(connection, trace):
                return True
        return False

    def _found_nothing(self, item: OutboxItem, *, had_before: bool) -> None:
        """Tell the agent who asked for a look that it proved nothing."""
        words = _("It lies neither in Sent nor in the inbox: perhaps it was not sent.")
        if had_before:
            words = _("Some had this mail before, so its copy does not tell who got it now.")
        with self._store.read() as session:
            if item.id not in {one.id for one in stored.to_look_for(session)}:
                return
        with self._store.write(durable=False) as session:
            stored.looked_for(session, item.id, words)

    def _file_copy(
        self, connection: ImapConnection, sent: str, inbox: str, item: OutboxItem
    ) -> bool:
        """Look first: an upload that ended in doubt may have arrived. False: wait some more."""
        if self._box.sent_copy != "server":
            letter = self._letter(item)
            filed = self._receipt(connection, sent, inbox, letter) if letter.receipt else False
            if filed is None:
                return False
            if not filed:
                self._upload(connection, sent, letter)
        with self._store.write(durable=False) as session:
            stored.copy_filed(session, item.id)
        return True

    def _receipt(
        self, connection: ImapConnection, sent: str, inbox: str, letter: Letter
    ) -> bool | None:
        """Make the receipt the copy; None while it may still come, False when it does not."""
        trace = trace_of(letter.raw)
        connection.select(sent)
        if find(connection, trace):
            return True
        connection.select(inbox)
        for uid in find(connection, trace):
            if is_ours(connection, uid, trace):
                return self._move(connection, uid, sent)
        late = letter.left_at is None or self._clock.now() - letter.left_at >= RECEIPT_WAIT
        return False if late else None

    def _move(self, connection: ImapConnection, uid: int, sent: str) -> bool:
        """Move the receipt; where the server cannot, it stays where it is and is the copy."""
        if not move(connection, uid, sent):
            _log.info("receipt stays in the inbox: no MOVE, no UIDPLUS")
        return True

    def _upload(self, connection: ImapConnection, sent: str, letter: Letter) -> None:
        connection.select(sent)
        if not connection.search_message_id(f"<{letter.message_id}>"):
            connection.append(sent, letter.raw, ("\\Seen",), self._clock.now())

    def _letter(self, item: OutboxItem) -> Letter:
        with self._store.read() as session:
            return stored.letter(session, item.id)
