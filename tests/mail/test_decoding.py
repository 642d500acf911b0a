"""Pieces of any size, decoded one after the other, are what decoding all at once gives."""

from __future__ import annotations

import base64
import quopri

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.mail import decoding
from agent_console.mail.decoding import decode_transfer, decoder

UU = b"Guten Tag\r\nbegin 644 a.txt\r\n%:&5L;&\\\r\n`\r\nend\r\n"
ENCODINGS = ("base64", "quoted-printable", "x-uuencode", "7bit", "binary", "", "odd")
SOUP = st.lists(
    st.sampled_from(
        [b"QUJD", b"Q", b"=", b"==", b"=\r\n", b"=C3=A4", b"= \r\n", b" ", b"\r\n", b"\n", b"\xff"]
    ),
    max_size=40,
).map(b"".join)


def in_pieces(data: bytes, encoding: str, sizes: list[int]) -> bytes:
    made, out, at = decoder(encoding), b"", 0
    for size in sizes:
        out += made.feed(data[at : at + size])
        at += size
    return out + made.feed(data[at:]) + made.end()


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(data=SOUP | st.binary(max_size=200), sizes=st.lists(st.integers(0, 9), max_size=60))
def test_pieces_of_anything_give_what_decoding_all_at_once_gives(
    encoding: str, data: bytes, sizes: list[int]
) -> None:
    assert in_pieces(data, encoding, sizes) == decode_transfer(data, encoding)


@given(data=st.binary(max_size=3000), sizes=st.lists(st.integers(1, 500), max_size=20))
def test_files_come_out_as_they_were(data: bytes, sizes: list[int]) -> None:
    assert in_pieces(base64.encodebytes(data), "base64", sizes) == data
    # The line end that quoted-printable adds at the end is a soft one.
    assert in_pieces(quopri.encodestring(data), "quoted-printable", sizes) == decode_transfer(
        quopri.encodestring(data), "quoted-printable"
    )


@given(sizes=st.lists(st.integers(1, 9), max_size=20))
def test_uuencoded_file_comes_out_without_what_stands_around_it(sizes: list[int]) -> None:
    assert in_pieces(UU, "x-uuencode", sizes) == b"hello"


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "x-uuencode"])
def test_endless_line_is_not_held_back(encoding: str) -> None:
    for piece in (b"QUJD" * 1000, b"a   " * 1000):
        made = decoder(encoding)
        out = sum(len(made.feed(piece)) for _ in range(100))
        assert out > 50_000
        assert len(getattr(made, "_held", b"")) <= decoding._LONGEST_LINE + 4000


def test_blanks_without_end_are_not_held_back() -> None:
    made = decoder("quoted-printable")
    made.feed(b"=")
    assert sum(len(made.feed(b" " * 1000)) for _ in range(200)) > 100_000


def test_uuencoded_lines_that_promise_more_than_they_hold_let_no_file_grow() -> None:
    made = decoder("x-uuencode")
    lines = b"begin 644 a\n" + b"M\n" * 100_000
    assert len(made.feed(lines) + made.end()) < len(lines) + 100


def test_lines_that_are_padded_each_come_out_all_however_many() -> None:
    assert decode_transfer(b"QQ==\r\n" * 20_000, "base64") == b"A" * 20_000
