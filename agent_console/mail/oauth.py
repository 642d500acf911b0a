"""Getting tokens from a sign-in service: with a code on any device, or in a browser.

The device flow (RFC 8628), the code flow of native apps with PKCE (RFC 8252, RFC 7636) and the
refresh (RFC 6749 §6). No token gets into a message or a log.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from secrets import token_urlsafe
from urllib.parse import parse_qs, urlencode, urlsplit

from pydantic import SecretStr

from agent_console.i18n import _
from agent_console.mail.oauth_http import nonsense, number_in, post, text_in
from agent_console.mail.oauth_words import OAuthError, oauth_error
from agent_console.mail.wire import ConnectionLostError, server_words
from agent_console.oauth_config import OAuthConfig

_DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"
_SLOWER_SECONDS = 5.0
_LONGEST_WAIT = 3600
_DEFAULT_LIFE = 3600

_MICROSOFT = "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/"
_MICROSOFT_SCOPES = (
    "https://outlook.office.com/IMAP.AccessAsUser.All",
    "https://outlook.office.com/SMTP.Send",
    "offline_access",
)
_GOOGLE_SCOPES = ("https://mail.google.com/",)


@dataclass(frozen=True, slots=True)
class Provider:
    """A sign-in service and our registration there; a way to sign in that it lacks is "".

    ``extra`` is added to the address of the browser's page; ``device_pkce``: codes for devices are
    bound to us as well (Microsoft does not document that, others ignore what they do not know).
    """

    client_id: str
    client_secret: SecretStr
    device_url: str
    authorize_url: str
    token_url: str
    scope: str
    redirect_host: str = "127.0.0.1"
    extra: tuple[tuple[str, str], ...] = ()
    device_pkce: bool = False
    ca_file: Path | None = None


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the service gave: ``access`` is good for ``seconds``, ``refresh`` gets the next one."""

    access: SecretStr
    seconds: float
    refresh: SecretStr | None = None


@dataclass(frozen=True, slots=True)
class DeviceCode:
    """What a person types where: ``user_code`` at ``url``, within ``seconds``."""

    user_code: str
    url: str
    seconds: float
    interval: float
    device_code: SecretStr
    verifier: SecretStr


@dataclass(frozen=True, slots=True)
class BrowserSignIn:
    """A sign-in that goes on in a browser, which comes back to ``redirect``."""

    url: str
    redirect: str
    state: SecretStr
    verifier: SecretStr


def provider_of(settings: OAuthConfig) -> Provider:
    """Return the service that the settings name; the addresses of the known ones are fixed."""
    mine = (settings.client_id, settings.client_secret)
    if settings.provider == "microsoft":
        base = _MICROSOFT.format(tenant=settings.tenant)
        urls = (f"{base}devicecode", f"{base}authorize", f"{base}token")
        return Provider(*mine, *urls, " ".join(_MICROSOFT_SCOPES), redirect_host="localhost")
    if settings.provider == "google":
        page = "https://accounts.google.com/o/oauth2/v2/auth"
        urls = ("", page, "https://oauth2.googleapis.com/token")
        extra = (("access_type", "offline"), ("prompt", "consent"))
        return Provider(*mine, *urls, " ".join(_GOOGLE_SCOPES), extra=extra)
    return Provider(
        *mine,
        settings.device_url or "",
        settings.authorize_url or "",
        settings.token_url or "",
        " ".join(settings.scopes),
        device_pkce=True,
        ca_file=settings.ca_file,
    )


def begin_device(provider: Provider) -> DeviceCode:
    """Ask for a code that a person types on any device.

    Raises OAuthError when the service says no, MailError when it is not reached.
    """
    verifier, challenge = _pkce()
    asked = {"client_id": provider.client_id, "scope": provider.scope}
    if provider.device_pkce:
        asked |= {"code_challenge": challenge, "code_challenge_method": "S256"}
    told = post(provider.device_url, asked, provider.ca_file)
    url = text_in(told, "verification_uri") or text_in(told, "verification_url")
    code, secret = text_in(told, "user_code"), text_in(told, "device_code")
    if not (url and code and secret) or urlsplit(url).scheme not in ("https", "http"):
        raise nonsense(provider.device_url)
    return DeviceCode(
        server_words(code),
        server_words(url),
        number_in(told, "expires_in", 900, _LONGEST_WAIT),
        max(1.0, number_in(told, "interval", 5, 60)),
        SecretStr(secret),
        SecretStr(verifier if provider.device_pkce else ""),
    )


def poll_device(
    provider: Provider,
    device: DeviceCode,
    *,
    pause: Callable[[float], None] = time.sleep,
    now: Callable[[], float] = time.monotonic,
) -> Tokens:
    """Wait until the person has signed in, as slowly as the service wants (RFC 8628 §3.5).

    A service that is not reached for a moment is asked again, more slowly. Raises OAuthError when
    the person declined, the code has expired, or the service refuses.
    """
    asked = {"grant_type": _DEVICE_GRANT, "device_code": device.device_code.get_secret_value()}
    if verifier := device.verifier.get_secret_value():
        asked["code_verifier"] = verifier
    interval, end = device.interval, now() + device.seconds
    while now() + interval < end:
        pause(interval)
        try:
            return _first_tokens(provider, asked)
        except OAuthError as error:
            if error.code == "slow_down":
                interval += _SLOWER_SECONDS
            elif error.code != "authorization_pending":
                raise
        except ConnectionLostError:
            interval = min(interval * 2, 60.0)
    raise oauth_error("expired_token")


def begin_browser(provider: Provider, port: int) -> BrowserSignIn:
    """Return the page to open; the browser comes back to ``port`` of this machine."""
    verifier, challenge = _pkce()
    state = token_urlsafe(24)
    redirect = f"http://{provider.redirect_host}:{port}/"
    asked = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": redirect,
        "scope": provider.scope,
        "state": state,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        **dict(provider.extra),
    }
    mark = "&" if urlsplit(provider.authorize_url).query else "?"
    url = f"{provider.authorize_url}{mark}{urlencode(asked)}"
    return BrowserSignIn(url, redirect, SecretStr(state), SecretStr(verifier))


def code_in(begun: BrowserSignIn, redirected: str) -> SecretStr | None:
    """Return the code in the address to which the browser came back; None when it is another's.

    Raises OAuthError for a refusal that the address tells.
    """
    try:
        found = parse_qs(urlsplit(redirected.strip()).query, max_num_fields=50)
    except ValueError:
        return None
    state = found.get("state", [""])[0].encode()
    if not hmac.compare_digest(state, begun.state.get_secret_value().encode()):
        return None
    if error := found.get("error", [""])[0]:
        raise oauth_error(error, found.get("error_description", [""])[0])
    code = found.get("code", [""])[0]
    return SecretStr(code) if code else None


def finish_browser(provider: Provider, begun: BrowserSignIn, code: SecretStr) -> Tokens:
    """Trade the code for tokens (RFC 7636 §4.5); raises OAuthError and MailError."""
    return _first_tokens(
        provider,
        {
            "grant_type": "authorization_code",
            "code": code.get_secret_value(),
            "redirect_uri": begun.redirect,
            "code_verifier": begun.verifier.get_secret_value(),
        },
    )


def refresh(provider: Provider, token: SecretStr) -> Tokens:
    """Get a new access token; ``refresh`` is set where the service also changed that one.

    Raises OAuthError when the sign-in has ended, MailError when the service is not reached.
    """
    asked = {"grant_type": "refresh_token", "refresh_token": token.get_secret_value()}
    if provider.scope:
        asked["scope"] = provider.scope
    return _tokens(provider, asked)


def _first_tokens(provider: Provider, asked: Mapping[str, str]) -> Tokens:
    tokens = _tokens(provider, asked)
    if tokens.refresh is None:
        raise OAuthError(
            "no_refresh_token",
            _("The provider gave no lasting sign-in (no refresh token)."),
            _("The app must be allowed offline access; see docs/sign-in.md."),
        )
    return tokens


def _tokens(provider: Provider, asked: Mapping[str, str]) -> Tokens:
    mine = {"client_id": provider.client_id}
    if secret := provider.client_secret.get_secret_value():
        mine["client_secret"] = secret
    told = post(provider.token_url, {**mine, **asked}, provider.ca_file)
    access, again = text_in(told, "access_token"), text_in(told, "refresh_token")
    if not access or text_in(told, "token_type").lower() not in ("", "bearer"):
        raise nonsense(provider.token_url)
    seconds = number_in(told, "expires_in", _DEFAULT_LIFE, 24 * 3600)
    return Tokens(SecretStr(access), seconds, SecretStr(again) if again else None)


def _pkce() -> tuple[str, str]:
    """Return verifier and challenge (RFC 7636 §4.1, §4.2)."""
    verifier = token_urlsafe(64)
    digest = hashlib.sha256(verifier.encode()).digest()
    return verifier, base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
