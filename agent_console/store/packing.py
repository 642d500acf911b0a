"""Bytes made smaller for the store, without spending time on what does not get smaller.

All of it is zlib's format (RFC 1950), whatever was chosen: reading needs no hint.
"""

from __future__ import annotations

import struct
import zlib

_SIZE = struct.Struct("<HH")
_SMALL = 4096
_SAMPLE = 8192
_SMALL_WINDOW, _SMALL_MEMORY = 12, 5
_WORTH_A_SEARCH = 0.6
_WORTH_ANYTHING = 0.95
_LEVEL = 3
_STORED_AT_MOST = 0xFFFF


def pack(raw: bytes) -> bytes:
    """Return ``raw`` compressed; text well, Base64 quickly, and what is compressed already not."""
    if len(raw) <= _SMALL:
        return _deflate(raw, 1, zlib.Z_DEFAULT_STRATEGY)
    middle = len(raw) // 2
    sample = raw[middle : middle + _SAMPLE]
    kept = len(_deflate(sample, 1, zlib.Z_DEFAULT_STRATEGY)) / len(sample)
    if kept < _WORTH_A_SEARCH:
        return zlib.compress(raw, _LEVEL)
    if kept < _WORTH_ANYTHING:
        return _deflate(raw, 1, zlib.Z_HUFFMAN_ONLY)
    return _deflate(raw, 0, zlib.Z_DEFAULT_STRATEGY)


def wrap(raw: bytes) -> bytes:
    """Return ``raw`` as it is in the same format: for what is soon replaced and must cost nothing.

    One stored block between header and checksum (RFC 1950 §2.2, RFC 1951 §3.2.4).
    """
    size = len(raw)
    if size > _STORED_AT_MOST:
        return pack(raw)
    head = b"\x78\x01\x01" + _SIZE.pack(size, size ^ _STORED_AT_MOST)
    return head + raw + zlib.adler32(raw).to_bytes(4)


def unpack(packed: bytes) -> bytes:
    """Return what :func:`pack` was given."""
    return zlib.decompress(packed)


def _deflate(raw: bytes, level: int, strategy: int) -> bytes:
    """Compress with little memory: to set up the usual amount takes longer than a small mail."""
    packing = zlib.compressobj(level, zlib.DEFLATED, _SMALL_WINDOW, _SMALL_MEMORY, strategy)
    return packing.compress(raw) + packing.flush()
