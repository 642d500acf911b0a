"""Where the mailbox password comes from: a command, the service manager, the keyring, a person.

Nothing here writes a password to a file, an environment, a message or a log.
"""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pydantic import SecretStr

from agent_console.config import MailboxConfig
from agent_console.errors import SecretMissingError
from agent_console.i18n import _
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
    "Secret",
    "SecretSource",
    "account_of",
    "explain_keyring",
    "find_secret",
    "forget_secret",
    "store_secret",
]

Secret = SecretStr
CREDENTIAL = "agent-console-password"
_SECONDS = 30.0
_FORBIDDEN = ("\r", "\n", "\0")


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
    mailbox: MailboxConfig, *, session: SecretStr | None = None, seconds: float = _SECONDS
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
        return FoundSecret(_from_command(mailbox.password_command, seconds), SecretSource.COMMAND)
    given = _from_service_manager()
    if given is not None:
        return FoundSecret(given, SecretSource.SERVICE)
    kept, outcome = read_keyring(account_of(mailbox), seconds=seconds)
    if kept is not None:
        return FoundSecret(kept, SecretSource.KEYRING)
    raise _missing(explain_keyring(outcome))


def store_secret(account: str, secret: SecretStr, *, seconds: float = _SECONDS) -> KeyringOutcome:
    """Keep the password in the keyring; DONE only when it could be read back."""
    return write_keyring(account, secret, seconds=seconds)


def forget_secret(account: str, *, seconds: float = _SECONDS) -> KeyringOutcome:
    """Remove the password from the keyring; EMPTY when there was none."""
    return delete_from_keyring(account, seconds=seconds)


def _from_command(command: tuple[str, ...], seconds: float) -> SecretStr:
    """Run the command without a shell and take what it prints, less one line end."""
    try:
        process = subprocess.Popen(  # noqa: S603 - the administrator's own argument list
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise _command_failed(reason or _("it cannot be started")) from None
    with process:
        try:
            printed, _nothing = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            _kill_group(process)
            raise _command_failed(_("it did not finish in time")) from None
    if process.returncode != 0:
        code = process.returncode
        raise _command_failed(_("it ended with status {code}").format(code=code))
    secret = _usable(printed)
    if secret is None:
        raise _command_failed(_("it must print the password and nothing else"))
    return secret


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    """End the command and its children, which may hold the pipe open."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    if process.stdout is not None:
        process.stdout.close()


def _from_service_manager() -> SecretStr | None:
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    if not folder:
        return None
    path = Path(folder) / CREDENTIAL
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _missing(
            _("{path} cannot be read: {reason}").format(path=path, reason=error.strerror)
        ) from None
    secret = _usable(content)
    if secret is None:
        raise _missing(_("{path} must hold the password and nothing else").format(path=path))
    return secret


def _usable(content: bytes) -> SecretStr | None:
    """Return the password without its one line end; None for what no server could be told."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    text = text.removesuffix("\n").removesuffix("\r")
    if not text or any(char in text for char in _FORBIDDEN):
        return None
    return SecretStr(text)


def _command_failed(reason: str) -> SecretMissingError:
    return SecretMissingError(
        _("Password"),
        _("password_command gave no password: {reason}").format(reason=reason),
        _("Run that command in a terminal and correct it in the settings."),
    )


def _missing(reason: str) -> SecretMissingError:
    return SecretMissingError(
        _("Password"),
        _("no password for the mailbox. {reason}").format(reason=reason),
        _(
            "Store one with `agent-console setup`, set password_command in the settings, give the "
            "service the credential {credential}, or start the console and type it."
        ).format(credential=CREDENTIAL),
    )
