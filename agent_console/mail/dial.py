"""Reaching an IMAP server: socket, encryption, greeting, sign-in.

imapclient does the greeting, the sign-in and later the folder lists, over our own stream. What we
use of imapclient's and imaplib's inner side stands in this file alone: the overridable
``open``, ``read``, ``readline``, ``send`` and ``shutdown`` of ``imaplib.IMAP4`` and
``IMAPClient._create_IMAP4``; a test holds them to it.
"""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from imapclient import IMAPClient
from imapclient.exceptions import LoginError
from pydantic import SecretStr

from agent_console.clock import Clock, SystemClock
from agent_console.config import Security, ServerConfig
from agent_console.errors import MailError, SignInError
from agent_console.i18n import _
from agent_console.mail.extensions import switch_on
from agent_console.mail.reach import (
    check_login,
    may_sign_in,
    plain_answer,
    reaching,
    start_tls,
    unsafe,
    wrong_password,
)
from agent_console.mail.stream import Stream
from agent_console.mail.tokens import LiveToken
from agent_console.mail.wire import (
    PIECE_COST,
    ConnectionLostError,
    RefusedError,
    Wire,
    asked_wait,
    server_words,
    split_code,
)
from agent_console.mail.xoauth2 import MECHANISM, Xoauth2, not_offered, token_refused

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

ANSWER_MAX = 32 * 1024 * 1024
OPEN_SECONDS = 60.0

# What imaplib and imapclient trip over when an answer is not what they expect.
_NONSENSE = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    MemoryError,
    RecursionError,
)
_LIBRARY_ERRORS = (imaplib.IMAP4.error, OSError, *_NONSENSE)
_CODE_ANYWHERE = re.compile(r"\[[A-Z][A-Z0-9-]*(?: [^\]]*)?\].*", re.S)


class Line(imaplib.IMAP4):
    """imaplib's protocol over a stream that is already open, with answers of bounded size."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._room = ANSWER_MAX
        super().__init__()

    def open(self, host: str = "", port: int = 0, timeout: float | None = None) -> None:
        """Take the stream's socket instead of making one."""
        self.host, self.port, self.sock = host, port, self._stream.socket

    def read(self, size: int) -> bytes:
        """Read a literal."""
        self._take(size)
        return self._stream.read(size)

    def readline(self) -> bytes:
        """Read a line."""
        line = self._stream.readline()
        self._take(len(line))
        return line

    def send(self, data: ReadableBuffer) -> None:
        """Send bytes."""
        self._room = ANSWER_MAX
        self._stream.send(bytes(data))

    def _take(self, size: int) -> None:
        self._room -= size + PIECE_COST
        if self._room < 0:
            raise OSError("answer too long")

    def shutdown(self) -> None:
        """Close the stream."""
        self._stream.close()


class Client(IMAPClient):  # type: ignore[misc]  # imapclient has no type annotations
    """imapclient over a stream that is already open."""

    def __init__(self, host: str, port: int, stream: Stream) -> None:
        self._stream = stream
        super().__init__(host, port, ssl=False)
        self.folder_encode = False
        self._imap.debug = 0

    def _create_IMAP4(self) -> Line:
        return Line(self._stream)

    @property
    def greeted_signed_in(self) -> bool:
        """Whether the server says we are signed in without having asked (PREAUTH)."""
        return bool(self._imap.state != "NONAUTH")

    def forget(self) -> None:
        """Drop all that was said before the encryption or the sign-in (RFC 3501 §6.2.1)."""
        self._imap.untagged_responses.clear()
        self._starttls_done = True
        self._cached_capabilities = None


@contextmanager
def told_as_mail_error(what: str) -> Iterator[None]:
    """Turn every exception of imaplib, imapclient and the socket into a MailError."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise MailError(
            _("Mail server"),
            _("The certificate of {server} cannot be trusted: {reason}").format(
                server=what, reason=server_words(error.verify_message)
            ),
            _("Check the host name, or name the server's own certificate with ca_file."),
        ) from error
    except ssl.SSLError as error:
        raise MailError(
            _("Mail server"),
            _("No encrypted connection to {server}: {reason}").format(
                server=what, reason=server_words(str(error))
            ),
            _("Check the port (993 for tls, 143 for starttls) and the setting security."),
        ) from error
    except TimeoutError as error:
        raise ConnectionLostError(
            _("{server} did not answer in time.").format(server=what)
        ) from error
    except ConnectionRefusedError as error:
        words = _("nobody answers there (connection refused)")
        raise ConnectionLostError(
            _("Talking to {server} failed: {reason}").format(server=what, reason=words)
        ) from error
    except _NONSENSE as error:
        raise ConnectionLostError(_("The mail server's answer makes no sense.")) from error
    except (imaplib.IMAP4.error, OSError) as error:
        code, _rest, said = _code_in(str(error))
        raise ConnectionLostError(
            _("Talking to {server} failed: {reason}").format(
                server=what, reason=server_words(said) or type(error).__name__
            ),
            code=code,
            wait=asked_wait(said),
        ) from error


def dial(server: ServerConfig, clock: Clock, *, seconds: float) -> tuple[Client, Stream]:
    """Open an encrypted connection and hear the greeting; raises MailError.

    TLS from the first byte unless STARTTLS was chosen, which then is mandatory; an unencrypted
    connection to this machine only.
    """
    with (
        told_as_mail_error(f"{server.host}:{server.port}"),
        reaching(server, clock, seconds=seconds) as (stream, context),
    ):
        client = Client(server.host, server.port, stream)
        if client.greeted_signed_in:
            raise unsafe(_("The server signs us in without being asked (PREAUTH)."))
        if context is not None and server.security is Security.STARTTLS:
            start_tls(stream, context, server.host, offered=client.has_capability("STARTTLS"))
            client.forget()
        return client, stream


def sign_in(
    client: Client, stream: Stream, user: str, secret: SecretStr, *, seconds: float
) -> None:
    """Sign in with SASL PLAIN (RFC 4616), any password in UTF-8, or XOAUTH2 for a LiveToken.

    Raises SignInError only when the server says that user or password are wrong and is still
    there; MailError for everything else (too many connections, server busy, line broken).
    """
    password = secret.get_secret_value()
    if isinstance(secret, LiveToken):
        _sign_in_by_token(client, stream, user, secret, seconds=seconds)
        return
    check_login(user, password)
    with stream.deadline(seconds), told_as_mail_error(client.host):
        offers_plain = client.has_capability("AUTH=PLAIN")
        disabled = client.has_capability("LOGINDISABLED")
        may_sign_in(stream, plain=offers_plain, disabled=disabled)
        try:
            if offers_plain:
                client.sasl_login("PLAIN", lambda _challenge: plain_answer(user, password))
            else:
                client.login(user, password)
        except LoginError as error:
            raise _refused(client, error) from None
        client.forget()


def _sign_in_by_token(
    client: Client, stream: Stream, user: str, secret: LiveToken, *, seconds: float
) -> None:
    """Sign in with a token; one that is refused is renewed once, and tried once more."""
    for again in (True, False):
        token = secret.get_secret_value()
        answers = Xoauth2(user, token)

        def wrong(said: bytes, answers: Xoauth2 = answers) -> SignInError:
            return token_refused(user, said, answers.told)

        with stream.deadline(seconds), told_as_mail_error(client.host):
            if not client.has_capability(f"AUTH={MECHANISM}"):
                raise not_offered()
            try:
                client.sasl_login(MECHANISM, answers)
            except LoginError as error:
                refusal = _refused(client, error, wrong)
            else:
                secret.accepted(token)
                client.forget()
                return
        if not (isinstance(refusal, SignInError) and secret.refused(token) and again):
            raise refusal


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A line on which we are signed in, and what the server can do on it."""

    client: Client
    wire: Wire
    clock: Clock
    capabilities: set[str]

    def close(self) -> None:
        """Leave without a word."""
        self.wire.stream.close()


def dial_in(
    server: ServerConfig,
    secret: SecretStr,
    *,
    clock: Clock | None = None,
    seconds: float = OPEN_SECONDS,
) -> SignedIn:
    """Connect, encrypt, sign in, learn what the server can and switch on what helps.

    ``seconds`` is the deadline for all of it. Raises SignInError when user or password are wrong,
    MailError for everything else.
    """
    clock = clock or SystemClock()
    secret.get_secret_value()  # a token is renewed before the server waits for it
    client, stream = dial(server, clock, seconds=seconds)
    try:
        sign_in(client, stream, server.user, secret, seconds=seconds)
        wire = Wire(stream)
        return SignedIn(client, wire, clock, switch_on(wire, seconds=seconds))
    except BaseException:
        stream.close()
        raise


def _refused(
    client: Client, error: LoginError, wrong: Callable[[bytes], SignInError] = wrong_password
) -> MailError:
    """Return what a refusal means; ``wrong`` makes the error for one that is about the secret."""
    if isinstance(error.__context__, imaplib.IMAP4.abort):
        return ConnectionLostError(
            _("The mail server ended the connection during sign-in: {words}").format(
                words=server_words(str(error))
            )
        )
    code, _rest, said = _code_in(str(error))
    said_no = "command error: BAD" not in str(error)
    if code == "AUTHENTICATIONFAILED" or (not code and said_no and _still_there(client)):
        return wrong(said)
    return RefusedError(server_words(said), code=code, wait=asked_wait(said))


def _still_there(client: Client) -> bool:
    try:
        client.noop()
    except _LIBRARY_ERRORS:
        return False
    return True


def _code_in(text: str) -> tuple[str, bytes, bytes]:
    found = _CODE_ANYWHERE.search(text)
    words = (found[0] if found else text).encode("utf-8", "replace")
    return split_code(words)
