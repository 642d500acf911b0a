"""What tells of a person in texts, and what does not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from agent_console.desk.privacy import Subject, Traces, line_key, locked_until, telling_names

KIM = Subject(("kim.muster@example.org",), ("Kim Muster",), ("+49 30 1234567",))
LINE = "Meine Waschmaschine summt seit gestern"


@pytest.mark.parametrize(
    "text",
    [
        "Frag kim.muster@example.org bitte",
        "MAILTO:KIM.MUSTER%40EXAMPLE.ORG",
        "kim.muster&#64;example.org",
        "Das war Kim  Muster.",
        "Kim\nMuster rief an",
        "Muster, Kim",
        "Telefon 030/123 45-67",
        "0049 30 1234567",
    ],
)
def test_text_when_it_names_the_person_is_found_and_cleared(text: str) -> None:
    traces = Traces(KIM)
    assert traces.named_in(text)
    cleared = traces.replaced(text, "[x]")
    assert "[x]" in cleared
    assert not traces.named_in(cleared)


@pytest.mark.parametrize(
    "text",
    [
        "my.kim.muster@example.org",
        "kim.muster@example.organisation",
        "Kim kam",
        "Musterkim Muster",
        "9301234567",
        "",
    ],
)
def test_text_when_it_names_somebody_else_stays(text: str) -> None:
    traces = Traces(KIM)
    assert not traces.named_in(text)
    assert traces.replaced(text, "[x]") == text


def test_copied_line_is_replaced_behind_its_quote_marks() -> None:
    traces = Traces(KIM, frozenset({line_key(LINE)}))
    text = f"Hallo\n> > {LINE.upper()}  \nNein.\r\n  {LINE}"
    assert traces.copied_in(text)
    assert traces.replaced(text, "[x]") == "Hallo\n> > [x]\nNein.\r\n  [x]"


def test_short_lines_tell_nobody() -> None:
    assert line_key("Mit freundlichen Grüßen") == ""


def test_names_of_one_word_and_addresses_tell_nobody() -> None:
    names = ("Kim", "Kim  Muster", "kim.muster@example.org", "A B")
    assert telling_names(names, KIM.addresses) == ("Kim Muster",)


def test_letters_are_kept_from_the_end_of_their_year() -> None:
    received = datetime(2026, 1, 1, tzinfo=UTC)
    assert locked_until(received, 6).isoformat() == "2032-12-31"
    assert locked_until(received, 9999).year == 9999
