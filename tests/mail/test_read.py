"""One received mail as a value: the whole way from bytes."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest

from agent_console.desk.mail import Address, FoldKind
from agent_console.mail import read
from agent_console.mail.quotes import visible_text
from agent_console.mail.read import attachment_bytes, read_mail

ORDINARY = """\
Return-Path: <anna@example.org>
Received: from a by b; Mon, 3 Mar 2025 10:00:01 +0100
From: =?utf-8?Q?Anna_M=C3=BCller?= <Anna@Example.ORG>
To: Support <support@shop.example>, "B, C" <c@shop.example>
Cc: d@shop.example
Reply-To: anna.private@example.org
Subject: =?utf-8?B?QmVzdGVsbHVuZyBmw7xyIA==?=
 =?utf-8?B?TWFpIPCfmYI=?=
Date: Mon, 3 Mar 2025 10:00:00 +0100
Message-ID: <m1@example.org>
In-Reply-To: <t.1@shop.example>
References: <t.0@shop.example>
\t<t.1@shop.example>
Content-Type: multipart/mixed; boundary="b1"

--b1
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Guten Tag,
wo ist meine Bestellung? Ich habe das Paket noch nicht erhalten.

Am 2. März 2025 um 09:00 schrieb Support <support@shop.example>:
> Hallo Anna

--b1
Content-Type: image/png; name="x.png"
Content-Disposition: attachment; filename="Foto 1.png"
Content-Transfer-Encoding: base64

aGFs
bG8=
--b1--
""".encode()


def test_read_mail_when_mail_is_ordinary_fills_every_field() -> None:
    mail = read_mail(ORDINARY)
    assert mail.digest == hashlib.sha256(ORDINARY).hexdigest()
    assert mail.size == len(ORDINARY)
    assert mail.message_id == "m1@example.org"
    assert mail.in_reply_to == ("t.1@shop.example",)
    assert mail.references == ("t.0@shop.example", "t.1@shop.example")
    assert mail.subject == "Bestellung für Mai 🙂"
    assert mail.sender == Address("Anna@example.org", "Anna Müller")
    assert not mail.sender_ambiguous
    assert mail.to == (
        Address("support@shop.example", "Support"),
        Address("c@shop.example", "B, C"),
    )
    assert mail.cc == (Address("d@shop.example"),)
    assert mail.reply_to == (Address("anna.private@example.org"),)
    assert mail.return_path == "anna@example.org"
    assert mail.date == datetime(2025, 3, 3, 9, 0, tzinfo=UTC)
    assert mail.content_type == "multipart/mixed"
    assert mail.language == "de"
    assert mail.notes == ()
    assert mail.unreadable == ""
    assert mail.report is None
    assert not mail.from_html


def test_read_mail_when_mail_is_ordinary_folds_the_quote_and_covers_all_lines() -> None:
    mail = read_mail(ORDINARY)
    assert mail.ranges[0].start == 0
    assert mail.ranges[-1].end == len(mail.text.split("\n"))
    assert [part.kind for part in mail.ranges] == [FoldKind.BODY, FoldKind.QUOTE]
    assert visible_text(mail).endswith("noch nicht erhalten.")


def test_read_mail_when_mail_has_an_attachment_describes_it_and_gives_its_bytes() -> None:
    (attachment,) = read_mail(ORDINARY).attachments
    assert (attachment.index, attachment.filename, attachment.size) == (0, "Foto 1.png", 5)
    assert attachment_bytes(ORDINARY, 0) == ("Foto 1.png", "image/png", b"hallo")
    with pytest.raises(IndexError):
        attachment_bytes(ORDINARY, 1)
    with pytest.raises(IndexError):
        attachment_bytes(ORDINARY, -1)


def test_read_mail_when_headers_are_asked_for_keeps_them_in_order_and_decoded() -> None:
    mail = read_mail(ORDINARY)
    assert mail.headers[0] == ("return-path", "<anna@example.org>")
    assert mail.header("Subject") == "Bestellung für Mai 🙂"
    assert mail.header("x-missing") is None


@pytest.mark.parametrize("raw", [b"", b"\n", b"\r\n\r\n", b"\0", b"\xff\xfe" * 50, b":\n:\n"])
def test_read_mail_when_there_is_next_to_nothing_still_gives_a_mail(raw: bytes) -> None:
    mail = read_mail(raw)
    assert mail.size == len(raw)
    assert mail.sender is None
    assert mail.unreadable == ""


def test_read_mail_when_mail_is_empty_says_so() -> None:
    assert read_mail(b"").notes == ("This mail is empty.",)


def test_read_mail_when_reading_fails_gives_an_unreadable_mail_with_its_header(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(_parts: object) -> None:
        raise RecursionError

    monkeypatch.setattr(read, "read_body", broken)
    mail = read_mail(ORDINARY)
    assert "RecursionError" in mail.unreadable
    assert mail.subject == "Bestellung für Mai 🙂"
    assert mail.message_id == "m1@example.org"
    assert "wo ist meine Bestellung?" in mail.text
    assert mail.digest == hashlib.sha256(ORDINARY).hexdigest()


def test_read_mail_when_only_the_beginning_was_fetched_says_so() -> None:
    mail = read_mail(ORDINARY[:700], full_size=len(ORDINARY))
    assert mail.size == len(ORDINARY)
    assert mail.notes == ("Only the beginning of this mail has been fetched so far.",)


def test_read_mail_when_terminal_codes_hide_in_any_field_removes_them() -> None:
    raw = (
        b"From: =?utf-8?q?=1B]0;x=07Eve?= <eve@example.org>\n"
        b"Subject: =?utf-8?b?G1szMW1yZWQ=?= \x1b[2J\xc2\x9b\n"
        b"To: \x1b <a@example.org>\nX-Odd: \x1b]52;c;x\x07\n"
        b"Content-Type: multipart/mixed; boundary=b\n\n"
        b"--b\nContent-Type: text/html; charset=utf-8\n\n"
        b"<p>a&#27;[31mb&#x9b;c&#8238;d</p><a href='http://x/&#27;'>l&#27;ink</a>\n"
        b"--b\nContent-Type: text/plain; charset=utf-7\n\n+ABs-[0m\n"
        b'--b\nContent-Disposition: attachment; filename="a\x1b]0;x\x07.txt"\n\nx\n--b--\n'
    )
    mail = read_mail(raw)
    outside = repr((mail.subject, mail.sender, mail.to, mail.text, mail.links, mail.headers))
    outside += repr(mail.attachments)
    assert not [code for code in ("\\x1b", "\\x07", "\\x9b", "\\u202e") if code in outside]
    assert "[31mb" in mail.text


def test_read_mail_when_line_ends_hide_in_a_subject_keeps_it_on_one_line() -> None:
    mail = read_mail(b"Subject: =?utf-8?q?a=0D=0ABcc:_x?=\n\nx")
    assert mail.subject == "a Bcc: x"


def test_read_mail_when_line_ends_are_bare_carriage_returns_reads_it() -> None:
    mail = read_mail(b"Subject: old\rFrom: a@b.de\r\rHello\rthere")
    assert (mail.subject, mail.text) == ("old", "Hello\nthere")


def test_read_mail_when_an_mbox_line_stands_first_skips_it() -> None:
    mail = read_mail(b"From a@b.de Mon Mar  3 10:00:00 2025\nSubject: x\n\ntext")
    assert (mail.subject, mail.text) == ("x", "text")


def test_read_mail_when_a_second_mail_follows_stays_one_mail() -> None:
    mail = read_mail(b"Subject: one\n\nbody\n.\nMAIL FROM:<x@y.de>\nSubject: two\n\nmore")
    assert mail.subject == "one"
    assert "Subject: two" in mail.text


def test_mail_file_with_a_byte_order_mark_keeps_its_first_header() -> None:
    mail = read_mail(b"\xef\xbb\xbfFrom: a@example.org\r\nSubject: x\r\n\r\ny\r\n")
    assert mail.sender is not None
    assert mail.sender.email == "a@example.org"
