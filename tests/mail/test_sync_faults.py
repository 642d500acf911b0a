"""The sync on servers that answer wrongly, stale, or not at all: no mail lost, none blocks."""

from __future__ import annotations

import pytest

from agent_console.demo.faults import (
    Act,
    AnswerBad,
    AnswerNo,
    DropAfter,
    DropInLiteral,
    EmptyBodies,
    GarbageLine,
    OtherUid,
)
from agent_console.demo.server import DemoServer
from agent_console.mail.bodies import Suspects
from agent_console.mail.sync import SyncReport, sync_folder
from agent_console.mail.wire import ConnectionLostError, RefusedError
from tests.mail.imap_helpers import NOW, Rewrite, connect, demo_mailbox, mail
from tests.mail.sinks import MemorySink

pytestmark = [
    pytest.mark.server,
    pytest.mark.promise("poisoned, stale and missing answers", "P4", "P5"),
]


def sync(
    server: DemoServer, sink: MemorySink, suspects: Suspects | None = None, keep: int = 262144
) -> SyncReport:
    connection = connect(server)
    try:
        return sync_folder(connection, "INBOX", sink, keep_bytes=keep, suspects=suspects)
    finally:
        connection.close()


def test_stale_batch_is_thrown_away_and_read_again() -> None:
    sink = MemorySink()
    with DemoServer(demo_mailbox(count=4)) as server:
        server.faults.add(EmptyBodies(matching="BODY"))
        assert sync(server, sink) == SyncReport(new=4, server_count=4)
        asked = [c.arguments for c in server.commands if "BODY" in c.arguments]
    assert asked == ["1:4 (UID FLAGS BODY.PEEK[])"] * 2
    assert all(fetched.complete for fetched in sink.mails.values())


def test_poison_answer_between_two_good_ones_costs_that_mail_only() -> None:
    sink = MemorySink()
    with DemoServer(demo_mailbox(count=3)) as server:
        bad = Rewrite(find=rb"\(UID 2 FLAGS \(\) BODY", put=b"(UID 2 FLAGS (() BODY", times=None)
        server.faults.add(bad)
        report = sync(server, sink)
        assert report == SyncReport(new=3, failed=1, server_count=3)
        server.faults.clear()
        assert sync(server, sink) == SyncReport(server_count=3)
    assert [sink.mails[uid].complete for uid in (1, 2, 3)] == [True, False, True]
    assert sink.mails[2].raw == b""
    assert sink.mails[2].size == len(mail(2))
    assert sink.mails[2].received == NOW


def test_poison_answer_that_comes_once_is_asked_again_alone() -> None:
    sink = MemorySink()
    with DemoServer(demo_mailbox(count=3)) as server:
        server.faults.add(
            Rewrite(find=rb"\(UID 2 FLAGS", put=b"(UID two FLAGS", matching="BODY"),
        )
        assert sync(server, sink) == SyncReport(new=3, server_count=3)
    assert sink.bodies == [mail(1), mail(2), mail(3)]


def test_mail_the_server_always_answers_empty_is_kept_with_its_header() -> None:
    sink = MemorySink()
    with DemoServer(demo_mailbox(count=40)) as server:
        nil = rb"\(UID 17 FLAGS \(\) BODY\[\](?:<0>)? \{\d+\}\r\n.*?Text\r\n\)"
        server.faults.add(Rewrite(find=nil, put=b"(UID 17 BODY[] NIL)", times=None))
        assert sync(server, sink) == SyncReport(new=40, failed=1, server_count=40)
        assert len(server.commands) < 50
    broken = sink.mails.pop(17)
    assert (broken.complete, broken.raw) == (False, mail(17).removesuffix(b"Text\r\n"))
    assert all(fetched.complete for fetched in sink.mails.values())


def test_refused_batch_is_halved_until_all_good_mails_are_read() -> None:
    sink = MemorySink()
    with DemoServer(demo_mailbox(count=9)) as server:
        for wanted in ("1:9 (UID FLAGS BODY", "5:9 (UID FLAGS BODY", "5:6 (UID FLAGS BODY"):
            server.faults.add(AnswerNo("FETCH", code="SERVERBUG", matching=wanted, times=None))
        server.faults.add(AnswerBad("FETCH", matching="6 (UID FLAGS BODY", times=None))
        report = sync(server, sink)
    assert report.new == 9
    assert report.failed == 1
    assert [uid for uid, fetched in sink.mails.items() if not fetched.complete] == [6]


def test_busy_server_stops_the_pass_and_marks_no_mail() -> None:
    sink = MemorySink()
    with DemoServer(demo_mailbox(count=3)) as server:
        server.faults.add(AnswerNo("FETCH", code="UNAVAILABLE", matching="BODY"))
        with pytest.raises(RefusedError):
            sync(server, sink)
        assert sink.mails == {}
        assert sync(server, sink) == SyncReport(new=3, server_count=3)


def test_answer_for_another_uid_is_dropped_and_the_right_one_asked_again() -> None:
    sink = MemorySink()
    with DemoServer(demo_mailbox(count=1)) as server:
        server.faults.add(OtherUid(uid=4242, matching="BODY"))
        assert sync(server, sink) == SyncReport(new=1, server_count=1)
    assert list(sink.mails) == [1]


def test_mail_removed_between_list_and_text_is_no_failure() -> None:
    mailbox = demo_mailbox(count=5)
    sink = MemorySink()
    with DemoServer(mailbox) as server:
        server.faults.add(
            Act("FETCH", action=lambda: mailbox.expunge("INBOX", 3), matching="RFC822.SIZE")
        )
        report = sync(server, sink)
    assert report == SyncReport(new=4, server_count=4)
    assert sink.position.last_uid == 5


def test_flags_told_without_a_uid_reach_no_mail() -> None:
    sink = MemorySink()
    with DemoServer(demo_mailbox(count=2)) as server:
        server.faults.add(
            GarbageLine("FETCH", line=b"* 2 FETCH (FLAGS (\\Deleted))\r\n", times=None)
        )
        sync(server, sink)
    assert sink.mails[2].flags == frozenset()


def test_nonsense_among_the_answers_is_ignored() -> None:
    sink = MemorySink()
    with DemoServer(demo_mailbox(count=3)) as server:
        server.faults.add(GarbageLine("FETCH", times=None))
        assert sync(server, sink) == SyncReport(new=3, server_count=3)


def test_metadata_that_cannot_be_read_does_not_stop_the_mail() -> None:
    sink = MemorySink()
    with DemoServer(demo_mailbox(count=3)) as server:
        server.faults.add(
            Rewrite(find=rb"UID 2 FLAGS", put=b"UID 2 FLAGS FLAGS", matching="RFC822.SIZE")
        )
        assert sync(server, sink) == SyncReport(new=3, server_count=3)
    assert sink.mails[2].raw == mail(2)
    assert sink.mails[2].received == NOW


def test_size_that_is_a_lie_does_not_get_past_the_limit() -> None:
    mailbox = demo_mailbox()
    mailbox.deliver("INBOX", mail(1, 5000), NOW)
    sink = MemorySink()
    with DemoServer(mailbox) as server:
        server.faults.add(Rewrite(find=rb"RFC822.SIZE \d+", put=b"RFC822.SIZE 5", times=None))
        sync(server, sink, keep=1000)
    assert (len(sink.mails[1].raw), sink.mails[1].complete) == (1000, False)


def test_size_that_is_too_small_does_not_make_a_mail_incomplete() -> None:
    sink = MemorySink()
    with DemoServer(demo_mailbox(count=1)) as server:
        server.faults.add(Rewrite(find=rb"RFC822.SIZE \d+", put=b"RFC822.SIZE 5", times=None))
        sync(server, sink)
    assert (sink.mails[1].raw, sink.mails[1].complete) == (mail(1), True)
    assert sink.mails[1].size == len(mail(1))


def test_connection_lost_in_a_batch_keeps_the_batches_before() -> None:
    mailbox = demo_mailbox(count=1)
    sink = MemorySink()
    with DemoServer(mailbox) as server:
        sync(server, sink)
        for number in range(2, 5):
            mailbox.deliver("INBOX", mail(number), NOW)
        server.faults.add(DropInLiteral(after_bytes=3, matching="BODY"))
        with pytest.raises(ConnectionLostError):
            sync(server, sink)
        assert sink.position.last_uid == 1
        assert sync(server, sink) == SyncReport(new=3, server_count=4)


def test_mail_that_always_breaks_the_connection_blocks_nobody_for_ever() -> None:
    mailbox = demo_mailbox(count=30)
    mailbox.deliver("INBOX", b"Subject: deadly\r\n\r\n", NOW)
    mailbox.deliver("INBOX", mail(32), NOW)
    sink, suspects, broken = MemorySink(), Suspects(), 0
    with DemoServer(mailbox) as server:
        server.faults.add(DeadlyAnswer(times=None))
        while sink.exists is None:
            try:
                sync(server, sink, suspects)
            except ConnectionLostError:
                broken += 1
            assert broken < 9
    assert len(sink.mails) == 32
    assert [uid for uid, fetched in sink.mails.items() if not fetched.complete] == [31]


class DeadlyAnswer(DropAfter):
    """Cut the connection whenever the deadly mail would be sent."""

    def __init__(self, *, times: int | None) -> None:
        super().__init__("FETCH", times=times, matching="BODY")

    def wants(self, verb: str, arguments: str) -> bool:
        """Tell whether the command asks for the deadly mail's text."""
        uids = arguments.split(" ")[0]
        ranges = [part.split(":") for part in uids.split(",") if part[:1].isdigit()]
        named = any(int(part[0]) <= 31 <= int(part[-1]) for part in ranges)
        return super().wants(verb, arguments) and named
