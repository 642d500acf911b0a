"""Nonsense from clients is answered or hung up on, and never harms the server or other clients."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent_console.demo.connection import MAX_LINE
from agent_console.demo.imap_server import MAX_COMMAND_LINE, MAX_LITERAL, RULES
from agent_console.demo.imap_state import DemoMailbox
from agent_console.demo.server import DemoServer
from tests.demo.raw_client import RawClient

MAIL = (
    b"From: a@example.org\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n--b--\r\n"
)

ONE_RUN = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

ATOMS = st.sampled_from(
    [
        "1", "*", "1:*", "0", "INBOX", "Sent", '""', "()", "(", ")", "FLAGS", "+FLAGS", "(\\Seen)",
        "NIL", "UID", "ALL", "NOT", "OR", "MODSEQ", "RETURN", "BODY[]", "BODY[1.2.HEADER]<0.9>",
        "(UID BODY.PEEK[HEADER.FIELDS (From)])", "(CHANGEDSINCE 1 VANISHED)", "(QRESYNC (700 1))",
        "(UNCHANGEDSINCE 1)", "1-Feb-2026", '" 1-Feb-0000 99:00:00 +9999"', "&2D0-", "&äö-",
        '"31-Dec-9999 23:59:59 -2359"', '"01-Jan-0001 00:00:00 +2359"', "%%*%*", "\x7f",
    ]
)  # fmt: skip


@ONE_RUN
@given(verb=st.sampled_from(sorted(RULES)), uid=st.booleans(), words=st.lists(ATOMS, max_size=5))
def test_any_arguments_get_a_tagged_answer(
    server: DemoServer, mailbox: DemoMailbox, verb: str, uid: bool, words: list[str]
) -> None:
    mailbox.deliver("INBOX", MAIL)
    with RawClient(server.imap_port) as raw:
        raw.command("LOGIN agent sesame")
        raw.command("ENABLE QRESYNC")
        raw.command("SELECT INBOX")
        command = " ".join([*(["UID"] if uid else []), verb, *words])
        raw.send(f"A {command}\r\nDONE\r\nB NOOP\r\n".encode())
        answers = raw.until_tagged("B")
        assert any(line.startswith((b"A OK", b"A NO", b"A BAD", b"* BYE")) for line in answers)
    assert server.crashes == ()


@ONE_RUN
@given(data=st.binary(max_size=400))
def test_any_bytes_leave_the_server_alive(server: DemoServer, data: bytes) -> None:
    with RawClient(server.imap_port) as raw:
        raw.send(data + b"\r\n")
    with RawClient(server.imap_port) as raw:
        assert raw.command("NOOP") == [b"OK Done"]
    assert server.crashes == ()


def test_words_without_a_command_are_bad(raw: RawClient) -> None:
    raw.send(b"\r\nonly\r\n\x00\x01\r\nA UID\r\nB ()\r\n")
    told = [raw.read_line() for _ in range(5)]
    assert [line.split()[:2] for line in told] == [
        [b"*", b"BAD"],
        [b"only", b"BAD"],
        [b"*", b"BAD"],
        [b"A", b"BAD"],
        [b"B", b"BAD"],
    ]


@pytest.mark.parametrize("command", ["FROB", "UID NOOP", "UID FROB 1", "LOGIN", "LOGIN (a) b"])
def test_unknown_commands_are_bad(raw: RawClient, command: str) -> None:
    assert raw.command(command)[-1].startswith(b"BAD")


def test_lines_longer_than_a_real_server_takes_are_bad(raw_inbox: RawClient) -> None:
    uids = ",".join(str(uid) for uid in range(1, 20_000, 2))
    assert len(uids) < MAX_COMMAND_LINE
    assert raw_inbox.command(f"UID FETCH {uids} (UID)")[-1] == b"OK Fetched"
    uids = ",".join(str(uid) for uid in range(1, 40_000, 2))
    assert raw_inbox.command(f"UID FETCH {uids} (UID)")[-1] == b"BAD Too long argument"


def test_line_without_an_end_is_hung_up_on(raw: RawClient, server: DemoServer) -> None:
    raw.send(b"A" * (MAX_LINE + 10))
    assert raw.read_line() in (b"* BYE Too long line", b"")
    with RawClient(server.imap_port) as again:
        assert again.command("NOOP") == [b"OK Done"]


def test_enormous_literal_is_refused_before_it_is_sent(raw: RawClient) -> None:
    raw.send(b"A APPEND INBOX {%d}\r\n" % (MAX_LITERAL + 1))
    assert raw.read_line() == b"* BYE [TOOBIG] That is too much"


def test_client_that_leaves_in_the_middle_harms_nobody(server: DemoServer) -> None:
    for start in (b"A LOGIN", b"A APPEND INBOX {100}\r\nabc", b"A AUTHENTICATE PLAIN\r\n"):
        with RawClient(server.imap_port) as raw:
            raw.send(start)
    with RawClient(server.imap_port) as raw:
        assert raw.command("NOOP") == [b"OK Done"]


def test_parentheses_nested_too_deeply_are_bad(raw_inbox: RawClient) -> None:
    assert raw_inbox.command("UID SEARCH " + "(" * 500 + ")" * 500)[-1].startswith(b"BAD")


def test_log_of_nonsense_is_short(raw: RawClient, server: DemoServer) -> None:
    raw.send(b'A "' + b"x" * 5000 + b"\r\n")
    raw.read_line()
    assert server.commands[-1].verb == "BAD"
    assert len(server.commands[-1].arguments) == 200
