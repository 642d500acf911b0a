"""What the flags, keywords and folders of a mailbox mean for tickets: a mapping, one act a mark.

A mark is a flag (``\\Flagged``), a keyword (``$label1``) or ``folder:NAME``; an act is ``closed``,
``open``, ``spam``, ``tag:NAME``, ``owner:NAME`` or ``ignore``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from agent_console.desk.tags import normalise_tag

FOLDER = "folder:"
_STATES = ("closed", "open", "spam")
_IGNORE = "ignore"

USUAL: Mapping[str, str] = {
    "\\flagged": "tag:flagged",
    "$label1": "tag:important",
    "$label2": "tag:work",
    "$label3": "tag:personal",
    "$label4": "tag:to-do",
    "$label5": "tag:later",
    "$junk": "spam",
    "junk": "spam",
}
"""What holds without a mapping: the star, the five labels of Thunderbird, and junk."""


@dataclass(frozen=True, slots=True)
class MarkRules:
    """Which act each mark stands for; marks in lower case."""

    acts: Mapping[str, str] = field(default_factory=lambda: dict(USUAL))

    def of(self, marks: Iterable[str]) -> tuple[str, ...]:
        """Return the acts that these marks of one mail stand for, in a settled order."""
        found = (self.acts.get(mark.casefold(), _IGNORE) for mark in marks)
        return tuple(sorted({act for act in found if act != _IGNORE}))


def rules_of(texts: Iterable[str]) -> MarkRules:
    """Read mappings such as ``folder:Done=closed``; they go before the usual ones.

    Raises ValueError with the text that is none.
    """
    acts = dict(USUAL)
    for text in texts:
        mark, equals, act = text.rpartition("=")
        plain = _plain_act(act.strip())
        if not (equals and mark.strip() and plain):
            raise ValueError(text)
        acts[mark.strip().casefold()] = plain
    return MarkRules(acts)


def _plain_act(act: str) -> str:
    kind, colon, name = act.partition(":")
    kind = kind.strip().lower()
    if not colon:
        return kind if kind in (*_STATES, _IGNORE) else ""
    if kind == "tag":
        tag = normalise_tag(name)
        return f"tag:{tag}" if tag else ""
    return f"owner:{name.strip()}" if kind == "owner" and name.strip() else ""


@dataclass(slots=True)
class MarkedTicket:
    """What the marks of a ticket's mails amount to; its newest mail says how it stands."""

    newest: datetime
    tags: set[str] = field(default_factory=set)
    owner: str = ""
    state: str = ""
    spam: bool = False
    _said: tuple[datetime, str] | None = None

    def add(self, at: datetime, acts: Iterable[str]) -> None:
        """Take in what the marks of one mail stand for."""
        states = [act for act in acts if act in _STATES]
        for act in acts:
            kind, _colon, name = act.partition(":")
            if kind == "tag":
                self.tags.add(name)
            elif kind == "owner":
                self.owner = self.owner or name
        key = (at, states[0] if states else "")
        if self._said is None or key >= self._said:
            self._said = key
            self.state, self.spam = key[1], key[1] == "spam"
        self.newest = max(self.newest, at)
