"""Tokens instead of a password: the short one in memory, the lasting one in the keyring alone.

What signs us in is :class:`LiveToken`, which takes the place of the password wherever one is handed
on, and gives at each use a token that is good now. It is renewed at half its life, and once when a
server refuses it all the same.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock

from pydantic import SecretStr

from agent_console.clock import Clock, SystemClock
from agent_console.config import MailboxConfig
from agent_console.errors import MailError, SecretMissingError, SignInError
from agent_console.i18n import _
from agent_console.mail.given import SECONDS, from_command
from agent_console.mail.keyrings import (
    KeyringOutcome,
    delete_from_keyring,
    explain_keyring,
    read_keyring,
    write_keyring,
)
from agent_console.mail.xoauth2 import SIGN_IN_COMMAND
from agent_console.oauth_config import OAuthConfig

_log = logging.getLogger(__name__)
COMMAND_LIFE = 60.0
"""Seconds for which a token that a command printed is taken; the command keeps it for longer."""

_ENDED = ("invalid_grant", "interaction_required", "login_required")


@dataclass(frozen=True, slots=True)
class Access:
    """A token that a mail server takes, good for ``seconds`` from now."""

    token: SecretStr
    seconds: float


Fetch = Callable[[], Access]
"""Gets a new token; raises SignInError when a person must act, MailError when trying may help."""


class LiveToken(SecretStr):
    """A secret whose value is the token that is good at this moment; may be asked from any thread.

    Getting the value may ask the sign-in service: never do it where nothing may wait. It raises
    SignInError when a person must sign in again, MailError when the service is not reached.
    Equal to nothing but itself, as looking at two values would fetch them.
    """

    def __init__(self, fetch: Fetch, clock: Clock, first: Access | None = None) -> None:
        super().__init__("-")
        self._fetch = fetch
        self._clock = clock
        self._lock = Lock()
        self._token = ""
        self._half = self._end = 0.0
        self._last = ""
        self._renewing = False
        if first is not None:
            self._take(first)

    def get_secret_value(self) -> str:
        """Return the token; one that is past half its life is renewed, if that is possible."""
        with self._lock:
            now = self._clock.monotonic()
            if self._token and now < self._half:
                return self._token
            try:
                self._take(self._fetch())
            except SignInError:
                raise
            except MailError:
                if not self._token or now >= self._end:
                    raise
            return self._token

    def refused(self, token: str) -> bool:
        """Take note that a server refused ``token``; tell whether a new one is worth a try.

        It is once: a token that was renewed for this reason and never accepted is not too old.
        """
        with self._lock:
            if token != self._token and self._token:
                return True
            self._token = ""
            self._renewing = token != self._last
            return self._renewing

    def accepted(self, token: str) -> None:
        """Take note that a server took ``token``: refused later, it has become too old."""
        with self._lock:
            if token == self._last:
                self._last = ""

    def _take(self, access: Access) -> None:
        now = self._clock.monotonic()
        self._token = access.token.get_secret_value()
        self._half, self._end = now + access.seconds / 2, now + access.seconds
        self._last = self._token if self._renewing else ""
        self._renewing = False

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)


def token_of(
    mailbox: MailboxConfig, *, seconds: float = SECONDS, clock: Clock | None = None
) -> LiveToken | None:
    """Return what signs in to the mailbox with tokens; None where it has a password.

    May take ``seconds``, so call it in a thread. Raises SecretMissingError when nobody has signed
    in yet; a ``token_command`` is run here, too.
    """
    clock = clock or SystemClock()
    if mailbox.token_command:
        command = mailbox.token_command
        live = LiveToken(lambda: _from_command(command, seconds), clock)
        live.get_secret_value()
        return live
    if mailbox.oauth is None:
        return None
    kept = _Kept(mailbox.oauth, token_account(mailbox), seconds)
    kept.read()
    return LiveToken(kept.fetch, clock)


def live_token(mailbox: MailboxConfig, first: Access, clock: Clock) -> LiveToken | None:
    """Return what signs in to the mailbox right after a person has signed in."""
    if mailbox.oauth is None:
        return None
    return LiveToken(_Kept(mailbox.oauth, token_account(mailbox), SECONDS).fetch, clock, first)


def token_account(mailbox: MailboxConfig) -> str:
    """Return the name under which the keyring keeps the lasting token of the mailbox."""
    return f"oauth2:{mailbox.imap.user or mailbox.address}"


def token_keyring(mailbox: MailboxConfig, *, seconds: float = SECONDS) -> KeyringOutcome:
    """Ask the keyring for the lasting token: DONE when it has one, EMPTY when it could keep one."""
    return read_keyring(token_account(mailbox), seconds=seconds)[1]


def keep_token(
    mailbox: MailboxConfig, refresh: SecretStr, *, seconds: float = SECONDS
) -> KeyringOutcome:
    """Keep the lasting token in the keyring; DONE only when it could be read back."""
    return write_keyring(token_account(mailbox), refresh, seconds=seconds)


def forget_token(mailbox: MailboxConfig, *, seconds: float = SECONDS) -> KeyringOutcome:
    """Remove the lasting token from the keyring; EMPTY when there was none."""
    return delete_from_keyring(token_account(mailbox), seconds=seconds)


def _from_command(command: Sequence[str], seconds: float) -> Access:
    try:
        return Access(SecretStr(from_command(command, seconds)), COMMAND_LIFE)
    except SecretMissingError as error:
        words = error.message.replace("password_command", "token_command")
        raise SecretMissingError(_("Sign-in"), words, error.hint) from None


class _Kept:
    """The lasting token: read anew from the keyring each time, as another console may change it.

    Where the keyring cannot be asked any more, the last one known is used.
    """

    def __init__(self, settings: OAuthConfig, account: str, seconds: float) -> None:
        self._settings = settings
        self._account = account
        self._seconds = seconds
        self._known: SecretStr | None = None
        self._outdated: SecretStr | None = None

    def read(self) -> SecretStr:
        """Return it; raises SecretMissingError with what to do when there is none."""
        kept, outcome = read_keyring(self._account, seconds=self._seconds)
        if outcome is KeyringOutcome.EMPTY:
            raise _not_signed_in(_("Nobody has signed in yet, or it was forgotten."))
        if kept is not None and kept != self._outdated:
            self._known = kept
        if self._known is None:
            raise _not_signed_in(explain_keyring(outcome))
        return self._known

    def fetch(self) -> Access:
        """Trade it for a short one; a lasting one that came with it replaces it."""
        from agent_console.mail.oauth import provider_of, refresh
        from agent_console.mail.oauth_words import OAuthError

        provider, used = provider_of(self._settings), self.read()
        try:
            tokens = refresh(provider, used)
        except OAuthError as error:
            before, used = used, self.read() if error.code in _ENDED else used
            if used == before:
                raise
            tokens = refresh(provider, used)
        if tokens.refresh is not None and tokens.refresh != used:
            self._replace(used, tokens.refresh)
        return Access(tokens.access, tokens.seconds)

    def _replace(self, used: SecretStr, now: SecretStr) -> None:
        """Keep the new one; where the keyring does not, at least until the program ends."""
        self._known = now
        outcome = write_keyring(self._account, now, seconds=self._seconds)
        self._outdated = None if outcome is KeyringOutcome.DONE else used
        if self._outdated is not None:
            _log.warning("lasting sign-in not kept: %s", outcome.value)


def _not_signed_in(reason: str) -> SecretMissingError:
    return SecretMissingError(
        _("Sign-in"),
        _("no sign-in for the mailbox: run `{command}`. {reason}").format(
            command=SIGN_IN_COMMAND, reason=reason
        ),
        _("Where there is no keyring, set token_command in the settings (docs/sign-in.md)."),
    )
