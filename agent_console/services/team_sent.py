"""Whether mails of ours lie in the sent folders of our mailboxes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import Future
from contextlib import AbstractContextManager
from dataclasses import dataclass

from agent_console.errors import ConsoleError, MailError
from agent_console.mail.imap import ImapConnection
from agent_console.mail.wire import ConnectionLostError

Connect = Callable[[], AbstractContextManager[ImapConnection]]


@dataclass(frozen=True, slots=True)
class SentFolder:
    """Where a mailbox keeps what it sent; without a ``name`` it is the one its server names."""

    connect: Connect
    name: str = ""


def found_in(connection: ImapConnection, name: str, message_ids: Collection[str]) -> frozenset[str]:
    """Return which of these mails lie in the sent folder of this mailbox; it is selected then."""
    folder = name or connection.special_folder("\\Sent")
    if not folder:
        return frozenset()
    connection.select(folder)
    return frozenset(one for one in message_ids if connection.search_message_id(f"<{one}>"))


def found_elsewhere(folders: Iterable[SentFolder], message_ids: Collection[str]) -> frozenset[str]:
    """Return which of these mails lie in one of these folders, each looked into if need be.

    Raises ConsoleError where one of them cannot be reached: nobody knows then.
    """
    found: frozenset[str] = frozenset()
    for one in folders:
        missing = frozenset(message_ids) - found
        if not missing:
            break
        with one.connect() as connection:
            found |= found_in(connection, one.name, missing)
    return found


class SentLooks:
    """Questions for the sent folders: asked by any thread, answered by that of the journal.

    ``name`` is the sent folder of the journal's mailbox, ``others`` are those of further ones.
    """

    def __init__(self, name: str, others: tuple[SentFolder, ...]) -> None:
        self._name = name
        self._others = others
        self._asked: deque[tuple[tuple[str, ...], Future[frozenset[str]]]] = deque()

    def ask(self, message_ids: Collection[str]) -> Future[frozenset[str]]:
        """Ask which of these mails lie there; ConnectionLostError where nobody can tell."""
        answer: Future[frozenset[str]] = Future()
        self._asked.append((tuple(message_ids), answer))
        return answer

    def answer(self, connection: ImapConnection) -> bool:
        """Answer what was asked; True when another folder may be selected now.

        Raises MailError when this connection breaks; a mailbox besides it leaves only the one
        question open.
        """
        looked = bool(self._asked)
        while self._asked:
            wanted, answer = self._asked.popleft()
            try:
                found = found_in(connection, self._name, wanted)
            except MailError as error:
                answer.set_exception(error)
                raise
            try:
                found |= found_elsewhere(self._others, frozenset(wanted) - found)
            except ConsoleError:
                answer.set_exception(ConnectionLostError(""))
            else:
                answer.set_result(found)
        return looked

    def break_off(self) -> None:
        """Tell all who wait that the line is gone."""
        while self._asked:
            self._asked.popleft()[1].set_exception(ConnectionLostError(""))
