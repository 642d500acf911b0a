"""Which canned answer comes first, and why."""

from __future__ import annotations

import pytest

from agent_console.desk.answer_ranking import Ranked, Wanted, rank
from agent_console.desk.canned import Channel, Entry, Purpose
from agent_console.desk.entry_files import Form, Section


def entry(
    name: str,
    *types: str,
    languages: str = "de en",
    level: int = 1,
    channel: Channel = Channel.EMAIL,
    purpose: Purpose = Purpose.ANSWER,
) -> Entry:
    sections = tuple(Section(language, Form.ANY, "x", 1) for language in languages.split())
    return Entry(
        name, (("en", name),), sections, types, level=level, channel=channel, purpose=purpose
    )


PLAIN, OTHER = entry("plain"), entry("other")
TYPED = entry("typed", "delivery")


@pytest.mark.parametrize(
    ("better", "worse", "wanted"),
    [
        (TYPED, PLAIN, Wanted("delivery")),
        (PLAIN, OTHER, Wanted("delivery", named=("plain",))),
        (PLAIN, OTHER, Wanted("delivery", named=("plain", "other"))),
        (PLAIN, entry("a", "delivery", languages="en"), Wanted("delivery", "de")),
        (PLAIN, entry("a", channel=Channel.PHONE), Wanted()),
        (entry("z", channel=Channel.PHONE), PLAIN, Wanted(channel=Channel.PHONE)),
        (entry("z", level=2), PLAIN, Wanted(level=2)),
        (entry("z", level=2), entry("a", level=3), Wanted(level=1)),
        (PLAIN, entry("a", purpose=Purpose.CLOSING), Wanted()),
    ],
)
def test_better_answer_comes_first(better: Entry, worse: Entry, wanted: Wanted) -> None:
    first, second = rank([worse, better], wanted)
    assert (first.entry, second.entry) == (better, worse)


def test_equal_answers_stand_by_id() -> None:
    assert [one.entry.id for one in rank([PLAIN, OTHER], Wanted())] == ["other", "plain"]


@pytest.mark.parametrize(
    "ranked",
    [
        rank([PLAIN, OTHER], Wanted(), fit={"plain": 0.1}),
        rank([PLAIN, OTHER], Wanted(), similar={"plain": 0.1}),
        rank([PLAIN, OTHER], Wanted(), uses={"plain": 1}),
    ],
    ids=["fit", "similar", "uses"],
)
def test_each_measure_lifts_an_answer(ranked: tuple[Ranked, ...]) -> None:
    assert ranked[0].entry is PLAIN
    assert len(ranked[0].reasons) == 1


def test_request_type_weighs_more_than_use() -> None:
    first, _second = rank([PLAIN, TYPED], Wanted("delivery"), uses={"plain": 10_000})
    assert first.entry is TYPED


def test_many_uses_weigh_no_more_than_one_point() -> None:
    first, _second = rank([PLAIN, OTHER], Wanted(), uses={"plain": 1_000_000})
    assert first.score == pytest.approx(1.0)


def test_score_is_the_sum_of_its_reasons() -> None:
    (one,) = rank(
        [entry("a", "delivery", level=3, channel=Channel.CHAT)],
        Wanted("delivery", "de", level=1, named=("a",)),
        fit={"a": 0.5},
        similar={"a": 0.5},
        uses={"a": 5},
    )
    assert one.score == pytest.approx(sum(reason.score for reason in one.reasons))
    assert len(one.reasons) == 7
    assert all(reason.words for reason in one.reasons)
