"""The same text written again and again: paragraphs that stand in the replies to many tickets."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

LEAST = 5
"""On so many tickets a text is worth a page."""

_SHORTEST = 80
_SIGNATURE = 0.4
_ENOUGH = 20
_NUMBER = re.compile(r"\d+")
_SPACE = re.compile(r"\s+")
_BREAK = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Written:
    """A reply that was typed, not chosen: on which ticket, with which subject, in which month."""

    ref: str
    subject: str
    text: str
    is_before: bool = False


@dataclass(frozen=True, slots=True)
class Repeated:
    """A paragraph, as it was written last; ``subject`` is the one most of its tickets have."""

    text: str
    subject: str
    refs: tuple[str, ...]
    n_before: int


def repeated(replies: Iterable[Written]) -> tuple[Repeated, ...]:
    """Return the paragraphs that stand in replies to five tickets or more, most frequent first.

    Numbers and spaces make no difference. What stands below most replies is no answer but a
    signature. Of several paragraphs of the same tickets the longest one is told.
    """
    now, before = defaultdict[str, dict[str, Written]](dict), defaultdict[str, set[str]](set)
    shown: dict[str, str] = {}
    tickets = set[str]()
    for reply in replies:
        if not reply.is_before:
            tickets.add(reply.ref)
        for paragraph in _BREAK.split(reply.text):
            key = _key(paragraph)
            if len(key) < _SHORTEST:
                continue
            if reply.is_before:
                before[key].add(reply.ref)
            else:
                now[key][reply.ref] = reply
                shown[key] = paragraph.strip()
    most = _SIGNATURE * len(tickets) if len(tickets) >= _ENOUGH else len(tickets) + 1
    kept = {key: found for key, found in now.items() if LEAST <= len(found) <= most}
    longest: dict[frozenset[str], str] = {}
    for key in sorted(kept, key=len):
        longest[frozenset(kept[key])] = key
    found = [
        Repeated(shown[key], _subject(kept[key].values()), tuple(kept[key]), len(before[key]))
        for key in longest.values()
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.refs), one.text)))


def _key(paragraph: str) -> str:
    return _NUMBER.sub("0", _SPACE.sub(" ", paragraph).strip().casefold())


def _subject(replies: Iterable[Written]) -> str:
    return Counter(one.subject for one in replies).most_common(1)[0][0]
