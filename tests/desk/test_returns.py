"""Returns are what their events say; periods are read as people type them; orders as sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.desk.events import Event, Fact, Undone
from agent_console.desk.order_facts import (
    ReturnAsked,
    ReturnDecided,
    ReturnReceived,
    ReturnRefunded,
)
from agent_console.desk.order_sentences import items_text, money_text, order_sentences
from agent_console.desk.orders import Amount, Item, Order, OrderStatus, Parcel
from agent_console.desk.returns import ReturnReason, ReturnState, cases_of
from agent_console.desk.returns_period import read_period
from agent_console.i18n import use_language

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
ASKED = ReturnAsked("A", "NL-1", item="Lamp", quantity="2", price="9.50", currency="EUR")
STEPS = (
    ReturnDecided("A", "yes"), ReturnDecided("A", "no", "used"), ReturnReceived("A"),
    ReturnRefunded("A", "19.00", "EUR"), ReturnDecided("B", "yes"),
)  # fmt: skip


def events(*facts: Fact) -> list[Event]:
    return [
        Event(f"e{n}", "T", NOW + timedelta(minutes=n), "Mia", fact) for n, fact in enumerate(facts)
    ]


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ((), ReturnState.ASKED), ((STEPS[0],), ReturnState.APPROVED),
        ((STEPS[1],), ReturnState.DECLINED), ((STEPS[1], STEPS[0]), ReturnState.APPROVED),
        ((STEPS[2],), ReturnState.RECEIVED), ((STEPS[2], STEPS[1]), ReturnState.DECLINED),
        ((STEPS[0], STEPS[3]), ReturnState.REFUNDED), ((STEPS[3],), ReturnState.ASKED),
        ((STEPS[0], STEPS[3], STEPS[1]), ReturnState.REFUNDED), ((STEPS[4],), ReturnState.ASKED),
    ],
)  # fmt: skip
def test_case_is_as_far_as_its_events_lead(facts: tuple[Fact, ...], state: ReturnState) -> None:
    (case,) = cases_of("T", events(ASKED, *facts))
    assert case.state is state
    assert (case.refund is not None) is (state is ReturnState.REFUNDED)


@given(st.lists(st.sampled_from((ASKED, *STEPS)), max_size=12))
def test_case_whatever_order_its_events_come_in_is_one_in_a_known_state(facts: list[Fact]) -> None:
    cases = cases_of("T", events(*facts))
    assert len(cases) == (ASKED in facts)
    for case in cases:
        assert case.worth == Amount(Decimal("19.00"), "EUR")


def test_case_of_a_newer_program_has_another_reason_and_odd_numbers_count_as_none() -> None:
    odd = replace(ASKED, reason="too-shiny", quantity="many", price="NaN")
    (case,) = cases_of("T", events(odd))
    assert (case.reason, case.quantity, case.price) == (ReturnReason.OTHER, Decimal(1), None)


def test_case_when_its_beginning_is_taken_back_is_none() -> None:
    assert cases_of("T", events(ASKED, STEPS[0], Undone("e0"))) == ()


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2026", (date(2026, 1, 1), date(2027, 1, 1))),
        ("2026-Q4", (date(2026, 10, 1), date(2027, 1, 1))),
        ("2026-12", (date(2026, 12, 1), date(2027, 1, 1))),
        ("7d", (date(2026, 11, 16), date(2026, 11, 23))),
        ("2026-11-20", (date(2026, 11, 20), date(2026, 11, 21))),
        ("2026-11-01..2026-11-20", (date(2026, 11, 1), date(2026, 11, 21))),
        ("2026-13", None), ("soon", None), ("2026-11-20..2026-11-01", None), ("9999", None),
    ],
)  # fmt: skip
def test_period_is_read_as_people_type_it(text: str, period: tuple[date, date] | None) -> None:
    assert read_period(text, NOW.date()) == period


ORDER = Order(
    number="NL-1",
    ordered=date(2026, 11, 18),
    status=OrderStatus.SHIPPED,
    total=Amount(Decimal("1129.80"), "EUR"),
    items=(Item("Bär\x1b[2J", quantity=Decimal(2)), Item("Kabel", quantity=Decimal("1.5"))),
    parcels=(Parcel("0034", "DHL", "https://dhl.example/0034"),),
    shipped=date(2026, 11, 19),
    due=date(2026, 11, 24),
)


def test_sentences_are_german_or_english_and_tell_what_is_known() -> None:
    assert order_sentences(ORDER, "de", NOW.date()) == (
        "Bestellung NL-1 vom 18. November 2026 (2 × Bär[2J, 1,5 × Kabel; zusammen 1.129,80\xa0€).\n"
        "Die Bestellung ist seit dem 19. November 2026 unterwegs"
        " und soll am 24. November 2026 ankommen.\n"
        "Sendungsnummer bei DHL: 0034 – verfolgen: https://dhl.example/0034"
    )
    assert order_sentences(ORDER, "fr", NOW.date()).startswith(
        "Order NL-1 of 18 November 2026 (2 ×"
    )


def test_day_that_has_passed_is_never_told_as_if_it_were_to_come() -> None:
    text = order_sentences(ORDER, "en", date(2026, 11, 25))
    assert "should arrive" not in text
    assert "has been on its way since 19 November 2026." in text
    bare = Order("NL-2")
    assert order_sentences(bare, "en", NOW.date()) == "Order NL-2."


def test_many_items_are_told_by_their_number() -> None:
    use_language("en")
    items = tuple(Item(f"i{n}") for n in range(12))
    assert items_text(items, "en").endswith("1 × i9 and 2 more")
    assert money_text(Amount(Decimal("5")), "de") == "5,00"
