"""From a code on a phone to a queue and a reply: no password anywhere, against real servers."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from pydantic import SecretStr

from agent_console.config import Security, ServerConfig
from agent_console.errors import ExitCode
from agent_console.mail.imap import open_imap
from tests.e2e.dovecot import Dovecot, dovecot
from tests.e2e.program import Program
from tests.e2e.smtp import free_port, make_certificate, server_context
from tests.mail.sign_in_service import CANARY, PENDING, SignInService, sign_in_service

pytestmark = pytest.mark.server
ME = "support@company.example"
KEYRING = '''
import json, os, pathlib
from keyring.backend import KeyringBackend


class Filed(KeyringBackend):
    """A keyring in a file, for a program that is started many times."""

    priority = 1
    path = pathlib.Path(os.environ["HOME"], "keyring.json")

    def kept(self):
        return json.loads(self.path.read_text()) if self.path.exists() else {}

    def get_password(self, service, username):
        return self.kept().get(username)

    def set_password(self, service, username, password):
        self.path.write_text(json.dumps({**self.kept(), username: password}))
'''


@dataclass(frozen=True, slots=True)
class SignedIn(Program):
    """The program with a keyring that works."""

    def environment(self) -> Mapping[str, str]:
        """Return the environment of the program."""
        usual = dict(Program.environment(self))
        return {
            **usual,
            "PYTHONPATH": f"{usual['PYTHONPATH']}:{self.home}",
            "PYTHON_KEYRING_BACKEND": "filed_keyring.Filed",
        }

    def keyring(self) -> dict[str, str]:
        """Return what the keyring keeps."""
        kept: dict[str, str] = json.loads((self.home / "keyring.json").read_text("utf-8"))
        return kept


class Taking:
    """The sending server: takes the tokens that the sign-in service stands for."""

    def __init__(self, service: SignInService) -> None:
        self.service = service
        self.mails: list[bytes] = []

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:
        user, token, *_rest = base64.b64decode(args[1]).decode().split("\x01")
        if user == f"user={ME}" and token.removeprefix("auth=Bearer ") in self.service.good:
            return AuthResult(success=True)
        await server.challenge_auth('{"status":"401","schemes":"bearer"}')
        return AuthResult(success=False, message="535 5.7.8 No", handled=False)

    async def handle_DATA(self, _server: object, _session: object, envelope: object) -> str:
        self.mails.append(getattr(envelope, "content", b""))
        return "250 queued"


@contextmanager
def sending(taking: Taking, folder: Path) -> Iterator[ServerConfig]:
    certificate = make_certificate(folder)
    config = ServerConfig(
        host="127.0.0.1",
        port=free_port(),
        security=Security.STARTTLS,
        user=ME,
        ca_file=certificate.cert,
    )
    controller = Controller(
        taking,
        hostname=config.host,
        port=config.port,
        tls_context=server_context(certificate),
        auth_required=True,
        auth_exclude_mechanism=("PLAIN", "LOGIN"),
        server_hostname="localhost",
    )
    controller.start()
    try:
        yield config
    finally:
        controller.stop()


@pytest.fixture(scope="module")
def service() -> Iterator[SignInService]:
    with sign_in_service() as running:
        running.interval = 1
        running.rotates = True
        yield running


@pytest.fixture(scope="module")
def reading(service: SignInService) -> Iterator[Dovecot]:
    with dovecot(token_info=f"{service.url}/info") as running:
        yield running


@pytest.fixture
def imap(reading: Dovecot) -> ServerConfig:
    return ServerConfig(
        host=reading.host, port=reading.imaps_port, user=ME, ca_file=reading.ca_file
    )


def configured(
    program: Program, service: SignInService, imap: ServerConfig, smtp: ServerConfig, ways: str = ""
) -> None:
    oauth = (
        f'[mailbox.oauth]\nprovider = "own"\nclient_id = "console"\n'
        f'device_url = "{service.url}/device"\ntoken_url = "{service.url}/token"\n'
        'scopes = ["mail", "offline"]\n'
    )
    program.configure(imap, smtp, "unused", extra="" if ways else oauth)
    lines = program.config_file.read_text("utf-8").splitlines()
    kept = [ways if line.startswith("password_command") else line for line in lines]
    program.config_file.write_text("\n".join(kept) + "\n", "utf-8")
    (program.home / "filed_keyring.py").write_text(KEYRING, "utf-8")


def ask(imap: ServerConfig, password: str, subject: str) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "kim@kunde.example", ME, subject
    mail["Message-ID"] = f"<{subject}@kunde.example>"
    mail.set_content("Where is it?\n")
    with open_imap(imap, SecretStr(password)) as connection:
        connection.append("INBOX", mail.as_bytes(), (), datetime.now(UTC))


def test_code_on_a_phone_leads_to_mails_in_and_a_reply_out(
    service: SignInService, reading: Dovecot, imap: ServerConfig, tmp_path: Path
) -> None:
    program, taking = SignedIn(tmp_path / "home", anew=True), Taking(service)
    program.home.mkdir()
    with sending(taking, tmp_path) as smtp:
        configured(program, service, imap, smtp)
        ask(imap, reading.password, "lamp")
        service.waiting.append(PENDING)
        runs = [program.ok("secret", "signin")]
        assert "ABCD-EFGH" in runs[0].err
        assert runs[0].out.count("accepted") == 2
        first = program.keyring()
        assert first == {f"oauth2:{ME}": f"{CANARY}refresh-1"}
        runs.append(program.ok("sync"))
        assert program.keyring() != first
        (row,) = program.ok("list", "--json").json
        assert row["subject"] == "lamp"
        body = tmp_path / "body.txt"
        body.write_text("It is on its way.\n", "utf-8")
        runs.append(program.ok("reply", row["ref"], "--body-file", str(body)))
        assert len(taking.mails) == 1
        assert b"on its way" in taking.mails[0]
        runs.append(program.ok("secret", "test"))
        service.revoke()
        ended = program.run("sync")
        runs.append(ended)
        assert ended.code == ExitCode.SIGN_IN
        assert "expired or was withdrawn" in ended.err
        assert "secret signin" in ended.err
    assert "canary" not in "".join(run.out + run.err for run in runs)
    logs = [p for p in program.home.rglob("*") if p.is_file() and p.name != "keyring.json"]
    assert len(logs) > 3
    assert [p for p in logs if CANARY.encode() in p.read_bytes()] == []


def test_token_of_a_command_reads_looks_and_sends(
    service: SignInService, reading: Dovecot, imap: ServerConfig, tmp_path: Path
) -> None:
    service.good.add("from-a-broker")
    imap = imap.model_copy(update={"user": ME})
    program, taking = Program(tmp_path / "home"), Taking(service)
    program.home.mkdir()
    with sending(taking, tmp_path) as smtp:
        configured(program, service, imap, smtp, 'token_command = ["printf", "from-a-broker"]')
        ask(imap, reading.password, "screws")
        program.ok("sync")
        asked = len(reading.log.read_text("utf-8"))
        again = program.ok("sync")
        assert "INBOX" in again.out
        looked = reading.log.read_text("utf-8")[asked:]
        assert looked.count("method=XOAUTH2") == 1
        service.good.clear()
        refused = program.run("sync")
    assert refused.code == ExitCode.SIGN_IN
    assert "the token is not valid" in refused.err
    assert "from-a-broker" not in refused.err
