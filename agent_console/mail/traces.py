"""Looking for a mail of ours on an IMAP server, also where a server on the way has renamed it.

Three ways, the surest first: by its Message-ID; by the ticket's signed token at the head of its
References, together with the sender and the Date it was written with; by the name that Microsoft's
servers keep in X-Microsoft-Original-Message-ID when they give a mail another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from agent_console.mail.imap import ImapConnection
from agent_console.mail.names import UnsafeInputError, folder_name
from agent_console.mail.wire import Answer

_ORIGINAL = "X-Microsoft-Original-Message-ID"
_FIELDS = f"FROM DATE REFERENCES MESSAGE-ID {_ORIGINAL.upper()}"
_SEARCHABLE = re.compile(r"<[!#-'*-\[\]-~]{1,900}>")
_HITS_CHECKED = 50


@dataclass(frozen=True, slots=True)
class Trace:
    """By what a mail of ours is known again; ids without their brackets."""

    message_id: str
    token: str
    sender: str
    date: datetime | None


def trace_of(raw: bytes) -> Trace:
    """Return by what the mail ``raw`` of ours is known again."""
    from agent_console.mail.read import read_mail

    mail = read_mail(raw)
    sender = mail.sender.email.lower() if mail.sender else ""
    return Trace(mail.message_id, next(iter(mail.references), ""), sender, mail.date)


def find(connection: ImapConnection, trace: Trace) -> list[int]:
    """Return the UIDs in the open folder under which the mail lies, ascending."""
    return (
        connection.search_message_id(f"<{trace.message_id}>")
        or _search(connection, "References", trace.token, trace)
        or _search(connection, _ORIGINAL, trace.message_id, trace)
    )


def is_ours(connection: ImapConnection, uid: int, trace: Trace) -> bool:
    """Tell whether the mail ``uid`` of the open folder was written by us, then and so named."""
    return bool(_checked(connection, [uid], trace))


def move(connection: ImapConnection, uid: int, folder: str) -> bool:
    """Move one mail of the open folder to ``folder``, read; False when the server cannot.

    Without MOVE (RFC 6851) it is copied, and that one UID removed (UID EXPUNGE, RFC 4315): nothing
    else that is marked as deleted goes.
    """
    target = folder_name(folder)
    number = str(uid).encode("ascii")
    if connection.has("MOVE"):
        _mark(connection, number, b"\\Seen")
        connection.wire.command(b"UID MOVE " + number + b" " + target)
        return True
    if not connection.has("UIDPLUS"):
        return False
    _mark(connection, number, b"\\Seen")
    connection.wire.command(b"UID COPY " + number + b" " + target)
    _mark(connection, number, b"\\Deleted")
    connection.wire.command(b"UID EXPUNGE " + number)
    return True


def _mark(connection: ImapConnection, number: bytes, flag: bytes) -> None:
    connection.wire.command(b"UID STORE " + number + b" +FLAGS.SILENT (" + flag + b")")


def _search(connection: ImapConnection, name: str, value: str, trace: Trace) -> list[int]:
    if not value:
        return []
    if not _SEARCHABLE.fullmatch(f"<{value}>"):
        raise UnsafeInputError("not a name that can be searched for")
    line = f'UID SEARCH HEADER {name} "<{value}>"'
    hits = _found(connection.wire.command(line.encode("ascii")))[-_HITS_CHECKED:]
    return _checked(connection, hits, trace)


def _checked(connection: ImapConnection, uids: Iterable[int], trace: Trace) -> list[int]:
    listed = ",".join(str(uid) for uid in uids)
    if not listed:
        return []
    answer = connection.fetch_set(listed, f"UID BODY.PEEK[HEADER.FIELDS ({_FIELDS})]")
    items = sorted(answer.items.items())
    return [uid for uid, item in items if _is_it(item.body or b"", trace)]


def _is_it(header: bytes, trace: Trace) -> bool:
    """Tell by its header whether this is the mail; names can be copied, so the rest must fit."""
    from agent_console.mail.read import read_mail

    mail = read_mail(header)
    if mail.sender is None or mail.sender.email.lower() != trace.sender:
        return False
    if trace.date is None or mail.date != trace.date:
        return False
    original = (mail.header(_ORIGINAL) or "").strip().strip("<>")
    if trace.message_id in (mail.message_id, original):
        return True
    # A name that we gave is the name of another mail; only one that was renamed fits by its token.
    ours = ".".join(trace.token.split(".")[:2]) + "."
    renamed = not any(name.lower().startswith(ours) for name in (mail.message_id, original))
    return renamed and bool(trace.token) and trace.token in mail.references


def _found(answer: Answer) -> list[int]:
    uids: set[int] = set()
    for untagged in answer.untagged:
        words = untagged.text.split()
        if words and words[0].upper() == b"SEARCH":
            uids.update(int(word) for word in words[1:] if word.isdigit() and len(word) <= 10)
    return sorted(uids)
