"""`explain-mail`: type, level, complaint and frustration of a mail, with what was matched."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent_console.cli import main
from agent_console.locations import Locations
from tests.cli.calls import Captured, as_json

LETTER = """\
From: anna@example.org
Subject: Bestellung
Content-Type: text/plain; charset=utf-8

Das ist eine Frechheit! Mein Paket ist immer noch nicht angekommen.

Am 1. März 2025 um 10:00 schrieb Shop:
> Ihre Kündigung Ihres Vertrags, Ihr Passwort, der Newsletter
"""


def put(folder: Path, text: str) -> str:
    file = folder / "mail.eml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_explain_mail_when_a_customer_is_angry_says_what_is_asked_and_how(
    locations: Locations, tmp_path: Path, capsys: Captured
) -> None:
    seen = as_json(capsys, "explain-mail", put(tmp_path, LETTER), "--json")
    assert (seen["type"], seen["level"]) == ("delivery-problem", 3)
    assert (seen["complaint"], seen["frustration"]) == (True, 3)
    assert seen["also"] == ["complaint"]
    assert "nicht angekommen" in seen["reasons"]["type"][0]
    assert seen["reasons"]["complaint"] == ["matched: 'Frechheit'"]
    assert seen["reasons"]["level"] == ["a complaint needs level 3"]


def test_explain_mail_when_printed_shows_the_reasons(
    locations: Locations, tmp_path: Path, capsys: Captured
) -> None:
    assert main(["explain-mail", put(tmp_path, LETTER)]) == 0
    printed = capsys.readouterr().out
    assert "\ntype          delivery-problem: matched: '" in printed
    assert "\nlevel         3: a complaint needs level 3\n" in printed
    assert "\ncomplaint     yes: matched: 'Frechheit'\n" in printed
    assert "\nfrustration   3/3: " in printed


def test_explain_mail_when_a_machine_wrote_it_asks_for_nothing(
    locations: Locations, tmp_path: Path, capsys: Captured
) -> None:
    mail = LETTER.replace("Subject:", "Auto-Submitted: auto-generated\nSubject:", 1)
    seen = as_json(capsys, "explain-mail", put(tmp_path, mail), "--json")
    assert (seen["type"], seen["complaint"], seen["frustration"]) == ("other", False, 0)
    assert seen["reasons"]["type"] == ["no person wrote this mail"]


def test_explain_mail_when_no_rule_knows_the_words_uses_the_examples(
    locations: Locations, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    from agent_console import cli_mail
    from agent_console.desk.learner import Label, Learner

    labels = [Label(f"Quax Brimel Torf {n}", "invoice") for n in range(30)]
    labels += [Label(f"Wumpel Schnork Dalk {n}", "refund") for n in range(30)]
    monkeypatch.setattr(cli_mail, "like_examples", Learner(labels).suggest)
    mail = "From: a@example.org\n\nQuax Brimel Torf\n"
    seen = as_json(capsys, "explain-mail", put(tmp_path, mail), "--json")
    assert seen["type"] == "invoice"
    assert seen["reasons"]["type"] == ["like 30 labelled examples"]


def test_explain_mail_when_the_team_has_types_of_its_own_uses_them(
    locations: Locations, tmp_path: Path, capsys: Captured
) -> None:
    own = locations.config_dir / "request_types.toml"
    own.write_text("[piano]\nname.en = 'Piano'\nlevel = 2\nen.sure = ['piano']\n", "utf-8")
    mail = put(tmp_path, "From: a@example.org\n\nThe piano, please.\n")
    assert as_json(capsys, "explain-mail", mail, "--json")["type"] == "piano"
    own.write_text("[piano]\nlevel = 7\n", "utf-8")
    assert main(["explain-mail", mail]) == 0
    told = capsys.readouterr()
    assert f"{own}:1: piano.name: Field required" in told.err
    assert "type          other" in told.out
