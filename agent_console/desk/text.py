"""The only door for outside text to a screen, and shortening by terminal cells."""

from __future__ import annotations

import re
import unicodedata

# Letters and signs of western languages, on which nothing below has anything to do.
_ORDINARY = re.compile("[\n -~\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*")


def to_screen(text: str, *, one_line: bool = False) -> str:
    """Return outside text in a form that cannot act on a terminal.

    Control characters but the line feed, bidirectional overrides, invisible and tag characters go;
    every kind of line end becomes a line feed, tabs become spaces, lone surrogates U+FFFD, and at
    most four combining marks stay on one character. With ``one_line`` all white space becomes
    single blanks. Runs in linear time; the result of a result is the same.
    """
    if not (text.isascii() and text.isprintable()):
        plain = text.replace("\r\n", "\n")
        text = plain if _ORDINARY.fullmatch(plain) else _clean(text)
    return " ".join(text.split()) if one_line else text


def _clean(text: str) -> str:
    from agent_console.desk.cleaning import clean

    return clean(text)


def cell_width(text: str) -> int:
    """Return how many terminal cells ``text`` takes (UAX #11: wide two, combining marks none)."""
    if text.isascii():
        return len(text)
    return sum(_char_width(char) for char in text)


def _char_width(char: str) -> int:
    if char < "\u0300":
        return 1
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def shorten(text: str, width: int) -> str:
    """Return ``text`` in at most ``width`` cells, ending in "…" when something was cut."""
    if width <= 0:
        return ""
    if cell_width(text[: width * 2 + 64]) <= width and len(text) <= width * 2 + 64:
        return text
    used = 0
    for position, char in enumerate(text):
        used += _char_width(char)
        if used > width - 1:
            return text[:position].rstrip() + "…"
    return text
