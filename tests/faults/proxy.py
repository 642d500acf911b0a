"""A TCP proxy that spoils the line between a client and a server, on loopback, in a thread.

``with FaultProxy(server.imap_port) as proxy: proxy.harm = Harm(cut_down=120)``; each connection
takes the harm that is set when it is made. "Down" is what the server says, "up" what the client
says; bytes are counted per connection and direction, from 0.
"""

from __future__ import annotations

import asyncio
import socket
import struct
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

HOST = "127.0.0.1"

_SECONDS = 10.0
_RESET = struct.pack("ii", 1, 0)


@dataclass(frozen=True, slots=True)
class Harm:
    """What happens to one connection; the default is nothing.

    ``cut_down`` and ``cut_up`` close both sides after so many bytes, with a reset (RST) instead of
    an end (FIN) when ``reset``. ``hole_down`` and ``hole_up`` swallow everything after so many
    bytes and keep the line open. ``delay`` (seconds) comes before every piece of an answer,
    ``drip`` (seconds) before every single byte of it. ``garbage`` is put into the answers after
    ``garbage_at`` bytes, and with ``flip`` one bit is turned there. ``record`` keeps what is said.
    """

    cut_down: int | None = None
    cut_up: int | None = None
    reset: bool = False
    hole_down: int | None = None
    hole_up: int | None = None
    delay: float = 0.0
    drip: float | None = None
    garbage: bytes = b""
    garbage_at: int = 0
    flip: bool = False
    record: bool = False


@dataclass(slots=True)
class Passed:
    """How many bytes one connection let through each way, and whether the proxy cut it.

    ``said`` are the bytes that came down, when they are recorded.
    """

    down: int = 0
    up: int = 0
    cut: bool = False
    said: bytearray = field(default_factory=bytearray)


class FaultProxy:
    """The proxy in front of ``target``, a port on this machine; ``harm`` may change at any time.

    ``connections`` tells what each connection let through, in the order they were made; ``port``
    is known inside ``with``, which runs the thread.
    """

    def __init__(self, target: int) -> None:
        self.target = target
        self.harm = Harm()
        self.port = 0
        self.connections: list[Passed] = []
        self._links: set[_Link] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        """Start."""
        ready = threading.Event()
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self.serve(ready)), name="fault-proxy", daemon=True
        )
        self._thread.start()
        assert ready.wait(_SECONDS), "the proxy did not start"
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Drop all connections and end the thread."""
        if self._loop is not None and self._stop is not None:
            self._loop.call_soon_threadsafe(self._stop.set)
        if self._thread is not None:
            self._thread.join(_SECONDS)
            assert not self._thread.is_alive(), "the proxy did not end"

    def cut_all(self) -> None:
        """Break all connections that stand now."""
        if self._loop is not None:
            for link in tuple(self._links):
                self._loop.call_soon_threadsafe(link.cut)

    async def serve(self, ready: threading.Event) -> None:
        """Run in this loop until ``with`` ends."""
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        server = await self._loop.create_server(self._accept, HOST, 0)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await self._stop.wait()
        server.close()
        for link in tuple(self._links):
            link.close()
        await server.wait_closed()
        await asyncio.sleep(0)

    def _accept(self) -> _Side:
        link = _Link(self.harm, self._links)
        self.connections.append(link.passed)
        return _Client(link, self.target)


class _Link:
    """One connection: both sides and the harm done between them."""

    def __init__(self, harm: Harm, links: set[_Link]) -> None:
        self.harm = harm
        self.passed = Passed()
        self.client: asyncio.Transport | None = None
        self.server: asyncio.Transport | None = None
        self._early: list[bytes] = []
        self._later: asyncio.Queue[bytes] = asyncio.Queue()
        self._slow: asyncio.Task[None] | None = None
        self._links = links
        links.add(self)

    def connected(self, server: asyncio.Transport) -> None:
        """The server is reached."""
        self.server = server
        for data in self._early:
            server.write(data)

    def up(self, data: bytes) -> None:
        """Pass on what the client says."""
        part, cut = _allowed(data, self.passed.up, self.harm.cut_up, self.harm.hole_up)
        self.passed.up += len(part)
        if self.server is None:
            self._early.append(part)
        else:
            self.server.write(part)
        if cut:
            self.cut()

    def down(self, data: bytes) -> None:
        """Pass on what the server says, now or slowly."""
        if self.harm.delay or self.harm.drip is not None:
            self._later.put_nowait(data)
            self._slow = self._slow or asyncio.get_running_loop().create_task(self._trickle())
        else:
            self._down(data)

    async def _trickle(self) -> None:
        while True:
            data = await self._later.get()
            await asyncio.sleep(self.harm.delay)
            if self.harm.drip is None:
                self._down(data)
                continue
            for at in range(len(data)):
                await asyncio.sleep(self.harm.drip)
                self._down(data[at : at + 1])

    def _down(self, data: bytes) -> None:
        if self.client is None or self.client.is_closing():
            return
        part, cut = _allowed(data, self.passed.down, self.harm.cut_down, self.harm.hole_down)
        here = self.harm.garbage_at - self.passed.down
        self.passed.down += len(part)
        if self.harm.garbage and 0 <= here < len(part):
            part = part[:here] + self.harm.garbage + part[here:]
        if self.harm.flip and 0 <= here < len(part):
            part = part[:here] + bytes([part[here] ^ 0x10]) + part[here + 1 :]
        if self.harm.record:
            self.passed.said += part
        self.client.write(part)
        if cut:
            self.cut()

    def cut(self) -> None:
        """Break the line on purpose."""
        self.passed.cut = True
        if self.harm.reset and self.client is not None:
            plain: socket.socket = self.client.get_extra_info("socket")
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        self.close()

    def close(self) -> None:
        """End both sides; what was written before still arrives."""
        if self._slow is not None:
            self._slow.cancel()
        for side in (self.client, self.server):
            if side is not None:
                side.close()
        self._links.discard(self)


class _Side(asyncio.Protocol):
    def __init__(self, link: _Link) -> None:
        self._link = link

    def connection_lost(self, error: Exception | None) -> None:
        """One side is gone: so is the other."""
        self._link.close()


class _Client(_Side):
    def __init__(self, link: _Link, target: int) -> None:
        super().__init__(link)
        self._target = target
        self._reaching: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Reach for the server."""
        assert isinstance(transport, asyncio.Transport)
        self._link.client = transport
        if self._link.harm.cut_down == 0:
            self._link.cut()
            return
        self._reaching = asyncio.get_running_loop().create_task(self._reach())

    async def _reach(self) -> None:
        loop = asyncio.get_running_loop()
        with suppress(OSError):
            await loop.create_connection(lambda: _Server(self._link), HOST, self._target)
            return
        self._link.close()

    def data_received(self, data: bytes) -> None:
        """Pass it on."""
        self._link.up(data)


class _Server(_Side):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to pass on."""
        assert isinstance(transport, asyncio.Transport)
        self._link.connected(transport)

    def data_received(self, data: bytes) -> None:
        """Pass it on."""
        self._link.down(data)


def _allowed(data: bytes, before: int, cut: int | None, hole: int | None) -> tuple[bytes, bool]:
    """Return what of ``data`` passes, and whether the line is cut behind it."""
    if hole is not None:
        data = data[: max(0, hole - before)]
    if cut is not None and before + len(data) >= cut:
        return data[: max(0, cut - before)], True
    return data, False
