"""When something goes wrong on the demo servers: what a fault is, and the plan that holds them.

A fault names the command it waits for (``verb``), how often it strikes (``times``, None for
always), how many matching commands it lets through first (``skip``) and what their arguments must
contain (``matching``). ``FETCH`` matches ``UID FETCH`` too. The pseudo verb
``GREETING`` stands for the moment a client connects.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import ClassVar, TypeAlias

GREETING = "GREETING"
ANY = "*"

Write: TypeAlias = Callable[[bytes], Awaitable[None]]


class ConnectionCut(Exception):
    """Stop serving this connection at once, after writing ``farewell``."""

    def __init__(self, farewell: bytes = b"") -> None:
        super().__init__("connection cut")
        self.farewell = farewell


class Gate:
    """A door the server waits at until a test opens it; usable from any thread.

    ``reached`` is set as soon as the server stands at the closed door.
    """

    def __init__(self) -> None:
        self.reached = threading.Event()
        self._lock = threading.Lock()
        self._open = False
        self._waiting: list[tuple[asyncio.AbstractEventLoop, asyncio.Future[None]]] = []

    async def wait(self) -> None:
        """Return when the gate is open."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[None] = loop.create_future()
        with self._lock:
            self.reached.set()
            if self._open:
                return
            self._waiting.append((loop, future))
        await future

    def open(self) -> None:
        """Let everything through, now and later."""
        with self._lock:
            self._open = True
            waiting, self._waiting = self._waiting, []
        for loop, future in waiting:
            with suppress(RuntimeError):  # the loop has been closed: nobody waits any more
                loop.call_soon_threadsafe(_resolve, future)


def _resolve(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)


@dataclass
class Fault:
    """Base of all faults: when to strike. The methods are what a fault can do about a command."""

    during_upload: ClassVar[bool] = False

    verb: str = ANY
    times: int | None = field(default=1, kw_only=True)
    skip: int = field(default=0, kw_only=True)
    matching: str = field(default="", kw_only=True)

    def wants(self, verb: str, arguments: str) -> bool:
        """Tell whether this fault is meant for the command ``verb arguments``."""
        named = self.verb in (ANY, verb) or verb == f"UID {self.verb}"
        if verb == GREETING and self.verb != GREETING:
            return False
        return named and self.matching.lower() in arguments.lower()

    def strike(self) -> bool:
        """Count one matching command; tell whether the fault acts on it."""
        if self.skip > 0:
            self.skip -= 1
            return False
        if self.times is None:
            return True
        self.times -= 1
        return self.times >= 0

    async def before(self) -> str | None:
        """Act before the command; a returned text is the whole answer instead of the command."""
        return None

    async def after(self) -> None:
        """Act when the command is done and nothing of the final answer is sent yet."""

    def preface(self) -> bytes:
        """Return bytes to send before the answer."""
        return b""

    def upload_limit(self) -> int:
        """Return how many bytes of an upload to read before cutting (upload faults only)."""
        return 0

    async def transmit(self, data: bytes, write: Write) -> None:
        """Send what the server wants to send, or less, or in another way."""
        await write(data)


class FaultPlan:
    """The faults registered on one server; thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults: list[Fault] = []

    def add(self, *faults: Fault) -> None:
        """Register ``faults``; several may strike on the same command."""
        with self._lock:
            self._faults.extend(faults)

    def clear(self) -> None:
        """Forget all faults."""
        with self._lock:
            self._faults.clear()

    @property
    def pending(self) -> tuple[Fault, ...]:
        """The faults that can still strike."""
        with self._lock:
            return tuple(fault for fault in self._faults if fault.times is None or fault.times > 0)

    def take(self, verb: str, arguments: str = "") -> tuple[Fault, ...]:
        """Return the faults that strike on this command, and count it."""
        with self._lock:
            return tuple(
                fault
                for fault in self._faults
                if not fault.during_upload and fault.wants(verb, arguments) and fault.strike()
            )

    def take_upload(self, verb: str, arguments: str = "") -> Fault | None:
        """Return the fault that strikes while the client sends the data of ``verb``."""
        with self._lock:
            for fault in self._faults:
                if fault.during_upload and fault.wants(verb, arguments) and fault.strike():
                    return fault
        return None
