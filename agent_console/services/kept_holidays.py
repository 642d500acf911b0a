"""Public holidays kept in a file: to compute them takes half a second and 18 MB of memory.

They are computed anew for another country, other years or another release of the library.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from agent_console.desk.hours import public_holidays
from agent_console.locations import find_locations, write_private

_log = logging.getLogger(__name__)
_LANGUAGE = "en_US"
_MOST = 50
_Kept = dict[str, list[str]]


def kept_holidays(country: str, subdivision: str, years: Sequence[int]) -> frozenset[date]:
    """Return what :func:`public_holidays` does, from the file where they stand there.

    Raises ConfigError for an unknown country or subdivision.
    """
    file = find_locations().holidays_file
    key = f"{version('holidays')} {country} {subdivision} {years[0]}-{years[-1]}"
    kept = _read(file)
    if key in kept:
        return frozenset(map(date.fromisoformat, kept[key]))
    found = public_holidays(country, subdivision or None, years, _LANGUAGE)
    newest = list(kept.items())[-_MOST:]
    _write(file, {**dict(newest), key: [day.isoformat() for day in sorted(found)]})
    return found


def _read(file: Path) -> _Kept:
    """Return what is kept; nothing when the file is missing or not as it was written."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        for days in found.values():
            for day in days:
                date.fromisoformat(day)
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}
    return dict(found)


def _write(file: Path, kept: _Kept) -> None:
    """Keep them, if the program has its folder; without the file they are computed again."""
    if not file.parent.is_dir():
        return
    try:
        write_private(file, json.dumps(kept))
    except OSError as error:
        _log.info("holidays not kept: %s", error.strerror)
