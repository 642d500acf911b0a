"""`reply`, `note`, `close`, `snooze` …: what they record and what they refuse."""

from __future__ import annotations

import io
import re
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from agent_console.cli import main
from agent_console.cli_acts import exit_code
from agent_console.clock import FixedClock
from agent_console.desk.views import OutboxState
from agent_console.errors import ExitCode
from agent_console.locations import Locations
from tests.cli.calls import Captured, as_json, state_of
from tests.filled import NOW, opened

BERLIN = ZoneInfo("Europe/Berlin")


def test_close_and_reopen_change_the_state_once(refs: tuple[str, ...], capsys: Captured) -> None:
    assert main(["close", refs[0]]) == 0
    assert state_of(capsys, refs[0]) == "closed"
    assert main(["close", refs[0]]) == ExitCode.FAILED
    printed = capsys.readouterr()
    assert printed.err == f"Ticket: #{refs[0]} is closed already\n"
    assert main(["reopen", refs[0]]) == 0
    assert state_of(capsys, refs[0]) == "open"


def test_note_is_read_from_a_file_or_standard_input(
    refs: tuple[str, ...],
    capsys: Captured,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "note.txt"
    file.write_bytes("\ufeffgrüßt\r\nfreundlich\r\n".encode())
    assert main(["note", refs[0], "--body-file", str(file)]) == 0
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("später".encode())))
    assert main(["note", refs[0], "--body-file", "-"]) == 0
    entries = as_json(capsys, "show", refs[0], "--json")["entries"]
    assert [e["text"] for e in entries if e["kind"] == "note"] == ["grüßt\nfreundlich", "später"]
    assert main(["note", refs[0], "--text", " "]) == ExitCode.FAILED


def test_reply_that_only_queues_keeps_text_signature_and_quote(
    refs: tuple[str, ...], capsys: Captured, tmp_path: Path
) -> None:
    body = tmp_path / "answer.txt"
    body.write_text("Guten Tag,\n\nsie kommt morgen.\n\n\n", encoding="utf-8")
    item = as_json(capsys, "reply", refs[0], "--body-file", str(body), "--no-wait", "--json")
    assert set(item) >= {
        "id", "ticket", "message_id", "subject", "sender", "recipients", "state", "queued_at",
        "not_before", "attempts", "next_try", "detail", "sent_copy",
    }  # fmt: skip
    assert item["state"] == "queued"
    assert item["recipients"] == ["kaethe@kunde.example"]
    assert item["not_before"] == item["queued_at"]
    (waiting,) = as_json(capsys, "outbox", "--json")
    assert waiting == item
    entries = as_json(capsys, "show", refs[0], "--json")["entries"]
    (text,) = [entry["text"] for entry in entries if entry["kind"] == "outbox"]
    assert text.startswith("Guten Tag,\n\nsie kommt morgen.\n\n\n-- \nAnna\nSupport\n")
    assert text.rstrip().endswith("> Guten Tag,\n> wo bleibt sie?")
    assert main(["outbox"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith(f"1  #{refs[0]}  waits to leave  Re: ")
    assert second == "    kaethe@kunde.example · leaves now"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the reply is empty"),
        (b" \n\t\r\n", "the reply is empty"),
        (b"\xff\xfe", "it is not UTF-8 text"),
        (b"x" * 1_000_001, "it is larger than 1 MB"),
        (None, "No such file or directory"),
    ],
)
def test_reply_with_an_unusable_text_is_not_queued(
    refs: tuple[str, ...], capsys: Captured, tmp_path: Path, content: bytes | None, words: str
) -> None:
    body = tmp_path / "answer.txt"
    if content is not None:
        body.write_bytes(content)
    assert main(["reply", refs[0], "--body-file", str(body)]) == ExitCode.FAILED
    printed = capsys.readouterr()
    assert printed.out == ""
    assert words in printed.err
    assert as_json(capsys, "outbox", "--json") == []


@pytest.mark.parametrize(
    "text", ["The list is attached.", "Die Anleitung hängt als PDF an dieser E-Mail."]
)
def test_reply_with_doubts_needs_force(
    refs: tuple[str, ...], capsys: Captured, tmp_path: Path, text: str
) -> None:
    body = tmp_path / "answer.txt"
    body.write_text(f"{text}\n", encoding="utf-8")
    arguments = ["reply", refs[0], "--body-file", str(body), "--no-wait"]
    assert main(arguments) == ExitCode.FAILED
    assert "speaks of an attachment" in capsys.readouterr().err
    assert as_json(capsys, "outbox", "--json") == []
    assert main([*arguments, "--force"]) == 0
    printed = capsys.readouterr()
    assert "speaks of an attachment" in printed.err
    assert "waits to leave" in printed.out


def test_reply_to_a_ticket_with_a_draft_does_not_throw_it_away(
    refs: tuple[str, ...],
    locations: Locations,
    clock: FixedClock,
    capsys: Captured,
    tmp_path: Path,
) -> None:
    desk = opened(locations, clock)
    desk.replies.save(refs[0], "half a sentence")
    desk.close()
    body = tmp_path / "answer.txt"
    body.write_text("Kommt morgen.\n", encoding="utf-8")
    assert main(["reply", refs[0], "--body-file", str(body), "--no-wait"]) == ExitCode.FAILED
    assert "that draft would be lost" in capsys.readouterr().err
    assert as_json(capsys, "show", refs[0], "--json")["draft"] == "half a sentence"


def test_reply_when_no_server_answers_stays_queued_and_says_so(
    refs: tuple[str, ...], capsys: Captured, tmp_path: Path
) -> None:
    body = tmp_path / "answer.txt"
    body.write_text("Kommt morgen.\n", encoding="utf-8")
    assert main(["reply", refs[0], "--body-file", str(body)]) == ExitCode.MAIL_SERVER
    printed = capsys.readouterr()
    assert "not yet taken, tried again later" in printed.out
    assert "The reply stays queued: the mail server did not take it yet." in printed.err
    assert "It is tried again from 11:31 on." in printed.err
    (item,) = as_json(capsys, "outbox", "--json")
    assert item["state"] == "deferred"


def test_reply_without_a_password_stays_queued_and_says_so(
    refs: tuple[str, ...], locations: Locations, capsys: Captured, tmp_path: Path
) -> None:
    text = locations.config_file.read_text("utf-8")
    locations.config_file.write_text(re.sub("password_command.*\n", "", text), "utf-8")
    body = tmp_path / "answer.txt"
    body.write_text("Kommt morgen.\n", encoding="utf-8")
    assert main(["reply", refs[0], "--body-file", str(body)]) == ExitCode.SIGN_IN
    printed = capsys.readouterr()
    assert "The reply stays queued" in printed.err
    assert "no password for the mailbox. This machine offers no keyring." in printed.err
    (item,) = as_json(capsys, "outbox", "--json")
    assert item["state"] == "queued"


def test_exit_code_of_a_reply_tells_what_became_of_it() -> None:
    assert {state: exit_code(state) for state in OutboxState} == {
        OutboxState.SENT: 0,
        OutboxState.QUEUED: 8,
        OutboxState.SENDING: 8,
        OutboxState.HELD: 1,
        OutboxState.CANCELLED: 1,
        OutboxState.DEFERRED: 6,
        OutboxState.REFUSED: 6,
        OutboxState.PARTIAL: 6,
        OutboxState.UNKNOWN: 9,
    }


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("4h", NOW + timedelta(hours=4)),
        ("2 Tage", NOW + timedelta(days=2)),
        ("14:30", datetime(2026, 3, 2, 13, 30, tzinfo=UTC)),
        ("Fr 9:00", datetime(2026, 3, 6, 8, tzinfo=UTC)),
        ("tomorrow", datetime(2026, 3, 3, 7, tzinfo=UTC)),
        ("24.12.", datetime(2026, 12, 24, 7, tzinfo=UTC)),
        ("2026-12-01T09:00", datetime(2026, 12, 1, 8, tzinfo=UTC)),
        ("2026-07-01", datetime(2026, 7, 1, 6, tzinfo=UTC)),
    ],
)
def test_snooze_until_a_moment_tells_it_in_the_zone_of_the_desk(
    refs: tuple[str, ...], capsys: Captured, text: str, moment: datetime
) -> None:
    assert main(["snooze", refs[0], "--until", text]) == 0
    printed = capsys.readouterr()
    told = f"{moment.astimezone(BERLIN):%Y-%m-%d %H:%M} (Europe/Berlin)"
    assert (printed.out, printed.err) == ("", f"#{refs[0]} sleeps until {told}.\n")
    (row,) = as_json(capsys, "list", "--view", "snoozed", "--json")
    assert datetime.fromisoformat(row["wake_at"]) == moment


@pytest.mark.parametrize("text", ["", "soon", "4", "-4h", "2026-13-01", "1e5h", "\0"])
def test_snooze_until_what_is_no_time_is_told_with_the_forms(
    refs: tuple[str, ...], capsys: Captured, text: str
) -> None:
    assert main(["snooze", refs[0], f"--until={text}"]) == ExitCode.FAILED
    printed = capsys.readouterr()
    assert "is not a time" in printed.err
    assert "Fri 9:00, 24.12. or 2026-12-24T09:00" in printed.err
    assert state_of(capsys, refs[0]) == "new"


def test_acts_when_done_are_told_in_one_line_that_is_no_data(
    refs: tuple[str, ...], capsys: Captured
) -> None:
    ref = refs[0]
    for arguments, words in (
        (["note", ref, "--text", "called back"], f"#{ref}: the note is kept."),
        (["take", ref], f"#{ref} is yours."),
        (["release", ref], f"#{ref} belongs to everyone again."),
        (["close", ref], f"#{ref} is closed."),
        (["reopen", ref], f"#{ref} is open again."),
    ):
        assert main(arguments) == 0
        assert capsys.readouterr() == ("", words + "\n")


def test_taking_or_releasing_twice_is_refused_and_recorded_once(
    refs: tuple[str, ...], capsys: Captured
) -> None:
    ref = refs[0]
    assert main(["release", ref]) == ExitCode.FAILED
    assert f"#{ref} belongs to nobody" in capsys.readouterr().err
    assert main(["take", ref]) == 0
    capsys.readouterr()
    assert main(["take", ref]) == ExitCode.FAILED
    assert f"#{ref} is yours already" in capsys.readouterr().err
    entries = as_json(capsys, "show", ref, "--json")["entries"]
    assert len([entry for entry in entries if entry["kind"] == "event"]) == 1


def test_snooze_into_the_past_is_refused(refs: tuple[str, ...], capsys: Captured) -> None:
    assert main(["snooze", refs[0], "--until", "2020-01-01"]) == ExitCode.FAILED
    assert "that time is over" in capsys.readouterr().err
    assert state_of(capsys, refs[0]) == "new"
