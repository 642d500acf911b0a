"""Every fault does what its name says, to the command it is meant for, as often as told."""

from __future__ import annotations

import pytest
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError, LoginError

from agent_console.demo.faults import (
    GREETING,
    Act,
    AnswerBad,
    AnswerNo,
    CutAnswer,
    DropAfter,
    DropBefore,
    DropInLiteral,
    DropInUpload,
    EmptyBodies,
    Fault,
    GarbageLine,
    Gate,
    HoldAnswer,
    HoldBefore,
    MailWithIdle,
    NoAppendUid,
    OtherUid,
    Preauth,
    SayBye,
    SplitAnswer,
)
from agent_console.demo.imap_state import DemoMailbox
from agent_console.demo.server import DemoServer
from tests.demo.conftest import PASSWORD, Connect
from tests.demo.raw_client import RawClient

MAIL = b"From: a@example.org\r\nSubject: Hello\r\n\r\nText\r\n"


def fetch_one(raw: RawClient, mailbox: DemoMailbox, fault: Fault, server: DemoServer) -> bytes:
    """Deliver one mail, register ``fault``, fetch, and return all that was answered."""
    mailbox.deliver("INBOX", MAIL)
    raw.command("NOOP")
    server.faults.add(fault)
    return b"\r\n".join(raw.command("UID FETCH 1 (UID BODY.PEEK[])"))


def test_drop_before_does_not_carry_the_command_out(
    raw_inbox: RawClient, server: DemoServer, mailbox: DemoMailbox
) -> None:
    server.faults.add(DropBefore("APPEND"))
    raw_inbox.send(b"A APPEND INBOX {3+}\r\nabc\r\n")
    assert raw_inbox.until_tagged("A") == []
    assert len(mailbox.folder("INBOX")) == 0


def test_drop_after_carries_the_command_out(
    raw_inbox: RawClient, server: DemoServer, mailbox: DemoMailbox
) -> None:
    server.faults.add(DropAfter("APPEND"))
    raw_inbox.send(b"A APPEND INBOX {3+}\r\nabc\r\n")
    assert raw_inbox.until_tagged("A") == []
    assert mailbox.folder("INBOX").messages[0].raw == b"abc"


def test_drop_during_login_is_seen_as_a_lost_connection(
    connect: Connect, server: DemoServer
) -> None:
    client = connect()
    server.faults.add(DropBefore("LOGIN"))
    with pytest.raises((OSError, IMAPClientError)):
        client.login("agent", PASSWORD)
    connect().login("agent", PASSWORD)


@pytest.mark.parametrize("code", ["LIMIT", "UNAVAILABLE", "AUTHENTICATIONFAILED"])
def test_no_with_a_code_is_answered_once(connect: Connect, server: DemoServer, code: str) -> None:
    server.faults.add(AnswerNo("LOGIN", code))
    with pytest.raises(LoginError, match=code):
        connect().login("agent", PASSWORD)
    connect().login("agent", PASSWORD)
    assert server.faults.pending == ()


def test_no_without_a_code_and_bad_are_answered(raw: RawClient, server: DemoServer) -> None:
    server.faults.add(AnswerNo("NOOP", "", "just so"), AnswerBad("CAPABILITY", "what"))
    assert raw.command("NOOP") == [b"NO just so"]
    assert raw.command("CAPABILITY") == [b"BAD what"]


def test_bye_ends_the_connection(raw: RawClient, server: DemoServer) -> None:
    server.faults.add(SayBye("NOOP"))
    assert raw.command("NOOP") == [b"* BYE [UNAVAILABLE] Server is shutting down"]


@pytest.mark.parametrize(
    ("fault", "greeting"),
    [
        (SayBye(GREETING, "[LIMIT] Too many"), b"* BYE [LIMIT] Too many"),
        (DropBefore(GREETING), b""),
        (GarbageLine(GREETING, b"SSH-2.0-OpenSSH\r\n"), b"SSH-2.0-OpenSSH"),
        (CutAnswer(GREETING, 7), b"* OK [C"),
    ],
)
def test_greeting_can_fail(server: DemoServer, fault: Fault, greeting: bytes) -> None:
    server.faults.add(fault)
    with RawClient(server.imap_port) as raw:
        assert raw.greeting == greeting


def test_preauth_needs_no_login(server: DemoServer) -> None:
    server.faults.add(Preauth())
    with RawClient(server.imap_port) as raw:
        assert raw.greeting.startswith(b"* PREAUTH")
        assert raw.command("SELECT INBOX")[-1].startswith(b"OK")


def test_empty_bodies_are_nil_with_expungeissued(
    raw_inbox: RawClient, server: DemoServer, mailbox: DemoMailbox
) -> None:
    answer = fetch_one(raw_inbox, mailbox, EmptyBodies(), server)
    assert answer.startswith(b"* 1 FETCH (UID 1 BODY[] NIL)\r\nOK [EXPUNGEISSUED]")


def test_empty_bodies_of_some_uids_leave_the_others(
    inbox: IMAPClient, server: DemoServer, mailbox: DemoMailbox
) -> None:
    mailbox.deliver("INBOX", MAIL)
    mailbox.deliver("INBOX", MAIL)
    inbox.noop()
    server.faults.add(EmptyBodies(uids=frozenset({2})))
    fetched = inbox.fetch([1, 2], ["BODY.PEEK[]"])
    assert [fetched[uid][b"BODY[]"] for uid in (1, 2)] == [MAIL, None]


def test_other_uid_answers_for_another_message(
    raw_inbox: RawClient, server: DemoServer, mailbox: DemoMailbox
) -> None:
    answer = fetch_one(raw_inbox, mailbox, OtherUid(uid=77), server)
    assert answer.startswith(b"* 1 FETCH (UID 77 BODY[] {")


def test_garbage_comes_before_the_answer(
    raw_inbox: RawClient, server: DemoServer, mailbox: DemoMailbox
) -> None:
    answer = fetch_one(raw_inbox, mailbox, GarbageLine("FETCH", b"* 9 FETCH (UID 9)\r\n"), server)
    assert answer.startswith(b"* 9 FETCH (UID 9)\r\n* 1 FETCH (UID 1 BODY[] {")


def test_drop_in_literal_sends_the_first_bytes_only(
    raw_inbox: RawClient, server: DemoServer, mailbox: DemoMailbox
) -> None:
    answer = fetch_one(raw_inbox, mailbox, DropInLiteral(after_bytes=6), server)
    assert answer == b"* 1 FETCH (UID 1 BODY[] {%d}\r\nFrom: " % len(MAIL)


def test_cut_answer_sends_the_first_bytes_only(
    raw_inbox: RawClient, server: DemoServer, mailbox: DemoMailbox
) -> None:
    assert fetch_one(raw_inbox, mailbox, CutAnswer("FETCH", 9), server) == b"* 1 FETCH"


def test_drop_in_upload_keeps_nothing(
    raw_inbox: RawClient, server: DemoServer, mailbox: DemoMailbox
) -> None:
    server.faults.add(DropInUpload(after_bytes=2))
    raw_inbox.send(b"A APPEND INBOX {9+}\r\nabc")
    assert raw_inbox.until_tagged("A") == []
    assert len(mailbox.folder("INBOX")) == 0


def test_drop_in_upload_waits_for_its_turn_and_folder(
    raw_inbox: RawClient, server: DemoServer, mailbox: DemoMailbox
) -> None:
    server.faults.add(DropInUpload(after_bytes=1, matching="Sent", skip=1))
    for folder in (b"Sent", b"INBOX"):
        raw_inbox.send(b"A APPEND %s {3+}\r\nabc\r\n" % folder)
        assert raw_inbox.until_tagged("A")[-1].startswith(b"A OK")
    raw_inbox.send(b"A APPEND Sent {3+}\r\nabc\r\n")
    assert raw_inbox.until_tagged("A") == []
    assert len(mailbox.folder("Sent")) == 1


def test_no_append_uid_appends_without_telling(
    inbox: IMAPClient, server: DemoServer, mailbox: DemoMailbox
) -> None:
    server.faults.add(NoAppendUid())
    assert inbox.append("INBOX", MAIL) == b"Appended"
    assert inbox.append("INBOX", MAIL).startswith(b"[APPENDUID 700 2]")
    assert len(mailbox.folder("INBOX")) == 2


def test_mail_with_idle_escapes_a_client_that_only_polls_the_socket(
    inbox: IMAPClient, server: DemoServer, mailbox: DemoMailbox
) -> None:
    server.faults.add(MailWithIdle(action=lambda: mailbox.deliver("INBOX", MAIL)))
    inbox.idle()
    assert inbox.idle_check(timeout=0.05) == []
    assert inbox.idle_done()[1] == [(1, b"EXISTS")]


def test_mail_with_idle_comes_in_one_packet(
    raw_inbox: RawClient, server: DemoServer, mailbox: DemoMailbox
) -> None:
    server.faults.add(MailWithIdle(action=lambda: mailbox.deliver("INBOX", MAIL)))
    raw_inbox.send(b"I IDLE\r\n")
    assert raw_inbox.read_packet() == b"+ idling\r\n* 1 EXISTS\r\n"


def test_act_changes_the_mailbox_just_before_the_command(
    raw_inbox: RawClient, server: DemoServer, mailbox: DemoMailbox
) -> None:
    answer = fetch_one(
        raw_inbox, mailbox, Act("FETCH", lambda: mailbox.expunge("INBOX", 1)), server
    )
    assert answer.endswith(b"* VANISHED 1\r\nOK Fetched")


def test_hold_before_waits_for_the_gate(
    raw_inbox: RawClient, server: DemoServer, mailbox: DemoMailbox
) -> None:
    gate = Gate()
    server.faults.add(HoldBefore("APPEND", gate))
    raw_inbox.send(b"A APPEND INBOX {3+}\r\nabc\r\n")
    assert gate.reached.wait(60)
    assert len(mailbox.folder("INBOX")) == 0
    gate.open()
    assert raw_inbox.until_tagged("A")[-1].startswith(b"A OK")


def test_hold_answer_carries_out_and_answers_when_the_gate_opens(
    raw_inbox: RawClient, server: DemoServer, mailbox: DemoMailbox
) -> None:
    gate = Gate()
    server.faults.add(HoldAnswer("APPEND", gate))
    raw_inbox.send(b"A APPEND INBOX {3+}\r\nabc\r\n")
    assert gate.reached.wait(60)
    assert len(mailbox.folder("INBOX")) == 1
    gate.open()
    assert raw_inbox.until_tagged("A")[-1].startswith(b"A OK")


def test_split_answer_sends_half_a_line_of_idle(
    raw_inbox: RawClient, server: DemoServer, mailbox: DemoMailbox
) -> None:
    gate = Gate()
    server.faults.add(SplitAnswer("IDLE", len(b"+ idling\r\n* 1 EX"), gate))
    raw_inbox.send(b"I IDLE\r\n")
    assert raw_inbox.read_packet() == b"+ idling\r\n"
    mailbox.deliver("INBOX", MAIL)
    assert raw_inbox.read_packet() == b"* 1 EX"
    gate.open()
    assert raw_inbox.read_packet() == b"ISTS\r\n"


def test_open_gate_stops_nobody(raw: RawClient, server: DemoServer) -> None:
    gate = Gate()
    gate.open()
    server.faults.add(HoldBefore("NOOP", gate))
    assert raw.command("NOOP") == [b"OK Done"]


def test_faults_wait_for_their_turn_and_their_command(raw: RawClient, server: DemoServer) -> None:
    server.faults.add(AnswerNo("NOOP", "LIMIT", skip=1, times=2))
    answers = [raw.command("NOOP")[-1][:4] for _ in range(4)]
    assert answers == [b"OK D", b"NO [", b"NO [", b"OK D"]
    server.faults.add(AnswerNo("*", "LIMIT", times=None))
    assert [raw.command(verb)[-1][:4] for verb in ("NOOP", "ID NIL")] == [b"NO ["] * 2
    server.faults.clear()
    assert raw.command("NOOP") == [b"OK Done"]


def test_faults_can_be_meant_for_certain_arguments(
    raw_inbox: RawClient, server: DemoServer
) -> None:
    server.faults.add(AnswerNo("FETCH", matching="body.peek", times=None))
    server.faults.add(AnswerBad("UID SEARCH", times=None))
    assert raw_inbox.command("UID FETCH 1 (FLAGS)")[-1].startswith(b"OK")
    assert raw_inbox.command("UID FETCH 1 (BODY.PEEK[])")[-1].startswith(b"NO")
    assert raw_inbox.command("FETCH 1 (BODY.PEEK[])")[-1].startswith(b"NO")
    assert raw_inbox.command("SEARCH ALL")[-1].startswith(b"OK")
    assert raw_inbox.command("UID SEARCH ALL")[-1].startswith(b"BAD")


def test_faults_at_the_same_command_add_up(
    raw_inbox: RawClient, server: DemoServer, mailbox: DemoMailbox
) -> None:
    server.faults.add(
        Act("NOOP", lambda: mailbox.deliver("INBOX", MAIL)),
        GarbageLine("NOOP", b"* OK [ALERT] Careful\r\n"),
        DropAfter("NOOP"),
    )
    raw_inbox.send(b"A NOOP\r\n")
    assert raw_inbox.until_tagged("A") == []
    assert len(mailbox.folder("INBOX")) == 1


def test_raw_bytes_can_be_sent_to_everybody(raw_inbox: RawClient, server: DemoServer) -> None:
    server.send_raw(b"* 99 EXI")
    assert raw_inbox.read_packet() == b"* 99 EXI"


def test_all_clients_can_be_dropped(raw_inbox: RawClient, server: DemoServer) -> None:
    raw_inbox.send(b"I IDLE\r\n")
    assert raw_inbox.read_line() == b"+ idling"
    server.drop_clients()
    assert raw_inbox.read_line() == b""
    with RawClient(server.imap_port) as again:
        assert again.greeting.startswith(b"* OK")
