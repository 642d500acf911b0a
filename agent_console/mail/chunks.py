"""One part of one mail fetched in chunks, so that its size costs time but no memory.

Chunks are asked for a few at a time (BODY.PEEK[section]<offset.count>, RFC 3501 §6.4.5), handed out
in order, and may be begun anywhere: a reading that broke off goes on where it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing

from agent_console.errors import NotFoundError
from agent_console.i18n import _
from agent_console.mail.bulk import fetch_many
from agent_console.mail.imap import ImapConnection
from agent_console.mail.structure import AttachedPart, attached_parts
from agent_console.mail.wire import ConnectionLostError, RefusedError

CHUNK = 256 * 1024
AHEAD = 4
SECTION_MAX = 2 * 1024 * 1024 * 1024


def parts_of(connection: ImapConnection, uid: int) -> tuple[AttachedPart, ...] | None:
    """Return the attachments of a mail in the open folder; None when the server cannot tell.

    Raises NotFoundError when the mail is not there any more.
    """
    item = connection.fetch_set(str(uid), "UID BODYSTRUCTURE").items.get(uid)
    if item is None and uid not in connection.uids(str(uid)):
        raise gone()
    return attached_parts(item.structure) if item else None


def read_section(
    connection: ImapConnection, uid: int, section: str, *, start: int = 0, expected: int = 0
) -> Iterator[bytes]:
    """Yield a section ("" is the whole mail) of a mail in the open folder from ``start`` on.

    ``expected`` is its size as the server announced it; the end is where the server has no more.
    Raises NotFoundError when the mail is gone, ConnectionLostError when the line breaks or the
    answers make no sense, RefusedError.
    """
    place = start
    while True:
        ahead = max(1, min(AHEAD, -(-(expected - place) // CHUNK)))
        offsets = [place + number * CHUNK for number in range(ahead)]
        chunks = _chunks(connection, uid, section, offsets)
        for offset in offsets:
            piece = chunks.pop(offset, None)
            if piece is None:
                raise _missing(connection, uid)
            if piece:
                yield piece
            place += len(piece)
            if len(piece) < CHUNK:
                return
        if place > SECTION_MAX:
            raise ConnectionLostError(_("The mail server's answer makes no sense."))


def _chunks(
    connection: ImapConnection, uid: int, section: str, offsets: Sequence[int]
) -> dict[int, bytes]:
    """Return the chunks that came, by their offset."""
    asked = {_key(section, offset): offset for offset in offsets}
    requests = [(str(uid), f"UID BODY.PEEK[{section}]<{offset}.{CHUNK}>") for offset in offsets]
    found: dict[int, bytes] = {}
    with closing(fetch_many(connection, requests, in_flight=AHEAD, literal_max=CHUNK)) as run:
        for item in run:
            offset = asked.get(item.section.upper())
            if item.uid == uid and offset is not None and item.body is not None:
                found[offset] = item.body
    return found


def _key(section: str, offset: int) -> str:
    """Return how an answer names a section that begins at ``offset``."""
    return f"{section}]<{offset}>".upper() if offset else section.upper()


def _missing(connection: ImapConnection, uid: int) -> Exception:
    if connection.noop() >= 0 and uid not in connection.uids(str(uid)):
        return gone()
    return RefusedError(_("a part of the mail does not come"))


def gone() -> NotFoundError:
    """Return the error for a mail that is no longer where it was."""
    return NotFoundError(
        _("Mail"),
        _("this mail is no longer on the server where it was"),
        _("Somebody may have moved or deleted it; look again after the next sync."),
    )
