"""Header fields: limits, ids, dates, encoded words, charsets."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from agent_console.mail.read import read_mail

CUT = "Some header fields were too long and were cut."


def mail_with(*fields: bytes, body: bytes = b"text") -> bytes:
    return b"\r\n".join(fields) + b"\r\n\r\n" + body


@pytest.mark.parametrize(
    ("subject", "shown"),
    [
        (b"=?iso-8859-1?Q?Gr=FC=DFe_aus_K=F6ln?=", "Grüße aus Köln"),
        (b"=?utf-8?Q?K=C3?= =?utf-8?Q?=B6ln?=", "Köln"),
        (b"=?utf-8?B?w6TDtsO8?=", "äöü"),
        (b"=?UTF-8*de?q?=C3=A4?= plain", "ä plain"),
        (b"a =?utf-8?q?b?= c =?utf-8?q?d?=", "a b c d"),
        (b"=?utf-8?q?a?= \r\n =?iso-8859-1?q?=E4?=", "aä"),
        (b"=?utf-8?q?two words?=", "two words"),
        (b"=?utf-8?b?w6Q?=", "ä"),
        (b"=?utf-8?b?%%%?=", ""),
        (b"=?nonsense?q?=E4?=", "ä"),
        (b"=?utf-8?x?a?=", "=?utf-8?x?a?="),
        (b"=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本"),
        (b"=?gb2312?B?xOO6w4Hq?=", "你好侁"),
        (b"=?unicode-1-1-utf-7?Q?Gr+APw-n?=", "Grün"),
        ("roh: Grüße".encode(), "roh: Grüße"),
        ("roh: Grüße".encode("cp1252"), "roh: Grüße"),
        (b"  folded\r\n\t subject ", "folded subject"),
        (b"", ""),
    ],
)
def test_read_mail_when_subject_is_encoded_shows_it_readable(subject: bytes, shown: str) -> None:
    assert read_mail(mail_with(b"Subject: " + subject)).subject == shown


@pytest.mark.parametrize(
    ("charset", "content", "shown"),
    [
        ("iso-8859-1", "Preis 5 €, Grüße".encode("cp1252"), "Preis 5 €, Grüße"),
        ("us-ascii", "Grüße".encode(), "Grüße"),
        ("us-ascii", "Grüße".encode("cp1252"), "Grüße"),
        ("iso-8859-1", "Grüße".encode(), "Grüße"),
        ("utf-8", "Grüße".encode("cp1252"), "Grüße"),
        ("utf-8", "Grüße ".encode() + "Köln".encode("cp1252"), "Grüße Köln"),
        ("utf8mb4", "Grüße".encode(), "Grüße"),
        ("cp-850", "Grüße".encode("cp850"), "Grüße"),
        ("gb2312", "你好侁".encode("gb18030"), "你好侁"),
        ("iso-2022-jp", "日本語".encode("iso-2022-jp"), "日本語"),
        ("shift_jis", "日本語①".encode("cp932"), "日本語①"),
        ("iso-8859-8-i", "שלום".encode("iso-8859-8"), "שלום"),
        ("koi8-r", "Привет".encode("koi8-r"), "Привет"),
        ("utf-16", "Grüße".encode("utf-16"), "Grüße"),
        ("unicode_escape", b"a\\x1b[0m", "a\\x1b[0m"),
        ("punycode", b"mnchen-3ya", "mnchen-3ya"),
        ("8bit", "Grüße".encode(), "Grüße"),
        ("", "Grüße".encode("cp1252"), "Grüße"),
        ("\0", b"plain", "plain"),
    ],
)
def test_read_mail_when_charset_is_odd_shows_readable_text(
    charset: str, content: bytes, shown: str
) -> None:
    field = f'Content-Type: text/plain; charset="{charset}"'.encode()
    assert read_mail(mail_with(field, body=content)).text == shown


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (b"Mon, 3 Mar 2025 10:00:00 +0100", datetime(2025, 3, 3, 9, tzinfo=UTC)),
        (b"3 Mar 2025 10:00 -0000", datetime(2025, 3, 3, 10, tzinfo=UTC)),
        (b"Mon, 3 Mar 2025 10:00:00 GMT (x)", datetime(2025, 3, 3, 10, tzinfo=UTC)),
        (b"Fri, 31 Dec 9999 23:59:59 -1200", None),
        (b"Mon, 1 Jan 0000 00:00:00 +0000", datetime(2000, 1, 1, tzinfo=UTC)),
        (b"Mon, 31 Feb 2025 10:00:00 +0100", None),
        (b"Mon, 3 Mar 2025 99:99:99 +0100", None),
        (b"Mon, 3 Mar 2025 10:00:00 +999999", None),
        (b"gestern \xfc", None),
        (b"", None),
        (b"1" * 5000, None),
    ],
)
def test_read_mail_when_date_is_odd_gives_utc_or_none(
    date: bytes, expected: datetime | None
) -> None:
    found = read_mail(mail_with(b"Date: " + date)).date
    if date.endswith(b"+999999") and found is not None:
        assert found.tzinfo is UTC
    else:
        assert found == expected


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (b"Message-ID: <a@b>", "a@b"),
        (b"Message-ID: a@b", "a@b"),
        (b"Message-ID:\r\n <AM0PR01@EUR.prod.outlook.com>", "AM0PR01@EUR.prod.outlook.com"),
        (b"Message-ID: <>", ""),
        (b"Message-ID: <a@", "a@"),
        (b"Message-ID: <[a]@x> junk <b@x>", "[a]@x"),
        (b"X-None: 1", ""),
    ],
)
def test_read_mail_when_message_id_is_odd_takes_what_is_usable(field: bytes, expected: str) -> None:
    assert read_mail(mail_with(field)).message_id == expected


def test_read_mail_when_references_are_endless_keeps_first_and_last() -> None:
    ids = b" ".join(b"<%d@example.org>" % number for number in range(10_000))
    mail = read_mail(mail_with(b"References: " + ids))
    assert mail.references[0] == "0@example.org"
    assert mail.references[-1] == "9999@example.org"
    assert len(mail.references) <= 200
    assert CUT in mail.notes


def test_read_mail_when_a_field_is_repeated_takes_the_first() -> None:
    mail = read_mail(
        mail_with(b"Subject: one", b"Subject: two", b"Message-ID: <1@x>", b"message-id: <2@x>")
    )
    assert (mail.subject, mail.message_id) == ("one", "1@x")
    assert mail.header_values("subject") == ("one", "two")


@pytest.mark.parametrize(
    "head",
    [
        b"Subject: " + b"x" * 1_000_000,
        b"X-A: b\r\n" * 50_000 + b"Subject: late",
        b"Subject: " + b"=?utf-8?q?a?= " * 20_000,
        b"To: " + b"(" * 20_000 + b"a@b.de",
        b"To: " + b", ".join(b"a%d@example.org" % n for n in range(10_000)),
        b"Subject: x\r\n" + b" y\r\n" * 20_000 + b" z",
        b"Content-Disposition: attachment" + b";" * 60_000,
        b"Content-Disposition: attachment; "
        + b"; ".join(b"filename*%d=a" % n for n in range(9_999)),
        b"From: " + b'\\"' * 8_000,
    ],
)
def test_read_mail_when_header_is_huge_cuts_it_and_keeps_the_text(head: bytes) -> None:
    mail = read_mail(mail_with(b"Message-ID: <1@x>", head, body=b"the text"))
    assert mail.message_id == "1@x"
    assert CUT in mail.notes
    assert len(mail.headers) <= 2_000
    assert all(len(value) <= 16_400 for _name, value in mail.headers)
    shown = mail.text or mail.attachments[0].size
    assert shown in ("the text", 8)


def test_read_mail_when_a_line_is_no_field_goes_on_with_the_next_field() -> None:
    mail = read_mail(b"Subject: x\n>From y\nodd line\nMessage-ID: <1@x>\n\ntext")
    assert (mail.message_id, mail.text) == ("1@x", "text")


def test_read_mail_when_no_blank_line_ends_the_header_shows_the_rest_as_text() -> None:
    assert (
        read_mail(b"Subject: x\nHello, this is text\nand more").text
        == "Hello, this is text\nand more"
    )
