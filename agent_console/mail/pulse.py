"""The folder of the team pulse: sealed answers that name nobody.

It lies beside the journal's folder. Whoever puts an answer there is known to the mail server, as
the address of a connection in its log; the mail itself tells the team's key and the week.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from email.utils import format_datetime
from typing import Protocol

from agent_console.desk.pulse import Answer, answer_from_json, answer_to_json, begins, closes
from agent_console.mail.fetch import FetchAnswer, FetchItem
from agent_console.mail.imap import Selected
from agent_console.mail.journal_message import mail_of, sealed_in
from agent_console.mail.names import folder_name
from agent_console.mail.outbound import wire_address
from agent_console.mail.seal import KeyRing, Refusal, seal, unseal
from agent_console.mail.wire import Answer as WireAnswer
from agent_console.mail.wire import RefusedError

_SUFFIX = "Pulse"
_NOBODY = "pulse"
_BYTES = 4_096
_ITEMS = f"UID INTERNALDATE BODY.PEEK[TEXT]<0.{_BYTES}>"


class Commands(Protocol):
    """The line below a connection."""

    def command(self, line: bytes) -> WireAnswer: ...


class Connection(Protocol):
    """What is used of a connection (``imap.ImapConnection`` is one)."""

    @property
    def wire(self) -> Commands: ...
    def select(self, folder: str) -> Selected: ...
    def fetch_set(self, uids: str, items: str) -> FetchAnswer: ...
    def append(self, folder: str, raw: bytes, flags: Collection[str] = ()) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Mark:
    """How far the folder was read: its UIDVALIDITY and the last UID; zeros for not at all."""

    folder: int = 0
    uid: int = 0


def pulse_folder(journal_folder: str) -> str:
    """Return the name of the folder that belongs to a journal's."""
    return journal_folder + _SUFFIX


def write_answer(ring: KeyRing, journal: str, address: str, answer: Answer) -> bytes:
    """Return an answer as a mail; of its own it tells the week, by the Monday it is dated."""
    sealed = seal(ring, journal, _NOBODY, 1, answer_to_json(answer).encode())
    mailbox = wire_address(address)
    header = (
        f"From: {mailbox}",
        f"To: {mailbox}",
        f"Subject: [agent-console] {_NOBODY} {answer.week}",
        f"Date: {format_datetime(begins(answer.week))}",
        f"Message-ID: <{answer.id}.{journal}@agent-console.invalid>",
    )
    return mail_of(header, sealed)


class PulseFolder:
    """The folder over one connection; another one is selected afterwards. Raises MailError."""

    def __init__(self, connection: Connection, journal: str, ring: KeyRing, name: str) -> None:
        self._connection = connection
        self._journal = journal
        self._ring = ring
        self.name = name

    def put(self, raw: bytes) -> None:
        """Put a mail there, marked as read; the folder is made for the first one."""
        try:
            self._connection.append(self.name, raw, ("\\Seen",))
        except RefusedError:
            with suppress(RefusedError):
                self._connection.wire.command(b"CREATE " + folder_name(self.name))
            self._connection.append(self.name, raw, ("\\Seen",))

    def read(self, mark: Mark) -> tuple[tuple[Answer, ...], Mark]:
        """Return the answers behind a mark that came in time, and how far it was read.

        Where the folder cannot be opened there are none: nobody has answered yet.
        """
        try:
            selected = self._connection.select(self.name)
        except RefusedError as error:
            if error.temporary:
                raise
            return (), mark
        folder = selected.uidvalidity or 0
        last = mark.uid if folder == mark.folder else 0
        if (selected.uidnext or 0) == last + 1 or not selected.exists:
            return (), Mark(folder, last)
        found = self._connection.fetch_set(f"{last + 1}:*", _ITEMS).items
        new = {uid: item for uid, item in found.items() if uid > last}
        answers = (self._answer(new[uid]) for uid in sorted(new))
        return tuple(one for one in answers if one), Mark(folder, max(new, default=last))

    def _answer(self, item: FetchItem) -> Answer | None:
        if item.body is None or item.received is None:
            return None
        sealed = sealed_in(item.body)
        if isinstance(sealed, Refusal):
            return None
        opened = unseal(self._ring, self._journal, sealed)
        if isinstance(opened, Refusal) or opened.console != _NOBODY:
            return None
        try:
            answer = answer_from_json(opened.plain.decode())
        except ValueError:
            return None
        return answer if item.received < closes(answer.week) else None
