"""Secrets in a file that a passphrase opens, for machines without a keyring.

The file holds the secrets of several accounts. Names of accounts can be read, what belongs to them
is sealed with AES-256-GCM (NIST SP 800-38D) and bound to the name; the key is made of passphrase
and salt by scrypt (RFC 7914, n=2**15, r=8, p=1: 32 MB and about 0.15 s for each try). A checksum
over all of it tells a damaged file from a wrong passphrase.
"""

from __future__ import annotations

import base64
import fcntl
import hashlib
import json
import os
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from threading import Lock

from pydantic import SecretStr

from agent_console.errors import SecretMissingError
from agent_console.i18n import _
from agent_console.locations import find_locations, private_folder, write_private

FILE = "secrets.enc"
_FORMAT = 1
_SALT_BYTES = 16
_NONCE_BYTES = 12
_LARGEST = 1_000_000
_DAMAGE = (ValueError, LookupError, TypeError, AttributeError, RecursionError)


class VaultLockedError(SecretMissingError):
    """The secret is in the file, and nobody has given the passphrase yet."""


class VaultDamagedError(SecretMissingError):
    """The file is not what was written."""


@dataclass(frozen=True, slots=True)
class _Content:
    """What the file holds: what is sealed begins with its nonce."""

    salt: bytes
    sealed: dict[str, bytes]


@dataclass(frozen=True, slots=True)
class _Key:
    """The key for every file with this salt."""

    salt: bytes
    key: bytes

    def seal(self, account: str, secret: SecretStr) -> bytes:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = os.urandom(_NONCE_BYTES)
        plain = secret.get_secret_value().encode()
        return nonce + AESGCM(self.key).encrypt(nonce, plain, account.encode())

    def opened(self, account: str, sealed: bytes) -> SecretStr | None:
        """Return the secret; None when the passphrase was another one."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce, rest = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        try:
            return SecretStr(AESGCM(self.key).decrypt(nonce, rest, account.encode()).decode())
        except (InvalidTag, ValueError):
            return None


def open_vault() -> Vault:
    """Return the one object for this user's file: its passphrase is asked for once per program."""
    return _vault_at(find_locations().data_dir / FILE)


@cache
def _vault_at(path: Path) -> Vault:
    return Vault(path)


class Vault:
    """The file, and the key in memory once a passphrase has opened it; for several threads.

    Every call but :meth:`begin` reads the file anew and raises VaultDamagedError when it is not
    what was written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._key: _Key | None = None
        self._lock = Lock()

    @property
    def is_there(self) -> bool:
        """Whether there is such a file."""
        return self.path.exists()

    @property
    def is_open(self) -> bool:
        """Whether the passphrase was given in this program."""
        content = self._content()
        with self._lock:
            return self._key is not None and (content is None or self._key.salt == content.salt)

    def holds(self, account: str) -> bool:
        """Tell whether a secret of ``account`` is kept; no passphrase is needed for that."""
        content = self._content()
        return content is not None and account in content.sealed

    def unlock(self, passphrase: SecretStr) -> bool:
        """Keep what ``passphrase`` opens in memory; False when it does not open the file."""
        content = self._content()
        if content is None or not content.sealed:
            return False
        key = _derived(passphrase, content.salt)
        account, sealed = next(iter(content.sealed.items()))
        if key.opened(account, sealed) is None:
            return False
        with self._lock:
            self._key = key
        return True

    def begin(self, passphrase: SecretStr) -> None:
        """Choose the passphrase of a file that is not there yet; the first secret makes it."""
        key = _derived(passphrase, os.urandom(_SALT_BYTES))
        with self._lock:
            self._key = key

    def read(self, account: str) -> SecretStr | None:
        """Return the secret of ``account``, None without one.

        Raises VaultLockedError until the passphrase was given.
        """
        content = self._content()
        if content is None or account not in content.sealed:
            return None
        secret = self._key_for(content.salt).opened(account, content.sealed[account])
        if secret is None:
            raise self._damaged()
        return secret

    def write(self, account: str, secret: SecretStr) -> None:
        """Keep a secret, whole or not at all, and read it back from the disk.

        Raises VaultLockedError until the passphrase was given, OSError when the disk refuses.
        """
        with self._alone():
            content = self._content()
            if content is None:
                content = _Content(self._key.salt if self._key else b"", {})
            key = self._key_for(content.salt)
            sealed = {**content.sealed, account: key.seal(account, secret)}
            write_private(self.path, _written(replace(content, sealed=sealed)))
        if self.read(account) != secret:
            raise self._damaged()

    def remove(self, account: str) -> bool:
        """Remove a secret, and the file with the last one; False when there was none."""
        if not self.holds(account):
            return False
        with self._alone():
            content = self._content()
            if content is None or account not in content.sealed:
                return False
            left = {name: sealed for name, sealed in content.sealed.items() if name != account}
            if left:
                write_private(self.path, _written(replace(content, sealed=left)))
            else:
                self.path.unlink()
        return True

    def _key_for(self, salt: bytes) -> _Key:
        with self._lock:
            if self._key is not None and self._key.salt == salt:
                return self._key
        raise VaultLockedError(
            _("Password"),
            _("the encrypted file {path} wants its passphrase").format(path=self.path),
            _("Type it in the console, or remove the password: `agent-console secret forget`."),
        )

    def _content(self) -> _Content | None:
        try:
            with self.path.open("rb") as file:
                if stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077:
                    os.fchmod(file.fileno(), 0o600)
                raw = file.read(_LARGEST)
        except FileNotFoundError:
            return None
        except OSError as error:
            words = _("{path} cannot be read: {reason}")
            raise SecretMissingError(
                _("Password"),
                words.format(path=self.path, reason=error.strerror),
                _("Check its permissions."),
            ) from None
        try:
            return _understood(raw)
        except _DAMAGE:
            raise self._damaged() from None

    def _damaged(self) -> VaultDamagedError:
        return VaultDamagedError(
            _("Password"),
            _("{path} is damaged.").format(path=self.path),
            _("Move it away and store the passwords again: `agent-console secret set`."),
        )

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other programs from writing the file for a block."""
        private_folder(self.path.parent)
        flags = os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW
        descriptor = os.open(self.path.with_name(f"{self.path.name}.lock"), flags, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)


def _derived(passphrase: SecretStr, salt: bytes) -> _Key:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    kdf = Scrypt(salt=salt, length=32, n=2**15, r=8, p=1)
    typed = unicodedata.normalize("NFC", passphrase.get_secret_value())
    return _Key(salt, kdf.derive(typed.encode("utf-8", "surrogatepass")))


def _written(content: _Content) -> str:
    told = {
        "format": _FORMAT,
        "salt": base64.b64encode(content.salt).decode(),
        "secrets": {n: base64.b64encode(s).decode() for n, s in content.sealed.items()},
    }
    return json.dumps({**told, "checksum": _checksum(told)}, indent=1) + "\n"


def _understood(raw: bytes) -> _Content:
    """Read the file's text; raises one of ``_DAMAGE`` for anything that was not written so."""
    told = json.loads(raw)
    checksum = told.pop("checksum")
    if checksum != _checksum(told) or told["format"] != _FORMAT:
        raise ValueError
    sealed = {n: base64.b64decode(s, validate=True) for n, s in told["secrets"].items()}
    return _Content(base64.b64decode(told["salt"], validate=True), sealed)


def _checksum(told: dict[str, object]) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
