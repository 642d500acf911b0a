"""What a sending server can, asked without sending anything."""

from __future__ import annotations

from dataclasses import dataclass

import aiosmtplib
from pydantic import SecretStr

from agent_console.config import ServerConfig
from agent_console.mail import smtp
from agent_console.mail.envelope import SendResult

_EXTENSIONS = ("SIZE", "DSN", "8BITMIME", "SMTPUTF8", "PIPELINING", "CHUNKING")


@dataclass(frozen=True, slots=True)
class Offers:
    """What the server offers after the sign-in.

    ``size_limit`` is the most bytes it takes, None when it names no limit; ``null_sender`` whether
    ``MAIL FROM:<>`` was accepted, None when that was not tried.
    """

    extensions: frozenset[str]
    mechanisms: tuple[str, ...]
    size_limit: int | None = None
    null_sender: bool | None = None


async def survey(
    server: ServerConfig, secret: SecretStr, *, sender: str, null_sender: bool = False
) -> SendResult | Offers:
    """Sign in and return what the server offers, or what was wrong.

    With ``null_sender`` it is asked whether a mail may come from nobody, as automatic answers do
    (RFC 3834 §3.3); the question is taken back (RSET).
    """
    found: list[Offers] = []

    async def look(client: aiosmtplib.SMTP) -> None:
        accepted = await _takes_null_sender(client) if null_sender else None
        found.append(
            Offers(
                frozenset(n for n in _EXTENSIONS if client.supports_extension(n.lower())),
                tuple(sorted(name.upper() for name in client.server_auth_methods)),
                smtp.size_limit(client),
                accepted,
            )
        )

    trouble = await smtp.check(server, secret, sender=sender, look=look)
    return trouble or found[0]


async def _takes_null_sender(client: aiosmtplib.SMTP) -> bool:
    try:
        await client.mail("")
    except aiosmtplib.SMTPResponseException:
        return False
    await client.rset()
    return True
