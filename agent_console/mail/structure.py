"""What BODYSTRUCTURE tells of a mail before its bytes come: its text part and its attachments.

The parts are chosen by the rules of :mod:`agent_console.mail.body`, so that the text fetched first
is the one that reading the whole mail would show (RFC 3501 §7.4.2, section numbers §6.4.5).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agent_console.desk.mail import Attachment
from agent_console.desk.text import to_screen
from agent_console.mail.attachments import attachment_name
from agent_console.mail.charset import decode_bytes
from agent_console.mail.headers import Head, read_message_id
from agent_console.mail.params import content_type
from agent_console.mail.parts import MAX_DEPTH, MAX_PARTS, SMIME_TYPES, Part

TEXT_MAX = 1_000_000
CONTAINER_MAX = 64 * 1024
_CONTAINER_LEAST = 4 * 1024
_PART_HEADER = 1_024
_PARAMETERS_MAX = 200
_VALUE_MAX = 16 * 1024
_LETTERS_SURE = 420
_NEARLY_EMPTY = 64
# Encoded bytes for one letter of a western language, and what others need in comparison.
_BYTES_A_LETTER = {"7bit": 1.0, "8bit": 1.1, "quoted-printable": 1.25, "base64": 1.45}
_OTHER_SCRIPTS = 2.5
_WESTERN = ("", "us-ascii", "utf-8", "windows-1252", "iso-8859-1", "iso-8859-15")
_REPORTS = ("message/delivery-status", "message/global-delivery-status")
_MAILS = ("message/rfc822", "message/global")
_PLAIN_ENCODINGS = ("", "7bit", "8bit", "binary")
_UNUSUAL_TEXTS = ("text/enriched", "text/richtext")


@dataclass(frozen=True, slots=True)
class TextPart:
    """The part that holds a mail's text, and how to read its bytes; ``size`` in encoded bytes.

    ``container`` is empty for a single text. Else the section is a whole multipart, to be read
    under this Content-Type, of which the first ``size`` bytes hold all text: a short plain text
    together with its HTML, or several texts.
    """

    section: str
    html: bool
    encoding: str
    charset: str
    flowed: bool
    delsp: bool
    size: int
    container: str = ""

    @property
    def item(self) -> str:
        """What FETCH has to ask for; few different ones, so that mails can be asked together."""
        beginning = f"<0.{self.size}>" if self.container else ""
        return f"BODY.PEEK[{self.section}]{beginning}"


@dataclass(frozen=True, slots=True)
class Structure:
    """What can be known of a mail without its body.

    ``text`` is None when the mail has none, and when the mail must be read whole to find it: then
    ``odd`` is True. Sizes of base64 attachments are right but for a few bytes, those of
    quoted-printable ones are upper bounds. ``kind`` is the type of the mail itself as the server
    understood it, ``encoding`` its transfer encoding where it is a single part.
    """

    text: TextPart | None
    attachments: tuple[Attachment, ...]
    odd: bool = False
    kind: str = ""
    encoding: str = ""


@dataclass(slots=True)
class _Container:
    """A multipart: where it is, how it is read, and how many bytes of parts lie before it."""

    section: str
    kind: str
    boundary: str
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
    group: _Container | None


@dataclass(slots=True)
class _Leaf:
    """A part without parts; ``before`` are the bytes of all parts in front of it."""

    part: Part
    section: str
    octets: int
    lines: int
    before: int
    group: _Container | None
    is_text: bool


@dataclass(frozen=True, slots=True)
class AttachedPart:
    """An attachment with its place in the mail; ``octets`` are its bytes as they are encoded."""

    attachment: Attachment
    section: str
    encoding: str
    octets: int


class _UnsureError(ValueError):
    """The structure makes no sense, or only the whole mail can tell what to show."""


def read_structure(value: object) -> Structure:
    """Read the nested lists of one BODYSTRUCTURE; never raises, what makes no sense is odd."""
    try:
        leaves, root = _leaves(value)
    except _UnsureError:
        return Structure(None, (), odd=True)
    attached = [leaf for leaf in leaves if not leaf.is_text]
    attachments = tuple(_attachment(index, leaf) for index, leaf in enumerate(attached))
    first = leaves[0].part
    kind, encoding = (root.kind, "") if root else (first.type, first.encoding)
    try:
        return Structure(_text(leaves, root), attachments, kind=kind, encoding=encoding)
    except _UnsureError:
        return Structure(None, attachments, odd=True, kind=kind, encoding=encoding)


def attached_parts(value: object) -> tuple[AttachedPart, ...] | None:
    """Return where the attachments of one BODYSTRUCTURE are; None when it makes no sense."""
    try:
        leaves, _root = _leaves(value)
    except _UnsureError:
        return None
    attached = [leaf for leaf in leaves if not leaf.is_text]
    return tuple(
        AttachedPart(_attachment(index, leaf), leaf.section, _encoding(leaf), leaf.octets)
        for index, leaf in enumerate(attached)
    )


def _encoding(leaf: _Leaf) -> str:
    """Return how the bytes of a part are encoded; an attached mail comes as it is."""
    return "" if leaf.part.type in _MAILS else leaf.part.encoding


def _leaves(value: object) -> tuple[list[_Leaf], _Container | None]:
    """Return the leaves in order, and the outermost multipart."""
    if not isinstance(value, list):
        raise _UnsureError
    leaves: list[_Leaf] = []
    root: _Container | None = None
    octets = 0
    pending = [_Branch(value, "", 0, "", None)]
    while pending:
        branch = pending.pop()
        if len(leaves) >= MAX_PARTS or branch.depth >= MAX_DEPTH or not branch.value:
            raise _UnsureError
        if isinstance(branch.value[0], list):
            children, container = _children(branch, octets)
            root = root or container
            pending.extend(reversed(children))
        else:
            leaves.append(_leaf(branch, octets))
            octets += leaves[-1].octets
    return leaves, root


def _children(branch: _Branch, before: int) -> tuple[list[_Branch], _Container]:
    count = 0
    while count < len(branch.value) and isinstance(branch.value[count], list):
        count += 1
    rest = branch.value[count:]
    kind = content_type(f"multipart/{_text_of(rest, 0).lower()}")
    boundary = _parameters(rest[1] if len(rest) > 1 else None).get("boundary", "")
    if not boundary or '"' in boundary or "\\" in boundary or boundary.endswith("--"):
        raise _UnsureError
    section = branch.section or "TEXT"
    container = _Container(section, kind, boundary, before)
    group = branch.group or (container if kind == "multipart/alternative" else None)
    prefix = f"{branch.section}." if branch.section else ""
    children = [
        _Branch(child, f"{prefix}{number}", branch.depth + 1, kind, group)
        for number, child in enumerate(branch.value[:count], 1)
        if isinstance(child, list)
    ]
    return children, container


def _leaf(branch: _Branch, before: int) -> _Leaf:
    value = branch.value
    if len(value) < 7:
        raise _UnsureError
    kind = content_type(f"{_text_of(value, 0)}/{_text_of(value, 1)}".lower())
    encoding = _text_of(value, 5).strip().lower().split(" ", 1)[0]
    disposition, named = _disposition(value, kind)
    source = _subject_line(value) if kind in _MAILS else b""
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
        alternative=-1 if branch.group is None else branch.group.before,
    )
    lines = _number(value, 7) if kind.startswith("text/") else 0
    if kind in _MAILS and encoding not in _PLAIN_ENCODINGS:
        raise _UnsureError
    return _Leaf(
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
    if kind in _MAILS and len(value) > 8 and isinstance(value[8], list):
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


def _attachment(index: int, leaf: _Leaf) -> Attachment:
    part = leaf.part
    return Attachment(
        index=index,
        filename=attachment_name(index, part),
        content_type=part.type,
        size=_decoded_size(leaf),
        content_id=to_screen(read_message_id(part.head.first("content-id")), one_line=True),
        inline=part.disposition == "inline" or part.parent == "multipart/related",
    )


def _decoded_size(leaf: _Leaf) -> int:
    if leaf.part.encoding != "base64":
        return leaf.octets
    lines = leaf.lines or -(-leaf.octets // 78)
    return max(0, leaf.octets - 2 * lines) * 3 // 4


def _text(leaves: list[_Leaf], root: _Container | None) -> TextPart | None:
    """Choose as reading the whole mail would; raise _UnsureError where that takes more."""
    texts = _readable(leaves)
    if not texts:
        return None
    groups = {leaf.part.alternative for leaf in texts}
    if len(texts) == 1:
        return _single(texts[0])
    if len(groups) > 1 or texts[0].group is None:
        return _several(leaves, texts, root)
    plain = [leaf for leaf in texts if leaf.part.type != "text/html"]
    if len(plain) == 1 and (len(texts) == 1 or _is_surely_long(plain[0])):
        return _single(plain[0])
    return _several(leaves, texts, texts[0].group)


def _readable(leaves: list[_Leaf]) -> list[_Leaf]:
    """Return the text parts of a mail; raise _UnsureError where another one may be shown."""
    types = {leaf.part.type for leaf in leaves}
    parents = {leaf.part.parent for leaf in leaves}
    if types.intersection(SMIME_TYPES) or types.intersection(_REPORTS):
        raise _UnsureError
    if not parents.isdisjoint(("multipart/report", "multipart/encrypted")):
        raise _UnsureError
    if any(leaf.octets == 0 for leaf in leaves):
        raise _UnsureError
    own = [leaf for leaf in leaves if leaf.is_text]
    texts = own or [leaf for leaf in leaves if leaf.part.may_be_text()]
    length = sum(leaf.octets for leaf in texts)
    if types.intersection(_MAILS) and length < _NEARLY_EMPTY:
        raise _UnsureError
    if any(leaf.part.type in _UNUSUAL_TEXTS for leaf in texts) or length > TEXT_MAX:
        raise _UnsureError
    return texts


def _single(leaf: _Leaf) -> TextPart:
    params = leaf.part.params
    return TextPart(
        section=leaf.section,
        html=leaf.part.type == "text/html",
        encoding=leaf.part.encoding,
        charset=params.get("charset", ""),
        flowed=params.get("format", "").lower() == "flowed",
        delsp=params.get("delsp", "").lower() == "yes",
        size=leaf.octets,
    )


def _is_surely_long(leaf: _Leaf) -> bool:
    """Tell a plain text that is too long to only stand for the HTML beside it."""
    bytes_a_letter = _BYTES_A_LETTER.get(leaf.part.encoding, 1.1)
    if leaf.part.params.get("charset", "").lower() not in _WESTERN:
        bytes_a_letter *= _OTHER_SCRIPTS
    return leaf.octets - 2 * leaf.lines >= _LETTERS_SURE * bytes_a_letter


def _several(leaves: list[_Leaf], texts: list[_Leaf], container: _Container | None) -> TextPart:
    """Return the beginning of a multipart that holds all of ``texts``."""
    if container is None:
        raise _UnsureError
    last = texts[-1]
    inside = sum(container.before <= leaf.before <= last.before for leaf in leaves)
    needed = last.before + last.octets - container.before + _PART_HEADER * (inside + 1)
    size = next((size for size in _sizes() if size >= needed), 0)
    if not size:
        raise _UnsureError
    html = any(leaf.part.type == "text/html" for leaf in texts)
    return TextPart(container.section, html, "", "", False, False, size, container.content_type)


def _sizes() -> Iterator[int]:
    size = _CONTAINER_LEAST
    while size <= CONTAINER_MAX:
        yield size
        size *= 2


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
        raise _UnsureError
    return int(found)
