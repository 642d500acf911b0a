"""Reaching a mail server: a socket, encryption, and no step that is not safe.

The standard library alone, so that a quick look at the mailbox loads nothing heavy.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from agent_console.clock import Clock
from agent_console.errors import MailError, SignInError
from agent_console.i18n import _
from agent_console.mail.stream import Stream
from agent_console.mail.wire import server_words

CONNECT_SECONDS = 15.0
READ_SECONDS = 60.0
TLS, STARTTLS, PLAIN = "tls", "starttls", "plain"
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class Server(Protocol):
    """Where a server is and how it is reached: the part of its settings that is needed here."""

    @property
    def host(self) -> str:
        """Its name or address."""
        ...

    @property
    def port(self) -> int:
        """Its port."""
        ...

    @property
    def security(self) -> str:
        """``TLS``, ``STARTTLS`` or ``PLAIN``."""
        ...

    @property
    def ca_file(self) -> Path | None:
        """The only certificates to trust, in PEM form; None: those of the system."""
        ...


@contextmanager
def reaching(
    server: Server, clock: Clock, *, seconds: float
) -> Iterator[tuple[Stream, ssl.SSLContext | None]]:
    """Give a line to ``server`` with a deadline over the block; closed when the block fails.

    TLS from the first byte unless STARTTLS was chosen: then the context is for :func:`start_tls`,
    and nothing may be believed or told before. An unencrypted line to this machine only. Raises
    MailError, OSError and ssl.SSLError.
    """
    what = f"{server.host}:{server.port}"
    context = _trust(server)
    sock = socket.create_connection((server.host, server.port), CONNECT_SECONDS)
    stream = Stream(sock, clock, read_timeout=READ_SECONDS)
    try:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if context is None and not _is_this_machine(str(sock.getpeername()[0])):
            raise _unencrypted(what)
        with stream.deadline(seconds):
            if context is not None and server.security == TLS:
                stream.start_tls(context, server.host)
            yield stream, context
    except BaseException:
        stream.close()
        raise


def start_tls(stream: Stream, context: ssl.SSLContext, host: str, *, offered: bool) -> None:
    """Encrypt a line that began without; everything the server said before is to be forgotten.

    A server that does not offer STARTTLS any more, or refuses it, is left (RFC 3501 §6.2.1).
    """
    if not offered:
        raise unsafe(_("The server does not offer STARTTLS."))
    tag = b"S1"
    stream.send(tag + b" STARTTLS\r\n")
    while not (line := stream.readline()).startswith(tag + b" "):
        if not line:
            raise ConnectionError("closed by the server")
    if not line.upper().startswith(tag + b" OK"):
        raise unsafe(_("The server refuses STARTTLS: {words}").format(words=server_words(line[3:])))
    stream.start_tls(context, host)


def check_login(user: str, password: str) -> None:
    """Raise SignInError for what can be no user name or password: it would end the command."""
    if any(char in user + password for char in "\r\n\0"):
        raise SignInError(
            _("Sign-in"),
            _("The user name or the password contains a line end."),
            _("Store the password again."),
        )


def may_sign_in(stream: Stream, *, plain: bool, disabled: bool) -> None:
    """Raise MailError where the server takes no passwords on this line.

    ``plain``: it offers SASL PLAIN; ``disabled``: it says LOGINDISABLED.
    """
    if disabled and not (plain and stream.encrypted):
        raise unsafe(_("The server does not accept passwords on this connection."))


def plain_answer(user: str, password: str) -> bytes:
    """Return what is told in SASL PLAIN (RFC 4616)."""
    return f"\0{user}\0{password}".encode()


def wrong_password(said: bytes) -> SignInError:
    """Return the error for a server that refuses user or password, in its words."""
    return SignInError(
        _("Sign-in"),
        _("The mail server refused the user name or the password: {words}").format(
            words=server_words(said)
        ),
        _("Check them with `agent-console setup`. Nothing stored was changed."),
    )


def unsafe(message: str) -> MailError:
    """Return the error for a server with which nothing more should be talked about."""
    return MailError(
        _("Mail server"),
        message,
        _('The connection was given up. Ask the provider, or try security = "tls".'),
    )


def _is_this_machine(address: str) -> bool:
    if address in LOOPBACK:
        return True
    from ipaddress import ip_address

    return ip_address(address).is_loopback


def _unencrypted(what: str) -> MailError:
    return MailError(
        _("Mail server"),
        _("{server} would be reached without encryption.").format(server=what),
        _('Write security = "tls" or "starttls".'),
    )


def _trust(server: Server) -> ssl.SSLContext | None:
    if server.security == PLAIN:
        if server.host not in LOOPBACK:
            raise _unencrypted(server.host)
        return None
    try:
        context = ssl.create_default_context(cafile=server.ca_file)
    except OSError as error:
        raise MailError(
            _("Mail server"),
            _("The certificate in {path} cannot be used: {reason}").format(
                path=server.ca_file, reason=server_words(str(error))
            ),
            _("Name a file in PEM form with ca_file, or leave ca_file out."),
        ) from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
