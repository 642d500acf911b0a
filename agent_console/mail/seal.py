"""The team's key, and what it seals: messages that only the team can read and write.

AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits for each message, which is good for
2**32 messages of one key. Bound to the sealed text are the journal, the console and its running
number, so that nothing counts in another journal, under another name or in another place.

The key is 32 random bytes, or made of a passphrase by scrypt (RFC 7914, n=2**17, r=8, p=1: 128 MB
and about half a second for each try) with the journal's id as salt. It keeps out whoever does not
have it. It does not tell one member of the team from another: all have the same.
"""

from __future__ import annotations

import hashlib
import os
import struct
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from agent_console.desk.journal_entry import is_console
from agent_console.desk.journal_json import NUMBER_MAX

KEY_BYTES = 32
PLAIN_MAX = 512 * 1024
PASSPHRASE_LEAST = 12
_FORMAT = 1
_ID_BYTES = 8
_NONCE_BYTES = 12
_TAG_BYTES = 16
_PURPOSE = b"agent-console journal"
_HEAD = struct.Struct(f">B{_ID_BYTES}sQB")
SEALED_MAX = _HEAD.size + 32 + _NONCE_BYTES + PLAIN_MAX + _TAG_BYTES


class Refusal(StrEnum):
    """Why something in the journal's folder does not count."""

    FOREIGN = "foreign"
    """A mail that is no message of a journal."""

    DAMAGED = "damaged"
    """Cut off, or not what a console writes."""

    TOO_LARGE = "too-large"
    NEWER = "newer"
    """Sealed in a way that only a newer program knows."""

    UNKNOWN_KEY = "unknown-key"
    """Sealed with a key that this console was never given."""

    FORGED = "forged"
    """Changed on the way, of another journal, or written without the key."""

    NOT_UNDERSTOOD = "not-understood"
    """Sealed by the team, but no payload."""


@dataclass(frozen=True, slots=True)
class TeamKey:
    """A key; ``id`` is public and tells keys apart."""

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse what is no key."""
        if len(self.secret) != KEY_BYTES:
            raise ValueError("a key has 32 bytes")

    @property
    def id(self) -> str:
        """16 hexadecimal digits."""
        return _key_id(self.secret).hex()


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys of a team: ``current`` seals, all open."""

    current: TeamKey
    older: tuple[TeamKey, ...] = ()

    def find(self, key_id: str) -> TeamKey | None:
        """Return the key with this id, None when it was never given to us."""
        return next((key for key in (self.current, *self.older) if key.id == key_id), None)

    def rotated(self, key: TeamKey) -> KeyRing:
        """Return the ring with another key to seal with; those before still open."""
        older = tuple(one for one in (self.current, *self.older) if one.id != key.id)
        return KeyRing(key, older)


@dataclass(frozen=True, slots=True)
class Unsealed:
    """What was sealed, by whom and with which key."""

    console: str
    n: int
    key: str
    plain: bytes = field(repr=False)


def new_key() -> TeamKey:
    """Return a random key."""
    return TeamKey(os.urandom(KEY_BYTES))


def key_from_passphrase(passphrase: str, journal: str) -> TeamKey:
    """Return the key that belongs to a passphrase in this journal; ValueError if it is short."""
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    typed = unicodedata.normalize("NFC", passphrase)
    if len(typed) < PASSPHRASE_LEAST:
        raise ValueError("the passphrase is too short")
    kdf = Scrypt(salt=_PURPOSE + b"\0" + _named(journal), length=KEY_BYTES, n=2**17, r=8, p=1)
    return TeamKey(kdf.derive(typed.encode("utf-8", "surrogatepass")))


def seal(ring: KeyRing, journal: str, console: str, n: int, plain: bytes) -> bytes:
    """Return ``plain`` sealed for this place; ValueError for what could not be read again."""
    if len(plain) > PLAIN_MAX:
        raise ValueError("too large for a message")
    head = _head(ring.current, console, n)
    nonce = os.urandom(_NONCE_BYTES)
    return head + nonce + AESGCM(ring.current.secret).encrypt(nonce, plain, _bound(journal, head))


def unseal(ring: KeyRing, journal: str, sealed: bytes) -> Unsealed | Refusal:
    """Return what is inside, or why it does not count."""
    if len(sealed) > SEALED_MAX:
        return Refusal.TOO_LARGE
    if not sealed or sealed[0] != _FORMAT:
        return Refusal.NEWER if sealed and sealed[0] > _FORMAT else Refusal.DAMAGED
    if len(sealed) < _HEAD.size + 1 + _NONCE_BYTES + _TAG_BYTES:
        return Refusal.DAMAGED
    _format, key_id, n, length = _HEAD.unpack_from(sealed)
    head, rest = sealed[: _HEAD.size + length], sealed[_HEAD.size + length :]
    console = head[_HEAD.size :].decode("ascii", "replace")
    key = ring.find(key_id.hex())
    if not is_console(console) or not 1 <= n <= NUMBER_MAX or len(rest) < _NONCE_BYTES:
        return Refusal.DAMAGED
    if key is None:
        return Refusal.UNKNOWN_KEY
    try:
        nonce, secret = rest[:_NONCE_BYTES], rest[_NONCE_BYTES:]
        plain = AESGCM(key.secret).decrypt(nonce, secret, _bound(journal, head))
    except (InvalidTag, ValueError):
        return Refusal.FORGED
    return Unsealed(console, n, key.id, plain)


def _head(key: TeamKey, console: str, n: int) -> bytes:
    if not 1 <= n <= NUMBER_MAX:
        raise ValueError("no running number")
    name = _named(console)
    return _HEAD.pack(_FORMAT, _key_id(key.secret), n, len(name)) + name


def _bound(journal: str, head: bytes) -> bytes:
    name = _named(journal)
    return _PURPOSE + b"\0" + bytes([len(name)]) + name + head


def _named(name: str) -> bytes:
    if not is_console(name):
        raise ValueError("no name of a journal or console")
    return name.encode("ascii")


def _key_id(secret: bytes) -> bytes:
    return hashlib.sha256(_PURPOSE + b" key id\0" + secret).digest()[:_ID_BYTES]
