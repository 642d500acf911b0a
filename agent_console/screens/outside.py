"""The text that the agent's own editor has, saved when the console must end at once."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

_ENDS_SECONDS = 0.25
_RECOVERS_SECONDS = 0.4
_LOOK_SECONDS = 0.01
_HAVE_SWAP = ("vim", "vi", "nvim", "view")


class Outside:
    """Knows file and process of the editor that is open; empty while there is none.

    A text that is not written to the file is where the editor puts it when its terminal closes:
    nano writes ``<file>.save``, vim keeps a swap file, from which it is asked for the text.
    """

    def __init__(self) -> None:
        self._file: Path | None = None
        self._command: Sequence[str] = ()
        self._pid = 0

    @contextlib.contextmanager
    def open(self, file: Path, command: Sequence[str], pid: int) -> Iterator[None]:
        """Watch an editor for as long as it is open."""
        self._file, self._command, self._pid = file, command, pid
        try:
            yield
        finally:
            self._file = None

    def rescue(self) -> str | None:
        """Close the editor as a lost terminal does, and return the text; None without an editor.

        Blocks for less than a second, so call it from a thread.
        """
        file = self._file
        if file is None:
            return None
        with contextlib.suppress(OSError):
            os.kill(self._pid, signal.SIGHUP)
            _wait_for(self._pid)
        for name in (_from_swap(file, self._command), file.with_name(f"{file.name}.save"), file):
            if name is not None:
                with contextlib.suppress(OSError):
                    return name.read_text(encoding="utf-8", errors="replace")
        return None


def _wait_for(pid: int) -> None:
    """Wait a moment until a child has ended; whoever started it still learns how."""
    end = time.monotonic() + _ENDS_SECONDS
    while os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        if time.monotonic() > end:
            return
        time.sleep(_LOOK_SECONDS)


def _from_swap(file: Path, command: Sequence[str]) -> Path | None:
    """Let vim write down what its swap file holds; None without one, or when it cannot."""
    name = Path(command[0]).name if command else ""
    if name not in _HAVE_SWAP or not list(file.parent.glob(".*.sw[a-p]")):
        return None
    found = file.with_name("recovered.txt")
    quiet = ["-es", "-u", "NONE", "-i", "NONE", "-r", file.name]
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        subprocess.run(  # noqa: S603 - the agent's own editor
            [command[0], *quiet, "-c", f"write! {found.name}", "-c", "qall!"],
            cwd=file.parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_RECOVERS_SECONDS,
            check=False,
        )
    return found if found.exists() else None
