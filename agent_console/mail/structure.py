"""What BODYSTRUCTURE tells of a mail before its bytes come: its text part and its attachments.

The parts are chosen by the rules of :mod:`agent_console.mail.body`, so that the text fetched first
is the one that reading the whole mail would show (RFC 3501 §7.4.2, section numbers §6.4.5).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from agent_console.desk.mail import Attachment
from agent_console.mail.attachments import describe
from agent_console.mail.leaves import Container, Leaf, UnsureError, find_leaves
from agent_console.mail.parts import ENRICHED_TEXTS, MAILS, SMIME_TYPES
from agent_console.mail.report import STATUS_TYPES
from agent_console.mail.shapes import Shapes

TEXT_MAX = 1_000_000
_REMEMBERED = 256
CONTAINER_MAX = 64 * 1024
_CONTAINER_LEAST = 4 * 1024
_PART_HEADER = 1_024
_LETTERS_SURE = 420
_NEARLY_EMPTY = 64
# Encoded bytes for one letter of a western language, and what others need in comparison.
_BYTES_A_LETTER = {"7bit": 1.0, "8bit": 1.1, "quoted-printable": 1.25, "base64": 1.45}
_OTHER_SCRIPTS = 2.5
_WESTERN = ("", "us-ascii", "utf-8", "windows-1252", "iso-8859-1", "iso-8859-15")
_SHAPES = Shapes()
# A text of which only type, parameters, encoding and sizes are told, and two of them as one.
_A_TEXT = (
    rb'(\("text" "[a-z]{1,10}" \((?:"[a-z-]{1,20}" "[!#-\[\]-~]{1,40}" ?){1,5}\) NIL NIL'
    rb' "[0-9a-z-]{1,20}" )(\d{1,7}) (\d{1,7})(?: NIL){0,4}\)'
)
_ONE_TEXT = re.compile(_A_TEXT, re.I)
_TWO_TEXTS = re.compile(
    rb"\(" + _A_TEXT + _A_TEXT + rb' "alternative"'
    rb' \("boundary" "[!#-\[\]-~ ]{0,69}[!#-,.-\[\]-~]"\)(?: NIL){0,3}\)',
    re.I,
)


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


@dataclass(frozen=True, slots=True)
class AttachedPart:
    """An attachment with its place in the mail; ``octets`` are its bytes as they are encoded."""

    attachment: Attachment
    section: str
    encoding: str
    octets: int


def read_structure(value: object) -> Structure:
    """Read one BODYSTRUCTURE, its nested lists or the text of them; what makes no sense is odd.

    Never raises.
    """
    return (_ordinary(value) if isinstance(value, bytes) else None) or _read(value)


def _ordinary(told: bytes) -> Structure | None:
    """Read a single text, or a long plain one with its HTML; None for every other structure.

    All that are told alike but for their sizes and boundaries are read alike, too.
    """
    found = _ONE_TEXT.fullmatch(told)
    if found is not None:
        like, size, length = _like(found[1]), int(found[2]), int(found[2])
    else:
        found = _TWO_TEXTS.fullmatch(told)
        if found is None:
            return None
        like, size = _like_two(found[1], found[4]), int(found[2])
        length = size + int(found[5]) if int(found[5]) else 0
    part = like.text
    if part is None or part.container or like.attachments or not 0 < size <= length <= TEXT_MAX:
        return None
    if like.kind[:5] != "text/" and not _is_long(part.encoding, part.charset, size, int(found[3])):
        return None
    text = TextPart(
        part.section, part.html, part.encoding, part.charset, part.flowed, part.delsp, size
    )
    return Structure(text, (), False, like.kind, like.encoding)


@functools.lru_cache(_REMEMBERED)
def _like(beginning: bytes) -> Structure:
    return _read(beginning + b"1 1 NIL NIL NIL NIL)")


@functools.lru_cache(_REMEMBERED)
def _like_two(first: bytes, second: bytes) -> Structure:
    """Return how two texts are read of which the first one is surely long."""
    texts = first + b"%d 1)" % (TEXT_MAX - 1) + second + b"1 1)"
    return _read(b"(" + texts + b' "alternative" ("boundary" "b") NIL NIL NIL)')


def _read(value: object) -> Structure:
    try:
        leaves, root = _leaves(value)
    except UnsureError:
        return Structure(None, (), odd=True)
    attachments = tuple(attachment for _leaf, attachment in _attached(leaves))
    first = leaves[0].part
    kind, encoding = (root.kind, "") if root else (first.type, first.encoding)
    try:
        return Structure(_text(leaves, root), attachments, kind=kind, encoding=encoding)
    except UnsureError:
        return Structure(None, attachments, odd=True, kind=kind, encoding=encoding)


def _leaves(value: object) -> tuple[list[Leaf], Container | None]:
    return _SHAPES.leaves(value) if isinstance(value, bytes) else find_leaves(value)


def attached_parts(value: object) -> tuple[AttachedPart, ...] | None:
    """Return where the attachments of one BODYSTRUCTURE are; None when it makes no sense."""
    try:
        leaves, _root = _leaves(value)
    except UnsureError:
        return None
    return tuple(
        AttachedPart(attachment, leaf.section, _encoding(leaf), leaf.octets)
        for leaf, attachment in _attached(leaves)
    )


def _attached(leaves: list[Leaf]) -> Iterator[tuple[Leaf, Attachment]]:
    attached = [leaf for leaf in leaves if not leaf.is_text]
    for index, leaf in enumerate(attached):
        yield leaf, describe(index, leaf.part, _decoded_size(leaf))


def _encoding(leaf: Leaf) -> str:
    """Return how the bytes of a part are encoded; an attached mail comes as it is."""
    return "" if leaf.part.type in MAILS else leaf.part.encoding


def _decoded_size(leaf: Leaf) -> int:
    if leaf.part.encoding != "base64":
        return leaf.octets
    lines = leaf.lines or -(-leaf.octets // 78)
    return max(0, leaf.octets - 2 * lines) * 3 // 4


def _text(leaves: list[Leaf], root: Container | None) -> TextPart | None:
    """Choose as reading the whole mail would; raise UnsureError where that takes more."""
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


def _readable(leaves: list[Leaf]) -> list[Leaf]:
    """Return the text parts of a mail; raise UnsureError where another one may be shown."""
    types = {leaf.part.type for leaf in leaves}
    parents = {leaf.part.parent for leaf in leaves}
    if types.intersection(SMIME_TYPES) or types.intersection(STATUS_TYPES):
        raise UnsureError
    if not parents.isdisjoint(("multipart/report", "multipart/encrypted")):
        raise UnsureError
    if any(leaf.octets == 0 for leaf in leaves):
        raise UnsureError
    own = [leaf for leaf in leaves if leaf.is_text]
    texts = own or [leaf for leaf in leaves if leaf.part.may_be_text()]
    length = sum(leaf.octets for leaf in texts)
    if types.intersection(MAILS) and length < _NEARLY_EMPTY:
        raise UnsureError
    if any(leaf.part.type in ENRICHED_TEXTS for leaf in texts) or length > TEXT_MAX:
        raise UnsureError
    return texts


def _single(leaf: Leaf) -> TextPart:
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


def _is_surely_long(leaf: Leaf) -> bool:
    """Tell a plain text that is too long to only stand for the HTML beside it."""
    part = leaf.part
    return _is_long(part.encoding, part.params.get("charset", ""), leaf.octets, leaf.lines)


def _is_long(encoding: str, charset: str, octets: int, lines: int) -> bool:
    bytes_a_letter = _BYTES_A_LETTER.get(encoding, 1.1)
    if charset.lower() not in _WESTERN:
        bytes_a_letter *= _OTHER_SCRIPTS
    return octets - 2 * lines >= _LETTERS_SURE * bytes_a_letter


def _several(leaves: list[Leaf], texts: list[Leaf], container: Container | None) -> TextPart:
    """Return the beginning of a multipart that holds all of ``texts``."""
    if container is None:
        raise UnsureError
    last = texts[-1]
    inside = sum(container.before <= leaf.before <= last.before for leaf in leaves)
    needed = last.before + last.octets - container.before + _PART_HEADER * (inside + 1)
    size = next((size for size in _sizes() if size >= needed), 0)
    if not size:
        raise UnsureError
    html = any(leaf.part.type == "text/html" for leaf in texts)
    return TextPart(container.section, html, "", "", False, False, size, container.content_type)


def _sizes() -> Iterator[int]:
    size = _CONTAINER_LEAST
    while size <= CONTAINER_MAX:
        yield size
        size *= 2
