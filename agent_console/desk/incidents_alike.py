"""Does a mail look like those of a known issue? By the words that few other mails have."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import log

from agent_console.desk.words import plain_words

MAX_WORDS = 300
SAME_TYPE, OTHER_TYPE = 0.2, 0.3
"""From which likeness on it is suggested: sooner where both ask for the same."""

_SHORT = 4
_LEAST_WORDS = 2


def telling_words(text: str) -> frozenset[str]:
    """Return the words of a text that may tell what it is about."""
    words = plain_words(text, MAX_WORDS)
    return frozenset(word for word in words if len(word) >= _SHORT and not word.isdigit())


def weights(words: Collection[str], frequency: Mapping[str, int], mails: int) -> dict[str, float]:
    """Return how much each word tells: more, the fewer of all ``mails`` have it.

    A word that every third mail has tells nothing.
    """
    total = max(mails, 1)
    return {word: max(log((total + 3) / (3 * frequency.get(word, 0) + 1)), 0.0) for word in words}


def likeness(one: Collection[str], other: Collection[str], weight: Mapping[str, float]) -> float:
    """Return from 0 to 1 how alike two mails are: the cosine of their weighted words.

    A single telling word in both is chance.
    """
    both = [weight.get(word, 0.0) for word in one if word in other]
    if sum(each > 0 for each in both) < _LEAST_WORDS:
        return 0.0
    lengths = [sum(weight.get(word, 0.0) ** 2 for word in words) for words in (one, other)]
    return float(sum(each**2 for each in both) / (lengths[0] * lengths[1]) ** 0.5)
