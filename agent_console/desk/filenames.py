"""Names for files, made from what a sender chose: safe to write, to list and to hand to a shell."""

from __future__ import annotations

import re

from agent_console.desk.text import to_screen

MAX_NAME_BYTES = 200
_MAX_READ = 1_000
_EXTENSION_BYTES = 40
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\ufffd]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def clean_filename(name: str) -> str:
    """Return the last component of ``name`` without anything a file system or shell might act on.

    At most 200 bytes of UTF-8, the extension kept; empty when nothing is left.
    """
    if len(name) > _MAX_READ:
        name = name[: _MAX_READ // 2] + name[-_MAX_READ // 2 :]
    base = re.split(r"[/\\]", to_screen(name, one_line=True))[-1]
    base = _FORBIDDEN.sub("_", base).strip(" .").lstrip("~ .")
    if base.startswith("-") or _RESERVED.fullmatch(base):
        base = "_" + base
    return _shortened(base, MAX_NAME_BYTES)


def numbered(name: str, number: int) -> str:
    """Return ``name (2).pdf`` for ``name.pdf``, at most 200 bytes long; the name itself for 1."""
    if number <= 1:
        return name
    mark = f" ({number})"
    stem, dot, extension = name.rpartition(".")
    if not dot or not stem or len(extension.encode()) > _EXTENSION_BYTES:
        return _cut(name, MAX_NAME_BYTES - len(mark)) + mark
    tail = f"{mark}.{extension}"
    return _cut(stem, MAX_NAME_BYTES - len(tail.encode())) + tail


def _shortened(name: str, size: int) -> str:
    if len(name.encode()) <= size:
        return name
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > 10:
        return _cut(name, size)
    tail = _cut(extension, _EXTENSION_BYTES)
    return f"{_cut(stem, size - len(tail.encode()) - 1)}.{tail}"


def _cut(text: str, size: int) -> str:
    return text.encode()[:size].decode("utf-8", "ignore").rstrip(" .")
