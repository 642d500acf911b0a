"""A large folder read ahead by a process of its own: the same mails, or the old way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest

from agent_console.demo.server import DemoServer
from agent_console.desk.mail import Address, Link, Mail
from agent_console.mail import scouting, staged
from agent_console.mail.blocks import Heads
from agent_console.mail.fetch import FetchedHead
from agent_console.mail.parcel import pack_heads, unpack_heads
from agent_console.mail.scout import Account, Order, order_as_line, order_from
from agent_console.mail.scouting import Scout
from agent_console.mail.skim import skim_head
from agent_console.mail.structure import Structure, TextPart
from agent_console.mail.sync import SyncReport, sync_folder
from tests.mail.imap_helpers import PASSWORD, USER, connect
from tests.mail.sinks import MemorySink
from tests.mail.test_staged import COUNT, assert_everything_is_here, large_mailbox, letter

pytestmark = pytest.mark.server
NEWEST = 10
BLOCK = 8


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staged, "BLOCK", BLOCK)
    monkeypatch.setattr(staged, "SCOUTED", NEWEST)
    monkeypatch.setattr("agent_console.mail.staged.NEWEST", NEWEST)
    monkeypatch.setattr("agent_console.mail.sync.NEWEST", NEWEST)


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Return whether each block that was asked for came from the scout."""
    found: list[bool] = []
    take = Scout.take

    def noted(scout: Scout, uids: tuple[int, ...]) -> Heads | None:
        found.append((brought := take(scout, uids)) is not None)
        return brought

    monkeypatch.setattr(Scout, "take", noted)
    return found


def account(server: DemoServer, password: str = PASSWORD) -> Account:
    return Account("127.0.0.1", server.imap_port, "plain", None, USER, password)


def one_pass(server: DemoServer, sink: MemorySink, known: Account) -> SyncReport:
    with connect(server) as connection:
        return sync_folder(connection, "INBOX", sink, account=known)


@pytest.mark.parametrize("quick", [0.0, 60.0], ids=["heads first", "with texts"])
def test_scouted_folder_is_read_like_any_other(
    monkeypatch: pytest.MonkeyPatch, taken: list[bool], quick: float
) -> None:
    monkeypatch.setattr(staged, "QUICK_SECONDS", quick)
    mailbox, sink, alone = large_mailbox(), MemorySink(), MemorySink()
    with DemoServer(mailbox) as server:
        one_pass(server, sink, account(server))
        assert server.changing_commands == ()
        with connect(server) as connection:
            sync_folder(connection, "INBOX", alone)
    assert taken == [True] * 4
    assert_everything_is_here(mailbox, sink)
    assert {uid: replace(head, body=None) for uid, head in sink.heads.items()} == {
        uid: replace(head, body=None, text=sink.heads[uid].text)
        for uid, head in alone.heads.items()
    }
    assert sink.texts == alone.texts


def test_folder_is_read_to_its_end_when_the_scout_cannot_sign_in(taken: list[bool]) -> None:
    mailbox, sink = large_mailbox(), MemorySink()
    with DemoServer(mailbox) as server:
        one_pass(server, sink, account(server, "wrong"))
    assert taken == [False]
    assert_everything_is_here(mailbox, sink)


@pytest.mark.parametrize("after", [1, 3])
def test_folder_is_read_to_its_end_when_the_scout_dies(
    monkeypatch: pytest.MonkeyPatch, taken: list[bool], after: int
) -> None:
    left = [after]

    def dying(packed: bytes) -> Heads:
        left[0] -= 1
        return unpack_heads(packed) if left[0] >= 0 else ((), [])

    monkeypatch.setattr(scouting, "unpack_heads", dying)
    mailbox, sink = large_mailbox(), MemorySink()
    with DemoServer(mailbox) as server:
        one_pass(server, sink, account(server))
    assert taken == [True] * after + [False]
    assert_everything_is_here(mailbox, sink)


def test_scout_that_brings_other_mails_than_are_asked_for_is_sent_home() -> None:
    with DemoServer(large_mailbox()) as server:
        scout = Scout(account(server), "INBOX", 700, range(1, 21), block=BLOCK, texts=False)
        newest = scout.take(tuple(range(13, 21)))
        assert newest is not None
        assert [head.uid for head in newest[1]] == list(range(13, 21))
        assert scout.take((5, 7)) is None
        assert scout.take(tuple(range(5, 13))) is None


def test_scout_brings_nothing_from_a_folder_that_was_numbered_anew() -> None:
    with DemoServer(large_mailbox()) as server:
        scout = Scout(account(server), "INBOX", 701, (1, 2), block=BLOCK, texts=False)
        assert scout.take((1, 2)) is None


def test_small_folder_needs_no_scout(monkeypatch: pytest.MonkeyPatch, taken: list[bool]) -> None:
    monkeypatch.setattr(staged, "SCOUTED", COUNT)
    mailbox, sink = large_mailbox(), MemorySink()
    with DemoServer(mailbox) as server:
        one_pass(server, sink, account(server))
    assert taken == []
    assert_everything_is_here(mailbox, sink)


def heads() -> Iterator[FetchedHead]:
    when = datetime(2026, 3, 2, 9, 30, 1, tzinfo=UTC)
    part = TextPart("1.1", True, "base64", "utf-8", True, False, 12, "multipart/mixed")
    body = Mail("", 0, text="Hallo\n\ud83d", from_html=True, links=(Link("hier", "https://a.b"),))
    ordinary = (
        "Date: Mon, 2 Mar 2026 09:30:01 +0100\r\nFrom: =?utf-8?q?J=C3=BCrgen?= <j@a.test>\r\n"
        "To: a@b.test, Bo <bo@b.test>\r\nCc: c@b.test\r\nReply-To: r@a.test\r\n"
        "Return-Path: <j@a.test>\r\nReferences: <1@a> <2@a>\r\nIn-Reply-To: <2@a>\r\n\r\n"
    )
    for number, header in enumerate((ordinary, "Subject: \xff\r\n\r\n", "Sender: x\r\n\r\n")):
        raw = header.encode("latin-1")
        mail = skim_head(raw, Structure(None, (), odd=False), 5)
        yield FetchedHead(number, raw, mail, when, frozenset({"\\Seen"}), 5, part)
        yield FetchedHead(number, raw, mail, when, frozenset(), 5, None, body)
    raw = letter(3)
    yield FetchedHead(
        9, raw, skim_head(raw, Structure(part, (), odd=True), 7), when, frozenset(), 7, None
    )


def test_parcel_holds_all_that_was_put_in() -> None:
    told = list(heads())
    assert unpack_heads(pack_heads((5, 6), told)) == ((5, 6), told)
    assert told[0].mail.sender == Address("j@a.test", "Jürgen")


def test_order_is_heard_as_it_was_told() -> None:
    known = Account("h", 993, "tls", None, "u", "pässword\u2028")
    order = Order('"Entw&APw-rfe"', 700, "1:9", 500, texts=True)
    line = order_as_line(known, order)
    assert order_from(line) == (known, order)
    assert line.endswith("\n")
    assert "p" + "ässword" not in repr(known)


CUT: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _whole: b"",
    "cut": lambda whole: whole[:-1],
    "absurd": lambda whole: b"\xff" + whole[1:],
}


@pytest.mark.parametrize("cut", CUT.values(), ids=CUT.keys())
def test_parcel_that_did_not_come_whole_is_the_end(cut: Callable[[bytes], bytes]) -> None:
    whole = (3).to_bytes(8, "big") + b"abc"
    assert scouting.next_parcel(BytesIO(whole)) == b"abc"
    assert scouting.next_parcel(BytesIO(cut(whole))) == b""
