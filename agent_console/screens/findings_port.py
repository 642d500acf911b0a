"""What the screens need of findings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from agent_console.desk.findings import Finding, FindingField
    from agent_console.desk.notices import Notice


class FindingPort(Protocol):
    """What customers said again and again, and what became of it."""

    def all(self) -> tuple[Finding, ...]:
        """Return all findings, those with work left in front."""
        ...

    def begin(self, title: str, refs: Sequence[str] = ()) -> Finding:
        """Begin one, with its first tickets."""
        ...

    def add(self, name: str, refs: Sequence[str]) -> int:
        """Put tickets on one; return how many were not on it."""
        ...

    def say(self, name: str, field: FindingField, value: str) -> Finding:
        """Say who sees to it, what is done, how far it is, or by when."""
        ...

    def tell(self, name: str, *, answer: str = "", text: str = "", subject: str = "") -> Notice:
        """Make the draft of a notice to those who raised it."""
        ...
