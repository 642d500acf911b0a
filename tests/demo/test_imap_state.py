"""The mailbox itself, without any client."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.demo.imap_parser import (
    BadCommandError,
    Literal,
    describe,
    find_literal,
    format_set,
    parse_command,
    parse_set,
)
from agent_console.demo.imap_state import DemoMailbox, FlagChange
from agent_console.demo.imap_text import (
    folder_from_wire,
    folder_to_wire,
    internaldate,
    parse_internaldate,
)
from tests.demo.conftest import NOW


def test_deliver_makes_missing_folders_and_keeps_utc(mailbox: DemoMailbox) -> None:
    local = datetime(2026, 1, 1, 1, tzinfo=timezone(timedelta(hours=2)))
    message = mailbox.deliver("Team/Journal", b"x", local, ["\\SEEN", "\\Recent", "k"])
    assert message.internaldate == datetime(2025, 12, 31, 23, tzinfo=UTC)
    assert message.internaldate.tzinfo is UTC
    assert message.flags == frozenset({"\\Seen", "k"})
    assert mailbox.folder("Team/Journal").messages == (message,)
    assert mailbox.deliver("inbox", b"y").internaldate == NOW
    assert len(mailbox.folder("INBOX")) == 1


def test_uidvalidity_is_deterministic_when_given() -> None:
    numbers = [folder.uidvalidity for folder in DemoMailbox(uidvalidity=5).folders]
    assert numbers == [5, 6, 7, 8, 9, 10]


def test_changes_since_tells_changed_and_vanished(mailbox: DemoMailbox) -> None:
    folder = mailbox.folder("INBOX")
    uids = [mailbox.deliver("INBOX", b"x").uid for _ in range(4)]
    known = folder.modseq
    assert folder.changes_since(known).messages == ()
    folder.store(uids[0], FlagChange.ADD, ["k"])
    mailbox.expunge("INBOX", uids[2], uids[3], 99)
    changes = folder.changes_since(known)
    assert [message.uid for message in changes.messages] == [uids[0]]
    assert changes.vanished == (uids[2], uids[3])
    assert changes.modseq == folder.modseq == known + 2
    assert folder.changes_since(known + 1).vanished == (uids[2], uids[3])
    assert folder.changes_since(known + 2).vanished == ()
    mailbox.expunge("INBOX", uids[1])
    assert folder.changes_since(known + 2).vanished == (uids[1],)
    mailbox.change_uidvalidity("INBOX")
    assert folder.changes_since(0).vanished == ()


def test_watcher_hears_of_every_change_until_it_stops(mailbox: DemoMailbox) -> None:
    heard: list[str] = []
    stop = mailbox.watch(lambda folder: heard.append(folder.name))
    mailbox.deliver("INBOX", b"x", flags=["\\Deleted"])
    mailbox.folder("INBOX").store(1, FlagChange.SET, ["\\Deleted"])
    mailbox.expunge("INBOX")
    mailbox.expunge("INBOX")
    stop()
    stop()
    mailbox.deliver("INBOX", b"x")
    assert heard == ["INBOX", "INBOX"]


def test_store_of_a_missing_message_changes_nothing(mailbox: DemoMailbox) -> None:
    assert mailbox.folder("INBOX").store(7, FlagChange.ADD, ["k"]) is None
    with pytest.raises(KeyError):
        mailbox.folder("Nowhere")


@given(st.sets(st.integers(1, 60)))
def test_formatted_sets_read_back_the_same(numbers: set[int]) -> None:
    written = format_set(numbers)
    if not numbers:
        assert written == ""
        return
    ranges = parse_set(written.encode()).within(1000)
    assert {n for low, high in ranges for n in range(low, high + 1)} == numbers
    assert len(ranges) == len([n for n in numbers if n - 1 not in numbers])


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_folder_names_survive_modified_utf7(name: str) -> None:
    written = folder_to_wire(name)
    assert written.isascii()
    assert written.isprintable()
    unquoted = written[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    assert folder_from_wire(unquoted) == name


def test_folder_names_look_as_the_rfc_shows_them() -> None:
    assert folder_to_wire("~peter/mail/台北/日本語") == '"~peter/mail/&U,BTFw-/&ZeVnLIqe-"'
    assert folder_from_wire("&broken") == "&broken"
    assert folder_from_wire("&2D0-") == "&2D0-"
    assert folder_from_wire("&äö-") == "&äö-"


@given(st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 30)))  # noqa: DTZ001 - made aware below
def test_dates_survive_the_wire(moment: datetime) -> None:
    aware = moment.replace(tzinfo=UTC, microsecond=0)
    assert parse_internaldate(internaldate(aware).strip('"')) == aware


def test_command_is_read_with_lists_strings_and_literals() -> None:
    chunks: list[bytes | Literal] = [
        rb'a1 uid Fetch 1:* (BODY[HEADER.FIELDS (From To)]<0.9> "q\"\\") ',
        Literal(b"(\r\n"),
        b' ""',
    ]
    command = parse_command(chunks)
    assert (command.tag, command.name) == ("a1", "UID FETCH")
    assert command.arguments == (
        b"1:*",
        [b"BODY[HEADER.FIELDS (From To)]<0.9>", b'q"\\'],
        b"(\r\n",
        b"",
    )
    assert describe(chunks).endswith(') {3} ""')


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b" ",
        b"a",
        b"a (",
        b"a b )",
        b'a b "open',
        b"a (b)",
        b"a uid",
        b"a b [open",
        b"a b " + b"(" * 30 + b")" * 30,
    ],
)
def test_lines_that_are_no_command_are_refused(line: bytes) -> None:
    with pytest.raises(BadCommandError):
        parse_command([line])


def test_literal_announcements_are_found_at_the_end_only() -> None:
    found = find_literal(b"a APPEND x {12+}")
    assert found is not None
    assert (found.line, found.size, found.synchronising) == (b"a APPEND x ", 12, False)
    assert find_literal(b"a {3} b") is None
    assert find_literal(b"a {x}") is None
