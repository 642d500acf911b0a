"""Whether a letter tells about itself before it apologises, in whatever words it does so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent_console.desk.apology_heard import Heard
from agent_console.desk.apology_words import Words
from agent_console.desk.own_words import Sentence

_MOST_TOLD = 2
_LEAST_WORDS = 6
_MORE = 7
_I = re.compile(r"\b(?:ich|mir|mich|mein\w{0,2}|i|me|my|i['’]\w{1,2})\b")


def tells_first(
    before: Sequence[Sentence], words: Words, customer_text: str
) -> tuple[int, int] | None:
    """Return the first sentence where two or more before the apology are none of the customer's.

    Such a sentence neither addresses the customer nor takes up a word or number of theirs, admits
    no fault, and is not about what the writer feels or does.
    """
    heard = Heard.of(customer_text)
    told = [one for one in before if _is_told(one, words, heard)]
    if len(told) < _MOST_TOLD or max(one.words for one in told) < _MORE:
        return None
    return told[0].start, told[0].end


def _is_told(one: Sentence, words: Words, heard: Heard) -> bool:
    plain = one.plain
    if one.words < _LEAST_WORDS or words.you.search(one.text) or _I.search(plain):
        return False
    if words.apology.search(plain) or words.regret.search(plain):
        return False
    if words.admits.search(plain) and words.we.search(plain):
        return False
    return heard.shared_with(one.text) == 0
