"""Who gets which ticket: by turn, by load, by what they can, and who stands in."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.desk.assigning import (
    Assignment,
    Away,
    Candidate,
    How,
    InHand,
    Unassigned,
    Unclaimed,
    assign,
    hand_over_list,
    stand_in,
    why_not_words,
)
from agent_console.desk.labels import Asks
from agent_console.desk.listing import Viewer
from agent_console.desk.routing import can_answer
from agent_console.desk.states import TicketState

TODAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ANNA, BERT, CARA = (Candidate(Viewer(name)) for name in ("Anna", "Bert", "Cara"))
TEAM = (CARA, ANNA, BERT)


def tickets(count: int) -> list[Unclaimed]:
    return [Unclaimed(f"T{number}") for number in range(count)]


def names(found: tuple[Assignment, ...]) -> list[str]:
    return [one.agent for one in found]


def test_in_turn_everybody_gets_one_after_the_other() -> None:
    found = assign(tickets(5), TEAM, How.TURN, day=TODAY)
    assert names(found) == ["Anna", "Bert", "Cara", "Anna", "Bert"]


def test_in_turn_whoever_got_one_longest_ago_is_next() -> None:
    team = (
        Candidate(Viewer("Anna"), last=NOON),
        Candidate(Viewer("Bert"), last=NOON - timedelta(hours=1)),
        Candidate(Viewer("Cara"), last=NOON - timedelta(minutes=1)),
    )
    assert names(assign(tickets(4), team, How.TURN, day=TODAY)) == ["Bert", "Cara", "Anna", "Bert"]


def test_by_load_whoever_has_least_gets_it_until_all_have_the_same() -> None:
    team = (Candidate(Viewer("Anna"), load=3), Candidate(Viewer("Bert"), load=1), CARA)
    found = Counter(names(assign(tickets(5), team, How.LOAD, day=TODAY)))
    assert found == {"Cara": 3, "Bert": 2}


def test_by_hand_nobody_gets_anything() -> None:
    (found,) = assign(tickets(1), TEAM, How.HAND, day=TODAY)
    assert (found.agent, found.why_not) == ("", Unassigned.BY_HAND)


@pytest.mark.parametrize("how", [How.TURN, How.LOAD])
def test_ticket_goes_to_who_can_answer_it(how: How) -> None:
    team = (
        Candidate(Viewer("Anna", level=1)),
        Candidate(Viewer("Bert", languages=("de",)), load=5),
        Candidate(Viewer("Cara", types=("refund",)), load=7),
    )
    wanted = [
        Unclaimed("T1", Asks(type="delivery", level=3), "de"),
        Unclaimed("T2", Asks(type="refund", level=2), "en"),
        Unclaimed("T3", Asks(type="delivery", level=2), "en"),
    ]
    found = assign(wanted, team, how, day=TODAY)
    assert names(found) == ["Bert", "Cara", ""]
    assert found[2].why_not is Unassigned.NOBODY_CAN


def test_who_is_away_gets_nothing_until_the_day_after() -> None:
    away = (Away("Anna", TODAY),)
    assert "Anna" not in names(assign(tickets(4), TEAM, How.TURN, day=TODAY, away=away))
    tomorrow = TODAY + timedelta(days=1)
    assert "Anna" in names(assign(tickets(4), TEAM, How.TURN, day=tomorrow, away=away))


def test_what_only_the_absent_can_answer_goes_to_the_substitute() -> None:
    team = (Candidate(Viewer("Anna", level=3)), Candidate(Viewer("Bert", level=1)))
    hard = [Unclaimed("T1", Asks(level=3)), Unclaimed("T2", Asks(level=1))]
    found = assign(hard, team, How.LOAD, day=TODAY, away=(Away("Anna", TODAY, "Bert"),))
    assert [(one.agent, one.instead_of) for one in found] == [("Bert", "Anna"), ("Bert", "")]
    found = assign(hard, team, How.LOAD, day=TODAY, away=(Away("Anna", TODAY),))
    assert (found[0].agent, found[0].why_not) == ("", Unassigned.ALL_AWAY)


def test_substitutes_of_substitutes_are_found_and_circles_end() -> None:
    assert stand_in("Anna", {"Anna": "Bert", "Bert": "Cara"}) == "Cara"
    assert stand_in("Anna", {"Anna": "Bert", "Bert": "Anna"}) == ""
    assert stand_in("Anna", {"Anna": ""}) == ""
    assert stand_in("Anna", {}) == "Anna"


def in_hand(
    ref: str,
    state: TicketState = TicketState.OPEN,
    *,
    due_at: datetime | None = None,
    wake_at: datetime | None = None,
) -> InHand:
    return InHand(ref, "Subject", "Customer", state, due_at, wake_at)


def test_hand_over_list_begins_with_what_is_due_first_and_leaves_out_what_is_done() -> None:
    found = hand_over_list(
        [
            in_hand("T1"),
            in_hand("T2", due_at=NOON + timedelta(hours=2)),
            in_hand("T3", state=TicketState.SNOOZED, wake_at=NOON + timedelta(hours=1)),
            in_hand("T4", state=TicketState.CLOSED, due_at=NOON),
            in_hand("T5", due_at=NOON, wake_at=NOON + timedelta(days=9)),
            in_hand("T6", state=TicketState.SPAM),
        ]
    )
    assert [one.ref for one in found] == ["T5", "T3", "T2", "T1"]
    assert found[0].next_at == NOON


def test_every_reason_has_words() -> None:
    assert all(why_not_words(why) for why in Unassigned)


NAMES = ("Anna", "Bert", "Cara", "Dora", "Eva")
AGENTS = st.lists(
    st.builds(
        Candidate,
        st.builds(
            Viewer,
            st.sampled_from(NAMES),
            st.integers(1, 3),
            st.sampled_from([(), ("de",), ("en", "de")]),
            st.sampled_from([(), ("refund",)]),
        ),
        st.integers(0, 9),
        st.none() | st.integers(0, 99).map(lambda n: NOON - timedelta(hours=n)),
    ),
    max_size=5,
    unique_by=lambda one: one.who.name,
)
TICKETS = st.lists(
    st.builds(
        Unclaimed,
        st.uuids().map(str),
        st.builds(Asks, st.sampled_from(["", "refund", "delivery"]), st.integers(0, 3)),
        st.sampled_from(["", "de", "en", "fr"]),
    ),
    max_size=12,
)
AWAY = st.lists(
    st.builds(
        Away,
        st.sampled_from(NAMES),
        st.sampled_from([TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=9)]),
        st.sampled_from(("", *NAMES)),
    ),
    max_size=4,
    unique_by=lambda one: one.name,
)


@given(TICKETS, AGENTS, st.sampled_from(How), AWAY)
def test_nobody_gets_what_is_not_for_them(
    wanted: list[Unclaimed], team: list[Candidate], how: How, away: list[Away]
) -> None:
    known = {one.who.name: one.who for one in team}
    absent = {one.name for one in away if one.holds(TODAY)}
    found = assign(wanted, team, how, day=TODAY, away=away)
    assert [one.ref for one in found] == [one.ref for one in wanted]
    for ticket, one in zip(wanted, found, strict=True):
        assert bool(one.agent) is (one.why_not is None)
        if one.agent:
            assert one.agent not in absent
            able = known[one.instead_of or one.agent]
            assert can_answer(able, ticket.asks, ticket.language)
        elif one.why_not is Unassigned.ALL_AWAY:
            can = [n for n, who in known.items() if can_answer(who, ticket.asks, ticket.language)]
            assert set(can) <= absent


@given(TICKETS, AGENTS, st.sampled_from(How), AWAY)
def test_order_in_which_agents_are_named_does_not_matter(
    wanted: list[Unclaimed], team: list[Candidate], how: How, away: list[Away]
) -> None:
    other = sorted(team, key=lambda one: one.who.name)
    assert assign(wanted, team, how, day=TODAY, away=away) == assign(
        wanted, other, how, day=TODAY, away=reversed(away)
    )


@given(st.integers(0, 40), st.lists(st.integers(0, 9), min_size=1, max_size=5))
def test_by_load_no_agent_gets_ahead_of_another_by_more_than_one(
    count: int, loads: list[int]
) -> None:
    team = [Candidate(Viewer(name), load) for name, load in zip(NAMES, loads, strict=False)]
    given = Counter(names(assign(tickets(count), team, How.LOAD, day=TODAY)))
    after = {one.who.name: one.load + given[one.who.name] for one in team}
    for name in given:
        assert after[name] <= min(after.values()) + 1


@given(st.integers(0, 40), st.integers(1, 5))
def test_in_turn_everybody_gets_as_many_within_one(count: int, people: int) -> None:
    team = [Candidate(Viewer(name)) for name in NAMES[:people]]
    given = Counter(names(assign(tickets(count), team, How.TURN, day=TODAY)))
    most, least = max(given.values(), default=0), min((given[n] for n in NAMES[:people]), default=0)
    assert most - least <= 1
    assert sum(given.values()) == count
