"""The short name of a ticket: eight characters that every console derives alike and people can say.

Crockford's base32 has no I, L, O and U; what looks like one of the digits is read as the digit.
"""

from __future__ import annotations

import hashlib
import re

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SHORT = 8
LONG = 16

_LOOKS_LIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BITS = 5
_IN_SUBJECT = re.compile(r"(?<![\w#&/])#([0-9A-Za-z]{16}|[0-9A-Za-z]{8})(?![\w-])")
_SUBJECT_LIMIT = 2000


def base32(data: bytes) -> str:
    """Write ``data`` in Crockford's base32, upper case, the last character filled with zeros."""
    missing = -len(data) * 8 % _BITS
    number = int.from_bytes(data) << missing
    length = (len(data) * 8 + missing) // _BITS
    places = range(_BITS * (length - 1), -1, -_BITS)
    return "".join([ALPHABET[number >> place & 31] for place in places])


def ticket_ref(opening_message_id: str | None, digest: str) -> str:
    """Return the ref of the ticket that a mail opens: 40 bits of a SHA-256.

    It is taken over the mail's Message-ID, or over ``digest`` (the hash of its bytes, in hex) when
    it has none. Among 150,000 tickets the chance that two collide is one in a hundred; then the
    later one takes ``longer_ref``.
    """
    return base32(_hash(opening_message_id, digest)[: SHORT * _BITS // 8])


def longer_ref(opening_message_id: str | None, digest: str) -> str:
    """Return the 16-character ref of the same ticket; it begins with the short one."""
    return base32(_hash(opening_message_id, digest)[: LONG * _BITS // 8])


def _hash(opening_message_id: str | None, digest: str) -> bytes:
    source = (opening_message_id or "").strip().strip("<>") or digest
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).digest()


def normalise_ref(text: str) -> str:
    """Return a ref, or the beginning of one, as a person typed it, in its canonical form.

    ``#``, brackets, blanks and hyphens are dropped, o is 0, i and l are 1. Returns "" for what
    cannot be a ref or the beginning of one.
    """
    bare = re.sub(r"[\s\[\]#-]", "", text).upper().translate(_LOOKS_LIKE)
    if not bare or len(bare) > LONG or any(char not in ALPHABET for char in bare):
        return ""
    return bare


def refs_in_subject(subject: str) -> tuple[str, ...]:
    """Return the refs written as ``#7F3K9QWC`` or ``[#7F3K9QWC]`` in a subject, once each.

    Whether a ticket of that name exists is for the caller to check: an order number of eight
    digits looks the same.
    """
    if "#" not in subject:
        return ()
    found = (normalise_ref(match) for match in _IN_SUBJECT.findall(subject[:_SUBJECT_LIMIT]))
    return tuple(dict.fromkeys(ref for ref in found if ref))
