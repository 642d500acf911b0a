"""The tree of a mail's parts, walked without recursion and within fixed limits (RFC 2046)."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field, replace

from agent_console.mail.cms import signed_content
from agent_console.mail.decoding import decode_transfer
from agent_console.mail.headers import Head, split_head
from agent_console.mail.params import content_type, split_value

MAX_PARTS = 500
MAX_DEPTH = 50
MAX_BOUNDARY_LINES = 5_000
SMIME_TYPES = ("application/pkcs7-mime", "application/x-pkcs7-mime")
MAILS = ("message/rfc822", "message/global")
ENRICHED_TEXTS = ("text/enriched", "text/richtext")
_MAX_BOUNDARY_SEARCHES = 50_000
_BODY_TYPES = frozenset(
    ("text/plain", "text/html", *ENRICHED_TEXTS, "text/markdown", "text/x-markdown")
)


@dataclass(frozen=True, slots=True)
class Part:
    """One leaf of a mail: where its bytes are and what its header says of them.

    ``alternative`` numbers the outermost multipart/alternative around it, -1 when there is none.
    """

    source: bytes
    start: int
    end: int
    head: Head
    type: str
    params: dict[str, str]
    encoding: str
    disposition: str
    disposition_params: dict[str, str]
    parent: str
    alternative: int

    def encoded(self) -> bytes:
        """Return the body as it stands in the source."""
        return self.source[self.start : self.end]

    def content(self, limit: int | None = None) -> bytes:
        """Return the decoded body; of more than ``limit`` encoded bytes only the first are used."""
        end = self.end if limit is None else min(self.end, self.start + limit)
        return decode_transfer(self.source[self.start : end], self.encoding)

    def size(self) -> int:
        """Return the size of the decoded body in bytes; for base64 counted without decoding."""
        if self.encoding != "base64":
            return len(self.content())
        body = self.encoded()
        letters = len(body) - sum(body.count(mark) for mark in (b"\r", b"\n", b" ", b"="))
        return letters * 3 // 4

    def may_be_text(self) -> bool:
        """Tell whether the part could be read as text when the mail has no better one."""
        return self.type in _BODY_TYPES and self.disposition != "attachment"

    def is_text(self) -> bool:
        """Tell whether the part is meant to be read as the mail's text."""
        if not self.may_be_text():
            return False
        named = any(
            key.partition("*")[0] in ("filename", "name")
            for key in (*self.disposition_params, *self.params)
        )
        return not named or self.parent in ("", "multipart/alternative")


@dataclass(slots=True)
class Walk:
    """The leaves of a mail in order, and which limits were met on the way."""

    head: Head
    parts: list[Part] = field(default_factory=list)
    too_many: bool = False
    too_deep: bool = False
    broken: bool = False
    unfinished: bool = False
    boundary_lines: int = 0
    searches: int = 0


@dataclass(frozen=True, slots=True)
class _Branch:
    """A part still to be looked at."""

    source: bytes
    start: int
    end: int
    depth: int
    parent: str
    default: str
    alternative: int


def walk_parts(raw: bytes) -> Walk:
    """Return the leaves of a mail: at most 500, 50 levels deep, 5,000 boundary lines."""
    walk = Walk(split_head(raw))
    pending = [_Branch(raw, 0, len(raw), 0, "", "text/plain", -1)]
    while pending:
        if len(walk.parts) >= MAX_PARTS:
            walk.too_many = True
            break
        branch = pending.pop()
        part = _read_part(branch, walk.head if branch.depth == 0 else None)
        children = _children(part, branch, walk) if part.type.startswith("multipart/") else []
        if children:
            pending.extend(reversed(children))
        elif part.type.startswith("multipart/") and not walk.too_deep:
            walk.parts.append(replace(part, type="text/plain"))
        else:
            inside = _opened(part, branch, walk)
            if inside:
                part = replace(part, params={**part.params, "smime-type": "signed-data"})
            walk.parts.append(part)
            pending.extend(inside)
    return walk


def _opened(part: Part, branch: _Branch, walk: Walk) -> list[_Branch]:
    """Return what a signed S/MIME container holds; it stays an attachment besides."""
    inside = signed_content(part.content()) if part.type in SMIME_TYPES else None
    if inside is None:
        return []
    if branch.depth >= MAX_DEPTH:
        walk.too_deep = True
        return []
    depth = branch.depth + 1
    return [_Branch(inside, 0, len(inside), depth, part.type, "text/plain", branch.alternative)]


def _read_part(branch: _Branch, head: Head | None) -> Part:
    head = head or split_head(branch.source, branch.start, branch.end)
    main, params = _split(head.first("content-type"))
    disposition, disposition_params = _split(head.first("content-disposition"))
    encoding = _main_value(head.first("content-transfer-encoding"))
    return Part(
        source=branch.source,
        start=min(head.body, branch.end),
        end=branch.end,
        head=head,
        type=content_type(main, default=branch.default),
        params=params,
        encoding=encoding.split(" ", 1)[0],
        disposition=disposition,
        disposition_params=disposition_params,
        parent=branch.parent,
        alternative=branch.alternative,
    )


def _split(value: bytes) -> tuple[str, dict[str, str]]:
    return split_value(value) if value else ("", {})


@functools.lru_cache(64)
def _main_value(value: bytes) -> str:
    return split_value(value)[0]


def _children(part: Part, branch: _Branch, walk: Walk) -> list[_Branch]:
    if branch.depth >= MAX_DEPTH:
        walk.too_deep = True
        return []
    source, start, end = part.source, part.start, part.end
    slices = _slices(source, start, end, _boundary(part), walk)
    if not slices and part.encoding in ("base64", "quoted-printable"):
        source, start = part.content(), 0
        end = len(source)
        slices = _slices(source, start, end, _boundary(part), walk)
    if not slices:
        walk.broken = True
        slices = _slices(source, start, end, _guessed_boundary(source, start, end), walk)
    alternative = branch.alternative
    if alternative < 0 and part.type == "multipart/alternative":
        alternative = start
    default = "message/rfc822" if part.type == "multipart/digest" else "text/plain"
    return [
        _Branch(source, first, last, branch.depth + 1, part.type, default, alternative)
        for first, last in slices
    ]


def _boundary(part: Part) -> bytes:
    return part.params.get("boundary", "").rstrip().encode("utf-8", "replace")


def _guessed_boundary(source: bytes, start: int, end: int) -> bytes:
    """Find the boundary of a multipart that names none or a wrong one: its first "--" line."""
    window = source[start : min(end, start + 8_192)]
    for line in window.split(b"\n"):
        candidate = line.strip()
        if candidate.startswith(b"--") and 3 < len(candidate) <= 202 and b" " not in candidate:
            return candidate[2:]
    return b""


def _slices(
    source: bytes, start: int, end: int, boundary: bytes, walk: Walk
) -> list[tuple[int, int]]:
    """Return where the parts between the boundary lines lie; a missing last line is forgiven."""
    if not boundary:
        return []
    mark = b"--" + boundary
    slices: list[tuple[int, int]] = []
    opened = -1
    position = start
    while (found := source.find(mark, position, end)) >= 0:
        if walk.searches >= _MAX_BOUNDARY_SEARCHES or walk.boundary_lines >= MAX_BOUNDARY_LINES:
            walk.too_many = True
            break
        walk.searches += 1
        position = found + len(mark)
        closing, following = _boundary_line(source, found, position, end, start)
        if following < 0:
            continue
        walk.boundary_lines += 1
        if opened >= 0:
            slices.append((opened, max(opened, _before(source, found))))
        opened = -1 if closing else following
        position = following
        if closing:
            break
    if 0 <= opened <= end:
        slices.append((opened, end))
        walk.unfinished |= not walk.too_many
    return slices


def _boundary_line(
    source: bytes, found: int, position: int, end: int, start: int
) -> tuple[bool, int]:
    """Return whether it closes, and where the next line starts; -1 when it is no boundary line."""
    if found > start and source[found - 1] != 10:
        return False, -1
    newline = source.find(b"\n", position, min(end, position + 1_000))
    tail = source[position : newline if newline >= 0 else min(end, position + 1_000)].strip()
    if tail not in (b"", b"--"):
        return False, -1
    return tail == b"--", end if newline < 0 else newline + 1


def _before(source: bytes, found: int) -> int:
    """Return the end of the body before a boundary line: its line end belongs to the boundary."""
    end = found - 1 if found > 0 and source[found - 1] == 10 else found
    return end - 1 if end > 0 and source[end - 1] == 13 else end
