"""Plain values of JSON, read with care: what is no text, number or moment raises TypeError."""

from __future__ import annotations

import json
from datetime import UTC, datetime

NUMBER_MAX = 2**53 - 1
TEXT_MAX = 2_000
_DEPTH_MAX = 30


def line_of_json(value: object) -> str:
    """Write a value as one line with sorted keys; raises ValueError for what JSON cannot hold."""
    text = json.dumps(
        value, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False
    )
    text.encode()  # a lone surrogate is no text: UnicodeEncodeError is a ValueError
    return text


def is_deep(value: object) -> bool:
    """Tell whether lists and objects are nested too deep to be written again."""
    level = [value]
    for _level in range(_DEPTH_MAX):
        level = [inner for outer in level for inner in _inside(outer)]
    return bool(level)


def _inside(value: object) -> list[object]:
    some = list(value.values()) if isinstance(value, dict) else value
    return some if isinstance(some, list) else []


def text_in(value: object, longest: int = TEXT_MAX) -> str:
    """Return a text of ``longest`` characters at most."""
    if not isinstance(value, str) or len(value) > longest:
        raise TypeError("a text was expected")
    value.encode()
    return value


def number_in(value: object, *, least: int = 0) -> int:
    """Return a whole number from ``least`` on that every reader of JSON keeps as it is."""
    if type(value) is not int or not least <= value <= NUMBER_MAX:
        raise TypeError("a number was expected")
    return value


def moment_in(value: object) -> datetime:
    """Return a moment in UTC; ValueError for one without a zone."""
    moment = datetime.fromisoformat(text_in(value))
    if moment.tzinfo is None:
        raise ValueError("time without a zone")
    return moment.astimezone(UTC)
