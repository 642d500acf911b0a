"""What we send, read by others: the standard library, ourselves, a Rust and a JavaScript parser."""

from __future__ import annotations

import email
import os
import re
from base64 import b64decode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email import policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import getaddresses
from importlib.util import find_spec
from random import Random
from typing import TYPE_CHECKING

import pytest

from agent_console.desk.mail import Address, Outgoing, OutgoingAttachment
from agent_console.desk.tokens import RANDOM_BYTES, new_message_id, ticket_token
from agent_console.mail.compose import compose
from agent_console.mail.outbound import ascii_domain, one_line
from agent_console.mail.read import attachment_bytes, read_mail
from agent_console.mail.replying import quote_text
from tests.mail.peers.postal import VERSION, MissingError, Postal, running
from tests.mail.test_compose import as_sent, text_of, unflowed

if TYPE_CHECKING:
    import fast_mail_parser

REPLIES = 500
WHEN = datetime(2026, 3, 2, 14, 4, 5, tzinfo=UTC)
SECRET = b"s" * 32
REQUIRED = bool(os.environ.get("AGENT_CONSOLE_REQUIRE_SERVERS"))
HTML = "text/html"


@dataclass(frozen=True)
class Seen:
    """What a reader saw; ids without brackets, domains as they go over the wire."""

    subject: str
    sender: Address
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    bcc: tuple[Address, ...]
    message_id: str
    in_reply_to: str
    references: tuple[str, ...]
    date: datetime
    text: str
    html: bool
    files: tuple[tuple[str, str, bytes], ...]


def expected(mail: Outgoing) -> Seen:
    return Seen(
        subject=one_line(mail.subject),
        sender=wired(mail.sender),
        to=tuple(map(wired, mail.to)),
        cc=tuple(map(wired, mail.cc)),
        bcc=(),
        message_id=mail.message_id,
        in_reply_to=mail.in_reply_to,
        references=mail.references,
        date=mail.date,
        text=as_sent(mail.text),
        html=mail.html,
        files=tuple(file(one.filename, one.content_type, one.content) for one in mail.attachments),
    )


def wired(address: Address) -> Address:
    local, _at, domain = address.email.rpartition("@")
    return Address(f"{local}@{ascii_domain(domain)}", one_line(address.name))


def file(name: str, kind: str, content: bytes) -> tuple[str, str, bytes]:
    """Return a file as readers agree on it: an attached mail may get line ends of their own."""
    if kind == "message/rfc822":
        content = content.replace(b"\r\n", b"\n").rstrip(b"\n")
    return name, kind, content


def ids(value: str) -> tuple[str, ...]:
    return tuple(re.findall(r"<([^<>]*)>", value))


def people(pairs: Iterable[tuple[str, str]]) -> tuple[Address, ...]:
    return tuple(Address(address, name) for name, address in pairs)


def by_the_standard_library(raw: bytes) -> Seen:
    mail = email.message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    assert not [defect for part in mail.walk() for defect in part.defects]

    headers = email.message_from_bytes(raw)

    def addresses(name: str) -> tuple[Address, ...]:
        # The older half of the library: the newer one shows the blank between two encoded words of
        # a name twice (up to Python 3.13).
        value = re.sub(r"\r?\n(?=[ \t])", "", headers.get(name, ""))
        pairs = getaddresses([value]) if value else []
        return people((str(make_header(decode_header(one))), email) for one, email in pairs)

    files = [part for part in mail.iter_attachments() if isinstance(part, EmailMessage)]
    return Seen(
        subject=str(mail["Subject"]),
        sender=addresses("From")[0],
        to=addresses("To"),
        cc=addresses("Cc"),
        bcc=addresses("Bcc"),
        message_id=ids(str(mail["Message-ID"]))[0],
        in_reply_to="".join(ids(str(mail["In-Reply-To"]))),
        references=ids(str(mail["References"])),
        date=mail["Date"].datetime,
        text=unflowed(text_of(mail)),
        html=mail.get_body(("html",)) is not None,
        files=tuple(
            file(str(part.get_filename()), part.get_content_type(), content_of(part))
            for part in files
        ),
    )


def content_of(part: EmailMessage) -> bytes:
    if part.get_content_type() != "message/rfc822":
        payload = part.get_payload(decode=True)
        assert isinstance(payload, bytes)
        return payload
    inner = part.get_payload(0)
    assert isinstance(inner, EmailMessage)
    return inner.as_bytes()


def by_ourselves(raw: bytes) -> Seen:
    mail = read_mail(raw)
    assert not mail.unreadable
    assert mail.sender is not None
    assert mail.date is not None
    files = [attachment_bytes(raw, one.index) for one in mail.attachments]
    return Seen(
        subject=mail.subject,
        sender=mail.sender,
        to=mail.to,
        cc=mail.cc,
        bcc=people(getaddresses(list(mail.header_values("bcc")))),
        message_id=mail.message_id,
        in_reply_to="".join(mail.in_reply_to),
        references=mail.references,
        date=mail.date,
        text=mail.text,
        html=b"\r\nContent-Type: text/html" in raw,
        files=tuple(file(*one) for one in files),
    )


def by_rust(raw: bytes) -> Seen:
    import fast_mail_parser

    mail = fast_mail_parser.parse_email(raw)
    assert mail.warnings == []
    assert mail.from_ is not None
    assert mail.date_parsed is not None
    [text] = mail.text_plain
    headers = mail.headers
    return Seen(
        subject=mail.subject,
        sender=one_of(mail.from_),
        to=tuple(map(one_of, mail.to)),
        cc=tuple(map(one_of, mail.cc)),
        bcc=tuple(map(one_of, mail.bcc)),
        message_id=ids(headers["Message-ID"][0])[0],
        in_reply_to="".join(ids(headers.get("In-Reply-To", [""])[0])),
        references=ids(headers["References"][0]),
        date=mail.date_parsed,
        text=unflowed(text),
        html=bool(mail.text_html),
        files=tuple(file(one.filename, one.mimetype, one.content) for one in mail.attachments),
    )


def one_of(address: fast_mail_parser.PyAddress) -> Address:
    return Address(address.address, address.display_name or "")


def by_javascript(parser: Postal, raw: bytes) -> Seen:
    mail = parser.read(raw)
    [sender] = mail["sender"]
    return Seen(
        subject=mail["subject"],
        sender=Address(sender[1], sender[0]),
        to=people(mail["to"]),
        cc=people(mail["cc"]),
        bcc=people(mail["bcc"]),
        message_id=ids(mail["messageId"])[0],
        in_reply_to="".join(ids(mail["inReplyTo"])),
        references=ids(mail["references"]),
        date=datetime.fromisoformat(mail["date"]),
        text=mail["text"],
        html=bool(mail["html"]),
        files=tuple(file(name, kind, b64decode(coded)) for name, kind, coded in mail["files"]),
    )


def plain(seen: Seen) -> Seen:
    """Bring the text into the form in which readers agree: blanks at line ends, last line ends."""
    lines = (line if line == "-- " else line.rstrip(" ") for line in seen.text.split("\n"))
    return replace(seen, text="\n".join(lines).rstrip("\n"))


def without_joiners(seen: Seen) -> Seen:
    """Leave out the invisible letters that we show nobody."""

    def bare(address: Address) -> Address:
        return replace(address, name=address.name.replace("\u200d", ""))

    return replace(
        seen,
        subject=seen.subject.replace("\u200d", ""),
        sender=bare(seen.sender),
        to=tuple(map(bare, seen.to)),
        cc=tuple(map(bare, seen.cc)),
        text=seen.text.replace("\u200d", ""),
    )


def without_quote_marks(seen: Seen) -> Seen:
    """Leave out what a reader that joins lines without looking at quotes puts elsewhere."""
    return replace(seen, text=re.sub(r"[> \n]+", "", seen.text))


LETTERS = (
    *"abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123456789",
    *"äöüßÄÖÜéçñøłЖизнь日本語Ωα",
    "👩‍👩‍👧",
    "😀",
)
MARKS = (*".,;:!?-_'\"()[]<>@&%$#*+=/\\|~^`", "=?utf-8?Q?=41?=", "=20", "  ", "\t")
PLAIN = "abcdefghijklmnopqrstuvwxyz0123456789"
DOMAINS = (
    "customer.example",
    "sub.shop.example",
    "müller.example",
    "straße.example",
    "例え.example",
)
SPECIAL = ("", "-- ", "From here", "- item", "1. one", "**bold**", ".", "> old", ">> older", "=_x")
KINDS = ("application/pdf", "image/png", "application/octet-stream")
INNER = b"From: kim@customer.example\r\nSubject: Order\r\n\r\nWhere is it?\r\n"


class Writer:
    """Writes any reply: everything follows from one number."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - test data, no secret

    def word(self, longest: int = 12) -> str:
        letters = self.random.choice((PLAIN, LETTERS, LETTERS, (*LETTERS, *MARKS)))
        return "".join(self.random.choices(letters, k=self.random.randint(1, longest)))

    def words(self, most: int) -> str:
        return " ".join(self.word() for _number in range(self.random.randint(0, most)))

    def name(self) -> str:
        """Make up a name; quotes around it are taken off by readers, and so no part of it."""
        return self.words(4).strip(" \t'\"")

    def line(self) -> str:
        some = (self.words(6), self.words(40), self.word(120), "see https://shop.example/o?a=1&b=2")
        return self.random.choice((*some, self.random.choice(SPECIAL)))

    def text(self) -> str:
        return "\n".join(["Hello", *(self.line() for _number in range(self.random.randint(0, 12)))])

    def plain(self, most: int) -> str:
        return "".join(self.random.choices(PLAIN, k=self.random.randint(1, most)))

    def people(self, least: int, most: int) -> tuple[Address, ...]:
        count = self.random.randint(least, most)
        return tuple(
            Address(
                f"{self.plain(9)}{self.random.choice('._+-')}{self.plain(9)}"
                f"@{self.random.choice(DOMAINS)}",
                self.name(),
            )
            for _number in range(count)
        )

    def id(self) -> str:
        mark = self.random.choice("=$+_-")
        return f"{self.plain(70)}.{mark}{self.plain(9)}@{self.plain(40)}.example"

    def file(self) -> OutgoingAttachment:
        if not self.random.randrange(4):
            return OutgoingAttachment("Order.eml", "message/rfc822", INNER)
        letters = (*PLAIN, *"ÄÖÜß日 ()'-")
        name = "".join(self.random.choices(letters, k=self.random.randint(1, 80)))
        content = self.random.randbytes(self.random.randint(1, 300))
        kind = self.random.choice(KINDS)
        return OutgoingAttachment("a" + " ".join(name.split()) + ".pdf", kind, content)

    def reply(self) -> Outgoing:
        random = self.random
        quoted = quote_text(self.text(), self.words(3), WHEN, random.choice(("de", "en")))
        ref, parent = "7F3K9QWC", self.id()
        history = [self.id() for _number in range(random.randint(0, 8))]
        token = ticket_token(ref, SECRET, "shop.example")
        return Outgoing(
            message_id=new_message_id(ref, SECRET, random.randbytes(RANDOM_BYTES), "shop.example"),
            date=WHEN,
            sender=Address("support@shop.example", self.name()),
            to=self.people(1, 4),
            cc=self.people(0, 4),
            bcc=self.people(0, 2),
            subject=f"Re: {self.words(20)}",
            text=f"{self.text()}\n\n-- \nAnna\n\n{quoted}",
            in_reply_to=parent,
            references=(token, *history, parent),
            attachments=tuple(self.file() for _number in range(random.choice((0, 0, 1, 3)))),
            html=random.random() < 0.5,
        )


Replies = tuple[tuple[Outgoing, bytes], ...]


@pytest.fixture(scope="module")
def replies() -> Replies:
    """Replies and what is sent of them, the same for every reader."""
    written = [Writer(seed).reply() for seed in range(REPLIES)]
    return tuple((mail, compose(mail)) for mail in written)


def test_replies_read_by_the_standard_library_are_the_same(replies: Replies) -> None:
    for mail, raw in replies:
        assert plain(by_the_standard_library(raw)) == plain(expected(mail))


def test_replies_read_by_ourselves_are_the_same(replies: Replies) -> None:
    for mail, raw in replies:
        assert plain(by_ourselves(raw)) == plain(without_joiners(expected(mail)))


def test_replies_read_by_a_rust_parser_are_the_same(rust: None, replies: Replies) -> None:
    for mail, raw in replies:
        assert plain(by_rust(raw)) == plain(expected(mail))


def test_replies_read_by_a_javascript_parser_are_the_same(
    javascript: Postal, replies: Replies
) -> None:
    for mail, raw in replies:
        found, wanted = by_javascript(javascript, raw), expected(mail)
        if any(line.startswith(">") and len(line) > 70 for line in wanted.text.split("\n")):
            found, wanted = without_quote_marks(found), without_quote_marks(wanted)
        assert plain(found) == plain(wanted)


@pytest.fixture(scope="module")
def rust() -> None:
    """Skip where the Rust parser is not installed."""
    if find_spec("fast_mail_parser") is None:
        unavailable("fast-mail-parser is not installed")


@pytest.fixture(scope="module")
def javascript(pytestconfig: pytest.Config) -> Iterator[Postal]:
    """Run the JavaScript parser; skip where there is no node or no registry."""
    assert pytestconfig.cache is not None
    folder = pytestconfig.cache.mkdir(f"postal-mime-{VERSION}")
    try:
        with running(folder) as parser:
            yield parser
    except MissingError as error:
        unavailable(str(error))


def unavailable(reason: str) -> None:
    """End a test without its reader: skipped on a desk, failed where all must be there."""
    if REQUIRED:
        pytest.fail(f"required here: {reason}")
    pytest.skip(reason)
