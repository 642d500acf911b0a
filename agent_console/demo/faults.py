"""What can go wrong on a mail server, as small objects a test registers and the server obeys.

``server.faults.add(DropAfter("APPEND"), AnswerNo("LOGIN", "LIMIT", times=3))``; see
:mod:`agent_console.demo.fault_plan` for ``verb``, ``times``, ``skip`` and ``matching``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar

from agent_console.demo.fault_plan import (
    ANY,
    GREETING,
    ConnectionCut,
    Fault,
    FaultPlan,
    Gate,
    Write,
)

__all__ = [
    "ANY",
    "GREETING",
    "Act",
    "AnswerBad",
    "AnswerNo",
    "CutAnswer",
    "DropAfter",
    "DropBefore",
    "DropInLiteral",
    "DropInUpload",
    "EmptyBodies",
    "Fault",
    "FaultPlan",
    "GarbageLine",
    "Gate",
    "HoldAnswer",
    "HoldBefore",
    "MailWithIdle",
    "NoAppendUid",
    "OtherUid",
    "Preauth",
    "SayBye",
    "SplitAnswer",
]

_LITERAL = re.compile(rb"\{\d+\}\r\n")


def _nothing() -> None:
    return None


@dataclass
class DropBefore(Fault):
    """Cut the connection when the command has arrived; it is not carried out."""

    async def before(self) -> str | None:
        """Cut."""
        raise ConnectionCut


@dataclass
class DropAfter(Fault):
    """Carry the command out, then cut the connection without an answer."""

    async def after(self) -> None:
        """Cut."""
        raise ConnectionCut


@dataclass
class SayBye(Fault):
    """Answer ``* BYE`` and close (IMAP); the command is not carried out."""

    text: str = "[UNAVAILABLE] Server is shutting down"

    async def before(self) -> str | None:
        """Say good-bye and cut."""
        raise ConnectionCut(f"* BYE {self.text}\r\n".encode())


@dataclass
class AnswerNo(Fault):
    """Answer NO with a response code (RFC 5530) instead of carrying the command out (IMAP)."""

    code: str = "UNAVAILABLE"
    text: str = "Not now"

    async def before(self) -> str | None:
        """Refuse."""
        return f"NO [{self.code}] {self.text}" if self.code else f"NO {self.text}"


@dataclass
class AnswerBad(Fault):
    """Answer BAD instead of carrying the command out (IMAP)."""

    text: str = "I do not understand"

    async def before(self) -> str | None:
        """Refuse."""
        return f"BAD {self.text}"


@dataclass
class GarbageLine(Fault):
    """Send a line (or any bytes) that nobody asked for before the answer."""

    line: bytes = b"* \xff\xfe ((( {nonsense\r\n"

    def preface(self) -> bytes:
        """Return the line."""
        return self.line


@dataclass
class Act(Fault):
    """Call ``action`` when the command has arrived, for example to change the mailbox meanwhile."""

    action: Callable[[], object] = _nothing

    async def before(self) -> str | None:
        """Call the action."""
        self.action()
        return None


@dataclass
class MailWithIdle(Act):
    """Deliver mail so that its EXISTS travels in the same packet as ``+ idling``.

    ``MailWithIdle(action=lambda: mailbox.deliver("INBOX", raw))``
    """

    verb: str = "IDLE"


@dataclass
class HoldBefore(Fault):
    """Wait at a gate before the command is carried out."""

    gate: Gate = field(default_factory=Gate)

    async def before(self) -> str | None:
        """Wait."""
        await self.gate.wait()
        return None


@dataclass
class HoldAnswer(Fault):
    """Carry the command out, then wait at a gate before the final answer."""

    gate: Gate = field(default_factory=Gate)

    async def after(self) -> None:
        """Wait."""
        await self.gate.wait()


@dataclass
class CutAnswer(Fault):
    """Send only the first ``after_bytes`` bytes of everything answered, then cut the connection."""

    after_bytes: int = 0
    _sent: int = field(default=0, init=False, repr=False)

    async def before(self) -> str | None:
        """Count from the start again."""
        self._sent = 0
        return None

    async def transmit(self, data: bytes, write: Write) -> None:
        """Send what is still allowed; cut when it is not all."""
        room = self.after_bytes - self._sent
        if len(data) <= room:
            self._sent += len(data)
            await write(data)
            return
        await write(data[:room])
        raise ConnectionCut


@dataclass
class DropInLiteral(Fault):
    """Cut the connection after ``after_bytes`` bytes of the answer's first literal."""

    verb: str = "FETCH"
    after_bytes: int = 0

    async def transmit(self, data: bytes, write: Write) -> None:
        """Send up to the middle of the literal and cut; all of it when there is no literal."""
        literal = _LITERAL.search(data)
        if literal is None:
            await write(data)
            return
        await write(data[: literal.end() + self.after_bytes])
        raise ConnectionCut


@dataclass
class SplitAnswer(Fault):
    """Send the first ``after_bytes`` bytes of what is answered, the rest when the gate opens."""

    after_bytes: int = 0
    gate: Gate = field(default_factory=Gate)
    _passed: int = field(default=0, init=False, repr=False)

    async def before(self) -> str | None:
        """Count from the start again."""
        self._passed = 0
        return None

    async def transmit(self, data: bytes, write: Write) -> None:
        """Send in two packets."""
        room = self.after_bytes - self._passed
        self._passed += len(data)
        if 0 <= room < len(data):
            await write(data[:room])
            await self.gate.wait()
            data = data[room:]
        await write(data)


@dataclass
class DropInUpload(Fault):
    """Cut the connection after reading ``after_bytes`` bytes of the literal the client sends."""

    during_upload: ClassVar[bool] = True

    verb: str = "APPEND"
    after_bytes: int = 0

    def upload_limit(self) -> int:
        """Return the number of bytes to read before cutting."""
        return self.after_bytes


@dataclass
class EmptyBodies(Fault):
    """Answer FETCH with NIL bodies and OK [EXPUNGEISSUED], as Dovecot does for expunged mail.

    Only the messages ``uids`` are empty; all when none are named.
    """

    verb: str = "FETCH"
    uids: frozenset[int] = frozenset()


@dataclass
class OtherUid(Fault):
    """Answer FETCH with ``uid`` in place of the UID that was asked for."""

    verb: str = "FETCH"
    uid: int = 4242


@dataclass
class NoAppendUid(Fault):
    """Carry APPEND out, but do not tell the UID of the new message."""

    verb: str = "APPEND"


@dataclass
class Preauth(Fault):
    """Greet with PREAUTH: the client is logged in without being asked (RFC 3501 §7.1.4)."""

    verb: str = GREETING
