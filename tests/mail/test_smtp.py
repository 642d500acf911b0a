from __future__ import annotations

from collections.abc import Iterator
from errno import ECONNREFUSED, EHOSTUNREACH
from pathlib import Path
from socket import gaierror

import aiosmtplib
import pytest
from pydantic import SecretStr

from agent_console.config import Security, ServerConfig
from agent_console.mail import smtp
from agent_console.mail.smtp import Envelope, Outcome, SendResult, Stage, send
from agent_console.mail.smtp_line import reason_of
from tests.e2e.smtp import (
    PASSWORD,
    USER,
    Certificate,
    SmtpServer,
    free_port,
    make_certificate,
    run_smtp,
)

pytestmark = pytest.mark.server

RAW = b"From: a@b.example\r\nSubject: x\r\n\r\nHello\r\n.\r\n..dots\r\n"
ONE = Envelope(USER, ("kim@customer.example",))


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return make_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def server(certificate: Certificate) -> Iterator[SmtpServer]:
    with run_smtp(certificate) as running:
        yield running


async def deliver(
    server: SmtpServer,
    envelope: Envelope = ONE,
    raw: bytes = RAW,
    *,
    secret: SecretStr | None = None,
    config: ServerConfig | None = None,
    begun: list[int] | None = None,
) -> SendResult:
    return await send(
        config or server.config,
        secret or server.secret,
        envelope,
        raw,
        before_data=lambda _taken: begun.append(len(server.mails)) if begun is not None else None,
        reply_seconds=5,
        data_seconds=5,
    )


@pytest.mark.parametrize("security", list(Security))
async def test_send_over_each_security_arrives_byte_for_byte(
    certificate: Certificate, security: Security
) -> None:
    with run_smtp(certificate, security) as server:
        begun: list[int] = []
        result = await deliver(server, begun=begun)
    assert (result.outcome, result.stage) == (Outcome.SENT, Stage.DATA)
    assert (result.accepted, dict(result.refused)) == (ONE.recipients, {})
    assert [(m.sender, m.recipients, m.content) for m in server.mails] == [
        (USER, ONE.recipients, RAW)
    ]
    assert begun == [0]
    assert server.sign_ins == [("PLAIN", USER)]


async def test_send_when_only_login_is_offered_signs_in_by_login(certificate: Certificate) -> None:
    with run_smtp(certificate, mechanisms_off=("PLAIN",)) as server:
        result = await deliver(server)
    assert result.outcome is Outcome.SENT
    assert server.sign_ins == [("LOGIN", USER)]


async def test_send_when_no_mechanism_fits_is_deferred(certificate: Certificate) -> None:
    with run_smtp(certificate, mechanisms_off=("PLAIN", "LOGIN")) as server:
        result = await deliver(server)
    assert (result.outcome, result.stage) == (Outcome.DEFERRED, Stage.SIGN_IN)
    assert server.sign_ins == []


async def test_send_with_wrong_password_tries_once_and_is_deferred(server: SmtpServer) -> None:
    begun: list[int] = []
    result = await deliver(server, secret=SecretStr("wrong-canary"), begun=begun)
    assert (result.outcome, result.stage, result.code) == (Outcome.DEFERRED, Stage.SIGN_IN, 535)
    assert "password" in result.detail
    assert "canary" not in repr(result)
    assert len(server.sign_ins) == 1
    assert begun == []


async def test_send_without_secret_is_deferred_before_signing_in(server: SmtpServer) -> None:
    result = await send(server.config, None, ONE, RAW, before_data=lambda _taken: None)
    assert (result.outcome, result.stage) == (Outcome.DEFERRED, Stage.SIGN_IN)
    assert server.sign_ins == []


async def test_send_when_one_of_two_is_refused_is_partial(server: SmtpServer) -> None:
    envelope = Envelope(USER, ("reject@customer.example", "kim@customer.example"))
    result = await deliver(server, envelope)
    assert (result.outcome, result.stage) == (Outcome.PARTIAL, Stage.DATA)
    assert list(result.refused) == ["reject@customer.example"]
    assert result.refused["reject@customer.example"].code == 550
    assert result.accepted == ("kim@customer.example",)
    assert server.mails[0].recipients == ("kim@customer.example",)


@pytest.mark.parametrize(
    ("names", "outcome"),
    [
        (("reject@a.example",), Outcome.REFUSED),
        (("defer@a.example",), Outcome.DEFERRED),
        (("reject@a.example", "defer@a.example"), Outcome.DEFERRED),
    ],
)
async def test_send_when_all_are_refused_sends_nothing(
    server: SmtpServer, names: tuple[str, ...], outcome: Outcome
) -> None:
    begun: list[int] = []
    result = await deliver(server, Envelope(USER, names), begun=begun)
    assert (result.outcome, result.stage) == (outcome, Stage.RECIPIENTS)
    assert tuple(result.refused) == names
    assert names[0] in result.detail
    assert (server.mails, begun) == ([], [])


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("451 4.3.0 later", Outcome.DEFERRED),
        ("554 5.7.1 no", Outcome.REFUSED),
        ("421 4.3.2 shutting down", Outcome.DEFERRED),
    ],
)
async def test_send_when_the_mail_itself_is_refused_says_so(
    server: SmtpServer, answer: str, outcome: Outcome
) -> None:
    server.data_answer = answer
    result = await deliver(server)
    assert (result.outcome, result.stage) == (outcome, Stage.DATA)
    assert answer in result.detail
    assert result.code == int(answer[:3])


async def test_send_when_larger_than_the_server_takes_is_refused_unsent(
    certificate: Certificate,
) -> None:
    with run_smtp(certificate, size_limit=2_000) as server:
        result = await deliver(server, raw=RAW + b"x" * 3_000 + b"\r\n")
        small = await deliver(server)
    assert (result.outcome, result.stage) == (Outcome.REFUSED, Stage.SENDER)
    assert "MB" in result.detail
    assert small.outcome is Outcome.SENT
    assert server.options == [[f"SIZE={len(RAW)}"]]


async def test_send_to_umlaut_local_part_uses_smtputf8(certificate: Certificate) -> None:
    envelope = Envelope(USER, ("jürgen@müller.example",))
    with run_smtp(certificate) as server:
        result = await deliver(server, envelope)
    assert result.outcome is Outcome.SENT
    assert "SMTPUTF8" in server.options[0]
    assert server.mails[0].recipients == ("jürgen@xn--mller-kva.example",)


async def test_send_to_umlaut_local_part_without_smtputf8_is_refused(
    certificate: Certificate,
) -> None:
    with run_smtp(certificate, smtputf8=False) as server:
        result = await deliver(server, Envelope(USER, ("jürgen@customer.example",)))
        plain = await deliver(server, Envelope(USER, ("kim@müller.example",)))
    assert (result.outcome, result.stage) == (Outcome.REFUSED, Stage.SENDER)
    assert plain.outcome is Outcome.SENT
    assert server.mails[0].recipients == ("kim@xn--mller-kva.example",)


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
async def test_send_to_untrusted_certificate_names_the_certificate(
    certificate: Certificate, security: Security
) -> None:
    with run_smtp(certificate, security) as server:
        config = server.config.model_copy(update={"ca_file": None})
        result = await deliver(server, config=config)
    assert (result.outcome, result.stage) == (Outcome.DEFERRED, Stage.CONNECT)
    assert "certificate" in result.detail
    assert result.untrusted
    assert server.sign_ins == []


async def test_send_to_certificate_of_another_host_is_deferred(tmp_path: Path) -> None:
    with run_smtp(make_certificate(tmp_path, "mail.other.example")) as server:
        result = await deliver(server)
    assert (result.outcome, result.stage) == (Outcome.DEFERRED, Stage.CONNECT)
    assert "certificate" in result.detail


async def test_send_with_missing_ca_file_is_deferred(server: SmtpServer, tmp_path: Path) -> None:
    config = server.config.model_copy(update={"ca_file": tmp_path / "none.pem"})
    result = await deliver(server, config=config)
    assert (result.outcome, result.stage) == (Outcome.DEFERRED, Stage.CONNECT)


async def test_send_when_nobody_listens_is_deferred(server: SmtpServer) -> None:
    config = server.config.model_copy(update={"port": free_port()})
    result = await deliver(server, config=config)
    assert (result.outcome, result.stage) == (Outcome.DEFERRED, Stage.CONNECT)
    assert result.detail.endswith(": nobody answers there (connection refused)")
    assert not result.untrusted


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            OSError(
                f"Multiple exceptions: [Errno {ECONNREFUSED}] Connect call failed ('::1', 1, 0, 0),"
                f" [Errno {ECONNREFUSED}] Connect call failed ('127.0.0.1', 1)"
            ),
            "connection refused",
        ),
        (OSError(f"[Errno {EHOSTUNREACH}] Connect call failed ('1.1.1.1', 1)"), "no way leads"),
        (gaierror(-2, "Name or service not known"), "no such host is known"),
        (OSError("something else"), "something else"),
    ],
)
def test_reason_why_no_line_was_made_is_told_in_words(error: OSError, words: str) -> None:
    wrapped = aiosmtplib.SMTPConnectError(f"Error connecting to host on port 1: {error}")
    wrapped.__cause__ = error
    assert words in reason_of(wrapped)
    assert "Errno" not in reason_of(wrapped)


async def test_send_unprotected_to_another_machine_never_connects(server: SmtpServer) -> None:
    config = server.config.model_copy(
        update={"security": Security.PLAIN, "host": "mail.example.com"}
    )
    result = await deliver(server, config=config)
    assert (result.outcome, result.stage) == (Outcome.DEFERRED, Stage.CONNECT)
    assert "unprotected" in result.detail


@pytest.mark.parametrize("bad", ["a@b.example\r\nRCPT TO:<x@y.example>", "a b@c.example", "x"])
async def test_send_to_unusable_address_is_refused_without_connecting(
    server: SmtpServer, bad: str
) -> None:
    result = await deliver(server, Envelope(USER, (bad,)))
    assert result.outcome is Outcome.REFUSED
    assert server.sign_ins == []


async def test_send_with_empty_sender_is_accepted(server: SmtpServer) -> None:
    result = await deliver(server, Envelope("", ONE.recipients))
    assert result.outcome is Outcome.SENT
    assert server.mails[0].sender == "<>"


async def test_send_when_before_data_raises_sends_nothing(server: SmtpServer) -> None:
    async def undone(_taken: tuple[str, ...]) -> None:
        raise LookupError("taken back")

    with pytest.raises(LookupError):
        await send(server.config, server.secret, ONE, RAW, before_data=undone)
    assert server.mails == []


async def test_password_never_shows_in_a_result(server: SmtpServer) -> None:
    result = await deliver(server)
    assert PASSWORD not in repr(result)


def test_sizes_are_written_with_the_decimal_sign_of_the_language(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(smtp, "pgettext", lambda _context, _text: ",")
    assert "the mail has 2,5 MB" in smtp._too_large(2_500_000, 1_000_000)
