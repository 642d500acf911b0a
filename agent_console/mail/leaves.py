"""BODYSTRUCTURE taken apart: the leaves of a mail, in order, and the multiparts around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agent_console.mail.charset import decode_bytes
from agent_console.mail.headers import Head
from agent_console.mail.params import content_type
from agent_console.mail.parts import MAILS, MAX_DEPTH, MAX_PARTS, Part

_PARAMETERS_MAX = 200
_VALUE_MAX = 16 * 1024
_PLAIN_ENCODINGS = ("", "7bit", "8bit", "binary")


@dataclass(slots=True)
class Container:
    """A multipart: where it is, how it is read, and how many leaves and bytes lie before it."""

    section: str
    kind: str
    boundary: str
    first: int
    before: int

    @property
    def content_type(self) -> str:
        """The Content-Type under which the section can be read."""
        return f'{self.kind}; boundary="{self.boundary}"'


@dataclass(slots=True)
class _Branch:
    """A part still to be looked at."""

    value: list[object]
    section: str
    depth: int
    parent: str
    group: Container | None


@dataclass(slots=True)
class Leaf:
    """A part without parts; ``before`` are the bytes of all parts in front of it."""

    part: Part
    section: str
    octets: int
    lines: int
    before: int
    group: Container | None
    is_text: bool


class UnsureError(ValueError):
    """The structure makes no sense, or only the whole mail can tell what to show."""


def find_leaves(value: object) -> tuple[list[Leaf], Container | None]:
    """Return the leaves in order, and the outermost multipart."""
    if not isinstance(value, list):
        raise UnsureError
    leaves: list[Leaf] = []
    root: Container | None = None
    octets = 0
    pending = [_Branch(value, "", 0, "", None)]
    while pending:
        branch = pending.pop()
        if len(leaves) >= MAX_PARTS or branch.depth >= MAX_DEPTH or not branch.value:
            raise UnsureError
        if isinstance(branch.value[0], list):
            children, container = _children(branch, len(leaves), octets)
            root = root or container
            pending.extend(reversed(children))
        else:
            leaves.append(_leaf(branch, octets))
            octets += leaves[-1].octets
    return leaves, root


def _children(branch: _Branch, first: int, before: int) -> tuple[list[_Branch], Container]:
    count = 0
    while count < len(branch.value) and isinstance(branch.value[count], list):
        count += 1
    rest = branch.value[count:]
    kind = content_type(f"multipart/{_text_of(rest, 0).lower()}")
    boundary = _parameters(rest[1] if len(rest) > 1 else None).get("boundary", "")
    if not boundary or '"' in boundary or "\\" in boundary or boundary.endswith("--"):
        raise UnsureError
    section = branch.section or "TEXT"
    container = Container(section, kind, boundary, first, before)
    group = branch.group or (container if kind == "multipart/alternative" else None)
    prefix = f"{branch.section}." if branch.section else ""
    children = [
        _Branch(child, f"{prefix}{number}", branch.depth + 1, kind, group)
        for number, child in enumerate(branch.value[:count], 1)
        if isinstance(child, list)
    ]
    return children, container


def _leaf(branch: _Branch, before: int) -> Leaf:
    value = branch.value
    if len(value) < 7:
        raise UnsureError
    kind = content_type(f"{_text_of(value, 0)}/{_text_of(value, 1)}".lower())
    encoding = _text_of(value, 5).strip().lower().split(" ", 1)[0]
    disposition, named = _disposition(value, kind)
    source = _subject_line(value) if kind in MAILS else b""
    part = Part(
        source=source,
        start=0,
        end=len(source),
        head=Head((("content-id", _bytes_of(value, 3)),), 0),
        type=kind,
        params=_parameters(value[2]),
        encoding="" if source else encoding,
        disposition=disposition,
        disposition_params=named,
        parent=branch.parent,
        alternative=-1 if branch.group is None else branch.group.first,
    )
    lines = _number(value, 7) if kind.startswith("text/") else 0
    if kind in MAILS and encoding not in _PLAIN_ENCODINGS:
        raise UnsureError
    return Leaf(
        part=part,
        section=branch.section or "1",
        octets=_number(value, 6),
        lines=lines,
        before=before,
        group=branch.group,
        is_text=part.is_text(),
    )


def _disposition(value: Sequence[object], kind: str) -> tuple[str, dict[str, str]]:
    """Find the disposition: behind the lines of a text, and behind all that is said of a mail."""
    place = 9 if kind.startswith("text/") else 8
    if kind in MAILS and len(value) > 8 and isinstance(value[8], list):
        place = 11
    found = value[place] if len(value) > place else None
    if not isinstance(found, list) or not found:
        return "", {}
    return _text_of(found, 0).strip().lower(), _parameters(found[1] if len(found) > 1 else None)


def _subject_line(value: Sequence[object]) -> bytes:
    """Return the subject of an attached mail as its header line; it names the attachment."""
    envelope = value[7] if len(value) > 7 else None
    subject = _bytes_of(envelope, 1) if isinstance(envelope, list) else b""
    return b"Subject: " + b" ".join(subject.split()) + b"\r\n\r\n"


def _parameters(value: object) -> dict[str, str]:
    listed = value[: _PARAMETERS_MAX * 2] if isinstance(value, list) else []
    found: dict[str, str] = {}
    for name, content in zip(listed[::2], listed[1::2], strict=False):
        if isinstance(name, bytes) and isinstance(content, bytes):
            found.setdefault(_decoded(name).strip().lower(), _decoded(content[:_VALUE_MAX]))
    return found


def _bytes_of(value: Sequence[object], place: int) -> bytes:
    found = value[place] if len(value) > place else None
    return found[:_VALUE_MAX] if isinstance(found, bytes) else b""


def _text_of(value: Sequence[object], place: int) -> str:
    return _decoded(_bytes_of(value, place))


def _decoded(text: bytes) -> str:
    plain = text.isascii() and b"\x1b" not in text
    return text.decode("ascii") if plain else decode_bytes(text)


def _number(value: Sequence[object], place: int) -> int:
    found = _bytes_of(value, place)
    if not found.isdigit() or len(found) > 10:
        raise UnsureError
    return int(found)
