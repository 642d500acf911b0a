"""Sending against a server that stops, hangs, refuses or babbles at every step."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from pydantic import SecretStr

from agent_console.config import Security, ServerConfig
from agent_console.mail.smtp import Envelope, Outcome, SendResult, Stage, send

RAW = b"Subject: x\r\n\r\nHello\r\n"
ONE = Envelope("support@company.example", ("kim@customer.example",))
NORMAL = {
    "GREETING": "220 ready",
    "EHLO": "250-test\r\n250-AUTH PLAIN\r\n250 SIZE 1000000",
    "AUTH": "235 welcome",
    "MAIL": "250 ok",
    "RCPT": "250 ok",
    "DATA": "354 go on",
    "END": "250 queued",
    "QUIT": "221 bye",
}
BEFORE = {
    "GREETING": Stage.CONNECT,
    "EHLO": Stage.CONNECT,
    "AUTH": Stage.SIGN_IN,
    "MAIL": Stage.SENDER,
    "RCPT": Stage.RECIPIENTS,
}
SILENT = ("close", "hang", "babble")


@dataclass(slots=True)
class Script:
    """A server that answers by the book, but for ``odd``; it can fall silent after ``budget``.

    The odd answers ``close``, ``hang`` and ``babble`` are no answers. ``release`` lets a server go
    on that waits with its answer to the mail.
    """

    odd: dict[str, str] = field(default_factory=dict)
    budget: int = 1_000_000
    release: asyncio.Event | None = None
    verbs: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    received: asyncio.Event = field(default_factory=asyncio.Event)
    hanging: asyncio.Event = field(default_factory=asyncio.Event)
    accepted: int = 0
    port: int = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            going = await self._say(writer, "GREETING")
            while going and (line := await reader.readline()):
                self.lines.append(line.decode().strip())
                verb = line.split(b":")[0].split()[0].decode().upper()
                going = await self._say(writer, verb)
                if verb == "DATA" and going and "DATA" not in self.odd:
                    await reader.readuntil(b"\r\n.\r\n")
                    self.received.set()
                    if self.release:
                        await self.release.wait()
                    self.accepted += 1
                    going = await self._say(writer, "END")
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.transport.abort()

    async def _say(self, writer: asyncio.StreamWriter, step: str) -> bool:
        self.verbs.append(step)
        answer = self.odd.get(step, NORMAL[step])
        if answer == "close":
            return False
        if answer == "hang":
            self.hanging.set()
            await asyncio.Event().wait()
        if answer == "babble":
            answer = "what is this"
        data = (answer + "\r\n").encode()
        part = data[: self.budget]
        self.budget -= len(part)
        writer.write(part)
        await writer.drain()
        return len(part) == len(data)

    def config(self, security: Security = Security.PLAIN) -> ServerConfig:
        return ServerConfig(host="127.0.0.1", port=self.port, security=security, user="support")


@asynccontextmanager
async def running(script: Script) -> AsyncIterator[Script]:
    talks: set[asyncio.Task[None]] = set()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talks.add(asyncio.ensure_future(script.serve(reader, writer)))

    server = await asyncio.start_server(accept, "127.0.0.1", 0)
    script.port = server.sockets[0].getsockname()[1]
    try:
        yield script
    finally:
        server.close()
        for talk in talks:
            talk.cancel()
        await asyncio.gather(*talks, return_exceptions=True)


async def attempt(
    script: Script,
    begun: list[str] | None = None,
    *,
    envelope: Envelope = ONE,
    seconds: float = 5,
    security: Security = Security.PLAIN,
) -> SendResult:
    async def before_data(_taken: tuple[str, ...]) -> None:
        if begun is not None:
            begun.extend(script.verbs)

    return await send(
        script.config(security),
        SecretStr("secret"),
        envelope,
        RAW,
        before_data=before_data,
        reply_seconds=seconds,
        data_seconds=seconds,
    )


async def test_send_by_the_book_calls_before_data_between_recipient_and_data() -> None:
    begun: list[str] = []
    async with running(Script()) as script:
        result = await attempt(script, begun)
    assert result == SendResult(
        Outcome.SENT, Stage.DATA, accepted=ONE.recipients, size_limit=1_000_000
    )
    assert begun == ["GREETING", "EHLO", "AUTH", "MAIL", "RCPT"]
    assert script.verbs == [*begun, "DATA", "END", "QUIT"]


@pytest.mark.promise("sending server that hangs or never ends", "P8", "P9")
@pytest.mark.promise("server that stops at a step", "P2", "P3")
@pytest.mark.parametrize("answer", [*SILENT, "421 4.3.2 busy", "451 4.3.0 later", "550 5.1.0 no"])
@pytest.mark.parametrize("step", list(BEFORE))
async def test_send_when_a_step_before_data_fails_was_not_sent(step: str, answer: str) -> None:
    begun: list[str] = []
    async with running(Script({step: answer})) as script:
        result = await attempt(script, begun, seconds=0.5 if answer == "hang" else 5)
    final = answer.startswith("5") and step in ("MAIL", "RCPT")
    assert result.outcome is (Outcome.REFUSED if final else Outcome.DEFERRED)
    assert result.stage is BEFORE[step]
    assert result.detail
    assert (begun, script.accepted) == ([], 0)


@pytest.mark.promise("server that stops at a step", "P2", "P3")
@pytest.mark.parametrize("step", ["DATA", "END"])
@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("close", Outcome.UNKNOWN),
        ("hang", Outcome.UNKNOWN),
        ("babble", Outcome.UNKNOWN),
        ("299 what", Outcome.UNKNOWN),
        ("600 what", Outcome.UNKNOWN),
        ("421 4.3.2 busy", Outcome.DEFERRED),
        ("451 4.3.0 later", Outcome.DEFERRED),
        ("554 5.7.1 no", Outcome.REFUSED),
    ],
)
async def test_send_when_data_fails_only_an_answer_is_believed(
    step: str, answer: str, outcome: Outcome
) -> None:
    begun: list[str] = []
    async with running(Script({step: answer})) as script:
        result = await attempt(script, begun, seconds=0.2 if answer == "hang" else 5)
    assert (result.outcome, result.stage) == (outcome, Stage.DATA)
    assert begun


@pytest.mark.promise("server that stops at a step", "P2", "P3")
async def test_send_when_cut_at_any_byte_never_misjudges_an_accepted_mail() -> None:
    total = sum(len(answer) + 2 for step, answer in NORMAL.items() if step != "QUIT")
    lost = 0
    for budget in range(total + 1):
        async with running(Script(budget=budget)) as script:
            result = await attempt(script)
        if script.accepted:
            expected = Outcome.SENT if budget == total else Outcome.UNKNOWN
            lost += expected is Outcome.UNKNOWN
            assert result.outcome is expected
        else:
            assert result.outcome in (Outcome.DEFERRED, Outcome.UNKNOWN)
            assert (result.outcome is Outcome.UNKNOWN) is ("DATA" in script.verbs)
    assert total > 100
    assert lost == len(NORMAL["END"]) + 2


@pytest.mark.promise("server that stops at a step", "P2", "P3")
async def test_send_when_the_server_leaves_after_one_recipient_does_not_begin() -> None:
    begun: list[str] = []
    names = ("kim@customer.example", "lou@customer.example", "max@customer.example")

    class Leaving(Script):
        async def _say(self, writer: asyncio.StreamWriter, step: str) -> bool:
            if step == "RCPT" and self.verbs.count("RCPT") == 2:
                self.odd["RCPT"] = "421 4.3.2 shutting down"
            return await Script._say(self, writer, step)

    async with running(Leaving()) as script:
        result = await attempt(script, begun, envelope=Envelope(ONE.sender, names))
    assert (result.outcome, result.stage) == (Outcome.DEFERRED, Stage.RECIPIENTS)
    assert list(result.refused) == [names[2]]
    assert begun == []


@pytest.mark.promise("sending line that is not protected", "P20")
async def test_send_when_starttls_is_missing_never_signs_in() -> None:
    async with running(Script()) as script:
        result = await attempt(script, security=Security.STARTTLS)
    assert (result.outcome, result.stage) == (Outcome.DEFERRED, Stage.CONNECT)
    assert "AUTH" not in script.verbs


async def test_send_when_the_sender_must_sign_in_first_is_deferred() -> None:
    async with running(Script({"MAIL": "530 5.7.0 Authentication required"})) as script:
        result = await attempt(script)
    assert (result.outcome, result.stage, result.code) == (Outcome.DEFERRED, Stage.SIGN_IN, 530)


async def test_send_with_escape_sequences_in_the_answer_shows_none() -> None:
    async with running(Script({"END": "554 \x1b]0;owned\x07 [red]no[/] \x9b31m"})) as script:
        result = await attempt(script)
    assert result.outcome is Outcome.REFUSED
    assert result.detail.isprintable()
    assert "no" in result.detail


@pytest.mark.promise("sending server that hangs or never ends", "P8", "P9")
async def test_send_with_an_endless_answer_keeps_the_words_short() -> None:
    async with running(Script({"MAIL": "550 " + "x" * 7_000})) as script:
        result = await attempt(script)
    assert result.outcome is Outcome.REFUSED
    assert len(result.detail) < 400


async def test_send_cancelled_in_data_still_returns_the_answer() -> None:
    async with running(Script(release=asyncio.Event())) as script:
        task = asyncio.ensure_future(attempt(script))
        await script.received.wait()
        for _again in range(3):
            task.cancel()
            await asyncio.sleep(0)
        assert script.release
        script.release.set()
        result = await task
    assert result.outcome is Outcome.SENT
    assert script.accepted == 1


@pytest.mark.promise("sending server that hangs or never ends", "P8", "P9")
async def test_send_cancelled_in_the_goodbye_still_returns_the_answer() -> None:
    async with running(Script({"QUIT": "hang"})) as script:
        task = asyncio.ensure_future(attempt(script))
        await script.hanging.wait()
        task.cancel()
        result = await task
    assert result.outcome is Outcome.SENT


@pytest.mark.promise("sending server that hangs or never ends", "P8", "P9")
async def test_send_cancelled_before_data_sends_nothing() -> None:
    begun: list[str] = []
    async with running(Script({"MAIL": "hang"})) as script:
        task = asyncio.ensure_future(attempt(script, begun))
        await script.hanging.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert (begun, script.accepted) == ([], 0)
