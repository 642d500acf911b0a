"""Where a canned answer goes in a reply: alone as it is, below another one without its greeting."""

from __future__ import annotations

from dataclasses import dataclass

_BETWEEN = "\n\n"
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Stacked:
    """``text`` takes the place of the characters ``start`` to ``end``; ``shift`` is how many
    characters of the answer were left out at its beginning, ``lead`` how many stand before it."""

    text: str
    start: int
    end: int
    shift: int
    lead: int


def stacked(own: str, answer: str, cursor: int) -> Stacked:
    """Return how ``answer`` goes into ``own``, the agent's words, near the ``cursor``.

    Greeting and closing are left out where there are some already; then it stands behind the
    paragraph with the cursor, and never below the closing.
    """
    answer = answer.strip()
    if not own.strip():
        return Stacked(answer, 0, len(own), 0, 0)
    mine, theirs = own.strip().split(_BETWEEN), answer.split(_BETWEEN)
    shift = 0
    if _greets(mine[0]) and len(theirs) > 1 and _greets(theirs[0]):
        shift = len(theirs[0]) + len(_BETWEEN)
        theirs = theirs[1:]
    closed = len(mine) > 1 and _closes(mine[-1])
    if closed and len(theirs) > 1 and _closes(theirs[-1]):
        theirs = theirs[:-1]
    last = own.rstrip().rfind(_BETWEEN) if closed else len(own.rstrip())
    behind = own.find(_BETWEEN, max(0, cursor))
    place = min(last, behind if behind >= 0 else last)
    return Stacked(_BETWEEN + _BETWEEN.join(theirs), place, place, shift, len(_BETWEEN))


def _greets(paragraph: str) -> bool:
    return "\n" not in paragraph and len(paragraph) <= _LONGEST and paragraph.endswith((",", "!"))


def _closes(paragraph: str) -> bool:
    short = "\n" not in paragraph and len(paragraph) <= _LONGEST
    return short and not paragraph.endswith((".", "!", "?", ":"))
