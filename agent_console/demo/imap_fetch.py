"""What FETCH asks for, and the data it gets (RFC 3501 §6.4.5)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agent_console.demo.imap_parser import BadCommandError, Token, keyword
from agent_console.demo.imap_state import DemoMessage
from agent_console.demo.imap_structure import body_structure
from agent_console.demo.imap_text import internaldate
from agent_console.demo.mime_parts import header_fields, parsed_header, part, split_header

_SIMPLE = frozenset({"UID", "FLAGS", "INTERNALDATE", "RFC822.SIZE", "MODSEQ", "BODYSTRUCTURE"})
_WHOLE = {
    "RFC822": ("", False),
    "RFC822.HEADER": ("HEADER", True),
    "RFC822.TEXT": ("TEXT", False),
}
_BODY = re.compile(
    rb"BODY(?P<peek>\.PEEK)?\[(?P<section>[^\]]*)\](?:<(?P<start>\d{1,15})\.(?P<count>\d{1,15})>)?",
    re.IGNORECASE,
)
_SECTION = re.compile(
    rb"(?P<path>\d{1,4}(?:\.\d{1,4}){0,20})?\.?"
    rb"(?P<what>HEADER\.FIELDS\.NOT|HEADER\.FIELDS|HEADER|TEXT|MIME)?"
    rb"(?: ?\((?P<names>[^()]*)\))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Section:
    """What is between the brackets of BODY[…]."""

    path: tuple[int, ...] = ()
    what: str = ""
    names: frozenset[bytes] = frozenset()


@dataclass(frozen=True, slots=True)
class FetchItem:
    """One thing asked for. ``label`` is how the answer names it; a Section means bytes."""

    label: str
    section: Section | None = None
    partial: tuple[int, int] | None = None
    sets_seen: bool = False


def fetch_items(token: Token, *, modseq_known: bool) -> list[FetchItem]:
    """Return what FETCH asks for; BadCommandError for anything this server does not know."""
    wanted: Sequence[Token] = token if isinstance(token, list) else [token]
    if keyword(token) == "FAST":
        wanted = [b"FLAGS", b"INTERNALDATE", b"RFC822.SIZE"]
    if not wanted:
        raise BadCommandError("Nothing to fetch")
    items = [_item(item) for item in wanted]
    if not modseq_known and any(item.label == "MODSEQ" for item in items):
        raise BadCommandError("MODSEQ is not known here")
    return items


def render(message: DemoMessage, item: FetchItem, *, empty: bool = False) -> bytes:
    """Return one item with its data; ``empty`` gives NIL for bytes of the mail."""
    if item.label == "BODYSTRUCTURE":
        return b"BODYSTRUCTURE " + (b"NIL" if empty else body_structure(message.raw))
    if item.section is None:
        return f"{item.label} {_simple(message, item.label)}".encode()
    data = None if empty else section_bytes(message.raw, item.section)
    label = item.label.encode("latin-1")
    if data is None:
        return label + b" NIL"
    if item.partial is not None:
        start, count = item.partial
        data = data[start : start + count]
    return b"%s {%d}\r\n%s" % (label, len(data), data)


def section_bytes(raw: bytes, section: Section) -> bytes | None:
    """Return the bytes BODY[section] stands for; None when the mail has no such part.

    HEADER and TEXT of a part exist for attached mails (message/rfc822) only.
    """
    entity = part(raw, section.path)
    if entity is None:
        return None
    if section.what == "MIME":
        return split_header(entity)[0]
    if section.path and not section.what:
        return split_header(entity)[1]
    if section.path:
        if parsed_header(entity).get_content_type() != "message/rfc822":
            return None
        entity = split_header(entity)[1]
    if section.what == "HEADER":
        return split_header(entity)[0]
    if section.what == "TEXT":
        return split_header(entity)[1]
    if section.what.startswith("HEADER.FIELDS"):
        return header_fields(entity, section.names, excluded=section.what.endswith("NOT"))
    return entity


def _item(token: Token) -> FetchItem:
    name = keyword(token)
    if name in _SIMPLE:
        return FetchItem(name)
    if name in _WHOLE:
        what, peek = _WHOLE[name]
        return FetchItem(name, Section(what=what), sets_seen=not peek)
    found = None if isinstance(token, list) else _BODY.fullmatch(token)
    if found is None:
        raise BadCommandError("This server does not know that FETCH item")
    label = f"BODY[{found['section'].decode('latin-1')}]"
    partial = None
    if found["start"]:
        partial = (int(found["start"]), int(found["count"]))
        label += f"<{partial[0]}>"
    return FetchItem(label, _section(found["section"]), partial, sets_seen=not found["peek"])


def _section(value: bytes) -> Section:
    found = _SECTION.fullmatch(value)
    if found is None:
        raise BadCommandError("Unknown section")
    path = tuple(int(n) for n in found["path"].split(b".")) if found["path"] else ()
    what = (found["what"] or b"").decode("ascii").upper()
    if what.startswith("HEADER.FIELDS") is not (found["names"] is not None):
        raise BadCommandError("HEADER.FIELDS needs names, and nothing else has any")
    if what == "MIME" and not path:
        raise BadCommandError("MIME needs a part")
    names = (name.strip(b'"').lower() for name in (found["names"] or b"").split())
    return Section(path, what, frozenset(names))


def _simple(message: DemoMessage, label: str) -> str:
    match label:
        case "UID":
            return str(message.uid)
        case "FLAGS":
            return f"({' '.join(sorted(message.flags))})"
        case "INTERNALDATE":
            return internaldate(message.internaldate)
        case "RFC822.SIZE":
            return str(len(message.raw))
        case _:
            return f"({message.modseq})"
