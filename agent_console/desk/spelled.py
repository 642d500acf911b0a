"""The words of ours that a spell checker is asked about: no names of files, links or gaps."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from agent_console.desk.own_words import own_text

LONGEST_TEXT = 20_000
_CHUNK = re.compile(r"\S+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NO_PROSE = re.compile(r"://|www\.|@|[\d_/\\{}#<>=]|\.\w")
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Spot:
    """A word and where it stands: characters ``start`` to ``end`` (exclusive)."""

    word: str
    start: int
    end: int


def spots(text: str) -> Iterator[Spot]:
    """Yield the words to check, in their order: neither quoted mail nor what follows the signature.

    What has a digit, an address or a path in it is no prose; capitals alone are an abbreviation.
    """
    own = own_text(text[:LONGEST_TEXT])
    for chunk in _CHUNK.finditer(own):
        if _NO_PROSE.search(chunk.group().rstrip(".,;:!?…)»“”\"'")):
            continue
        for found in _WORD.finditer(own, chunk.start(), chunk.end()):
            word = found.group().replace("’", "'")
            if len(word) >= _LEAST and not word.isupper():
                yield Spot(word, found.start(), found.end())


def misspelt(text: str, wrong: Collection[str], cursor: int = -1) -> tuple[Spot, ...]:
    """Return where ``wrong`` words stand; not the one that is being typed at ``cursor``."""
    return tuple(one for one in spots(text) if one.word in wrong and one.end != cursor)
