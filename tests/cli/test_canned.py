"""`canned list|render|check` and `library check`."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.cli import main
from agent_console.clock import FixedClock
from agent_console.desk.events import Replied
from agent_console.errors import ExitCode
from agent_console.locations import Locations
from agent_console.services.sent import record_sent
from tests.cli.calls import Captured, as_json
from tests.filled import NOW, customer_mail, opened, put_mails, write_settings

ANSWER = """+++
id = "lamp"
title = { de = "Lampe", en = "Lamp" }
types = ["order-status"]
+++
=== de formal
{{ customer.salutation }},

Ihre Bestellung {{ order.number }} über {{ order.amount }} ist da.
{% if order.tracking %}
Paket {{ order.tracking }}
{% endif %}
Rufen Sie an: {{ team.phone }} {{ promise.date }}

{{ agent.first_name }} am {{ today }} zu {{ ticket.ref }}, {{ ticket.subject }}
=== de informal
{{ customer.salutation }}, deine Lampe ist da.
=== en
{{ customer.salutation }}, your lamp is here.
"""
TEXT = """Guten Tag,

meine Bestellung 4711-0815 über 49,90 € ist nicht da. Können Sie mir helfen?

Mit freundlichen Grüßen
Frau Käthe Müller
"""


@pytest.fixture
def own(locations: Locations, tmp_path: Path) -> Path:
    """A team's folder beside the settings."""
    orders = '[orders]\npatterns = ["[0-9]{4}-[0-9]{4}"]\n'
    library = '[library]\nfolder = "texts"\n[library.values]\nphone = "030 12"\n'
    locations.config_file.unlink()
    write_settings(tmp_path, extra=orders + library)
    folder = locations.config_dir / "texts"
    folder.mkdir()
    (folder / "lamp.txt").write_text(ANSWER, encoding="utf-8")
    return folder


def ticket(
    locations: Locations, clock: FixedClock, text: str = TEXT, sender: str = "KM <k@kunde.example>"
) -> str:
    """Let one customer write, and return the ticket."""
    desk = opened(locations, clock)
    mail = customer_mail(1, "Re: Lampe {{ 7*7 }}", text, sender=sender)
    put_mails(desk, [(mail, NOW - timedelta(hours=2))])
    ref = desk.search.find("Lampe", 1)[0].row.ref
    desk.close()
    return ref


def test_render_fills_in_what_the_mail_says(
    own: Path, locations: Locations, clock: FixedClock, capsys: Captured
) -> None:
    ref = ticket(locations, clock)
    shown = as_json(capsys, "canned", "render", "lamp", "--ticket", ref, "--json")
    assert shown["text"] == (
        "Sehr geehrte Frau Müller,\n\n"
        "Ihre Bestellung 4711-0815 über 49,90\xa0€ ist da.\n"
        "Rufen Sie an: 030 12 ⟦promise.date?⟧\n\n"
        f"Anna am 2. März 2026 zu #{ref}, Lampe {{{{ 7*7 }}}}"
    )
    assert (shown["language"], shown["form"]) == ("de", "formal")
    assert shown["gaps"] == ["promise.date"]


def test_render_answers_in_the_form_of_the_mail(
    own: Path, locations: Locations, clock: FixedClock, capsys: Captured
) -> None:
    text = "Hallo, wo bleibt meine Lampe? Kannst du mir helfen?\n\nLiebe Grüße\nKäthe\n"
    ref = ticket(locations, clock, text, "Käthe Müller <k@kunde.example>")
    shown = as_json(capsys, "canned", "render", "lamp", "--ticket", ref, "--json")
    assert shown["text"] == "Hallo Käthe, deine Lampe ist da."


def test_render_greets_in_the_form_that_the_text_is_written_in(
    own: Path, locations: Locations, clock: FixedClock, capsys: Captured
) -> None:
    formal = ANSWER.partition("=== de informal")[0]
    (own / "lamp.txt").write_text(formal, encoding="utf-8")
    sender = "Frau K. Müller <k@kunde.example>"
    ref = ticket(locations, clock, "Hallo, hilfst du mir?\n", sender)
    shown = as_json(capsys, "canned", "render", "lamp", "--ticket", ref, "--json")
    assert shown["text"].startswith("Sehr geehrte Frau Müller,")
    assert shown["form"] == "formal"


def test_render_leaves_a_gap_where_a_mail_names_two_orders(
    own: Path, locations: Locations, clock: FixedClock, capsys: Captured
) -> None:
    ref = ticket(locations, clock, TEXT.replace("4711-0815", "4711-0815 und 4711-0816"))
    shown = as_json(capsys, "canned", "render", "lamp", "--ticket", ref, "--json")
    assert shown["gaps"] == ["order.number", "promise.date"]


def test_render_reads_what_the_customer_wrote_not_what_a_machine_answered(
    own: Path, locations: Locations, clock: FixedClock, capsys: Captured
) -> None:
    ref = ticket(locations, clock)
    desk = opened(locations, clock)
    away = (
        b"Auto-Submitted: auto-replied\r\nIn-Reply-To: <frage-1@kunde.example>\r\n"
        b"References: <frage-1@kunde.example>\r\n"
    ) + customer_mail(2, "Re: Lampe", "Order 1111-2222.\n", sender="KM <k@kunde.example>")
    put_mails(desk, [(away, NOW - timedelta(hours=1))], "Other")
    assert len(desk.tickets.view(ref).entries) == 2
    desk.close()
    shown = as_json(capsys, "canned", "render", "lamp", "--ticket", ref, "--json")
    assert "Ihre Bestellung 4711-0815 über" in shown["text"]


def test_render_takes_language_and_form_from_the_command(
    own: Path, locations: Locations, clock: FixedClock, capsys: Captured
) -> None:
    ref = ticket(locations, clock)
    words = ("canned", "render", "lamp", "--ticket", ref, "--json", "--language")
    assert as_json(capsys, *words, "en")["text"] == "Dear Ms Müller, your lamp is here."
    informal = as_json(capsys, *words, "de", "--form", "informal")["text"]
    assert informal == "Hallo Käthe, deine Lampe ist da."


def test_render_in_a_language_that_is_not_there_says_which_there_are(
    own: Path, capsys: Captured
) -> None:
    assert main(["canned", "render", "lamp", "--language", "fr"]) == ExitCode.NOT_FOUND
    assert "de, en" in capsys.readouterr().err


def test_render_of_an_unknown_answer_or_ticket_fails(
    own: Path, refs: tuple[str, ...], capsys: Captured
) -> None:
    assert main(["canned", "render", "nothing"]) == ExitCode.NOT_FOUND
    assert main(["canned", "render", "lamp", "--ticket", "ZZZZ"]) == ExitCode.NOT_FOUND


def test_render_without_a_ticket_fills_in_the_team_and_names_the_gaps(
    own: Path, capsys: Captured
) -> None:
    assert main(["canned", "render", "lamp", "--language", "de"]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert "Rufen Sie an: 030 12 " in out
    assert "⟦customer.salutation?⟧" in out
    assert "customer.salutation, order.number, order.amount, promise.date" in err


def test_render_without_settings_shows_the_shipped_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setenv("AGENT_CONSOLE_HOME", str(tmp_path / "empty"))
    assert main(["canned", "render", "opening-hours", "--language", "en"]) == ExitCode.OK
    assert "⟦customer.salutation?⟧" in capsys.readouterr().out


@pytest.mark.promise("hostile mail on the command line", "P17")
def test_what_a_customer_wrote_cannot_act_on_the_terminal(
    own: Path, locations: Locations, clock: FixedClock, capsys: Captured
) -> None:
    ref = ticket(locations, clock, TEXT, '"\x1b[31mEvil\x1b[0m {{ 7*7 }}" <k@kunde.example>')
    assert main(["canned", "render", "lamp", "--ticket", ref]) == ExitCode.OK
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "49" not in out.partition(",")[0]


def test_list_holds_shipped_and_own_answers(own: Path, capsys: Captured) -> None:
    rows = {row["id"]: row for row in as_json(capsys, "canned", "list", "--json")}
    assert rows["lamp"]["file"] == str(own / "lamp.txt")
    assert rows["lamp"]["languages"] == ["de", "en"]
    assert "opening-hours" in rows
    assert len(rows) > 24


def test_list_is_narrowed_by_type_and_language(own: Path, capsys: Captured) -> None:
    (own / "lampe.txt").write_text(
        ANSWER.replace('"lamp"', '"fr-lamp"').replace("=== en", "=== fr")
    )
    rows = as_json(capsys, "canned", "list", "--type", "order-status", "--language", "fr", "--json")
    assert [row["id"] for row in rows] == ["fr-lamp"]
    assert main(["canned", "list", "--type", "order-status", "--language", "fr"]) == ExitCode.OK
    (line,) = capsys.readouterr().out.splitlines()
    assert line.split() == ["fr-lamp", "1", "de", "fr", "order-status", "Lamp"]


def test_list_for_a_ticket_says_what_speaks_for_an_answer(
    own: Path, locations: Locations, clock: FixedClock, capsys: Captured
) -> None:
    (own / "lamp.txt").write_text(ANSWER.replace("ist da.", "ist da, die kaputte Stehleuchte."))
    ref = ticket(locations, clock, "Guten Tag, die Stehleuchte kam kaputt an. Bitte um Hilfe.\n")
    rows = as_json(capsys, "canned", "list", "--ticket", ref, "--json")
    scores = [row["score"] for row in rows]
    assert scores == sorted(scores, reverse=True)
    (lamp,) = (row for row in rows if row["id"] == "lamp")
    assert "its words fit the mail" in [reason["words"] for reason in lamp["reasons"]]
    assert main(["canned", "list", "--ticket", ref]) == ExitCode.OK
    assert "its words fit the mail" in capsys.readouterr().out


def test_broken_file_is_named_and_the_list_goes_on(own: Path, capsys: Captured) -> None:
    (own / "bad.txt").write_text("bad")
    assert main(["canned", "list"]) == ExitCode.FAILED
    out, err = capsys.readouterr()
    assert "lamp" in out
    assert f"{own / 'bad.txt'}:1: " in err


@pytest.mark.parametrize("command", ["canned", "library"])
def test_check_prints_each_problem_and_fails(command: str, own: Path, capsys: Captured) -> None:
    assert main([command, "check"]) == ExitCode.OK
    (own / "bad.txt").write_text(ANSWER.replace("order.number", "order.nubmer"))
    capsys.readouterr()
    assert main([command, "check"]) == ExitCode.FAILED
    out, _err = capsys.readouterr()
    assert out == f"{own / 'bad.txt'}:9: there is no variable order.nubmer\n"


def test_check_of_a_folder_looks_at_it_alone(own: Path, capsys: Captured) -> None:
    assert as_json(capsys, "canned", "check", str(own), "--json") == {"good": 1, "problems": []}
    assert main(["canned", "check", str(own / "nowhere")]) == ExitCode.NOT_FOUND


def test_check_needs_no_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setenv("AGENT_CONSOLE_HOME", str(tmp_path / "empty"))
    assert main(["canned", "check"]) == ExitCode.OK
    assert not (tmp_path / "empty").exists()


def sent(locations: Locations, clock: FixedClock, text: str, answers: str = "") -> str:
    """Let a ticket be answered with ``text``, made of these canned answers."""
    ref = ticket(locations, clock)
    desk = opened(locations, clock)
    draft = replace(desk.replies.begin(ref, everyone=False), acts=(Replied(answers=answers),))
    item = desk.replies.queue(draft, text + draft.prefilled)
    with desk.store.write(durable=True) as session:
        record_sent(session, desk.intake, item, clock.now())
    desk.close()
    return ref


def test_list_says_how_often_an_answer_was_sent_and_who_wrote_again(
    own: Path, locations: Locations, clock: FixedClock, capsys: Captured
) -> None:
    ref = sent(locations, clock, "Da.\n", "lamp,thanks")
    rows = {row["id"]: row for row in as_json(capsys, "canned", "list", "--json")}
    assert [rows["lamp"][key] for key in ("sent", "again", "needs_work")] == [1, 0, False]
    assert rows["opening-hours"]["sent"] == 0
    desk = opened(locations, clock)
    mail = customer_mail(2, "Re: Lampe", "Und?\n", sender="KM <k@kunde.example>")
    again = b"In-Reply-To: <frage-1@kunde.example>\r\n" + mail
    put_mails(desk, [(again, NOW + timedelta(days=1))], "Later")
    desk.close()
    assert main(["canned", "list", "--type", "order-status"]) == ExitCode.OK
    line = next(one for one in capsys.readouterr().out.splitlines() if one.startswith("lamp "))
    assert "sent 1 time, 1 wrote again" in line
    assert main(["canned", "list", "--ticket", ref]) == ExitCode.OK
    line = next(one for one in capsys.readouterr().out.splitlines() if one.startswith("lamp "))
    assert "sent 1 time, 1 wrote again" in line


def test_keep_writes_the_reply_sent_last_into_the_teams_folder(
    own: Path, locations: Locations, clock: FixedClock, capsys: Captured
) -> None:
    ref = sent(locations, clock, "Sehr geehrte Frau Müller,\n\n4711-0815 ist da.\n")
    arguments = ("canned", "keep", ref, "it-is-there", "--title", "Ist da")
    row = as_json(capsys, *arguments, "--json")
    assert row["file"] == str(own / "it-is-there.txt")
    assert row["titles"] == {"de": "Ist da"}
    assert main(arguments) == ExitCode.FAILED
    assert "there is an answer it-is-there already" in capsys.readouterr().err
    assert main(["canned", "keep", ref, "another"]) == ExitCode.OK
    printed = capsys.readouterr()
    assert printed.out == "{{ customer.salutation }},\n\n{{ order.number }} ist da.\n"
    assert str(own / "another.txt") in printed.err
    assert main(["canned", "check"]) == ExitCode.OK
