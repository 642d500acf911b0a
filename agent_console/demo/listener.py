"""One listening socket on loopback and the clients connected to it."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeAlias

from agent_console.demo.connection import MAX_LINE

HOST = "127.0.0.1"

Serve: TypeAlias = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Listener:
    """Binds at once (OSError when the port is taken), accepts clients once started.

    ``port`` is the real one, ``crashes`` are errors of the serving code itself.
    """

    def __init__(self, port: int, serve: Serve, tls: ssl.SSLContext | None) -> None:
        self.crashes: list[str] = []
        self._serve = serve
        self._tls = tls
        self._socket = _listening(port)
        self.port: int = self._socket.getsockname()[1]
        self._server: asyncio.Server | None = None
        self._clients: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    async def start(self) -> None:
        """Begin to accept clients."""
        self._server = await asyncio.start_server(
            self._client, sock=self._socket, ssl=self._tls, limit=MAX_LINE
        )

    async def stop(self) -> None:
        """Drop all clients and close the socket."""
        if self._server is None:
            self.close()
            return
        self._server.close()
        clients = dict(self._clients)
        self.abort()
        for task in clients:
            task.cancel()
        await asyncio.gather(*clients, return_exceptions=True)
        for writer in clients.values():
            with suppress(OSError):
                await writer.wait_closed()
        await self._server.wait_closed()

    def close(self) -> None:
        """Close the socket of a listener that was never started."""
        self._socket.close()

    def abort(self) -> None:
        """Drop all clients."""
        for writer in self._clients.values():
            writer.transport.abort()

    def send(self, data: bytes) -> None:
        """Write ``data`` to every client, past all protocol."""
        for writer in self._clients.values():
            writer.write(data)

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._clients[task] = writer
            task.add_done_callback(self._finished)
        # Only stop() cancels; asyncio before 3.12 reports a cancelled client task as an error.
        with suppress(asyncio.CancelledError, OSError):
            try:
                await self._serve(reader, writer)
            finally:
                writer.close()
            await asyncio.shield(writer.wait_closed())

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._clients.pop(task, None)
        if not task.cancelled() and task.exception() is not None:
            self.crashes.append(repr(task.exception()))


def _listening(port: int) -> socket.socket:
    """Return a bound socket that names TCP, as asyncio wants it to switch off Nagle's delay."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((HOST, port))
        bound.listen()
    except OSError:
        bound.close()
        raise
    return bound
