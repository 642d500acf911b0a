"""Files that appear complete or not at all, and never in the place of another one.

What is written lies under a hidden temporary name (O_EXCL, mode 0600) until it is whole. Folders
are not made, links are not followed, nothing is opened or run.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from agent_console.desk.filenames import numbered
from agent_console.errors import ConsoleError, NotFoundError
from agent_console.i18n import _

_MOST_OF_ONE_NAME = 1_000
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


class NewFile:
    """A file that is being written, ``size`` bytes so far.

    ``path`` is where it is once the block has ended well.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.path = Path()
        self.size = 0

    def write(self, data: bytes) -> None:
        """Add bytes."""
        self._stream.write(data)
        self.size += len(data)


@contextmanager
def new_file(folder: Path, name: str, *, exact: bool = False) -> Iterator[NewFile]:
    """Give a file to write, called ``name`` at the end, or ``name (2)`` … when that is taken.

    ``exact``: that name or none. ``name`` must be clean. Raises NotFoundError for a folder that is
    not there, ConsoleError in words when it cannot be written; nothing is left behind then.
    """
    try:
        place = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise _no_folder(folder, error) from error
    try:
        with _in_words(folder):
            yield from _written(place, folder, name, exact=exact)
    finally:
        os.close(place)


def _written(place: int, folder: Path, name: str, *, exact: bool) -> Iterator[NewFile]:
    temporary = f".{secrets.token_hex(8)}.part"
    descriptor = os.open(temporary, _NEW, 0o600, dir_fd=place)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            made = NewFile(stream)
            yield made
            stream.flush()
            os.fsync(descriptor)
        made.path = folder / _named(place, temporary, name, exact=exact)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(temporary, dir_fd=place)
        raise


def _named(place: int, temporary: str, name: str, *, exact: bool) -> str:
    """Give the file its name: taken first, so that it replaces nothing but our own empty file."""
    for number in range(1, 2 if exact else _MOST_OF_ONE_NAME):
        chosen = numbered(name, number)
        try:
            os.close(os.open(chosen, _NEW, 0o600, dir_fd=place))
        except FileExistsError:
            continue
        os.replace(temporary, chosen, src_dir_fd=place, dst_dir_fd=place)
        return chosen
    raise ConsoleError(
        _("Saving"),
        _("{name} exists already").format(name=name),
        _("Choose another name or folder; nothing is ever overwritten."),
    )


@contextmanager
def _in_words(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ConsoleError(
            _("Saving"),
            _("{path} cannot be written: {reason}").format(path=folder, reason=reason),
            _("Check permissions and free space, or choose another folder."),
        ) from error


def _no_folder(folder: Path, error: OSError) -> NotFoundError:
    return NotFoundError(
        _("Saving"),
        _("{path} is no folder that can be used: {reason}").format(
            path=folder, reason=error.strerror
        ),
        _("Name a folder that exists already."),
    )
