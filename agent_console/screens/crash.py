"""What is kept of an unexpected error: where it happened, nothing of what customers wrote."""

from __future__ import annotations

import opcode
import platform
import re
import traceback
from pathlib import Path

from agent_console import __version__
from agent_console.locations import private_folder, write_private

# The text of these speaks of code where Python itself raised them; all else may quote a mail.
_PLAIN = (
    *(AttributeError, ImportError, ModuleNotFoundError, NameError, UnboundLocalError),
    *(RecursionError, TypeError),
)
_ADDRESS = re.compile(r"[^\s@<>'\"]+@[^\s@<>'\"]+")
_LONGEST = 300
_IMPORTING = "<frozen importlib"
_RAISE = opcode.opmap["RAISE_VARARGS"]


def crash_report(error: BaseException) -> str:
    """Return versions, the chain of errors and their frames: no local variables, no outside text.

    Messages are kept only of errors that Python itself raised to speak of code, shortened,
    addresses taken out; what a ``raise`` in some code says may quote anything.
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
    if type(error) not in _PLAIN or _was_told_by_code(error):
        return f"(text withheld, {len(text)} characters)"
    return _ADDRESS.sub("(address)", text)[:_LONGEST]


def _was_told_by_code(error: BaseException) -> bool:
    """Tell whether a ``raise`` statement made the error, and so its text."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    if last is None:
        return True
    code = last.tb_frame.f_code
    return code.co_code[last.tb_lasti] == _RAISE and not code.co_filename.startswith(_IMPORTING)


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
