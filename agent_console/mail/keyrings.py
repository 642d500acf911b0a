"""The keyring of the desktop, asked in a thread that nobody has to wait for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from enum import StrEnum
from typing import TypeVar

from pydantic import SecretStr

from agent_console.i18n import _

SERVICE = "agent-console"

T = TypeVar("T")


class KeyringOutcome(StrEnum):
    """What the keyring did, told apart because each needs another step of the agent."""

    DONE = "done"
    EMPTY = "empty"
    NO_KEYRING = "no-keyring"
    LOCKED = "locked"
    DISMISSED = "dismissed"
    NOT_KEPT = "not-kept"
    TOO_SLOW = "too-slow"
    FAILED = "failed"


def explain_keyring(outcome: KeyringOutcome) -> str:
    """Return one sentence for the agent."""
    return {
        KeyringOutcome.DONE: _("The keyring did what was asked."),
        KeyringOutcome.EMPTY: _("The keyring has no password for this account."),
        KeyringOutcome.NO_KEYRING: _("This machine offers no keyring."),
        KeyringOutcome.LOCKED: _("The keyring is locked."),
        KeyringOutcome.DISMISSED: _("The keyring could not be opened: nobody answered it."),
        KeyringOutcome.NOT_KEPT: _("The keyring is switched off: it did not keep the password."),
        KeyringOutcome.TOO_SLOW: _("The keyring did not answer in time."),
        KeyringOutcome.FAILED: _("The keyring reported an error."),
    }[outcome]


def read_keyring(account: str, *, seconds: float) -> tuple[SecretStr | None, KeyringOutcome]:
    """Return the password of ``account``, or None and the reason."""

    def ask() -> str | None:
        import keyring

        return keyring.get_password(SERVICE, account)

    found, outcome = _ask(ask, seconds)
    if outcome is not KeyringOutcome.DONE:
        return None, outcome
    if not found:
        return None, KeyringOutcome.EMPTY
    return SecretStr(found), outcome


def write_keyring(account: str, secret: SecretStr, *, seconds: float) -> KeyringOutcome:
    """Keep ``secret`` for ``account`` and read it back; some backends forget without a word."""

    def ask() -> bool:
        import keyring

        keyring.set_password(SERVICE, account, secret.get_secret_value())
        return keyring.get_password(SERVICE, account) == secret.get_secret_value()

    kept, outcome = _ask(ask, seconds)
    return KeyringOutcome.NOT_KEPT if kept is False else outcome


def delete_from_keyring(account: str, *, seconds: float) -> KeyringOutcome:
    """Remove the password of ``account``; EMPTY when there was none, FAILED when it stayed."""

    def ask() -> bool:
        import keyring

        if keyring.get_password(SERVICE, account) is None:
            return False
        keyring.delete_password(SERVICE, account)
        if keyring.get_password(SERVICE, account) is not None:
            raise KeyError(account)
        return True

    deleted, outcome = _ask(ask, seconds)
    return KeyringOutcome.EMPTY if deleted is False else outcome


def _ask(question: Callable[[], T], seconds: float) -> tuple[T | None, KeyringOutcome]:
    """Run ``question`` in a thread of its own; a dialogue that stays open is left behind."""
    answer: Future[T] = Future()

    def run() -> None:
        try:
            answer.set_result(question())
        except BaseException as error:  # handed to the waiting thread
            answer.set_exception(error)

    threading.Thread(target=run, name="keyring", daemon=True).start()
    try:
        error = answer.exception(timeout=seconds)
    except TimeoutError:
        return None, KeyringOutcome.TOO_SLOW
    if error is not None:
        return None, _judge(error)
    return answer.result(), KeyringOutcome.DONE


def _judge(error: BaseException) -> KeyringOutcome:
    """Backends raise their own errors too, so everything unknown counts as FAILED."""
    if isinstance(error, ImportError):
        return KeyringOutcome.NO_KEYRING
    from keyring.errors import InitError, KeyringLocked, NoKeyringError

    if isinstance(error, NoKeyringError):
        return KeyringOutcome.NO_KEYRING
    if isinstance(error, KeyringLocked):
        return KeyringOutcome.LOCKED
    if isinstance(error, InitError):
        return KeyringOutcome.DISMISSED
    return KeyringOutcome.FAILED
