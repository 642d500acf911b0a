"""Wordings looked for in one sentence of a reply, in a small notation that cannot run away.

* a blank is one to three blanks; ``_`` stands for up to three words between two others, ``~`` for
  up to 60 characters, ``≈`` for up to 140,
* ``*`` is the rest of a word (``entschuldig*``) or its beginning (``*aufkommen``),
* ``( | )`` are alternatives, ``?`` makes the letter or the brackets before it optional,
* a comma may be missing, ``+`` is one that may not, ``§`` the beginning of a clause,
* ``'`` stands for both apostrophes and none,
* umlauts may be written out or forgotten.

A list has a wording a line; a line that begins with ``|`` goes on with the one above, ``{name}`` is
a group of words.

No wording repeats without bound, so the work is in proportion to the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_LETTERS = str.maketrans(
    {"ä": "a", "ö": "o", "ü": "u", "ß": "s", "\n": " ", "\t": " ", "\u00a0": " ", "\u202f": " "}
)
_SIGNS = {
    " ": r" {1,3}",
    "_": r"(?!(?<=\w)\w),? {0,3}(?:(?<!\w)[\w'’%€£$.-]{1,30},? {1,3}){0,3}(?=,|(?<!\w))",
    "~": r"(?!(?<=\w)\w)[^;!?]{0,60}?(?=,|(?<!\w))",
    "≈": r"(?!(?<=\w)\w)[^;!?]{0,140}?(?=,|(?<!\w))",
    "*": r"\w{0,25}",
    "(": "(?:",
    "|": "|",
    ")": ")",
    "?": "?",
    ",": ",?",
    "+": ",",
    "§": r"(?:(?<![\w,;:] )|(?<=[,;:] ))",
    "'": "['’]?",
    "ä": "ae?\u0308?",
    "ö": "oe?\u0308?",
    "ü": "ue?\u0308?",
    "ß": "ss?",
}


def folded(text: str) -> str:
    """Return ``text`` as it is compared: lower case, no umlauts, blanks; every place stays."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return lower.translate(_LETTERS)


def wording(*wordings: str) -> re.Pattern[str]:
    """Compile wordings into one pattern for folded text; whole words only."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_compiled, wordings))})(?!\w)")


def wordings_of(text: str, groups: Mapping[str, str] | None = None) -> list[str]:
    """Return the wordings of a list, the words of ``groups`` put in."""
    listed = text.strip().replace("\n|", "|")
    for name, words in (groups or {}).items():
        listed = listed.replace("{" + name + "}", words.strip().replace("\n|", "|"))
    return listed.split("\n")


def _compiled(text: str) -> str:
    tight = text.lower().replace(" _", "_").replace("_ ", "_")
    return "".join(_SIGNS.get(char, re.escape(char)) for char in tight)
