"""Bytes in the store: whatever way they were packed, they come back as they were."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.store.packing import pack, unpack, wrap


@given(st.binary(max_size=3000))
def test_bytes_packed_or_wrapped_come_back(raw: bytes) -> None:
    assert unpack(pack(raw)) == raw
    assert unpack(wrap(raw)) == raw


@pytest.mark.parametrize("size", [0xFFFE, 0xFFFF, 0x10000])
def test_wrapped_bytes_of_any_size_come_back(size: int) -> None:
    raw = b"x" * size
    assert unpack(wrap(raw)) == raw


def test_wrapped_bytes_can_be_read_in_pieces() -> None:
    reading = zlib.decompressobj()
    first = reading.decompress(wrap(b"Subject: Help\r\n\r\n"), 8)
    assert first + reading.decompress(reading.unconsumed_tail) == b"Subject: Help\r\n\r\n"
