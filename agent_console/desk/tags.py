"""Tags: short words of the team's own that stand on tickets, several on each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 40
BAD_SCORE = "bad-score"
"""On tickets whose customer gave a bad score in a survey."""

IMPORTED = "imported"
"""On tickets that were brought in from elsewhere; nobody is asked how it was."""

_LEFT_OUT = re.compile(r"[^\w.+&-]+")


def normalise_tag(text: str) -> str:
    """Return a tag as it is kept: lower case, words joined by ``-``; "" where nothing is left.

    Composed as Unicode NFC; all but letters, digits and ``_ . + & -`` separates words; the longest
    has 40 characters.
    """
    plain = unicodedata.normalize("NFC", text).lower()
    joined = _LEFT_OUT.sub("-", unicodedata.normalize("NFC", plain)).strip("-.")
    return joined[:LONGEST].strip("-.")


def with_tag(tags: Iterable[str], tag: str, *, on: bool) -> tuple[str, ...]:
    """Return sorted ``tags`` with one more, or one less; what is no tag changes nothing."""
    wanted = normalise_tag(tag)
    found = set(tags)
    if on and wanted:
        found.add(wanted)
    elif not on:
        found.discard(wanted)
    return tuple(sorted(found))
