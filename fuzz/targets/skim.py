"""A mail's head and structure, read before the rest of it has come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from agent_console.mail.fetch import read_fetch
from agent_console.mail.read import read_mail
from agent_console.mail.skim import skim_head
from agent_console.mail.skim_text import skim_text
from agent_console.mail.structure import Structure, TextPart, read_structure
from agent_console.mail.wire import Untagged
from fuzz.checks import Target, steady

_CUT = b"\x1e"
WORDS = (
    *(b"From: ", b"Subject: ", b"=?utf-8?q?=C3=BC?= ", b"=?utf-8?B?w7w=?=", b"References: <a@b>"),
    *(b"Date: Mon, 3 Mar 2025 10:00:00 +0100", b"Content-Type: text/plain; charset=", b"\r\n\t"),
    *(b'"a b" <a@b.example>, ', b"Message-ID: <1@x>", b"\r\n\r\n", b"\x1e", b"(", b")", b"NIL"),
    *(b'"text" "plain" ("charset" "utf-8") NIL NIL "7bit" 12 1', b'"mixed"', b'"message" "rfc822"'),
)


def check(data: bytes) -> None:
    """Before the first cut a head, behind it a structure, then a text."""
    head, _cut, rest = data.partition(_CUT)
    told, _cut, text = rest.partition(_CUT)
    structure = _structure(told)
    quick = steady(lambda: skim_head(head, structure, len(data)))
    whole = read_mail(head)
    assert quick == replace(
        whole,
        size=len(data),
        text="",
        ranges=(),
        from_html=False,
        links=(),
        attachments=structure.attachments,
        language="",
        notes=(),
    )
    part = structure.text or TextPart("1", False, "quoted-printable", "utf-8", False, False, 9)
    mail = steady(lambda: skim_text(quick, part, text))
    assert mail.subject == quick.subject
    assert len(mail.text) <= 8 * len(text) + 1_000


def _structure(told: bytes) -> Structure:
    try:
        item = read_fetch(Untagged((b"1 FETCH (UID 1 BODYSTRUCTURE " + told + b")",)))
    except ValueError:
        return Structure(None, (), odd=True)
    return steady(lambda: read_structure(item.structure if item else None))


def seeds(mails: Sequence[bytes]) -> Iterator[bytes]:
    """Begin with the heads of real mails and an ordinary structure."""
    ordinary = b"(" + WORDS[15] + b" NIL NIL NIL NIL)"
    for mail in mails[:300]:
        yield mail.partition(b"\r\n\r\n")[0][:3_000] + b"\r\n\r\n" + _CUT + ordinary + _CUT + b"x"
    yield b"From: a@b.example\r\n\r\n" + _CUT + b"(" + ordinary * 2 + b' "mixed")' + _CUT + b"=C3"


TARGET = Target(check, WORDS, seeds, longest=4_096)
