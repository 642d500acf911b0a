"""Files of customers read: CSV of any kind, vCard; encoding and delimiter are found.

UTF-8 first, then Windows-1252, as the programs of offices write; UTF-16 where a mark says so.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from agent_console.desk.customer_headers import NO_HEADERS, Headers, headers_of
from agent_console.desk.customer_rows import RawRow
from agent_console.errors import ConsoleError
from agent_console.i18n import _
from agent_console.services.vcards import read_vcards

MAX_FILE = 256 * 1024 * 1024
_MAX_CELL = 10_000
_DELIMITERS = (";", ",", "\t", "|")
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class CustomerFileError(ConsoleError):
    """A file of customers cannot be read."""


@dataclass(frozen=True, slots=True)
class CustomerFile:
    """A file as it was understood; ``size`` is its number of lines, ``rows`` reads them."""

    name: str
    kind: str
    encoding: str
    size: int
    rows: Callable[[], Iterator[RawRow]]
    delimiter: str = ""
    headers: Headers = NO_HEADERS


def open_file(path: Path) -> CustomerFile:
    """Read a file; raises CustomerFileError when it is no list of customers."""
    try:
        if path.stat().st_size > MAX_FILE:
            raise _refused(path, _("it is larger than {n} MB").format(n=MAX_FILE // 1024**2))
        data = path.read_bytes()
    except OSError as error:
        raise _refused(path, error.strerror or str(error)) from error
    text, encoding = decoded(data)
    lines = text.count("\n") + 1
    if text.lstrip()[:11].upper() == "BEGIN:VCARD":
        return CustomerFile(path.name, "vCard", encoding, lines, lambda: read_vcards(text))
    delimiter, headers = _columns(text)
    if not headers.has_email:
        names = ", ".join(headers.left_out[:12]) or _("nothing")
        words = _("no column has e-mail addresses; the first line has: {names}")
        raise _refused(path, words.format(names=names))
    return CustomerFile(
        path.name,
        "CSV",
        encoding,
        lines,
        lambda: _rows(text, delimiter, headers),
        delimiter,
        headers,
    )


def decoded(data: bytes) -> tuple[str, str]:
    """Return the text of a file, and in which encoding it is."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), "cp1252"


def _columns(text: str) -> tuple[str, Headers]:
    """Return the delimiter with which most columns are known, and the columns."""
    found = [(delimiter, headers_of(_first_row(text, delimiter))) for delimiter in _DELIMITERS]
    return max(found, key=lambda one: (one[1].has_email, one[1].known, len(one[1].targets)))


def _first_row(text: str, delimiter: str) -> list[str]:
    lines = _lines(text)
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        return next((row for row in reader if any(cell.strip() for cell in row)), [])
    except csv.Error:
        return []


def _lines(text: str) -> Iterator[str]:
    """Yield the lines, without the one in which Excel names the delimiter."""
    for number, line in enumerate(io.StringIO(text, newline="")):
        if number == 0 and line[:4].lower() == "sep=":
            yield "\n"
            continue
        yield line.replace("\0", "")


def _rows(text: str, delimiter: str, headers: Headers) -> Iterator[RawRow]:
    reader = csv.reader(_lines(text), delimiter=delimiter)
    begun = False
    before = 0
    while True:
        try:
            row = next(reader, None)
        except csv.Error:
            row = []
        if row is None:
            return
        line, before = before + 1, reader.line_num
        if not any(cell.strip() for cell in row):
            continue
        if not begun:
            begun = True
            continue
        cells = tuple(
            (target, cell[:_MAX_CELL])
            for target, cell in zip(headers.targets, row, strict=False)
            if target is not None
        )
        yield RawRow(line, cells)


def _refused(path: Path, why: str) -> CustomerFileError:
    return CustomerFileError(
        _("Import"),
        _("{file} cannot be used: {why}").format(file=path.name, why=why),
        _("Save it as CSV (UTF-8) with a first line such as: email;name;company;phone"),
    )
