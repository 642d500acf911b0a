"""A sending server whose TLS is gone or wrong: nothing is told to it, and the words say why."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.config import Security, ServerConfig
from agent_console.demo.imap_state import DemoMailbox
from agent_console.demo.server import DemoServer
from agent_console.demo.server import Security as Offered
from agent_console.demo.smtp_faults import MESSAGE, Answer
from agent_console.desk.views import OutboxItem, OutboxState
from tests.e2e.smtp import Certificate, SmtpServer, make_certificate, run_smtp, server_context
from tests.faults.outgoing import UNDO_SECONDS
from tests.faults.proxy import FaultProxy, Harm
from tests.filled import ME, PASSWORD
from tests.services.office import Office, office

pytestmark = [
    pytest.mark.server,
    pytest.mark.faults,
    pytest.mark.promise("TLS gone or wrong", "P20", "P2"),
]

NOTHING = "nothing was told to the mail server: "
TRUST = "check the host name, or name the server's own certificate with ca_file"
CERTIFICATES = {
    "expired": f"its certificate is not trusted (certificate has expired); {TRUST}",
    "self-signed": f"its certificate is not trusted (self-signed certificate); {TRUST}",
    "other name": "its certificate is not trusted (IP address mismatch, certificate is not valid"
    f" for '127.0.0.1'); {TRUST}",
}
STRIPPED = 'it does not offer STARTTLS; ask the provider, or try security = "tls"'
NO_TLS = "it does not speak TLS on this port; check port and security in the settings"
BEGIN = b"220 2.0.0 Begin TLS now\r\n"
OPENED = {"EHLO", "STARTTLS"}


@pytest.fixture
def at_work(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path / "office") as made:
        yield made


@pytest.fixture
def item(at_work: Office) -> OutboxItem:
    """A reply whose undo time is over."""
    item = at_work.reply()
    at_work.wait(seconds=UNDO_SECONDS)
    return item


def put_off(at_work: Office, item: OutboxItem, server: ServerConfig) -> str:
    """Try to send through ``server``; return why the reply stays. It leaves by a good one."""
    box = at_work.desk.config.mailbox.model_copy(update={"smtp": server})
    assert at_work.send(delivery=at_work.delivery(box)) == 1
    now = at_work.now(item)
    assert now.state is OutboxState.DEFERRED
    assert now.next_try == at_work.clock.now() + timedelta(minutes=1)
    assert at_work.server.mails == ()
    at_work.wait(minutes=1)
    at_work.send()
    assert at_work.now(item).state is OutboxState.SENT
    assert len(at_work.server.mails) == 1
    return now.detail


@contextmanager
def server_with(
    folder: Path, security: Security, *names: str, days: int = 1
) -> Iterator[SmtpServer]:
    """Run a server with a certificate for ``names`` that ends in ``days``."""
    certificate = make_certificate(folder, *names, ends=timedelta(days=days))
    with run_smtp(certificate, security) as server:
        yield server


def settings(port: int, security: Security, certificate: Certificate | None = None) -> ServerConfig:
    trusted = certificate.cert if certificate else None
    return ServerConfig(host="127.0.0.1", port=port, security=security, user=ME, ca_file=trusted)


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
@pytest.mark.parametrize("case", list(CERTIFICATES))
def test_certificate_that_is_not_trusted_is_named_and_nothing_is_told(
    case: str, security: Security, at_work: Office, item: OutboxItem, tmp_path: Path
) -> None:
    names = ("mail.other.example",) if case == "other name" else ()
    with server_with(tmp_path, security, *names, days=-1 if case == "expired" else 1) as server:
        trusted = None if case == "self-signed" else server.config.ca_file
        config = server.config.model_copy(update={"ca_file": trusted})
        assert put_off(at_work, item, config) == NOTHING + CERTIFICATES[case]
        assert (server.sign_ins, server.options, server.mails) == ([], [], [])


@pytest.mark.parametrize(
    ("security", "words"), [(Security.STARTTLS, STRIPPED), (Security.TLS, NO_TLS)]
)
def test_server_without_tls_is_left_before_anything_is_told(
    security: Security, words: str, at_work: Office, item: OutboxItem
) -> None:
    with DemoServer(DemoMailbox(PASSWORD, username=ME)) as bare:
        assert put_off(at_work, item, settings(bare.smtp_port, security)) == NOTHING + words
        assert not told_to(bare) & {"AUTH", "MAIL", "DATA"}


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[tuple[DemoServer, Certificate]]:
    """A server that offers STARTTLS, and its certificate."""
    certificate = make_certificate(tmp_path)
    box = DemoMailbox(PASSWORD, username=ME)
    context = server_context(certificate)
    with DemoServer(box, tls=context, security=Offered.STARTTLS) as server:
        yield server, certificate


def test_starttls_that_is_refused_is_told_in_the_servers_words(
    guarded: tuple[DemoServer, Certificate], at_work: Office, item: OutboxItem
) -> None:
    server, certificate = guarded
    server.smtp_faults.add(Answer("STARTTLS", 454, "4.7.0 TLS not available"))
    config = settings(server.smtp_port, Security.STARTTLS, certificate)
    assert "454 4.7.0 TLS not available" in put_off(at_work, item, config)
    assert told_to(server) <= OPENED | {"QUIT"}


def test_answers_put_in_before_tls_begins_are_never_believed(
    guarded: tuple[DemoServer, Certificate], at_work: Office, item: OutboxItem
) -> None:
    server, certificate = guarded
    server.smtp_faults.add(Answer(MESSAGE, 554, "5.7.1 its own answer"))
    with FaultProxy(server.smtp_port) as proxy:
        proxy.harm = Harm(garbage=BEGIN + b"250-evil\r\n250 OK\r\n", garbage_at=before_tls(server))
        config = settings(proxy.port, Security.STARTTLS, certificate)
        box = at_work.desk.config.mailbox.model_copy(update={"smtp": config})
        at_work.send(delivery=at_work.delivery(box))
    now = at_work.now(item)
    refused_by_the_server = now.state is OutboxState.REFUSED and "its own answer" in now.detail
    assert refused_by_the_server or (now.state, told_to(server)) == (OutboxState.DEFERRED, OPENED)
    assert server.mails == ()


def before_tls(server: DemoServer) -> int:
    """Return how many bytes the server says before it answers STARTTLS."""
    lines = ["demo.invalid", "8BITMIME", f"SIZE {server.smtp.options.max_size}", "DSN"]
    lines += ["ENHANCEDSTATUSCODES", "AUTH PLAIN LOGIN", "SMTPUTF8", "STARTTLS"]
    return len("220 demo.invalid ESMTP\r\n") + sum(len(f"250 {line}\r\n") for line in lines)


def told_to(server: DemoServer) -> set[str]:
    """Return the verbs that a server has heard."""
    return {command.verb for command in server.smtp.log.commands}
