"""The first reading of a large folder: newest first, in depths, broken off anywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from agent_console.demo.fault_plan import Fault
from agent_console.demo.faults import (
    AnswerBad,
    AnswerNo,
    DropAfter,
    DropBefore,
    DropInLiteral,
    EmptyBodies,
    GarbageLine,
    OtherUid,
)
from agent_console.demo.imap_state import DemoMailbox
from agent_console.demo.server import DemoServer
from agent_console.desk.mail import Mail
from agent_console.errors import MailError
from agent_console.mail import staged
from agent_console.mail.bodies import Suspects
from agent_console.mail.fetch import FolderCursor
from agent_console.mail.progress import Stage
from agent_console.mail.sync import SyncReport, sync_folder
from tests.mail.imap_helpers import NOW, Rewrite, connect, demo_mailbox
from tests.mail.sinks import MemorySink

pytestmark = pytest.mark.server
COUNT = 40


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staged, "BLOCK", 8)
    monkeypatch.setattr("agent_console.mail.staged.NEWEST", 10)
    monkeypatch.setattr("agent_console.mail.sync.NEWEST", 10)


def letter(number: int) -> bytes:
    """Return one of five shapes of mail."""
    head = f"Message-ID: <m{number}@kunde.test>\r\nSubject: Frage {number}\r\nMIME-Version: 1.0\r\n"
    text = f"Guten Tag,\r\nwo bleibt Paket {number}?\r\n"
    html = f"<p>Guten Tag,<br>wo bleibt Paket {number}?</p>"
    shapes = (
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{text}",
        f"Content-Type: text/html; charset=utf-8\r\n\r\n{html}\r\n",
        'Content-Type: multipart/alternative; boundary="b"\r\n\r\n--b\r\n'
        f"Content-Type: text/plain\r\n\r\n{text}\r\n--b\r\n"
        f"Content-Type: text/html\r\n\r\n{html}\r\n--b--\r\n",
        'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n'
        f"Content-Type: text/plain\r\n\r\n{text}\r\n--b\r\n"
        'Content-Type: application/pdf; name="a.pdf"\r\nContent-Transfer-Encoding: base64\r\n'
        "Content-Disposition: attachment\r\n\r\nAAAA\r\n--b--\r\n",
        f"Content-Type: multipart/mixed\r\n\r\n{text}",
    )
    return (head + shapes[number % 5]).encode()


def large_mailbox(*without: str) -> DemoMailbox:
    mailbox = demo_mailbox(*without)
    for number in range(1, COUNT + 1):
        mailbox.deliver("INBOX", letter(number), NOW)
    return mailbox


def one_pass(server: DemoServer, sink: MemorySink, suspects: Suspects | None = None) -> SyncReport:
    with connect(server) as connection:
        return sync_folder(connection, "INBOX", sink, suspects=suspects)


def until_whole(server: DemoServer, sink: MemorySink) -> int:
    """Read until nothing is left, over every broken connection; return the number of passes."""
    suspects = Suspects()
    for number in range(1, 200):
        try:
            if not one_pass(server, sink, suspects).unfinished:
                return number
        except MailError:
            continue
    pytest.fail("it never ends")


def assert_everything_is_here(mailbox: DemoMailbox, sink: MemorySink) -> None:
    folder = mailbox.folder("INBOX")
    assert {uid: mail.raw for uid, mail in sink.mails.items() if uid in sink.present} == {
        message.uid: message.raw for message in folder.messages
    }
    assert sink.position.first_uid == 1
    assert sink.position.last_uid >= COUNT
    assert sink.shallow("INBOX", 1, 1000) == []


@pytest.mark.parametrize("without", [(), ("QRESYNC", "CONDSTORE", "ENABLE")], ids=["all", "plain"])
def test_large_folder_is_read_to_its_end_and_nothing_is_touched(without: tuple[str, ...]) -> None:
    mailbox = large_mailbox(*without)
    sink = MemorySink()
    with DemoServer(mailbox) as server:
        assert until_whole(server, sink) == 1
        assert one_pass(server, sink) == SyncReport(server_count=COUNT)
        assert server.changing_commands == ()
    assert_everything_is_here(mailbox, sink)
    assert sink.exists == COUNT


def test_newest_mails_have_their_text_before_older_ones_are_known() -> None:
    sink = MemorySink()
    with DemoServer(large_mailbox()) as server:
        one_pass(server, sink)
    first = sink.steps.index("texts 8")
    assert sink.steps[:3] == ["heads 8", "heads 2", "store 0"]
    assert sink.steps[3:first] == ["heads 8"] * 3 + ["heads 6", "store 0"]
    newest = range(COUNT, COUNT - 10, -1)
    assert all(head.body is not None for uid, head in sink.heads.items() if uid in newest)
    texts = [mail.text for uid, mail in sink.texts.items() if uid % 5 != 4]
    assert all("wo bleibt Paket" in text for text in texts)
    assert len(texts) >= COUNT * 3 // 5


def test_every_block_moves_the_cursor_down_and_the_last_one_to_the_beginning() -> None:
    cursors: list[FolderCursor] = []

    class Watched(MemorySink):
        def shallow(self, folder: str, depth: int, limit: int) -> list[int]:
            cursors.append(self.position)
            return super().shallow(folder, depth, limit)

    with DemoServer(large_mailbox()) as server:
        one_pass(server, Watched())
    firsts = [cursor.first_uid for cursor in cursors]
    assert firsts == sorted(firsts, reverse=True)
    assert firsts[-1] == 1


def test_mails_that_are_known_elsewhere_are_read_whole_before_the_cursor_passes_them() -> None:
    mailbox = large_mailbox()
    sink = MemorySink()
    sink.known_elsewhere = {7, 33}
    with DemoServer(mailbox) as server:
        until_whole(server, sink)
    assert not sink.heads.keys() & {7, 33}
    assert_everything_is_here(mailbox, sink)


def test_mail_left_out_is_not_passed_by_the_cursor_when_the_line_breaks_before_it_came() -> None:
    mailbox = large_mailbox()
    sink = MemorySink()
    sink.known_elsewhere = {33}
    with DemoServer(mailbox) as server:
        server.faults.add(DropBefore("FETCH", matching="33 (UID FLAGS INTERNALDATE"))
        with pytest.raises(MailError):
            one_pass(server, sink)
        assert sink.left_out == {33}
        assert 33 not in sink.mails
        assert sink.position.first_uid > 33
        until_whole(server, sink)
    assert_everything_is_here(mailbox, sink)


def test_mail_that_comes_during_the_first_reading_is_read_in_the_next_pass(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(staged, "SLICE_SECONDS", 0.0)
    mailbox = large_mailbox()
    sink = MemorySink()
    with DemoServer(mailbox) as server:
        assert one_pass(server, sink).unfinished
        mailbox.deliver("INBOX", letter(COUNT + 1), NOW)
        one_pass(server, sink)
        assert COUNT + 1 in sink.mails
        monkeypatch.setattr(staged, "SLICE_SECONDS", 5.0)
        until_whole(server, sink)
    assert_everything_is_here(mailbox, sink)


def test_mails_expunged_between_text_and_whole_are_marked_and_end_nothing() -> None:
    mailbox = large_mailbox()

    class Meddled(MemorySink):
        def store_texts(self, folder: str, uidvalidity: int, mails: Mapping[int, Mail]) -> None:
            super().store_texts(folder, uidvalidity, mails)
            if len(self.texts) == COUNT:
                mailbox.expunge("INBOX", 1, 20, 35)

    sink = Meddled()
    with DemoServer(mailbox) as server:
        until_whole(server, sink)
    assert_everything_is_here(mailbox, sink)
    assert {1, 20, 35} <= set(sink.gone)


FAULTS: dict[str, Callable[[int], Fault]] = {
    "drop before an answer": lambda skip: DropBefore("FETCH", skip=skip),
    "drop after an answer": lambda skip: DropAfter("FETCH", skip=skip),
    "drop inside a body": lambda skip: DropInLiteral("FETCH", skip=skip),
    "empty bodies": lambda skip: EmptyBodies("FETCH", skip=skip),
    "refused": lambda skip: AnswerNo("FETCH", "SERVERBUG", skip=skip),
    "misunderstood": lambda skip: AnswerBad("FETCH", skip=skip),
    "other mail": lambda skip: OtherUid("FETCH", skip=skip),
    "garbage": lambda skip: GarbageLine("FETCH", skip=skip),
}


@pytest.mark.parametrize("name", FAULTS)
def test_end_is_the_same_wherever_the_server_stumbles(name: str) -> None:
    for skip in range(0, 20, 5):
        mailbox = large_mailbox()
        sink = MemorySink()
        with DemoServer(mailbox) as server:
            server.faults.add(FAULTS[name](skip))
            until_whole(server, sink)
        assert_everything_is_here(mailbox, sink)


def test_mail_at_which_the_server_always_breaks_holds_up_no_other() -> None:
    mailbox = large_mailbox()
    sink = MemorySink()
    with DemoServer(mailbox) as server:
        server.faults.add(Rewrite(find=rb"\(UID 30 ", put=b"(UID 30 ((", times=None))
        until_whole(server, sink)
    assert sink.mails.keys() == set(range(1, COUNT + 1))


def test_progress_tells_each_stage_to_its_end() -> None:
    told: list[tuple[Stage, int, int]] = []
    with DemoServer(large_mailbox()) as server, connect(server) as connection:
        sync_folder(
            connection,
            "INBOX",
            MemorySink(),
            on_progress=lambda stage, done, total: told.append((stage, done, total)),
        )
    for stage in (Stage.HEADERS, Stage.TEXTS, Stage.WHOLE):
        steps = [(done, total) for name, done, total in told if name is stage]
        assert steps[-1][0] == steps[-1][1]
        assert steps


def test_reading_stopped_by_the_progress_goes_on_where_it_was() -> None:
    class EnoughError(Exception):
        pass

    mailbox = large_mailbox()
    sink = MemorySink()

    def stop(_stage: Stage, _done: int, _total: int) -> None:
        raise EnoughError

    with DemoServer(mailbox) as server:
        for _ in range(4):
            with pytest.raises(EnoughError), connect(server) as connection:
                sync_folder(connection, "INBOX", sink, on_progress=stop)
        until_whole(server, sink)
    assert_everything_is_here(mailbox, sink)
