"""What a client is told about changes: CONDSTORE and QRESYNC (RFC 7162), other sessions, SEARCH."""

from __future__ import annotations

from imapclient import IMAPClient

from agent_console.demo.imap_state import DemoMailbox, FlagChange
from tests.demo.conftest import PASSWORD, Connect
from tests.demo.raw_client import RawClient

MAIL = b"From: a@example.org\r\nSubject: Hello\r\n\r\nText\r\n"


def test_new_changed_and_removed_mail_is_told_with_the_next_command(
    raw: RawClient, mailbox: DemoMailbox
) -> None:
    for _ in range(4):
        mailbox.deliver("INBOX", MAIL)
    raw.command(f"LOGIN agent {PASSWORD}")
    raw.command("SELECT INBOX")
    mailbox.expunge("INBOX", 1, 3)
    mailbox.folder("INBOX").append(MAIL, mailbox.clock.now(), ["\\Seen"])
    raw_lines = raw.command("UID STORE 4 +FLAGS (\\Flagged)")
    assert raw_lines == [
        b"* 4 FETCH (UID 4 FLAGS (\\Flagged))",
        b"* 3 EXPUNGE",
        b"* 1 EXPUNGE",
        b"* 3 EXISTS",
        b"OK Flags stored",
    ]
    assert raw.command("NOOP") == [b"OK Done"]


def test_removed_mail_keeps_its_number_until_it_may_be_told(
    raw: RawClient, mailbox: DemoMailbox
) -> None:
    for _ in range(3):
        mailbox.deliver("INBOX", MAIL)
    raw.command(f"LOGIN agent {PASSWORD}")
    raw.command("SELECT INBOX")
    mailbox.expunge("INBOX", 1)
    assert raw.command("FETCH 2 (UID)") == [b"* 2 FETCH (UID 2)", b"OK Fetched"]
    assert raw.command("SEARCH ALL")[0] == b"* SEARCH 1 2 3"
    assert raw.command("NOOP")[0] == b"* 1 EXPUNGE"
    assert raw.command("FETCH 1 (UID)")[0] == b"* 1 FETCH (UID 2)"


def test_removed_mail_is_readable_until_it_is_told(inbox: IMAPClient, mailbox: DemoMailbox) -> None:
    mailbox.deliver("INBOX", MAIL)
    inbox.noop()
    mailbox.expunge("INBOX", 1)
    assert inbox.fetch([1], ["BODY.PEEK[]"])[1][b"BODY[]"] == MAIL
    assert inbox.fetch([1], ["BODY.PEEK[]"]) == {}


def test_flags_changed_by_another_session_are_told_once(
    raw_inbox: RawClient, inbox: IMAPClient, mailbox: DemoMailbox
) -> None:
    mailbox.deliver("INBOX", MAIL)
    raw_inbox.command("NOOP")
    inbox.noop()
    inbox.add_flags([1], ["hot"])
    assert raw_inbox.command("NOOP") == [b"* 1 FETCH (UID 1 FLAGS (hot) MODSEQ (3))", b"OK Done"]
    assert raw_inbox.command("NOOP") == [b"OK Done"]


def test_fetch_gives_flags_as_they_are_now(raw_inbox: RawClient, mailbox: DemoMailbox) -> None:
    mailbox.deliver("INBOX", MAIL)
    raw_inbox.command("NOOP")
    mailbox.folder("INBOX").store(1, FlagChange.ADD, ["hot"])
    assert raw_inbox.command("UID FETCH 1 (FLAGS)")[0] == b"* 1 FETCH (UID 1 FLAGS (hot))"


def test_changedsince_gives_what_changed_after_the_modseq(
    inbox: IMAPClient, mailbox: DemoMailbox
) -> None:
    for _ in range(3):
        mailbox.deliver("INBOX", MAIL)
    inbox.noop()
    known = mailbox.folder("INBOX").modseq
    assert inbox.fetch([1, 2, 3], ["FLAGS"], [f"CHANGEDSINCE {known}"]) == {}
    inbox.add_flags([2], ["hot"])
    changed = inbox.fetch([1, 2, 3], ["FLAGS"], [f"CHANGEDSINCE {known}"])
    assert changed == {2: {b"SEQ": 2, b"FLAGS": (b"hot",), b"MODSEQ": (known + 1,)}}


def test_storing_flags_that_are_set_already_changes_no_modseq(
    inbox: IMAPClient, mailbox: DemoMailbox
) -> None:
    mailbox.deliver("INBOX", MAIL, flags=["hot"])
    inbox.noop()
    known = mailbox.folder("INBOX").modseq
    assert inbox.add_flags([1], ["hot"]) == {1: (b"hot",)}
    assert mailbox.folder("INBOX").modseq == known


def test_unchangedsince_refuses_what_somebody_else_changed(
    raw_inbox: RawClient, mailbox: DemoMailbox
) -> None:
    mailbox.deliver("INBOX", MAIL)
    mailbox.deliver("INBOX", MAIL)
    raw_inbox.command("NOOP")
    lines = raw_inbox.command("UID STORE 1:2 (UNCHANGEDSINCE 2) +FLAGS.SILENT (claimed)")
    assert lines[0] == b"* 1 FETCH (UID 1 MODSEQ (4))"
    assert lines[-1].startswith(b"OK [MODIFIED 2]")
    flags = [set(message.flags) for message in mailbox.folder("INBOX").messages]
    assert flags == [{"claimed"}, set()]


def test_qresync_tells_what_vanished_and_what_changed(raw: RawClient, mailbox: DemoMailbox) -> None:
    for _ in range(5):
        mailbox.deliver("INBOX", MAIL)
    known = mailbox.folder("INBOX").modseq
    mailbox.expunge("INBOX", 2, 3)
    mailbox.deliver("INBOX", MAIL, flags=["new"])
    raw.command(f"LOGIN agent {PASSWORD}")
    raw.command("ENABLE QRESYNC")
    lines = raw.command(f"SELECT INBOX (QRESYNC (700 {known}))")
    assert b"* VANISHED (EARLIER) 2:3" in lines
    assert [line for line in lines if b"FETCH" in line] == [
        b"* 4 FETCH (UID 6 FLAGS (new) MODSEQ (8))"
    ]
    lines = raw.command(f"SELECT INBOX (QRESYNC (700 {known} 1:2))")
    assert b"* VANISHED (EARLIER) 2" in lines


def test_qresync_with_another_uidvalidity_tells_nothing_earlier(
    raw: RawClient, mailbox: DemoMailbox
) -> None:
    mailbox.deliver("INBOX", MAIL)
    mailbox.expunge("INBOX", 1)
    raw.command(f"LOGIN agent {PASSWORD}")
    raw.command("ENABLE QRESYNC")
    lines = raw.command("SELECT INBOX (QRESYNC (1 1))")
    assert not any(b"VANISHED" in line for line in lines)
    assert lines[-1].startswith(b"OK")


def test_qresync_before_enable_is_bad(raw: RawClient) -> None:
    raw.command(f"LOGIN agent {PASSWORD}")
    assert raw.command("SELECT INBOX (QRESYNC (700 1))")[-1].startswith(b"BAD")


def test_vanished_fetch_tells_removed_uids(raw_inbox: RawClient, mailbox: DemoMailbox) -> None:
    for _ in range(4):
        mailbox.deliver("INBOX", MAIL)
    known = mailbox.folder("INBOX").modseq
    mailbox.expunge("INBOX", 2, 4)
    raw_inbox.command("NOOP")
    lines = raw_inbox.command(f"UID FETCH 1:3 (FLAGS) (CHANGEDSINCE {known} VANISHED)")
    assert lines == [b"* VANISHED (EARLIER) 2", b"OK Fetched"]


def test_session_with_qresync_hears_vanished_instead_of_expunge(
    raw_inbox: RawClient, mailbox: DemoMailbox
) -> None:
    for _ in range(3):
        mailbox.deliver("INBOX", MAIL)
    raw_inbox.command("NOOP")
    mailbox.expunge("INBOX", 1, 2)
    assert raw_inbox.command("NOOP")[0] == b"* VANISHED 1:2"


def test_expunge_removes_deleted_mail_only(raw_inbox: RawClient, mailbox: DemoMailbox) -> None:
    for flags in (["\\Deleted"], [], ["\\Deleted"]):
        mailbox.deliver("INBOX", MAIL, flags=flags)
    raw_inbox.command("NOOP")
    assert raw_inbox.command("UID EXPUNGE 2:3")[0] == b"* VANISHED 3"
    assert raw_inbox.command("EXPUNGE")[0] == b"* VANISHED 1"
    assert [message.uid for message in mailbox.folder("INBOX").messages] == [2]


def test_uids_are_never_given_twice(inbox: IMAPClient, mailbox: DemoMailbox) -> None:
    mailbox.deliver("INBOX", MAIL)
    mailbox.expunge("INBOX", 1)
    assert mailbox.deliver("INBOX", MAIL).uid == 2


def test_renumbered_folder_starts_with_uid_1(connect: Connect, mailbox: DemoMailbox) -> None:
    for _ in range(3):
        mailbox.deliver("INBOX", MAIL)
    mailbox.expunge("INBOX", 1)
    mailbox.change_uidvalidity("INBOX", 9000)
    assert [m.uid for m in mailbox.folder("INBOX").messages] == [1, 2]
    client = connect()
    client.login("agent", PASSWORD)
    told = client.select_folder("INBOX")
    assert (told[b"UIDVALIDITY"], told[b"UIDNEXT"]) == (9000, 3)
    mailbox.change_uidvalidity("INBOX", keep_uids=True)
    mailbox.expunge("INBOX", 1)
    mailbox.change_uidvalidity("INBOX", keep_uids=True)
    assert [m.uid for m in mailbox.folder("INBOX").messages] == [2]
