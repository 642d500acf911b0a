"""Letters become bytes: MIME by our own hand, so that the same story gives the same bytes."""

from __future__ import annotations

import base64
import hashlib
import quopri
from dataclasses import dataclass
from datetime import timedelta
from email.charset import QP, Charset
from email.header import Header
from email.utils import format_datetime, formataddr, parseaddr
from urllib.parse import quote

from agent_console.demo.content_files import make_file
from agent_console.demo.content_letter import Letter, full_html, full_text
from agent_console.demo.content_scenes import Style, read_text
from agent_console.demo.content_times import SHOP_ZONE

_LINE = 76
# What an old character set lacks, mail programs write in the old way.
_PLAINER = str.maketrans({"–": "-", "„": '"', "“": '"', "”": '"', "’": "'", "…": "...", "€": "EUR"})


@dataclass(frozen=True, slots=True)
class Part:
    """A MIME part: its own header lines (Content-Type first) and its encoded body."""

    headers: tuple[str, ...]
    body: bytes

    def to_bytes(self) -> bytes:
        """Return header lines, an empty line and the body."""
        return "".join(f"{line}\r\n" for line in self.headers).encode() + b"\r\n" + self.body


def render(letter: Letter) -> bytes:
    """Return the bytes of ``letter`` as its author's mail program would send them."""
    date = (letter.when + timedelta(hours=letter.skew)).astimezone(SHOP_ZONE)
    lines = [
        f"From: {address(letter.sender, letter.charset)}",
        f"To: {address(letter.to, letter.charset)}",
        *(f"Cc: {address(parseaddr(other), letter.charset)}" for other in letter.cc),
        f"Subject: {encoded('Subject', letter.subject, letter.charset)}",
        f"Date: {format_datetime(date)}",
        f"Message-ID: <{letter.message_id}>",
    ]
    if letter.references:
        lines.append(f"In-Reply-To: <{letter.references[-1]}>")
        lines.append("References: " + "\r\n ".join(f"<{id_}>" for id_ in letter.references))
    lines += [f"{name}: {encoded(name, value, letter.charset)}" for name, value in letter.headers]
    lines.append("MIME-Version: 1.0")
    return "".join(f"{line}\r\n" for line in lines).encode() + _content(letter).to_bytes()


def address(who: tuple[str, str], charset: str = "utf-8") -> str:
    """Return ``name <address>`` with the name encoded when it has to be (RFC 2047)."""
    name, email = who
    return formataddr((name, email), Charset(charset)) if name else email


def encoded(name: str, value: str, charset: str = "utf-8") -> str:
    """Return a header value, folded and encoded when it has to be (RFC 2047)."""
    if value.isascii():
        return Header(value, header_name=name, maxlinelen=_LINE).encode(linesep="\r\n")
    words = Charset(charset)
    if charset != "utf-8":
        words.header_encoding = QP
    return Header(value, words, header_name=name, maxlinelen=_LINE).encode(linesep="\r\n")


def text_part(
    text: str, subtype: str = "plain", *, charset: str = "utf-8", encoding: str = "8bit"
) -> Part:
    """Return a text part in the given character set and transfer encoding."""
    if charset != "utf-8":
        text = text.translate(_PLAINER) if charset == "iso-8859-1" else text
    data = text.replace("\n", "\r\n").encode(charset) + b"\r\n"
    headers = (
        f'Content-Type: text/{subtype}; charset="{charset}"',
        f"Content-Transfer-Encoding: {encoding}",
    )
    match encoding:
        case "base64":
            return Part(headers, _base64(data))
        case "quoted-printable":
            soft = quopri.encodestring(data.replace(b"\r\n", b"\n"))
            return Part(headers, soft.replace(b"\n", b"\r\n"))
    return Part(headers, data)


def multipart(subtype: str, parts: list[Part], seed: str, *, extra: str = "") -> Part:
    """Return ``parts`` together; the boundary comes from ``seed`` and the subtype."""
    boundary = "=_" + hashlib.sha256(f"{subtype} {seed}".encode()).hexdigest()[:28]
    body = b"".join(b"--%s\r\n%s\r\n" % (boundary.encode(), part.to_bytes()) for part in parts)
    header = f'Content-Type: multipart/{subtype};{extra}\r\n boundary="{boundary}"'
    return Part((header,), body + b"--%s--\r\n" % boundary.encode())


def _content(letter: Letter) -> Part:
    parts = [_text(letter), *(_file(name, letter.style) for name in letter.attach)]
    return parts[0] if len(parts) == 1 else multipart("mixed", parts, letter.message_id)


def _text(letter: Letter) -> Part:
    plain, html = full_text(letter), ""
    if letter.html:
        html = read_text(letter.html)
    elif letter.style in (Style.GMAIL, Style.OUTLOOK, Style.APPLE, Style.WEBMAIL):
        html = full_html(letter)
    options = {"charset": letter.charset, "encoding": letter.encoding}
    if not html:
        return text_part(plain, **options)
    page = text_part(html, "html", **options)
    if letter.logo:
        page = multipart("related", [page, _logo()], letter.message_id)
    if letter.style is Style.WEBMAIL or not letter.text:
        return page
    return multipart("alternative", [text_part(plain, **options), page], letter.message_id)


def _logo() -> Part:
    headers = (
        'Content-Type: image/png; name="logo.png"',
        'Content-Disposition: inline; filename="logo.png"',
        "Content-ID: <logo@nordlicht.example>",
        "Content-Transfer-Encoding: base64",
    )
    return Part(headers, _base64(make_file("logo.png")[1]))


def _file(name: str, style: Style) -> Part:
    kind, data = make_file(name)
    disposition = f'attachment; filename="{name}"'
    if not name.isascii() and style is Style.OUTLOOK:
        word = base64.b64encode(name.encode()).decode()
        disposition = f'attachment; filename="=?utf-8?B?{word}?="'
    elif not name.isascii():
        disposition = f"attachment; filename*=utf-8''{quote(name)}"
    headers = (
        f"Content-Type: {kind}",
        f"Content-Disposition: {disposition}",
        "Content-Transfer-Encoding: base64",
    )
    return Part(headers, _base64(data))


def _base64(data: bytes) -> bytes:
    return base64.encodebytes(data).replace(b"\n", b"\r\n")
