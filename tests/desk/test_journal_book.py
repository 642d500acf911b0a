"""What a console has read, in whatever order it learnt of it: always the same fold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_console.desk.events import Event, Noted, event_to_json
from agent_console.desk.journal_book import GRACE, SETTLED, JournalBook, epoch_writer
from agent_console.desk.journal_claims import Verdict
from agent_console.desk.journal_entry import (
    Claimed,
    Entry,
    EpochClaimed,
    Payload,
    Recorded,
    Restored,
    SnapshotPart,
    TeamFact,
    Unread,
)
from agent_console.desk.journal_order import replay
from agent_console.desk.journal_snapshot import snapshot_parts, snapshots_in

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
FOLDER = 7


def entry(uid: int, console: str, n: int, *facts: TeamFact, hours: float = 0) -> Entry:
    return Entry(uid, START + timedelta(hours=hours), Payload(console, n, START, facts))


def note(console: str, number: int) -> Recorded:
    event = Event(f"{console}.{number}", "T", START, console, Noted(f"note {number}"))
    return Recorded(event_to_json(event))


def claims(count: int) -> list[Entry]:
    """A journal of two consoles that claim ten tickets and write notes."""
    names = ("anna", "bert")
    facts = [
        (Claimed(f"T{n % 10}", names[n % 2], 900), note(names[n % 2], n)) for n in range(count)
    ]
    return [entry(n + 1, names[n % 2], n // 2 + 1, *facts[n]) for n in range(count)]


def snapshot_entries(book: JournalBook, upto: int, uid: int, *, hours: float = 0) -> list[Entry]:
    parts = book.snapshot(upto)
    return [entry(uid + i, "carl", i + 1, part, hours=hours) for i, part in enumerate(parts)]


@settings(max_examples=20, deadline=None)
@given(mixed=st.permutations(claims(12) * 2))
def test_entries_when_learnt_in_any_order_and_twice_give_one_fold(mixed: list[Entry]) -> None:
    book = JournalBook(FOLDER)
    for at in range(0, len(mixed), 5):
        book.learn(mixed[at : at + 5])
    assert book.fold.digest() == replay(claims(12)).digest()


def test_entry_with_a_late_lower_uid_takes_its_place_and_says_so() -> None:
    book = JournalBook(FOLDER)
    book.learn([entry(2, "bert", 1, Claimed("T", "Bert", 900))])
    learnt = book.learn([entry(1, "anna", 1, Claimed("T", "Anna", 900))])
    assert learnt.refolded
    assert [one.verdict for one in learnt.outcomes] == [Verdict.COUNTED]
    assert book.fold.claims["T"].console == "anna"


def test_message_that_was_removed_is_told_again_in_its_old_place() -> None:
    first, second = claims(2)
    knowing, other = JournalBook(FOLDER), JournalBook(FOLDER)
    knowing.learn([first, second])
    other.learn([second])
    (told,) = knowing.lost({2}, low=1, high=2)
    assert told == Restored(FOLDER, 1, START, "", first.payload)
    again = entry(3, "bert", 2, told)
    knowing.learn([again])
    other.learn([again])
    assert other.fold.digest() == knowing.fold.digest()
    assert other.fold.claims["T0"].console == "anna"
    assert not knowing.lost({2, 3}, low=1, high=3)
    assert len(knowing.lost({2}, low=1, high=3)) == 2


@pytest.mark.promise("message told again in a wrong place", "P14")
def test_message_told_again_of_another_folder_or_from_the_future_is_no_entry() -> None:
    book = JournalBook(FOLDER)
    (first,) = claims(1)
    told = Restored(FOLDER + 1, 1, START, "", first.payload)
    ahead = Restored(FOLDER, 9, START, "", first.payload)
    book.learn([entry(5, "bert", 1, told, ahead)])
    assert set(book.entries) == {5}


def test_repeated_message_when_removed_is_not_told_again() -> None:
    book = JournalBook(FOLDER)
    (first,) = claims(1)
    book.learn([first, replace(first, uid=2)])
    assert not book.lost({1}, low=1, high=2)


def test_snapshot_equals_replay_and_newcomers_begin_with_it() -> None:
    entries = claims(60)
    book, newcomer = JournalBook(FOLDER), JournalBook(FOLDER)
    book.learn(entries)
    written = snapshot_entries(book, 50, 61)
    (snapshot,) = snapshots_in(written, FOLDER)
    assert snapshot.fold().digest() == replay(entries[:50]).digest() == snapshot.digest
    learnt = book.learn(written)
    assert not learnt.differs
    assert not learnt.untold
    newcomer.learn([*entries[50:], *written])
    assert newcomer.fold.digest() == book.fold.digest() == replay([*entries, *written]).digest()
    assert min(newcomer.entries) == min(book.entries) == 51


def test_expunged_entry_when_put_in_again_after_a_snapshot_stays_repeated() -> None:
    entries = claims(10)
    book = JournalBook(FOLDER)
    book.learn(entries)
    book.learn(snapshot_entries(book, 10, 11))
    learnt = book.learn([replace(entries[0], uid=20)])
    assert [one.verdict for one in learnt.outcomes] == [Verdict.REPEATED]


@pytest.mark.promise("message told again in a wrong place", "P14")
@pytest.mark.parametrize("spoilt", ["data", "digest", "parts", "folder", "upto"])
def test_snapshot_that_is_not_whole_or_not_of_this_folder_is_none(spoilt: str) -> None:
    (part,) = snapshot_parts(replay(claims(10)), folder=FOLDER, epoch=0, upto=10)
    wrong: dict[str, SnapshotPart] = {
        "data": replace(part, data=part.data[:-8]),
        "digest": replace(part, digest="0" * 64),
        "parts": replace(part, parts=2),
        "folder": replace(part, folder=FOLDER + 1),
        "upto": replace(part, upto=99),
    }
    assert snapshots_in([entry(11, "carl", 1, part)], FOLDER)
    assert not snapshots_in([entry(11, "carl", 1, wrong[spoilt])], FOLDER)


def test_snapshot_of_many_parts_is_put_together_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent_console.desk.journal_snapshot.PART_BYTES", 100)
    book = JournalBook(FOLDER)
    book.learn(claims(40))
    written = snapshot_entries(book, 40, 41)
    assert len(written) > 5
    assert not snapshots_in(written[:-1], FOLDER)
    (snapshot,) = snapshots_in(reversed(written), FOLDER)
    assert snapshot.fold().digest() == replay(claims(40)).digest()
    assert snapshot.uids == tuple(range(41, 41 + len(written)))


def test_two_snapshots_when_written_at_once_the_one_that_covers_more_counts_everywhere() -> None:
    entries = claims(30)
    book = JournalBook(FOLDER)
    book.learn(entries)
    more, less = snapshot_entries(book, 30, 31), snapshot_entries(book, 20, 32)
    less = [replace(one, payload=replace(one.payload, console="dora")) for one in less]
    digests = set()
    for order in ([*more, *less], [*less, *more]):
        reader = JournalBook(FOLDER)
        for one in [*entries, *order]:
            reader.learn([one])
        assert reader.upto == 30
        digests.add(reader.fold.digest())
    assert len(digests) == 1


def test_snapshot_that_knows_less_wins_and_what_it_lacks_is_to_be_told_anew() -> None:
    entries = [entry(1, "anna", 1, note("anna", 1)), entry(2, "bert", 1, note("bert", 1))]
    knowing, other = JournalBook(FOLDER), JournalBook(FOLDER)
    knowing.learn(entries)
    other.learn(entries[1:])
    learnt = knowing.learn(snapshot_entries(other, 2, 3))
    assert learnt.untold == (note("anna", 1),)
    assert not learnt.differs


@pytest.mark.promise("message told again in a wrong place", "P14")
def test_snapshot_that_contradicts_what_was_read_is_told_as_a_defect() -> None:
    entries = claims(4)
    book, strange = JournalBook(FOLDER), JournalBook(FOLDER)
    book.learn(entries)
    strange.learn([replace(one, arrived=one.arrived + timedelta(hours=1)) for one in entries])
    assert book.learn(snapshot_entries(strange, 4, 5)).differs


def test_snapshot_is_due_for_what_is_settled_and_never_by_who_lacks_something() -> None:
    book = JournalBook(FOLDER)
    book.learn([entry(1, "anna", 1), entry(2, "anna", 2, hours=2)])
    assert book.due(START) is None
    assert book.due(START + SETTLED) == 1
    assert book.due(START + timedelta(hours=9)) == 2
    book.learn([entry(3, "anna", 4)])
    assert book.due(START + timedelta(hours=9)) is None
    newer = JournalBook(FOLDER)
    newer.learn([entry(1, "anna", 1, Unread('{"t":"later"}'))])
    assert newer.due(START + timedelta(hours=9)) is None


def test_messages_are_expendable_a_week_after_the_snapshot_but_for_the_two_newest() -> None:
    book = JournalBook(FOLDER)
    book.learn(claims(20))
    book.learn(snapshot_entries(book, 10, 21))
    assert book.expendable(START + GRACE - timedelta(seconds=1))[0] == 0
    assert book.expendable(START + GRACE) == (10, frozenset({21}))
    parts = book.snapshot(21)
    book.learn([entry(30, "carl", 2, *parts, hours=24)])
    assert book.expendable(START + GRACE) == (10, frozenset({21, 30}))
    assert book.expendable(START + GRACE + timedelta(hours=24)) == (21, frozenset({21, 30}))


def test_folder_made_anew_is_begun_by_one_console_and_all_follow() -> None:
    entries = claims(20)
    anna, bert = JournalBook(FOLDER), JournalBook(FOLDER)
    anna.learn(entries)
    bert.learn(entries[:15])
    parts = bert.begin_anew(FOLDER + 1, START)
    anna.begin_anew(FOLDER + 1, START)
    assert "T0" in anna.fold.claims
    written = [entry(1, "bert", 11, EpochClaimed(1)), entry(2, "bert", 12, *parts)]
    assert epoch_writer(written, 1) == "bert"
    bert.learn(written)
    learnt = anna.learn(written)
    assert anna.epoch == bert.epoch == 1
    assert {one.event.id for one in learnt.untold} == {
        "bert.15",
        "anna.16",
        "bert.17",
        "anna.18",
        "bert.19",
    }
    assert anna.fold.digest() == bert.fold.digest()
    newcomer = JournalBook(FOLDER + 1)
    newcomer.learn(written)
    assert newcomer.fold.digest() == anna.fold.digest()


def test_epoch_is_begun_by_the_first_who_says_so_until_silent_for_ten_minutes() -> None:
    said = [
        entry(1, "anna", 1, EpochClaimed(1)),
        entry(2, "bert", 1, EpochClaimed(1), hours=0.1),
        entry(3, "carl", 1, EpochClaimed(1), hours=0.2),
    ]
    assert epoch_writer([], 1) == ""
    assert epoch_writer(said[:2], 1) == "anna"
    assert epoch_writer(said, 1) == "carl"
    assert epoch_writer(said, 2) == ""
