"""The customer's own words, where they can be repeated: one sentence, no abuse, no shouting."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agent_console.desk.masking import hide_accounts
from agent_console.desk.matter_item import is_abusive
from agent_console.desk.text import to_screen

_LONGEST = 160
_SHORTEST_WORDS = 4
_WRONG = re.compile(
    r"\b(?:nicht|nichts|niemand|keiner|nothing|nobody|kein\w*|nie|ohne"
    r"|falsch\w*|fehler\w*|problem\w*|trotz\w*|obwohl|zu (?:hoch|teuer"
    r"|klein|groß|wenig|viel)|höher\w*|teurer|anders|statt|stimmt|unklar|higher|different|instead|not|no|never|without|wrong|error|problem|although|despite|too)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
_UNFIT = re.compile(
    r"\b(?:anwalt|lawyer|solicitor|verbraucherzentrale|trustpilot|bewertung|review|anzeige|court"
    r"|enttäuscht|disappointed|wütend|angry|sauer|beschwer\w*|complain\w*|complaint|nie wieder"
    r"|never again|bitte|please|dank\w*|thanks?|safely)\b"
    r"|^(?:wenn|falls|if)\b|\?\s*$|https?:|@|\d{7}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words without their full stop; ``start`` and ``end`` are the sentence's place."""

    text: str
    start: int
    end: int


def quote_of(sentences: Sequence[tuple[int, int, str]]) -> Quote | None:
    """Return the sentence (start, end, text) that says best what is wrong, or None."""
    fit = [one for one in sentences if _is_fit(one[2])]
    alone = fit[0] if len(fit) == 1 else None
    best = next((one for one in fit if _WRONG.search(one[2])), alone)
    if best is None:
        return None
    start, end, text = best
    return Quote(_clean(text), start, end)


def _is_fit(text: str) -> bool:
    words = text.split()
    loud = sum(char.isupper() for char in text) > len(text) / 3
    return (
        len(words) >= _SHORTEST_WORDS
        and len(text) <= _LONGEST
        and not loud
        and not is_abusive(text)
        and not _UNFIT.search(text)
    )


def _clean(text: str) -> str:
    plain = re.sub(r"[„“”\"«»]", "’", to_screen(hide_accounts(text), one_line=True))
    return plain.rstrip(" .!")
