"""Exports read row by row, whatever their form, and bad rows stop nothing."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_console.desk.imported import LeftOut
from agent_console.errors import NotFoundError
from agent_console.services.imports import files
from agent_console.services.imports.files import Row, rows_of

VALUES = st.dictionaries(
    st.text(max_size=5).filter(lambda name: name not in ("data", "_embedded", "errors")),
    st.one_of(st.integers(), st.text(max_size=30), st.none(), st.booleans()),
    max_size=4,
)


def found(path: Path) -> list[tuple[str, dict[str, Any]]]:
    rows = list(rows_of(path))
    assert all(isinstance(row, Row) for row in rows)
    return [(row.table, row.fields) for row in rows if isinstance(row, Row)]


@settings(max_examples=60)
@given(
    rows=st.lists(VALUES, max_size=8), chunk=st.integers(1, 50), indent=st.sampled_from([None, 1])
)
def test_list_of_any_rows_read_in_any_portions_is_whole(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[dict[str, Any]],
    chunk: int,
    indent: int | None,
) -> None:
    file = tmp_path_factory.mktemp("list") / "users-2026.json"
    file.write_text(json.dumps(rows, indent=indent), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "_CHUNK", chunk)
        assert found(file) == [("users", row) for row in rows]


@settings(max_examples=60)
@given(rows=st.lists(VALUES.filter(bool), min_size=1, max_size=8))
def test_lines_of_any_rows_are_read_one_by_one(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, Any]]
) -> None:
    file = tmp_path_factory.mktemp("lines") / "tickets.ndjson"
    file.write_text("\n\n".join(json.dumps(row) for row in rows), "utf-8")
    assert [fields for _table, fields in found(file)] == rows


@settings(max_examples=60)
@given(
    rows=st.lists(st.tuples(st.text(min_size=1, alphabet='a;,"\n\tü'), st.text()), min_size=1),
    delimiter=st.sampled_from(";,\t"),
)
def test_csv_of_any_cells_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], delimiter: str
) -> None:
    rows = [(a, b.replace("\0", "").replace("\r", "")) for a, b in rows]
    rows = [(a, b.encode("utf-8", "replace").decode()) for a, b in rows]
    file = tmp_path_factory.mktemp("csv") / "ost_user.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=delimiter)
        writer.writerow(("id", "name"))
        writer.writerows(rows)
    wanted = [{"id": a, "name": "" if b in ("\\N", "NULL") else b} for a, b in rows]
    assert [fields for _table, fields in found(file)] == wanted


def test_pages_of_an_api_and_tables_of_a_dump_name_their_rows(tmp_path: Path) -> None:
    (tmp_path / "page-1.json").write_text(
        json.dumps({"tickets": [{"id": 1, "comments": [{"id": 5}]}], "next_page": None}, indent=2)
    )
    (tmp_path / "page-2.json").write_text(
        json.dumps({"_embedded": {"conversations": [{"id": 2, "_embedded": {}}]}, "page": {}})
    )
    dump = [
        {"type": "header", "version": "5.2"},
        {"type": "table", "name": "ost_user", "data": [{"id": "3"}]},
    ]
    (tmp_path / "page-3.json").write_text(json.dumps(dump))
    assert [(table, fields["id"]) for table, fields in found(tmp_path)] == [
        ("tickets", 1),
        ("conversations", 2),
        ("ost_user", "3"),
    ]


def test_rows_that_cannot_be_read_are_named_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "a.ndjson").write_text('{"id": 1}\n{broken\n7\n{"id": 2}\n')
    (tmp_path / "b.json").write_text('[{"id": 3},\n{"id": }]')
    (tmp_path / "c.csv").write_text("id;name\n4;x\n5\n6;y\n")
    rows = list(rows_of(tmp_path))
    assert [row.fields["id"] for row in rows if isinstance(row, Row)] == [1, 2, 3, "4", "6"]
    assert [row.where for row in rows if isinstance(row, LeftOut)] == [
        "a.ndjson:2",
        "a.ndjson:3",
        "b.json:2",
        "c.csv:3",
    ]


def test_folder_without_an_export_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "readme.txt").write_text("x")
    with pytest.raises(NotFoundError):
        list(rows_of(tmp_path))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_files_are_read_in_the_encoding_that_they_have(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "ost_user.csv").write_text("id;name\n1;Käthe Groß\n", encoding=encoding)
    assert found(tmp_path) == [("ost_user", {"id": "1", "name": "Käthe Groß"})]


def test_letter_that_the_first_portion_cuts_in_two_is_no_other_encoding(tmp_path: Path) -> None:
    text = "id;name\n1;" + "ä" * files._CHUNK + "\n"
    (tmp_path / "ost_user.csv").write_text("x" + text, "utf-8")
    ((_table, fields),) = found(tmp_path)
    assert set(fields["name"]) == {"ä"}
