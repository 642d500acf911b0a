"""A canned answer changed from inside: its file as text, and what comes back from the editor."""

from __future__ import annotations

import stat
from pathlib import Path

from agent_console.desk.canned import Entry
from agent_console.desk.entry_files import EntryError
from agent_console.errors import ActionRefusedError, ConsoleError, NotFoundError
from agent_console.i18n import _
from agent_console.locations import write_private
from agent_console.services.keeping import own_folder_of
from agent_console.services.library import LibraryService, parse_answer, read_text
from agent_console.services.newfile import new_file


def file_text(library: LibraryService, entry: Entry) -> str:
    """Return the file of an answer as it is; raises NotFoundError when it cannot be read."""
    own_folder_of(library)
    try:
        return read_text(Path(entry.name))
    except EntryError as error:
        raise NotFoundError(_("Canned answer"), str(error)) from error


def keep_text(library: LibraryService, entry: Entry, text: str) -> Entry:
    """Write ``text`` as the team's own file of ``entry``, and return what stands there then.

    A shipped answer gets a file in the team's folder that takes its place. Raises
    ActionRefusedError, with the line, for a text that cannot be used or is another answer, and
    where the team has no folder; ConsoleError when the file cannot be written.
    """
    folder = own_folder_of(library)
    old = Path(entry.name)
    path = old if old.is_relative_to(folder) else folder / f"{entry.id}.txt"
    try:
        changed = parse_answer(text, str(path))
    except EntryError as error:
        raise ActionRefusedError(
            _("Canned answer"), str(error), _("Open it once more: your text is still there.")
        ) from error
    if changed.id != entry.id:
        raise ActionRefusedError(
            _("Canned answer"),
            _("the id is {id} now, it was {old}").format(id=changed.id, old=entry.id),
            _("Give it the old id: other consoles know it by that."),
        )
    _write(path, text, replace=path == old)
    library.refresh()
    return changed


def _write(path: Path, text: str, *, replace: bool) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if replace:
            mode = path.stat().st_mode
            write_private(path, text)
            path.chmod(stat.S_IMODE(mode))  # the folder may be shared by a group
            return
    except OSError as error:
        raise ConsoleError(
            _("Canned answer"),
            _("{path} cannot be written: {reason}").format(path=path, reason=error.strerror),
            _("Check permissions and free space; your text is still in the editor."),
        ) from error
    with new_file(path.parent, path.name, exact=True) as file:
        file.write(text.encode())
