"""IDLE: what arrives is told at once."""

from __future__ import annotations

import threading

from imapclient import IMAPClient

from agent_console.demo.imap_state import DemoMailbox
from agent_console.demo.server import DemoServer
from tests.demo.raw_client import RawClient

MAIL = b"From: a@example.org\r\nSubject: Hello\r\n\r\nText\r\n"


def test_idle_tells_new_mail_delivered_from_another_thread(
    inbox: IMAPClient, mailbox: DemoMailbox
) -> None:
    inbox.idle()
    sender = threading.Thread(target=mailbox.deliver, args=("INBOX", MAIL))
    sender.start()
    assert inbox.idle_check(timeout=60) == [(1, b"EXISTS")]
    sender.join()
    assert inbox.idle_done() == (b"Idled", [])
    assert inbox.search("ALL") == [1]


def test_idle_tells_flags_and_removal(raw_inbox: RawClient, mailbox: DemoMailbox) -> None:
    mailbox.deliver("INBOX", MAIL)
    raw_inbox.command("NOOP")
    raw_inbox.send(b"I IDLE\r\n")
    assert raw_inbox.read_line() == b"+ idling"
    mailbox.deliver("INBOX", MAIL)
    assert raw_inbox.read_line() == b"* 2 EXISTS"
    mailbox.expunge("INBOX", 1)
    assert raw_inbox.read_line() == b"* VANISHED 1"
    raw_inbox.send(b"DONE\r\n")
    assert raw_inbox.read_line() == b"I OK Idled"


def test_idle_hears_nothing_of_other_folders(raw_inbox: RawClient, mailbox: DemoMailbox) -> None:
    raw_inbox.send(b"I IDLE\r\n")
    raw_inbox.read_line()
    mailbox.deliver("Sent", MAIL)
    raw_inbox.send(b"DONE\r\n")
    assert raw_inbox.read_line() == b"I OK Idled"


def test_idle_without_a_folder_is_allowed(raw: RawClient) -> None:
    raw.command("LOGIN agent sesame")
    raw.send(b"I IDLE\r\nDONE\r\n")
    assert raw.read_line() == b"+ idling"
    assert raw.read_line() == b"I OK Idled"


def test_idle_ended_by_something_else_is_bad(raw_inbox: RawClient) -> None:
    raw_inbox.send(b"I IDLE\r\nJ NOOP\r\n")
    raw_inbox.read_line()
    assert raw_inbox.read_line().startswith(b"I BAD")
    assert raw_inbox.command("NOOP")[-1] == b"OK Done"


def test_mail_that_came_before_idle_is_told_in_the_packet_of_the_continuation(
    raw_inbox: RawClient, mailbox: DemoMailbox
) -> None:
    mailbox.deliver("INBOX", MAIL)
    raw_inbox.send(b"I IDLE\r\n")
    assert raw_inbox.read_packet() == b"+ idling\r\n* 1 EXISTS\r\n"


def test_client_that_leaves_while_idling_is_forgotten(
    server: DemoServer, mailbox: DemoMailbox
) -> None:
    with RawClient(server.imap_port) as raw:
        raw.command("LOGIN agent sesame")
        raw.command("SELECT INBOX")
        raw.send(b"I IDLE\r\n")
        raw.read_line()
    server.stop()
    assert mailbox._watchers == []
