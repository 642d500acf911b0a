"""Where the mailbox's secret comes from: a command, the service manager, the keyring, a file.

Nothing here writes a password to the disk in the clear, to an environment, a message or a log.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from pydantic import SecretStr

from agent_console.config import MailboxConfig
from agent_console.mail.given import SECONDS, from_command, from_service_manager, missing
from agent_console.mail.keyrings import (
    KeyringOutcome,
    delete_from_keyring,
    explain_keyring,
    read_keyring,
    write_keyring,
)
from agent_console.mail.tokens import token_of
from agent_console.mail.vault import VaultLockedError, open_vault

__all__ = [
    "FoundSecret",
    "KeyringOutcome",
    "SecretSource",
    "VaultLockedError",
    "account_of",
    "explain_keyring",
    "find_secret",
    "forget_secret",
    "open_vault",
    "store_secret",
    "unlock_secret",
]


class SecretSource(StrEnum):
    """Which step of the ladder gave the password."""

    SESSION = "session"
    TOKEN_COMMAND = "token_command"  # noqa: S105 - a name of the settings
    OAUTH = "oauth"
    COMMAND = "password_command"
    SERVICE = "credentials-directory"
    KEYRING = "keyring"
    FILE = "encrypted-file"


@dataclass(frozen=True, slots=True)
class FoundSecret:
    """A password and where it came from."""

    secret: SecretStr
    source: SecretSource


def account_of(mailbox: MailboxConfig) -> str:
    """Return the name under which keyring and encrypted file keep the mailbox's password."""
    return mailbox.imap.user or mailbox.address


def find_secret(
    mailbox: MailboxConfig, *, session: SecretStr | None = None, seconds: float = SECONDS
) -> FoundSecret:
    """Return the password of the mailbox; may take ``seconds`` per step, so call it in a thread.

    What a person typed for this session (``session``) comes first, as it was asked for because the
    rest did not help: it is the passphrase where it opens the encrypted file, else the password.
    Then the steps of the ladder in order. Raises SecretMissingError with the ways to give a
    password, VaultLockedError when only the passphrase is missing; a step that is set up but fails
    is such an error, too, and nothing else is tried instead.
    """
    if mailbox.takes_tokens:
        session = None
    if session is not None and not unlock_secret(mailbox, session):
        return FoundSecret(session, SecretSource.SESSION)
    reasons: list[str] = []
    for step in (_from_file,) if session is not None else _LADDER:
        found = step(mailbox, seconds, reasons)
        if found is not None:
            return found
    keyring = explain_keyring(KeyringOutcome.NO_KEYRING) not in reasons
    raise missing(" ".join(reasons), keyring=keyring)


def unlock_secret(mailbox: MailboxConfig, passphrase: SecretStr) -> bool:
    """Open the encrypted file for the rest of this program, if it has the mailbox's password.

    Where tokens sign in, no text is the password: whatever was typed, the tokens are tried again.
    False when it has none, or ``passphrase`` does not open it; raises VaultDamagedError.
    """
    if mailbox.takes_tokens:
        return True
    vault = open_vault()
    return vault.holds(account_of(mailbox)) and vault.unlock(passphrase)


def store_secret(account: str, secret: SecretStr, *, seconds: float = SECONDS) -> KeyringOutcome:
    """Keep the password in the keyring; DONE only when it could be read back."""
    return write_keyring(account, secret, seconds=seconds)


def forget_secret(account: str, *, seconds: float = SECONDS) -> KeyringOutcome:
    """Remove the password from the keyring; EMPTY when there was none."""
    return delete_from_keyring(account, seconds=seconds)


_Step = Callable[[MailboxConfig, float, list[str]], FoundSecret | None]
"""One step: returns the secret, or None having said why there is none; raises where it fails."""


def _from_tokens(mailbox: MailboxConfig, seconds: float, _reasons: list[str]) -> FoundSecret | None:
    live = token_of(mailbox, seconds=seconds)
    source = SecretSource.TOKEN_COMMAND if mailbox.token_command else SecretSource.OAUTH
    return None if live is None else FoundSecret(live, source)


def _from_command(
    mailbox: MailboxConfig, seconds: float, _reasons: list[str]
) -> FoundSecret | None:
    if not mailbox.password_command:
        return None
    printed = from_command(mailbox.password_command, seconds)
    return FoundSecret(SecretStr(printed), SecretSource.COMMAND)


def _from_service(
    mailbox: MailboxConfig, _seconds: float, _reasons: list[str]
) -> FoundSecret | None:
    given = from_service_manager(mailbox.address)
    return None if given is None else FoundSecret(SecretStr(given), SecretSource.SERVICE)


def _from_keyring(mailbox: MailboxConfig, seconds: float, reasons: list[str]) -> FoundSecret | None:
    kept, outcome = read_keyring(account_of(mailbox), seconds=seconds)
    if kept is None:
        reasons.append(explain_keyring(outcome))
        return None
    return FoundSecret(kept, SecretSource.KEYRING)


def _from_file(mailbox: MailboxConfig, _seconds: float, _reasons: list[str]) -> FoundSecret | None:
    kept = open_vault().read(account_of(mailbox))
    return None if kept is None else FoundSecret(kept, SecretSource.FILE)


_LADDER: tuple[_Step, ...] = (_from_tokens, _from_command, _from_service, _from_keyring, _from_file)
