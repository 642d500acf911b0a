"""``finding`` on the command line."""

from __future__ import annotations

from agent_console.cli import main
from agent_console.errors import ExitCode
from tests.cli.calls import Captured, as_json

Refs = tuple[str, str, str]


def test_a_finding_is_begun_said_of_and_told(refs: Refs, capsys: Captured) -> None:
    name = as_json(capsys, "finding", "new", "Log-in asks twice", refs[0][:4], "--json")["name"]
    as_json(capsys, "finding", "own", name, "Bert", "--json")
    as_json(capsys, "finding", "action", name, "one sign-in", "--json")
    as_json(capsys, "finding", "due", name, "2026-03-31", "--json")
    assert as_json(capsys, "finding", "add", name, refs[1], "--json")["tickets"] == [*refs[:2]]
    assert as_json(capsys, "finding", "remove", name, refs[1], "--json")["tickets"] == [refs[0]]
    assert main(["finding", "tell", name, "--text", "Done."]) == ExitCode.FAILED
    assert "not done" in capsys.readouterr().err
    assert as_json(capsys, "finding", "state", name, "done", "--json")["owner"] == "Bert"
    notice = as_json(capsys, "finding", "tell", name, "--text", "Done.", "--json")
    assert (notice["state"], notice["written"]["title"]) == ("draft", "Log-in asks twice")
    assert main(["finding", "show", name[:6]]) == 0
    shown = capsys.readouterr().out
    assert "Action: one sign-in" in shown
    assert f"#{refs[0]}" in shown


def test_findings_are_listed_by_state(refs: Refs, capsys: Captured) -> None:
    assert main(["finding", "list"]) == 0
    assert "no finding" in capsys.readouterr().err
    name = as_json(capsys, "finding", "new", "One", "--json")["name"]
    as_json(capsys, "finding", "new", "Two", "--json")
    as_json(capsys, "finding", "title", name, "First", "--json")
    as_json(capsys, "finding", "state", name, "dropped", "--json")
    titles = [one["title"] for one in as_json(capsys, "finding", "list", "--json")]
    assert titles == ["Two", "First"]
    found = as_json(capsys, "finding", "list", "--state", "dropped", "--json")
    assert [one["title"] for one in found] == ["First"]
    assert main(["finding", "list"]) == 0
    first, _second = capsys.readouterr().out.splitlines()
    assert first.split()[1:] == ["0", "tickets", "open", "Two"]
