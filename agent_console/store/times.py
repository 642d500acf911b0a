"""Moments as text in the store: UTC, always 27 characters, so that text order is time order."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache


@lru_cache(maxsize=4096)
def to_text(moment: datetime) -> str:
    """Return an aware ``moment`` as ``2026-03-01T09:30:00.000000Z``; ValueError for a naive one."""
    if moment.tzinfo is None:
        message = "a moment without a zone cannot be stored"
        raise ValueError(message)
    utc = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    plain = utc.replace(tzinfo=None)
    return plain.isoformat(timespec="microseconds") + "Z"


def from_text(text: str) -> datetime:
    """Return the moment that :func:`to_text` wrote."""
    return datetime.fromisoformat(text)


def maybe_to_text(moment: datetime | None) -> str | None:
    """Return the text of ``moment``, or None for none."""
    return to_text(moment) if moment else None


def maybe_from_text(text: str | None) -> datetime | None:
    """Return the moment that ``text`` names, or None for none."""
    return from_text(text) if text else None
