"""Writing in the agent's own editor: the text goes out as a private file and comes back."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shlex
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from textual.app import App, SuspendNotSupported

from agent_console.errors import ConsoleError
from agent_console.i18n import _
from agent_console.screens.outside import Outside

_USUAL = ("nano", "vim", "vi")


def editor_command(environment: Mapping[str, str]) -> list[str]:
    """Return the editor's command: $VISUAL, else $EDITOR, else a usual one.

    Raises ConsoleError when there is none.
    """
    for variable in ("VISUAL", "EDITOR"):
        if words := _split(environment.get(variable, "")):
            return words
    for name in _USUAL:
        if shutil.which(name):
            return [name]
    raise ConsoleError(
        _("Editor"), _("no editor was found"), _("Set EDITOR, for example to nano or vim.")
    )


def _split(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:
        return [text]


async def edit_outside(
    app: App[object], text: str, name: str, outside: Outside | None = None
) -> str:
    """Let the agent change ``text`` in the own editor while the console steps aside.

    The event loop keeps running, so replies leave and drafts are kept meanwhile; ``outside`` knows
    the editor as long as it is open. Raises ConsoleError when no editor can be started or it ended
    with an error.
    """
    command = editor_command(os.environ)
    with _private_file(text, name) as file:
        try:
            with app.suspend():
                process = await asyncio.create_subprocess_exec(*command, str(file))
                with (outside or Outside()).open(file, command, process.pid):
                    code = await process.wait()
        except SuspendNotSupported as error:
            raise ConsoleError(
                _("Editor"), _("this terminal cannot be handed to another program")
            ) from error
        except OSError as error:
            raise ConsoleError(
                _("Editor"),
                _("{command} cannot be started: {reason}").format(
                    command=command[0], reason=error.strerror
                ),
                _("Check the variables VISUAL and EDITOR."),
            ) from error
        if code != 0:
            raise ConsoleError(
                _("Editor"),
                _("{command} ended with code {code}; the text is unchanged").format(
                    command=command[0], code=code
                ),
            )
        try:
            return await asyncio.to_thread(_read, file)
        except OSError as error:
            raise ConsoleError(
                _("Editor"),
                _("{command} left no text; yours is unchanged").format(command=command[0]),
            ) from error


@contextlib.contextmanager
def _private_file(text: str, name: str) -> Iterator[Path]:
    """Write ``text`` into a file of a folder that only this user can enter; remove both after."""
    with tempfile.TemporaryDirectory(prefix="agent-console-") as folder:
        file = Path(folder) / f"{name}.txt"
        file.write_text(text, encoding="utf-8")
        file.chmod(0o600)
        yield file


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace")
