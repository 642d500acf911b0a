"""What a customer may ask for: the types, each with its words, level, target and canned answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from agent_console.desk.facts import FactKind
from agent_console.desk.phrases import Phrase, WordBook

OTHER = "other"


class Strength(IntEnum):
    """How much a phrase says: SURE decides, WORD is enough alone, HINT only helps others."""

    AGAINST = -4
    HINT = 1
    WORD = 2
    SURE = 4


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase that speaks for a type, or against it."""

    phrase: Phrase
    strength: Strength


@dataclass(frozen=True, slots=True)
class RequestType:
    """One type. ``names`` are (language, name); ``level`` is the competence needed, 1 to 3.

    ``facts`` are kinds of facts in the text that help, such as an order number. ``sla`` names the
    targets, ``answers`` the canned answers that fit. ``patterns`` are bounded expressions for one
    line.
    """

    id: str
    names: tuple[tuple[str, str], ...]
    level: int
    sla: str = "standard"
    answers: tuple[str, ...] = ()
    cues: tuple[Cue, ...] = ()
    patterns: tuple[re.Pattern[str], ...] = ()
    facts: tuple[FactKind, ...] = ()

    def name(self, language: str) -> str:
        """Return the name in ``language``, else the English one, else any."""
        known = dict(self.names)
        return known.get(language) or known.get("en") or next(iter(known.values()), self.id)


@dataclass(frozen=True, slots=True)
class RequestTypes:
    """All types of a team, the more important ones first, ready to be looked for."""

    types: tuple[RequestType, ...]
    book: WordBook
    cues: dict[Phrase, tuple[tuple[str, Strength], ...]]

    def get(self, type_id: str) -> RequestType | None:
        """Return the type called ``type_id``."""
        return next((one for one in self.types if one.id == type_id), None)


def request_types(types: Sequence[RequestType], exact: Iterable[str] = ()) -> RequestTypes:
    """Make a word book of ``types``; ``exact`` are words that are no misspelling of another."""
    cues: dict[Phrase, tuple[tuple[str, Strength], ...]] = {}
    for one in types:
        for cue in one.cues:
            cues[cue.phrase] = (*cues.get(cue.phrase, ()), (one.id, cue.strength))
    return RequestTypes(tuple(types), WordBook(cues, exact), cues)
