"""BODYSTRUCTURE read without trust: which part is the text, which files are attached."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.desk.mail import Attachment
from agent_console.mail.fetch import read_fetch
from agent_console.mail.lists import Value
from agent_console.mail.structure import CONTAINER_MAX, Structure, TextPart, read_structure
from agent_console.mail.wire import Untagged

PLAIN = b'("TEXT" "PLAIN" ("CHARSET" "utf-8") NIL NIL "QUOTED-PRINTABLE" 2000 40 NIL NIL NIL NIL)'
SHORT = b'("TEXT" "PLAIN" ("CHARSET" "utf-8") NIL NIL "7BIT" 50 2 NIL NIL NIL NIL)'
HTML = b'("TEXT" "HTML" ("CHARSET" "utf-8") NIL NIL "BASE64" 9000 120 NIL NIL NIL NIL)'
PDF = (
    b'("APPLICATION" "PDF" ("NAME" "a.pdf") "<p1@x>" NIL "BASE64" 7800 NIL'
    b' ("ATTACHMENT" ("FILENAME*0*" "utf-8\'\'Rechn" "FILENAME*1*" "ung%20f%C3%BCr.pdf")) NIL NIL)'
)
ENVELOPE = b'(NIL "=?utf-8?q?Gr=C3=BC=C3=9Fe?=" NIL NIL NIL NIL NIL NIL NIL NIL)'
MAIL = b'("MESSAGE" "RFC822" NIL NIL NIL "7BIT" 900 ' + ENVELOPE + PLAIN + b" 30 NIL NIL NIL NIL)"
MAIL = MAIL.replace(b'NIL)("TEXT', b'NIL) ("TEXT')


def multipart(kind: str, *parts: bytes, boundary: str = "b") -> bytes:
    end = f' "{kind}" ("BOUNDARY" "{boundary}") NIL NIL NIL)'
    return b"(" + b"".join(parts) + end.encode()


def nested(text: bytes) -> Value:
    item = read_fetch(Untagged((b"1 FETCH (UID 7 BODYSTRUCTURE " + text + b")",)))
    assert item is not None
    return item.structure


def read(text: bytes) -> Structure:
    return read_structure(nested(text))


def section(text: bytes) -> str | None:
    structure = read(text)
    assert not structure.odd
    return structure.text.item if structure.text else None


def test_single_text_when_read_is_section_one_with_its_parameters() -> None:
    text = b'("TEXT" "PLAIN" ("CHARSET" "ISO-8859-1" "FORMAT" "Flowed" "DELSP" "YES")'
    structure = read(text + b' NIL NIL "8BIT" 120 3 NIL NIL NIL NIL)')
    assert structure.text == TextPart("1", False, "8bit", "ISO-8859-1", True, True, 120)
    assert (structure.attachments, structure.kind, structure.encoding) == ((), "text/plain", "8bit")


@pytest.mark.parametrize(
    ("text", "item"),
    [
        (multipart("ALTERNATIVE", PLAIN, HTML), "BODY.PEEK[1]"),
        (multipart("ALTERNATIVE", HTML), "BODY.PEEK[1]"),
        (multipart("MIXED", PDF, PLAIN), "BODY.PEEK[2]"),
        (multipart("MIXED", multipart("ALTERNATIVE", PLAIN, HTML), PDF), "BODY.PEEK[1.1]"),
        (multipart("MIXED", PLAIN, MAIL), "BODY.PEEK[1]"),
        (multipart("RELATED", HTML, PDF), "BODY.PEEK[1]"),
        (multipart("ALTERNATIVE", SHORT, HTML), "BODY.PEEK[TEXT]<0.16384>"),
        (
            multipart("MIXED", multipart("ALTERNATIVE", SHORT, HTML), PDF),
            "BODY.PEEK[1]<0.16384>",
        ),
        (multipart("MIXED", PLAIN, PLAIN), "BODY.PEEK[TEXT]<0.8192>"),
        (PDF, None),
    ],
)
def test_text_part_when_chosen_is_the_one_that_is_shown(text: bytes, item: str | None) -> None:
    assert section(text) == item


def test_short_plain_text_with_html_is_fetched_as_the_multipart_around_both() -> None:
    part = read(multipart("ALTERNATIVE", SHORT, HTML, boundary="=_x")).text
    assert part is not None
    assert (part.container, part.html) == ('multipart/alternative; boundary="=_x"', True)


@pytest.mark.parametrize(
    "text",
    [
        multipart("REPORT", PLAIN, MAIL),
        multipart("ENCRYPTED", PDF, PDF),
        multipart("MIXED", MAIL),
        multipart("ALTERNATIVE", SHORT, HTML, boundary='a"b'.replace('"', '\\"')),
        multipart("ALTERNATIVE", SHORT, HTML.replace(b"9000", str(CONTAINER_MAX).encode())),
        SHORT.replace(b" 50 ", b" 0 "),
        PLAIN.replace(b"PLAIN", b"ENRICHED"),
        PDF.replace(b'"PDF"', b'"PKCS7-MIME"'),
        b"()",
        b"NIL",
        b'("TEXT")',
        b"(((((NIL)))))",
        b"(" * 120 + b")" * 120,
        PLAIN.replace(b"2000", b'"viel"'),
        multipart("MIXED", *[PLAIN] * 600),
    ],
)
def test_structure_when_unsure_is_odd(text: bytes) -> None:
    structure = read(text)
    assert structure.odd
    assert structure.text is None


def test_attachments_when_listed_have_decoded_names_sizes_and_numbers() -> None:
    found = read(multipart("MIXED", PLAIN, PDF, MAIL)).attachments
    assert found == (
        Attachment(0, "Rechnung für.pdf", "application/pdf", 5700, "p1@x", inline=False),
        Attachment(1, "Grüße.eml", "message/rfc822", 900),
    )


VALUES = st.recursive(
    st.one_of(
        st.none(), st.binary(max_size=8), st.sampled_from([b"TEXT", b"PLAIN", b"7", b"MIXED"])
    ),
    lambda inner: st.lists(inner, max_size=12),
    max_leaves=60,
)


@given(VALUES)
def test_structure_when_garbage_is_read_without_an_error(value: Value) -> None:
    assert isinstance(read_structure(value), Structure)


TEXTS = (
    b'("text" "plain" ("charset" "%s") NIL NIL "%s" %d %d NIL NIL NIL NIL)',
    b'("text" "plain" ("charset" "%s" "format" "flowed") NIL NIL "%s" %d %d NIL NIL NIL NIL)',
    b'("TEXT" "HTML" ("CHARSET" "%s") NIL NIL "%s" %d %d NIL NIL NIL NIL)',
    b'("text" "enriched" ("charset" "%s") NIL NIL "%s" %d %d NIL NIL NIL NIL)',
    b'("text" "plain" ("charset" "%s" "name" "a.txt") NIL NIL "%s" %d %d NIL NIL NIL NIL)',
    b'("text" "calendar" ("charset" "%s") NIL NIL "%s" %d %d NIL NIL NIL NIL)',
)
texts = st.builds(
    lambda text, *said: text % said,
    st.sampled_from(TEXTS),
    st.sampled_from((b"utf-8", b"koi8-r", b"US-ASCII")),
    st.sampled_from((b"7bit", b"8bit", b"quoted-printable", b"BASE64", b"x-own")),
    st.sampled_from((0, 1, 419, 420, 425, 525, 609, 610, 999_999, 1_000_000, 1_000_001)),
    st.sampled_from((0, 1, 2, 50)),
)
pairs = st.builds(
    lambda first, second, kind: multipart(kind, first, second),
    texts,
    texts,
    st.sampled_from(("alternative", "mixed", "report")),
)


@given(texts | pairs)
def test_structure_when_told_as_text_is_that_of_its_lists(told: bytes) -> None:
    assert read_structure(told) == read_structure(nested(told))
