"""Logging in, capabilities and leaving."""

from __future__ import annotations

import base64
import ssl

import pytest
from imapclient import IMAPClient
from imapclient.exceptions import LoginError

from agent_console.demo.imap_state import DEFAULT_CAPABILITIES, DemoMailbox
from agent_console.demo.server import DemoServer, Security
from tests.demo.conftest import PASSWORD, Connect
from tests.demo.raw_client import RawClient


def test_login_with_the_password_reaches_the_mailbox(client: IMAPClient) -> None:
    assert client.folder_exists("INBOX")


def test_login_with_a_wrong_password_is_authenticationfailed(connect: Connect) -> None:
    with pytest.raises(LoginError, match="AUTHENTICATIONFAILED"):
        connect().login("agent", "wrong")


def test_login_with_another_name_is_refused_when_a_name_is_set() -> None:
    with (
        DemoServer(DemoMailbox(PASSWORD, username="support")) as server,
        RawClient(server.imap_port) as raw,
    ):
        assert raw.command(f"LOGIN other {PASSWORD}")[-1].startswith(b"NO [AUTHENTICATIONFAILED]")
        assert raw.command(f"LOGIN support {PASSWORD}")[-1].startswith(b"OK")


def test_login_when_disabled_is_refused_whatever_the_password() -> None:
    mailbox = DemoMailbox(PASSWORD, (*DEFAULT_CAPABILITIES, "LOGINDISABLED"))
    with DemoServer(mailbox) as server, RawClient(server.imap_port) as raw:
        assert raw.command(f"LOGIN agent {PASSWORD}")[-1].startswith(b"NO [PRIVACYREQUIRED]")


def test_plain_login_with_and_without_initial_response_works(
    connect: Connect, raw: RawClient
) -> None:
    connect().plain_login("agent", PASSWORD)
    raw.send(b"A AUTHENTICATE PLAIN\r\n")
    assert raw.read_line() == b"+ "
    raw.send(base64.b64encode(b"\0agent\0" + PASSWORD.encode()) + b"\r\n")
    assert raw.until_tagged("A")[-1].startswith(b"A OK")


@pytest.mark.parametrize("answer", [b"*", b"====", b"\xff\xfe", b"YQ==", b""])
def test_plain_login_with_an_unusable_answer_is_bad(raw: RawClient, answer: bytes) -> None:
    raw.send(b"A AUTHENTICATE PLAIN\r\n")
    raw.read_line()
    raw.send(answer + b"\r\n")
    assert raw.until_tagged("A")[-1].startswith(b"A BAD")


def test_other_mechanisms_are_refused(raw: RawClient) -> None:
    assert raw.command("AUTHENTICATE XOAUTH2 abc=")[-1].startswith(b"NO [CANNOT]")


def test_commands_before_login_are_refused(raw: RawClient) -> None:
    assert raw.command("SELECT INBOX")[-1] == b"BAD Log in first"
    assert raw.command('LIST "" *')[-1].startswith(b"BAD")


def test_commands_without_a_folder_are_refused(client: IMAPClient, raw: RawClient) -> None:
    raw.command(f"LOGIN agent {PASSWORD}")
    assert raw.command("FETCH 1 FLAGS")[-1] == b"BAD Select a folder first"


def test_second_login_is_refused(raw: RawClient) -> None:
    raw.command(f"LOGIN agent {PASSWORD}")
    assert raw.command(f"LOGIN agent {PASSWORD}")[-1].startswith(b"BAD")


def test_greeting_names_the_capabilities(raw: RawClient) -> None:
    assert raw.greeting.startswith(b"* OK [CAPABILITY IMAP4rev1 ")


def test_id_enable_namespace_and_noop_work_with_imapclient(client: IMAPClient) -> None:
    assert b"Agent Console demo" in client.id_({"name": "test"})[0]
    assert set(client.enable("CONDSTORE", "QRESYNC", "NONSENSE")) == {b"CONDSTORE", b"QRESYNC"}
    assert client.namespace().personal == (("", "/"),)
    assert client.noop()[1] == []


def test_logout_says_bye_and_closes(raw: RawClient) -> None:
    assert raw.command("LOGOUT")[0].startswith(b"* BYE")
    assert raw.read_line() == b""


@pytest.mark.parametrize(
    ("missing", "command"),
    [
        ("IDLE", "IDLE"),
        ("MOVE", "UID MOVE 1 Trash"),
        ("UNSELECT", "UNSELECT"),
        ("UIDPLUS", "UID EXPUNGE 1"),
        ("CONDSTORE", "UID FETCH 1 (MODSEQ)"),
        ("ESEARCH", "UID SEARCH RETURN (ALL) ALL"),
    ],
)
def test_commands_of_a_missing_capability_are_unknown(missing: str, command: str) -> None:
    offered = tuple(name for name in DEFAULT_CAPABILITIES if name != missing)
    with DemoServer(DemoMailbox(PASSWORD, offered)) as server, RawClient(server.imap_port) as raw:
        raw.command(f"LOGIN agent {PASSWORD}")
        raw.command("SELECT INBOX")
        assert raw.command(command)[-1].startswith(b"BAD")


def test_log_keeps_no_password(connect: Connect, server: DemoServer, raw: RawClient) -> None:
    connect().login("agent", PASSWORD)
    connect().plain_login("agent", PASSWORD)
    raw.command(f"LOGIN agent {PASSWORD} surplus")
    raw.command(f"LOGIN (agent {PASSWORD}")
    raw.send(f"L LOGIN {{5}}\r\nagent {{{len(PASSWORD)}+}}\r\n{PASSWORD}\r\n".encode())
    raw.until_tagged("L")

    encoded = base64.b64encode(f"\0agent\0{PASSWORD}".encode()).decode()
    with RawClient(server.imap_port) as other:
        assert other.command(f"AUTHENTICATE PLAIN {encoded}")[-1].startswith(b"OK")
    text = repr(server.commands)
    assert "LOGIN" in text
    assert PASSWORD not in text
    assert encoded not in text


def test_implicit_tls_is_spoken(tls_pair: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
    server_side, client_side = tls_pair
    with (
        DemoServer(DemoMailbox(PASSWORD), tls=server_side) as server,
        IMAPClient("127.0.0.1", server.imap_port, ssl_context=client_side, timeout=60) as client,
    ):
        client.login("agent", PASSWORD)
        assert client.folder_exists("Sent")


def test_starttls_is_offered_once_and_spoken(
    tls_pair: tuple[ssl.SSLContext, ssl.SSLContext],
) -> None:
    server_side, client_side = tls_pair
    mailbox = DemoMailbox(PASSWORD)
    with (
        DemoServer(mailbox, tls=server_side, security=Security.STARTTLS) as server,
        IMAPClient("127.0.0.1", server.imap_port, ssl=False, timeout=60) as client,
    ):
        assert client.has_capability("STARTTLS")
        client.starttls(client_side)
        assert not client.has_capability("STARTTLS")
        client.login("agent", PASSWORD)
        assert client.folder_exists("Sent")


def test_starttls_without_certificate_is_bad(raw: RawClient) -> None:
    assert raw.command("STARTTLS")[-1].startswith(b"BAD")
