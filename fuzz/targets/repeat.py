"""Pieces repeated until the mail is long: time must not grow faster than the mail."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from agent_console.mail.read import read_mail
from fuzz.checks import SECONDS, Target
from fuzz.targets import words

_CUT = b"\x1e"
_LENGTH = 100_000


def check(data: bytes) -> None:
    """Read what stands before the first cut, then the next piece again and again, then the rest."""
    before, _cut, behind = data.partition(_CUT)
    piece, _cut, after = behind.partition(_CUT)
    raw = before + piece * (_LENGTH // len(piece) if piece else 0) + after
    started = time.process_time()
    mail = read_mail(raw)
    seconds = time.process_time() - started
    assert not mail.unreadable
    assert seconds < SECONDS, f"{seconds:.1f} s for {len(raw)} bytes"


def seeds(mails: Sequence[bytes]) -> Iterator[bytes]:
    """Begin with each word, in a header, in a text and in HTML."""
    html = b"Content-Type: text/html\n\n<p>"
    fields = (
        b"Subject: ",
        b"From: ",
        b"References: ",
        b"Content-Type: text/plain; ",
        b"Received: ",
    )
    for word in (*words.HTML, *words.QUOTES, *words.TERMINAL):
        yield html + _CUT + word + _CUT + b"end"
    for word in (*words.QUOTES, *words.CHARSETS, *words.ADDRESSES, b" ", b"a", b"1", b"http://x/"):
        yield b"\n" + _CUT + word + _CUT + b"end"
    for field in fields:
        for word in (*words.ADDRESSES, *words.PARAMETERS, b"=?utf-8?q?a?= ", b"<a@b> ", b"("):
            yield field + _CUT + word + _CUT + b"\n\nx"


TARGET = Target(check, (_CUT, *words.MAIL, *words.HTML), seeds, longest=256)
