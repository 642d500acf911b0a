"""A server that compresses the line (RFC 4978): a relay in front of one that does not."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from agent_console.mail.deflate import Deflate
from tests.faults.line import ProxiedServers
from tests.faults.proxy import HOST

_OFFER = b"* CAPABILITY IMAP4rev1"
_ASKED = b" COMPRESS DEFLATE\r\n"


class PackedServers(ProxiedServers):
    """Demo servers that compress, behind a proxy that spoils what is compressed."""

    _relay: asyncio.Server

    async def listen(self) -> None:
        """Put the relay between the proxy and the servers."""
        self._relay = await asyncio.start_server(self._join, HOST, 0)
        self.target = self._relay.sockets[0].getsockname()[1]

    async def unlisten(self) -> None:
        """End the relay."""
        self._relay.close()

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            far_reader, far_writer = await asyncio.open_connection(HOST, self.servers.imap_port)
            relay = _Relay(writer, far_writer)
            await asyncio.gather(relay.up(reader), relay.down(far_reader))


class _Relay:
    """Both directions of one connection."""

    def __init__(self, near: asyncio.StreamWriter, far: asyncio.StreamWriter) -> None:
        self._near = near
        self._far = far
        self._packing: Deflate | None = None

    async def up(self, reader: asyncio.StreamReader) -> None:
        """Pass on what the client says, unpacked."""
        with suppress(OSError):
            while data := await reader.read(65536):
                if self._packing is not None:
                    self._packing.feed(data)
                    while data := self._packing.take(65536):
                        self._far.write(data)
                elif data.endswith(_ASKED):
                    self._near.write(data.removesuffix(_ASKED) + b" OK go\r\n")
                    self._packing = Deflate()
                else:
                    self._far.write(data)
        self._far.close()

    async def down(self, reader: asyncio.StreamReader) -> None:
        """Pass on what the server says, packed."""
        with suppress(OSError):
            while data := await reader.read(65536):
                offered = data.replace(_OFFER, _OFFER + b" COMPRESS=DEFLATE")
                self._near.write(self._packing.packed(data) if self._packing else offered)
        self._near.close()
