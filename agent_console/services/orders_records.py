"""Records of orders out of files, databases and commands, one after the other, under limits."""

from __future__ import annotations

import codecs
import csv
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path

from agent_console.errors import ConsoleError
from agent_console.i18n import _
from agent_console.orders_config import OrderSource

SUFFIXES = (".csv", ".tsv", ".txt", ".json", ".jsonl")
_CHUNK = 1 << 16
_STEPS = 50_000
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
          (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
_DELIMITERS = (";", ",", "\t", "|")
_WIDEST = 500


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its cells in the order of the header, and the line of the file it ends on."""

    line: int
    cells: Sequence[object]


@dataclass(frozen=True, slots=True)
class Table:
    """Records with the names of their columns; ``done`` tells how many bytes were read so far."""

    header: tuple[str, ...]
    rows: Iterable[Row]
    size: int = 0
    done: Callable[[], int] = int


def trouble(source: str, message: str, hint: str = "") -> ConsoleError:
    """Return the error of a source that cannot be read, in one line."""
    return ConsoleError(_("Orders"), f"{source}: {message}", hint)


@contextmanager
def file_rows(path: Path, source: OrderSource) -> Iterator[Table]:
    """Give the records of a file: JSON by its name, else lines with a header above them.

    Raises ConsoleError for a file that is too large, or is no such file; OSError.
    """
    size = path.stat().st_size
    if size > source.max_mb << 20:
        words = _("{path} has more than {n} MB")
        raise trouble(source.name, words.format(path=path, n=source.max_mb), _("Raise max_mb."))
    if path.suffix.lower() in (".json", ".jsonl"):
        yield json_rows(path.read_bytes(), source.name)
        return
    encoding = source.encoding or _encoding_of(path)
    with (
        path.open("rb") as raw,
        TextIOWrapper(raw, encoding=encoding, errors="replace", newline="") as text,
    ):
        header, rows = _table(text, source)
        yield Table(header, rows, size, raw.tell)


def _encoding_of(path: Path) -> str:
    """Return how a file is encoded: by its mark, UTF-8 where it is valid, else cp1252."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as stream:
        start = stream.read(4)
        marked = next((name for mark, name in _MARKS if start.startswith(mark)), "")
        try:
            decoder.decode(start)
            while not marked and (chunk := stream.read(_CHUNK)):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return marked or "cp1252"
    return marked or "utf-8"


def _table(text: TextIOWrapper, source: OrderSource) -> tuple[tuple[str, ...], Iterator[Row]]:
    """Return the header of a file, and what follows it."""
    first = text.readline()
    delimiter: str = source.delimiter
    if first.lower().startswith("sep=") and len(first.strip()) == len("sep=;"):
        delimiter, first = delimiter or first.strip()[-1], text.readline()
    try:
        delimiter = delimiter or _delimiter_of(first)
        header = next(csv.reader([first], delimiter=delimiter), [])
    except csv.Error:
        header = []
    if len(header) < 2 or len(header) > _WIDEST:
        words = _("the first line is no header: {line}")
        raise trouble(source.name, words.format(line=first.strip()[:80]))
    return tuple(name.strip() for name in header), _lines(text, delimiter, source.name)


def _delimiter_of(line: str) -> str:
    """Return what stands between the names of a header: what makes most columns of it."""
    return max(_DELIMITERS, key=lambda mark: len(next(csv.reader([line], delimiter=mark), [])))


def _lines(text: TextIOWrapper, delimiter: str, source: str) -> Iterator[Row]:
    reader = csv.reader(text, delimiter=delimiter)
    try:
        for cells in reader:
            if any(cells):
                yield Row(reader.line_num + 1, cells)
    except csv.Error as error:
        words = _("line {n} cannot be read: {reason}")
        raise trouble(source, words.format(n=reader.line_num + 1, reason=error)) from error


def json_rows(data: bytes, source: str) -> Table:
    """Return the records of JSON: a list of objects, ``{"orders": […]}``, or an object a line."""
    found = _objects(data, source)
    header = tuple(dict.fromkeys(str(name) for one in found for name in one))
    return Table(header, [Row(at, [one.get(n) for n in header]) for at, one in enumerate(found, 1)])


def _objects(data: bytes, source: str) -> list[Mapping[str, object]]:
    try:
        text = data.decode("utf-8-sig")
        try:
            told = json.loads(text)
        except json.JSONDecodeError:
            lines = [line for line in text.splitlines() if line.strip()]
            if len(lines) < 2:
                raise
            told = [json.loads(line) for line in lines]
    except (ValueError, RecursionError) as error:
        raise trouble(source, _("this is no JSON: {reason}").format(reason=error)) from error
    if isinstance(told, dict):
        told = next((told[key] for key in ("orders", "data") if key in told), [told])
    if not isinstance(told, list) or not all(isinstance(one, dict) for one in told):
        raise trouble(source, _("a list of objects is expected, one for each order"))
    return told


@contextmanager
def query_rows(source: OrderSource, expired: Callable[[], bool]) -> Iterator[Table]:
    """Give what the query of a source finds, read-only; ``expired`` ends it.

    Nothing but reading is allowed to it, whatever the query says. Raises ConsoleError in one line.
    """
    path = source.sqlite
    if path is None or not path.is_file():
        raise trouble(source.name, _("there is no file {path}").format(path=path))
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            connection.set_authorizer(_only_reading)
            connection.set_progress_handler(expired, _STEPS)
            cursor = connection.execute(source.query)
            header = tuple(str(column[0]) for column in cursor.description or ())
            yield Table(header, (Row(at, cells) for at, cells in enumerate(cursor, 1)))
    except sqlite3.Error as error:
        late = error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT if _coded(error) else False
        seconds = int(source.timeout.total_seconds())
        words = _("the query took longer than {n} seconds and was ended").format(n=seconds)
        reason = words if late else _("the query failed: {reason}").format(reason=error)
        raise trouble(source.name, reason) from error


def _coded(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", None) is not None


def _only_reading(action: int, *_details: object) -> int:
    allowed = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION,
               sqlite3.SQLITE_RECURSIVE)  # fmt: skip
    return sqlite3.SQLITE_OK if action in allowed else sqlite3.SQLITE_DENY
