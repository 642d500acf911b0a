"""A file of a mail shown by the machine's own viewer, because a person asked for it."""

from __future__ import annotations

import atexit
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from agent_console.desk.openable import may_be_opened
from agent_console.desk.views import MailFile, SavedFile
from agent_console.errors import ActionRefusedError, ConsoleError
from agent_console.i18n import _
from agent_console.services.transfer import Transfer


class Saving(Protocol):
    """What saves files."""

    def save(
        self, files: Sequence[MailFile], folder: Path, transfer: Transfer
    ) -> Iterator[SavedFile]:
        """Save one file after the other into a folder."""
        ...


def view(saving: Saving, file: MailFile, command: str, transfer: Transfer) -> SavedFile:
    """Save ``file`` into a new private folder and start ``command`` with it; no shell reads it.

    The folder goes when the program ends. Raises ActionRefusedError for what could run and for no
    command, ConsoleError when it cannot be started, and what saving raises.
    """
    arguments = shlex.split(command)
    if not may_be_opened(file.attachment):
        raise refused()
    if not arguments:
        raise ActionRefusedError(
            _("Open"), _("the settings name no command"), _('Write open = "xdg-open" in [tools].')
        )
    folder = Path(tempfile.mkdtemp(prefix="agent-console-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (saved,) = saving.save((file,), folder, transfer)
    try:
        subprocess.Popen(  # noqa: S603 - the agent's own command, no shell
            [*arguments, saved.path],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise ConsoleError(
            _("Open"),
            _("{command} cannot be started: {reason}").format(
                command=arguments[0], reason=error.strerror
            ),
            _("Name another command as `open` in [tools], or save the file."),
        ) from error
    return saved


def refused() -> ActionRefusedError:
    """Return the refusal to open what could run."""
    return ActionRefusedError(
        _("Open"),
        _("this kind of file may run something: it is not opened from here"),
        _("Save it and look at it with care, if you know that it is harmless."),
    )
