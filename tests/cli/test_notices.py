"""``notice``, ``incident`` and ``occasion`` on the command line."""

from __future__ import annotations

from agent_console.cli import main
from agent_console.errors import ExitCode
from tests.cli.calls import Captured, as_json

Refs = tuple[str, str, str]
TEXT = "Ihre Lieferung verspätet sich."


def draft(capsys: Captured, *more: str) -> str:
    made = as_json(
        capsys, "notice", "new", "Verspätung", "--search", "state:new", "--text", TEXT, "--json"
    )
    assert made["state"] == "draft"
    return str(made["name"])[:8]


def test_notice_when_previewed_says_who_is_left_out_and_why(refs: Refs, capsys: Captured) -> None:
    name = draft(capsys)
    plan = as_json(capsys, "notice", "preview", name, "--json")
    assert plan["recipients"] == []
    assert len(plan["left_out"]) == 3
    assert main(["notice", "send", name, "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "0 customers would get it" in said
    assert "nothing proves" in said
    assert main(["notice", "send", name]) == ExitCode.FAILED
    assert "nobody would get it" in capsys.readouterr().err


def test_notice_to_one_person_is_begun_paused_and_stopped(refs: Refs, capsys: Captured) -> None:
    arguments = ("notice", "new", "Danke", "--search", "person:neu@kunde.example")
    name = as_json(capsys, *arguments, "--answer", "thanks-orders", "--json")["name"]
    assert main(["notice", "preview", name]) == 0
    assert "1 of 1 · To: neu@kunde.example · Subject: Danke" in capsys.readouterr().out
    assert as_json(capsys, "notice", "send", name, "--json")["state"] == "running"
    assert as_json(capsys, "notice", "pause", name, "--json")["state"] == "paused"
    assert as_json(capsys, "notice", "resume", name, "--json")["people"] == 1
    assert as_json(capsys, "notice", "show", name, "--json")["mails"][0]["state"] == "waiting"
    assert as_json(capsys, "notice", "stop", name, "--json")["state"] == "stopped"
    assert [one["written"]["title"] for one in as_json(capsys, "notice", "list", "--json")] == [
        "Danke"
    ]
    assert main(["notice", "resume", name]) == ExitCode.FAILED


def test_notice_without_a_title_is_called_as_each_customer_reads_it(
    refs: Refs, capsys: Captured
) -> None:
    assert main(["customers", "edit", "kim@kunde.example", "language=en", "name=Kim Berg"]) == 0
    capsys.readouterr()
    arguments = ("notice", "new", "--search", "person:kim@kunde.example")
    name = as_json(capsys, *arguments, "--answer", "thanks-orders", "--json")["name"]
    assert main(["notice", "preview", name]) == 0
    assert "Subject: Thank you for your orders" in capsys.readouterr().out
    assert main([*arguments, "--text", "Hello"]) == ExitCode.FAILED


def test_known_issue_takes_tickets_and_answers_them(refs: Refs, capsys: Captured) -> None:
    one, two, _three = refs
    made = as_json(
        capsys, "incident", "new", "Störung", one, "--text", "Wir arbeiten daran.", "--json"
    )
    name = made["name"]
    assert as_json(capsys, "incident", "add", name, two, "--json")["tickets"] == [one, two]
    plan = as_json(capsys, "incident", "answer", name, "--dry-run", "--json")
    assert {one["ticket"] for one in plan["answers"]} == {one, two}
    assert all("Wir arbeiten daran." in one["text"] for one in plan["answers"])
    assert as_json(capsys, "outbox", "--json") == []
    assert main(["incident", "answer", name]) == 0
    assert len(as_json_after(capsys, "outbox", "--json")) == 2
    closed = as_json(capsys, "incident", "close", name, "--text", "Es geht wieder.", "--json")
    assert closed["incident"]["closed_at"]
    assert closed["notice"]["written"]["search"] == f"incident:{name}"


def as_json_after(capsys: Captured, *arguments: str) -> list[object]:
    capsys.readouterr()
    found: list[object] = as_json(capsys, *arguments)
    return found


def test_occasions_without_any_say_so(refs: Refs, capsys: Captured) -> None:
    assert main(["occasion", "list"]) == 0
    assert "Nothing is suggested today." in capsys.readouterr().err
    assert main(["occasion", "drop", "1"]) == ExitCode.NOT_FOUND
