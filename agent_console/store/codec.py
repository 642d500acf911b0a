"""Lists of a mail as JSON text in one column, and text in a form that SQLite keeps as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from json.encoder import encode_basestring

from agent_console.desk.labels import NO_LABELS, Labels
from agent_console.desk.mail import Address, FoldKind, Link, TextRange

_NONE = "[]"
_NOT_STORED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def clean(text: str) -> str:
    """Return ``text`` without control characters and lone surrogates.

    SQLite cuts a text at NUL, refuses surrogates, and two of the others mark search hits.
    """
    if text.isprintable() or text.replace("\n", " ").isprintable():
        return text
    return _NOT_STORED.sub("", text)


def texts_to_json(texts: Collection[str]) -> str:
    """Write a list of texts."""
    if not texts:
        return _NONE
    return f"[{','.join([encode_basestring(clean(text)) for text in texts])}]"


def texts_from_json(text: str) -> tuple[str, ...]:
    """Read what :func:`texts_to_json` wrote."""
    return tuple(json.loads(text))


def addresses_to_json(addresses: Collection[Address]) -> str:
    """Write a list of addresses."""
    if not addresses:
        return _NONE
    return f"[{','.join([_pair(address.email, address.name) for address in addresses])}]"


def addresses_from_json(text: str) -> tuple[Address, ...]:
    """Read what :func:`addresses_to_json` wrote."""
    return tuple(Address(email, name) for email, name in json.loads(text))


def labels_to_json(labels: Labels) -> str:
    """Write what agents said of a ticket; "" for nothing."""
    if labels == NO_LABELS:
        return ""
    said = (labels.type, labels.level, labels.complaint, labels.frustration, labels.priority)
    return _dump([*said, labels.spam] if labels.spam is not None else said)


def labels_from_json(text: str) -> Labels:
    """Read what :func:`labels_to_json` wrote."""
    return Labels(*json.loads(text)) if text else NO_LABELS


def ranges_to_json(ranges: Collection[TextRange]) -> str:
    """Write the ranges of a text."""
    if not ranges:
        return _NONE
    return _dump([[part.kind.value, part.start, part.end] for part in ranges])


def ranges_from_json(text: str) -> tuple[TextRange, ...]:
    """Read what :func:`ranges_to_json` wrote."""
    return tuple(TextRange(FoldKind(kind), start, end) for kind, start, end in json.loads(text))


def links_to_json(links: Collection[Link]) -> str:
    """Write the links of a mail."""
    if not links:
        return _NONE
    return f"[{','.join([_pair(link.text, link.target) for link in links])}]"


def links_from_json(text: str) -> tuple[Link, ...]:
    """Read what :func:`links_to_json` wrote."""
    return tuple(Link(shown, target) for shown, target in json.loads(text))


def _pair(one: str, other: str) -> str:
    return f"[{encode_basestring(clean(one))},{encode_basestring(clean(other))}]"


def _dump(value: Sequence[object]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
