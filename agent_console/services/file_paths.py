"""Paths of files as people type them, completed from what is on the disk."""

from __future__ import annotations

import os
from pathlib import Path

from agent_console.desk.text import to_screen


def completions(text: str, limit: int = 50) -> tuple[str, ...]:
    """Return the paths that ``text`` begins, folders first and with a slash at their end.

    ``~`` is the home folder, hidden files come only after a typed dot. A name that cannot be shown
    as it is, is left out. Reads the disk, which may take long: call it in a thread.
    """
    before, slash, begun = text.rpartition("/")
    folder = Path(before + slash).expanduser() if slash else Path.cwd()
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if _fits(entry.name, begun):
                    is_folder = entry.is_dir()
                    found.append((not is_folder, entry.name.casefold(), entry.name))
    except (OSError, ValueError, RuntimeError):
        return ()
    chosen = sorted(found)[:limit]
    return tuple(f"{before}{slash}{name}{'' if file else '/'}" for file, _key, name in chosen)


def _fits(name: str, begun: str) -> bool:
    if name.startswith(".") and not begun.startswith("."):
        return False
    return name.casefold().startswith(begun.casefold()) and to_screen(name, one_line=True) == name
