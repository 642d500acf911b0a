"""Passwords that a program gives: the command of the settings, or the service manager's file.

The standard library alone, so that a quick look at the mailbox loads nothing heavy.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from agent_console.errors import SecretMissingError
from agent_console.i18n import _

CREDENTIAL = "agent-console-password"
SECONDS = 30.0
LONGEST = 64 * 1024
_FORBIDDEN = ("\r", "\n", "\0")


def from_command(command: Sequence[str], seconds: float = SECONDS) -> str:
    """Run the command without a shell and return what it prints, less one line end.

    Raises SecretMissingError when that is no password, or takes longer than ``seconds``.
    """
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
            printed = _printed(process, time.monotonic() + seconds)
        except BaseException:
            _kill_group(process)
            raise
    if process.returncode != 0:
        code = process.returncode
        raise _command_failed(_("it ended with status {code}").format(code=code))
    secret = _usable(printed)
    if secret is None:
        raise _command_failed(_("it must print the password and nothing else"))
    return secret


def from_service_manager(address: str) -> str | None:
    """Return the content of a file in ``$CREDENTIALS_DIRECTORY`` (systemd), None without one.

    The mailbox's own, ``agent-console-password.ADDRESS``, comes before the one for all of them,
    ``agent-console-password``. Raises SecretMissingError when it cannot be read or is no password.
    """
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    if not folder:
        return None
    own = f"{CREDENTIAL}.{address}".replace("/", "_")
    for name in dict.fromkeys((own, own.lower(), CREDENTIAL)):
        if (found := _in_file(Path(folder) / name)) is not None:
            return found
    return None


def _in_file(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            content = file.read(LONGEST)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise missing(
            _("{path} cannot be read: {reason}").format(path=path, reason=error.strerror)
        ) from None
    secret = _usable(content)
    if secret is None:
        raise missing(_("{path} must hold the password and nothing else").format(path=path))
    return secret


def missing(reason: str, *, keyring: bool = True) -> SecretMissingError:
    """Return the error that names the ways to give a password, on a machine with a ``keyring``."""
    return SecretMissingError(
        _("Password"),
        _("no password for the mailbox. {reason}").format(reason=reason),
        _(
            "Store one with `{command}`, set password_command in the settings, give "
            "the service the credential {credential}, or start the console and type it."
        ).format(
            command="agent-console secret set" + ("" if keyring else " --where file"),
            credential=CREDENTIAL,
        ),
    )


def _command_failed(reason: str) -> SecretMissingError:
    return SecretMissingError(
        _("Password"),
        _("password_command gave no password: {reason}").format(reason=reason),
        _("Run that command in a terminal and correct it in the settings."),
    )


def _printed(process: subprocess.Popen[bytes], end: float) -> bytes:
    """Return what the command prints until it ends; raises SecretMissingError at the ``end``."""
    printed = b""
    if process.stdout is None:
        return printed
    waiting = select.poll()
    waiting.register(process.stdout, select.POLLIN)
    while len(printed) <= LONGEST:
        if not waiting.poll(max(0.0, end - time.monotonic()) * 1000):
            raise _command_failed(_("it did not finish in time"))
        if not (piece := os.read(process.stdout.fileno(), LONGEST)):
            break
        printed += piece
    else:
        raise _command_failed(_("it must print the password and nothing else"))
    try:
        process.wait(max(0.0, end - time.monotonic()))
    except subprocess.TimeoutExpired:
        raise _command_failed(_("it did not finish in time")) from None
    return printed


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    """End the command and its children, which may hold the pipe open."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    if process.stdout is not None:
        process.stdout.close()


def _usable(content: bytes) -> str | None:
    """Return the password without its one line end; None for what no server could be told."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    text = text.removesuffix("\n").removesuffix("\r")
    if not text or any(char in text for char in _FORBIDDEN):
        return None
    return text
