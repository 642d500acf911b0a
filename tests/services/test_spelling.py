"""Spelling: what is asked of hunspell, and that nothing it does keeps anybody waiting."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_console.services import spelling
from agent_console.services.doctor_spelling import look_at_spelling
from agent_console.services.findings import Grade
from agent_console.services.spelling import Speller, dictionary_of
from tests.services.fake_hunspell import install


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fake hunspell that knows few words, and a German dictionary."""
    install(tmp_path)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("DICPATH", str(tmp_path))
    monkeypatch.setattr(spelling, "_FOLDERS", ())
    return tmp_path


@pytest.fixture
def speller(folder: Path) -> Iterator[Speller]:
    one = Speller(folder / "words.txt")
    yield one
    one.close()


def calls(folder: Path) -> list[str]:
    file = folder / "calls"
    return file.read_text().splitlines() if file.exists() else []


def test_misspelt_words_come_with_what_may_be_meant(speller: Speller) -> None:
    found = speller.check(["Grüße", "Liferung", "xyzzy", "Grüße"], "de")
    assert found == {"Liferung": ("Lieferung", "Lieferungen"), "xyzzy": ()}


def test_one_child_answers_all_questions(speller: Speller, folder: Path) -> None:
    for _time in range(3):
        speller.check([f"wort{n}" for n in range(100)], "de")
    assert calls(folder) == ["-a -i utf-8 -d de_DE"]


def test_another_language_gets_another_dictionary(speller: Speller, folder: Path) -> None:
    (folder / "en_GB.dic").touch()
    speller.check(["Grüße"], "de")
    speller.check(["hello"], "en")
    assert [call.split()[-1] for call in calls(folder)] == ["de_DE", "en_GB"]


def test_without_a_dictionary_nothing_is_started(speller: Speller, folder: Path) -> None:
    assert not speller.knows("en")
    assert speller.check(["Liferung"], "en") == {}
    assert calls(folder) == []


def test_without_hunspell_nothing_is_known(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(folder / "nothing"))
    speller = Speller(folder / "words.txt")
    assert not speller.knows("de")
    assert speller.check(["Liferung"], "de") == {}


def test_own_words_are_kept_for_the_next_time(speller: Speller, folder: Path) -> None:
    speller.learn("xyzzy")
    assert speller.check(["xyzzy"], "de") == {}
    assert Speller(folder / "words.txt").check(["xyzzy"], "de") == {}
    assert (folder / "words.txt").read_text() == "xyzzy\n"


@pytest.mark.parametrize("word", ["ENDS", "HANGS"])
def test_a_child_that_ends_or_hangs_is_given_up(
    speller: Speller, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    assert speller.check(["Liferung"], "de")
    monkeypatch.setattr(spelling, "_SECONDS", 0.2)
    assert speller.check([word], "de") == {}
    assert not speller.knows("de")
    assert speller.check(["Liferung"], "de") == {}


def test_doctor_tells_of_the_dictionary_that_is_missing(folder: Path) -> None:
    first, second = look_at_spelling()
    assert (first.grade, second.grade) == (Grade.NOTE, Grade.OK)
    assert "en" in first.words
    assert "de_DE" in second.words


def test_doctor_tells_that_hunspell_is_missing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(folder / "nothing"))
    (found,) = look_at_spelling()
    assert found.grade is Grade.NOTE


@pytest.mark.skipif(
    shutil.which("hunspell") is None or not dictionary_of("en", os.environ),
    reason="apt install hunspell hunspell-en-gb",
)
def test_the_real_hunspell_finds_a_misspelt_word(tmp_path: Path) -> None:
    speller = Speller(tmp_path / "words.txt")
    found = speller.check(["delivery", "delivrey"], "en")
    speller.close()
    assert list(found) == ["delivrey"]
    assert "delivery" in found["delivrey"]
