"""Labelled requests that are shipped: what the learner knows before the team has taught it."""

from __future__ import annotations

import functools

from agent_console.desk.learner import Label, Learner, Suggestion
from agent_console.services.rule_files import LIBRARY

_FILES = ("examples_de.tsv",)


def shipped_labels() -> tuple[Label, ...]:
    """Return every shipped example: a type, a tab and a text on each line."""
    lines = [
        line
        for name in _FILES
        for line in (LIBRARY / name).read_text(encoding="utf-8").splitlines()
    ]
    return tuple(Label(text, kind) for kind, _tab, text in (line.partition("\t") for line in lines))


def shipped_learner() -> Learner:
    """Return a learner that knows the shipped examples; the team's labels are added to it."""
    return Learner(shipped_labels())


def like_examples(text: str) -> Suggestion | None:
    """Return the type that the shipped examples suggest for a text."""
    return taught_by_examples().suggest(text)


@functools.cache
def taught_by_examples() -> Learner:
    """Return the one learner of the examples alone, which all share: add nothing to it."""
    return shipped_learner()
