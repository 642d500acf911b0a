"""The only door for outside text to a screen, and shortening by terminal cells."""

from __future__ import annotations

import re
import unicodedata

_MARKS_ALLOWED = 4
_TAB = 4

# Everything a terminal might act on, hide or reorder. ZWNJ and ZWJ carry meaning in Arabic and
# Indic scripts and stay there; anywhere else they only hide things.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u180b-\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_JOINERS = "\u200c\u200d"
_STRAY_JOINER = re.compile(f"(?<![\u0600-\u0dff\u1780-\u17ff])[{_JOINERS}]")
_DROPPED_ASCII = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_UNUSABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
_BLANKS = re.compile("[\u3164\uffa0\u115f\u1160]")
_HIGH_RUN = re.compile("[\u0300-\U0010ffff]{5,}")
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
    if text.isascii():
        text = text.replace("\r\n", "\n")
        text = text.replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n")
        return _DROPPED_ASCII.sub("", text).expandtabs(_TAB)
    text = _DROPPED.sub("", _LINE_ENDS.sub("\n", text)).expandtabs(_TAB)
    text = _STRAY_JOINER.sub("", text)
    text = _UNUSABLE.sub("\ufffd", text)
    text = _BLANKS.sub(" ", text)
    return _HIGH_RUN.sub(_fewer_marks, text)


def _fewer_marks(match: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for char in match.group():
        if char in _JOINERS and kept and _STRAY_JOINER.search(kept[-1] + char):
            continue
        marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if marks <= _MARKS_ALLOWED:
            kept.append(char)
    return "".join(kept)


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
