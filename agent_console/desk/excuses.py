"""Wordings that spoil an apology, German and English: excuses, blame, conditions, cold tone.

Precision comes first: a wording is listed when hardly any good apology has it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from agent_console.desk.own_words import Sentence
from agent_console.desk.wordings import wording, wordings_of

MOST = 20


class Spoiler(StrEnum):
    """What a wording does to an apology."""

    BUT = "but"
    NOT_US = "not-us"
    AS_SAID = "as-said"
    BUSY = "busy"
    CIRCUMSTANCE = "circumstance"
    CUSTOMER = "customer"
    OTHERS = "others"
    COLLEAGUE = "colleague"
    CONDITIONAL = "conditional"
    FEELING = "feeling"
    BELITTLING = "belittling"
    FILE_NUMBER = "file-number"
    COLD = "cold"
    OVERPROMISE = "overpromise"


# To say what happened is no excuse where we take it upon ourselves in the same breath.
_FACTS = (Spoiler.BUSY, Spoiler.CIRCUMSTANCE, Spoiler.OTHERS, Spoiler.COLLEAGUE)

# How these are written says it all, whatever stands around them.
FORMAL = (Spoiler.COLD, Spoiler.FILE_NUMBER)


@dataclass(frozen=True, slots=True)
class Spoiled:
    """A wording of a kind and its place in the text."""

    kind: Spoiler
    start: int
    end: int


def find_spoilers(sentences: Sequence[Sentence], language: str) -> tuple[Spoiled, ...]:
    """Return the spoiling wordings in our sentences by place, none over another, at most 20.

    ``language`` is "de" or "en"; in any other nothing is found.
    """
    if language not in ("de", "en"):
        return ()
    patterns, allowed, owned = _patterns(language)
    found: list[Spoiled] = []
    for number, sentence in enumerate(sentences):
        taken = 0
        near = sentences[number : number + 2]
        owns = any(owned.search(one.plain) for one in near)
        for start, end, kind in sorted(_in_sentence(sentence, patterns, allowed)):
            if start >= taken and not (owns and kind in _FACTS):
                taken = end
                found.append(Spoiled(kind, sentence.start + start, sentence.start + end))
        if len(found) >= MOST:
            break
    return tuple(found[:MOST])


def _in_sentence(
    sentence: Sentence,
    patterns: Sequence[tuple[Spoiler, re.Pattern[str]]],
    allowed: dict[Spoiler, re.Pattern[str]],
) -> Iterator[tuple[int, int, Spoiler]]:
    for kind, pattern in patterns:
        match = pattern.search(sentence.plain)
        if match and not (kind in allowed and allowed[kind].search(sentence.plain)):
            yield match.start(), match.end(), kind


@functools.cache
def _patterns(
    language: str,
) -> tuple[list[tuple[Spoiler, re.Pattern[str]]], dict[Spoiler, re.Pattern[str]], re.Pattern[str]]:
    """Return the patterns of a language, what makes a kind harmless, and how we own up."""
    if language == "de":
        from agent_console.desk.excuses_allowed_de import HARMLESS, OWNED
        from agent_console.desk.excuses_de import GROUPS, SPOILERS
        from agent_console.desk.excuses_facts_de import FACTS
        from agent_console.desk.tone_de import TONES
    else:
        from agent_console.desk.excuses_allowed_en import HARMLESS, OWNED
        from agent_console.desk.excuses_en import GROUPS, SPOILERS
        from agent_console.desk.excuses_facts_en import FACTS
        from agent_console.desk.tone_en import TONES
    listed = (*SPOILERS.items(), *TONES.items(), *FACTS.items())
    spoilers = [(Spoiler(kind), _compiled(text, GROUPS)) for kind, text in listed]
    harmless = {Spoiler(kind): _compiled(text, GROUPS) for kind, text in HARMLESS.items()}
    return spoilers, harmless, _compiled(OWNED, GROUPS)


def _compiled(text: str, groups: Mapping[str, str]) -> re.Pattern[str]:
    return wording(*wordings_of(text, groups))
