"""The commands of a connection, each with the trap the usual library falls into."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from agent_console.demo.faults import (
    AnswerBad,
    AnswerNo,
    DropAfter,
    DropInLiteral,
    DropInUpload,
    EmptyBodies,
    GarbageLine,
    MailWithIdle,
    NoAppendUid,
    OtherUid,
    SayBye,
)
from agent_console.demo.imap_state import FlagChange
from agent_console.demo.server import DemoServer
from agent_console.mail.fetch import FolderCursor
from agent_console.mail.imap import FolderStatus
from agent_console.mail.names import Folder, UnsafeInputError, special_folder, status_folder
from agent_console.mail.wire import ConnectionLostError, RefusedError
from tests.mail.imap_helpers import NOW, connect, connected, demo_mailbox, mail

pytestmark = pytest.mark.server

WHOLE = "UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[]"


def test_fetch_of_an_open_range_returns_the_newest() -> None:
    with DemoServer(demo_mailbox(count=5)) as server, connected(server) as connection:
        found = connection.fetch_set("4:*", WHOLE).items
    assert {uid: item.body for uid, item in found.items()} == {4: mail(4), 5: mail(5)}
    assert found[4].received == NOW
    assert found[4].size == len(mail(4))


def test_fetch_never_marks_as_read() -> None:
    mailbox = demo_mailbox(count=1)
    with DemoServer(mailbox) as server, connected(server) as connection:
        connection.fetch_set("1", WHOLE)
        assert server.changing_commands == ()
    assert mailbox.folder("INBOX").messages[0].flags == frozenset()


def test_fetch_of_expunged_mail_is_told_as_stale() -> None:
    with DemoServer(demo_mailbox(count=2)) as server, connected(server) as connection:
        server.faults.add(EmptyBodies())
        assert connection.fetch_set("1:2", WHOLE).stale
        assert not connection.fetch_set("1:2", WHOLE).stale


def test_fetch_answered_with_another_uid_has_nothing_for_the_one_asked() -> None:
    with DemoServer(demo_mailbox(count=1)) as server, connected(server) as connection:
        server.faults.add(OtherUid(uid=77))
        assert list(connection.fetch_set("1", WHOLE).items) == [77]


def test_fetch_of_a_uid_that_is_gone_is_empty() -> None:
    with DemoServer(demo_mailbox(count=1)) as server, connected(server) as connection:
        assert connection.fetch_set("9", WHOLE).items == {}


def test_fetch_cut_in_the_middle_is_a_lost_connection() -> None:
    with DemoServer(demo_mailbox(count=1)) as server, connected(server) as connection:
        server.faults.add(DropInLiteral(after_bytes=7))
        with pytest.raises(ConnectionLostError):
            connection.fetch_set("1", WHOLE)


@pytest.mark.promise("line ends in what is asked", "P17")
@pytest.mark.parametrize("uids", ["1\r\nC9 NOOP", "1 (FLAGS)", "", "a:b"])
def test_fetch_refuses_what_is_no_uid_set(uids: str) -> None:
    with DemoServer(demo_mailbox(count=1)) as server, connected(server) as connection:
        with pytest.raises(ValueError, match="UID set"):
            connection.fetch_set(uids, WHOLE)
        with pytest.raises(ValueError, match="UID set"):
            connection.uids(uids)


def test_uids_of_a_very_large_folder_come_in_one_line() -> None:
    line = b"* SEARCH " + b" ".join(b"%d" % uid for uid in range(1_000_000, 1_200_000)) + b"\r\n"
    with DemoServer(demo_mailbox(count=1)) as server, connected(server) as connection:
        server.faults.add(GarbageLine("SEARCH", line=line))
        assert len(connection.uids()) == 200_001


def test_select_with_a_cursor_tells_changes_and_removals() -> None:
    mailbox = demo_mailbox(count=5)
    inbox = mailbox.folder("INBOX")
    before = inbox.modseq
    inbox.store(2, FlagChange.ADD, ["\\Flagged"])
    mailbox.expunge("INBOX", 4)
    with DemoServer(mailbox) as server, connect(server) as connection:
        selected = connection.select("INBOX", FolderCursor(700, 5, before))
    assert selected.resynced
    assert 4 in selected.vanished
    assert selected.changes[2].flags == frozenset({"\\Flagged"})
    assert (selected.exists, selected.uidvalidity, selected.uidnext) == (4, 700, 6)


def test_select_parameters_the_server_rejects_are_left_out() -> None:
    with DemoServer(demo_mailbox(count=1)) as server, connect(server) as connection:
        server.faults.add(AnswerBad("SELECT", matching="QRESYNC"))
        selected = connection.select("INBOX", FolderCursor(700, 1, 1))
    assert not selected.resynced
    assert selected.exists == 1


def test_select_of_a_missing_folder_is_refused_and_the_connection_lives() -> None:
    with DemoServer(demo_mailbox(count=1)) as server, connect(server) as connection:
        with pytest.raises(RefusedError):
            connection.select("Nowhere")
        assert connection.select("INBOX").exists == 1


def test_folder_names_with_umlauts_and_signs_go_both_ways() -> None:
    mailbox = demo_mailbox()
    name = 'Übergaben & Räume/größe "a\\b"'
    with DemoServer(mailbox) as server, connect(server) as connection:
        connection.append("Sent", mail(1))
        mailbox.create(name)
        assert name in {folder.name for folder in connection.folders()}
        assert connection.select(name).exists == 0
        assert connection.status(name) == FolderStatus(0, 1, 706, 1)


def test_folder_with_an_undecodable_name_does_not_hide_the_others() -> None:
    with DemoServer(demo_mailbox()) as server, connect(server) as connection:
        bad = b'* LIST () "/" "&2D0-"\r\n* LIST () "/" "Entw\xfcrfe"\r\n* LIST () "/" 7\r\n'
        server.faults.add(GarbageLine("LIST", line=bad, times=None))
        names = {folder.name for folder in connection.folders()}
        assert names == {"INBOX", "Sent", "Drafts", "Trash", "Junk", "Archive", "7"}
        assert connection.special_folder("\\Sent") == "Sent"


@pytest.mark.promise("line ends in what is asked", "P17")
@pytest.mark.parametrize("name", ["INBOX\r\nC9 DELETE INBOX", "a\nb", "a\0b", "", "\ud83d"])
def test_folder_names_with_line_ends_are_never_sent(name: str) -> None:
    with DemoServer(demo_mailbox()) as server, connect(server) as connection:
        sent = len(server.commands)
        for call in (connection.select, connection.status):
            with pytest.raises(UnsafeInputError, match="folder name"):
                call(name)
        with pytest.raises(UnsafeInputError, match="folder name"):
            connection.append(name, mail(1))
        assert len(server.commands) == sent


def test_special_folder_is_found_by_its_use() -> None:
    with DemoServer(demo_mailbox()) as server, connect(server) as connection:
        assert connection.special_folder("\\Sent") == "Sent"
        assert connection.special_folder("\\Important") is None


def test_special_folder_is_found_by_its_usual_name_where_none_is_marked() -> None:
    with DemoServer(demo_mailbox("SPECIAL-USE")) as server, connect(server) as connection:
        assert connection.special_folder("\\Sent") == "Sent"
        assert connection.special_folder("\\Junk") == "Junk"
        assert connection.special_folder("\\Archive") is None


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("INBOX", "Projects/Sent"), None),
        (("INBOX", "INBOX.Gesendete Objekte", "INBOX.Entwürfe"), "INBOX.Gesendete Objekte"),
        (("Gesendet", "Sent Items"), "Sent Items"),
        (("[Gmail]/Sent Mail",), "[Gmail]/Sent Mail"),
    ],
)
def test_usual_names_of_the_sent_folder(names: tuple[str, ...], found: str | None) -> None:
    folders = [Folder(name, frozenset()) for name in names]
    assert special_folder(folders, "\\Sent") == found


@pytest.mark.parametrize("without", [(), ("LITERAL+",)], ids=["LITERAL+", "waiting"])
def test_append_keeps_every_byte_flags_and_date(without: tuple[str, ...]) -> None:
    mailbox = demo_mailbox(*without)
    raw = b"Subject: x\r\n\r\nbare \n and \r stay \xff\r\n.\r\n"
    when = datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)
    with DemoServer(mailbox) as server, connect(server) as connection:
        assert connection.append("Sent", raw, ["\\Seen"], when) == 1
        server.faults.add(NoAppendUid())
        assert connection.append("Sent", raw) is None
    stored = mailbox.folder("Sent").messages[0]
    assert (stored.raw, stored.flags, stored.internaldate) == (raw, frozenset({"\\Seen"}), when)


def test_append_refused_leaves_the_connection_usable() -> None:
    with DemoServer(demo_mailbox("LITERAL+")) as server, connect(server) as connection:
        server.faults.add(AnswerNo("APPEND", code="OVERQUOTA"))
        with pytest.raises(RefusedError) as refused:
            connection.append("Sent", mail(1))
        assert refused.value.code == "OVERQUOTA"
        assert connection.append("Sent", mail(1)) == 1


@pytest.mark.parametrize("fault", [DropAfter("APPEND"), DropInUpload(after_bytes=5)])
def test_append_without_an_answer_is_a_lost_connection(fault: DropAfter | DropInUpload) -> None:
    with DemoServer(demo_mailbox()) as server, connect(server) as connection:
        server.faults.add(fault)
        with pytest.raises(ConnectionLostError):
            connection.append("Sent", mail(1))


@pytest.mark.promise("line ends in what is asked", "P17")
@pytest.mark.parametrize("flag", ["\\Seen)\r\nC9 NOOP", "a b", "", "a)"])
def test_append_refuses_flags_that_are_none(flag: str) -> None:
    with (
        DemoServer(demo_mailbox()) as server,
        connect(server) as connection,
        pytest.raises(UnsafeInputError, match="put into a folder"),
    ):
        connection.append("Sent", mail(1), [flag])


def test_message_id_search_compares_what_the_server_finds() -> None:
    mailbox = demo_mailbox(count=12)
    mailbox.deliver("INBOX", b"Message-ID:\r\n <m1@kunde.test>\r\n\r\n", NOW)
    mailbox.deliver("INBOX", b"Message-ID: <x><m1@kunde.test.evil>\r\n\r\n", NOW)
    with DemoServer(mailbox) as server, connected(server) as connection:
        server.faults.add(GarbageLine("SEARCH", line=b"* SEARCH 2 3 11\r\n"))
        assert connection.search_message_id("<m1@kunde.test>") == [1, 13]
        assert connection.search_message_id("<none@kunde.test>") == []


@pytest.mark.promise("line ends in what is asked", "P17")
@pytest.mark.parametrize(
    "message_id", ['<a"b@c>', "<a\\b@c>", "<a@b>\r\nC9 NOOP", "a@b", "<a b@c>", "<ü@c>"]
)
def test_message_id_with_unusual_signs_is_never_sent(message_id: str) -> None:
    with DemoServer(demo_mailbox()) as server, connected(server) as connection:
        sent = len(server.commands)
        with pytest.raises(UnsafeInputError, match="Message-ID"):
            connection.search_message_id(message_id)
        assert len(server.commands) == sent


def test_noop_tells_how_many_mails_there_are_now() -> None:
    mailbox = demo_mailbox(count=3)
    with DemoServer(mailbox) as server, connected(server) as connection:
        mailbox.deliver("INBOX", mail(4))
        assert connection.noop() == 4
        mailbox.expunge("INBOX", 1, 2)
        assert connection.noop() == 2


def test_mail_that_arrives_with_the_idle_answer_is_seen() -> None:
    mailbox = demo_mailbox()
    with DemoServer(mailbox) as server, connected(server) as connection:
        server.faults.add(MailWithIdle(action=lambda: mailbox.deliver("INBOX", mail(1))))
        connection.idle_start()
        assert connection.idle_wait(60)
        connection.idle_done()
        assert connection.wire.exists == 1


def test_idle_without_news_ends_quietly_and_the_connection_goes_on() -> None:
    with DemoServer(demo_mailbox(count=1)) as server, connected(server) as connection:
        connection.idle_start()
        assert not connection.idle_wait(0)
        assert not connection.idle_done()
        assert list(connection.fetch_set("1", WHOLE).items) == [1]


def test_half_a_line_while_idle_is_not_lost() -> None:
    with DemoServer(demo_mailbox()) as server, connected(server) as connection:
        connection.idle_start()
        server.send_raw(b"* 7 EXI")
        assert not connection.idle_wait(0.05)
        server.send_raw(b"STS\r\n")
        assert connection.idle_wait(60)
        assert connection.wire.exists == 7


def test_server_that_only_says_it_is_alive_is_no_news() -> None:
    with DemoServer(demo_mailbox()) as server, connected(server) as connection:
        connection.idle_start()
        server.send_raw(b"* OK Still here\r\n")
        assert not connection.idle_wait(0.05)


def test_bye_while_idle_is_a_lost_connection() -> None:
    with DemoServer(demo_mailbox()) as server, connected(server) as connection:
        connection.idle_start()
        server.send_raw(b"* BYE [UNAVAILABLE] maintenance\r\n")
        with pytest.raises(ConnectionLostError, match="maintenance"):
            connection.idle_wait(60)


def test_closed_connection_while_idle_is_noticed_at_once() -> None:
    with DemoServer(demo_mailbox()) as server, connected(server) as connection:
        connection.idle_start()
        server.drop_clients()
        with pytest.raises(ConnectionLostError):
            connection.idle_wait(60)


def test_logout_after_the_server_is_gone_is_quiet() -> None:
    with DemoServer(demo_mailbox()) as server:
        connection = connect(server)
        server.faults.add(SayBye("LOGOUT"))
        connection.logout()
        connection.logout()


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        ((b"STATUS INBOX (MESSAGES 1)",), "INBOX"),
        ((b'STATUS "Ver \\"kauf\\"" (MESSAGES 1)',), 'Ver "kauf"'),
        ((b"STATUS &ANw-bergabe (UIDNEXT 4)",), "Übergabe"),
        ((b"STATUS ", b"Sup port", b" (MESSAGES 1)"), "Sup port"),
        ((b"STATUS ", None, b" (MESSAGES 1)"), None),
    ],
)
def test_status_names_its_folder(parts: tuple[bytes | None, ...], name: str | None) -> None:
    assert status_folder(parts) == name


@pytest.mark.server
def test_status_of_another_folder_told_in_between_is_not_taken_for_the_answer() -> None:
    told = b"* STATUS Support (MESSAGES 7 UIDNEXT 8)\r\n"
    with DemoServer(demo_mailbox(count=1)) as server, connected(server) as connection:
        server.faults.add(GarbageLine("STATUS", line=told))
        status = connection.status("Sent")
        assert connection.wire.told >= 2, "it is news all the same"
    assert (status.messages, status.uidnext) == (0, 1)
