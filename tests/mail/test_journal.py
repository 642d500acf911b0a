"""The journal's folder: reading on, writing with a look back, seeing what was removed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from agent_console.desk.journal_entry import Claimed, Entry, Payload, SnapshotPart, TeamFact
from agent_console.mail import journal
from agent_console.mail.journal import FolderIs, JournalFolder, newest_moment
from agent_console.mail.journal_message import Outgoing, write_message
from agent_console.mail.seal import KeyRing, Refusal, new_key
from agent_console.mail.wire import ConnectionLostError, RefusedError
from tests.team.console import ADDRESS, JOURNAL, RING
from tests.team.server import START, FakeConnection, Fault, JournalServer

STRAY = b"Subject: help\r\n\r\nMy order is late.\r\n"


def message(console: str, n: int, *facts: TeamFact) -> Outgoing:
    payload = Payload(console, n, START, facts or (Claimed(f"T{n}", console, 900),))
    return write_message(RING, JOURNAL, ADDRESS, payload)


def opened(server: JournalServer) -> tuple[JournalFolder, FakeConnection]:
    connection = server.connect()
    folder = JournalFolder(connection, JOURNAL, RING)
    assert folder.open().state is FolderIs.READY
    connection.round_trips = 0
    return folder, connection


def ids(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.id for entry in entries]


def test_writing_when_all_goes_well_takes_two_round_trips_and_reads_all_before_it() -> None:
    server = JournalServer()
    server.put(message("bert", 1).raw)
    folder, connection = opened(server)
    written = folder.write(message("anna", 1), 0)
    assert connection.round_trips == 2
    assert ids(written.batch.entries) == ["bert.1", "anna.1"]
    assert written.entry == written.batch.entries[1]
    assert written.batch.cursor == 2


def test_writing_when_the_server_shows_it_late_looks_again() -> None:
    server = JournalServer()
    folder, connection = opened(server)
    outgoing = message("anna", 1)
    connection.fault = Fault.DELAYED
    with pytest.raises(ConnectionLostError):
        folder.write(outgoing, 0)
    server.deliver_delayed()
    assert connection.view == 0
    assert folder.look_for(outgoing, 0).entry is not None


def test_reading_on_shows_what_others_wrote_since_the_folder_was_opened() -> None:
    server = JournalServer()
    folder, _connection = opened(server)
    server.put(message("bert", 1).raw)
    assert ids(folder.read(0).entries) == ["bert.1"]


def test_writing_when_it_is_never_seen_has_an_unknown_outcome() -> None:
    folder, connection = opened(JournalServer())
    connection.fault = Fault.DELAYED
    with pytest.raises(ConnectionLostError):
        folder.write(message("anna", 1), 0)
    written = folder.look_for(message("anna", 1), 0)
    assert written.entry is None
    assert written.batch.cursor == 0


def test_reading_on_when_nothing_is_new_does_not_take_the_last_message_twice() -> None:
    server = JournalServer()
    server.put(message("anna", 1).raw)
    folder, _connection = opened(server)
    assert ids(folder.read(0).entries) == ["anna.1"]
    again = folder.read(1)
    assert (again.entries, again.cursor) == ((), 1)


def test_reading_when_the_view_is_out_of_date_throws_the_batch_away() -> None:
    server = JournalServer()
    server.put(message("anna", 1).raw)
    folder, connection = opened(server)
    connection.stale = 3
    batch = folder.read(0)
    assert ids(batch.entries) == ["anna.1"]
    assert not batch.refused


def test_reading_when_a_body_stays_away_goes_on_behind_it() -> None:
    server = JournalServer()
    server.put(message("anna", 1).raw)
    folder, connection = opened(server)
    connection.stale = 1_000
    batch = folder.read(0)
    assert batch.refused == ((1, Refusal.DAMAGED),)
    assert batch.cursor == 1


@pytest.mark.promise("journal with mails that do not count", "P14")
def test_reading_passes_what_does_not_count_and_says_why() -> None:
    server = JournalServer()
    server.put(STRAY)
    server.put(message("anna", 1).raw)
    other = write_message(
        KeyRing(new_key()), JOURNAL, ADDRESS, Payload("eve", 1, START, (Claimed("T", "E", 9),))
    )
    server.put(other.raw)
    server.put(message("anna", 2).raw[:-10])
    server.put(STRAY.replace(b"late", b"late" * 1_000_000))
    batch = opened(server)[0].read(0)
    assert ids(batch.entries) == ["anna.1"]
    assert dict(batch.refused) == {
        1: Refusal.FOREIGN,
        3: Refusal.UNKNOWN_KEY,
        4: Refusal.DAMAGED,
        5: Refusal.TOO_LARGE,
    }
    assert batch.cursor == 5


def test_large_messages_are_fetched_whole_a_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "_LARGE_AT_ONCE", 500_000)
    server = JournalServer()
    part = SnapshotPart(7, 0, 1, "d", 1, 9, "A" * 200_000)
    for n in range(1, 6):
        server.put(message("anna", n, part).raw)
    folder, connection = opened(server)
    batch = folder.read(0)
    assert ids(batch.entries) == [f"anna.{n}" for n in range(1, 6)]
    assert batch.entries[0].payload.facts == (part,)
    assert connection.round_trips == 7


def test_very_long_journal_is_read_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "_AT_ONCE", 3)
    server = JournalServer()
    for n in range(1, 9):
        server.put(message("anna", n).raw)
    folder, _connection = opened(server)
    first = folder.read(0)
    assert (len(first.entries), first.cursor) == (3, 3)
    second = folder.read(3)
    third = folder.read(second.cursor)
    assert ids(second.entries + third.entries) == [f"anna.{n}" for n in range(4, 9)]


def test_folder_when_numbered_anew_or_gone_is_told_as_such() -> None:
    server = JournalServer()
    folder, _connection = opened(server)
    assert folder.open(7).state is FolderIs.READY
    server.make_anew(keep=False)
    assert folder.open(7) == journal.Opened(FolderIs.RENUMBERED, 8)
    server.exists = False
    assert folder.open(8).state is FolderIs.GONE
    folder.create()
    folder.create()
    assert folder.open(8).state is FolderIs.READY


def test_folder_when_the_server_is_busy_is_not_taken_for_gone() -> None:
    server = JournalServer()
    folder, connection = opened(server)

    def busy(*_arguments: object) -> object:
        raise RefusedError("later", code="UNAVAILABLE")

    connection.select = busy  # type: ignore[assignment,method-assign]  # a server that is busy
    with pytest.raises(RefusedError):
        folder.open(7)


def test_review_finds_what_was_removed_and_what_came_late() -> None:
    server = JournalServer()
    for n in range(1, 5):
        server.put(message("anna", n).raw)
    folder, _connection = opened(server)
    del server.messages[2]
    review = folder.review({1, 2, 4}, 4)
    assert (review.low, review.high, review.present) == (1, 4, frozenset({1, 3, 4}))
    assert ids(review.late.entries) == ["anna.3"]
    assert folder.review(set(), 4).present == frozenset()


def test_removing_takes_our_own_messages_only_and_keeps_what_is_named() -> None:
    server = JournalServer()
    server.put(message("anna", 1).raw)
    server.put(STRAY)
    server.put(message("anna", 2).raw)
    server.put(message("anna", 3).raw)
    server.put(message("anna", 4).raw)
    folder, connection = opened(server)
    assert folder.remove(4, {3}) == 2
    assert sorted(server.messages) == [2, 3, 5]
    assert b"EXPUNGE" not in connection.commands


def test_removing_without_uidplus_removes_nothing() -> None:
    server = JournalServer(capabilities=frozenset())
    server.put(message("anna", 1).raw)
    folder, connection = opened(server)
    assert folder.remove(1, ()) == 0
    assert not connection.commands


def test_newest_moment_is_the_servers_last_one() -> None:
    server = JournalServer()
    server.put(message("anna", 1).raw)
    server.pass_time(timedelta(hours=1))
    server.put(message("anna", 2).raw)
    entries = opened(server)[0].read(0).entries
    assert newest_moment(entries) == START + timedelta(hours=1)
    assert newest_moment(entries, START + timedelta(days=1)) == START + timedelta(days=1)
    assert newest_moment(()) is None
