"""One mail handed to the mail server, stage by stage, so that the outcome is always known.

Only an answer of the server counts. Before the first byte of DATA nothing can have been sent; from
there on silence, a cut line or nonsense means *unknown*, and nobody may send that mail again
without looking (RFC 5321 §4.5.3.2, §6.1).
"""

from __future__ import annotations

import asyncio
import inspect
import re
import ssl
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import aiosmtplib
from pydantic import SecretStr

from agent_console.config import Security, ServerConfig
from agent_console.desk.text import shorten
from agent_console.errors import ConsoleError, SignInError
from agent_console.i18n import _, pgettext
from agent_console.mail.envelope import (
    Envelope,
    Outcome,
    Refusal,
    SendResult,
    Stage,
    notify_options,
    report_options,
)
from agent_console.mail.outbound import wire_address
from agent_console.mail.reach import LOOPBACK
from agent_console.mail.smtp_line import reason_of, unprotected, untrusted
from agent_console.mail.smtp_token import sign_in_by_token
from agent_console.mail.tokens import LiveToken
from agent_console.mail.wire import server_words

__all__ = ["Envelope", "Outcome", "Refusal", "SendResult", "Stage", "check", "send"]

_CHECK_SECONDS = (30.0, 30.0)
Result = TypeVar("Result")
_GOODBYE_SECONDS = 2.0
_SHOWN = 300
_REFUSED = 535
_NOT_SIGNED_IN = (530, 534, 535, 538)
_PARAMETERS_REFUSED = (501, 504, 555)

BeforeData = Callable[[tuple[str, ...]], Awaitable[None] | None]
Look = Callable[[aiosmtplib.SMTP], Awaitable[None]]
_Ask = Callable[[list[str]], Awaitable[object]]


async def send(
    server: ServerConfig,
    secret: SecretStr | None,
    envelope: Envelope,
    raw: bytes,
    *,
    before_data: BeforeData,
    dsn: bool = False,
    reply_seconds: float = 60.0,
    data_seconds: float = 600.0,
) -> SendResult:
    """Hand ``raw`` to the server for ``envelope`` and return what is known about it.

    ``before_data`` runs after a recipient was accepted and before the first byte of DATA, and is
    given all that were: there the caller records that from now on the outcome may be unknown. What
    it raises reaches the caller, and nothing was sent. With ``dsn`` a server that offers it is
    asked to report failures and delays (RFC 3461).

    Before that point cancelling ends the attempt; after it the attempt goes on to the end and its
    result is returned although the task was cancelled, so run this in a task of the application,
    not of a screen.
    """
    try:
        sender = wire_address(envelope.sender) if envelope.sender else ""
        recipients = {name: wire_address(name) for name in envelope.recipients}
        receipt = wire_address(envelope.receipt) if envelope.receipt else ""
    except ConsoleError as error:
        return SendResult(Outcome.REFUSED, Stage.CONNECT, error.message)
    times = (reply_seconds, data_seconds)
    job = _Job(server, secret, sender, recipients, raw, *times, receipt, envelope.token, dsn)
    delivery = _Delivery(job)
    try:
        stopped = await delivery.guarded(delivery.prepare())
        if stopped:
            return stopped
        return await _to_the_end(_commit(delivery, before_data))
    finally:
        await _to_the_end(delivery.close())


async def check(
    server: ServerConfig, secret: SecretStr | None, *, sender: str, look: Look | None = None
) -> SendResult | None:
    """Connect and sign in, let ``look`` see the line, send nothing; return what was wrong, if any.

    ``look`` must leave the conversation in order.
    """
    delivery = _Delivery(_Job(server, secret, sender, {}, b"", *_CHECK_SECONDS))
    try:
        return await delivery.guarded(delivery.begin(look))
    finally:
        await delivery.close()


@dataclass(frozen=True, slots=True)
class _Job:
    """What one attempt needs; ``recipients`` maps the given form to the server's."""

    server: ServerConfig
    secret: SecretStr | None
    sender: str
    recipients: dict[str, str]
    raw: bytes
    reply_seconds: float
    data_seconds: float
    receipt: str = ""
    token: str = ""
    dsn: bool = False


async def _commit(delivery: _Delivery, before_data: BeforeData) -> SendResult:
    waiting = before_data(delivery.taken)
    if inspect.isawaitable(waiting):
        await waiting
    return await delivery.guarded(delivery.data()) or delivery.accepted()


async def _to_the_end(work: Coroutine[Any, Any, Result]) -> Result:
    """Wait for ``work``, however often the waiting is cancelled meanwhile."""
    task = asyncio.ensure_future(work)
    while True:
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            if task.cancelled():
                raise


class _Stopped(Exception):
    """The attempt ends here, before DATA, for a reason of ours."""

    def __init__(self, outcome: Outcome, detail: str) -> None:
        super().__init__(detail)
        self.outcome = outcome
        self.detail = detail


class _Delivery:
    """One conversation with the server."""

    def __init__(self, job: _Job) -> None:
        self._job = job
        self._stage = Stage.CONNECT
        self._refused: dict[str, Refusal] = {}
        self._accepted: list[str] = []
        self._dsn = False
        self._client: aiosmtplib.SMTP | None = None
        self._line: asyncio.BaseTransport | None = None
        self._tidy = False

    async def guarded(self, work: Coroutine[Any, Any, object]) -> SendResult | None:
        """Do ``work``; return None when it went through, else what the failure means."""
        self._tidy = False
        result = None
        try:
            await work
        except _Stopped as stop:
            result = self._result(stop.outcome, stop.detail)
        except SignInError as error:
            words = f"{error.message} {error.hint}".strip()
            result = self._result(Outcome.DEFERRED, words, _REFUSED)
        except aiosmtplib.SMTPResponseException as error:
            result = self._answered(error.code, error.message)
        except (aiosmtplib.SMTPException, OSError) as error:
            return self._cut(error)
        self._tidy = True
        return result

    async def begin(self, look: Look | None = None) -> aiosmtplib.SMTP:
        """Connect and sign in."""
        client = await self._new_client()
        self._client = client
        await client.connect()
        self._line = client.transport
        await client.ehlo()
        self._stage = Stage.SIGN_IN
        await self._sign_in(client)
        if look:
            await look(client)
        return client

    async def prepare(self) -> None:
        """Connect, sign in and name sender and recipients; afterwards DATA may begin."""
        client = await self.begin()
        self._stage = Stage.SENDER
        self._dsn = self._job.dsn and client.supports_extension("dsn")
        options, encoding = self._mail_options(client)

        async def mail(more: list[str]) -> None:
            await client.mail(self._job.sender, options=[*options, *more], encoding=encoding)

        await self._ask(mail, report_options(self._job.token))
        self._stage = Stage.RECIPIENTS
        for recipient, name in self._job.recipients.items():
            refusal = await self._name(client, name, notify_options(name), encoding)
            if refusal is None:
                self._accepted.append(recipient)
            else:
                self._refused[recipient] = refusal
        if not self._accepted:
            raise self._all_refused()
        if self._job.receipt and self._job.receipt not in self._job.recipients.values():
            await self._name(client, self._job.receipt, ["NOTIFY=NEVER"], encoding)
        _still_there(client)

    async def _name(
        self, client: aiosmtplib.SMTP, name: str, notify: list[str], encoding: str
    ) -> Refusal | None:
        """Name one recipient; return why the server does not take it, None when it does."""

        async def rcpt(more: list[str]) -> None:
            await client.rcpt(name, options=more, encoding=encoding)

        try:
            await self._ask(rcpt, notify)
        except aiosmtplib.SMTPRecipientRefused as error:
            if not 400 <= error.code <= 599:
                raise
            return Refusal(error.code, server_words(error.message))
        return None

    async def _ask(self, ask: _Ask, reports: list[str]) -> None:
        """Ask with the wish for reports; without it when that is what the server refuses."""
        try:
            await ask(reports if self._dsn else [])
        except aiosmtplib.SMTPResponseException as error:
            if not self._dsn or error.code not in _PARAMETERS_REFUSED:
                raise
            self._dsn = False
            await ask([])

    @property
    def taken(self) -> tuple[str, ...]:
        """The recipients that the server takes the mail for."""
        return tuple(self._accepted)

    async def data(self) -> None:
        """Hand over the mail itself; only the server's 250 ends this without an error."""
        client = _still_there(self._client)
        self._stage = Stage.DATA
        await client.data(self._job.raw, timeout=self._job.data_seconds)

    def accepted(self) -> SendResult:
        """Return the result after the server's 250."""
        return self._result(Outcome.PARTIAL if self._refused else Outcome.SENT, "")

    async def close(self) -> None:
        """Say goodbye if the conversation is in order, and close the line."""
        if self._client is None:
            return
        if self._tidy:
            with suppress(aiosmtplib.SMTPException, OSError):
                await self._client.quit(timeout=_GOODBYE_SECONDS)
        self._client.close()
        if isinstance(self._line, asyncio.WriteTransport):
            # The conversation is over; nobody has to wait for the other side's farewell to TLS.
            self._line.abort()
            await asyncio.sleep(0)

    async def _new_client(self) -> aiosmtplib.SMTP:
        server = self._job.server
        plain = server.security is Security.PLAIN
        if plain and server.host not in LOOPBACK:
            raise _Stopped(Outcome.DEFERRED, _("mail is not sent unprotected to another machine"))
        return aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            timeout=self._job.reply_seconds,
            local_hostname=self._job.sender.rpartition("@")[2] or "localhost",
            use_tls=server.security is Security.TLS,
            start_tls=server.security is Security.STARTTLS,
            tls_context=None if plain else await asyncio.to_thread(_tls_context, server),
        )

    async def _sign_in(self, client: aiosmtplib.SMTP) -> None:
        if not self._job.server.user:
            return
        if self._job.secret is None:
            raise _Stopped(Outcome.DEFERRED, _("no password is stored for the mail server"))
        user = self._job.server.user
        if isinstance(self._job.secret, LiveToken):
            if trouble := await sign_in_by_token(client, user, self._job.secret):
                raise _Stopped(Outcome.DEFERRED, trouble)
            return
        password = self._job.secret.get_secret_value()
        if "plain" in client.server_auth_methods:
            await client.auth_plain(user, password)
        elif "login" in client.server_auth_methods:
            await client.auth_login(user, password)
        else:
            raise _Stopped(
                Outcome.DEFERRED, _("the mail server offers no way to sign in with a password")
            )

    def _mail_options(self, client: aiosmtplib.SMTP) -> tuple[list[str], str]:
        size, limit = len(self._job.raw), size_limit(client)
        if limit is not None and limit < size:
            raise _Stopped(Outcome.REFUSED, _too_large(size, limit))
        options = [f"SIZE={size}"] if client.supports_extension("size") else []
        names = (self._job.sender, self._job.receipt, *self._job.recipients.values())
        if self._job.raw.isascii() and all(name.isascii() for name in names):
            return options, "ascii"
        if not client.supports_extension("smtputf8"):
            raise _Stopped(
                Outcome.REFUSED, _("the mail server cannot handle addresses with such letters")
            )
        return [*options, "BODY=8BITMIME", "SMTPUTF8"], "utf-8"

    def _all_refused(self) -> _Stopped:
        final = all(refusal.code >= 500 for refusal in self._refused.values())
        words = "; ".join(
            f"{server_words(name)}: {refusal.text}" for name, refusal in self._refused.items()
        )
        detail = _("no recipient was accepted: {answers}").format(answers=words)
        return _Stopped(Outcome.REFUSED if final else Outcome.DEFERRED, shorten(detail, _SHOWN))

    def _answered(self, code: int, text: str) -> SendResult:
        """Judge an answer that is not the one asked for."""
        answer = f"{code} {server_words(text)}".strip()
        if not 400 <= code <= 599:
            return self._cut(ValueError(answer))
        if code in _NOT_SIGNED_IN:
            self._stage = Stage.SIGN_IN
        if self._stage is Stage.SIGN_IN:
            words = _("the mail server did not accept the sign-in: {answer}")
            if code >= 500:
                words = _("the mail server refused the user name or the password: {answer}")
            return self._result(Outcome.DEFERRED, words.format(answer=answer), code)
        final = code >= 500 and self._stage is not Stage.CONNECT
        words = _("the mail server answered: {answer}").format(answer=answer)
        return self._result(Outcome.REFUSED if final else Outcome.DEFERRED, words, code)

    def _cut(self, error: Exception) -> SendResult:
        """Judge a missing answer, or one that makes no sense."""
        reason = reason_of(error)
        if self._stage is Stage.DATA:
            words = _("the line broke while the mail was handed over: {reason}")
            return self._result(Outcome.UNKNOWN, words.format(reason=reason))
        words = _("the mail server was not reached: {reason}")
        if self._stage is not Stage.CONNECT:
            words = _("the line to the mail server broke before the mail was sent: {reason}")
        elif unsafe := unprotected(error):
            words = _("nothing was told to the mail server: {reason}")
            reason = unsafe
        result = self._result(Outcome.DEFERRED, words.format(reason=reason))
        return replace(result, untrusted=untrusted(error))

    def _result(self, outcome: Outcome, detail: str, code: int = 0) -> SendResult:
        limit = size_limit(self._client) if self._client else None
        refused = dict(self._refused)
        return SendResult(outcome, self._stage, detail, refused, code, self.taken, limit)


def _still_there(client: aiosmtplib.SMTP | None) -> aiosmtplib.SMTP:
    if client is None or not client.is_connected:
        raise aiosmtplib.SMTPServerDisconnected("Connection lost")
    return client


def _tls_context(server: ServerConfig) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=server.ca_file)


def size_limit(client: aiosmtplib.SMTP) -> int | None:
    """Return the most bytes the server takes, None when it names no limit (RFC 1870 §4)."""
    limit = client.esmtp_extensions.get("size", "")
    return int(limit) or None if re.fullmatch(r"[0-9]{1,18}", limit) else None


def _too_large(size: int, limit: int) -> str:
    """Say that a mail of ``size`` bytes is more than the server takes."""
    point = pgettext("decimal separator", ".")
    return _("the mail has {size} MB, the mail server takes {limit} MB at most").format(
        size=f"{size / 1e6:.1f}".replace(".", point),
        limit=f"{limit / 1e6:.1f}".replace(".", point),
    )
