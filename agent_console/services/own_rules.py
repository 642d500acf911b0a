"""The rules that this desk has of its own, over the shipped ones: read once, anew when changed."""

from __future__ import annotations

import functools
import logging
from pathlib import Path

from agent_console.desk.complaint import Tones
from agent_console.desk.request_types import RequestTypes
from agent_console.locations import find_locations
from agent_console.services import request_types, tones

_log = logging.getLogger(__name__)
_Stamp = tuple[int, int]


def own_request_types() -> RequestTypes:
    """Return the request types; a file of ours that is broken changes nothing."""
    file, _tones_file = find_locations().rule_files
    return _types(file, _stamp(file))


def own_tones() -> Tones:
    """Return how annoyed customers sound; a file of ours that is broken changes nothing."""
    _types_file, file = find_locations().rule_files
    return _tones(file, _stamp(file))


def rules_stamp() -> str:
    """Return what tells these rules from others."""
    return ";".join(",".join(map(str, _stamp(file))) for file in find_locations().rule_files)


def _stamp(file: Path) -> _Stamp:
    try:
        found = file.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


@functools.lru_cache(maxsize=2)
def _types(file: Path, _changed: _Stamp) -> RequestTypes:
    loaded = request_types.load_request_types(file)
    if loaded.problem:
        _log.warning("request types: %s", loaded.problem)
    return loaded.value


@functools.lru_cache(maxsize=2)
def _tones(file: Path, _changed: _Stamp) -> Tones:
    loaded = tones.load_tones(file)
    if loaded.problem:
        _log.warning("tones: %s", loaded.problem)
    return loaded.value
