"""Folders: listing, making, status, opening."""

from __future__ import annotations

import pytest
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from agent_console.demo.imap_state import DEFAULT_CAPABILITIES, DemoMailbox
from agent_console.demo.server import DemoServer
from tests.demo.conftest import PASSWORD, Connect
from tests.demo.raw_client import RawClient

MAIL = b"From: a@example.org\r\nSubject: Hello\r\n\r\nText\r\n"


def test_list_shows_the_six_folders_with_special_use(client: IMAPClient) -> None:
    listed = {name: set(flags) for flags, _, name in client.list_folders()}
    assert set(listed) == {"INBOX", "Sent", "Drafts", "Trash", "Junk", "Archive"}
    assert listed["Sent"] == {b"\\HasNoChildren", b"\\Sent"}
    assert client.find_special_folder(b"\\Junk") == "Junk"


def test_list_special_use_leaves_the_inbox_out(raw: RawClient) -> None:
    raw.command(f"LOGIN agent {PASSWORD}")
    lines = raw.command('LIST (SPECIAL-USE) "" "*"')
    assert len(lines) == 6
    assert not any(b"INBOX" in line for line in lines)


def test_list_without_special_use_shows_no_uses() -> None:
    mailbox = DemoMailbox(PASSWORD, ("IMAP4rev1",))
    with DemoServer(mailbox) as server, RawClient(server.imap_port) as raw:
        raw.command(f"LOGIN agent {PASSWORD}")
        assert b'* LIST (\\HasNoChildren) "/" "Sent"' in raw.command('LIST "" "*"')


def test_list_of_an_empty_pattern_tells_the_delimiter(raw: RawClient) -> None:
    raw.command(f"LOGIN agent {PASSWORD}")
    assert raw.command('LIST "" ""')[0] == b'* LIST (\\Noselect) "/" ""'


def test_percent_stops_at_the_delimiter_and_star_does_not(client: IMAPClient) -> None:
    client.create_folder("Team")
    client.create_folder("Team/Journal")
    assert [name for _, _, name in client.list_folders("", "T%")] == ["Trash", "Team"]
    assert [name for _, _, name in client.list_folders("Team/", "*")] == ["Team/Journal"]
    flags = {name: flags for flags, _, name in client.list_folders()}
    assert b"\\HasChildren" in flags["Team"]


def test_folder_names_outside_ascii_come_back_unchanged(
    client: IMAPClient, mailbox: DemoMailbox
) -> None:
    name = 'Übergaben & Räume/"größe" 日本'
    client.create_folder(name)
    assert mailbox.find(name) is not None
    assert name in [listed for _, _, listed in client.list_folders()]
    assert client.folder_status(name, ["MESSAGES"]) == {b"MESSAGES": 0}
    client.select_folder(name)


def test_create_an_existing_folder_is_refused(client: IMAPClient) -> None:
    with pytest.raises(IMAPClientError, match="ALREADYEXISTS"):
        client.create_folder("inbox")


def test_delete_removes_the_folder_but_never_the_inbox(client: IMAPClient) -> None:
    client.delete_folder("Archive")
    assert not client.folder_exists("Archive")
    with pytest.raises(IMAPClientError, match="NONEXISTENT"):
        client.delete_folder("Archive")
    with pytest.raises(IMAPClientError, match="NONEXISTENT"):
        client.delete_folder("INBOX")


def test_a_folder_made_again_has_another_uidvalidity(
    client: IMAPClient, mailbox: DemoMailbox
) -> None:
    before = mailbox.folder("Archive").uidvalidity
    client.delete_folder("Archive")
    client.create_folder("Archive")
    assert mailbox.folder("Archive").uidvalidity > before


def test_rename_takes_the_folders_below_along(client: IMAPClient, mailbox: DemoMailbox) -> None:
    client.create_folder("Old/Deep")
    client.create_folder("Old")
    client.rename_folder("Old", "New")
    assert [f.name for f in mailbox.folders][-2:] == ["New/Deep", "New"]
    with pytest.raises(IMAPClientError, match="CANNOT"):
        client.rename_folder("INBOX", "Other")


def test_unsubscribed_folders_are_not_in_lsub(client: IMAPClient) -> None:
    client.unsubscribe_folder("Junk")
    assert "Junk" not in [name for _, _, name in client.list_sub_folders()]
    client.subscribe_folder("Junk")
    assert "Junk" in [name for _, _, name in client.list_sub_folders()]


def test_status_counts_messages(client: IMAPClient, mailbox: DemoMailbox) -> None:
    mailbox.deliver("INBOX", MAIL)
    mailbox.deliver("INBOX", MAIL, flags=["\\Seen"])
    items = ["MESSAGES", "UNSEEN", "UIDNEXT", "UIDVALIDITY", "HIGHESTMODSEQ", "SIZE", "RECENT"]
    assert client.folder_status("INBOX", items) == {
        b"MESSAGES": 2,
        b"UNSEEN": 1,
        b"UIDNEXT": 3,
        b"UIDVALIDITY": 700,
        b"HIGHESTMODSEQ": 3,
        b"SIZE": 2 * len(MAIL),
        b"RECENT": 0,
    }
    with pytest.raises(IMAPClientError):
        client.folder_status("INBOX", ["NONSENSE"])
    with pytest.raises(IMAPClientError, match="NONEXISTENT"):
        client.folder_status("Nowhere")


def test_select_describes_the_folder(client: IMAPClient, mailbox: DemoMailbox) -> None:
    mailbox.deliver("INBOX", MAIL, flags=["\\Seen", "$Known"])
    mailbox.deliver("INBOX", MAIL)
    told = client.select_folder("INBOX")
    assert told[b"EXISTS"] == 2
    assert told[b"UIDVALIDITY"] == 700
    assert told[b"UIDNEXT"] == 3
    assert told[b"HIGHESTMODSEQ"] == 3
    assert told[b"UNSEEN"] == [b"2"]
    assert b"$Known" in told[b"FLAGS"]
    assert b"\\*" in told[b"PERMANENTFLAGS"]
    assert told[b"READ-WRITE"] is True


def test_select_without_condstore_tells_no_modseq() -> None:
    offered = tuple(n for n in DEFAULT_CAPABILITIES if n not in ("CONDSTORE", "QRESYNC"))
    with DemoServer(DemoMailbox(PASSWORD, offered)) as server, RawClient(server.imap_port) as raw:
        raw.command(f"LOGIN agent {PASSWORD}")
        lines = raw.command("SELECT INBOX")
        assert any(line.startswith(b"* OK [NOMODSEQ]") for line in lines)
        assert not any(b"HIGHESTMODSEQ" in line for line in lines)


def test_select_a_missing_folder_leaves_nothing_open(raw_inbox: RawClient) -> None:
    assert raw_inbox.command("SELECT Nowhere")[-1].startswith(b"NO [NONEXISTENT]")
    assert raw_inbox.command("UID FETCH 1 FLAGS")[-1] == b"BAD Select a folder first"


def test_examine_changes_nothing(client: IMAPClient, mailbox: DemoMailbox) -> None:
    mailbox.deliver("INBOX", MAIL)
    client.select_folder("INBOX", readonly=True)
    client.fetch([1], ["BODY[]"])
    with pytest.raises(IMAPClientError, match="READ-ONLY"):
        client.add_flags([1], ["\\Seen"])
    with pytest.raises(IMAPClientError, match="READ-ONLY"):
        client.expunge()
    assert mailbox.folder("INBOX").messages[0].flags == frozenset()


def test_close_removes_deleted_mail_and_unselect_does_not(
    client: IMAPClient, mailbox: DemoMailbox
) -> None:
    mailbox.deliver("INBOX", MAIL, flags=["\\Deleted"])
    client.select_folder("INBOX")
    client.unselect_folder()
    assert len(mailbox.folder("INBOX")) == 1
    client.select_folder("INBOX")
    client.close_folder()
    assert len(mailbox.folder("INBOX")) == 0


def test_changed_uidvalidity_says_bye_to_those_who_have_it_open(
    inbox: IMAPClient, connect: Connect, mailbox: DemoMailbox
) -> None:
    mailbox.deliver("INBOX", MAIL)
    fresh = mailbox.change_uidvalidity("INBOX")
    assert fresh > 700
    with pytest.raises(IMAPClientError):
        inbox.noop()
    again = connect()
    again.login("agent", PASSWORD)
    assert again.select_folder("INBOX")[b"UIDVALIDITY"] == fresh


def test_deleted_folder_says_bye_to_those_who_have_it_open(
    client: IMAPClient, mailbox: DemoMailbox
) -> None:
    client.select_folder("Junk")
    mailbox.delete("Junk")
    with pytest.raises(IMAPClientError):
        client.noop()
