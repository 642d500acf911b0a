"""Exports read row by row: JSON in its usual forms, and CSV; a row that cannot be read is left out.

A file is one table. What it is called says which: the list in a JSON object (``tickets`` …), else
the name of the file. Lists and lines are read one value at a time; a JSON object, such as a page of
an API, as a whole.
"""

from __future__ import annotations

import csv
import json
import re
from codecs import getincrementaldecoder
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from agent_console.desk.imported import LeftOut
from agent_console.errors import NotFoundError
from agent_console.i18n import _

Fields = dict[str, Any]
_KINDS = (".json", ".jsonl", ".ndjson", ".csv")
_CHUNK = 256 * 1024
_MAX_CELL = 32 * 1024 * 1024
_MAX_VALUE = 64 * 1024 * 1024
_DELIMITERS = ";,\t"
_BLANK = re.compile(r"[\s,]*")
_NOT_A_NAME = re.compile(r"[^a-z_]+")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, and where it stands."""

    table: str
    fields: Fields
    where: str


def files_of(path: Path) -> list[Path]:
    """Return the files of an export: the one, or all that can be read of a folder.

    Raises NotFoundError when there is none.
    """
    found = [path] if path.is_file() else []
    if path.is_dir():
        found = sorted(one for one in path.rglob("*") if one.suffix.lower() in _KINDS)
    if not found:
        raise NotFoundError(
            _("Import"),
            _("{path}: there is no file of an export").format(path=path),
            _("Name a .json, .ndjson or .csv file, or a folder with such files."),
        )
    return found


def rows_of(path: Path) -> Iterator[Row | LeftOut]:
    """Yield all rows of all files of an export."""
    for file in files_of(path):
        table = table_name(file.stem)
        if file.suffix.lower() == ".csv":
            yield from _csv_rows(file, table)
        else:
            for value, line in _json_values(file):
                where = f"{file.name}:{line}"
                if value is None:
                    yield LeftOut(where, _("this is no JSON"))
                else:
                    yield from _unfolded(value, table, where)


def table_name(stem: str) -> str:
    """Return what a file says of its table: the words of its name, numbers and dates left out."""
    return _NOT_A_NAME.sub("-", stem.lower()).strip("-_")


def _unfolded(value: object, table: str, where: str) -> Iterator[Row | LeftOut]:
    """Yield the rows in a JSON value: itself, or those of the lists that it holds."""
    if isinstance(value, list):
        for one in value:
            yield from _unfolded(one, table, where)
        return
    if not isinstance(value, dict):
        yield LeftOut(where, _("this is no row of a table"))
        return
    if value.get("type") == "table" and isinstance(value.get("data"), list):
        yield from _unfolded(value["data"], table_name(str(value.get("name", ""))), where)
        return
    if value.get("type") in ("header", "database") and "id" not in value:
        return
    inner = value.get("_embedded") if "id" not in value else None
    envelope = inner if isinstance(inner, dict) else value
    lists = {k: v for k, v in envelope.items() if isinstance(v, list) and k != "errors"}
    if "id" in envelope or "ticket_id" in envelope or not lists:
        name = next((value[key] for key in ("id", "ticket_id") if key in value), "")
        yield Row(table, value, f"{where} #{name}" if name else where)
        return
    for name, rows in lists.items():
        yield from _unfolded(rows, name, where)


def _encoding(file: Path) -> str:
    """Return the encoding of a file by its beginning: UTF-8, else as offices write."""
    with file.open("rb") as stream:
        begun = stream.read(_CHUNK)
    if begun.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        getincrementaldecoder("utf-8")().decode(begun)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _json_values(file: Path) -> Iterator[tuple[Any, int]]:
    """Yield the values of a file with the line on which each begins; None for what is none."""
    with file.open(encoding=_encoding(file), errors="replace") as stream:
        begun = stream.read(_CHUNK)
        if begun.lstrip().startswith("["):
            yield from _list_values(begun, stream)
            return
        stream.seek(0)
        first = next((line for line in stream if line.strip()), "")
        with suppress(ValueError):
            json.loads(first)
            stream.seek(0)
            yield from _line_values(stream)
            return
        stream.seek(0)
        yield from _whole_values(stream.read())


def _line_values(stream: IO[str]) -> Iterator[tuple[Any, int]]:
    for number, line in enumerate(stream, 1):
        if line.strip():
            value = None
            with suppress(ValueError, RecursionError):
                value = json.loads(line)
            yield value, number


def _whole_values(text: str) -> Iterator[tuple[Any, int]]:
    decoder, place = json.JSONDecoder(), 0
    while (place := _after_blanks(text, place)) < len(text):
        line = text.count("\n", 0, place) + 1
        try:
            value, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            yield None, line
            return
        yield value, line


def _list_values(text: str, stream: IO[str]) -> Iterator[tuple[Any, int]]:
    """Yield the values of a list of which ``text`` has been read; it is never here as a whole."""
    place = text.index("[") + 1
    decoder, line, wanted = json.JSONDecoder(), text.count("\n", 0, place) + 1, _CHUNK
    while True:
        start = _after_blanks(text, place)
        line += text.count("\n", place, start)
        place = start
        if text.startswith("]", place):
            return
        try:
            value, end = decoder.raw_decode(text, place)
            if end == len(text) and not isinstance(value, dict | list):
                raise ValueError("a number may go on")
        except (ValueError, RecursionError):
            more = stream.read(wanted) if wanted <= _MAX_VALUE else ""
            if not more:
                if place < len(text):
                    yield None, line
                return
            text, place, wanted = text[place:] + more, 0, wanted * 2
            continue
        yield value, line
        line += text.count("\n", place, end)
        place, wanted = end, _CHUNK


def _after_blanks(text: str, place: int) -> int:
    match = _BLANK.match(text, place)
    return match.end() if match else place


def _csv_rows(file: Path, table: str) -> Iterator[Row | LeftOut]:
    csv.field_size_limit(_MAX_CELL)
    with file.open(encoding=_encoding(file), errors="replace", newline="") as stream:
        first = stream.readline()
        delimiter = max(_DELIMITERS, key=first.count)
        stream.seek(0)
        reader = csv.reader((line.replace("\0", "") for line in stream), delimiter=delimiter)
        names: list[str] = []
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader, None)
            except csv.Error:
                yield LeftOut(f"{file.name}:{line}", _("this line is no CSV"))
                continue
            if cells is None:
                return
            if not names:
                names = [cell.strip() for cell in cells]
            elif len(cells) != len(names) and any(cells):
                yield LeftOut(f"{file.name}:{line}", _("this row has other columns than the first"))
            elif any(cells):
                fields = {n: _cell(c) for n, c in zip(names, cells, strict=True)}
                yield Row(table, fields, f"{file.name}:{line}")


def _cell(text: str) -> str:
    return "" if text in ("\\N", "NULL") else text
