"""The compressed line (RFC 4978): raw DEFLATE in both directions, taken out in bounded pieces."""

from __future__ import annotations

import zlib

_RAW = -zlib.MAX_WBITS


class Deflate:
    """Compresses what goes out and decompresses what comes in; raises OSError for garbage.

    A few kilobytes may stand for gigabytes: so they wait here and are taken out as far as there is
    room for them.
    """

    def __init__(self, ahead: bytes = b"") -> None:
        self._out = zlib.compressobj(wbits=_RAW)
        self._in = zlib.decompressobj(wbits=_RAW)
        self._waiting = ahead

    def packed(self, data: bytes) -> bytes:
        """Return ``data`` as it goes out, all of it at once."""
        return self._out.compress(data) + self._out.flush(zlib.Z_SYNC_FLUSH)

    def feed(self, data: bytes) -> None:
        """Take in what was received."""
        self._waiting += data

    def take(self, size: int) -> bytes:
        """Return at most ``size`` bytes of what was received; empty when more must come first."""
        try:
            data = self._in.decompress(self._waiting, size)
        except zlib.error as error:
            raise OSError("broken compression") from error
        self._waiting = self._in.unconsumed_tail
        if self._in.eof and not data:
            raise OSError("the compression ended")
        return data
