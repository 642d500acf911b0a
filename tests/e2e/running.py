"""Programs that go on until they are ended or killed, forked from a process that has loaded them.

What :mod:`tests.e2e.forked` is for calls, this is for engines and agents by script: each is a
process with a life of its own, but several do not load the same for seconds on few processors.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

_HERE = Path(__file__).resolve().parents[2]
_SIZE = 65_536
LOADED = (
    *("agent_console.cli", "agent_console.services.desk", "agent_console.services.process"),
    *("agent_console.services.mailroom", "agent_console.services.team_engine"),
    *("agent_console.services.team_keys", "agent_console.services.team_hold"),
    *("agent_console.services.delivery", "agent_console.services.sender", "tests.e2e.team_worker"),
)


@dataclass(frozen=True, slots=True)
class Call:
    """A module whose ``main`` is called, its arguments and environment, files for its output."""

    module: str
    arguments: list[str]
    environment: dict[str, str]
    out: str = os.devnull
    errors: str = ""


class Running:
    """One program; its standard input is open until it is told to end."""

    def __init__(self, process: int, stdin: int) -> None:
        self._stdin = stdin
        try:
            self._process: int | None = os.pidfd_open(process)
        except ProcessLookupError:
            self._process = None

    def kill(self) -> None:
        """Let it die at this point."""
        if not self.ended(0.0):
            assert self._process is not None
            signal.pidfd_send_signal(self._process, signal.SIGKILL)
        assert self.ended(10.0)
        self._close()

    def end(self, seconds: float) -> None:
        """Close its input and wait for its end."""
        self._close()
        assert self.ended(seconds), "the program did not end"

    def ended(self, seconds: float) -> bool:
        """Wait at most so long for its end; tell whether it has ended."""
        if self._process is not None and select.select([self._process], [], [], seconds)[0]:
            os.close(self._process)
            self._process = None
        return self._process is None

    def _close(self) -> None:
        if self._stdin >= 0:
            os.close(self._stdin)
            self._stdin = -1


class Nursery:
    """The process whose children the programs are."""

    def __init__(self) -> None:
        self._line, theirs = socket.socketpair()
        kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.running", str(theirs.fileno())],
            cwd=_HERE,
            env={**kept, "LANG": "C.UTF-8", "PYTHONPATH": str(_HERE)},
            pass_fds=[theirs.fileno()],
            start_new_session=True,
        )
        theirs.close()
        atexit.register(self.end)

    def start(self, call: Call) -> Running:
        """Start a program."""
        theirs, ours = os.pipe()
        socket.send_fds(self._line, [json.dumps(asdict(call)).encode()], [theirs])
        os.close(theirs)
        return Running(int(self._line.recv(_SIZE)), ours)

    def end(self) -> None:
        """End the process and all its children."""
        self._line.close()
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


@cache
def nursery() -> Nursery:
    """Return the one of this run."""
    return Nursery()


def run_program(arguments: list[str], environment: Mapping[str, str]) -> Running:
    """Start the program with these arguments."""
    return nursery().start(Call("agent_console.cli", arguments, dict(environment)))


def _become(call: Call, stdin: int) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    sys.argv = [call.module.partition(".")[0], *call.arguments]
    os.environ.clear()
    os.environ.update(call.environment)
    os.dup2(stdin, 0)
    os.close(stdin)
    for number, name in ((1, call.out), (2, call.errors)):
        if name:
            opened = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            os.dup2(opened, number)
            os.close(opened)
    time.tzset()


def main() -> int:
    """Fork a child for each call; in a child, be the program."""
    line = socket.socket(fileno=int(sys.argv[1]))
    for name in LOADED:
        import_module(name)
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        told, files, _flags, _address = socket.recv_fds(line, _SIZE, 1)
        if not told:
            return 0
        call = Call(**json.loads(told))
        if child := os.fork():
            os.close(files[0])
            line.send(str(child).encode())
            continue
        line.close()
        _become(call, files[0])
        return int(import_module(call.module).main())


if __name__ == "__main__":
    sys.exit(main())
