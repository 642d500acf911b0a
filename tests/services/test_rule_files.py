"""Files of rules: the team's own over the shipped ones; a broken one is told in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent_console.desk.classify import classify
from agent_console.desk.complaint import mood_of
from agent_console.services.request_types import load_request_types
from agent_console.services.tones import load_tones


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own.toml"


def test_own_file_when_it_adds_a_type_knows_it_before_other(own: Path) -> None:
    own.write_text(
        'groups.tune = "stimmen | stimmung"\n[tuning]\nname.de = "Klavierstimmung"\nlevel = 2\n'
        "de.sure = ['klavier .. {tune}']\npatterns = ['KL-\\d{4}']\n",
        encoding="utf-8",
    )
    loaded = load_request_types(own)
    assert not loaded.problem
    assert [one.id for one in loaded.value.types[-2:]] == ["tuning", "other"]
    verdict = classify("Bitte das Klavier bald stimmen", loaded.value)
    assert (verdict.type, verdict.level) == ("tuning", 2)
    assert classify("Es geht um KL-1234", loaded.value).reasons == ("matched: 'KL-1234'",)


def test_own_file_when_it_changes_a_type_keeps_what_it_does_not_name(own: Path) -> None:
    own.write_text("[invoice]\nlevel = 3\nde.more = ['zettelwirtschaft']\n", encoding="utf-8")
    types = load_request_types(own).value
    invoice = types.get("invoice")
    assert invoice is not None
    assert (invoice.level, invoice.name("de")) == (3, "Rechnung")
    assert classify("Diese Zettelwirtschaft", types).type == "invoice"
    assert classify("Bitte die Rechnung senden", types).type == "invoice"
    assert classify("send me the invoice", types).type == "invoice"


def test_own_file_when_it_switches_a_type_off_has_it_no_more(own: Path) -> None:
    own.write_text("[newsletter]\noff = true\n[other]\noff = true\n", encoding="utf-8")
    types = load_request_types(own).value
    assert types.get("newsletter") is None
    assert types.get("other") is not None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[invoice\n", ": Expected ']'"),
        ("\n[invoice]\nlevel = 4\n", ":3: invoice.level: Input should be less than or equal to 3"),
        ("[invoice]\n\nlevle = 1\n", ":3: invoice.levle: unknown key"),
        ("[new]\nlevel = 1\n", ":1: new.name: Field required"),
        ("[new]\nlevel = 1\nname = {}\n", ":3: new.name: give the type a name"),
        (
            '[invoice.de]\nsure = [\n  "gut",\n  "x*",\n]\n',
            ":4: invoice.de.sure: 'x*': 'x*' is too short for a part of a word",
        ),
        ("[invoice]\npatterns = ['(']\n", ":2: invoice.patterns: ( is no regular expression"),
        (
            "[Invoice]\nlevel = 1\nname.en = 'x'\n",
            "Invoice: the name of a type has only small letters",
        ),
        ("invoice = 1\n", ":1: invoice: Input should be a valid dictionary"),
        ("groups = 1\n", "groups: write a text of words"),
        ("exact = [1]\n", "exact: Input should be a valid string"),
        ("[invoice.de]\nsure = ['{nothing}']\n", ":2: invoice.de.sure: '{nothing}'"),
    ],
)
def test_own_file_when_it_is_broken_is_told_in_one_line_and_changes_nothing(
    own: Path, text: str, told: str
) -> None:
    own.write_text(text, encoding="utf-8")
    loaded = load_request_types(own)
    assert loaded.problem.startswith(str(own))
    assert told in loaded.problem
    assert "\n" not in loaded.problem
    assert loaded.value.types == load_request_types().value.types


def test_own_file_when_it_cannot_be_read_is_told(own: Path) -> None:
    own.write_bytes(b"\xff")
    assert "cannot be read" in load_request_types(own).problem
    own.write_bytes(b"#" * 600_000)
    assert "too large" in load_request_types(own).problem


def test_tones_when_the_team_has_its_own_are_heard(own: Path) -> None:
    own.write_text("[slang]\npoints = 3\ncomplaint = true\nde = ['so ein schmarrn']\n", "utf-8")
    loaded = load_tones(own)
    assert not loaded.problem
    assert mood_of("So ein Schmarrn", loaded.value).complaint
    assert mood_of("Frechheit", loaded.value).complaint
    own.write_text("[outrage]\noff = true\n", "utf-8")
    assert not mood_of("Frechheit", load_tones(own).value).complaint


def test_tones_when_the_file_is_broken_are_the_shipped_ones(own: Path) -> None:
    own.write_text("[outrage]\npoints = 9\n", "utf-8")
    loaded = load_tones(own)
    assert f"{own}:2: outrage.points: " in loaded.problem
    assert mood_of("Frechheit", loaded.value).complaint
