"""Why there is no line to the sending server, in words."""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Iterator
from errno import ECONNREFUSED, EHOSTUNREACH, ENETUNREACH

import aiosmtplib

from agent_console.i18n import _
from agent_console.mail.wire import server_words

_NO_TLS = ("WRONG_VERSION_NUMBER", "PACKET_LENGTH_TOO_LONG", "RECORD_LAYER_FAILURE")
"""What OpenSSL calls a first answer that is none of TLS; which one depends on its version."""

_NUMBER = re.compile(r"\[Errno (\d+)\]")
"""How asyncio names what went wrong at each address of a host, in the text alone."""

_NO_WAY = frozenset({EHOSTUNREACH, ENETUNREACH, ECONNREFUSED})


def unprotected(error: BaseException) -> str:
    """Say why the line to the server cannot be protected and what to do, "" where it can."""
    for seen in _behind(error):
        if isinstance(seen, ssl.SSLCertVerificationError):
            return _(
                "its certificate is not trusted ({reason}); check the host name, or name the"
                " server's own certificate with ca_file"
            ).format(reason=server_words(seen.verify_message).rstrip("."))
        if isinstance(seen, ssl.SSLError) and seen.reason in _NO_TLS:
            return _("it does not speak TLS on this port; check port and security in the settings")
    if type(error) is aiosmtplib.SMTPException and "STARTTLS" in str(error):
        return _('it does not offer STARTTLS; ask the provider, or try security = "tls"')
    return ""


def untrusted(error: BaseException) -> bool:
    """Tell whether it was the server's certificate that nothing vouches for."""
    return any(isinstance(one, ssl.SSLCertVerificationError) for one in _behind(error))


def reason_of(error: BaseException) -> str:
    """Return words for a failure."""
    if isinstance(error, TimeoutError):
        return _("no answer in time")
    if any(isinstance(one, socket.gaierror) for one in _behind(error)):
        return _("no such host is known")
    if isinstance(error, aiosmtplib.SMTPConnectError | OSError):
        numbers = {int(number) for number in _NUMBER.findall(str(error))}
        if numbers == {ECONNREFUSED}:
            return _("nobody answers there (connection refused)")
        if numbers and numbers <= _NO_WAY:
            return _("no way leads there (network or host not reachable)")
    return server_words(str(error)) or type(error).__name__


def _behind(error: BaseException) -> Iterator[BaseException]:
    """Yield the error and, one by one, what caused it."""
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__ or seen.__context__
