"""Stores put in their place as files: the steps of the schema run once for all tests of a run.

``tests/store`` proves that a store made from nothing is right; the others begin with a copy of one.
What makes an empty store its own (a name, a secret, an age) is still given when it is opened.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from agent_console.locations import private_folder
from agent_console.store.migrations import migrate


def put_empty_store(path: Path) -> None:
    """Put an empty store at ``path`` where there is none."""
    if not path.exists():
        put_store(path, _migrated())


def put_store(path: Path, content: bytes) -> None:
    """Put the file of a closed store at ``path``, where there is none."""
    private_folder(path.parent)
    path.touch(0o600, exist_ok=False)
    path.write_bytes(content)


@cache
def _migrated() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        migrate(path)
        return path.read_bytes()
