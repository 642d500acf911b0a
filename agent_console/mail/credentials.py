"""Where the mailbox password comes from: a command, the service manager, the keyring, a person.

Nothing here writes a password to a file, an environment, a message or a log.
"""

from __future__ import annotations

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

__all__ = [
    "FoundSecret",
    "KeyringOutcome",
    "SecretSource",
    "account_of",
    "explain_keyring",
    "find_secret",
    "forget_secret",
    "store_secret",
]


class SecretSource(StrEnum):
    """Which step of the ladder gave the password."""

    SESSION = "session"
    COMMAND = "password_command"
    SERVICE = "credentials-directory"
    KEYRING = "keyring"


@dataclass(frozen=True, slots=True)
class FoundSecret:
    """A password and where it came from."""

    secret: SecretStr
    source: SecretSource


def account_of(mailbox: MailboxConfig) -> str:
    """Return the name under which the keyring keeps the mailbox's password."""
    return mailbox.imap.user or mailbox.address


def find_secret(
    mailbox: MailboxConfig, *, session: SecretStr | None = None, seconds: float = SECONDS
) -> FoundSecret:
    """Return the password of the mailbox; may take ``seconds`` per step, so call it in a thread.

    What a person typed for this session (``session``) comes first: it was asked for because the
    rest did not help. Then ``password_command``, the file ``agent-console-password`` in
    ``$CREDENTIALS_DIRECTORY`` (systemd), the keyring. Raises SecretMissingError with the ways to
    give one; a configured command that fails is such an error, nothing else is tried instead.
    """
    if session is not None:
        return FoundSecret(session, SecretSource.SESSION)
    if mailbox.password_command:
        printed = from_command(mailbox.password_command, seconds)
        return FoundSecret(SecretStr(printed), SecretSource.COMMAND)
    given = from_service_manager()
    if given is not None:
        return FoundSecret(SecretStr(given), SecretSource.SERVICE)
    kept, outcome = read_keyring(account_of(mailbox), seconds=seconds)
    if kept is not None:
        return FoundSecret(kept, SecretSource.KEYRING)
    raise missing(explain_keyring(outcome))


def store_secret(account: str, secret: SecretStr, *, seconds: float = SECONDS) -> KeyringOutcome:
    """Keep the password in the keyring; DONE only when it could be read back."""
    return write_keyring(account, secret, seconds=seconds)


def forget_secret(account: str, *, seconds: float = SECONDS) -> KeyringOutcome:
    """Remove the password from the keyring; EMPTY when there was none."""
    return delete_from_keyring(account, seconds=seconds)
