"""The words of an acknowledgement: by when, in which language, and nothing but two variables."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from agent_console.desk.acknowledgement import (
    Acknowledgement,
    answer_time_words,
    filled,
    shipped_words,
)
from agent_console.desk.hours import Calendar, Frame

ZONE = ZoneInfo("Europe/Berlin")
CALENDAR = Calendar(
    ZONE,
    {day: (Frame(time(9), time(17, 30)),) for day in range(5)},
    frozenset({date(2026, 11, 27)}),
)
NOW = datetime(2026, 11, 25, 11, tzinfo=ZONE)
"""A Wednesday."""


@pytest.mark.parametrize(
    ("due", "german", "english"),
    [
        ("2026-11-25 15:00", "bis heute, 15 Uhr", "by today, 3 pm"),
        ("2026-11-25 14:07", "bis heute, 15 Uhr", "by today, 3 pm"),
        ("2026-11-25 12:00", "bis heute, 12 Uhr", "by today, noon"),
        ("2026-11-26 10:00", "bis morgen, 10 Uhr", "by tomorrow, 10 am"),
        ("2026-11-26 17:10", "bis morgen, 17:30 Uhr", "by tomorrow, 5:30 pm"),
        ("2026-11-30 09:30", "bis Montag, 10 Uhr", "by Monday, 10 am"),
        (
            "2026-12-02 10:00",
            "bis Mittwoch, 2. Dezember, 10 Uhr",
            "by Wednesday, 2 December, 10 am",
        ),
        ("2026-11-25 11:00", "so bald wie möglich", "as soon as possible"),
        ("2026-11-24 11:00", "so bald wie möglich", "as soon as possible"),
    ],
)
def test_answer_time_when_due_is_told_in_words(due: str, german: str, english: str) -> None:
    moment = datetime.fromisoformat(due).replace(tzinfo=ZONE)
    assert answer_time_words(moment, NOW, CALENDAR, "de") == german
    assert answer_time_words(moment, NOW, CALENDAR, "en") == english


def test_answer_time_when_nothing_is_promised_is_soon() -> None:
    assert answer_time_words(None, NOW, CALENDAR, "en") == "as soon as possible"


def test_answer_time_is_never_before_the_promise_nor_far_behind() -> None:
    for minutes in range(0, 8 * 24 * 60, 37):
        due = CALENDAR.add(NOW, timedelta(minutes=minutes + 1))
        words = answer_time_words(due, NOW, CALENDAR, "de")
        assert words.startswith("bis ")
        assert words.endswith(" Uhr")


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("is_open", [True, False])
def test_shipped_words_hold_both_variables_and_nothing_else(language: str, is_open: bool) -> None:
    words = shipped_words(language, is_open=is_open)
    made = filled(words, "7F3K9QWC", "bis morgen")
    assert "[#7F3K9QWC]" in made.subject
    assert "#7F3K9QWC" in made.text
    assert "bis morgen" in made.text
    assert "{" not in made.subject + made.text


def test_shipped_words_inside_and_outside_differ() -> None:
    for language in ("de", "en"):
        inside, outside = (shipped_words(language, is_open=open_) for open_ in (True, False))
        assert inside.text != outside.text


def test_filled_words_are_never_filled_twice() -> None:
    words = Acknowledgement("{ref}", "{answer_time} {ref}")
    assert filled(words, "{answer_time}", "{0}") == Acknowledgement(
        "{answer_time}", "{0} {answer_time}"
    )
