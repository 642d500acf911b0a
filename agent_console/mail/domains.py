"""Domains of senders: who owns them, how they are written in ASCII, and what they look like.

Foreign letters are named by their A-label (RFC 5890); what looks like another domain is found by a
skeleton in the manner of UTS #39, with the letters that are mistaken in mail addresses.
"""

from __future__ import annotations

import unicodedata

_SECOND_LEVEL = frozenset(("ac", "co", "com", "edu", "gov", "gv", "net", "or", "org"))
_ALIKE = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u051b\u051d\u04cf"
    "\u043a\u043c\u0442\u0432\u043d\u0433\u0261\u0251\u0131\u03bf\u03b1\u03c1\u03bd\u03b9\u03ba"
    "\u03c4\u0585\u0578\u0566\u0570\u057d01",
    "aeopcyxijshdqwlkmtbhrgaioapvikt" + "onqhuol",
)
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))
_CJK = frozenset(("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "LATIN"))


def house(domain: str) -> str:
    """Return the part of a domain that somebody owns: shop.de of mail.shop.de."""
    labels = domain.lower().strip(".").split(".")
    wide = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3 if wide else -2 :])


def readable(domain: str) -> str:
    """Return a domain with its A-labels decoded; those that are none stay as they are."""
    return ".".join(_decoded(label) for label in domain.split("."))


def ascii_form(domain: str) -> str:
    """Return a domain in the form that the net sees, foreign letters as A-labels (xn--…)."""
    return ".".join(
        label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii")
        for label in domain.lower().split(".")
    )


def _decoded(label: str) -> str:
    if not label.lower().startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except ValueError:
        return label


def mixes_alphabets(domain: str) -> bool:
    """Tell whether one label of a readable domain has letters of alphabets that never meet."""
    return any(_mixed(label) for label in domain.split(".") if not label.isascii())


def _mixed(label: str) -> bool:
    alphabets = {unicodedata.name(char, "?").split()[0] for char in label if char.isalpha()}
    return len(alphabets) > 1 and not alphabets <= _CJK


def skeleton(domain: str) -> str:
    """Return what a domain looks like at a glance: foreign twins, accents and digits replaced."""
    bare = unicodedata.normalize("NFKD", domain.lower())
    text = "".join(char for char in bare if not unicodedata.combining(char)).translate(_ALIKE)
    for pair, single in _PAIRS:
        text = text.replace(pair, single)
    return text


def imitates_ascii(domain: str) -> bool:
    """Tell whether a label without a Latin letter reads as one, below a Latin ending."""
    *labels, ending = domain.split(".")
    return ending.isascii() and any(
        not any(char.isascii() and char.isalpha() for char in label) and skeleton(label).isascii()
        for label in labels
        if not label.isascii()
    )


def is_near(one: str, other: str) -> bool:
    """Tell whether two texts differ by one letter: added, left out, replaced or swapped."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, other_rest = one[start:], other[start:]
    return (
        rest[1:] == other_rest[1:]
        or rest[1:] == other_rest
        or rest == other_rest[1:]
        or (rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:])
    )
