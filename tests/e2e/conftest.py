"""Real servers for the tests of this folder; CI insists on them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import SecretStr

from agent_console.config import Security, ServerConfig
from agent_console.mail.imap import ImapConnection, open_imap
from tests.e2e.dovecot import Dovecot, dovecot
from tests.e2e.program import Program
from tests.e2e.smtp import PASSWORD, SmtpServer, make_certificate, run_smtp


@dataclass(frozen=True, slots=True)
class Servers:
    """A Dovecot with a mailbox of its own for this test, and an SMTP server."""

    imap: ServerConfig
    smtp: SmtpServer
    password: str
    mailbox: Path

    def deliver(self, raw: bytes, name: str) -> None:
        """Put bytes into the inbox that no IMAP command can carry (NUL), as a local agent would."""
        folder = self.mailbox / "new"
        file = folder / name
        file.write_bytes(raw)
        os.chown(file, folder.stat().st_uid, folder.stat().st_gid)

    def connect(self) -> ImapConnection:
        """Sign in beside the program, as another mail program would."""
        return open_imap(self.imap, SecretStr(self.password))


@pytest.fixture(scope="session")
def server() -> Iterator[Dovecot]:
    """Start one Dovecot for all tests of a run."""
    with dovecot() as running:
        yield running


@pytest.fixture
def servers(server: Dovecot, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Servers]:
    """A fresh mailbox and a fresh SMTP server with TLS and sign-in."""
    user = request.node.name.replace("[", "-").replace("]", "")[:60]
    with servers_for(server, user, tmp_path) as made:
        yield made


@contextmanager
def servers_for(server: Dovecot, user: str, folder: Path) -> Iterator[Servers]:
    """Run an SMTP server with TLS and sign-in, beside the mailbox of ``user``."""
    certificate = make_certificate(folder)
    imap = ServerConfig(
        host=server.host,
        port=server.imaps_port,
        security=Security.TLS,
        user=user,
        ca_file=server.ca_file,
    )
    with run_smtp(certificate) as smtp:
        assert server.password == PASSWORD
        mailbox = server.log.parent / "mail" / user / "Maildir"
        yield Servers(imap, smtp, server.password, mailbox)


@pytest.fixture
def program(servers: Servers, tmp_path: Path) -> Program:
    """The program, configured for the test's servers."""
    program = Program(tmp_path / "home")
    program.configure(servers.imap, servers.smtp.config, servers.password)
    return program
