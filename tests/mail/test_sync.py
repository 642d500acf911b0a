"""A folder brought up to date, on servers that can more or less."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from agent_console.demo.faults import Act
from agent_console.demo.imap_state import DemoMailbox, FlagChange
from agent_console.demo.server import DemoServer
from agent_console.errors import MailError
from agent_console.mail import bodies
from agent_console.mail.fetch import FetchedMail, FolderCursor
from agent_console.mail.progress import Stage
from agent_console.mail.sync import SyncReport, sync_folder
from tests.mail.imap_helpers import NOW, Rewrite, connect, demo_mailbox, mail
from tests.mail.sinks import MemorySink

pytestmark = pytest.mark.server

SERVERS = pytest.mark.parametrize(
    "without",
    [(), ("QRESYNC",), ("QRESYNC", "CONDSTORE", "ENABLE")],
    ids=["qresync", "condstore", "plain"],
)


def sync(server: DemoServer, sink: MemorySink, keep_bytes: int = 262144) -> SyncReport:
    with connect(server) as connection:
        return sync_folder(connection, "INBOX", sink, keep_bytes=keep_bytes)


def server_state(mailbox: DemoMailbox) -> list[tuple[int, bytes, frozenset[str]]]:
    return [(m.uid, m.raw, m.flags) for m in mailbox.folder("INBOX").messages]


@SERVERS
def test_sync_reads_all_mails_once_and_changes_nothing(without: tuple[str, ...]) -> None:
    mailbox = demo_mailbox(*without, count=30)
    mailbox.deliver("INBOX", mail(31), datetime(2026, 1, 5, 6, 7, 8, tzinfo=UTC), ["\\Seen", "$x"])
    before = server_state(mailbox)
    sink = MemorySink()
    with DemoServer(mailbox) as server:
        assert sync(server, sink) == SyncReport(new=31, server_count=31)
        assert sync(server, sink) == SyncReport(server_count=31)
        assert server.changing_commands == ()
        verbs = {command.verb for command in server.commands}
    assert not verbs & {"STORE", "UID STORE", "EXPUNGE", "UID EXPUNGE", "UID MOVE", "APPEND"}
    assert server_state(mailbox) == before
    assert sink.bodies == [mail(number) for number in range(1, 32)]
    assert sink.mails[31] == FetchedMail(
        31,
        mail(31),
        datetime(2026, 1, 5, 6, 7, 8, tzinfo=UTC),
        frozenset({"\\Seen", "$x"}),
        len(mail(31)),
        complete=True,
    )
    assert sink.steps.count("finished") == 2
    assert sink.exists == 31


@SERVERS
def test_sync_takes_over_new_mail_flags_and_removals(without: tuple[str, ...]) -> None:
    mailbox = demo_mailbox(*without, count=10)
    sink = MemorySink()
    with DemoServer(mailbox) as server:
        sync(server, sink)
        mailbox.deliver("INBOX", mail(11), NOW)
        mailbox.folder("INBOX").store(3, FlagChange.ADD, ["\\Answered"])
        mailbox.expunge("INBOX", 7, 8)
        report = sync(server, sink)
        assert report == SyncReport(new=1, flag_changes=1, vanished=2, server_count=9)
        assert sync(server, sink) == SyncReport(server_count=9)
    assert sink.mails[3].flags == frozenset({"\\Answered"})
    assert sorted(sink.gone) == [7, 8]
    assert sink.mails.keys() >= {7, 8}


@SERVERS
def test_sync_of_an_empty_folder_is_quiet(without: tuple[str, ...]) -> None:
    sink = MemorySink()
    with DemoServer(demo_mailbox(*without)) as server:
        assert sync(server, sink) == SyncReport()
        assert sync(server, sink) == SyncReport()
    assert sink.steps == ["finished", "finished"]


@SERVERS
def test_last_mail_removed_is_noticed(without: tuple[str, ...]) -> None:
    mailbox = demo_mailbox(*without, count=3)
    sink = MemorySink()
    with DemoServer(mailbox) as server:
        sync(server, sink)
        mailbox.expunge("INBOX", 3)
        assert sync(server, sink) == SyncReport(vanished=1, server_count=2)


def test_new_uidvalidity_sets_all_aside_and_fetches_again() -> None:
    mailbox = demo_mailbox(count=5)
    sink = MemorySink()
    with DemoServer(mailbox) as server:
        sync(server, sink)
        mailbox.expunge("INBOX", 2)
        mailbox.change_uidvalidity("INBOX", 900)
        assert sync(server, sink) == SyncReport(new=4, server_count=4)
    assert len(sink.stale) == 5
    assert sink.position.uidvalidity == 900
    assert "vanished" not in sink.steps


def test_new_uidvalidity_with_higher_uids_is_noticed_too() -> None:
    mailbox = demo_mailbox(count=2)
    sink = MemorySink()
    with DemoServer(mailbox) as server:
        sync(server, sink)
        mailbox.deliver("INBOX", mail(3), NOW)
        mailbox.change_uidvalidity("INBOX", 901, keep_uids=True)
        assert sync(server, sink) == SyncReport(new=3, server_count=3)
    assert len(sink.stale) == 2


def test_quiet_pass_takes_two_commands() -> None:
    sink = MemorySink()
    with DemoServer(demo_mailbox(count=3)) as server, connect(server) as connection:
        sync_folder(connection, "INBOX", sink)
        before = len(server.commands)
        server.mailbox.folder("INBOX").store(2, FlagChange.ADD, ["\\Seen"])
        assert sync_folder(connection, "INBOX", sink).flag_changes == 1
        verbs = [command.verb for command in server.commands[before:]]
    assert verbs == ["SELECT", "NOOP"]


def test_server_restored_from_a_backup_with_the_same_uidvalidity_is_read_anew() -> None:
    sink = MemorySink()
    with DemoServer(demo_mailbox(count=9)) as server:
        sync(server, sink)
    with DemoServer(demo_mailbox(count=4)) as server:
        assert sync(server, sink) == SyncReport(new=4, server_count=4)
    assert len(sink.stale) == 9


def test_folder_without_lasting_numbers_is_refused() -> None:
    with DemoServer(demo_mailbox(count=1)) as server:
        server.faults.add(Rewrite("SELECT", find=b"UIDVALIDITY", put=b"UIDWHATEVER"))
        with pytest.raises(MailError, match="no lasting numbers"):
            sync(server, MemorySink())


def test_lost_change_counter_reads_the_flags_themselves() -> None:
    mailbox = demo_mailbox(count=4)
    sink = MemorySink()
    with DemoServer(mailbox) as server:
        sync(server, sink)
        sink.position = FolderCursor(700, 4, 10_000)
        mailbox.folder("INBOX").store(2, FlagChange.ADD, ["\\Seen"])
        assert sync(server, sink).flag_changes == 1
    assert sink.position.highestmodseq == mailbox.folder("INBOX").modseq


def test_mails_missing_here_below_the_cursor_are_fetched() -> None:
    sink = MemorySink()
    with DemoServer(demo_mailbox(count=6)) as server:
        sync(server, sink)
        sink.present.discard(3)
        del sink.mails[3]
        assert sync(server, sink) == SyncReport(new=1, server_count=6)
    assert sink.position.last_uid == 6


def test_mail_that_arrives_while_syncing_is_read_in_the_same_pass() -> None:
    mailbox = demo_mailbox(count=3)
    sink = MemorySink()
    with DemoServer(mailbox) as server:
        arrive = Act("NOOP", action=lambda: mailbox.deliver("INBOX", mail(4), NOW), times=2)
        server.faults.add(arrive)
        assert sync(server, sink) == SyncReport(new=5, server_count=5)


def test_large_mail_is_read_up_to_the_limit_and_marked() -> None:
    mailbox = demo_mailbox(count=1)
    mailbox.deliver("INBOX", mail(2, 5000), NOW)
    exact = mail(3, 1000 - len(mail(3)))
    mailbox.deliver("INBOX", exact, NOW)
    sink = MemorySink()
    with DemoServer(mailbox) as server:
        sync(server, sink, keep_bytes=1000)
        asked = [command.arguments for command in server.commands if "BODY" in command.arguments]
    assert sink.mails[2].raw == mail(2, 5000)[:1000]
    assert (sink.mails[2].complete, sink.mails[2].size) == (False, len(mail(2, 5000)))
    assert sink.mails[1].complete
    assert sink.mails[3].raw == exact
    assert sink.mails[3].complete
    assert [text for text in asked if "<0.1000>" in text] == ["2 (UID FLAGS BODY.PEEK[]<0.1000>)"]


def test_batches_are_bounded_and_each_moves_the_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "BATCH_BYTES", 3 * len(mail(10)) + 5)
    sink = MemorySink()
    done: list[tuple[Stage, int, int]] = []
    with DemoServer(demo_mailbox(count=9)) as server, connect(server) as connection:
        sync_folder(connection, "INBOX", sink, on_progress=lambda *now: done.append(now))
    assert sink.steps == ["store 3", "store 3", "store 3", "finished"]
    assert done == [(Stage.NEW, number, 9) for number in (3, 6, 9)]


def test_scattered_uids_up_to_the_highest_possible_are_all_read() -> None:
    mailbox = demo_mailbox()
    inbox = mailbox.folder("INBOX")
    for number in range(1, 700, 2):
        mailbox.deliver("INBOX", mail(number), NOW)
        inbox.uidnext += 1
    inbox.uidnext = 4_294_967_000
    mailbox.deliver("INBOX", mail(1000), NOW)
    sink = MemorySink()
    with DemoServer(mailbox) as server:
        assert sync(server, sink) == SyncReport(new=351, server_count=351)
        assert len(server.commands) < 20
    assert sink.position.last_uid == 4_294_967_000
