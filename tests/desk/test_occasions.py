"""Occasions: anniversaries are suggested in the week after, thanks after so many orders."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from agent_console.desk.occasions import Acquainted, Ordered, anniversaries, thanks

ANNA = "anna@kunde.example"


def years(since: date, today: date) -> list[int]:
    return [one.number for one in anniversaries((Acquainted(ANNA, "Anna", since),), today)]


@pytest.mark.parametrize(
    ("since", "today", "found"),
    [
        (date(2024, 3, 2), date(2026, 3, 2), [2]),
        (date(2024, 3, 2), date(2026, 3, 9), [2]),
        (date(2024, 3, 2), date(2026, 3, 10), []),
        (date(2024, 3, 2), date(2026, 3, 1), []),
        (date(2026, 3, 2), date(2026, 3, 2), []),
        (date(2024, 12, 30), date(2026, 1, 3), [1]),
        (date(2024, 2, 29), date(2026, 2, 28), [2]),
        (date(2024, 2, 29), date(2028, 2, 29), [4]),
        (date(2024, 2, 29), date(2028, 2, 28), []),
    ],
)
def test_anniversary_is_suggested_within_the_week_after_the_day(
    since: date, today: date, found: list[int]
) -> None:
    assert years(since, today) == found


def test_thanks_are_suggested_after_the_wished_orders_for_two_weeks() -> None:
    today = date(2026, 3, 2)
    some = [Ordered(f"k{n}@kunde.example", "", n, today - timedelta(days=n)) for n in range(1, 30)]
    assert [one.number for one in thanks(some, (5, 10, 25), today)] == [5, 10]


def test_same_occasion_has_the_same_key_on_every_day() -> None:
    since = Acquainted(ANNA, "Anna", date(2024, 3, 2))
    days = (date(2026, 3, 2), date(2026, 3, 5))
    assert len({one.key for day in days for one in anniversaries((since,), day)}) == 1
