"""Which lines of a text are worth a closer look, found in one cheap pass.

All here only rules lines out: what opens a quoted mail or tells of a device is among the lines
named, whatever else is. Case is told apart as ``re.IGNORECASE`` does it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

_BLANKS = "\t \xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f"
_ODD = frozenset(_BLANKS + "\u205f\u3000\x1c\x1d\x1e\x1f\x85\r\x0b\x0c(<*>-_=~")
_ALIKE = {"i": "iI\u0130\u0131", "s": "sS\u017f", "k": "kK\u212a"}


def beginnings(starts: Iterable[str]) -> frozenset[str]:
    """Return every way to write some beginnings (in lower case) that IGNORECASE takes as equal."""
    return frozenset(
        "".join(letters)
        for start in starts
        for letters in itertools.product(*(_ALIKE.get(one, one + one.upper()) for one in start))
    )


# How "Sent from my phone" and the like begin, in the languages of signatures.
DEVICE = beginnings(("vo", "se", "en", "ve", "in", "di", "sk", "lä", "wy", "ge", "ho", "ou", "vi"))
# Signs, not letters, that stand in western texts beside Latin-1.
_SIGNS = re.compile(
    "[\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u245f\u2500-\u2775\u2794-\u2bff"
    "\U0001f300-\U0001faff]"
)
_SIGN = "\x96"
_LOWER = bytes(ord(chr(code).lower()) for code in range(256))
# Of every phrase that opens a quoted mail and begins with a letter, a piece.
_PHRASES = tuple(
    phrase.encode("latin-1")
    for phrase in (
        *("above", "below this line", "dieser zeile", "dieser linie", "au-dessus"),
        *("forwarded message", "anfang der", "but du message", "messaggio inoltrato"),
        "doorgestuurd",
    )
)


def western(text: str) -> bytes | None:
    """Return a text in lower case with one byte a letter; None when it has other letters.

    Signs beyond Latin-1 are all alike; letters and line ends stay where they are.
    """
    try:
        return text.encode("latin-1").translate(_LOWER)
    except UnicodeEncodeError:
        pass
    try:
        return _SIGNS.sub(_SIGN, text).encode("latin-1").translate(_LOWER)
    except UnicodeEncodeError:
        return None


def lines_to_look_at(text: str, lines: Sequence[str]) -> Sequence[int]:
    """Return the numbers of the lines of ``text`` that may be more than a sentence, in order.

    These are the ones that begin or end in an unusual way; all, when the text has a phrase that
    can stand anywhere in a line, or letters of other scripts.
    """
    letters = western(text)
    if letters is None or any(phrase in letters for phrase in _PHRASES):
        return range(len(lines))
    return [
        number
        for number, line in enumerate(lines)
        if line and (line[0] in _ODD or ":" in line or "--" in line or line[:2] in DEVICE)
    ]
