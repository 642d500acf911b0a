"""Whether the keyring of this machine keeps what it is given; some forget without a word."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from pydantic import SecretStr

from agent_console.mail.keyrings import KeyringOutcome, delete_from_keyring, write_keyring

_SECONDS = 10.0
_ACCOUNT = "doctor-test"


@dataclass(frozen=True, slots=True)
class KeyringCheck:
    """Which keyring is in use and what it did with an entry of ours, which is removed again."""

    backend: str
    outcome: KeyringOutcome


def check_keyring(*, seconds: float = _SECONDS) -> KeyringCheck:
    """Store a random word, read it back, remove it; a keyring that is locked may ask a person."""
    outcome = write_keyring(_ACCOUNT, SecretStr(secrets.token_hex(8)), seconds=seconds)
    if outcome is KeyringOutcome.DONE:
        delete_from_keyring(_ACCOUNT, seconds=seconds)
    return KeyringCheck(_backend() if outcome is not KeyringOutcome.TOO_SLOW else "", outcome)


def _backend() -> str:
    """Return the name of the backend, such as ``keyring.backends.SecretService``."""
    try:
        import keyring
    except ImportError:
        return ""
    return type(keyring.get_keyring()).__module__
