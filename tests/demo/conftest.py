"""A running demo server, clients for it, and certificates for loopback."""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from imapclient import IMAPClient

from agent_console.clock import FixedClock
from agent_console.demo.imap_state import DemoMailbox
from agent_console.demo.server import DemoServer
from tests.demo.raw_client import RawClient

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
PASSWORD = "sesame"

Connect = Callable[[], IMAPClient]


@pytest.fixture
def mailbox() -> DemoMailbox:
    """An empty mailbox whose clock stands still; the INBOX has UIDVALIDITY 700."""
    return DemoMailbox(PASSWORD, uidvalidity=700, clock=FixedClock(NOW))


@pytest.fixture
def server(mailbox: DemoMailbox) -> Iterator[DemoServer]:
    """A server in its own thread; a defect of the server fails the test."""
    with DemoServer(mailbox) as running:
        yield running
        assert running.crashes == ()


@pytest.fixture
def connect(server: DemoServer) -> Iterator[Connect]:
    """Make connected imapclients that are closed at the end."""
    clients: list[IMAPClient] = []

    def open_client() -> IMAPClient:
        client = IMAPClient("127.0.0.1", server.imap_port, ssl=False, timeout=60)
        client.normalise_times = False
        clients.append(client)
        return client

    yield open_client
    for client in clients:
        client.shutdown()


@pytest.fixture
def client(connect: Connect) -> IMAPClient:
    """An imapclient that is logged in."""
    opened = connect()
    opened.login("agent", PASSWORD)
    return opened


@pytest.fixture
def inbox(client: IMAPClient) -> IMAPClient:
    """An imapclient with the INBOX open."""
    client.select_folder("INBOX")
    return client


@pytest.fixture
def raw(server: DemoServer) -> Iterator[RawClient]:
    """A client that sends and reads bytes, greeted but not logged in."""
    with RawClient(server.imap_port) as opened:
        yield opened


@pytest.fixture
def raw_inbox(raw: RawClient) -> RawClient:
    """A raw client with QRESYNC and the INBOX open."""
    raw.command(f"LOGIN agent {PASSWORD}")
    raw.command("ENABLE QRESYNC")
    raw.command("SELECT INBOX")
    return raw


@pytest.fixture(scope="session")
def tls_pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server context with a certificate for 127.0.0.1, and a client context that trusts it."""
    folder = tmp_path_factory.mktemp("tls")
    certificate, key = _write_certificate(folder)
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_side.load_cert_chain(certificate, key)
    return server_side, ssl.create_default_context(cafile=str(certificate))


def _write_certificate(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return folder / "cert.pem", folder / "key.pem"
