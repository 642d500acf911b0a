"""What the team taught: request types that agents gave to tickets, and the learner they made.

Every ten labels the learner is taught anew, by the first ten, twenty … of them in the order of the
events: consoles that know the same events suggest the same.
"""

from __future__ import annotations

import sqlite3

from agent_console.desk.classify import own_words
from agent_console.desk.events import Event, Labelled, standing
from agent_console.desk.labels import LabelName
from agent_console.desk.learner import Label, Learner, Suggestion
from agent_console.mail.quotes import visible_lines
from agent_console.services.examples import shipped_labels, taught_by_examples
from agent_console.store import found
from agent_console.store.said import said

EACH = 10


class TeamLabels:
    """The learner with the team's labels; ``counted`` is how many of them it knows."""

    def __init__(self) -> None:
        self.counted = 0
        self._learner: Learner | None = None

    def read(self, connection: sqlite3.Connection) -> None:
        """Take in what agents have said since."""
        given = type_labels([event for _place, event in said(connection)])
        counted = len(given) // EACH * EACH
        if self._learner is not None and counted == self.counted:
            return
        chosen = dict(list(given.items())[:counted])
        texts = _texts(connection, list(chosen))
        team = [Label(texts[ref], kind) for ref, kind in chosen.items() if texts.get(ref)]
        self._learner = Learner((*shipped_labels(), *team)) if team else taught_by_examples()
        self.counted = counted

    def suggest(self, text: str) -> Suggestion | None:
        """Return the type that labelled texts suggest for a text."""
        return self._learner.suggest(text) if self._learner else None


def type_labels(events: list[Event]) -> dict[str, str]:
    """Return the request types that agents gave, by ticket, in the order they were given last."""
    given: dict[str, str] = {}
    for event in standing(events):
        fact = event.fact
        if isinstance(fact, Labelled) and fact.what == LabelName.TYPE:
            given.pop(event.ticket, None)
            if fact.value:
                given[event.ticket] = fact.value
    return given


def _texts(connection: sqlite3.Connection, refs: list[str]) -> dict[str, str]:
    """Return what customers wrote first on these tickets."""
    return {
        ref: own_words(mails[0].subject, visible_lines(mails[0].text, mails[0].ranges))
        for ref, mails in found.written(connection, refs).items()
        if mails
    }
