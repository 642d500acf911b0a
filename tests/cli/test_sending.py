"""`reply`, `forward` and `new`: whom they go to, what goes with them, what they refuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent_console.cli import main
from agent_console.errors import ExitCode
from tests.cli.calls import Captured, as_json

QUEUED = ("--no-wait", "--json")


@pytest.fixture
def body(tmp_path: Path) -> str:
    file = tmp_path / "text.txt"
    file.write_text("Guten Tag.\n", encoding="utf-8")
    return str(file)


@pytest.fixture
def invoice(tmp_path: Path) -> str:
    file = tmp_path / "Rechnung.pdf"
    file.write_bytes(b"%PDF-1.7")
    return str(file)


def test_reply_takes_copies_files_and_html(
    refs: tuple[str, ...], capsys: Captured, body: str, invoice: str
) -> None:
    people = ("--cc", "Lou <lou@example.net>, mo@example.net", "--bcc", "boss@example.net")
    arguments = ("--body-file", body, "--attach", invoice, "--html", *people, *QUEUED)
    item = as_json(capsys, "reply", refs[0], *arguments)
    assert item["kind"] == "reply"
    assert item["recipients"] == [
        "kaethe@kunde.example", "lou@example.net", "mo@example.net", "boss@example.net",
    ]  # fmt: skip


def test_reply_with_a_missing_file_is_not_queued(
    refs: tuple[str, ...], capsys: Captured, body: str
) -> None:
    arguments = ["reply", refs[0], "--body-file", body, "--attach", "/missing.pdf", "--no-wait"]
    assert main(arguments) == ExitCode.FAILED
    assert "/missing.pdf cannot be attached" in capsys.readouterr().err
    assert as_json(capsys, "outbox", "--json") == []


def test_forward_needs_no_words(refs: tuple[str, ...], capsys: Captured) -> None:
    for more in ((), ("--inline",)):
        item = as_json(capsys, "forward", refs[0], "--to", "repairs@example.net", *more, *QUEUED)
        assert (item["kind"], item["recipients"]) == ("forward", ["repairs@example.net"])
        assert item["subject"].startswith("Fwd: ")


def test_new_mail_names_the_ticket_that_it_will_open(
    refs: tuple[str, ...], capsys: Captured, body: str
) -> None:
    to = ("--to", "kim@example.org", "--to", "lou@example.net")
    arguments = (*to, "--subject", "Your order", "--body-file", body, *QUEUED)
    first, second = (as_json(capsys, "new", *arguments) for _time in range(2))
    assert (first["kind"], first["subject"]) == ("new", "Your order")
    assert first["recipients"] == ["kim@example.org", "lou@example.net"]
    assert len(first["ticket"]) == 8
    assert first["ticket"] != second["ticket"]


@pytest.mark.parametrize("command", [["forward", "{ref}"], ["new", "--subject", "x"]])
def test_mail_to_what_is_no_address_is_not_queued(
    command: list[str], refs: tuple[str, ...], capsys: Captured, body: str
) -> None:
    words = [word.format(ref=refs[0]) for word in command]
    assert main([*words, "--to", "kim", "--body-file", body, "--no-wait"]) == ExitCode.FAILED
    assert "“kim” is not a usable e-mail address" in capsys.readouterr().err
    assert as_json(capsys, "outbox", "--json") == []


@pytest.fixture
def promise(tmp_path: Path) -> str:
    file = tmp_path / "promise.txt"
    file.write_text("Wir melden uns innerhalb von 2 Werktagen.\n", encoding="utf-8")
    return str(file)


def test_reply_that_promises_something_offers_a_follow_up(
    refs: tuple[str, ...], capsys: Captured, promise: str
) -> None:
    assert main(["reply", refs[0], "--body-file", promise, "--no-wait"]) == ExitCode.OK
    said = capsys.readouterr().err
    assert "Promised: “innerhalb von 2 Werktagen”, by " in said
    assert "--follow-up promised" in said


@pytest.mark.parametrize("when", ["promised", "Fri 9:00", "3d"])
def test_reply_with_a_follow_up_is_queued(
    when: str, refs: tuple[str, ...], capsys: Captured, promise: str
) -> None:
    arguments = ("--body-file", promise, "--follow-up", when, *QUEUED)
    assert as_json(capsys, "reply", refs[0], *arguments)["kind"] == "reply"


@pytest.mark.parametrize(
    ("when", "why"), [("promised", "promises nothing"), ("soon", "not a time")]
)
def test_reply_whose_follow_up_has_no_time_is_not_queued(
    when: str, why: str, refs: tuple[str, ...], capsys: Captured, body: str
) -> None:
    arguments = ["reply", refs[0], "--body-file", body, "--follow-up", when, "--no-wait"]
    assert main(arguments) == ExitCode.FAILED
    assert why in capsys.readouterr().err
    assert as_json(capsys, "outbox", "--json") == []
