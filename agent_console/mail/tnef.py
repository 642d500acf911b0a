"""Outlook's container (winmail.dat): the names of the files in it (MS-OXTNEF)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from agent_console.mail.charset import decode_bytes

_MAGIC = 0x223E9F78
_HEADER = struct.Struct("<BII")
_MAX_ATTRIBUTES = 10_000
_MAX_NAMES = 50
_MAX_NAME = 1_000
_NEXT_FILE, _TITLE, _PROPERTIES, _CODEPAGE = 0x00069002, 0x00018010, 0x00069005, 0x00069007
_LONG_NAMES = (b"\x1f\x00\x07\x37", b"\x1e\x00\x07\x37")


def names_in_tnef(data: bytes) -> tuple[str, ...]:
    """Return the names of the files in a container, at most 50; empty when it is damaged."""
    names: list[str] = []
    charset = ""
    for kind, value in _attributes(data):
        if kind == _CODEPAGE and len(value) >= 4:
            charset = f"cp{int.from_bytes(value[:4], 'little')}"
        elif kind == _NEXT_FILE:
            names.append("")
        elif kind == _TITLE and names:
            names[-1] = names[-1] or _text(value, charset)
        elif kind == _PROPERTIES and names:
            names[-1] = _long_name(value, charset) or names[-1]
        if len(names) > _MAX_NAMES:
            break
    return tuple(name for name in names[:_MAX_NAMES] if name)


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    if len(data) < 6 or int.from_bytes(data[:4], "little") != _MAGIC:
        return
    position = 6
    for _count in range(_MAX_ATTRIBUTES):
        if position + _HEADER.size > len(data):
            return
        _level, kind, size = _HEADER.unpack_from(data, position)
        position += _HEADER.size
        if position + size > len(data):
            return
        yield kind, data[position : position + size]
        position += size + 2


def _text(value: bytes, charset: str) -> str:
    return decode_bytes(value[:_MAX_NAME].partition(b"\0")[0], charset)


def _long_name(properties: bytes, charset: str) -> str:
    """Return the property PR_ATTACH_LONG_FILENAME: tag, count 1, length, value."""
    for tag in _LONG_NAMES:
        place = properties.find(tag)
        if place < 0 or place + 12 > len(properties):
            continue
        size = int.from_bytes(properties[place + 8 : place + 12], "little")
        value = properties[place + 12 : place + 12 + min(size, _MAX_NAME)]
        if tag is _LONG_NAMES[0]:
            return value.decode("utf-16-le", "replace").partition("\0")[0]
        return _text(value, charset)
    return ""
