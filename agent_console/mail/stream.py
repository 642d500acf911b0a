"""Bytes to and from a server, under a deadline for the whole operation and with limits.

imaplib reads through a buffer nobody can look into and bounds single reads only: a server that
sends two bytes a second would keep it busy for ever.
"""

from __future__ import annotations

import select
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from agent_console.clock import Clock
from agent_console.mail.deflate import Deflate

LINE_MAX = 16 * 1024 * 1024

_CHUNK = 64 * 1024


@dataclass(slots=True)
class _Pace:
    """How long may still be waited: bytes that come give time back, up to ``most`` seconds."""

    left: float
    most: float
    slowest: int

    def spend(self, seconds: float, received: int) -> None:
        self.left = min(self.most, self.left - seconds + received / self.slowest)


class Stream:
    """A socket read through one buffer, with a deadline over whole operations.

    ``read_timeout`` (seconds) bounds the wait for each piece, :meth:`deadline` all of them
    together. Raises OSError (TimeoutError, ssl.SSLError) only.
    """

    def __init__(self, sock: socket.socket, clock: Clock, *, read_timeout: float = 60.0) -> None:
        self.socket = sock
        self._clock = clock
        self._read_timeout = read_timeout
        self._until: float | None = None
        self._pace: _Pace | None = None
        self._deflate: Deflate | None = None
        self._buffer = b""
        self._at = 0

    @property
    def encrypted(self) -> bool:
        """Whether TLS is spoken."""
        return isinstance(self.socket, ssl.SSLSocket)

    @contextmanager
    def deadline(self, seconds: float) -> Iterator[None]:
        """Everything inside must be done within ``seconds``; an outer deadline holds as well."""
        outer = self._until
        until = self._clock.monotonic() + seconds
        self._until = until if outer is None else min(outer, until)
        try:
            yield
        finally:
            self._until = outer

    @contextmanager
    def paced(self, seconds: float, slowest: int) -> Iterator[None]:
        """Inside, all waiting together takes at most ``seconds`` and the time the bytes need.

        ``slowest`` is the least number of bytes a second. Only time spent waiting here counts, and
        what was received fast gives no right to more than ``seconds`` of silence later.
        """
        outer, self._pace = self._pace, _Pace(seconds, seconds, slowest)
        try:
            yield
        finally:
            self._pace = outer

    def readline(self) -> bytes:
        """Return the next line with its end, or b"" when the server closed."""
        end = self._buffer.find(b"\n", self._at)
        if end >= 0:
            line, self._at = self._buffer[self._at : end + 1], end + 1
            return line
        parts: list[bytes] = []
        total = 0
        while (end := self._buffer.find(b"\n", self._at)) < 0:
            parts.append(self._buffer[self._at :])
            total += len(parts[-1])
            if total > LINE_MAX:
                raise OSError("line too long")
            self._buffer, self._at = self._receive(_CHUNK), 0
            if not self._buffer:
                return b""
        parts.append(self._buffer[self._at : end + 1])
        self._at = end + 1
        return b"".join(parts)

    def read(self, size: int) -> bytes:
        """Return exactly ``size`` bytes; raise ConnectionError when the server closes before."""
        end = self._at + size
        if end <= len(self._buffer):
            piece, self._at = self._buffer[self._at : end], end
            return piece
        return b"".join(self._pieces(size))

    def discard(self, size: int) -> None:
        """Read ``size`` bytes and forget them."""
        for _piece in self._pieces(size):
            pass

    def _pieces(self, size: int) -> Iterator[bytes]:
        buffered = self._buffer[self._at : self._at + size]
        self._at += len(buffered)
        size -= len(buffered)
        yield buffered
        while size > 0:
            piece = self._receive(min(size, _CHUNK))
            if not piece:
                raise ConnectionError("closed in the middle of an answer")
            size -= len(piece)
            yield piece

    def send(self, data: bytes) -> None:
        """Send all of ``data``."""
        rest = memoryview(self._deflate.packed(data) if self._deflate else data)
        while rest:
            self.socket.settimeout(self._patience())
            rest = rest[self.socket.send(rest[:_CHUNK]) :]

    def wait_line(self, seconds: float) -> bool:
        """Wait for a whole line without losing half of one; ConnectionError when closed."""
        until = self._clock.monotonic() + seconds
        while self._buffer.find(b"\n", self._at) < 0:
            left = max(0.0, until - self._clock.monotonic())
            if not self._wait_bytes(left):
                return False
        return True

    def _wait_bytes(self, seconds: float) -> bool:
        piece = self._deflate.take(_CHUNK) if self._deflate else b""
        if not piece:
            received = self._wait_received(seconds)
            if received is None:
                return False
            piece = received
            if self._deflate:
                self._deflate.feed(received)
                piece = self._deflate.take(_CHUNK)
        self._buffer, self._at = self._buffer[self._at :] + piece, 0
        if len(self._buffer) > LINE_MAX:
            raise OSError("line too long")
        return True

    def _wait_received(self, seconds: float) -> bytes | None:
        """Return what came within ``seconds``, perhaps half of a record; None for nothing."""
        if not (isinstance(self.socket, ssl.SSLSocket) and self.socket.pending()):
            poll = select.poll()
            poll.register(self.socket.fileno(), select.POLLIN)
            if not poll.poll(seconds * 1000):
                return None
        self.socket.settimeout(0)
        try:
            piece = self.socket.recv(_CHUNK)
        except (BlockingIOError, ssl.SSLWantReadError):
            return b"" if seconds > 0 else None
        if not piece:
            raise ConnectionError("closed by the server")
        return piece

    def compress(self) -> None:
        """Compress from here on in both directions; the server has agreed (RFC 4978)."""
        self._deflate = Deflate(self._buffer[self._at :])
        self._buffer, self._at = b"", 0

    def start_tls(self, context: ssl.SSLContext, host: str) -> None:
        """Encrypt from here on; bytes already received were sent by nobody we know: refused."""
        if self._at < len(self._buffer):
            raise ssl.SSLError("data was sent ahead of the encryption")
        secured = context.wrap_socket(
            self.socket, server_hostname=host, do_handshake_on_connect=False
        )
        self.socket = secured
        secured.settimeout(self._patience())
        secured.do_handshake()

    def close(self) -> None:
        """Close without a word."""
        self.socket.close()

    def _receive(self, size: int) -> bytes:
        """Return at most ``size`` bytes, empty when the server closed."""
        if self._deflate is None:
            return self._received(size)
        while not (data := self._deflate.take(size)):
            received = self._received(_CHUNK)
            if not received:
                return b""
            self._deflate.feed(received)
        return data

    def _received(self, size: int) -> bytes:
        self.socket.settimeout(self._patience())
        if self._pace is None:
            return self.socket.recv(size)
        begin = self._clock.monotonic()
        data = self.socket.recv(size)
        self._pace.spend(self._clock.monotonic() - begin, len(data))
        return data

    def _patience(self) -> float:
        left = self._read_timeout
        if self._until is not None:
            left = min(left, self._until - self._clock.monotonic())
        if self._pace is not None:
            left = min(left, self._pace.left)
        if left <= 0:
            raise TimeoutError("the whole operation took too long")
        return left
