"""What the team shares, put into files beside the settings, where the program reads it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from agent_console.desk.events import Event
from agent_console.desk.shared import (
    Document,
    DocumentKind,
    DocumentName,
    document_of,
    name_of_record,
)
from agent_console.errors import ConfigError
from agent_console.i18n import _
from agent_console.locations import SHARED, private_folder
from agent_console.store import journal
from agent_console.store.engine import Store

if TYPE_CHECKING:
    from sqlmodel import Session

_READ_ME = "README.txt"


def documents(session: Session) -> tuple[Document, ...]:
    """Return all documents that the team shares or shared once, by name."""
    names = {ref: name for ref in journal.records(session) if (name := name_of_record(ref))}
    events = journal.of_tickets(session, names)
    found = (document_of(name, events.get(ref, ())) for ref, name in names.items())
    return tuple(sorted(found, key=lambda one: str(one.name)))


def file_of(name: DocumentName) -> Path:
    """Return where the text of a document lies, below the folder of what is shared."""
    if name.kind is DocumentKind.LIBRARY:
        return Path("library", name.name)
    folder = Path("settings") if name.kind is DocumentKind.SETTINGS else Path()
    return folder / f"{name.name}.toml"


def write_out(shared: Iterable[Document], config_dir: Path) -> tuple[DocumentName, ...]:
    """Make the files below ``config_dir`` say what the documents do; return what changed.

    Files of other names are left alone. Raises ConfigError when one cannot be written.
    """
    folder = config_dir / SHARED
    wanted = {one.name: one.current.text if one.current else None for one in shared}
    changed = [name for name, text in wanted.items() if _read(folder / file_of(name)) != text]
    if not changed:
        return ()
    try:
        private_folder(config_dir)
        private_folder(folder)
        _put(folder / _READ_ME, _about())
        for name in changed:
            _put(folder / file_of(name), wanted[name])
    except OSError as error:
        raise ConfigError(
            _("Team"),
            _("{path} cannot be written: {reason}").format(path=folder, reason=error.strerror),
            _("Check the permissions and the space on the disk."),
        ) from error
    return tuple(changed)


def _about() -> str:
    return _(
        "Your team shares these files; they come with its journal. Changes made here are "
        "written over. A lead changes them with `agent-console team share`.\n"
    )


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _put(path: Path, text: str | None) -> None:
    """Replace a file as a whole; without a text there is none afterwards."""
    if text is None:
        with suppress(FileNotFoundError):
            path.unlink()
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def bring_out(store: Store, news: Iterable[Event], config_dir: Path) -> str:
    """Write out what is shared; say what of it colleagues' ``news`` changed, "" for nothing.

    A disk that cannot be written is told in the same way: the next change tries again.
    """
    by = {name: event.agent for event in news if (name := name_of_record(event.ticket))}
    with store.read() as session:
        shared = documents(session)
    try:
        changed = write_out(shared, config_dir)
    except ConfigError as error:
        return error.message
    return changed_words({name: by[name] for name in changed if name in by})


def changed_words(changed: Mapping[DocumentName, str]) -> str:
    """Say which documents colleagues (the values) changed, and when it counts; "" for none."""
    if not changed:
        return ""
    names = ", ".join(sorted({name for name in changed.values() if name}))
    what = ", ".join(sorted(str(name) for name in changed))
    said = _("{names} changed what the team shares: {what}.").format(names=names, what=what)
    if any(name.kind is DocumentKind.SETTINGS for name in changed):
        said += " " + _("Settings count from the next start on.")
    return said
