"""What the doctor finds about the folders of this program, the disk below them and the store."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from agent_console.desk.states import UNDECIDED
from agent_console.errors import ConsoleError, StoreError
from agent_console.i18n import _, ngettext
from agent_console.locations import Locations
from agent_console.services.findings import Finding, Grade, good, guarded, note, problem
from agent_console.store import outbox
from agent_console.store.engine import engine_holder, open_store
from agent_console.store.place import file_system, refuse_network
from agent_console.store.shape import misshapen

_CHECK_SECONDS = 10.0
_LOW_DISK = 200 * 1024 * 1024
_FILES_MAX = 500


def look_at_settings_file(path: Path) -> Iterator[Finding]:
    """Yield whether the settings are private."""
    if _open_to_others(path):
        hint = _("Make them private: chmod 600 {path}").format(path=path)
        words = _("{path} can be read by other users").format(path=path)
        yield note(_("Settings"), words, hint)
    else:
        yield good(_("Settings"), str(path))


def look_at_place(locations: Locations) -> Iterator[Finding]:
    """Yield whether the folders can be used, are private and have room."""
    folder = _nearest(locations.data_dir)
    try:
        refuse_network(folder)
    except ConsoleError as error:
        yield problem(_("Folder"), error)
    for wanted in dict.fromkeys((folder, _nearest(locations.state_dir))):
        if not wanted.is_dir() or not os.access(wanted, os.W_OK | os.X_OK):
            yield Finding(
                Grade.PROBLEM,
                _("Folder"),
                _("{path} cannot be written").format(path=wanted),
                _("Check the permissions, or point AGENT_CONSOLE_HOME at a folder of your own."),
            )
    yield from _privacy(locations)
    yield _disk(folder)


def _privacy(locations: Locations) -> Iterator[Finding]:
    """Name what other users of this machine could read; folders 0700, files 0600."""
    kept = [path for path in (locations.data_dir, locations.state_dir) if path.is_dir()]
    inside = [file for folder in kept for file in islice(folder.iterdir(), _FILES_MAX)]
    names = [path for path in (*kept, *inside) if _open_to_others(path)]
    for path in names[:3]:
        mode = "700" if path.is_dir() else "600"
        words = _("{path} can be read by other users").format(path=path)
        hint = _("Make it private: chmod {mode} {path}").format(mode=mode, path=path)
        yield note(_("Permissions"), words, hint)
    if kept and not names:
        words = _("folders and files of the program can be read by you alone")
        yield good(_("Permissions"), words)


def _open_to_others(path: Path) -> bool:
    try:
        found = path.lstat()
    except OSError:
        return False
    return not stat.S_ISLNK(found.st_mode) and bool(stat.S_IMODE(found.st_mode) & 0o077)


def _disk(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    if free < _LOW_DISK:
        return Finding(
            Grade.PROBLEM,
            _("Disk"),
            _("only {mb} MB are free").format(mb=free // 1024 // 1024),
            _("Make room: new mails cannot be kept on a full disk."),
        )
    kind = file_system(folder) or _("file system not known")
    gigabytes = f"{free / 1024**3:.1f}"
    return good(_("Disk"), _("{kind}, {gb} GB free").format(kind=kind, gb=gigabytes))


def _nearest(path: Path) -> Path:
    """Return ``path`` or the nearest thing above it that exists."""
    return next(place for place in (path, *path.parents) if place.exists())


def look_at_store(path: Path) -> Iterator[Finding]:
    """Yield whether the store is whole, what waits in it, and who works on it."""
    if not path.exists():
        words = _("not made yet; the first start makes it")
        yield note(_("Store"), words, _("Nothing to do."))
        return
    undecided: list[int] = []
    yield guarded(_("Store"), lambda: _check_store(path, undecided))
    if any(undecided):
        words = ngettext(
            "{n} reply waits for a decision", "{n} replies wait for a decision", undecided[0]
        )
        hint = _("Press x in the console; `agent-console outbox` lists them.")
        yield note(_("Outbox"), words.format(n=undecided[0]), hint)
    holder = engine_holder(path)
    if holder is not None:
        words = _("runs in process {pid} on {host}").format(pid=holder.pid, host=holder.host)
        yield good(_("Sync"), words)


def _strange(tables: tuple[str, ...]) -> str:
    if not tables:
        return ""
    names = ", ".join(tables)
    return _("other tables than this program makes: {names}").format(names=names)


def _check_store(path: Path, undecided: list[int]) -> str:
    with open_store(path) as store:
        damage = store.quick_check(_CHECK_SECONDS)
        if not damage:
            with store.read() as session:
                items = outbox.items(session, UNDECIDED)
                damage = _strange(misshapen(session))
            undecided.append(sum(item.next_try is None for item in items))
    if damage:
        raise StoreError(
            _("Store"),
            _("the store is damaged: {reason}").format(reason=damage),
            _("Move {path} away and start again: the mails are read anew.").format(path=path),
        )
    return str(path)
