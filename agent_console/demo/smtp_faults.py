"""Faults of the demo's SMTP server, next to those of :mod:`agent_console.demo.faults`.

The pseudo verb ``MESSAGE`` stands for the moment after the final dot of DATA: there the mail is
accepted. ``DropAfter(MESSAGE)`` accepts and cuts without an answer, ``HoldAnswer(MESSAGE, gate)``
answers late, ``DropBefore(MESSAGE)`` cuts without accepting.
"""

from __future__ import annotations

from dataclasses import dataclass

from agent_console.demo.fault_plan import ANY, Fault

MESSAGE = "MESSAGE"


@dataclass
class Answer(Fault):
    """Answer with this reply code instead of carrying the command out."""

    verb: str = ANY
    code: int = 451
    text: str = "4.3.0 Try again later"

    async def before(self) -> str | None:
        """Refuse."""
        return f"{self.code} {self.text}"


@dataclass
class RefuseRecipient(Fault):
    """Refuse one recipient, always; the others are accepted."""

    recipient: str = ""
    code: int = 550
    text: str = "5.1.1 No such mailbox"
    verb: str = "RCPT"
    times: int | None = None

    def wants(self, verb: str, arguments: str) -> bool:
        """Tell whether the command names this recipient."""
        return Fault.wants(self, verb, arguments) and f"<{self.recipient}>" in arguments

    async def before(self) -> str | None:
        """Refuse."""
        return f"{self.code} {self.text}"
