"""Subjects without what mail programs put in front of them."""

from __future__ import annotations

import re

_LIMIT = 1000
_REPLY = re.compile(
    r"(?:re|aw|antw|antwort|sv|vs|rif|r|odp|ynt|res|ref|fwd?|wg|wtr|tr|doorst|i|enc|vb|vl|pd|回复|转发)"
    r"\s{0,3}(?:[\[(]\d{1,3}[\])])?\s{0,3}[:\uff1a]\s*",
    re.IGNORECASE,
)
_TAG = re.compile(r"\[[^\[\]]{1,40}\]\s*")
_TRAILER = re.compile(r"\s*\((?:fwd|fw|wg)\)\s*$", re.IGNORECASE)


def base_subject(subject: str) -> str:
    """Return a subject without Re:, AW:, WG:, Fwd:, ``[list]`` … in front, however many there are.

    What would leave nothing stays (RFC 5256 §2.1, with the prefixes of other languages).
    """
    rest = _TRAILER.sub("", " ".join(subject[:_LIMIT].split()))
    while match := _REPLY.match(rest) or _TAG.match(rest):
        if match.end() == len(rest):
            break
        rest = rest[match.end() :]
    return rest


def has_reply_prefix(subject: str) -> bool:
    """Return whether a subject says that it answers or forwards something."""
    rest = subject[:_LIMIT].lstrip()
    while tag := _TAG.match(rest):
        rest = rest[tag.end() :]
    return bool(_REPLY.match(rest))


def same_subject(a: str, b: str) -> bool:
    """Return whether two subjects are the same but for prefixes, blanks and case."""
    return base_subject(a).casefold() == base_subject(b).casefold()
