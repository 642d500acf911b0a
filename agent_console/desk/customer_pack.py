"""Lines of an imported file as an event holds them: compact, and readable by people and programs.

One line an address: it and its values, tabs between; ``name=Anna Müller``. A pack stays below the
size of an event of the journal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from agent_console.desk.customers import CustomerField, field_of

MAX_PACK = 44_000
"""Bytes of a pack; with its frame an event stays below 48 KB."""
MAX_ROWS = 500
PACK = "import "
"""What the record of a pack is called begins so; no address does."""
_ESCAPES = (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"))


@dataclass(frozen=True, slots=True)
class ImportRow:
    """What a line of a file says of a customer: values by field, several where there can be."""

    email: str
    values: tuple[tuple[CustomerField, str], ...] = ()


def is_pack(name: str) -> bool:
    """Tell whether a record of customers is a pack and no address."""
    return name.startswith(PACK)


def packed(row: ImportRow) -> str:
    """Return a row as one line."""
    cells = (f"{field.value}={_escaped(value)}" for field, value in row.values)
    return "\t".join((row.email, *cells))


def unpacked(rows: str) -> Iterator[ImportRow]:
    """Yield the rows of a pack; fields that are not known are left out."""
    for line in rows.split("\n"):
        email, *cells = line.split("\t")
        if not email:
            continue
        values = []
        for cell in cells:
            name, equals, value = cell.partition("=")
            field = field_of(name)
            if equals and field is not None:
                values.append((field, _plain(value)))
        yield ImportRow(email, tuple(values))


def packs(rows: Iterable[ImportRow]) -> Iterator[tuple[str, int]]:
    """Yield texts for events, each with the number of its rows."""
    lines: list[str] = []
    size = 0
    for row in rows:
        line = packed(row)
        length = len(line.encode()) + line.count("\\") + line.count("\t") + line.count('"') + 2
        if lines and (size + length > MAX_PACK or len(lines) == MAX_ROWS):
            yield "\n".join(lines), len(lines)
            lines, size = [], 0
        lines.append(line)
        size += length
    if lines:
        yield "\n".join(lines), len(lines)


def _escaped(text: str) -> str:
    for plain, written in _ESCAPES:
        text = text.replace(plain, written)
    return text


def _plain(text: str) -> str:
    if "\\" not in text:
        return text
    parts = []
    chars = iter(text)
    for char in chars:
        if char == "\\":
            after = next(chars, "")
            parts.append({"t": "\t", "n": "\n"}.get(after, after))
        else:
            parts.append(char)
    return "".join(parts)
