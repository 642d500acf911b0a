"""Folder names between people (Unicode) and IMAP (modified UTF-7, RFC 3501 §5.1.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from imapclient.imap_utf7 import decode as decode_utf7
from imapclient.imap_utf7 import encode as encode_utf7

from agent_console.errors import MailError
from agent_console.i18n import _
from agent_console.mail.wire import status_name

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


_USUAL = {
    "\\Sent": (
        *("sent", "sent items", "sent messages", "sent mail"),
        *("gesendet", "gesendete objekte", "gesendete elemente", "gesendete nachrichten"),
    ),
    "\\Junk": ("junk", "junk e-mail", "junk-e-mail", "spam"),
    "\\Trash": (
        *("trash", "bin", "deleted items", "deleted messages"),
        *("papierkorb", "gelöschte objekte", "gelöschte elemente", "gelöschte nachrichten"),
    ),
    "\\Drafts": ("drafts", "draft", "entwürfe", "entwurf"),
}
_ABOVE = re.compile(r"(?:inbox|\[gmail\]|\[google mail\])[./]", re.I)


class UnsafeInputError(MailError, ValueError):
    """Something that must not become part of a command; nothing was sent."""

    def __init__(self, message: str) -> None:
        super().__init__(_("Mail server"), message)


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder on the server; ``name`` as a person reads it, ``attributes`` such as ``\\Sent``."""

    name: str
    attributes: frozenset[str]


def special_folder(folders: Iterable[Folder], use: str) -> str | None:
    """Return the folder with a special use (RFC 6154), else one with a usual name for it, or None.

    Such names count at the top and below the inbox, in English and German, the more usual first.
    """
    there = list(folders)
    marked = next((one.name for one in there if use in one.attributes), None)
    if marked is not None:
        return marked
    names = {_ABOVE.sub("", one.name, count=1).lower(): one.name for one in there}
    return next((names[usual] for usual in _USUAL.get(use, ()) if usual in names), None)


def folder_name(folder: str) -> bytes:
    """Return a folder's name as it goes into a command; raises UnsafeInputError."""
    try:
        encoded: bytes = encode_utf7(folder)
    except UnicodeEncodeError as error:
        raise UnsafeInputError(_("That is no folder name.")) from error
    if not folder or any(char in folder for char in "\r\n\0"):
        raise UnsafeInputError(_("That is no folder name."))
    return b'"' + encoded.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'


def readable_name(raw: bytes | str) -> str | None:
    """Return a name from the server as people read it.

    None when it cannot be named back, or holds control characters (RFC 3501 §5.1: not allowed).
    """
    name = raw if isinstance(raw, bytes) else raw.encode("utf-8")
    try:
        decoded: str = decode_utf7(name)
        named_back = bool(decoded) and encode_utf7(decoded) == name
    except UnicodeError:
        return None
    return decoded if named_back and not _CONTROL.search(decoded) else None


def status_folder(parts: Sequence[bytes | None]) -> str | None:
    """Return of which folder an untagged STATUS speaks (RFC 3501 §7.2.4), None if unreadable.

    ``parts`` are its pieces around a literal; with NOTIFY, folders nobody asked about come, too.
    """
    return readable_name(status_name(parts))
