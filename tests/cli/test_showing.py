"""`list`, `show`, `search` and `outbox`: what stands where, for people and for scripts."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from agent_console.cli import main
from agent_console.clock import FixedClock
from agent_console.desk.states import QueueView
from agent_console.errors import ExitCode
from agent_console.locations import Locations
from tests.cli.calls import ROOT, Captured, as_json
from tests.filled import NOW, customer_mail, opened, put_mails


def test_list_when_the_store_is_up_to_date_loads_no_orm(
    refs: tuple[str, ...], locations: Locations
) -> None:
    code = (
        "import sys; from agent_console.cli import main; code = main(['list', '--view', 'all'])\n"
        "print(code, [n for n in ('textual', 'sqlmodel', 'imapclient') if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.splitlines()[-1] == "0 []"
    assert all(f"#{ref}" in done.stdout for ref in refs)


def test_list_prints_aligned_columns_within_80_cells(
    refs: tuple[str, ...], capsys: Captured
) -> None:
    assert main(["list"]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    lamp, screws, refund = refs
    lines = printed.out.splitlines()
    assert [line[1:9] for line in lines] == [screws, lamp, refund]
    assert max(map(len, lines)) <= 80
    assert (
        lines[0]
        == f"#{screws}  overdue 3 d    new  Bartholomew Fea…  Missing screws in the parcel I…"
    )
    assert lines[1] == f"#{lamp}  in 2 h         new  Käthe Müller      Wo bleibt meine Lampe?"
    places = {line.index("new") for line in lines}
    assert len(places) == 1


def test_list_when_the_window_is_narrow_keeps_the_beginning_of_the_subject(
    refs: tuple[str, ...], capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert main(["list"]) == 0
    assert "last week, all twelve of them" in capsys.readouterr().out
    monkeypatch.setenv("COLUMNS", "40")
    assert main(["list"]) == 0
    assert "Missing…" in capsys.readouterr().out


def test_list_when_a_ticket_is_taken_shows_the_owner(
    refs: tuple[str, ...], capsys: Captured
) -> None:
    main(["take", refs[0]])
    main(["list", "--view", "mine"])
    assert "Anna" in capsys.readouterr().out
    main(["release", refs[0]])
    main(["list"])
    assert "Anna" not in capsys.readouterr().out


def test_list_as_json_has_the_documented_keys(refs: tuple[str, ...], capsys: Captured) -> None:
    rows = as_json(capsys, "list", "--json")
    keys = {
        "ref", "subject", "customer_name", "customer_email", "state", "owner", "target",
        "span_from", "due_at", "wake_at", "last_at", "mails", "notes", "reopened", "bounced",
        "attachments", "draft",
    }  # fmt: skip
    assert len(rows) == 3
    assert all(keys <= set(row) for row in rows), "scripts rely on these"
    (row,) = [row for row in rows if row["ref"] == refs[0]]
    assert row["due_at"] == "2026-03-02T12:30:00+00:00"
    assert (row["state"], row["target"], row["mails"]) == ("new", "first-response", 1)


def test_list_with_a_limit_prints_the_most_urgent(refs: tuple[str, ...], capsys: Captured) -> None:
    rows = as_json(capsys, "list", "--json", "--limit", "1")
    assert [row["ref"] for row in rows] == [refs[1]]


def test_list_prints_a_saved_view_by_the_beginning_of_its_name(
    refs: tuple[str, ...], locations: Locations, capsys: Captured
) -> None:
    text = '[[views]]\nname = "Mine alone"\nsearch = "owner:me"\n'
    locations.views_file.write_text(text, encoding="utf-8")
    assert main(["take", refs[1]]) == 0
    capsys.readouterr()
    rows = as_json(capsys, "list", "--saved", "mine", "--json")
    assert [row["ref"] for row in rows] == [refs[1]]
    assert main(["list", "--saved", "nothing"]) == ExitCode.NOT_FOUND
    assert "Mine alone" in capsys.readouterr().err


@pytest.mark.parametrize("view", list(QueueView))
def test_every_view_of_the_queue_can_be_printed(
    view: QueueView, refs: tuple[str, ...], capsys: Captured
) -> None:
    rows = as_json(capsys, "list", "--view", view, "--json")
    assert {row["ref"] for row in rows} <= set(refs)


def test_list_when_nothing_is_there_says_so_beside_the_data(
    locations: Locations, capsys: Captured
) -> None:
    assert main(["list"]) == 0
    assert capsys.readouterr() == ("", "No tickets in this view.\n")
    assert as_json(capsys, "list", "--json") == []


def test_list_when_a_ticket_sleeps_says_until_when(refs: tuple[str, ...], capsys: Captured) -> None:
    assert main(["snooze", refs[0], "--until", "2026-03-04"]) == 0
    assert main(["list", "--view", "snoozed"]) == 0
    assert "until Wed 08:00  snoozed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (timedelta(hours=-30), "by Mon 13:30"),
        (timedelta(hours=-20), "in 22 h"),
        (timedelta(minutes=25), "in 1 h 35 min"),
        (timedelta(hours=1, minutes=59), "in 1 min"),
        (timedelta(hours=2), "due now"),
        (timedelta(hours=4), "overdue 2 h"),
        (timedelta(hours=4, minutes=59), "overdue 2 h 59 min"),
        (timedelta(hours=14, minutes=9), "overdue 12 h"),
        (timedelta(days=3), "overdue 2 d"),
    ],
)
def test_due_time_is_said_in_words(
    refs: tuple[str, ...], clock: FixedClock, capsys: Captured, after: timedelta, words: str
) -> None:
    clock.move(after)
    main(["list"])
    (line,) = [line for line in capsys.readouterr().out.splitlines() if refs[0] in line]
    assert f"  {words}  " in line


def test_show_prints_head_reasons_and_mails(refs: tuple[str, ...], capsys: Captured) -> None:
    main(["note", refs[0], "--text", "called back"])
    assert main(["show", refs[0].lower()[:6]]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"#{refs[0]}  Wo bleibt meine Lampe?\nnew · in 2 h · Käthe Müller")
    assert (
        "── mail 1  2026-03-02 09:30  received from  Käthe Müller <kaethe@kunde.example>\n" in out
    )
    assert "   To: support@company.example\n\nGuten Tag,\nwo bleibt sie?\n" in out
    assert "── 2026-03-02 11:30  note by  Anna\n\ncalled back\n" in out
    assert "First answer within 4:00 business hours" in out


def test_show_as_json_has_the_documented_keys(refs: tuple[str, ...], capsys: Captured) -> None:
    view = as_json(capsys, "show", refs[0], "--json")
    assert set(view) >= {
        "ticket", "row", "entries", "reasons", "draft", "note_draft", "earlier_refs", "hint_ref",
    }  # fmt: skip
    (entry,) = view["entries"]
    assert set(entry) >= {
        "key", "kind", "at", "who", "text", "subject", "sender", "to", "cc", "ranges", "links",
        "attachments", "notes", "state",
    }  # fmt: skip
    assert entry["kind"] == "mail-in"
    assert entry["at"] == "2026-03-02T08:30:00+00:00"
    assert entry["sender"]["email"] == "kaethe@kunde.example"
    assert view["ticket"]["state"] == "new"


@pytest.mark.promise("hostile mail on the command line", "P17")
def test_text_of_customers_cannot_act_on_the_terminal(
    locations: Locations, clock: FixedClock, capsys: Captured
) -> None:
    desk = opened(locations, clock)
    evil = "a\x1b]0;owned\x07b\x9b31mc\u202eevil \x1b[2J"
    raw = customer_mail(1, "placeholder", evil).replace(
        b"Subject: placeholder", "Subject: x\x1b[31m\x9b2J\u202egnp.exe".encode()
    )
    put_mails(desk, [(raw, NOW)])
    desk.close()
    (row,) = as_json(capsys, "list", "--json")
    for arguments in (["list"], ["show", row["ref"]], ["search", "owned"]):
        assert main(arguments) == 0
        out = capsys.readouterr().out
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", out), arguments
    for arguments in (["list", "--json"], ["show", row["ref"], "--json"]):
        assert main(arguments) == 0
        out = capsys.readouterr().out
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", out), arguments
        json.loads(out)


def test_sizes_of_files_are_told_as_on_the_screen(
    locations: Locations, clock: FixedClock, capsys: Captured
) -> None:
    mail = message_from_bytes(customer_mail(1, "Rechnung"), policy=policy.SMTP)
    assert isinstance(mail, EmailMessage)
    mail.add_attachment(b"x" * 640, maintype="application", subtype="pdf", filename="r.pdf")
    desk = opened(locations, clock)
    put_mails(desk, [(mail.as_bytes(), NOW)])
    desk.close()
    (row,) = as_json(capsys, "list", "--json")
    assert main(["show", row["ref"]]) == 0
    assert re.search(r"^   \[r\.pdf, \d\d\d bytes\]$", capsys.readouterr().out, re.MULTILINE)


def test_search_finds_and_says_when_it_does_not(refs: tuple[str, ...], capsys: Captured) -> None:
    assert main(["search", "screws", "missing"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"#{refs[1]}  overdue")
    assert "screws" in out.splitlines()[1]
    (hit,) = as_json(capsys, "search", "rueckerstattung", "--json")
    assert hit["row"]["ref"] == refs[2]
    assert set(hit) == {"row", "snippet", "at"}
    assert not re.search("[\x00-\x1f]", hit["snippet"])
    assert main(["search", "giraffe"]) == ExitCode.NOT_FOUND
    assert capsys.readouterr() == ("", "Nothing found.\n")
    assert main(["search", "giraffe", "--json"]) == ExitCode.NOT_FOUND
    assert json.loads(capsys.readouterr().out) == []


def test_search_that_finds_nothing_names_what_is_no_condition(
    refs: tuple[str, ...], capsys: Captured
) -> None:
    assert main(["search", "is:nonsense"]) == ExitCode.NOT_FOUND
    assert "“is:nonsense” is no condition" in capsys.readouterr().err


def test_search_that_is_cut_at_its_limit_says_so(refs: tuple[str, ...], capsys: Captured) -> None:
    assert main(["search", "screws", "--limit", "1"]) == 0
    assert "--limit shows more" in capsys.readouterr().err
    assert main(["search", "screws", "--limit", "9"]) == 0
    assert "--limit" not in capsys.readouterr().err


def test_key_that_fits_nothing_or_several_is_explained(
    locations: Locations, clock: FixedClock, capsys: Captured
) -> None:
    desk = opened(locations, clock)
    put_mails(
        desk,
        [(customer_mail(n, f"Frage {n}", sender=f"k{n}@kunde.example"), NOW) for n in range(1, 40)],
    )
    desk.close()
    rows = as_json(capsys, "list", "--json")
    letters = [row["ref"][0] for row in rows]
    letter = next(letter for letter in letters if letters.count(letter) > 1)
    assert main(["show", letter]) == ExitCode.NOT_FOUND
    printed = capsys.readouterr()
    assert printed.out == ""
    assert f"{letter} fits several tickets: #{letter}" in printed.err
    for wrong in ("", "#", "ÄÖÜ", "x" * 5000, "00000000", "' OR 1=1 --", "../.."):
        assert main(["close", wrong]) == ExitCode.NOT_FOUND
        printed = capsys.readouterr()
        assert printed.err.startswith("Ticket: there is no ticket")
        assert len(printed.err.splitlines()) == 2


def test_outbox_when_empty_says_so_beside_the_data(locations: Locations, capsys: Captured) -> None:
    assert main(["outbox"]) == 0
    assert capsys.readouterr() == ("", "The outbox is empty.\n")
