"""One question to a sign-in service over HTTPS, and its answer: one JSON object.

Certificates are checked, redirections are not followed, and everything has a limit: what is asked
here holds secrets, and goes to the address of the settings alone.
"""

from __future__ import annotations

import json
import ssl
import time
from collections.abc import Mapping
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO, Any, Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import (
    BaseHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    ProxyHandler,
    Request,
    build_opener,
)

from agent_console.errors import MailError
from agent_console.i18n import _
from agent_console.mail.oauth_words import oauth_error
from agent_console.mail.wire import ConnectionLostError, server_words
from agent_console.oauth_config import THIS_MACHINE

REPLY_SECONDS = 15.0
_LARGEST_REPLY = 256 * 1024
_LONGEST_TEXT = 64 * 1024
_FIRST_BUSY = 429
_OUT_OF_ORDER = ("server_error", "temporarily_unavailable")
_NO_SECRETS = frozenset(
    {"grant_type", "scope", "client_id", "code_challenge_method", "redirect_uri"}
)


class _Readable(Protocol):
    """The part of an HTTP answer that is used here."""

    def read1(self, size: int = ..., /) -> bytes:
        """Return what has come."""
        ...


class _NoRedirect(HTTPRedirectHandler):
    """A redirection is an answer like any other that makes no sense here."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """Follow nothing."""


def post(url: str, asked: Mapping[str, str], ca_file: Path | None = None) -> dict[str, Any]:
    """Send a form and return the answer.

    Raises OAuthError for an error of the service's own (RFC 6749 §5.2), ConnectionLostError when it
    is not reached or out of order, MailError for an answer that makes no sense.
    """
    host = urlsplit(url).hostname or ""
    request = Request(  # noqa: S310 - https, or http on this machine: OAuthConfig checks it
        url, urlencode(asked).encode(), {"Accept": "application/json"}
    )
    handlers: list[BaseHandler] = [_NoRedirect()]
    if request.type == "https":
        handlers.append(HTTPSHandler(context=_trust(ca_file)))
    if host in THIS_MACHINE:
        handlers.append(ProxyHandler({}))
    end = time.monotonic() + REPLY_SECONDS
    try:
        with build_opener(*handlers).open(request, timeout=REPLY_SECONDS) as answer:
            status, body = answer.status, _body(answer, end)
    except HTTPError as error:
        with error:
            status, body = error.code, _rest(error, end)
    except (OSError, HTTPException, ValueError) as error:
        raise _not_reached(host, error) from None
    return _judged(url, status, _object(body), asked)


def _judged(
    url: str, status: int, told: dict[str, Any], asked: Mapping[str, str]
) -> dict[str, Any]:
    code = text_in(told, "error")
    if (status >= _FIRST_BUSY and not code) or code in _OUT_OF_ORDER or status >= 500:
        raise _busy(urlsplit(url).hostname or "", status)
    if code:
        secrets = [value for key, value in asked.items() if key not in _NO_SECRETS]
        raise oauth_error(code, text_in(told, "error_description"), secrets)
    if status != 200 or not told:
        raise nonsense(url)
    return told


def _rest(error: HTTPError, end: float) -> bytes:
    try:
        return _body(error, end)
    except (OSError, HTTPException, ValueError):
        return b""


def _body(answer: _Readable, end: float) -> bytes:
    body = b""
    while piece := answer.read1(_LARGEST_REPLY):
        body += piece
        if len(body) > _LARGEST_REPLY:
            raise ValueError("answer too long")
        if time.monotonic() > end:
            raise TimeoutError
    return body


def _object(body: bytes) -> dict[str, Any]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def text_in(told: Mapping[str, Any], key: str) -> str:
    """Return a text of the answer; "" for anything else."""
    value = told.get(key)
    return value if isinstance(value, str) and len(value) <= _LONGEST_TEXT else ""


def number_in(told: Mapping[str, Any], key: str, usual: int, most: int) -> float:
    """Return a number of the answer, which some services write as a text."""
    value = str(told.get(key, usual))
    return float(min(int(value), most)) if value.isascii() and value.isdigit() else float(usual)


def _trust(ca_file: Path | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca_file)
    except OSError as error:
        raise MailError(
            _("Sign-in"),
            _("The certificate in {path} cannot be used: {reason}").format(
                path=ca_file, reason=server_words(str(error))
            ),
            _("Name a file in PEM form with ca_file, or leave ca_file out."),
        ) from None


def _not_reached(host: str, error: Exception) -> ConnectionLostError:
    reason: object = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, ssl.SSLCertVerificationError):
        words = _("its certificate is not trusted ({reason})").format(
            reason=server_words(reason.verify_message)
        )
    elif isinstance(reason, TimeoutError):
        words = _("no answer in time")
    else:
        words = server_words(getattr(reason, "strerror", None) or type(reason).__name__)
    return ConnectionLostError(
        _("The sign-in service {host} was not reached: {reason}").format(host=host, reason=words)
    )


def _busy(host: str, status: int) -> ConnectionLostError:
    words = _("The sign-in service {host} is out of order (status {status}).")
    return ConnectionLostError(words.format(host=host, status=status))


def nonsense(url: str) -> MailError:
    """Return the error for a service that answers something else than what was asked."""
    host = urlsplit(url).hostname or ""
    return MailError(
        _("Sign-in"),
        _("The answer of the sign-in service {host} makes no sense.").format(host=host),
        _("Check [mailbox.oauth] in the settings, and whether a proxy stands in between."),
    )
