"""An IMAP client that hides nothing: it sends bytes and returns the lines that come back."""

from __future__ import annotations

import itertools
import socket
from types import TracebackType
from typing import Self


class RawClient:
    """Connected and greeted; every read fails after ten seconds."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._file = self._socket.makefile("rb")
        self._tags = (f"T{number}" for number in itertools.count(1))
        self.greeting = self.read_line()

    def send(self, data: bytes) -> None:
        """Send bytes as they are."""
        self._socket.sendall(data)

    def read_line(self) -> bytes:
        """Return the next line without its end; b"" at the end of the connection."""
        return self._read_raw_line().rstrip(b"\r\n")

    def read_packet(self) -> bytes:
        """Return what one read of the socket gives; only while no line is half read."""
        return self._socket.recv(65_536)

    def read(self, size: int) -> bytes:
        """Return ``size`` bytes, fewer at the end of the connection."""
        try:
            return self._file.read(size)
        except ConnectionError:
            return b""

    def until_tagged(self, tag: str) -> list[bytes]:
        """Return all lines up to the one with ``tag``, or to the end of the connection."""
        lines: list[bytes] = []
        while line := self._read_raw_line():
            lines.append(line.rstrip(b"\r\n"))
            if line.startswith(tag.encode() + b" "):
                return lines
        return lines

    def command(self, text: str) -> list[bytes]:
        """Send one command and return its lines; the last is the tagged answer without its tag."""
        tag = next(self._tags)
        self.send(f"{tag} {text}\r\n".encode())
        lines = self.until_tagged(tag)
        prefix = f"{tag} ".encode()
        return [line.removeprefix(prefix) for line in lines]

    def _read_raw_line(self) -> bytes:
        try:
            return self._file.readline()
        except ConnectionError:
            return b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()
        self._socket.close()
