"""Folder lists, numbers and words of a hostile server: taken for what they are, or refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_console.demo.faults import AnswerNo, GarbageLine, SayBye
from agent_console.demo.imap_state import DemoMailbox
from agent_console.demo.server import DemoServer
from agent_console.errors import MailError
from agent_console.mail.imap import ImapConnection
from agent_console.mail.wire import ConnectionLostError, RefusedError
from tests.faults.kit import connect, impatient, mailbox, session
from tests.faults.spoilers import ESCAPES, Change, Say
from tests.faults.test_imap_hostile import in_words
from tests.services.intake_kit import bench

pytestmark = [
    pytest.mark.server,
    pytest.mark.faults,
    pytest.mark.promise("names, numbers and words of a server", "P9"),
]


@pytest.fixture
def box() -> DemoMailbox:
    return mailbox()


@pytest.fixture
def server(box: DemoMailbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[DemoServer]:
    impatient(monkeypatch, 0.3)
    with DemoServer(box) as server:
        yield server
        assert not server.crashes


@pytest.fixture
def connection(server: DemoServer) -> Iterator[ImapConnection]:
    connection = connect(server.imap_port)
    yield connection
    connection.close()


def listed(server: DemoServer, line: bytes) -> None:
    server.faults.add(GarbageLine("LIST", line=b"* LIST " + line + b"\r\n", times=None))


@pytest.mark.parametrize("name", ["../../etc/passwd", "..", "a/../b", "~/x", "%s{0}", "-rf"])
def test_folder_with_a_strange_name_is_a_name_like_any(
    server: DemoServer, connection: ImapConnection, name: str
) -> None:
    listed(server, f'() "/" "{name}"'.encode())
    assert name in [folder.name for folder in connection.folders()]


@pytest.mark.parametrize(
    "line",
    [
        b'() "/" "a\x1b[2Jb"',
        b'() "/" "a\x07"',
        b'() "/" "a\x7f"',
        b'() "/" "&AAAA-"',
        b'() "/" "&AJs-31m"',
        b'() "/" "&ABs-]0;x"',
        b'() "/" "&bad"',
        b'() "/" "&////-"',
        b'() "/" "&2AA-"',
        b'() "/" "\xff\xfe"',
        b'() "/" NIL',
        b'() "/" (a b)',
        b'() "/" ((((a))))',
        b'() "/" ""',
        b'() "/"',
        b"()",
        b"NIL NIL NIL",
        b'(1 2) "/" numbers',
        b'NIL "/" attributes',
        b'((\\Sent)) "/" nested',
        b"(" * 10_000,
        b'() "/" {5000000000}',
        b'() "/" {' + b"9" * 5000 + b"}",
        b'() "/" "open',
    ],
)
def test_folder_list_with_nonsense_is_refused_in_words_or_shows_the_others(
    server: DemoServer, connection: ImapConnection, line: bytes
) -> None:
    listed(server, line)
    try:
        names = [folder.name for folder in connection.folders()]
    except MailError as error:
        failed = error
    else:
        assert {"INBOX", "Sent"} <= set(names)
        assert all(name and name.isprintable() for name in names)
        return
    assert in_words(failed), failed


def test_sent_folder_is_found_among_nonsense_or_refused_in_words(
    server: DemoServer, connection: ImapConnection
) -> None:
    listed(server, b'(\\Sent 1) "/" (a b)')
    try:
        assert connection.special_folder("\\Sent") in ("Sent", None)
    except MailError as error:
        failed = error
    else:
        return
    assert in_words(failed), failed


@pytest.mark.parametrize(
    "fault",
    [
        AnswerNo("NOOP", "ALERT", ESCAPES),
        SayBye("NOOP", f"[ALERT] {ESCAPES}"),
        AnswerNo("NOOP", "", "[31m" * 5000),
        Say("NOOP", instead=b"{tag} BAD " + ESCAPES.encode() + b"\xff\r\n"),
        Say("NOOP", instead=b"{tag} " + ESCAPES.encode() + b"\r\n"),
        Say("NOOP", instead=ESCAPES.encode() + b"\r\n"),
    ],
)
def test_words_with_escape_sequences_are_cleaned(
    server: DemoServer, connection: ImapConnection, fault: AnswerNo
) -> None:
    server.faults.add(fault)
    with pytest.raises((RefusedError, ConnectionLostError)) as caught:
        connection.noop()
    assert in_words(caught.value)
    assert "\x1b" not in str(caught.value)


def test_alert_with_escape_sequences_is_cleaned(
    server: DemoServer, connection: ImapConnection
) -> None:
    server.faults.add(GarbageLine("NOOP", line=f"* OK [ALERT] full {ESCAPES}\r\n".encode()))
    connection.noop()
    (alert,) = connection.wire.alerts
    assert alert.startswith("full ")
    assert not any(ord(sign) < 32 or 127 <= ord(sign) < 160 for sign in alert)


@pytest.mark.parametrize("told", [b"1 2", b"x y", b"1", b"", b"7 " + b"9" * 5000, b"7 -1"])
def test_append_with_an_odd_number_in_the_answer_has_still_arrived(
    server: DemoServer, connection: ImapConnection, box: DemoMailbox, told: bytes
) -> None:
    server.faults.add(
        Change("APPEND", find=rb"OK .*\r\n", put=b"OK [APPENDUID " + told + b"] fine\r\n")
    )
    uid = connection.append("Sent", b"Subject: x\r\n\r\n")
    assert uid is None or uid == 2
    assert len(box.folder("Sent")) == 3


@pytest.mark.parametrize("number", [b"9" * 19, b"9" * 5000, b"-1", b"x"])
def test_status_with_an_odd_number_leaves_it_out(
    server: DemoServer, connection: ImapConnection, number: bytes
) -> None:
    server.faults.add(Change("STATUS", find=rb"UIDNEXT \d+", put=b"UIDNEXT " + number))
    status = connection.status("INBOX")
    assert status.uidnext is None
    assert status.messages == 10


@pytest.mark.parametrize("item", [b"UIDVALIDITY", b"HIGHESTMODSEQ", b"UIDNEXT"])
@pytest.mark.parametrize("number", [b"9" * 19, b"9223372036854775807", b"4294967296"])
def test_numbers_beyond_all_bounds_do_not_break_the_store(
    server: DemoServer, tmp_path: Path, item: bytes, number: bytes
) -> None:
    server.faults.add(Change("SELECT", find=item + rb" \d+", put=item + b" " + number, times=None))
    with bench(tmp_path) as store:
        for _pass in range(2):
            try:
                session(server.imap_port, dict.fromkeys(("INBOX", "Sent"), store.intake))
            except MailError as error:
                failed = error
            else:
                continue
            assert in_words(failed)
        server.faults.clear()
        session(server.imap_port, dict.fromkeys(("INBOX", "Sent"), store.intake))
        assert len(store.intake.known_uids("INBOX")) == 10
        assert len(store.dump()["source"]) == 12


def test_uids_above_the_highest_possible_are_none(
    server: DemoServer, connection: ImapConnection
) -> None:
    connection.select("INBOX")
    server.faults.add(
        Say("SEARCH", instead=b"* SEARCH 0 1 4294967295 4294967296 9999999999\r\n{tag} OK d\r\n")
    )
    assert connection.uids() == [1, 4294967295]
