"""The rules of a monthly review: causes, busy days, kinds of requests, texts typed again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_console.desk.events import Assigned, Event, Fact, Noted, Snoozed
from agent_console.desk.review import Cause, busy_days, cause_of
from agent_console.desk.review_alike import LEAST, Request, kinds_of
from agent_console.desk.review_texts import Written, repeated

BEGAN = datetime(2026, 10, 5, 8, tzinfo=UTC)
DUE = BEGAN + timedelta(hours=4)
TEXT = "Die Gravur kostet nichts, wenn sie höchstens 20 Zeichen hat; schreiben Sie sie in das Feld."


def done(*facts: tuple[int, Fact]) -> list[Event]:
    return [
        Event(f"c.{place}", "A", BEGAN + timedelta(minutes=minutes), "ida", fact)
        for place, (minutes, fact) in enumerate(facts)
    ]


@pytest.mark.parametrize(
    ("events", "is_busy", "expected"),
    [
        (done(), False, Cause.UNTAKEN),
        (done(), True, Cause.BUSY),
        (done((5, Noted("x"))), False, Cause.UNTAKEN),
        (done((5, Assigned("ida"))), True, Cause.TAKEN),
        (done((-600, Assigned("ida"))), False, Cause.TAKEN),
        (done((5, Assigned("ida")), (6, Assigned(""))), False, Cause.UNTAKEN),
        (done((5, Assigned("ida")), (6, Assigned("ben"))), False, Cause.HANDED),
        (done((-600, Assigned("ida")), (6, Assigned("ben"))), False, Cause.TAKEN),
        (done((5, Assigned("ida")), (6, Snoozed(DUE))), False, Cause.ASLEEP),
        (done((-600, Snoozed(DUE))), False, Cause.UNTAKEN),
        (done((300, Assigned("ida"))), False, Cause.UNTAKEN),
    ],
)
def test_cause_is_the_first_that_fits_before_the_promise_ran_out(
    events: list[Event], *, is_busy: bool, expected: Cause
) -> None:
    assert cause_of(DUE, BEGAN, events, is_busy=is_busy) is expected


def test_day_is_busy_by_half_as_much_again_and_five_more_than_its_weekday() -> None:
    counts = [(100 + 7 * week, 10) for week in range(8)]
    assert busy_days([*counts, (156, 15)], 150) == frozenset()
    assert busy_days([*counts, (156, 16)], 150) == {156}
    assert busy_days([*counts, (156, 16)], 157) == frozenset()
    few = [(day, 2) for day, _n in counts]
    assert busy_days([*few, (156, 6)], 150) == frozenset()
    assert busy_days([(156, 99)], 150) == frozenset()


def requests(count: int, *words: str, before: int = 0) -> list[Request]:
    return [
        Request(
            f"{words[0]}{n}",
            f"{words[0]}{n}@x",
            frozenset((*words, f"only{words[0]}{n}")),
            n < before,
        )
        for n in range(count)
    ]


WEIGHT = dict.fromkeys(("drone", "licence", "vat", "portal", "please"), 2.0) | {"please": 0.1}


def test_requests_with_telling_words_in_common_are_a_kind() -> None:
    some = [
        *requests(5, "drone", "licence", "please", before=1),
        *requests(3, "vat", "portal", "please"),
    ]
    drones, portal = kinds_of(some, WEIGHT)
    assert drones.words[:2] == ("drone", "licence")
    assert (len(drones.refs), drones.n_before) == (4, 1)
    assert portal.refs == ("vat0", "vat1", "vat2")


def test_kind_that_shrank_or_is_of_one_customer_is_not_told() -> None:
    assert kinds_of(requests(7, "drone", "licence", before=4), WEIGHT) == ()
    assert kinds_of(requests(LEAST - 1, "drone", "licence"), WEIGHT) == ()
    same = [Request(f"T{n}", "a@x", frozenset(("drone", "licence"))) for n in range(9)]
    assert kinds_of(same, WEIGHT) == ()


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.sets(st.sampled_from(sorted(WEIGHT)), max_size=4), st.booleans()), max_size=20
    )
)
def test_every_request_is_in_one_kind_at_most(some: list[tuple[set[str], bool]]) -> None:
    asked = [
        Request(f"T{place}", f"{place}@x", frozenset(words), is_before)
        for place, (words, is_before) in enumerate(some)
    ]
    kinds = kinds_of(asked, WEIGHT)
    refs = [ref for kind in kinds for ref in kind.refs]
    assert len(refs) == len(set(refs))
    assert set(refs) <= {one.ref for one in asked if not one.is_before}
    assert all(len(kind.refs) >= LEAST and len(kind.refs) > kind.n_before for kind in kinds)


def replies(count: int, text: str, *, is_before: bool = False) -> list[Written]:
    return [
        Written(
            f"{'B' if is_before else 'T'}{n}", "Gravur", text.replace("20", str(20 + n)), is_before
        )
        for n in range(count)
    ]


def test_text_typed_on_five_tickets_is_told_with_its_subject_whatever_its_numbers() -> None:
    text = f"Guten Tag,\n\n{TEXT}\n\nViele Grüße"
    (found,) = repeated([*replies(2, text, is_before=True), *replies(5, text)])
    assert found.text == TEXT.replace("20", "24")
    assert (found.subject, len(found.refs), found.n_before) == ("Gravur", 5, 2)
    assert repeated(replies(4, text)) == ()
    assert repeated(replies(9, "Das ist kurz.")) == ()


def test_text_below_most_replies_is_a_signature() -> None:
    others = [Written(f"O{n}", "x", f"{TEXT} {'a' * n}z") for n in range(20)]
    assert repeated([*replies(10, TEXT), *others]) != ()
    assert repeated([*replies(16, TEXT), *others]) == ()
