"""Taking out of outside text what may not reach a terminal; loaded when a text needs it."""

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


def clean(text: str) -> str:
    """Take out of outside text what a terminal might act on; see ``to_screen``."""
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
