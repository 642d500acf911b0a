"""Files on this machine that name a person: those of ours are removed, of others it is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from agent_console.config import Config
from agent_console.desk.privacy import Traces


def files_naming(
    traces: Traces, folders: Sequence[Path], config: Config, store: Path
) -> tuple[Path, ...]:
    """Return the files that name the person and are not ours to change.

    Looked at are those in the program's own ``folders``, but the store, and files of orders.
    """
    found = []
    for path in _files(folders, config, store):
        with suppress(OSError):
            if traces.in_bytes(path.read_bytes()):
                found.append(path)
    return tuple(found)


def _files(folders: Sequence[Path], config: Config, store: Path) -> Iterator[Path]:
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.name.startswith(store.name):
                yield path
    for source in config.order_sources:
        places = (source.file, source.sqlite, *(source.folder.glob("*") if source.folder else ()))
        yield from (path for path in places if path and path.is_file())


def unlinked(paths: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Remove files; return those that are gone, and those that could not be removed."""
    gone, stayed = [], []
    for name in paths:
        try:
            Path(name).unlink(missing_ok=True)
            gone.append(name)
        except OSError:
            stayed.append(name)
    return tuple(gone), tuple(stayed)
