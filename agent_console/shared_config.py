"""Sections of the settings that a team shares, as they lie beside the settings of this console."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from agent_console.locations import SHARED

_FOLDER = "settings"


def sections_folder(beside: Path) -> Path:
    """Return where the shared sections lie, one file each; it need not be there."""
    return beside / SHARED / _FOLDER


def shared_sections(beside: Path) -> Mapping[str, Any]:
    """Return the shared sections by their names; a file that cannot be read says nothing."""
    found: dict[str, Any] = {}
    for path in sorted(sections_folder(beside).glob("*.toml")):
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if path.stem in table:
            found[path.stem] = table[path.stem]
    return found
