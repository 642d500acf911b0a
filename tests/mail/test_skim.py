"""A mail read in pieces is the mail read whole: header by header, text by text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime

import pytest

from agent_console.desk.mail import Attachment, Mail
from agent_console.mail.fetch import FetchItem
from agent_console.mail.lists import Value
from agent_console.mail.read import read_mail
from agent_console.mail.skim import fetched_head, skim_head
from agent_console.mail.skim_text import skim_text
from agent_console.mail.structure import Structure, TextPart
from tests.desk.corpora import corpus
from tests.mail.hostile import SAMPLES
from tests.mail.hostile.sample import Sample, letter

OF_THE_BODY = frozenset(
    ("size", "text", "ranges", "from_html", "links", "attachments", "language", "notes")
)
OF_THE_HEADER = [one.name for one in fields(Mail) if one.name not in OF_THE_BODY]
FILE = Attachment(0, "a.pdf", "application/pdf", 7)
WITH_FILE = Structure(None, (FILE,))
EMPTY = Mail(digest="", size=0)
SMALL = [one for one in SAMPLES if not one.name.startswith("z-")]
ORDINARY = {
    "names": letter(
        "x",
        'From: "Berg, Anna" <Anna.Berg@Example.ORG>',
        "To: support@shop.example",
        "Cc: =?utf-8?q?J=C3=BCrgen?= <j@x.example>, Zwei <z@x.example>",
        "Reply-To: <antwort@example.org>",
    ),
    "folded": letter("x", "Subject: eins\r\n\tzwei  drei\r\n   vier", "X-Long: a;\r\n\t\tb"),
    "words": letter(
        "x",
        "Subject: =?UTF-8?B?R3LDvMOfZQ==?=\r\n =?utf-8?q?_zwei?=",
        "From: =?utf-8?q?M=C3=BCller=2C_Anna?= <a@b.example>",
    ),
    "latin1": letter("x", "From: =?iso-8859-1?q?M=FCller?= <a@b.example>"),
    "wide-words": letter("x", "Subject: =?utf-8?q?a  b?= c", "From: =?utf-8?q?x?=  <a@b.example>"),
    "escape-in-word": letter("x", "Subject: =?utf-8?q?a=1B=24B=22=22?="),
    "machine-word": letter("x", "Received: from =?utf-8?q?x=3D?= by y", "X-List: =?utf-8?q?y?="),
    "references": letter("x", "References: <a@x>\r\n <b@x> <a@x>", "In-Reply-To: <b@x> (sic)"),
    "dates": letter("x", "Date: 3 Mar 2025 10:00:00 -0030 (CET)"),
    "date-odd": letter("x", "Date: Mon, 3 Mar 2025 23:59:60 +0100"),
    "date-far": letter("x", "Date: Mon, 3 Mar 1969 23:59:00 +0100"),
    "date-zone": letter("x", "Date: Mon, 3 Mar 2025 23:59:00 +9900"),
    "bounce": letter("x", "From: MAILER-DAEMON@x.example", "Subject: Undelivered Mail"),
    "no-from": letter("x", without=("From",)),
    "two-from": letter("x", "From: a@x.example", "From: b@x.example"),
    "dotted": letter("x", "From: A <a@x..example>", "Return-Path: <a@x.example.>"),
    "comment": letter("x", "From: a@x.example (Anna)", "To: (leer)"),
    "at-in-name": letter("x", "From: chef@firma.example <a@x.example>"),
    "twice": letter("x", "Subject: eins", "Subject: =?utf-8?q?zwei?=", "To: a@x", "To: b@x"),
    "blank-name": letter("x", "Subject : eins"),
    "no-colon": letter("x", "Unfug ohne Doppelpunkt", "X-A: b"),
    "raw-utf8": letter("x", "Subject: Grüße", "From: Jürgen <a@x.example>"),
    "type": letter("x", "Content-Type: TEXT/Plain; charset=x", "Content-Type: text/html"),
    "long-from": letter("x", f"From: {'a' * 5000} <a@x.example>"),
    "long-other": letter("x", f"X-Pad: {'a b ' * 3000}"),
}


def header(raw: bytes) -> bytes:
    """Return what a server hands out as BODY[HEADER]."""
    end = re.search(rb"\r?\n\r?\n", raw)
    return raw[: end.end()] if end else raw


def assert_header_is_the_same(raw: bytes) -> None:
    head = header(raw)
    whole, skimmed = read_mail(head), skim_head(head, WITH_FILE, 12_345)
    different = [n for n in OF_THE_HEADER if getattr(whole, n) != getattr(skimmed, n)]
    assert not different, [(getattr(whole, n), getattr(skimmed, n)) for n in different]
    assert (skimmed.size, skimmed.attachments) == (12_345, (FILE,))
    assert (skimmed.text, skimmed.ranges, skimmed.notes, skimmed.language) == ("", (), (), "")


@pytest.mark.parametrize("raw", ORDINARY.values(), ids=ORDINARY)
def test_header_when_skimmed_is_the_header_read(raw: bytes) -> None:
    assert_header_is_the_same(raw)
    assert_header_is_the_same(raw.replace(b"\r\n", b"\n"))


@pytest.mark.parametrize("sample", SMALL, ids=[one.name for one in SMALL])
def test_header_when_hostile_is_skimmed_as_it_is_read(sample: Sample) -> None:
    assert_header_is_the_same(sample.raw())


def public_mails() -> Iterator[bytes]:
    index = corpus("mails.jsonl")
    with index.open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            yield (index.parent / record["set"] / record["file"]).read_bytes()


def test_headers_of_all_public_mails_when_skimmed_are_the_headers_read() -> None:
    for raw in public_mails():
        assert_header_is_the_same(raw)


def part(
    encoding: str = "8bit",
    charset: str = "utf-8",
    *,
    html: bool = False,
    flowed: bool = False,
    delsp: bool = False,
    container: str = "",
) -> TextPart:
    return TextPart("1", html, encoding, charset, flowed, delsp, 0, container)


@pytest.mark.parametrize(
    ("body", "described"),
    [
        ("Guten Tag,\r\n\r\nwo ist meine Ware?  \r\n-- \r\nAnna\r\n\r\n", part()),
        ("\r\n\r\n  eingerückt\r\n\tTab\x1b[2J\u202e\xa0 \r\n", part()),
        ("Gr=C3=BC=C3=9Fe =\r\nweiter", part("quoted-printable")),
        ("R3LDvMOfZQ==\r\n", part("base64")),
        ("lang \r\numgebrochen\r\n> alt \r\n> neu\r\n", part(flowed=True)),
        ("lang \r\numgebrochen\r\n", part(flowed=True, delsp=True)),
        ("lang \r\num\r\n-- \r\nAnna \r\nBerg\r\n", part(flowed=True)),
        ("lang \r\n-- \r\n-- \r\nAnna \r\nBerg\r\n", part(flowed=True)),
        ("lang \r\n-- ", part(flowed=True)),
        ("-- \r\nlang \r\num ", part(flowed=True)),
        ("lang \r\n gestopft \r\n\r\num\xa0\r\n", part(flowed=True)),
        ("R3LDvMOf\r\nZQ=\r\n=", part("base64")),
        ("R3LDvMOfZQ\r\n", part("base64")),
        ("R3LDvMOfZQ==R3LD", part("base64")),
        ("Grüße", part("base64")),
        (" \r\n\t\r\n", part()),
        ("", part()),
        ("<p>Guten Tag<br>wo ist <a href='http://x.example'>es</a>?</p>", part(html=True)),
        ("<meta charset=koi8-r><p>ab", part(charset="us-ascii", html=True)),
        ("x" * 1_000_100, part()),
        ("x\n" * 100_100, part()),
    ],
)
def test_text_when_skimmed_is_the_text_read(body: str, described: TextPart) -> None:
    kind = "text/html" if described.html else "text/plain"
    charset = "" if described.charset == "us-ascii" else f"; charset={described.charset}"
    flowed = "; format=flowed" if described.flowed else ""
    flowed += "; delsp=yes" if described.delsp else ""
    whole = letter(
        body,
        f"Content-Type: {kind}{charset}{flowed}",
        f"Content-Transfer-Encoding: {described.encoding}",
    )
    read, skimmed = read_mail(whole), skim_text(EMPTY, described, body.encode())
    assert skimmed.text == read.text
    assert (skimmed.from_html, skimmed.links) == (read.from_html, read.links)


@pytest.mark.parametrize("raw", [b"Gr\xfc\xdfe", b"Gr\xfc\xc3\xbc\x80", b"\xc4\x81\xe0\x83\x4a"])
def test_text_when_of_single_bytes_is_the_text_read(raw: bytes) -> None:
    whole = letter("", "Content-Type: text/plain; charset=iso-8859-1") + raw
    assert skim_text(EMPTY, part(charset="iso-8859-1"), raw).text == read_mail(whole).text


def test_text_of_a_container_when_cut_behind_the_text_is_the_text_read() -> None:
    start = "--b\r\nContent-Type: text/plain\r\n\r\nKurz\r\n--b\r\nContent-Type: text/html\r\n\r\n"
    body = f"{start}<p>{'Viel mehr steht hier. ' * 20}</p>\r\n--b\r\n"
    kind = 'multipart/alternative; boundary="b"'
    read = read_mail(letter(body + "\r\nrest\r\n--b--\r\n", f"Content-Type: {kind}"))
    skimmed = skim_text(EMPTY, part(container=kind), body.encode())
    assert skimmed.text == read.text
    assert skimmed.from_html is True


def structure(kind: bytes = b"PLAIN", encoding: bytes = b"7BIT") -> Value:
    return [b"TEXT", kind, None, None, None, encoding, b"10", b"1", None, None, None, None]


def item(head: bytes, described: Value, body: bytes | None = None) -> FetchItem:
    received = datetime(2026, 3, 2, tzinfo=UTC)
    read = head if body is None else body
    return FetchItem(7, frozenset({"\\Seen"}), 99, received, read, False, "HEADER", described)


def test_answer_when_complete_gives_a_head_with_its_text_part() -> None:
    head = header(letter("x"))
    found = fetched_head(item(head, structure()))
    assert found is not None
    assert (found.uid, found.header, found.size, found.flags) == (
        7,
        head,
        99,
        frozenset({"\\Seen"}),
    )
    assert found.text is not None
    assert found.mail.subject == "Frage"


@pytest.mark.parametrize(
    ("field", "described"),
    [
        ("Content-Transfer-Encoding: base64", structure()),
        ("Content-Type: text/html", structure()),
        ("Content-Type: text/plain\r\nContent-Type: text/plain", structure()),
        ("X-A: b\r\nkein Feld", structure()),
    ],
)
def test_text_when_header_and_structure_disagree_is_left_to_the_whole_mail(
    field: str, described: Value
) -> None:
    found = fetched_head(item(header(letter("x", field)), described))
    assert found is not None
    assert found.text is None
    assert found.mail.attachments == ()


def test_answer_when_something_is_missing_gives_nothing() -> None:
    whole = item(header(letter("x")), structure())
    assert fetched_head(item(b"\r\n", structure())) is None
    assert fetched_head(item(whole.body or b"", None)) is None
    assert fetched_head(FetchItem(7, body=whole.body, structure=structure())) is None
