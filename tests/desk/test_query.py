"""What is typed into the search line, taken apart."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from agent_console.desk.query import (
    Condition,
    Field,
    Known,
    Query,
    read_query,
    suggestions,
    unknown_condition,
)

ZONE = ZoneInfo("Europe/Berlin")
KNOWN = Known(
    types={"invoice": "invoice", "rechnung": "invoice", "order-status": "order-status"},
    agent="Anna",
    agents=("Ben", "Änne Groß"),
    today=date(2026, 11, 22),
    zone=ZONE,
    tags=("vip", "nachgefragt"),
)


def day(year: int, month: int, number: int) -> datetime:
    return datetime(year, month, number, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("typed", "condition"),
    [
        ("type:invoice", Condition(Field.TYPE, "invoice")),
        ("Anliegen:Rechnung", Condition(Field.TYPE, "invoice")),
        ("type:order", Condition(Field.TYPE, "order-status")),
        ("state:offen", Condition(Field.STATE, "open")),
        ("-state:closed", Condition(Field.STATE, "closed", no=True)),
        ("owner:me", Condition(Field.OWNER, "Anna")),
        ("owner:niemand", Condition(Field.OWNER, "")),
        ("owner:be", Condition(Field.OWNER, "Ben")),
        ("asks:me", Condition(Field.ASKS, "Anna")),
        ("fragt:be", Condition(Field.ASKS, "Ben")),
        ('owner:"Änne Groß"', Condition(Field.OWNER, "Änne Groß")),
        ("tag:VIP", Condition(Field.TAG, "vip")),
        ("level:3", Condition(Field.LEVEL, "3")),
        ("is:overdue", Condition(Field.IS, "overdue")),
        ("ist:überfällig", Condition(Field.IS, "overdue")),
        ("has:anhang", Condition(Field.HAS, "attachment")),
        ("ref:#7F3K", Condition(Field.REF, "7F3K")),
        ("before:2026-11-01", Condition(Field.BEFORE, at=day(2026, 11, 1))),
        ("vor:1.11.", Condition(Field.BEFORE, at=day(2026, 11, 1))),
        ("after:1.11.25", Condition(Field.AFTER, at=day(2025, 11, 1))),
        ("after:7d", Condition(Field.AFTER, at=day(2026, 11, 15))),
        ("after:yesterday", Condition(Field.AFTER, at=day(2026, 11, 21))),
    ],
)
def test_condition_is_read_in_both_languages(typed: str, condition: Condition) -> None:
    assert read_query(f"lampe {typed} kaputt", KNOWN) == Query("lampe kaputt", (condition,))


@pytest.mark.parametrize(
    "typed",
    [
        "type:nonsense",
        "is:blue",
        "before:31.2.2026",
        "before:soon",
        "level:9",
        "https://example.org",
        "12:30",
        "state:",
        ":",
        'tag:""',
        "re:lampe",
        "subject:lampe",
        "after:9999y",
    ],
)
def test_what_is_no_condition_stays_a_word(typed: str) -> None:
    assert read_query(typed, KNOWN) == Query(typed)


@pytest.mark.parametrize("typed", ["ist:offen", "is:open", "status:offen"])
def test_state_may_be_asked_for_with_is(typed: str) -> None:
    assert read_query(typed, KNOWN) == Query("", (Condition(Field.STATE, "open"),))


@pytest.mark.parametrize("typed", ["status:ruht", "status:ruhend", "ist:ruhend"])
def test_sleeping_tickets_are_asked_for_by_the_word_on_the_screen(typed: str) -> None:
    assert read_query(typed, KNOWN) == Query("", (Condition(Field.STATE, "snoozed"),))


@pytest.mark.parametrize(
    ("typed", "unknown"),
    [
        ("lampe is:blue level:9", "is:blue"),
        ("-is:blue", ""),
        ("is:open from:kim", ""),
        ("re:lampe 12:30", ""),
        ("vor:bald", "vor:bald"),
    ],
)
def test_condition_without_a_known_value_is_named(typed: str, unknown: str) -> None:
    assert unknown_condition(typed, KNOWN) == unknown


def test_people_keep_their_word_for_the_index_and_tell_the_way() -> None:
    assert read_query("from:kim refund", KNOWN) == Query(
        "from:kim refund", (Condition(Field.FROM, "kim"),)
    )
    assert read_query("an:kim", KNOWN) == Query("from:kim", (Condition(Field.TO, "kim"),))
    assert read_query("from:kim to:support", KNOWN) == Query("from:kim from:support")


def test_order_is_looked_for_as_it_stands() -> None:
    assert read_query("order:4711-A", KNOWN) == Query('"4711-A"')


def test_conditions_may_be_all_there_is() -> None:
    found = read_query("is:complaint -state:closed", KNOWN)
    assert found.words == ""
    assert [one.field for one in found.conditions] == [Field.IS, Field.STATE]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("lampe ty", ("type:",)),
        ("is:ov", ("is:overdue",)),
        ("-state:cl", ("-state:closed",)),
        ("hat:", ("hat:anhang", "hat:notiz", "hat:entwurf", "hat:schlagwort")),
        ("has:", ("has:attachment", "has:note", "has:draft", "has:tag")),
        (
            "status:",
            (
                *("status:neu", "status:offen", "status:wartet", "status:ruht"),
                *("status:geschlossen", "status:spam"),
            ),
        ),
        ("tag:", ("tag:vip", "tag:nachgefragt")),
        ("owner:ä", ('owner:"änne groß"',)),
        ("lampe ", ()),
        ("", ()),
        ("zebra:", ()),
    ],
)
def test_last_word_is_completed(typed: str, offered: tuple[str, ...]) -> None:
    assert suggestions(typed, KNOWN) == offered
