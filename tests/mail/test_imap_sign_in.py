"""Reaching a server: encryption, sign-in, and which failure is told as what."""

from __future__ import annotations

import imaplib
import socket
from pathlib import Path

import pytest
from imapclient import IMAPClient
from pydantic import SecretStr, ValidationError

from agent_console.clock import SystemClock
from agent_console.config import Security, ServerConfig
from agent_console.demo.faults import (
    AnswerBad,
    AnswerNo,
    DropAfter,
    DropBefore,
    Fault,
    GarbageLine,
    Preauth,
    SayBye,
)
from agent_console.demo.server import DemoServer
from agent_console.demo.server import Security as DemoSecurity
from agent_console.errors import MailError, SignInError
from agent_console.mail.dial import Client, Line, dial
from agent_console.mail.imap import ImapConnection, open_imap
from agent_console.mail.wire import ConnectionLostError, RefusedError
from tests.e2e.smtp import Certificate, make_certificate, server_context
from tests.mail.imap_helpers import PASSWORD, USER, config, connect, demo_mailbox, scripted

pytestmark = pytest.mark.server

GREETING = b"* OK hello\r\n"
CAPABILITY = b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n{tag} OK yes\r\n"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return make_certificate(tmp_path_factory.mktemp("tls"))


def secure(
    server: DemoServer, security: Security, ca_file: Path | None, host: str = "127.0.0.1"
) -> ImapConnection:
    settings = ServerConfig(
        host=host, port=server.imap_port, security=security, user=USER, ca_file=ca_file
    )
    return open_imap(settings, SecretStr(PASSWORD))


def open_port(port: int, *, security: Security = Security.PLAIN) -> ImapConnection:
    return open_imap(config(port, security), SecretStr(PASSWORD))


def test_sign_in_with_umlauts_works_and_turns_on_change_counting() -> None:
    with DemoServer(demo_mailbox()) as server:
        with connect(server) as connection:
            assert connection.has("QRESYNC")
            nodelay = connection.wire.stream.socket.getsockopt(
                socket.IPPROTO_TCP, socket.TCP_NODELAY
            )
            assert nodelay
        verbs = [command.verb for command in server.commands]
    assert verbs == ["CAPABILITY", "AUTHENTICATE", "CAPABILITY", "ENABLE", "LOGOUT"]


def test_qresync_that_is_not_enabled_falls_back_to_condstore() -> None:
    with DemoServer(demo_mailbox()) as server:
        server.faults.add(AnswerBad("ENABLE"))
        with connect(server) as connection:
            assert not connection.has("QRESYNC")
            assert connection.has("CONDSTORE")


def test_wrong_password_is_a_sign_in_error_and_tried_once() -> None:
    with DemoServer(demo_mailbox()) as server:
        with pytest.raises(SignInError, match="wrong"):
            connect(server, password="falsch")
        verbs = [command.verb for command in server.commands]
    assert verbs.count("AUTHENTICATE") == 1
    assert "LOGIN" not in verbs


def test_no_without_code_on_a_living_connection_is_a_sign_in_error() -> None:
    with DemoServer(demo_mailbox()) as server:
        server.faults.add(AnswerNo("AUTHENTICATE", code=""))
        with pytest.raises(SignInError):
            connect(server)


@pytest.mark.parametrize(
    "faults",
    [
        (AnswerNo("AUTHENTICATE", code="LIMIT"),),
        (AnswerNo("AUTHENTICATE", code="UNAVAILABLE"),),
        (AnswerNo("AUTHENTICATE", code=""), DropBefore("NOOP")),
        (AnswerBad("AUTHENTICATE"),),
        (DropBefore("AUTHENTICATE"),),
        (DropAfter("AUTHENTICATE"),),
        (SayBye("AUTHENTICATE"),),
        (SayBye("CAPABILITY"),),
        (DropBefore("GREETING"),),
        (SayBye("GREETING", text="[LIMIT] Too many connections"),),
    ],
    ids=lambda faults: "+".join(type(fault).__name__ for fault in faults),
)
def test_failure_that_says_nothing_about_the_password_is_no_sign_in_error(
    faults: tuple[Fault, ...],
) -> None:
    with DemoServer(demo_mailbox()) as server:
        server.faults.add(*faults)
        with pytest.raises(MailError) as told:
            connect(server)
    assert not isinstance(told.value, SignInError)


@pytest.mark.parametrize("fault", [DropBefore("AUTHENTICATE"), SayBye("AUTHENTICATE")])
def test_line_that_breaks_during_sign_in_is_a_lost_connection(fault: Fault) -> None:
    with DemoServer(demo_mailbox()) as server:
        server.faults.add(fault)
        with pytest.raises(ConnectionLostError, match="during sign-in"):
            connect(server)


@pytest.mark.parametrize("code", ["LIMIT", "UNAVAILABLE"])
def test_busy_server_at_sign_in_is_told_as_temporary(code: str) -> None:
    with DemoServer(demo_mailbox()) as server:
        server.faults.add(AnswerNo("AUTHENTICATE", code=code))
        with pytest.raises(RefusedError) as refused:
            connect(server)
    assert refused.value.temporary


def test_too_many_connections_in_the_greeting_is_told_as_temporary() -> None:
    greeting = b"* BYE [LIMIT] too many\r\n"
    with scripted(greeting) as port, pytest.raises(ConnectionLostError) as lost:
        open_port(port)
    assert lost.value.temporary


@pytest.mark.parametrize("password", ["a\r\nC2 DELETE INBOX", "a\nb", "a\0b"])
def test_password_with_a_line_end_is_never_sent(password: str) -> None:
    with DemoServer(demo_mailbox()) as server:
        with pytest.raises(SignInError):
            connect(server, password=password)
        assert [command.verb for command in server.commands] == ["CAPABILITY"]


@pytest.mark.promise("password in words of errors", "P18")
def test_password_is_in_no_error_and_no_representation() -> None:
    with DemoServer(demo_mailbox()) as server, pytest.raises(SignInError) as told:
        connect(server, password="streng-geheim")
    error: BaseException | None = told.value
    while error is not None:
        assert "streng-geheim" not in f"{error!r} {error}"
        error = error.__cause__ or error.__context__


def test_server_words_in_errors_are_safe_for_a_terminal() -> None:
    said = "{tag} NO [AUTHENTICATIONFAILED] Falsch\x1b[2J\u202e!\r\n".encode()
    answers = (GREETING, CAPABILITY, b"+ \r\n", said)
    with scripted(*answers) as port, pytest.raises(MailError) as told:
        open_imap(config(port), SecretStr("x"), seconds=10)
    assert "\x1b" not in told.value.message
    assert "\u202e" not in told.value.message


@pytest.mark.promise("reading line that is not protected", "P20")
def test_plain_connection_to_another_machine_is_refused() -> None:
    with pytest.raises(ValidationError):
        ServerConfig(host="mail.firma.test", port=143, security=Security.PLAIN)
    unchecked = config(143).model_copy(update={"host": "192.0.2.1"})
    with pytest.raises(MailError, match="without encryption"):
        dial(unchecked, SystemClock(), seconds=1)


@pytest.mark.promise("reading line that is not protected", "P20")
@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_encrypted_connection_trusts_the_pinned_certificate_only(
    certificate: Certificate, security: Security
) -> None:
    demo_security = DemoSecurity(security.value)
    tls = server_context(certificate)
    with DemoServer(demo_mailbox(), tls=tls, security=demo_security) as server:
        with secure(server, security, certificate.cert) as connection:
            assert connection.wire.stream.encrypted
            assert connection.select("INBOX").exists == 0
        with pytest.raises(MailError, match="certificate"):
            secure(server, security, None)


@pytest.mark.promise("reading line that is not protected", "P20")
@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_certificate_for_another_name_is_refused(tmp_path: Path, security: Security) -> None:
    other = make_certificate(tmp_path, "mail.other.test")
    demo_security = DemoSecurity(security.value)
    with DemoServer(demo_mailbox(), tls=server_context(other), security=demo_security) as server:
        with pytest.raises(MailError, match="certificate"):
            secure(server, security, other.cert)
        assert all(command.verb != "AUTHENTICATE" for command in server.commands)


def test_certificate_file_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("no certificate", encoding="utf-8")
    for name in ("ca.pem", "missing.pem"):
        with pytest.raises(MailError, match=name):
            open_imap(
                config(1, Security.TLS).model_copy(update={"ca_file": tmp_path / name}),
                SecretStr(PASSWORD),
            )


@pytest.mark.promise("reading line that is not protected", "P20")
def test_encryption_on_a_port_without_it_says_what_to_check() -> None:
    with DemoServer(demo_mailbox()) as server:
        with pytest.raises(MailError) as told:
            secure(server, Security.TLS, None)
        assert "port" in told.value.hint


@pytest.mark.promise("reading line that is not protected", "P20")
def test_starttls_that_is_not_offered_stops_before_the_password() -> None:
    with DemoServer(demo_mailbox()) as server:
        with pytest.raises(MailError, match="STARTTLS"):
            secure(server, Security.STARTTLS, None)
        assert [command.verb for command in server.commands] == ["CAPABILITY"]


@pytest.mark.promise("reading line that is not protected", "P20")
def test_starttls_that_is_refused_stops_before_the_password(certificate: Certificate) -> None:
    tls = server_context(certificate)
    with DemoServer(demo_mailbox(), tls=tls, security=DemoSecurity.STARTTLS) as server:
        server.faults.add(AnswerNo("STARTTLS", code="UNAVAILABLE"))
        with pytest.raises(MailError, match="refuses STARTTLS"):
            secure(server, Security.STARTTLS, certificate.cert)
        assert all(command.verb != "AUTHENTICATE" for command in server.commands)


@pytest.mark.promise("reading line that is not protected", "P20")
def test_what_was_said_before_starttls_is_forgotten(certificate: Certificate) -> None:
    tls = server_context(certificate)
    with DemoServer(demo_mailbox(), tls=tls, security=DemoSecurity.STARTTLS) as server:
        server.faults.add(GarbageLine("CAPABILITY", line=b'* LIST () "/" Evil\r\n'))
        server.faults.add(GarbageLine("STARTTLS", line=b'* LIST () "/" Worse\r\n'))
        with secure(server, Security.STARTTLS, certificate.cert) as connection:
            names = {folder.name for folder in connection.folders()}
    assert "INBOX" in names
    assert not names & {"Evil", "Worse"}


@pytest.mark.promise("reading line that is not protected", "P20")
def test_data_sent_ahead_of_the_encryption_stops_the_connection() -> None:
    offer = b"* CAPABILITY IMAP4rev1 STARTTLS\r\n{tag} OK yes\r\n"
    early = b"{tag} OK go\r\n* 1 EXISTS\r\n"
    with (
        scripted(GREETING, offer, early) as port,
        pytest.raises(MailError, match="ahead of the encryption"),
    ):
        open_port(port, security=Security.STARTTLS)


@pytest.mark.promise("reading line that is not protected", "P20")
def test_preauth_stops_the_connection() -> None:
    with DemoServer(demo_mailbox()) as server:
        server.faults.add(Preauth())
        with pytest.raises(MailError, match="PREAUTH"):
            connect(server)


@pytest.mark.promise("reading line that is not protected", "P20")
def test_logindisabled_without_encryption_stops_before_the_password() -> None:
    mailbox = demo_mailbox()
    mailbox.capabilities = (*mailbox.capabilities, "LOGINDISABLED")
    with DemoServer(mailbox) as server:
        with pytest.raises(MailError, match="does not accept passwords"):
            connect(server)
        assert [command.verb for command in server.commands] == ["CAPABILITY"]


def test_nobody_listening_is_a_mail_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with pytest.raises(MailError):
        open_port(port)


def test_what_we_use_of_the_libraries_inner_side_is_there() -> None:
    for name in ("open", "read", "readline", "send", "shutdown"):
        assert callable(getattr(imaplib.IMAP4, name))
        assert getattr(Line, name) is not getattr(imaplib.IMAP4, name)
    assert callable(IMAPClient._create_IMAP4)
    with DemoServer(demo_mailbox()) as server:
        client, stream = dial(config(server.imap_port), SystemClock(), seconds=10)
        assert isinstance(client, Client)
        assert isinstance(client._imap, Line)
        assert client._imap.state == "NONAUTH"
        assert client._imap.debug == 0
        assert isinstance(client._imap.untagged_responses, dict)
        assert {"_starttls_done", "_cached_capabilities"} <= set(vars(client))
        assert client.socket() is stream.socket
        stream.close()
