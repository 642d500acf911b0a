"""Parts of a mail: trees whole and broken, text choice, attachments and their names."""

from __future__ import annotations

import base64

import pytest

from agent_console.mail.read import attachment_bytes, read_mail


def multipart(*parts: bytes, kind: str = "mixed", boundary: str = "b", end: bool = True) -> bytes:
    head = f'Content-Type: multipart/{kind}; boundary="{boundary}"\n\n'.encode()
    mark = f"--{boundary}".encode()
    body = b"".join(mark + b"\n" + part + b"\n" for part in parts)
    return head + body + (mark + b"--\n" if end else b"")


PLAIN = b"Content-Type: text/plain\n\nplain text"
HTML = b"Content-Type: text/html\n\n<p>html <b>text</b></p>"


def test_text_when_both_alternatives_say_something_is_the_plain_one() -> None:
    mail = read_mail(multipart(PLAIN, HTML, kind="alternative"))
    assert (mail.text, mail.from_html, mail.attachments) == ("plain text", False, ())


@pytest.mark.parametrize(
    "plain",
    [
        b"",
        b" \n\n ",
        b"Your e-mail program does not support HTML messages.",
        b"Ihr E-Mail-Programm kann keine HTML-Nachrichten anzeigen.",
        b"View this email in your browser",
    ],
)
def test_text_when_plain_is_empty_or_boilerplate_is_the_html_one(plain: bytes) -> None:
    mail = read_mail(multipart(b"\n" + plain, HTML, kind="alternative"))
    assert (mail.text, mail.from_html) == ("html text", True)


def test_text_when_parts_follow_each_other_holds_them_all() -> None:
    mail = read_mail(multipart(PLAIN, HTML, b"\nfooter"))
    assert mail.text == "plain text\n\nhtml text\n\nfooter"


def test_text_when_html_with_pictures_is_the_alternative_lists_the_picture() -> None:
    picture = b"Content-Type: image/png\nContent-ID: <c1@x>\n\nPNG"
    related = multipart(HTML, picture, kind="related", boundary="r")
    mail = read_mail(multipart(b"\n", related, kind="alternative"))
    (attachment,) = mail.attachments
    assert mail.text == "html text"
    assert (attachment.inline, attachment.content_id, attachment.filename) == (
        True,
        "c1@x",
        "attachment-1.png",
    )


def test_text_when_only_a_named_part_is_there_is_shown_and_stays_an_attachment() -> None:
    named = b'Content-Type: text/plain; name="text_0.txt"\n\nsent by phone'
    mail = read_mail(multipart(b"Content-Type: image/jpeg\n\nJ", named))
    assert mail.text == "sent by phone"
    assert [one.filename for one in mail.attachments] == ["attachment-1.jpg", "text_0.txt"]


def test_text_when_blank_lines_surround_it_has_none() -> None:
    assert read_mail(b"Subject: x\n\n\n\nHello\n\n\n").text == "Hello"


def test_text_when_only_an_attached_mail_is_there_is_that_mails_text() -> None:
    inner = b"Content-Type: message/rfc822\n\nSubject: inner/one\n\ninner text"
    mail = read_mail(inner)
    assert mail.text == "inner text"
    assert mail.attachments[0].filename == "inner-one.eml"
    assert attachment_bytes(inner, 0)[2] == b"Subject: inner/one\n\ninner text"


def test_text_when_flowed_is_joined_at_soft_line_ends() -> None:
    body = b"one \ntwo\n> a \n> b\n>> c\n-- \nme \nhere"
    mail = read_mail(b"Content-Type: text/plain; format=flowed\n\n" + body)
    assert mail.text == "one two\n> a b\n>> c\n-- \nme here"


def test_text_when_flowed_with_delsp_joins_without_blanks() -> None:
    mail = read_mail(b"Content-Type: text/plain; format=flowed; delsp=yes\n\nDonau \ndampf\n  x")
    assert mail.text == "Donaudampf\n x"


@pytest.mark.parametrize(
    ("encoding", "body", "text"),
    [
        (b"base64", b"SGFs\nbG8=", "Hallo"),
        (b"base64", b"SGFsbG8", "Hallo"),
        (b"base64", b"SGE=bGxv", "Hallo"),
        (
            b"base64",
            b"This is not, in fact, base64 at all; just prose.",
            "This is not, in fact, base64 at all; just prose.",
        ),
        (b"quoted-printable", b"Gr=C3=BC=\n=C3=9Fe =XY =", "Grüße =XY"),
        (b"QUOTED-PRINTABLE (x)", b"a=20b", "a b"),
        (b"x-uuencode", b"begin 644 a\n%2&%L;&\\\n`\nend", "Hallo"),
        (b"nonsense", b"a=20b", "a=20b"),
        (b"", b"a=20b", "a=20b"),
    ],
)
def test_text_when_transfer_encoding_varies_is_decoded(
    encoding: bytes, body: bytes, text: str
) -> None:
    assert read_mail(b"Content-Transfer-Encoding: " + encoding + b"\n\n" + body).text == text


def test_parts_when_last_boundary_is_missing_are_read_and_noted() -> None:
    mail = read_mail(multipart(PLAIN, b"\nsecond", end=False))
    assert mail.text == "plain text\n\nsecond"
    assert mail.notes == ("This mail ends early; something may be missing.",)


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Type: multipart/mixed\n\n",
        b"Content-Type: multipart/mixed; boundary=\n\n",
        b"Content-Type: multipart/mixed; boundary=other\n\n",
        b'Content-Type: multipart/mixed; boundary="' + b"x" * 10_000 + b'"\n\n',
    ],
)
def test_parts_when_boundary_is_missing_or_wrong_are_found_by_their_lines(head: bytes) -> None:
    mail = read_mail(head + b"--real\n\nfirst\n--real\n\nsecond\n--real--\n")
    assert mail.text == "first\n\nsecond"
    assert "The parts of this mail are not separated properly." in mail.notes


def test_parts_when_there_is_no_boundary_at_all_show_the_body_as_text() -> None:
    assert read_mail(b"Content-Type: multipart/mixed; boundary=b\n\njust text").text == "just text"


def test_parts_when_one_boundary_begins_like_another_are_kept_apart() -> None:
    inner = multipart(b"\ninner", boundary="bb")
    assert read_mail(multipart(inner, b"\nouter", boundary="b")).text == "inner\n\nouter"
    assert read_mail(multipart(b"\none\n--bus stop\ntwo")).text == "one\n--bus stop\ntwo"


def test_parts_when_multipart_is_base64_are_still_found() -> None:
    body = base64.encodebytes(b"--b\n\nhidden text\n--b--\n")
    raw = b"Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: base64\n\n" + body
    assert read_mail(raw).text == "hidden text"


def test_parts_when_nested_too_deep_are_cut_with_a_note() -> None:
    raw = b"\nthe end"
    for level in range(90):
        raw = multipart(raw, boundary=f"b{level}")
    mail = read_mail(multipart(b"\ntop", raw, boundary="top"))
    assert mail.text == "top"
    assert "The parts of this mail are nested too deep; some are not shown." in mail.notes


def test_parts_when_nested_moderately_are_read() -> None:
    raw = b"\nthe end"
    for level in range(40):
        raw = multipart(raw, boundary=f"b{level}")
    assert read_mail(raw).text == "the end"


def test_parts_when_there_are_ten_thousand_stop_at_the_limit() -> None:
    mail = read_mail(multipart(*[b"Content-Type: image/png\n\nx"] * 10_000))
    assert len(mail.attachments) == 500
    assert "This mail has too many parts; the last ones are not shown." in mail.notes


def test_parts_when_mails_are_nested_200_times_end_without_error() -> None:
    raw = b"Subject: x\n\ninnermost"
    for _ in range(200):
        raw = b"Content-Type: message/rfc822\n\n" + raw
    assert read_mail(raw).unreadable == ""


def test_text_when_longer_than_a_megabyte_is_cut_with_a_note() -> None:
    mail = read_mail(b"\n" + b"Hallo Welt\n" * 200_000)
    assert len(mail.text) <= 1_000_000
    assert mail.notes == ("The text is very long and was cut.",)


def test_text_when_encrypted_says_so() -> None:
    secret = b"Content-Type: application/octet-stream\n\nxxx"
    control = b"Content-Type: application/pgp-encrypted\n\nVersion: 1"
    mail = read_mail(multipart(control, secret, kind="encrypted"))
    assert "This mail is encrypted (PGP) and cannot be read here." in mail.notes


def test_text_when_external_body_is_named_fetches_nothing() -> None:
    part = b"Content-Type: message/external-body; access-type=local-file; name=/etc/passwd\n\nx"
    mail = read_mail(multipart(b"\nhello", part))
    assert mail.text == "hello"
    assert "root:" not in repr(mail)


def name_of(disposition: bytes, content_type: bytes = b"application/octet-stream") -> str:
    part = b"Content-Type: " + content_type + b"\nContent-Disposition: " + disposition + b"\n\nx"
    return read_mail(multipart(b"\nt", part)).attachments[0].filename


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        (b'attachment; filename="Rechnung.pdf"', "Rechnung.pdf"),
        (b"attachment; filename==?utf-8?q?Gr=C3=BC=C3=9Fe.pdf?=", "Grüße.pdf"),
        (b"attachment; filename*=utf-8'de'Gr%C3%BC%C3%9Fe.pdf", "Grüße.pdf"),
        (
            b"attachment; filename*0*=utf-8''Gr%C3%BC; filename*1*=%C3%9Fe; filename*2=.pdf",
            "Grüße.pdf",
        ),
        (b"attachment; filename*1=b.txt; filename*0=a", "ab.txt"),
        (b"attachment; filename*=nonsense'%E4.txt", "nonsense'ä.txt"),
        ("attachment; filename=Grüße.pdf".encode(), "Grüße.pdf"),
        (b'attachment; filename="../../etc/passwd"', "passwd"),
        (b'attachment; filename="C:\\Users\\x\\a.doc"', "a.doc"),
        (b'attachment; filename="/etc/cron.d/x"', "x"),
        (b'attachment; filename=".."', "attachment-1.bin"),
        (b'attachment; filename=""', "attachment-1.bin"),
        (b'attachment; filename=".bashrc"', "bashrc"),
        (b'attachment; filename="-rf"', "_-rf"),
        (b'attachment; filename="CON.txt"', "_CON.txt"),
        (b'attachment; filename="a\x01b?.txt"', "ab_.txt"),
        ('attachment; filename="abc\u202efdp.exe"'.encode(), "abcfdp.exe"),
        (b'attachment; filename="a;b.txt"', "a;b.txt"),
        (b'attachment; filename="winmail.dat"', "winmail.dat"),
        (b"attachment", "attachment-1.bin"),
    ],
)
def test_filename_when_odd_becomes_a_safe_base_name(disposition: bytes, name: str) -> None:
    assert name_of(disposition) == name


def test_filename_when_very_long_is_cut_but_keeps_its_extension() -> None:
    name = name_of(b'attachment; filename="' + "ü".encode() * 900 + b'.pdf"')
    assert name.endswith("ü.pdf")
    assert len(name.encode()) <= 200


def test_filename_when_only_the_content_type_names_it_is_taken_from_there() -> None:
    assert name_of(b"attachment", b'application/pdf; name="a.pdf"') == "a.pdf"


@pytest.mark.parametrize(
    "value",
    [b"text/plain; name*", b"text/plain " + b"(" * 250, b"text/plain; charset*0*", b";;;", b"/"],
)
def test_content_type_when_broken_still_shows_the_text(value: bytes) -> None:
    assert read_mail(b"Content-Type: " + value + b"\n\nHallo").text == "Hallo"


def test_content_type_when_repeated_is_the_first() -> None:
    mail = read_mail(b"Content-Type: text/plain\nContent-Type: text/html\n\n<b>")
    assert (mail.text, mail.content_type) == ("<b>", "text/plain")


def test_attachment_when_winmail_is_listed_and_its_bytes_are_untouched() -> None:
    head = b"Content-Type: application/ms-tnef; name=winmail.dat\n"
    tnef = head + b"Content-Transfer-Encoding: base64\n\neJ8+Ig=="
    raw = multipart(b"\nt", tnef)
    assert attachment_bytes(raw, 0) == ("winmail.dat", "application/ms-tnef", b'\x78\x9f>"')


@pytest.mark.parametrize(
    ("plain", "html", "from_html"),
    [
        (b"Guten Tag", b"Guten Tag" + b" und noch viel mehr" * 9, True),
        (b"Guten Tag", b"Guten Tag, Anna", False),
        (
            b"Guten Tag,\nmeine Bestellung 4711 fehlt seit drei Wochen.\nGruss",
            b"Guten Tag,<p>meine Bestellung 4711 fehlt seit drei Wochen."
            b"<p>Ich bitte um Nachricht, wann sie denn nun endlich eintreffen wird.<p>Gruss",
            True,
        ),
        (b"one two three " * 9, b"four five six " * 9, False),
        (b"Read it: http://x.example/" + b"a" * 99, b"<style>" + b"x " * 999 + b"</style>a", False),
        (b"a" * 400, b"b" * 4_000, False),
        (b"Guten Tag", b"b" * 200_001, False),
    ],
)
def test_text_when_plain_is_far_shorter_than_html_is_the_html_one(
    plain: bytes, html: bytes, *, from_html: bool
) -> None:
    rich = b"Content-Type: text/html\n\n" + html
    assert read_mail(multipart(b"\n" + plain, rich, kind="alternative")).from_html is from_html


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\x1b$B-!\x1b(B", "\u2460"),
        (b"\x1b$@F|K\\\x1b(J a", "\u65e5\u672c a"),
        (b"\x1b$B-!\x7f\x1b(I1\x1b(B", "\u2460\uff71"),
        (b"\x1b$B-!x", "\u2460"),
    ],
)
def test_text_when_japanese_has_characters_of_windows_shows_them(data: bytes, text: str) -> None:
    declared = b"Content-Type: text/plain; charset=iso-2022-jp\n\n"
    assert read_mail(declared + data).text.startswith(text)
    assert read_mail(b"\n" + data).text.startswith(text)
