"""One client's connection to a demo server: lines in, bytes out, and the faults in between."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import TypeVar

from agent_console.demo.fault_plan import ConnectionCut, Fault, FaultPlan

MAX_LINE = 1 << 20
_FLUSH_AT = 256 * 1024

F = TypeVar("F", bound=Fault)


class LineTooLongError(Exception):
    """The client sent more than MAX_LINE bytes without a line end."""


class Connection:
    """Reads lines and writes answers; the faults in ``active`` shape what goes out."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, faults: FaultPlan
    ) -> None:
        self.reader = reader
        self.active: tuple[Fault, ...] = ()
        self.faults = faults
        self._writer = writer
        self._queued: list[bytes] = []
        self._size = 0

    def queue(self, data: bytes) -> None:
        """Remember ``data`` for the next flush."""
        self._queued.append(data)
        self._size += len(data)

    def line(self, text: str) -> None:
        """Queue one line of text."""
        self.queue(text.encode("utf-8") + b"\r\n")

    async def relieve(self) -> None:
        """Flush when much is queued, so that long answers need little memory."""
        if self._size >= _FLUSH_AT:
            await self.flush()

    async def flush(self) -> None:
        """Send everything queued, in one write, as the active faults want it."""
        data = b"".join(self._queued)
        self._queued.clear()
        self._size = 0
        if not data:
            return
        write: Callable[[bytes], Awaitable[None]] = self._write
        for fault in self.active:
            write = partial(fault.transmit, write=write)
        await write(data)

    async def read_line(self) -> bytes | None:
        """Return the next line without its end; None when the client has gone."""
        line = await self.read_raw_line()
        if not line.endswith(b"\n"):
            return None
        return line[:-2] if line.endswith(b"\r\n") else line[:-1]

    async def read_raw_line(self) -> bytes:
        """Return the next line with its end; without one when the client has gone."""
        try:
            return await self.reader.readline()
        except ValueError:
            raise LineTooLongError from None
        except (ConnectionError, ssl.SSLError):
            return b""

    async def read_exactly(self, size: int) -> bytes:
        """Return ``size`` bytes; ConnectionCut when the client goes before."""
        try:
            return await self.reader.readexactly(size)
        except (asyncio.IncompleteReadError, ConnectionError, ssl.SSLError):
            raise ConnectionCut from None

    def fault(self, kind: type[F]) -> F | None:
        """Return the active fault of this kind, if any."""
        return next((fault for fault in self.active if isinstance(fault, kind)), None)

    async def start_tls(self, context: ssl.SSLContext) -> None:
        """Continue encrypted; ConnectionCut when the client does not agree."""
        try:
            await self._writer.start_tls(context)
        except (OSError, EOFError):
            raise ConnectionCut from None

    async def cut(self, farewell: bytes = b"") -> None:
        """Send ``farewell`` past all faults and drop the connection."""
        if farewell:
            with suppress(ConnectionCut):
                await self._write(farewell)
            self._writer.close()
        else:
            self._writer.transport.abort()

    async def _write(self, data: bytes) -> None:
        try:
            self._writer.write(data)
            await self._writer.drain()
        except (ConnectionError, ssl.SSLError):
            raise ConnectionCut from None
