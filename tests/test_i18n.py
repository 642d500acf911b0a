"""Words in the reader's language, switched at any time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from agent_console import i18n
from agent_console.i18n import (
    _,
    current_language,
    day_words,
    decimal_words,
    language_of_environment,
    ngettext,
    pgettext,
    use_language,
)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = current_language()
    use_language("en")
    yield
    use_language(before)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "de_AT"}, "de"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "de_DE", "LC_ALL": "en_US"}, "en"),
        ({"LANG": "en_US", "LC_MESSAGES": "de_DE"}, "de"),
        ({"LANG": "en_US", "LANGUAGE": "de:en"}, "de"),
        ({"LANG": "de_DE", "LANGUAGE": "fr:de"}, "en"),
        ({"LANG": "de_DE", "LANGUAGE": ""}, "de"),
    ],
)
def test_language_of_the_environment_is_the_first_that_is_named(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], language: str
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert language_of_environment() == language
    use_language("auto")
    assert current_language() == language


def test_switching_reaches_everybody_at_once() -> None:
    assert _("Settings") == "Settings"
    use_language("de")
    assert _("Settings") == "Einstellungen"
    assert current_language() == "de"
    use_language("en")
    assert _("Settings") == "Settings"


def test_unknown_language_is_english() -> None:
    use_language("tlh")
    assert current_language() == "en"
    assert _("Settings") == "Settings"


@pytest.mark.parametrize("language", ["de", "en"])
def test_number_and_context_choose_the_form(language: str) -> None:
    use_language(language)
    one = ngettext("{n} new mail", "{n} new mails", 1)
    many = ngettext("{n} new mail", "{n} new mails", 2)
    assert one != many
    assert "{n}" in one
    assert "{n}" in many
    assert ngettext("{n} new mail", "{n} new mails", 0) == many
    monday = {"en": "Mon", "de": "Mo"}[language]
    assert pgettext("weekday, at most 3 letters", "Mon") == monday


def test_text_without_translation_is_said_as_it_is() -> None:
    use_language("de")
    assert _("no catalogue holds this") == "no catalogue holds this"
    assert ngettext("one thing", "more things", 2) == "more things"
    assert pgettext("nowhere", "alone") == "alone"


def test_missing_catalogues_are_no_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(i18n, "__file__", str(tmp_path / "i18n.py"))
    use_language("de")
    assert _("Settings") == "Settings"
    assert os.listdir(tmp_path) == []


def test_english_needs_no_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(*_args: object, **_named: object) -> None:
        raise AssertionError

    monkeypatch.setattr("gettext.translation", load)
    use_language("en")
    assert ngettext("{n} note", "{n} notes", 1) == "{n} note"
    assert ngettext("{n} note", "{n} notes", 0) == "{n} notes"


def test_english_catalogue_says_what_the_code_says() -> None:
    path = Path(i18n.__file__).parent / "locales" / "en" / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    assert messages
    assert [m.id for m in messages if m.string and m.string != m.id] == []


def test_numbers_and_days_are_written_as_in_the_language_in_use() -> None:
    day = date(2026, 11, 3)
    use_language("en")
    assert (decimal_words(1234.56, 1), decimal_words(2, signed=True)) == ("1,234.6", "+2")
    assert day_words(day) == "Nov 3, 2026"
    use_language("de")
    assert (decimal_words(1234.56, 1), decimal_words(-2.5, 1, signed=True)) == ("1.234,6", "-2,5")
    assert day_words(day) == "03.11.2026"
