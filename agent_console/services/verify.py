"""The folders of a mailbox compared with the store mail by mail, and put right."""

from __future__ import annotations

from dataclasses import dataclass

from agent_console.errors import MailError
from agent_console.i18n import _
from agent_console.mail.imap import ImapConnection
from agent_console.mail.progress import Progress
from agent_console.services.mailbox import Mailbox


@dataclass(frozen=True, slots=True)
class FolderDifference:
    """What the comparison of UIDs found in one folder, and what is left of it after the repair.

    ``missing`` mails lay on the server and were not here, ``gone`` ones were here and not there;
    ``new`` ones came since the last pass, which is no difference. ``renumbered``: the server had
    given all mails other numbers. ``left`` is how many UIDs still differ.
    """

    on_server: int
    missing: int = 0
    gone: int = 0
    new: int = 0
    renumbered: bool = False
    left: int = 0


def verify(
    mailbox: Mailbox, connection: ImapConnection, on_progress: Progress
) -> dict[str, FolderDifference]:
    """Compare every folder with the store by UID and repair what differs.

    What is missing is fetched; what is gone is marked as vanished, and its ticket stays. Raises
    MailError as every reading does.
    """
    before = {name: _compare(mailbox, connection, name) for name in _open_ones(mailbox, connection)}
    while mailbox.read_all(connection, on_progress).unfinished:
        pass
    return {
        name: FolderDifference(
            on_server=after.on_server,
            missing=found.missing,
            gone=found.gone,
            new=found.new,
            renumbered=found.renumbered,
            left=after.missing + after.gone,
        )
        for name, found in before.items()
        for after in (_compare(mailbox, connection, name),)
    }


def _open_ones(mailbox: Mailbox, connection: ImapConnection) -> list[str]:
    """Return the folders that exist; the others are refused, and named, by the reading."""
    there = {folder.name for folder in connection.folders()}
    names = mailbox.folders(connection).all
    return [name for name in names if name in there or name.upper() == "INBOX"]


def _compare(mailbox: Mailbox, connection: ImapConnection, name: str) -> FolderDifference:
    sink = mailbox.sink
    selected = connection.select(name)
    there = set(connection.uids())
    exists = connection.noop()
    if len(there) < exists:
        raise MailError(
            _("Mail server"),
            _("The server lists fewer mails in {folder} than it counts.").format(folder=name),
            _("Try again later; nothing was changed."),
        )
    cursor = sink.cursor(name)
    if cursor.uidvalidity is None:
        return FolderDifference(len(there), new=len(there))
    if cursor.uidvalidity != selected.uidvalidity:
        return FolderDifference(len(there), missing=len(there), renumbered=True)
    known = set(sink.known_uids(name))
    lacking = there - known
    read = {uid for uid in lacking if cursor.first_uid <= uid <= cursor.last_uid}
    gone = sorted(known - there)
    if gone:
        sink.vanished(name, gone)
    return FolderDifference(
        len(there), missing=len(read), gone=len(gone), new=len(lacking) - len(read)
    )
