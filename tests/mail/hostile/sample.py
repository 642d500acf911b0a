"""One hostile mail with its expected result, and the small tools the families are written with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from agent_console.desk.mail import MailKind

OWN = frozenset({"support@shop.example", "help@shop.example"})
AUTHSERV = "mx.shop.example"

EMPTY = "This mail is empty."
PARTIAL = "Only the beginning of this mail has been fetched so far."
CUT_HEADER = "Some header fields were too long and were cut."
SENDERS = "This mail names more than one sender."
MANY = "This mail has too many parts; the last ones are not shown."
DEEP = "The parts of this mail are nested too deep; some are not shown."
BROKEN = "The parts of this mail are not separated properly."
EARLY = "This mail ends early; something may be missing."
LONG = "The text is very long and was cut."
LOST = "The layout of this mail could not be shown; this is its bare text."
PGP = "This mail is encrypted (PGP) and cannot be read here."
SMIME = "This mail is encrypted (S/MIME) and cannot be read here."
PGP_SIGNED = "This mail is signed (PGP); the signature is not checked here."
SMIME_SIGNED = "This mail is signed (S/MIME); the signature is not checked here."
TNEF = "This mail carries an Outlook container (winmail.dat)."

_FIELDS = (
    b"Return-Path: <anna@example.org>",
    b"From: Anna Berg <anna@example.org>",
    b"To: support@shop.example",
    b"Subject: Frage",
    b"Date: Mon, 3 Mar 2025 10:00:00 +0100",
    b"Message-ID: <1@example.org>",
)


@dataclass(frozen=True, slots=True)
class Sample:
    """A mail and what must come of it; what is not said is what an ordinary letter gives.

    ``sender`` is an address, empty for an unknown sender, None where anything may come out (the
    same for ``subject``, ``notes`` and ``attachments``). ``visible`` must stand in unfolded lines.
    ``signs`` are pieces of the expected signs of spoofing, in order; ``answer`` is whether a
    machine of ours may answer. ``full_size`` is the size on the server of a mail fetched in part.
    """

    name: str
    source: bytes | Callable[[], bytes]
    subject: str | None = "Frage"
    sender: str | None = "anna@example.org"
    ambiguous: bool = False
    contains: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    visible: tuple[str, ...] = ()
    attachments: tuple[str, ...] | None = ()
    notes: tuple[str, ...] | None = ()
    kind: MailKind = MailKind.HUMAN
    signs: tuple[str, ...] = ()
    answer: bool | None = None
    full_size: int | None = None

    def raw(self) -> bytes:
        """Return the bytes of the mail, made now when they are many."""
        return self.source if isinstance(self.source, bytes) else self.source()


def to_bytes(text: str | bytes) -> bytes:
    """Return text as UTF-8, bytes as they are."""
    return text if isinstance(text, bytes) else text.encode()


def letter(
    body: str | bytes = "Guten Tag, wo ist meine Ware?",
    *fields: str | bytes,
    without: tuple[str, ...] = (),
) -> bytes:
    """Write a mail to the shop; ``fields`` replace the usual ones of the same name."""
    own = [to_bytes(one) for one in fields]
    replaced = {one.partition(b":")[0].lower() for one in own}
    replaced |= {name.lower().encode() for name in without}
    usual = [one for one in _FIELDS if one.partition(b":")[0].lower() not in replaced]
    return b"\r\n".join([*usual, *own]) + b"\r\n\r\n" + to_bytes(body)


def part(body: str | bytes, *fields: str | bytes) -> bytes:
    """Write one part of a multipart mail."""
    return b"\r\n".join(map(to_bytes, fields)) + b"\r\n\r\n" + to_bytes(body)


def multipart(*parts: bytes, kind: str = "mixed", boundary: str = "b") -> bytes:
    """Write a multipart as a part: its header and its body."""
    mark = f"--{boundary}".encode()
    inside = b"".join(mark + b"\r\n" + one + b"\r\n" for one in parts)
    return (
        f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n\r\n'.encode()
        + inside
        + mark
        + b"--\r\n"
    )


def around(entity: bytes, *fields: str | bytes) -> bytes:
    """Write a mail around a part that brings its own Content-Type."""
    head = letter("", *fields).removesuffix(b"\r\n\r\n")
    return head + b"\r\n" + entity


PLAIN = part("Guten Tag, wo ist meine Ware?", "Content-Type: text/plain")


def with_file(name: str | bytes, content: str | bytes = "x", kind: str = "text/plain") -> bytes:
    """Write a mail with one attachment whose file name is written as it is."""
    disposition = b'Content-Disposition: attachment; filename="' + to_bytes(name) + b'"'
    return around(multipart(PLAIN, part(content, f"Content-Type: {kind}", disposition)))
