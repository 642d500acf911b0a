"""Faults of the demo's SMTP server, next to those of :mod:`agent_console.demo.faults`.

The pseudo verb ``MESSAGE`` stands for the moment after the final dot of DATA: there the mail is
accepted. ``DropAfter(MESSAGE)`` accepts and cuts without an answer, ``HoldAnswer(MESSAGE, gate)``
answers late, ``DropBefore(MESSAGE)`` cuts without accepting.
"""

from __future__ import annotations

from dataclasses import dataclass

from agent_console.demo.fault_plan import ANY, ConnectionCut, Fault

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


@dataclass
class CutAfterMail(Fault):
    """Accept every mail to one recipient and cut the connection instead of saying so."""

    recipient: str = ""
    times: int | None = None
    _named: bool = False

    def wants(self, verb: str, arguments: str) -> bool:
        """Remember that a mail names the recipient; tell whether that mail has come."""
        if verb == "RCPT" and f"<{self.recipient}>" in arguments.lower():
            self._named = True
        return verb == MESSAGE and self._named

    async def after(self) -> None:
        """Cut."""
        self._named = False
        raise ConnectionCut


REFUSED, BUSY, UNSURE = "refused@post.example", "busy@post.example", "unsure@post.example"


def usual_trouble() -> tuple[Fault, ...]:
    """Return what goes wrong in the demo, always the same by the address that is written to."""
    return (
        RefuseRecipient(recipient=REFUSED),
        RefuseRecipient(recipient=BUSY, code=450, text="4.2.1 Mailbox busy, try again later"),
        CutAfterMail(recipient=UNSURE),
    )
