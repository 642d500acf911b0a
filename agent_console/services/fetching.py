"""Bytes of a mail fetched for a person, on a short connection beside the one that reads.

A line that breaks is opened again and the reading goes on where it was, as long as it gets ahead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import TypeVar

from agent_console.errors import ConsoleError, MailError, SignInError
from agent_console.i18n import _
from agent_console.mail.chunks import gone, parts_of, read_section
from agent_console.mail.decoding import Decoder, decoder
from agent_console.mail.imap import ImapConnection
from agent_console.mail.structure import AttachedPart
from agent_console.mail.wire import RefusedError
from agent_console.services.mailbox import Mailbox
from agent_console.services.mailbox_sink import named_folder
from agent_console.services.transfer import CancelledError, Transfer
from agent_console.store.whereabouts import ServerPlace

T = TypeVar("T")
PAUSES = (0.5, 2.0, 5.0)
"""Seconds before it is tried again after a connection that brought nothing."""


class MailLine:
    """A connection to one mailbox, opened when it is needed and again when it breaks."""

    def __init__(self, mailbox: Mailbox, transfer: Transfer) -> None:
        self._mailbox = mailbox
        self._transfer = transfer
        self._open = ExitStack()
        self._connection: ImapConnection | None = None

    def close(self, *, broken: bool) -> None:
        """Sign out, or just close a line on which answers may still be coming."""
        self._transfer.let_go()
        self._leave(broken=broken)

    def parts(self, places: Sequence[ServerPlace]) -> tuple[AttachedPart, ...] | None:
        """Return the attachments of a mail; None when the server cannot tell them."""
        return self._trying(lambda: parts_of(*self._at(places)), lambda: 0)

    def stream(
        self,
        places: Sequence[ServerPlace],
        section: str,
        write: Callable[[bytes], None],
        *,
        expected: int,
        decode: Decoder | None = None,
    ) -> None:
        """Fetch a section of a mail and hand it to ``write``, decoded."""
        decode = decode or decoder("")
        done = 0

        def go_on() -> None:
            nonlocal done
            connection, uid = self._at(places)
            for piece in read_section(connection, uid, section, start=done, expected=expected):
                write(decode.feed(piece))
                done += len(piece)
                self._transfer.tell(done, expected)

        self._trying(go_on, lambda: done)
        write(decode.end())

    def _trying(self, work: Callable[[], T], reached: Callable[[], int]) -> T:
        """Do ``work`` again after a lost connection, unless it gets no further."""
        fruitless, before = 0, reached()
        while True:
            try:
                return work()
            except (SignInError, RefusedError):
                raise
            except MailError:
                self._leave(broken=True)
                self._transfer.check()
                fruitless = 0 if reached() > before else fruitless + 1
                before = reached()
                if fruitless >= len(PAUSES):
                    raise
                self._transfer.wait(PAUSES[fruitless])

    def _at(self, places: Sequence[ServerPlace]) -> tuple[ImapConnection, int]:
        """Open a folder in which the mail lies; raises NotFoundError when it lies in none."""
        connection = self._connected()
        for place in places:
            _address, folder = named_folder(place.folder)
            if connection.select(folder).uidvalidity == place.uidvalidity:
                return connection, place.uid
        raise gone()

    def _connected(self) -> ImapConnection:
        if self._connection is None:
            self._transfer.check()
            connection = self._open.enter_context(self._mailbox.open())
            self._transfer.uses(connection.wire.stream.socket)
            self._connection = connection
        return self._connection

    def _leave(self, *, broken: bool) -> None:
        connection, self._connection = self._connection, None
        if connection is not None and broken:
            connection.close()
        opened, self._open = self._open, ExitStack()
        opened.close()


@contextmanager
def mail_line(mailbox: Mailbox, transfer: Transfer) -> Iterator[MailLine]:
    """Give a line for a block; what breaks because it was called off is a CancelledError."""
    line, broken = MailLine(mailbox, transfer), True
    try:
        yield line
        broken = False
    except MailError as error:
        if transfer.cancelled:
            raise CancelledError from error
        raise
    finally:
        line.close(broken=broken)


def no_structure() -> ConsoleError:
    """Return the error for a mail whose parts the server does not describe."""
    return ConsoleError(
        _("Mail"),
        _("the server does not tell the parts of this mail"),
        _("`agent-console mail source` saves the whole mail."),
    )
