"""The line by which a colleague joins a team: one line of text, to be handed over in private.

It names the journal and its folder and holds the team's key; where the key is made of a passphrase
it holds none. Older keys, with which the journal's past opens, are sealed with the present one.
Nothing else seals the line: whoever has it, or line and passphrase, can read and write as the team.
A check sum tells a slip of the pen from a wrong key.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, field
from enum import StrEnum

from agent_console.desk.journal_entry import is_console
from agent_console.desk.refs import base32
from agent_console.mail.seal import KEY_BYTES, KeyRing, Refusal, TeamKey, seal, unseal

NAME = "agent-console-team"
_VERSION = "1"
_PARTS = 7
_CHECKED = 5
_FOLDER_MOST = 200
_LONGEST = 4_000
_SEALED_BY = "join"
_SPACE = re.compile(r"\s+")


class LineTrouble(StrEnum):
    """Why a text is no join line that can be used."""

    NO_LINE = "no-line"
    NEWER = "newer"
    TYPO = "typo"
    """It does not add up: something is missing, too much, or another character."""

    WRONG_PASSPHRASE = "wrong-passphrase"  # noqa: S105 - a reason


@dataclass(frozen=True, slots=True)
class JoinLine:
    """What a line says; ``key`` is None where the key is made of a passphrase.

    ``sealed`` are the older keys as they stand in the line, b"" without any.
    """

    journal: str
    folder: str
    key: TeamKey | None = field(default=None, repr=False)
    sealed: bytes = field(default=b"", repr=False)

    def ring(self, key: TeamKey) -> KeyRing | LineTrouble:
        """Return all keys of the team by its present ``key``."""
        if not self.sealed:
            return KeyRing(key)
        opened = unseal(KeyRing(key), self.journal, self.sealed)
        if isinstance(opened, Refusal):
            return LineTrouble.WRONG_PASSPHRASE
        plain = opened.plain
        cut = [plain[at : at + KEY_BYTES] for at in range(0, len(plain), KEY_BYTES)]
        older = tuple(TeamKey(one) for one in cut if len(one) == KEY_BYTES)
        return KeyRing(key, older)


def write_join_line(ring: KeyRing, journal: str, folder: str, *, with_key: bool) -> str:
    """Return the line; without the key it is of use only to who knows the passphrase."""
    older = b"".join(key.secret for key in ring.older)
    sealed = seal(KeyRing(ring.current), journal, _SEALED_BY, 1, older) if older else b""
    key = ring.current.secret if with_key else b""
    parts = (NAME, _VERSION, journal, _code(folder.encode()), _code(key), _code(sealed))
    told = ":".join(parts)
    return f"{told}:{_check(told)}"


def read_join_line(text: str) -> JoinLine | LineTrouble:
    """Read a line as somebody pasted or typed it: blanks and line breaks in it do not matter."""
    line = _SPACE.sub("", text[:_LONGEST])
    name, _colon, rest = line.partition(":")
    if name.lower() != NAME:
        return LineTrouble.NO_LINE
    version = rest.partition(":")[0]
    if version != _VERSION and version.isdigit():
        return LineTrouble.NEWER
    told, _colon, check = line.rpartition(":")
    parts = line.split(":")
    if len(parts) != _PARTS or check.upper() != _check(told):
        return LineTrouble.TYPO
    return _understood(*parts[2:6])


def _understood(
    journal: str, folder_code: str, key_code: str, sealed_code: str
) -> JoinLine | LineTrouble:
    try:
        folder, key = _plain(folder_code).decode(), _plain(key_code)
        sealed = _plain(sealed_code)
    except ValueError:
        return LineTrouble.NO_LINE
    sense = is_console(journal) and folder.isprintable() and 0 < len(folder) <= _FOLDER_MOST
    if not sense or len(key) not in (0, KEY_BYTES):
        return LineTrouble.NO_LINE
    return JoinLine(journal, folder, TeamKey(key) if key else None, sealed)


def _code(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def _plain(code: str) -> bytes:
    return base64.b64decode(code + "=" * (-len(code) % 4), b"-_", validate=True)


def _check(told: str) -> str:
    return base32(hashlib.sha256(told.encode()).digest()[:_CHECKED])
