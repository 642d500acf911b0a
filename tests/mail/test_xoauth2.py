"""Signing in with a token: what servers are told, how often, and what their refusals become."""

from __future__ import annotations

import base64
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from pydantic import SecretStr

from agent_console.clock import FixedClock
from agent_console.config import Security, ServerConfig
from agent_console.errors import MailError, SignInError
from agent_console.mail.dial import dial_in
from agent_console.mail.glance import signed_in
from agent_console.mail.smtp import Envelope, Outcome, SendResult, Stage, check, send
from agent_console.mail.tokens import Access, LiveToken
from agent_console.mail.wire import ConnectionLostError, RefusedError
from agent_console.mail.xoauth2 import Xoauth2, token_refused, xoauth2_answer
from tests.e2e.smtp import Certificate, free_port, make_certificate, server_context

pytestmark = pytest.mark.server
SHARED = "support@company.example"
CLOCK = FixedClock(datetime(2026, 3, 2, 9, 30, tzinfo=UTC))
REASON = json.dumps({"status": "401", "schemes": "bearer", "scope": "https://mail.example/"})
FAILED = b"NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)"


class Given:
    """Gives tokens canary-1, canary-2, …; ``error`` instead when set."""

    def __init__(self, error: MailError | None = None) -> None:
        self.count = 0
        self.error = error

    def __call__(self) -> Access:
        if self.error:
            raise self.error
        self.count += 1
        return Access(SecretStr(f"canary-{self.count}"), 3600)


def live(given: Given | None = None) -> LiveToken:
    return LiveToken(given or Given(), CLOCK)


@dataclass
class ImapServer:
    """An IMAP server that takes the tokens in ``good`` and says ``refusal`` to all others."""

    good: set[str] = field(default_factory=lambda: {"canary-1"})
    mechanisms: bytes = b"AUTH=PLAIN AUTH=XOAUTH2"
    challenge: str = REASON
    refusal: bytes = FAILED
    heard: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def config(self) -> ServerConfig:
        """Settings that lead here."""
        here = {"host": "127.0.0.1", "port": self.port, "security": Security.PLAIN}
        return ServerConfig(user=SHARED, **here)

    def serve(self, client: socket.socket) -> None:
        """Talk to one client to the end."""
        with client, client.makefile("rb") as lines:
            client.sendall(b"* OK hello\r\n")
            while line := lines.readline():
                tag, verb, *rest = line.split()
                if verb == b"CAPABILITY":
                    client.sendall(b"* CAPABILITY IMAP4rev1 " + self.mechanisms + b"\r\n")
                elif verb == b"AUTHENTICATE":
                    assert rest == [b"XOAUTH2"]
                    client.sendall(b"+ \r\n")
                    said = base64.b64decode(lines.readline()).decode()
                    self.heard.append(said)
                    if said.split("Bearer ")[-1].strip("\x01") not in self.good:
                        self._refuse(client, lines.readline, tag)
                        continue
                client.sendall(tag + b" OK done\r\n")

    def _refuse(self, client: socket.socket, readline: Callable[[], bytes], tag: bytes) -> None:
        if self.challenge:
            client.sendall(b"+ " + base64.b64encode(self.challenge.encode()) + b"\r\n")
            self.heard.append(readline().decode())
        client.sendall(tag + b" " + self.refusal + b"\r\n" if self.refusal else b"")
        if not self.refusal:
            client.shutdown(socket.SHUT_RDWR)


@contextmanager
def imap_server(server: ImapServer | None = None) -> Iterator[ImapServer]:
    server = server or ImapServer()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server.port = listener.getsockname()[1]

        def run() -> None:
            try:
                client, _address = listener.accept()
                server.serve(client)
            except OSError:
                return

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        yield server
    thread.join(10)


def test_line_tells_user_and_token_as_google_wrote_it_down() -> None:
    assert xoauth2_answer("a@b.example", "ya29.x") == (
        b"user=a@b.example\x01auth=Bearer ya29.x\x01\x01"
    )


@pytest.mark.parametrize(
    ("user", "token"),
    [("", "t"), ("a\x01b", "t"), ("a\r\nb", "t"), ("a", ""), ("a", "t\x01auth=x"), ("a", "t t")],
)
def test_what_would_end_the_line_is_never_told(user: str, token: str) -> None:
    with pytest.raises(SignInError):
        xoauth2_answer(user, token)


def test_second_challenge_gets_an_empty_answer_and_is_remembered() -> None:
    answers = Xoauth2("a", "t")
    assert answers(b"").startswith(b"user=a")
    assert answers(REASON.encode()) == b""
    assert json.loads(answers.told)["status"] == "401"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (REASON.encode(), "the token is not valid, it asks for https://mail.example/; NO"),
        (b'{"status":"400"}', "user and token do not fit; NO"),
        (b'{"status":7}', "status 7; NO"),
        (b'{"status":["x"],"scope":4}', ": NO"),
        (b"[]", ": NO"),
        (b"\xff not json", ": NO"),
        (b'{"status":"4\\u001b[2J01"}', "; NO"),
    ],
)
def test_reason_of_the_server_is_told_in_words(told: bytes, words: str) -> None:
    message = token_refused(SHARED, "NO", told).message
    assert words in message
    assert "\x1b" not in message


def test_token_signs_in_as_the_shared_mailbox() -> None:
    with imap_server() as server:
        dial_in(server.config, live(), clock=CLOCK).close()
    assert server.heard == [f"user={SHARED}\x01auth=Bearer canary-1\x01\x01"]


def test_token_that_has_become_too_old_is_renewed_and_tried_once_more() -> None:
    given = Given()
    with imap_server(ImapServer(good={"canary-2"})) as server:
        dial_in(server.config, live(given), clock=CLOCK).close()
    assert [said.partition("canary")[2] for said in server.heard] == [
        "-1\x01\x01",
        "",
        "-2\x01\x01",
    ]
    assert given.count == 2


def test_token_that_was_taken_once_may_become_too_old_again() -> None:
    given = Given()
    secret = live(given)
    for good in ("canary-2", "canary-3"):
        with imap_server(ImapServer({good})) as server:
            dial_in(server.config, secret, clock=CLOCK).close()
    assert given.count == 3


def test_token_that_is_refused_twice_is_a_sign_in_error_in_the_words_of_the_server() -> None:
    secret = live()
    with imap_server(ImapServer(good=set())) as server, pytest.raises(SignInError) as told:
        dial_in(server.config, secret, clock=CLOCK)
    assert "the token is not valid, it asks for https://mail.example/" in told.value.message
    assert "Invalid credentials" in told.value.message
    assert "secret signin" in told.value.hint
    assert "canary" not in repr(told.value)
    assert [said for said in server.heard if not said.startswith("user=")] == ["\r\n", "\r\n"]
    assert len(server.heard) == 4


def test_refusal_without_a_challenge_or_a_code_is_one_too() -> None:
    refusing = ImapServer(set(), challenge="", refusal=b"NO AUTHENTICATE failed.")
    with imap_server(refusing) as server, pytest.raises(SignInError, match="failed"):
        dial_in(server.config, live(), clock=CLOCK)
    assert len(server.heard) == 2


@pytest.mark.parametrize(
    ("refusal", "kind"),
    [
        (b"NO [UNAVAILABLE] Later", RefusedError),
        (b"NO [LIMIT] Too many", RefusedError),
        (b"BAD What?", RefusedError),
        (b"", ConnectionLostError),
    ],
)
def test_failure_that_says_nothing_about_the_token_renews_nothing(
    refusal: bytes, kind: type[MailError]
) -> None:
    given = Given()
    with imap_server(ImapServer(good=set(), refusal=refusal)) as server, pytest.raises(kind):
        dial_in(server.config, live(given), clock=CLOCK)
    assert given.count == 1


def test_server_that_takes_no_tokens_is_told_none() -> None:
    with (
        imap_server(ImapServer(mechanisms=b"AUTH=PLAIN")) as server,
        pytest.raises(MailError) as told,
    ):
        dial_in(server.config, live(), clock=CLOCK)
    assert "XOAUTH2" in told.value.message
    assert not isinstance(told.value, SignInError)
    assert server.heard == []


def test_sign_in_that_has_ended_is_told_before_any_server_is_reached() -> None:
    nowhere = ServerConfig(host="127.0.0.1", port=9, security=Security.PLAIN, user=SHARED)
    with pytest.raises(SignInError, match="ended"):
        dial_in(nowhere, live(Given(SignInError("Sign-in", "ended"))), clock=CLOCK)


def test_quick_look_signs_in_with_a_token() -> None:
    with (
        imap_server() as server,
        signed_in(server.config, SHARED, "canary-1", CLOCK, token=True) as wire,
    ):
        wire.command(b"NOOP")
    assert len(server.heard) == 1


@pytest.mark.parametrize("challenge", [REASON, ""])
def test_quick_look_whose_token_is_refused_is_left_to_the_full_way(challenge: str) -> None:
    with (
        imap_server(ImapServer(good=set(), challenge=challenge)) as server,
        pytest.raises(RefusedError, match="Invalid credentials"),
        signed_in(server.config, SHARED, "canary-1", CLOCK, token=True),
    ):
        pass
    assert server.heard[1:] == (["\r\n"] if challenge else [])


@dataclass
class Taking:
    """The sending server's side: takes the tokens in ``good``."""

    good: set[str]
    refusal: str = "535 5.7.3 Authentication unsuccessful"
    heard: list[str] = field(default_factory=list)
    mails: int = 0

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:
        said = base64.b64decode(args[1]).decode()
        self.heard.append(said)
        if said.split("Bearer ")[-1].strip("\x01") in self.good:
            return AuthResult(success=True)
        self.heard.append(repr(await server.challenge_auth(REASON)))
        return AuthResult(success=False, message=self.refusal, handled=False)

    async def handle_DATA(self, *_what: object) -> str:
        self.mails += 1
        return "250 queued"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return make_certificate(tmp_path_factory.mktemp("tls"))


@contextmanager
def smtp_server(certificate: Certificate, taking: Taking, *off: str) -> Iterator[ServerConfig]:
    config = ServerConfig(
        host="127.0.0.1",
        port=free_port(),
        security=Security.STARTTLS,
        user=SHARED,
        ca_file=certificate.cert,
    )
    controller = Controller(
        taking,
        hostname=config.host,
        port=config.port,
        tls_context=server_context(certificate),
        auth_required=True,
        auth_exclude_mechanism=off,
        server_hostname="localhost",
    )
    controller.start()
    try:
        yield config
    finally:
        controller.stop()


async def deliver(config: ServerConfig, secret: SecretStr) -> SendResult:
    return await send(
        config,
        secret,
        Envelope(SHARED, ("kim@customer.example",)),
        b"From: a@b.example\r\n\r\nHello\r\n",
        before_data=lambda _taken: None,
        reply_seconds=10,
        data_seconds=10,
    )


async def test_mail_leaves_with_a_token(certificate: Certificate) -> None:
    taking = Taking({"canary-1"})
    with smtp_server(certificate, taking) as config:
        assert await check(config, live(), sender=SHARED) is None
        result = await deliver(config, live())
    assert (result.outcome, taking.mails) == (Outcome.SENT, 1)
    assert taking.heard == [f"user={SHARED}\x01auth=Bearer canary-1\x01\x01"] * 2


async def test_mail_whose_token_became_too_old_leaves_with_the_next_attempt(
    certificate: Certificate,
) -> None:
    taking, secret = Taking({"canary-2"}), live()
    with smtp_server(certificate, taking) as config:
        first = await deliver(config, secret)
        assert len(taking.heard) == 2  # one sign-in, one empty answer
        then = await deliver(config, secret)
    assert (first.outcome, first.stage, first.code) == (Outcome.DEFERRED, Stage.SIGN_IN, 0)
    assert "535" in first.detail
    assert "canary" not in first.detail
    assert (then.outcome, taking.mails) == (Outcome.SENT, 1)


async def test_mail_whose_new_token_is_refused_too_waits_for_a_person(
    certificate: Certificate,
) -> None:
    taking, secret = Taking(set()), live()
    with smtp_server(certificate, taking) as config:
        await deliver(config, secret)
        told = await deliver(config, secret)
        found = await check(config, secret, sender=SHARED)
        again = await check(config, secret, sender=SHARED)
    assert (told.outcome, told.stage, told.code) == (Outcome.DEFERRED, Stage.SIGN_IN, 535)
    assert "Authentication unsuccessful" in told.detail
    assert "secret signin" in told.detail
    assert "canary" not in repr(told)
    assert taking.mails == 0
    assert found is not None
    assert (found.stage, found.code) == (Stage.SIGN_IN, 0)
    assert again is not None
    assert (again.stage, again.code) == (Stage.SIGN_IN, 535)


async def test_server_that_is_busy_with_sign_ins_does_not_spend_the_token(
    certificate: Certificate,
) -> None:
    taking, given = Taking(set(), "454 4.7.0 Temporary failure"), Given()
    secret = live(given)
    with smtp_server(certificate, taking) as config:
        results = [await deliver(config, secret) for _ in range(3)]
    assert {(r.outcome, r.code) for r in results} == {(Outcome.DEFERRED, 454)}
    assert given.count == 1


async def test_token_that_was_taken_for_a_mail_may_become_too_old_again(
    certificate: Certificate,
) -> None:
    taking, secret = Taking({"canary-2"}), live()
    with smtp_server(certificate, taking) as config:
        codes = [(await deliver(config, secret)).outcome for _ in range(2)]
        taking.good = {"canary-3"}
        codes += [(await deliver(config, secret)).outcome for _ in range(2)]
    assert codes == [Outcome.DEFERRED, Outcome.SENT] * 2


async def test_token_that_would_end_the_line_is_told_to_nobody(certificate: Certificate) -> None:
    taking = Taking(set())
    secret = LiveToken(lambda: Access(SecretStr("canary\x01 x"), 60), CLOCK)
    with smtp_server(certificate, taking) as config:
        result = await deliver(config, secret)
    assert (result.outcome, result.code) == (Outcome.DEFERRED, 535)
    assert "canary" not in result.detail
    assert taking.heard == []


async def test_server_without_xoauth2_is_told_no_token(certificate: Certificate) -> None:
    taking = Taking({"canary-1"})
    with smtp_server(certificate, taking, "XOAUTH2") as config:
        result = await deliver(config, live())
    assert (result.outcome, result.stage) == (Outcome.DEFERRED, Stage.SIGN_IN)
    assert "XOAUTH2" in result.detail
    assert taking.heard == []


async def test_mail_while_the_sign_in_service_is_not_reached_is_deferred(
    certificate: Certificate,
) -> None:
    taking = Taking(set())
    with smtp_server(certificate, taking) as config:
        result = await deliver(config, live(Given(ConnectionLostError("offline"))))
        assert (result.outcome, result.detail, result.code) == (Outcome.DEFERRED, "offline", 0)
        ended = await deliver(config, live(Given(SignInError("Sign-in", "ended"))))
        assert (ended.outcome, ended.detail, ended.code) == (Outcome.DEFERRED, "ended", 535)
    assert taking.heard == []


def test_certificate_of_the_sign_in_service_is_checked(
    certificate: Certificate, tmp_path: Path
) -> None:
    from agent_console.mail.oauth_http import post

    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"https://127.0.0.1:{listener.getsockname()[1]}/token"
        heard: list[bytes] = []

        def serve() -> None:
            for _turn in range(2):
                client, _address = listener.accept()
                with client:
                    try:
                        with server_context(certificate).wrap_socket(client, True) as line:
                            while b"canary" not in b"".join(heard):
                                heard.append(line.recv(9000))
                            line.sendall(b'HTTP/1.0 200 OK\r\n\r\n{"fine": true}')
                    except OSError:
                        continue

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        with pytest.raises(ConnectionLostError, match="certificate is not trusted"):
            post(url, {"refresh_token": "canary"})
        assert b"".join(heard) == b""
        assert post(url, {"refresh_token": "canary"}, certificate.cert) == {"fine": True}
        thread.join(10)
    with pytest.raises(MailError, match="cannot be used"):
        post(url, {}, tmp_path / "none.pem")
