"""Signed S/MIME mails that hide their text in a container: the mail inside (RFC 5652, RFC 8551).

The signature is not checked; the container is only opened, as any mail program would to show it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_SIGNED = bytes.fromhex("2a864886f70d010702")
_MAX_DEPTH = 12
_MAX_ELEMENTS = 200_000
_OCTETS = 0x04
_OCTETS_IN_PIECES = 0x24
_SEQUENCE, _CONTENT = 0x30, 0xA0
_OPEN, _LONGEST = 0x80, 0x88


@dataclass(frozen=True, slots=True)
class _Element:
    """One BER element: its tag, where its content lies, where the next element begins."""

    tag: int
    start: int
    end: int
    following: int


class _Reader:
    """Reads elements of BER data within fixed limits; damaged data ends the reading."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._budget = _MAX_ELEMENTS
        self._ends: dict[int, int] = {}

    def children(self, start: int, end: int, depth: int = 0) -> Iterator[_Element]:
        """Yield the elements between two places, up to an end mark."""
        position = start
        while position + 2 <= end:
            element = self._element(position, end, depth)
            if element is None or (element.tag == 0 and element.start == element.end):
                return
            yield element
            position = element.following

    def _element(self, position: int, limit: int, depth: int) -> _Element | None:
        self._budget -= 1
        if self._budget < 0 or depth > _MAX_DEPTH or position + 2 > limit:
            return None
        tag, first = self.data[position], self.data[position + 1]
        start = position + 2
        if first == _OPEN:
            return self._open_ended(tag, start, limit, depth)
        length = first
        if first > _OPEN:
            size = first & 0x7F
            length = int.from_bytes(self.data[start : start + size])
            start += size
        if first > _LONGEST or start > limit:
            return None
        end = min(start + length, limit)
        return _Element(tag, start, end, end)

    def _open_ended(self, tag: int, start: int, limit: int, depth: int) -> _Element:
        end = self._ends.get(start, start)
        if start not in self._ends:
            for child in self.children(start, limit, depth + 1):
                end = child.following
            self._ends[start] = end
        return _Element(tag, start, end, min(end + 2, limit))


def signed_content(data: bytes) -> bytes | None:
    """Return the mail part inside a signed container; None for encrypted and other ones."""
    reader = _Reader(data)
    outer = next(reader.children(0, len(data)), None)
    if outer is None or outer.tag != _SEQUENCE:
        return None
    inside = reader.children(outer.start, outer.end)
    kind, content = next(inside, None), next(inside, None)
    if kind is None or content is None or data[kind.start : kind.end] != _SIGNED:
        return None
    signed = next(reader.children(content.start, content.end), None)
    if signed is None:
        return None
    for element in reader.children(signed.start, signed.end):
        if element.tag == _SEQUENCE:
            return _encapsulated(reader, element)
    return None


def _encapsulated(reader: _Reader, element: _Element) -> bytes | None:
    """Return the octets of the content that the signature is about, joined."""
    for child in reader.children(element.start, element.end):
        if child.tag == _CONTENT:
            octets = next(reader.children(child.start, child.end), None)
            return _octets(reader, octets) if octets else None
    return None


def _octets(reader: _Reader, element: _Element) -> bytes | None:
    if element.tag == _OCTETS:
        return reader.data[element.start : element.end]
    if element.tag != _OCTETS_IN_PIECES:
        return None
    pieces = reader.children(element.start, element.end)
    return b"".join(reader.data[one.start : one.end] for one in pieces if one.tag == _OCTETS)
