"""A process that has loaded the program and forks a child for each call: the start is saved.

A child has a life of its own, as a program that was started anew: its environment, streams,
umask, limits and exit, and runs ``agent_console.cli.main`` with its arguments. What the children
share is what was imported. ``python -m tests.e2e.forked`` takes one call (JSON) a line from its
input and answers with one line, the exit code or minus the signal.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import pkgutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

import agent_console

FLOORS = ("services", "store", "mail", "desk")
_HERE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Call:
    """Arguments, environment, and the folder with ``in``, where ``out`` and ``err`` are made."""

    arguments: list[str]
    environment: dict[str, str]
    streams: str


class Forker:
    """The process whose children are the program."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.forked"],
            cwd=_HERE,
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
            text=True,
        )
        atexit.register(self.end)

    def run(
        self, arguments: tuple[str, ...], environment: Mapping[str, str], stdin: str
    ) -> tuple[int, str, str]:
        """Run the program to its end; return its exit code, output and errors.

        The children of a call that is broken off end with all others; the next one begins anew.
        """
        with tempfile.TemporaryDirectory(prefix="agent-console-") as made:
            folder = Path(made)
            (folder / "in").write_text(stdin, encoding="utf-8")
            try:
                code = self._asked(Call([*arguments], dict(environment), made))
            except BaseException:
                self.end()
                forker.cache_clear()
                raise
            out, err = ((folder / name).read_text(encoding="utf-8") for name in ("out", "err"))
            return code, out, err

    def _asked(self, call: Call) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asdict(call)) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def end(self) -> None:
        """End the process and its children."""
        atexit.unregister(self.end)
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.communicate()


@cache
def forker() -> Forker:
    """Return the one of this run."""
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    keyring = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    return Forker({**kept, **keyring, "LANG": "C.UTF-8", "PYTHONPATH": str(_HERE)})


def _load() -> None:
    """Import what the commands import when they run, but for the screens."""
    commands = [name for _finder, name, _folder in pkgutil.iter_modules(agent_console.__path__)]
    for name in commands:
        if name.startswith("cli"):
            import_module(f"agent_console.{name}")
    for floor in FLOORS:
        package = import_module(f"agent_console.{floor}")
        for _finder, name, _folder in pkgutil.iter_modules(
            package.__path__, f"agent_console.{floor}."
        ):
            import_module(name)
    gc.freeze()


def _become(call: Call) -> None:
    """Let this process have the arguments, the environment and the streams of a call."""
    sys.argv = ["agent_console", *call.arguments]
    os.environ.clear()
    os.environ.update(call.environment)
    writing = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    for number, (name, flags) in enumerate(
        (("in", os.O_RDONLY), ("out", writing), ("err", writing))
    ):
        opened = os.open(Path(call.streams, name), flags, 0o600)
        os.dup2(opened, number)
        os.close(opened)


def main() -> int:
    """Fork a child for each call; in a child, be the program."""
    asked = os.fdopen(os.dup(0), encoding="utf-8")
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    _load()
    from agent_console.cli import main as program

    for line in asked:
        if child := os.fork():
            status = os.waitpid(child, 0)[1]
            answers.write(f"{os.waitstatus_to_exitcode(status)}\n")
            answers.flush()
            continue
        _become(Call(**json.loads(line)))
        return program()
    return 0


if __name__ == "__main__":
    sys.exit(main())
