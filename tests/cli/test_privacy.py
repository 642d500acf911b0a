"""Privacy and audit from the command line."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from agent_console.cli import main
from agent_console.errors import ExitCode
from agent_console.locations import Locations
from tests.cli.calls import Captured, as_json

WHO = "kaethe@kunde.example"


def test_erase_when_dry_lists_and_changes_nothing(refs: tuple[str, ...], capsys: Captured) -> None:
    before = as_json(capsys, "list", "--view", "all", "--json")
    found = as_json(capsys, "privacy", "erase", WHO, "--dry-run", "--json")
    assert found["subject"]["addresses"] == [WHO]
    assert {one["place"]: one["count"] for one in found["found"] if one["count"]}["mails"] == 1
    assert as_json(capsys, "list", "--view", "all", "--json") == before
    assert len(refs) == 3


def test_erase_without_anybody_to_ask_is_refused(
    refs: tuple[str, ...], capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    assert main(("privacy", "erase", WHO)) == ExitCode.FAILED
    assert "--yes" in capsys.readouterr().err
    assert len(as_json(capsys, "list", "--view", "all", "--json")) == len(refs)


@pytest.mark.parametrize(("typed", "left"), [("kaethe", 3), (f" {WHO.upper()} ", 2)])
def test_erase_asks_for_the_address(
    refs: tuple[str, ...],
    capsys: Captured,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    left: int,
) -> None:
    class Terminal:
        def isatty(self) -> bool:
            return True

        def readline(self) -> str:
            return f"{typed}\n"

    monkeypatch.setattr("sys.stdin", Terminal())
    assert (main(("privacy", "erase", WHO)) == ExitCode.OK) is (left < len(refs))
    said = "Erased: 1 mail, pieces in 0 mails of others, 0 recorded events."
    assert (said in capsys.readouterr().err) is (left < len(refs))
    assert len(as_json(capsys, "list", "--view", "all", "--json")) == left
    assert as_json(capsys, "audit", "verify", "--json")["ok"] is True


def test_export_is_written_where_it_is_wanted(
    refs: tuple[str, ...], locations: Locations, capsys: Captured
) -> None:
    path = locations.data_dir / "kaethe.zip"
    told = as_json(capsys, "privacy", "export", WHO, "--to", str(path), "--json")
    assert (told["path"], told["mails"]) == (str(path), 1)
    with zipfile.ZipFile(path) as packed:
        assert json.loads(packed.read("customer.json"))["addresses"] == [WHO]
    assert main(("privacy", "export", WHO, "--to", str(path))) == ExitCode.FAILED
    assert len(refs) == 3


def test_unknown_customer_is_not_found(refs: tuple[str, ...], capsys: Captured) -> None:
    assert main(("privacy", "erase", "niemand", "--dry-run")) == ExitCode.NOT_FOUND
    assert main(("privacy", "erase", "nobody@example.org", "--yes")) == ExitCode.OK
    assert "Nothing is kept" in capsys.readouterr().err
    assert len(refs) == 3


def test_audit_names_what_was_changed(
    refs: tuple[str, ...], locations: Locations, capsys: Captured
) -> None:
    import sqlite3
    from contextlib import closing

    for text in ("one", "two"):
        assert main(("note", refs[0], "--text", text)) == 0
    assert main(("audit", "verify")) == ExitCode.OK
    with closing(sqlite3.connect(locations.store_file)) as store:
        store.execute("UPDATE event SET json_text = replace(json_text, 'one', 'eins')")
        store.commit()
    capsys.readouterr()
    assert main(("audit", "verify", "--json")) == ExitCode.FAILED
    told = json.loads(capsys.readouterr().out)
    assert told["fault"]["flaw"] == "changed"
    assert main(("audit", "verify")) == ExitCode.FAILED
    assert told["fault"]["event"] in capsys.readouterr().err


def test_retention_and_catch_up_say_when_nothing_is_to_do(
    refs: tuple[str, ...], capsys: Captured
) -> None:
    assert as_json(capsys, "privacy", "retention", "--dry-run", "--json")["tickets"] == []
    assert main(("privacy", "retention")) == ExitCode.OK
    assert "kept for good" in capsys.readouterr().err
    assert as_json(capsys, "privacy", "catch-up", "--json") == {"clean": True, "erased": []}
    assert len(refs) == 3


def test_wrong_times_in_the_settings_are_told(locations: Locations, capsys: Captured) -> None:
    file: Path = locations.config_file
    file.write_text(file.read_text() + '[privacy]\nkeep_letters = "90d"\n')
    assert main(("privacy", "retention")) == ExitCode.CONFIG
    assert "keep_letters" in capsys.readouterr().err
