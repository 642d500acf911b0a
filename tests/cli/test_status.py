"""`status`: one line that never connects, loads little and says what waits."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from agent_console import cli_status
from agent_console.cli import main
from agent_console.cli_parser import build_parser
from agent_console.cli_status_options import FIELDS
from agent_console.errors import ExitCode
from agent_console.locations import Locations
from tests.cli.calls import ROOT, Captured


def test_status_says_in_one_line_what_is_for_me(refs: tuple[str, ...], capsys: Captured) -> None:
    assert main(["status"]) == ExitCode.OK
    printed = capsys.readouterr()
    assert printed.err == ""
    assert re.fullmatch(rf"{len(refs)} for me · \d overdue · \d unread\n", printed.out)


def test_status_as_json_has_every_field(refs: tuple[str, ...], capsys: Captured) -> None:
    assert main(["status", "--json"]) == ExitCode.OK
    told = json.loads(capsys.readouterr().out)
    assert tuple(told) == FIELDS
    assert told["for_me"] == told["open"] == len(refs)
    assert told["mailbox"]


def test_status_fills_a_text_of_ones_own(refs: tuple[str, ...], capsys: Captured) -> None:
    assert main(["status", "--format", "#[bold]{for_me}#[default] {{{mailbox}}}"]) == ExitCode.OK
    out = capsys.readouterr().out
    assert out.startswith(f"#[bold]{len(refs)}#[default] {{")


@pytest.mark.parametrize("text", ["{nobody}", "{for_me.real}", "{for_me!r", "{}"])
def test_status_with_an_unknown_field_names_those_there_are(
    refs: tuple[str, ...], capsys: Captured, text: str
) -> None:
    assert main(["status", "--format", text]) == ExitCode.USAGE
    assert "{for_me}" in capsys.readouterr().err


def test_status_counts_what_is_unread(refs: tuple[str, ...], capsys: Captured) -> None:
    main(["status", "--format", "{unread}"])
    before = int(capsys.readouterr().out)
    assert before == len(refs)
    assert main(["close", refs[0]]) == ExitCode.OK
    capsys.readouterr()
    main(["status", "--format", "{unread}"])
    assert int(capsys.readouterr().out) == before - 1


def test_status_without_a_store_says_what_to_do(locations: Locations, capsys: Captured) -> None:
    locations.store_file.unlink(missing_ok=True)
    assert main(["status"]) == ExitCode.STORE
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "agent-console sync" in printed.err


def test_status_changes_nothing_on_disk(refs: tuple[str, ...], locations: Locations) -> None:
    def files() -> dict[Path, int]:
        found = locations.data_dir.parent.rglob("*")
        return {one: one.stat().st_mtime_ns for one in found if one.is_file()}

    before = {name: at for name, at in files().items() if not name.name.endswith(("-shm", "-wal"))}
    main(["status"])
    after = {name: at for name, at in files().items() if not name.name.endswith(("-shm", "-wal"))}
    assert after == before


def test_status_loads_nothing_that_connects_or_is_heavy(refs: tuple[str, ...]) -> None:
    code = (
        "import sys; from agent_console.cli import main; code = main(['status'])\n"
        "heavy = ('textual', 'rich', 'sqlmodel', 'pydantic', 'imapclient', 'ssl', 'asyncio',"
        " 'logging', 'babel', 'agent_console.cli_parser', 'agent_console.config')\n"
        "print(code, [n for n in heavy if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.splitlines()[-1] == "0 []"


def test_watch_prints_the_line_when_it_changes(capsys: Captured) -> None:
    told = iter(["1", "1", "2"])

    def sleep(_seconds: float) -> None:
        pass

    with pytest.raises(StopIteration):
        cli_status._watch(lambda: next(told), 10, sleep)
    assert capsys.readouterr().out == "1\n2\n"


def test_status_is_a_command_like_the_others() -> None:
    options = build_parser().parse_args(["status", "--watch"])
    assert (options.run, options.watch) == ("cli_status.status", 10.0)
