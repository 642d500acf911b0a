"""Whose file a store is, and which schema this program works with; the first picture needs both."""

from __future__ import annotations

from pathlib import Path

APPLICATION_ID = 0x4143_4F4E  # "ACON" in the file's header, see PRAGMA application_id
_FOLDER = Path(__file__).parent / "migrations"


def known_version() -> int:
    """Return the number of the schema that this program works with."""
    return len(step_files())


def step_files() -> list[Path]:
    """Return the files of all steps to that schema, in order."""
    return sorted(_FOLDER.glob("[0-9][0-9][0-9][0-9].sql"))
