"""The demo's SMTP server, driven by aiosmtplib and by raw bytes."""

from __future__ import annotations

import asyncio
import base64
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiosmtplib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent_console.demo.faults import (
    GREETING,
    CutAnswer,
    DropAfter,
    DropBefore,
    DropInUpload,
    Gate,
    HoldAnswer,
)
from agent_console.demo.imap_state import DemoMailbox
from agent_console.demo.server import DemoServer, Security
from agent_console.demo.smtp_faults import (
    BUSY,
    MESSAGE,
    REFUSED,
    UNSURE,
    Answer,
    RefuseRecipient,
    usual_trouble,
)
from agent_console.demo.smtp_server import ReceivedMail, SmtpOptions
from tests.demo.conftest import PASSWORD
from tests.demo.raw_client import RawClient

RAW = b"From: a@example.org\r\nSubject: Hi\r\n\r\n.\r\n..dots\r\n.leading\r\nend\r\n"
SENDER, ANNA, BOB = "desk@example.org", "anna@example.org", "bob@example.org"


@asynccontextmanager
async def smtp(server: DemoServer, *, login: bool = True) -> AsyncIterator[aiosmtplib.SMTP]:
    client = aiosmtplib.SMTP(
        hostname="127.0.0.1", port=server.smtp_port, timeout=60, start_tls=False
    )
    await client.connect()
    try:
        if login:
            await client.ehlo()
            await client.auth_plain("desk", PASSWORD)
        yield client
    finally:
        client.close()


async def send(client: aiosmtplib.SMTP, *recipients: str, raw: bytes = RAW) -> None:
    await client.mail(SENDER)
    for recipient in recipients:
        await client.rcpt(recipient)
    await client.data(raw)


def dialogue(server: DemoServer, *lines: bytes) -> list[bytes]:
    """Send lines one by one and return the last line of each answer, the greeting first."""
    with RawClient(server.smtp_port) as raw:
        answers = [raw.greeting]
        for line in lines:
            raw.send(line + b"\r\n")
            answer = raw.read_line()
            while answer[3:4] == b"-":
                answer = raw.read_line()
            answers.append(answer)
        return answers


async def test_sent_mail_arrives_byte_for_byte(server: DemoServer) -> None:
    async with smtp(server) as client:
        await send(client, ANNA, BOB)
        await client.quit()
    assert server.mails == (ReceivedMail(SENDER, (ANNA, BOB), RAW),)


async def test_several_mails_of_one_connection_are_kept_apart(server: DemoServer) -> None:
    async with smtp(server) as client:
        await send(client, ANNA)
        await client.mail("other@example.org")
        await client.rset()
        await send(client, BOB)
    assert [mail.recipients for mail in server.mails] == [(ANNA,), (BOB,)]


async def test_callback_gets_the_mail_before_the_answer(mailbox: DemoMailbox) -> None:
    got: list[ReceivedMail] = []
    async with DemoServer(mailbox, on_mail=got.append) as server, smtp(server) as client:
        await send(client, ANNA)
        assert [mail.raw for mail in got] == [RAW]


async def test_null_sender_and_options_are_kept(server: DemoServer) -> None:
    async with smtp(server) as client:
        await client.mail("", options=["BODY=8BITMIME", "RET=HDRS"])
        await client.rcpt(ANNA, options=["NOTIFY=NEVER"])
        await client.data(b"Subject: \xc3\xbc\r\n\r\n")
    assert server.mails[0].sender == ""
    assert server.mails[0].options == ("BODY=8BITMIME", "RET=HDRS")


async def test_extensions_are_offered(server: DemoServer) -> None:
    async with smtp(server, login=False) as client:
        await client.ehlo()
        for name in ("8bitmime", "size", "dsn", "smtputf8"):
            assert client.supports_extension(name), name
        assert {"plain", "login"} <= set(client.server_auth_methods)
        assert not client.supports_extension("starttls")


async def test_international_address_needs_smtputf8(mailbox: DemoMailbox) -> None:
    options = SmtpOptions(PASSWORD, smtputf8=False, auth_required=False)
    async with DemoServer(mailbox, smtp_options=options) as server:
        answers = await asyncio.to_thread(
            dialogue, server, b"EHLO me", "MAIL FROM:<jürgen@example.org>".encode()
        )
    assert answers[-1].startswith(b"553")


async def test_auth_login_works_and_wrong_passwords_do_not(server: DemoServer) -> None:
    async with smtp(server, login=False) as client:
        await client.ehlo()
        for method in (client.auth_plain, client.auth_login):
            with pytest.raises(aiosmtplib.SMTPAuthenticationError) as refused:
                await method("desk", "wrong")
            assert refused.value.code == 535
        await client.auth_login("desk", PASSWORD)
        await send(client, ANNA)
    assert len(server.mails) == 1
    assert PASSWORD not in repr(server.smtp.log.commands)
    assert "AUTH" in [command.verb for command in server.smtp.log.commands]
    for secret in (PASSWORD, "\0desk\0wrong"):
        encoded = base64.b64encode(secret.encode()).decode()
        assert encoded not in repr(server.smtp.log.commands)


async def test_mail_without_login_is_refused_unless_allowed(mailbox: DemoMailbox) -> None:
    async with DemoServer(mailbox) as server, smtp(server, login=False) as client:
        with pytest.raises(aiosmtplib.SMTPSenderRefused) as refused:
            await client.mail(SENDER)
        assert refused.value.code == 530
    options = SmtpOptions(PASSWORD, auth_required=False)
    async with (
        DemoServer(mailbox, smtp_options=options) as server,
        smtp(server, login=False) as client,
    ):
        await send(client, ANNA)
        assert len(server.mails) == 1


async def test_too_big_mails_are_refused_announced_or_not(mailbox: DemoMailbox) -> None:
    options = SmtpOptions(PASSWORD, max_size=100)
    async with DemoServer(mailbox, smtp_options=options) as server, smtp(server) as client:
        with pytest.raises(aiosmtplib.SMTPSenderRefused):
            await client.mail(SENDER, options=["SIZE=101"])
        with pytest.raises(aiosmtplib.SMTPDataError) as refused:
            await send(client, ANNA, raw=b"x" * 60 + b"\r\n" + b"y" * 60)
        assert refused.value.code == 552
        await send(client, ANNA, raw=b"small\r\n")
        assert [mail.raw for mail in server.mails] == [b"small\r\n"]


async def test_tls_from_the_first_byte(
    mailbox: DemoMailbox, tls_pair: tuple[ssl.SSLContext, ssl.SSLContext]
) -> None:
    async with DemoServer(mailbox, tls=tls_pair[0]) as server:
        client = aiosmtplib.SMTP(
            hostname="127.0.0.1",
            port=server.smtp_port,
            use_tls=True,
            tls_context=tls_pair[1],
            timeout=60,
        )
        async with client:
            await client.ehlo()
            await client.auth_plain("desk", PASSWORD)
            await send(client, ANNA)
        assert server.mails[0].raw == RAW


async def test_starttls_then_login(
    mailbox: DemoMailbox, tls_pair: tuple[ssl.SSLContext, ssl.SSLContext]
) -> None:
    async with DemoServer(mailbox, tls=tls_pair[0], security=Security.STARTTLS) as server:
        client = aiosmtplib.SMTP(
            hostname="127.0.0.1",
            port=server.smtp_port,
            start_tls=True,
            tls_context=tls_pair[1],
            timeout=60,
        )
        async with client:
            await client.ehlo()
            assert not client.supports_extension("starttls")
            await client.auth_plain("desk", PASSWORD)
            await send(client, ANNA)
        assert server.mails[0].raw == RAW


def test_commands_out_of_order_are_refused(server: DemoServer) -> None:
    plain = b"AUTH PLAIN " + base64.b64encode(b"\0desk\0" + PASSWORD.encode())
    answers = dialogue(
        server,
        b"MAIL FROM:<a@b>",
        b"HELO me",
        b"RCPT TO:<a@b>",
        b"DATA",
        plain,
        plain,
        b"MAIL TO:<a@b>",
        b"MAIL FROM:<a@b>",
        b"MAIL FROM:<a@b>",
        b"RCPT FROM:<a@b>",
        b"RCPT TO:<>",
        b"VRFY a",
        b"NOOP",
        b"STARTTLS",
        b"AUTH PLAIN",
        b"FROB",
        b"QUIT",
    )
    codes = [answer[:3] for answer in answers]
    assert codes == (
        b"220 503 250 503 503 235 503 501 250 503 501 501 252 250 502 503 500 221".split()
    )


@pytest.mark.parametrize("answer", [b"AUTH PLAIN ====", b"AUTH PLAIN YQ==", b"AUTH FOO x"])
def test_unusable_auth_is_refused(server: DemoServer, answer: bytes) -> None:
    assert dialogue(server, b"EHLO me", answer)[-1][:2] == b"50"


def test_only_a_dot_between_crlf_ends_the_mail(server: DemoServer) -> None:
    plain = b"AUTH PLAIN " + base64.b64encode(b"\0desk\0" + PASSWORD.encode())
    smuggled = b"a\n.\nMAIL FROM:<evil@example.org>\r\nb\r.\r\n"
    dialogue(
        server, b"EHLO me", plain, b"MAIL FROM:<a@b>", b"RCPT TO:<c@d>", b"DATA", smuggled + b"."
    )
    assert [mail.raw for mail in server.mails] == [smuggled]


async def test_refused_recipient_does_not_stop_the_others(server: DemoServer) -> None:
    server.smtp_faults.add(RefuseRecipient(recipient=BOB))
    async with smtp(server) as client:
        refused, _ = await client.sendmail(SENDER, [ANNA, BOB], RAW)
    assert list(refused) == [BOB]
    assert server.mails[0].recipients == (ANNA,)


@pytest.mark.parametrize("verb", ["EHLO", "AUTH", "MAIL", "RCPT", "DATA", MESSAGE])
@pytest.mark.parametrize("code", [451, 550])
async def test_any_verb_can_be_refused(server: DemoServer, verb: str, code: int) -> None:
    server.smtp_faults.add(Answer(verb, code, "not this time"))
    with pytest.raises(aiosmtplib.SMTPResponseException) as refused:
        async with smtp(server) as client:
            await send(client, ANNA)
    assert refused.value.code == code
    assert server.mails == ()


async def test_greeting_can_be_refused(server: DemoServer) -> None:
    server.smtp_faults.add(Answer(GREETING, 421, "4.3.2 Shutting down"))
    with pytest.raises(aiosmtplib.SMTPConnectError):
        async with smtp(server):
            pass


async def test_drop_after_the_message_accepts_without_an_answer(server: DemoServer) -> None:
    server.smtp_faults.add(DropAfter(MESSAGE))
    async with smtp(server) as client:
        with pytest.raises(aiosmtplib.SMTPServerDisconnected):
            await send(client, ANNA)
    assert len(server.mails) == 1


@pytest.mark.parametrize(
    "fault", [DropBefore(MESSAGE), DropBefore("DATA"), DropInUpload("DATA", 10), CutAnswer("DATA")]
)
async def test_drop_before_acceptance_keeps_nothing(
    server: DemoServer, fault: DropBefore | DropInUpload | CutAnswer
) -> None:
    server.smtp_faults.add(fault)
    async with smtp(server) as client:
        with pytest.raises(aiosmtplib.SMTPServerDisconnected):
            await send(client, ANNA)
    assert server.mails == ()


async def test_late_final_answer_comes_after_the_mail_is_kept(server: DemoServer) -> None:
    gate = Gate()
    server.smtp_faults.add(HoldAnswer(MESSAGE, gate))
    async with smtp(server) as client:
        sending = asyncio.create_task(send(client, ANNA))
        assert await asyncio.to_thread(gate.reached.wait, 10)
        assert len(server.mails) == 1
        assert not sending.done()
        gate.open()
        await sending


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.binary(max_size=300))
def test_any_bytes_leave_the_smtp_server_alive(server: DemoServer, data: bytes) -> None:
    with RawClient(server.smtp_port) as raw:
        raw.send(data + b"\r\n")
    assert dialogue(server, b"NOOP")[-1].startswith(b"250")
    assert server.crashes == ()


def test_line_without_an_end_is_refused(server: DemoServer) -> None:
    with RawClient(server.smtp_port) as raw:
        raw.send(b"x" * 1_100_000)
        assert raw.read_line()[:3] in (b"500", b"")
    assert dialogue(server, b"NOOP")[-1].startswith(b"250")


async def test_usual_trouble_goes_by_the_address_and_harms_no_other_mail(
    server: DemoServer,
) -> None:
    server.smtp_faults.add(*usual_trouble())
    async with smtp(server) as client:
        await client.mail(SENDER)
        with pytest.raises(aiosmtplib.SMTPRecipientRefused) as refused:
            await client.rcpt(REFUSED)
        with pytest.raises(aiosmtplib.SMTPRecipientRefused) as busy:
            await client.rcpt(BUSY)
        assert (refused.value.code, busy.value.code) == (550, 450)
        await client.rcpt(ANNA)
        await client.data(RAW)
    async with smtp(server) as client:
        with pytest.raises(aiosmtplib.SMTPServerDisconnected):
            await send(client, UNSURE)
    async with smtp(server) as client:
        await send(client, BOB)
    assert [mail.recipients for mail in server.smtp.mails] == [(ANNA,), (UNSURE,), (BOB,)]
