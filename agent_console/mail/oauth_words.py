"""What a sign-in service means by its error codes, in words, with what to do about it."""

from __future__ import annotations

import re
from collections.abc import Collection

from agent_console.errors import SignInError
from agent_console.i18n import _
from agent_console.mail.wire import server_words
from agent_console.mail.xoauth2 import SIGN_IN_COMMAND

_MICROSOFT = re.compile(r"\bAADSTS(\d{4,8})\b")
_CONSENT = frozenset({"65001", "65004", "90094", "90095", "90008"})
_TENANT = frozenset({"90002", "900023", "50020", "50034", "700016", "50059", "50194", "500011"})
_NOT_PUBLIC = frozenset({"7000218", "700025", "7000215"})
_RULES = frozenset({"50076", "50079", "53000", "53001", "53003", "530033", "530036", "50158"})
_HIDDEN = "…"


class OAuthError(SignInError):
    """The sign-in service said no; ``code`` is its error code (RFC 6749 §5.2, RFC 8628 §3.5)."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(_("Sign-in"), message, hint)
        self.code = code


def oauth_error(code: str, said: str = "", secrets: Collection[str] = ()) -> OAuthError:
    """Return the error for the ``code`` of a sign-in service and its own words.

    ``secrets`` is what it was told: should its words repeat any of that, they are left out.
    """
    for secret in sorted(secrets, key=len, reverse=True):
        if len(secret) >= 4:
            code, said = code.replace(secret, _HIDDEN), said.replace(secret, _HIDDEN)
    code = server_words(code)[:60]
    known = _microsoft(frozenset(_MICROSOFT.findall(said))) or _standard(code)
    words = server_words(said.partition("\n")[0].partition("\r")[0]) or code
    if known is None:
        message = _("The sign-in service refuses: {words}").format(words=words)
        return OAuthError(code, message, _sign_in_again())
    message, hint = known
    return OAuthError(code, f"{message} ({words})" if words else message, hint)


def _sign_in_again() -> str:
    return _("Sign in again with `{command}`.").format(command=SIGN_IN_COMMAND)


def _microsoft(numbers: frozenset[str]) -> tuple[str, str] | None:
    """Judge Microsoft's numbers: its error codes lump together what needs different help."""
    if numbers & _CONSENT:
        return _consent()
    if numbers & _TENANT:
        return (
            _("The account or the app is not known in this directory (tenant)."),
            _("Check tenant and client_id in [mailbox.oauth], and which account you chose."),
        )
    if numbers & _NOT_PUBLIC:
        return (
            _("The app is not registered as a public client."),
            _("In the app's registration, allow public client flows (docs/sign-in.md)."),
        )
    if numbers & _RULES:
        return (
            _("Your organisation's rules do not allow this sign-in as it is."),
            _("Try `{command} --browser`, or ask the administrator.").format(
                command=SIGN_IN_COMMAND
            ),
        )
    return None


def _consent() -> tuple[str, str]:
    return (
        _("The app may not read and send mail yet: the consent is missing."),
        _("Agree when you sign in, or let the administrator agree for all (docs/sign-in.md)."),
    )


def _standard(code: str) -> tuple[str, str] | None:
    """Judge the error codes of the standards."""
    if code in ("consent_required", "interaction_required", "login_required"):
        return _consent() if code == "consent_required" else _ended()
    if code == "invalid_scope":
        return (
            _("The provider does not allow what is asked for in this way."),
            _("Google gives mail to desktop clients only; see docs/sign-in.md."),
        )
    if code in ("invalid_client", "unauthorized_client"):
        return (
            _("The provider does not know this app, or not for this way to sign in."),
            _("Check client_id and client_secret in [mailbox.oauth] (docs/sign-in.md)."),
        )
    return {
        "invalid_grant": _ended(),
        "expired_token": (
            _("The code was not entered in time."),
            _sign_in_again(),
        ),
        "access_denied": (
            _("The sign-in was declined."),
            _("Nothing was changed. Agree when you sign in again, or ask the administrator."),
        ),
    }.get(code)


def _ended() -> tuple[str, str]:
    """What to do is part of the message: it is all that a running console shows."""
    return (
        _("The sign-in has expired or was withdrawn: run `{command}`.").format(
            command=SIGN_IN_COMMAND
        ),
        _("Nothing is lost: what is queued leaves after that."),
    )
