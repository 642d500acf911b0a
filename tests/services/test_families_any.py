"""Long and odd sequences of merging, splitting and taking back: no mail is lost, all comes back."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent_console.desk.course import fold
from agent_console.desk.events import Event, Merged, Split, Undone, standing
from agent_console.desk.streams import Stream, streams_of
from agent_console.services.rebuild import rebuild
from agent_console.store import kin
from agent_console.store.driver import driver
from agent_console.store.filed import read_stories
from tests.services.intake_kit import Bench, bench
from tests.services.test_families import Mail, Move, events_of, live, tables

_PLACE = st.integers(0, 7)
_MAIL = st.builds(Mail, _PLACE, st.integers(-1, 7))
_JOINS = ["merge", "merge", "split", "split alone"]
_ANY = st.one_of(
    _MAIL,
    st.builds(Move, st.sampled_from([*_JOINS, *_JOINS, "undo", "undo", "act"]), _PLACE, _PLACE),
)
_JOINED = st.one_of(_MAIL, st.builds(Move, st.sampled_from(_JOINS), _PLACE, _PLACE))
_BEGIN = st.just([Mail(0, -1), Mail(1, 0), Mail(2, 0), Mail(3, -1), Mail(4, 3), Mail(5, -1)])
_deep = settings(
    max_examples=6,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def played(desk: Bench, history: list[Mail | Move], first: int = 0) -> None:
    for number, step in enumerate(history, first):
        live(desk, step, number * 10)


def told(stream: Stream) -> Iterator[str]:
    """Return the mails of a stream; what joins at an event is named in one place."""
    yield from (mail.key for mail in stream.mails)
    for event in stream.events:
        if event.id in stream.absorbed:
            yield from told(stream.absorbed[event.id])


def all_told(desk: Bench) -> list[str]:
    with desk.store.read() as session:
        stories = read_stories(driver(session), desk.refs())
    streams = [
        streams_of(story.ref, story.for_fold(frozenset()), standing(story.acts))
        for story in stories.values()
    ]
    return sorted(key for stream in streams for key in told(stream))


def stand(desk: Bench) -> list[Event]:
    """Return the merges and splits that nobody took back."""
    moves = standing(events_of(desk))
    return [event for event in moves if isinstance(event.fact, Merged | Split)]


@_deep
@given(begin=_BEGIN, history=st.lists(_ANY, min_size=8, max_size=24))
def test_every_mail_is_told_once_whatever_was_merged_split_and_taken_back(
    begin: list[Mail | Move], history: list[Mail | Move]
) -> None:
    with tempfile.TemporaryDirectory() as folder, bench(Path(folder)) as desk:
        played(desk, [*begin, *history])
        assert all_told(desk) == sorted(mail.key for mail in desk.all_mails())


@_deep
@given(
    begin=_BEGIN, history=st.lists(_ANY, min_size=8, max_size=16), more=st.lists(_ANY, max_size=6)
)
def test_rebuild_in_the_midst_of_a_long_sequence_changes_nothing(
    begin: list[Mail | Move], history: list[Mail | Move], more: list[Mail | Move]
) -> None:
    with tempfile.TemporaryDirectory() as folder, bench(Path(folder)) as desk:
        for first, steps in ((0, [*begin, *history]), (30, more)):
            played(desk, steps, first)
            before = desk.dump()
            rebuild(desk.store, desk.config)
            assert desk.dump() == before


@_deep
@given(begin=_BEGIN, history=st.lists(_JOINED, min_size=4, max_size=14), order=st.randoms())
def test_all_merges_and_splits_taken_back_in_any_order_leave_every_mail_at_home(
    begin: list[Mail | Move], history: list[Mail | Move], order: Random
) -> None:
    with tempfile.TemporaryDirectory() as folder, bench(Path(folder)) as desk:
        played(desk, [*begin, *history])
        joins = stand(desk)
        order.shuffle(joins)
        for number, join in enumerate(joins):
            desk.act(join.ticket, Undone(join.id), 600 + number)
        for ref in desk.refs():
            with desk.store.read() as session:
                assert kin.root_of(session, ref) == ref
                (story,) = read_stories(driver(session), [ref]).values()
            mails = story.for_fold(frozenset())
            assert not any(mail.home for mail in mails)
            alone = fold(ref, mails, ())
            assert replace(desk.ticket(ref), asks=alone.asks) == alone


@_deep
@given(begin=_BEGIN, history=st.lists(_ANY, min_size=4, max_size=14), place=_PLACE)
def test_taking_back_what_took_a_merge_or_split_back_makes_it_stand_again(
    begin: list[Mail | Move], history: list[Mail | Move], place: int
) -> None:
    with tempfile.TemporaryDirectory() as folder, bench(Path(folder)) as desk:
        played(desk, [*begin, Move("merge", 0, 1), *history])
        joins = stand(desk)
        if not joins:
            return
        before, known = tables(desk), events_of(desk)
        join = joins[place % len(joins)]
        desk.act(join.ticket, Undone(join.id), 600)
        (undone,) = set(events_of(desk)) - set(known)
        desk.act(undone.ticket, Undone(undone.id), 610)
        assert tables(desk) == before
