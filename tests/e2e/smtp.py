"""A real SMTP server on this machine: TLS in both ways, sign-in, mails kept, refusals on demand."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any, Protocol

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pydantic import SecretStr

from agent_console.config import Security, ServerConfig

USER = "support@company.example"
PASSWORD = "geheim-größe"


@dataclass(frozen=True, slots=True)
class Certificate:
    """A self-signed certificate for ``names``; ``cert`` is also the CA file that trusts it."""

    cert: Path
    key: Path


def make_certificate(folder: Path, *names: str, ends: timedelta = timedelta(days=1)) -> Certificate:
    """Write a certificate for localhost and 127.0.0.1, or for ``names`` only; it ``ends`` then."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    alternatives: list[x509.GeneralName] = [x509.DNSName(name) for name in names or ("localhost",)]
    if not names:
        alternatives.append(x509.IPAddress(IPv4Address("127.0.0.1")))
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=9))
        .not_valid_after(now + ends)
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    result = Certificate(folder / "cert.pem", folder / "key.pem")
    result.cert.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    result.key.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return result


def server_context(certificate: Certificate) -> ssl.SSLContext:
    """Return the server's side of TLS."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate.cert, certificate.key)
    return context


class _Envelope(Protocol):
    """The parts of aiosmtpd's envelope that are used here."""

    mail_from: str
    rcpt_tos: list[str]
    content: bytes


class _Login(Protocol):
    """The parts of aiosmtpd's sign-in data that are used here."""

    login: bytes
    password: bytes


@dataclass(frozen=True, slots=True)
class Accepted:
    """One mail that the server took."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes


@dataclass(slots=True)
class SmtpServer:
    """A running server. ``mails`` grows; ``sign_ins`` lists (mechanism, user) in order.

    A recipient ``reject@…`` is answered with 550, ``defer@…`` with 451. ``data_answer`` replaces
    the answer after the mail, which is then not kept.
    """

    config: ServerConfig
    secret: SecretStr = field(default_factory=lambda: SecretStr(PASSWORD))
    mails: list[Accepted] = field(default_factory=list)
    sign_ins: list[tuple[str, str]] = field(default_factory=list)
    options: list[list[str]] = field(default_factory=list)
    data_answer: str = ""

    async def handle_MAIL(
        self,
        _server: object,
        _session: object,
        envelope: _Envelope,
        address: str,
        options: list[str],
    ) -> str:
        self.options.append(options)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self,
        _server: object,
        _session: object,
        envelope: _Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        if address.startswith("defer@"):
            return "451 4.3.0 try again later"
        if address.startswith("reject@"):
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: object, _session: object, envelope: _Envelope) -> str:
        if self.data_answer:
            return self.data_answer
        self.mails.append(Accepted(envelope.mail_from, tuple(envelope.rcpt_tos), envelope.content))
        return "250 2.0.0 queued"

    def authenticate(
        self, _server: object, _session: object, _envelope: object, mechanism: str, data: _Login
    ) -> AuthResult:
        """Judge one sign-in (aiosmtpd's authenticator)."""
        self.sign_ins.append((mechanism, data.login.decode()))
        good = data.login == USER.encode() and data.password == PASSWORD.encode()
        return AuthResult(success=good, handled=False)


def free_port() -> int:
    """Return a port of the loopback interface that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def run_smtp(
    certificate: Certificate,
    security: Security = Security.TLS,
    *,
    size_limit: int = 1_000_000,
    smtputf8: bool = True,
    mechanisms_off: tuple[str, ...] = (),
) -> Iterator[SmtpServer]:
    """Run a server in a thread of its own until the block ends."""
    config = ServerConfig(
        host="127.0.0.1",
        port=free_port(),
        security=security,
        user=USER,
        ca_file=certificate.cert if security is not Security.PLAIN else None,
    )
    server = SmtpServer(config)
    settings: dict[str, Any] = {
        "hostname": config.host,
        "port": config.port,
        "authenticator": server.authenticate,
        # aiosmtpd does not count implicit TLS as TLS and warns of a sign-in without it.
        "auth_required": security is Security.STARTTLS,
        "auth_require_tls": security is Security.STARTTLS,
        "auth_exclude_mechanism": mechanisms_off,
        "server_hostname": "localhost",
        "ident": "test",
        "data_size_limit": size_limit,
        "enable_SMTPUTF8": smtputf8,
    }
    if security is Security.TLS:
        settings["ssl_context"] = server_context(certificate)
    elif security is Security.STARTTLS:
        settings |= {"tls_context": server_context(certificate), "require_starttls": True}
    controller = Controller(server, **settings)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()
