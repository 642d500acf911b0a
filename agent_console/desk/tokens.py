"""Signed names of a ticket in mail headers, so that an answer finds its ticket and no guess does.

Two forms, both Message-IDs without angle brackets and wholly in lower case, because some mail
systems change the case of what they pass on:

- ``t.<ref>.<mac>@domain``, the ticket's token, first entry of References in all our mails: it comes
  back even where a relay has replaced our Message-ID;
- ``t.<ref>.<random>.<mac>@domain``, the Message-ID of one outgoing mail.

The mac is 80 bits of HMAC-SHA256 over everything before it. The domain is not part of it, so a desk
that moves to another address keeps its threads.
"""

from __future__ import annotations

import hashlib
import hmac
import re

from agent_console.desk.refs import LONG, SHORT, base32, normalise_ref

RANDOM_BYTES = 16
_MAC_BYTES = 10
_MARK = "t"
_CONTEXT = b"agent-console ticket id 1\0"
_OURS = re.compile(
    rf"(?<![\w.])({_MARK}\.(?:[0-9a-z]{{{LONG}}}|[0-9a-z]{{{SHORT}}})"
    r"(?:\.[0-9a-z]{26})?\.[0-9a-z]{16})@",
    re.IGNORECASE | re.ASCII,
)
_TEXT_LIMIT = 200_000


def ticket_token(ref: str, secret: bytes, domain: str) -> str:
    """Return the token of a ticket, the same every time: the first entry of References."""
    return _signed(f"{_MARK}.{ref.lower()}", secret, domain)


def new_message_id(ref: str, secret: bytes, random: bytes, domain: str) -> str:
    """Return the Message-ID of a new mail of the ticket; ``random`` are 128 fresh random bits.

    Raises ValueError when ``random`` has another length.
    """
    if len(random) != RANDOM_BYTES:
        message = f"a Message-ID needs {RANDOM_BYTES} random bytes"
        raise ValueError(message)
    return _signed(f"{_MARK}.{ref.lower()}.{base32(random).lower()}", secret, domain)


def ref_of(message_id: str, secret: bytes) -> str | None:
    """Return the ref that a Message-ID or token of ours names, or None when it is not ours.

    A name that only looks like ours, with a wrong signature, is None too.
    """
    match = _OURS.match(message_id.strip().strip("<>"))
    return _verified(match.group(1), secret) if match else None


def refs_in_text(text: str, secret: bytes) -> tuple[str, ...]:
    """Return the refs of our tokens and Message-IDs quoted in a text, in order, once each.

    Mail programs that forward or quote "with headers" put them there.
    """
    if not text:
        return ()
    found = (_verified(match, secret) for match in _OURS.findall(text[:_TEXT_LIMIT]))
    return tuple(dict.fromkeys(ref for ref in found if ref))


def _signed(name: str, secret: bytes, domain: str) -> str:
    return f"{name}.{_mac(name, secret)}@{domain.lower()}"


def _verified(local_part: str, secret: bytes) -> str | None:
    name, _dot, mac = local_part.lower().rpartition(".")
    if not hmac.compare_digest(mac, _mac(name, secret)):
        return None
    return normalise_ref(name.split(".")[1])


def _mac(name: str, secret: bytes) -> str:
    digest = hmac.new(secret, _CONTEXT + name.encode(), hashlib.sha256).digest()
    return base32(digest[:_MAC_BYTES]).lower()
