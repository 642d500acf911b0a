"""What an attempt means for each recipient: nobody gets a mail twice, nobody is forgotten."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.desk.attempts import Attempt, Standing, after_attempt, asked_again, proven
from agent_console.desk.states import OutboxState

A, B, C = "a@x", "b@x", "c@x"
SENT, PARTIAL, DEFERRED = OutboxState.SENT, OutboxState.PARTIAL, OutboxState.DEFERRED
REFUSED, UNKNOWN, QUEUED = OutboxState.REFUSED, OutboxState.UNKNOWN, OutboxState.QUEUED
FRESH = Standing(OutboxState.SENDING, (A, B, C))


@pytest.mark.parametrize(
    ("before", "attempt", "after"),
    [
        (FRESH, Attempt(SENT, (A, B, C)), Standing(SENT, (), {}, (), left=True)),
        (FRESH, Attempt(PARTIAL, (A, B)), Standing(PARTIAL, (C,), {}, (), left=True)),
        (
            FRESH,
            Attempt(PARTIAL, (A, B), {C: "550 no"}),
            Standing(PARTIAL, (), {C: "550 no"}, (), left=True),
        ),
        (
            FRESH,
            Attempt(PARTIAL, (A,), {C: "550 no"}),
            Standing(PARTIAL, (B,), {C: "550 no"}, (), left=True),
        ),
        (FRESH, Attempt(DEFERRED, (A, B, C)), Standing(DEFERRED, (A, B, C))),
        (FRESH, Attempt(DEFERRED, (), {A: "5"}), Standing(DEFERRED, (B, C), {A: "5"})),
        (
            FRESH,
            Attempt(REFUSED, (), {}, "552 big"),
            Standing(REFUSED, (), {A: "552 big", B: "552 big", C: "552 big"}),
        ),
        (
            FRESH,
            Attempt(REFUSED, (A, B), {}, "554 spam"),
            Standing(DEFERRED, (C,), {A: "554 spam", B: "554 spam"}),
        ),
        (
            FRESH,
            Attempt(REFUSED, (), {A: "1", B: "2", C: "3"}, "nobody"),
            Standing(REFUSED, (), {A: "1", B: "2", C: "3"}),
        ),
        (
            FRESH,
            Attempt(UNKNOWN, (A, B), {C: "550"}),
            Standing(UNKNOWN, (A, B), {C: "550"}, (A, B)),
        ),
        (
            Standing(OutboxState.SENDING, (B,), left=True),
            Attempt(DEFERRED),
            Standing(PARTIAL, (B,), left=True),
        ),
        (
            Standing(OutboxState.SENDING, (B,), {C: "550"}, left=True),
            Attempt(SENT, (B,)),
            Standing(PARTIAL, (), {C: "550"}, left=True),
        ),
        (
            Standing(OutboxState.SENDING, (B,), left=True),
            Attempt(REFUSED, (B,), {}, "554"),
            Standing(PARTIAL, (), {B: "554"}, left=True),
        ),
    ],
)
def test_attempt_moves_each_recipient_to_where_its_answer_says(
    before: Standing, attempt: Attempt, after: Standing
) -> None:
    assert after_attempt(before, attempt) == after


def test_proof_settles_those_the_mail_was_handed_over_for_and_no_others() -> None:
    doubtful = Standing(UNKNOWN, (A, B), {C: "550"}, (A,))
    assert proven(doubtful) == Standing(PARTIAL, (B,), {C: "550"}, left=True)
    assert proven(Standing(UNKNOWN, (A, B), trying=(A, B))).state is SENT
    assert proven(Standing(UNKNOWN, (A, B))).state is SENT, "nobody noted who was tried"


def test_mail_sent_again_goes_to_all_but_those_who_have_it() -> None:
    again = asked_again(Standing(PARTIAL, (B,), {C: "550"}, left=True))
    assert again == Standing(PARTIAL, (B, C), left=True)
    assert asked_again(Standing(UNKNOWN, (A, B), trying=(A, B))) == Standing(QUEUED, (A, B))


answers = st.sampled_from(["taken", "later", "never"])
ends = st.sampled_from(["ok", "later", "never", "silence", "cut before"])


@given(st.lists(st.tuples(st.lists(answers, min_size=3, max_size=3), ends), max_size=8))
def test_whatever_servers_answer_nobody_gets_a_mail_twice_and_nobody_is_lost(
    story: list[tuple[list[str], str]],
) -> None:
    standing, have = Standing(QUEUED, (A, B, C)), list[str]()
    for said, end in story:
        if not standing.pending or standing.state is UNKNOWN:
            break
        by_name = dict(zip((A, B, C), said, strict=True))
        taken = tuple(one for one in standing.pending if by_name[one] == "taken")
        final = {one: "no" for one in standing.pending if by_name[one] == "never"}
        outcome = _outcome(standing, taken, final, end)
        standing = after_attempt(standing, Attempt(outcome, taken, final, "words"))
        if outcome in (SENT, PARTIAL):
            have += taken
    assert len(have) == len(set(have))
    assert {*have, *standing.pending, *standing.refused} == {A, B, C}
    assert not set(have) & set(standing.pending)
    assert not set(standing.pending) & set(standing.refused)
    assert standing.left is bool(have)


def _outcome(
    standing: Standing, taken: tuple[str, ...], final: dict[str, str], end: str
) -> OutboxState:
    if not taken:
        return REFUSED if len(final) == len(standing.pending) else DEFERRED
    everybody = SENT if len(taken) == len(standing.pending) else PARTIAL
    return {
        "ok": everybody,
        "later": DEFERRED,
        "cut before": DEFERRED,
        "never": REFUSED,
        "silence": UNKNOWN,
    }[end]
