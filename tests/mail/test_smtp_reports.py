"""Asking the server for reports (RFC 3461), and for a copy that proves that it took the mail."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import pytest
from pydantic import SecretStr

from agent_console.mail.smtp import Envelope, Outcome, SendResult, send
from tests.mail.test_smtp_stages import RAW, Script, running

HOME = "support@company.example"
KIM = "kim+x@customer.example"
LOU = "lou@customer.example"
GREETING = "250-test\r\n250-AUTH PLAIN\r\n250-DSN\r\n250 SIZE 1000000"


@dataclass(slots=True)
class Picky(Script):
    """A server that offers DSN; ``answers`` go to lines that contain the key."""

    answers: tuple[tuple[str, str], ...] = ()
    greeting: str = GREETING

    async def _say(self, writer: asyncio.StreamWriter, step: str) -> bool:
        last = self.lines[-1] if self.lines else ""
        told = (answer for part, answer in self.answers if part in last and step != "END")
        answer = self.greeting if step == "EHLO" else next(told, "")
        self.odd = {step: answer} if answer else {}
        return await Script._say(self, writer, step)

    def asked(self) -> list[str]:
        return [line for line in self.lines if line.startswith(("MAIL", "RCPT", "DATA"))]


async def attempt(
    script: Picky,
    envelope: Envelope,
    *,
    dsn: bool = True,
    begun: list[tuple[str, ...]] | None = None,
) -> SendResult:
    async with running(script):
        return await send(
            script.config(),
            SecretStr("secret"),
            envelope,
            RAW,
            before_data=lambda taken: begun.append(taken) if begun is not None else None,
            dsn=dsn,
            reply_seconds=5,
            data_seconds=5,
        )


async def test_reports_are_asked_for_where_the_server_offers_them() -> None:
    script = Picky()
    result = await attempt(script, Envelope(HOME, (KIM,), token="t.a=1+2"))
    assert result.outcome is Outcome.SENT
    assert script.asked() == [
        f"MAIL FROM:<{HOME}> SIZE={len(RAW)} RET=HDRS ENVID=t.a+3D1+2B2",
        f"RCPT TO:<{KIM}> NOTIFY=FAILURE,DELAY ORCPT=rfc822;kim+2Bx@customer.example",
        "DATA",
    ]


@pytest.mark.parametrize(
    ("greeting", "dsn"), [(GREETING.replace("250-DSN\r\n", ""), True), (GREETING, False)]
)
async def test_reports_are_not_asked_for_where_nobody_wants_or_offers_them(
    greeting: str, dsn: bool
) -> None:
    script = Picky(greeting=greeting)
    result = await attempt(script, Envelope(HOME, (KIM,), HOME, "token"), dsn=dsn)
    assert result.outcome is Outcome.SENT
    assert script.asked() == [
        *(f"MAIL FROM:<{HOME}> SIZE={len(RAW)}", f"RCPT TO:<{KIM}>", f"RCPT TO:<{HOME}>", "DATA"),
    ]


@pytest.mark.parametrize("part", ["RET=", "ORCPT="])
@pytest.mark.parametrize("code", [501, 504, 555])
async def test_server_that_refuses_the_wish_for_reports_gets_the_mail_without_it(
    part: str, code: int
) -> None:
    script = Picky(answers=((part, f"{code} 5.5.4 unknown parameter"),))
    result = await attempt(script, Envelope(HOME, (KIM, LOU)))
    assert (result.outcome, result.accepted) == (Outcome.SENT, (KIM, LOU))
    assert [line for line in script.asked() if part in line] == [
        next(line for line in script.asked() if part in line)
    ]
    assert script.accepted == 1


async def test_recipient_refused_for_another_reason_is_asked_once() -> None:
    script = Picky(answers=((KIM, "550 5.1.1 nobody"),))
    result = await attempt(script, Envelope(HOME, (KIM, LOU)))
    assert (result.outcome, result.accepted) == (Outcome.PARTIAL, (LOU,))
    assert sum(KIM in line for line in script.asked()) == 1


async def test_receipt_is_the_last_recipient_and_wants_no_reports() -> None:
    script, begun = Picky(), list[tuple[str, ...]]()
    result = await attempt(script, Envelope(HOME, (KIM,), HOME), begun=begun)
    assert script.asked()[-2:] == [f"RCPT TO:<{HOME}> NOTIFY=NEVER", "DATA"]
    assert (result.outcome, result.accepted, begun) == (Outcome.SENT, (KIM,), [(KIM,)])


async def test_receipt_alone_is_never_sent() -> None:
    script = Picky(answers=((KIM, "550 5.1.1 nobody"),))
    result = await attempt(script, Envelope(HOME, (KIM,), HOME))
    assert (result.outcome, result.accepted, script.accepted) == (Outcome.REFUSED, (), 0)
    assert not any(HOME in line for line in script.asked() if line.startswith("RCPT"))


async def test_receipt_that_is_refused_keeps_nothing_back() -> None:
    script = Picky(answers=((f"TO:<{HOME}>", "550 5.1.1 not here"),))
    result = await attempt(script, Envelope(HOME, (KIM,), HOME))
    assert (result.outcome, dict(result.refused)) == (Outcome.SENT, {})


async def test_receipt_that_is_a_recipient_already_is_named_once() -> None:
    script = Picky()
    await attempt(script, Envelope(HOME, (HOME, KIM), HOME))
    assert sum(f"TO:<{HOME}>" in line for line in script.asked()) == 1


@pytest.mark.parametrize(
    ("said", "limit"), [("SIZE 5000", 5000), ("SIZE 0", None), ("SIZE", None), ("SIZE x", None)]
)
async def test_limit_that_the_server_names_is_told(said: str, limit: int | None) -> None:
    script = Picky(greeting=f"250-test\r\n250-AUTH PLAIN\r\n250 {said}")
    assert (await attempt(script, Envelope(HOME, (KIM,)))).size_limit == limit


async def test_mail_larger_than_the_limit_is_never_begun() -> None:
    script = Picky(greeting="250-test\r\n250-AUTH PLAIN\r\n250 SIZE 5")
    result = await attempt(script, Envelope(HOME, (KIM,)))
    assert (result.outcome, result.size_limit, script.asked()) == (Outcome.REFUSED, 5, [])
