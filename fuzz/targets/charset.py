"""Bytes to text: only charsets that are ones, UTF-8 whole, own encodings undone."""

from __future__ import annotations

import base64
import binascii
import codecs
import contextlib
from collections.abc import Iterator, Sequence
from functools import partial

from agent_console.mail.charset import decode_bytes, decode_words, known_charset
from agent_console.mail.decoding import decode_base64, decode_transfer
from agent_console.mail.headers import split_head
from fuzz.checks import Target, steady
from fuzz.choices import Choices
from fuzz.targets import words

_NOT_CHARSETS = ("escape", "idna", "punycode", "rot", "hex", "zip", "zlib", "base64", "undefined")
_ENCODINGS = ("base64", "quoted-printable", "x-uuencode", "8bit", "x-odd")


def check(data: bytes) -> None:
    """Decode a charset's name, bytes in it, transfer encodings and encoded words."""
    choices = Choices(data)
    name = choices.pick((*words.CHARSETS, b"")).decode()
    if choices.flag():
        name = choices.raw(30).decode("latin-1")
    codec = steady(lambda: known_charset(name))
    assert not any(word in codec for word in _NOT_CHARSETS), codec
    assert not codec or codecs.lookup(codec).name == codec
    body = choices.rest()
    steady(lambda: decode_bytes(body, name))
    _utf8_whole(body)
    for encoding in _ENCODINGS:
        decoded = steady(partial(decode_transfer, body, encoding))
        assert len(decoded) <= len(body) + 2
    assert decode_base64(base64.encodebytes(body)) == body
    assert decode_transfer(binascii.b2a_qp(body, istext=False), "quoted-printable") == body
    steady(lambda: decode_words(body.decode("latin-1")))
    _word_whole(body)


def _utf8_whole(body: bytes) -> None:
    if b"\x1b$" in body:
        return
    with contextlib.suppress(UnicodeDecodeError):
        text = body.decode()
        for name in ("", "utf-8", "us-ascii", "iso-8859-1"):
            assert decode_bytes(body, name) == text, name


def _word_whole(body: bytes) -> None:
    word = base64.b64encode(body).decode()
    if len(word) <= 4_000:
        written = f"=?utf-8?b?{word}?="
        assert decode_words(written) == decode_bytes(body, "utf-8")


def seeds(mails: Sequence[bytes]) -> Iterator[bytes]:
    """Begin with each charset, and with subjects and ends of mails."""
    for number in range(len(words.CHARSETS) + 1):
        yield bytes((number, 0)) + "Grüße, 日本語".encode()
        yield bytes((number, 0)) + b'\x1b$B$"\x1b(B ~{<:~} +AGE- \x0e\x1b$)C'
    for raw in mails:
        yield b"\0\0" + split_head(raw).first("subject")
        yield b"\0\0" + raw[-300:]


DICTIONARY = (
    *words.CHARSETS,
    *(
        b"=?utf-8?q?",
        b"=?utf-8?b?",
        b"?=",
        b"\x1b$B",
        b"\x1b(B",
        b"~{",
        b"~}",
        b"+AGE-",
        b"\xff\xfe",
    ),
    *(b"begin 644 x\n", b"\nend\n", b"\x1b$)C\x0e", b"=3D", b"=\n", b"====", b"\x1b.A\x1bN"),
)
TARGET = Target(check, DICTIONARY, seeds, longest=2_048)
