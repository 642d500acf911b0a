"""Any bytes give a mail, in bounded time."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_console.mail import read
from agent_console.mail.read import attachment_bytes, read_mail
from tests.mail.test_read import ORDINARY
from tests.mail.test_read_report import FAILED, report

pytestmark = pytest.mark.promise("any bytes read as a mail", "P9")

PIECES = (
    *(b"\0", b"\xff", b"\r", b"\n", b'"', b"<", b">", b"=?", b"?=", b";", b"(", b")", b"*0*="),
    *(b"--b1", b"\x1b[2J", b":", b"''", b",", b"@", b"=", b"charset=utf-16\n", b"charset=hz\n"),
    *(b"Content-Type: multipart/mixed; boundary=\n", b"Content-Transfer-Encoding: base64\n"),
    *(b"Content-Type: text/html\n", b"<table><tr><td>", b"<!--", b"\xe2\x80\xae", b"begin 644 x\n"),
)


def check(raw: bytes) -> None:
    """Read without the border that catches everything: the reading itself must not fail."""
    mail = read._read(raw, None)
    shown = f"{mail.text}{mail.subject}{mail.headers}{mail.attachments}{mail.links}"
    assert not set(shown) & set("\x00\x07\x08\x0d\x1b\x7f\x9b\u202e\ud800")
    shown.encode()
    if mail.text:
        assert mail.ranges[0].start == 0
        assert mail.ranges[-1].end == len(mail.text.split("\n"))
        assert all(a.end == b.start for a, b in zip(mail.ranges, mail.ranges[1:], strict=False))
    for attachment in mail.attachments:
        assert attachment_bytes(raw, attachment.index)[0] == attachment.filename
        assert "/" not in attachment.filename


@given(st.binary(max_size=2_000))
@settings(deadline=None)
def test_read_mail_when_bytes_are_random_never_fails(raw: bytes) -> None:
    check(raw)


@given(st.lists(st.sampled_from(PIECES), max_size=60))
@settings(deadline=None)
def test_read_mail_when_made_of_awkward_pieces_never_fails(pieces: list[bytes]) -> None:
    check(b"".join(pieces))


@pytest.mark.parametrize("seed", range(8))
def test_read_mail_when_a_good_mail_is_mutated_never_fails(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a repeatable mutation, not a secret
    for _ in range(60):
        raw = bytearray(chance.choice((ORDINARY, report(FAILED))))
        for _ in range(chance.randint(1, 15)):
            place = chance.randrange(len(raw))
            if chance.random() < 0.6:
                raw[place:place] = chance.choice(PIECES) * chance.choice((1, 1, 30))
            else:
                del raw[place : place + chance.randint(1, 60)]
            raw = raw or bytearray(b"x")
        check(bytes(raw))


LONG = (
    b"\n" + b"> x\n\ny\n\n" * 100_000,
    b"\n" + b"-- \nx\n" * 100_000,
    b"\n" + b"Am 5. Mai 2024 schrieb Max <a@b.de>:\n" * 5_000,
    b"\n" + b"Von: a\nGesendet: b\n" * 20_000,
    b"\n" + b" " * 100_000 + b"\n" * 20_000,
    b"\nhttp://x/" + b"a" * 1_000_000,
    b"Content-Type: text/html\n\n" + b"<div>" * 100_000,
    b"Content-Type: text/plain; format=flowed\n\n" + b"x \n" * 300_000,
    b"Content-Type: multipart/mixed; boundary=b\n\n" + b"x--b" * 500_000,
    b"Content-Transfer-Encoding: base64\n\n" + b"A=A=" * 1_000_000,
)


@pytest.mark.parametrize("raw", LONG, ids=range(len(LONG)))
def test_read_mail_when_a_mail_is_made_to_be_slow_stays_within_seconds(raw: bytes) -> None:
    started = time.process_time()
    read_mail(raw)
    assert time.process_time() - started < 6
