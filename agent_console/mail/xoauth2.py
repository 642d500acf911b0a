"""XOAUTH2: signing in to a mail server with a token instead of a password.

What Google wrote down and Microsoft took over: the client tells user and token in one line; a
server that refuses them says why in a challenge of JSON, waits for an empty answer, and only then
says NO. The standard library alone, so that a quick look at the mailbox loads nothing heavy.
"""

from __future__ import annotations

import json
import re

from agent_console.errors import MailError, SignInError
from agent_console.i18n import _
from agent_console.mail.wire import server_words

MECHANISM = "XOAUTH2"
SIGN_IN_COMMAND = "agent-console secret signin"
_TOKEN = re.compile(r"[\x21-\x7e]+")
_LARGEST_TOLD = 4096


def xoauth2_answer(user: str, token: str) -> bytes:
    """Return what is told to the server; raises SignInError for what would end the line."""
    if not user or any(ord(char) < 0x20 for char in user) or not _TOKEN.fullmatch(token):
        raise SignInError(
            _("Sign-in"),
            _("The user name or the token contains characters that no server takes."),
            _("Check the user name in the settings, and sign in again."),
        )
    return f"user={user}\x01auth=Bearer {token}\x01\x01".encode()


class Xoauth2:
    """The client's side of one sign-in; ``told`` is the reason that the server gave, or empty."""

    def __init__(self, user: str, token: str) -> None:
        self.told = b""
        self._answer: bytes | None = xoauth2_answer(user, token)

    def __call__(self, challenge: bytes) -> bytes:
        """Answer a challenge: first user and token, then nothing, which lets the server say NO."""
        answer, self._answer = self._answer, None
        if answer is None:
            self.told = challenge[:_LARGEST_TOLD]
            return b""
        return answer


def token_refused(user: str, said: bytes | str, told: bytes = b"") -> SignInError:
    """Return the error for a server that refuses a token which is not too old.

    ``said`` are its words, ``told`` is the JSON of its challenge.
    """
    words = "; ".join(part for part in (_status_words(told), server_words(said)) if part)
    return SignInError(
        _("Sign-in"),
        _("The mail server did not accept the sign-in for {user}: {words}").format(
            user=server_words(user), words=words or _("no reason given")
        ),
        _(
            "May this account open that mailbox? Sign in again with `{command}`; docs/sign-in.md "
            "says what the administrator must allow."
        ).format(command=SIGN_IN_COMMAND),
    )


def not_offered() -> MailError:
    """Return the error for a server that takes no tokens."""
    return MailError(
        _("Sign-in"),
        _("The mail server does not offer to sign in with a token (XOAUTH2)."),
        _("Use a password instead: take token_command or [mailbox.oauth] out of the settings."),
    )


def _status_words(told: bytes) -> str:
    """Return the reason in words; what is no such JSON is left out."""
    try:
        reason = json.loads(told.decode("utf-8"))
    except (ValueError, RecursionError):
        return ""
    if not isinstance(reason, dict):
        return ""
    status, scope = reason.get("status"), reason.get("scope")
    known = {
        "400": _("status 400, user and token do not fit"),
        "401": _("status 401, the token is not valid"),
        "403": _("status 403, the token does not allow this"),
    }
    plain = str(status) if isinstance(status, (str, int)) else ""
    parts = [known.get(plain) or (_("status {status}").format(status=plain) if plain else "")]
    if isinstance(scope, str) and scope:
        parts.append(_("it asks for {scope}").format(scope=scope))
    return server_words(", ".join(part for part in parts if part))
