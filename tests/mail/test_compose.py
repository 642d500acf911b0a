from __future__ import annotations

import email
import re
import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from email import policy
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from email.utils import getaddresses, parsedate_to_datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agent_console.desk.mail import Address, Outgoing, OutgoingAttachment
from agent_console.errors import ConsoleError
from agent_console.mail.compose import compose, envelope_recipients
from agent_console.mail.flowed import clean_text
from agent_console.mail.outbound import one_line

WHEN = datetime(2026, 3, 2, 15, 4, 5, tzinfo=timezone(timedelta(hours=1)))
TOKEN = "t7f3k9qwc.0123456789abcdef@company.example"
PARENT = "AM0PR04MB" + "7" * 70 + "@AM0PR04MB4711.eurprd04.prod.outlook.com"


REPLY = Outgoing(
    message_id="t1.a@company.example",
    date=WHEN,
    sender=Address("support@company.example", "Anna Groß (Support)"),
    to=(Address("kim@customer.example", "Kim Müller"),),
    subject="Re: Order",
    text="Hello\n",
    in_reply_to=PARENT,
    references=(TOKEN, PARENT),
)


def classic(data: bytes) -> Message:
    return email.message_from_bytes(data)


def modern(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def unfolded(message: Message, name: str) -> str:
    return re.sub(r"\r?\n(?=[ \t])", "", str(message[name])).strip()


def text_of(message: Message) -> str:
    part = next(part for part in message.walk() if part.get_content_type() == "text/plain")
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert part.get_param("format") == "flowed"
    return payload.decode(str(part.get_content_charset()))


def unflowed(text: str) -> str:
    """Read flowed text (RFC 3676 §4): join flowed lines of one depth, drop the stuffing."""
    lines: list[str] = []
    joining = False
    for raw in text.removesuffix("\r\n").split("\r\n"):
        depth = len(raw) - len(raw.lstrip(">"))
        content = raw[depth:].removeprefix(" ")
        if joining:
            lines[-1] += content
        else:
            lines.append(">" * depth + (" " if depth and content else "") + content)
        joining = content.endswith(" ") and content != "-- "
    return "\n".join(lines)


def as_sent(text: str) -> str:
    """Return what a careful reader sees: no blanks at line ends, quotes written one way."""
    lines = []
    for line in clean_text(text).split("\n"):
        quote = re.match(r"(?:> ?)*>", line)
        depth = quote.group().count(">") if quote else 0
        content = line[quote.end() :].removeprefix(" ") if quote else line
        content = content if content == "-- " else content.rstrip(" ")
        lines.append(">" * depth + (" " if depth and content else "") + content)
    return "\n".join(lines).rstrip("\n")


paragraphs = st.text(st.sampled_from("ab ä>-.=F\t😀\nrom"), max_size=400)
any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=400)


@given(st.one_of(paragraphs, any_text))
@example("x" * 1500 + "\n" + "wort " * 400)
@example("Gruß\n\n-- \nAnna\n> -- \n> Kim\n")
@example("From here\n From there\n>From quote\n.\n..\n")
@example("> " + "quoted words " * 20 + "\n>> > deeper " + "and more " * 30)
@example("before -- " + "x" * 100)
@example("a   " + "b " * 60)
@example("-- " + "x" * 100)
@example("word " * 15 + "> no quote " + "word " * 10)
def test_text_written_and_read_back_is_the_same(text: str) -> None:
    data = compose(replace(REPLY, text=text))
    assert data.isascii()
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert max(map(len, data.partition(b"\r\n\r\n")[2].split(b"\r\n"))) <= 78
    assert unflowed(text_of(classic(data))) == as_sent(text)
    assert text_of(modern(data)) == text_of(classic(data))


@given(paragraphs)
@example("From here")
def test_text_lines_are_short_and_never_look_like_something_else(text: str) -> None:
    for line in text_of(classic(compose(replace(REPLY, text=text)))).split("\r\n"):
        words = line.lstrip("> ").split(" ")
        assert len(line) <= 78 or len([word for word in words if word]) <= 2
        assert not line.startswith("From ")


def test_text_keeps_its_line_ends_in_the_source() -> None:
    data = compose(replace(REPLY, text="Grüße,\nAnna"))
    assert data.endswith(b"\r\n\r\nGr=C3=BC=C3=9Fe,\r\nAnna\r\n")


def test_text_with_broken_letters_and_control_characters_is_cleaned() -> None:
    data = compose(replace(REPLY, text="a\ud800b\x00\x1b[2Jc\u2028d"))
    assert text_of(classic(data)) == "a\ufffdb[2Jc\r\nd\r\n"


def test_text_in_another_script_is_sent_in_the_shorter_form() -> None:
    data = compose(replace(REPLY, text="Здравствуйте, где мой заказ?\n" * 20))
    assert classic(data)["Content-Transfer-Encoding"] == "base64"
    assert text_of(classic(data)).startswith("Здравствуйте")


@given(any_text, any_text)
def test_subject_and_name_written_and_read_back_are_the_same(subject: str, name: str) -> None:
    sender = Address("support@company.example", name)
    message = classic(compose(replace(REPLY, subject=subject, sender=sender)))
    read = str(make_header(decode_header(unfolded(message, "Subject"))))
    assert read == one_line(subject)
    [(read, address)] = getaddresses([unfolded(message, "From")])
    assert str(make_header(decode_header(read))) == one_line(name)
    assert address == "support@company.example"


def test_headers_of_a_reply_are_complete_and_nothing_more() -> None:
    message = classic(compose(replace(REPLY, cc=(Address("lou@customer.example"),))))
    assert message.keys() == [
        "From",
        "To",
        "Cc",
        "Subject",
        "Date",
        "Message-ID",
        "In-Reply-To",
        "References",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
    ]
    assert message["Date"] == "Mon, 02 Mar 2026 14:04:05 +0000"
    assert parsedate_to_datetime(message["Date"]) == WHEN
    assert message["Message-ID"] == "<t1.a@company.example>"
    assert message["In-Reply-To"].strip() == f"<{PARENT}>"
    assert message["References"].split() == [f"<{TOKEN}>", f"<{PARENT}>"]
    assert message["Cc"] == "lou@customer.example"


def test_bytes_name_neither_host_nor_program_nor_hidden_recipients() -> None:
    data = compose(replace(REPLY, attachments=(OutgoingAttachment("a.txt", "text/plain", b"x"),)))
    low = data.lower()
    for word in (b"bcc", b"user-agent", b"x-mailer", b"python", socket.gethostname().encode()):
        assert word.lower() not in low


def test_automatic_mail_says_so() -> None:
    answer = classic(compose(replace(REPLY, automatic=True)))
    first = classic(compose(replace(REPLY, automatic=True, in_reply_to="", references=())))
    assert answer["Auto-Submitted"] == "auto-replied"
    assert first["Auto-Submitted"] == "auto-generated"
    assert answer["X-Auto-Response-Suppress"] == first["X-Auto-Response-Suppress"] == "All"
    assert classic(compose(REPLY))["Auto-Submitted"] is None


def test_same_mail_gives_same_bytes() -> None:
    files = (OutgoingAttachment("ä.pdf", "application/pdf", b"\x00\xff" * 100),)
    assert compose(replace(REPLY, attachments=files)) == compose(replace(REPLY, attachments=files))


def test_attachments_written_and_read_back_are_the_same() -> None:
    files = (
        OutgoingAttachment("Rechnung für März.pdf", "application/pdf", bytes(range(256)) * 9),
        OutgoingAttachment("../../etc/passwd", "text/plain", b"--=_x\r\nnot the end\n"),
        OutgoingAttachment("C:\\Users\\kim\\a.png", "image/png", b""),
        OutgoingAttachment("mail.eml", "message/rfc822", b"Subject: x\n\n\xff"),
        OutgoingAttachment("odd", "text/plain\r\nX: y", b"x"),
    )
    message = modern(compose(replace(REPLY, attachments=files)))
    parts = list(message.iter_attachments())
    assert [part.get_filename() for part in parts] == [
        "Rechnung für März.pdf",
        "passwd",
        "a.png",
        "mail.eml",
        "odd",
    ]
    assert [part.get_payload(decode=True) for part in parts] == [file.content for file in files]
    assert [part.get_content_type() for part in parts] == [
        "application/pdf",
        "text/plain",
        "image/png",
        "application/octet-stream",
        "application/octet-stream",
    ]
    assert text_of(message) == "Hello\r\n"


@pytest.mark.parametrize("name", ["", "\r\n", "folder/", "\u00a0"])
def test_attachment_without_a_name_gets_one(name: str) -> None:
    files = (OutgoingAttachment(name, "text/plain", b"x"),)
    [part] = modern(compose(replace(REPLY, attachments=files))).iter_attachments()
    assert part.get_filename()


@pytest.mark.promise("line ends in what is sent", "P17")
def test_line_ends_hidden_in_values_cannot_add_headers() -> None:
    data = compose(
        replace(
            REPLY,
            subject="Re: x\r\nBcc: spy@evil.example",
            sender=Address("support@company.example", "Anna\nBcc: spy@evil.example"),
            in_reply_to="a@b.example>\r\nBcc: <spy@evil.example",
            references=("a@b.example\r\n", TOKEN),
            attachments=(OutgoingAttachment("a\r\nBcc: b", "text/plain", b""),),
        )
    )
    message = classic(data)
    assert message["Bcc"] is None
    assert message["In-Reply-To"] is None
    assert message["References"] == f"<{TOKEN}>"
    assert b"\nBcc" not in data


def test_domain_with_umlauts_is_written_in_ascii() -> None:
    data = compose(replace(REPLY, to=(Address("kim@müller.example", "Kim"),)))
    assert b"To: Kim <kim@xn--mller-kva.example>\r\n" in data


def test_local_part_with_umlauts_is_the_only_text_outside_ascii() -> None:
    data = compose(replace(REPLY, to=(Address("jürgen@customer.example", "Jürgen"),)))
    assert "jürgen@customer.example" in data.decode()
    assert data.replace("jürgen@".encode(), b"").isascii()


@pytest.mark.parametrize("bad", ["a@b.example\r\nX: y", "a b@c.example", "a", "a@b\x00.example"])
@pytest.mark.parametrize("field", ["to", "cc", "sender"])
def test_mail_with_an_unusable_address_is_refused(field: str, bad: str) -> None:
    mail = {
        "to": replace(REPLY, to=(Address(bad),)),
        "cc": replace(REPLY, cc=(Address(bad),)),
        "sender": replace(REPLY, sender=Address(bad)),
    }[field]
    with pytest.raises(ConsoleError, match="not a usable e-mail address"):
        compose(mail)


def test_mail_to_nobody_is_refused() -> None:
    with pytest.raises(ConsoleError, match="no recipient"):
        compose(replace(REPLY, to=()))


@pytest.mark.parametrize("bad", ["", "a b", "a>b", "x" * 901])
def test_mail_without_usable_message_id_is_refused(bad: str) -> None:
    with pytest.raises(ConsoleError, match="Message-ID"):
        compose(replace(REPLY, message_id=bad))


def test_date_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        compose(replace(REPLY, date=WHEN.replace(tzinfo=None)))


def test_date_in_utc_stays() -> None:
    data = compose(replace(REPLY, date=datetime(2026, 7, 1, tzinfo=UTC)))
    assert classic(data)["Date"] == "Wed, 01 Jul 2026 00:00:00 +0000"


def test_envelope_names_everyone_once_in_server_form() -> None:
    mail = replace(
        REPLY,
        to=(Address("Kim@Customer.example"), Address("lou@müller.example")),
        cc=(Address("kim@customer.EXAMPLE"), Address("max@customer.example")),
    )
    assert envelope_recipients(mail) == (
        "Kim@customer.example",
        "lou@xn--mller-kva.example",
        "max@customer.example",
    )


def test_hidden_recipients_get_the_mail_and_stand_nowhere_in_it() -> None:
    hidden = (Address("boss@company.example"), Address("KIM@customer.example"))
    mail = replace(REPLY, bcc=hidden)
    assert envelope_recipients(mail) == ("kim@customer.example", "boss@company.example")
    assert compose(mail) == compose(REPLY)
    only = replace(REPLY, to=(), bcc=hidden[:1])
    assert envelope_recipients(only) == ("boss@company.example",)
    assert b"boss" not in compose(only)


def test_text_as_html_stands_beside_the_same_plain_text() -> None:
    files = (OutgoingAttachment("a.txt", "text/plain", b"x"),)
    for mail in (replace(REPLY, html=True), replace(REPLY, html=True, attachments=files)):
        message = modern(compose(replace(mail, text="Grüße,\n**Anna** <a>\n")))
        types = [part.get_content_type() for part in message.walk()]
        whole = ["multipart/alternative", "text/plain", "text/html"]
        assert types == (["multipart/mixed", *whole, "text/plain"] if mail.attachments else whole)
        assert text_of(message) == "Grüße,\r\n**Anna** <a>\r\n"
        html = message.get_body(("html",))
        assert html is not None
        assert "<p>Grüße,<br>\r\n<b>Anna</b> &lt;a&gt;</p>" in html.get_content()


def attached(content: bytes) -> tuple[EmailMessage, bytes]:
    """Attach a mail; return its part and the whole mail."""
    files = (OutgoingAttachment("Order.eml", "message/rfc822", content),)
    data = compose(replace(REPLY, attachments=files))
    [part] = modern(data).iter_attachments()
    assert isinstance(part, EmailMessage)
    return part, data


def test_mail_of_plain_lines_is_attached_as_a_mail_byte_for_byte() -> None:
    original = b"From: kim@customer.example\r\nSubject: Order\r\n\r\n--=_x\r\nFrom here\r\n.\r\n"
    part, data = attached(original)
    assert part.get_content_type() == "message/rfc822"
    assert part["Content-Transfer-Encoding"] == "7bit"
    assert part.get_filename() == "Order.eml"
    assert part.get_content()["Subject"] == "Order"
    assert original in data


@pytest.mark.parametrize(
    "line",
    [b"\xe4", b"x" * 999, b"a\nb", b"a\rb", b"\x00", b"\x1b[2J"],
    ids=["8 bit", "long", "bare line feed", "bare return", "null", "escape"],
)
def test_mail_that_some_server_would_change_is_attached_as_a_file(line: bytes) -> None:
    original = b"Subject: Order\r\n\r\n" + line + b"\r\n"
    part, data = attached(original)
    assert part.get_content_type() == "application/octet-stream"
    assert part.get_filename() == "Order.eml"
    assert part.get_payload(decode=True) == original
    assert max(map(len, data.split(b"\r\n"))) <= 998


@pytest.mark.promise("line ends in what is sent", "P17")
def test_attached_mail_cannot_end_the_part_it_stands_in() -> None:
    empty = replace(REPLY, attachments=(OutgoingAttachment("a", "text/plain", b""),))
    boundary = modern(compose(empty)).get_boundary()
    part, data = attached(f"Subject: x\r\n\r\n--{boundary}--\r\nafter\r\n".encode())
    assert part.get_content().get_payload() == f"--{boundary}--\nafter\n".replace("\n", "\r\n")
    assert modern(data).get_boundary() != boundary
