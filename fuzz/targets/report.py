"""Delivery reports: known actions, a well-formed status, one line each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agent_console.mail.parts import walk_parts
from agent_console.mail.report import read_report
from fuzz.checks import Target, harmless, steady, texts
from fuzz.targets import words

_ACTIONS = ("failed", "delayed", "delivered", "relayed", "expanded")
_AROUND = (
    b"From: Mailer-Daemon\nSubject: Undelivered Mail\n"
    b'Content-Type: multipart/report; boundary="b"\n\n--b\n\nIt failed.\n--b\n'
)
_RETURNED = b"\n--b\nContent-Type: message/rfc822\n\nMessage-ID: <a@b>\n\nx\n--b--\n"


def check(data: bytes) -> None:
    """Read bytes as a mail, as the text of a bounce, and as its machine-readable part."""
    _report(data)
    _report(b"Return-Path: <>\nSubject: Undelivered Mail\n\n" + data)
    status = b"Content-Type: message/delivery-status\n\n" + data
    _report(_AROUND + status + _RETURNED, certain=b"--b" not in data)


def _report(raw: bytes, *, certain: bool = False) -> None:
    walk = walk_parts(raw)
    report = steady(lambda: read_report(walk.head, walk.parts))
    assert report is not None or not certain
    if report is None:
        return
    assert report.action in _ACTIONS
    assert re.fullmatch(r"([245]\.\d{1,3}\.\d{1,3})?", report.status)
    assert len(report.diagnostic) <= 1_000
    assert len(report.original_message_id) <= 998
    assert report.original_message_id == "a@b" or not certain
    for text in texts(report):
        harmless(text)


def seeds(mails: Sequence[bytes]) -> Iterator[bytes]:
    """Begin with mails that look like reports, and with their parts."""
    for raw in mails:
        if b"delivery-status" in raw or b"aemon" in raw:
            yield raw
            yield from (part.content() for part in walk_parts(raw).parts)


TARGET = Target(check, (*words.REPORT, *words.TERMINAL, *words.MAIL[:40]), seeds, longest=4_096)
