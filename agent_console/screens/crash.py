"""What is kept of an unexpected error: where it happened, nothing of what customers wrote."""

from __future__ import annotations

import platform
import re
import traceback
from pathlib import Path

from agent_console import __version__
from agent_console.locations import private_folder, write_private

# The text of these speaks of code; others may carry a piece of a mail.
_PLAIN = (AttributeError, ImportError, NameError, RecursionError, TypeError)
_ADDRESS = re.compile(r"[^\s@<>'\"]+@[^\s@<>'\"]+")
_LONGEST = 300


def crash_report(error: BaseException) -> str:
    """Return versions, the chain of errors and their frames: no local variables, no outside text.

    Messages are kept only for errors that speak of code, shortened, addresses taken out.
    """
    lines = [
        f"agent-console {__version__}",
        f"python {platform.python_version()} on {platform.system()} {platform.machine()}",
    ]
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines += ["", f"{type(current).__module__}.{type(current).__qualname__}: {_said(current)}"]
        lines += _frames(current)
        current = current.__cause__ or current.__context__
    return "\n".join(lines) + "\n"


def write_crash(file: Path, error: BaseException) -> str:
    """Write the report of ``error`` to ``file`` (0600) and return the file's name for people."""
    private_folder(file.parent)
    write_private(file, crash_report(error))
    return str(file)


def _said(error: BaseException) -> str:
    text = str(error)
    if not isinstance(error, _PLAIN):
        return f"(text withheld, {len(text)} characters)"
    return _ADDRESS.sub("(address)", text)[:_LONGEST]


def _frames(error: BaseException) -> list[str]:
    return [
        f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]


def _short(filename: str) -> str:
    parts = Path(filename).parts
    for anchor in ("agent_console", "site-packages"):
        if anchor in parts:
            return "/".join(parts[parts.index(anchor) :])
    return parts[-1] if parts else filename
