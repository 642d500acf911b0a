"""Support mails made up from a seed: the same number and kind give the same bytes everywhere.

``mixed`` is what a shop's mailbox holds: 60 % plain text, 25 % with HTML, 10 % with an attachment
of 50 to 300 KB, 5 % long quoting threads. ``small`` are plain texts only. German to English 65:35.
"""

from __future__ import annotations

import base64
import quopri
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.header import Header
from email.utils import formatdate
from enum import StrEnum

from benchmarks import words
from benchmarks.words import ENGLISH, GERMAN

BLOCK = 500
"""Mails that share one random sequence; threads do not cross a block."""
BEGIN = 1_700_000_000
"""When the first mail came, in seconds since 1970."""
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_DOMAINS = (
    "web.example", "gmx.example", "t-online.example", "gmail.example", "outlook.example",
    "firma-nord.example", "posteo.example", "freenet.example",
)  # fmt: skip
_PROGRAMS = ("iPhone Mail (20H19)", "Microsoft Outlook 16.0", "GMX Mailer", "Thunderbird 115.6")
_MOBILE = ("Von meinem iPhone gesendet", "Gesendet mit der GMX Mail App", "Sent from my phone", "")
_PLAIN_ASCII = str.maketrans(
    {"ü": "ue", "ö": "oe", "ä": "ae", "ß": "ss", "Ö": "oe", "Ł": "l", "ł": "l", "ø": "oe",
     "ë": "e", "í": "i", "é": "e", "'": ""}
)  # fmt: skip
_QUOTED_AT_MOST = 20_000
_REFERENCES_AT_MOST = 20


class Kind(StrEnum):
    """Which mailbox is made."""

    MIXED = "mixed"
    SMALL = "small"

    @property
    def spacing(self) -> int:
        """Seconds from one mail to the next: 700 days of 20,000 mixed or 100,000 small ones."""
        return 3024 if self is Kind.MIXED else 605


class Shape(StrEnum):
    """How one mail is built."""

    PLAIN = "plain"
    HTML = "html"
    FILE = "file"
    THREAD = "thread"


@dataclass(frozen=True, slots=True)
class Person:
    """Who writes."""

    first: str
    last: str
    address: str

    @property
    def name(self) -> str:
        """The name as people write it."""
        return f"{self.first} {self.last}"


@dataclass(slots=True)
class Thread:
    """A correspondence that grows: who, about what, and what was written before."""

    language: str
    who: Person
    subject: str
    ids: list[str] = field(default_factory=list)
    last_text: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """One made mail, as bytes with LF line ends, and what it says; ``when`` in seconds of 1970."""

    number: int
    when: int
    seen: bool
    who: Person
    subject: str
    message_id: str
    references: tuple[str, ...]
    text: str
    raw: bytes


def mails(kind: Kind, count: int, seed: int = 1) -> Iterator[Made]:
    """Yield the first ``count`` mails of a kind, in order of arrival."""
    for first in range(0, count, BLOCK):
        yield from block(kind, first, min(count - first, BLOCK), seed)


def block(kind: Kind, first: int, count: int, seed: int = 1) -> Iterator[Made]:
    """Yield ``count`` mails from number ``first`` on, which begins a block."""
    author = _Author(random.Random(f"{seed} {kind} {first}"))
    for number in range(first, first + count):
        yield author.mail(number, BEGIN + number * kind.spacing, author.shape(kind))


class _Author:
    """Writes the mails of one block."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._threads: list[Thread] = []

    def shape(self, kind: Kind) -> Shape:
        if kind is Kind.SMALL:
            return Shape.PLAIN
        return self._dice.choices(tuple(Shape), (60, 25, 10, 5))[0]

    def mail(self, number: int, when: int, shape: Shape) -> Made:
        """Write one mail."""
        thread = self._thread(shape)
        text = self._text(thread, shape, formatdate(when))
        message_id = (
            f"<{self._dice.getrandbits(32):08x}.{number}@{thread.who.address.split('@')[1]}>"
        )
        references = tuple(thread.ids[-_REFERENCES_AT_MOST:])
        subject = self._answer(thread) if thread.ids else thread.subject
        head = self._head(thread, subject, message_id, references, when)
        fields, body = self._body(shape, text, thread.who)
        raw = ("\n".join([*head, *fields]) + "\n\n" + body).encode()
        thread.ids.append(message_id)
        thread.last_text = text[:_QUOTED_AT_MOST]
        seen = self._dice.random() < 0.8
        return Made(
            number, when, seen, thread.who, subject, message_id, references, text, raw
        )  # fmt: skip

    def _thread(self, shape: Shape) -> Thread:
        if shape is Shape.THREAD and len(self._threads) > 5 and self._dice.random() < 0.9:
            return self._dice.choice(self._threads[-6:])
        language = GERMAN if self._dice.random() < 0.65 else ENGLISH
        subject = self._fill(self._dice.choice(words.SUBJECTS[language]), language)
        thread = Thread(language, self._person(), subject)
        if shape is Shape.THREAD:
            self._threads.append(thread)
        return thread

    def _person(self) -> Person:
        first = self._dice.choice(words.FIRST_NAMES)
        last = self._dice.choice(words.LAST_NAMES)
        local = f"{first}.{last}".lower().translate(_PLAIN_ASCII)
        number, domain = self._dice.randint(1, 400), self._dice.choice(_DOMAINS)
        return Person(first, last, f"{local}{number}@{domain}")

    def _answer(self, thread: Thread) -> str:
        prefix = "Re: " if thread.language == ENGLISH else self._dice.choice(("AW: ", "Re: "))
        return prefix + thread.subject

    def _text(self, thread: Thread, shape: Shape, date: str) -> str:
        german = thread.language == GERMAN
        least, most = {
            Shape.PLAIN: (200, 2300),
            Shape.HTML: (300, 2500),
            Shape.FILE: (200, 1500),
            Shape.THREAD: (200, 900),
        }[shape]
        greeting = "Sehr geehrte Damen und Herren," if german else "Dear support team,"
        regards = "Mit freundlichen Grüßen" if german else "Kind regards"
        text = self._paragraphs(thread.language, self._dice.randint(least, most))
        signed = f"{regards}\n{thread.who.name}\n-- \n{self._dice.choice(_MOBILE)}\n"
        whole = f"{greeting}\n\n{text}\n\n{signed}"
        if not thread.last_text:
            return whole
        intro = "Am {d} schrieb {n}:" if german else "On {d}, {n} wrote:"
        quote = "\n".join(f"> {line}" for line in thread.last_text.split("\n"))
        return f"{whole}\n{intro.format(d=date[5:16], n=thread.who.first)}\n{quote}"

    def _paragraphs(self, language: str, size: int) -> str:
        found: list[str] = []
        written = 0
        while written < size:
            many = self._dice.randint(1, 4)
            paragraph = " ".join(self._sentence(language) for _ in range(many))
            found.append(_wrapped(paragraph))
            written += len(paragraph) + 2
        return "\n\n".join(found)

    def _sentence(self, language: str) -> str:
        if self._dice.random() < 0.45:
            return self._fill(self._dice.choice(words.SENTENCES[language]), language)
        said: list[str] = []
        for _ in range(self._dice.randint(4, 10)):
            said.append(self._dice.choice(words.FILLERS[language]))
            if self._dice.random() < 0.6:
                said.append(self._word(language))
        sentence = " ".join(said)
        return sentence[0].upper() + sentence[1:] + self._dice.choice("...?!")

    def _fill(self, pattern: str, language: str) -> str:
        return pattern.format(
            days=self._dice.randint(2, 30),
            order=f"B-{self._dice.randint(100000, 999999)}",
            euros=self._dice.randint(5, 900),
            cents=self._dice.randint(0, 99),
            parcel=f"00340434{self._dice.randrange(10**12):012d}",
            word=self._word(language),
        )

    def _word(self, language: str) -> str:
        known = words.vocabulary(language)
        return self._dice.choices(known, cum_weights=words.weights(language))[0]

    def _token(self, length: int) -> str:
        return "".join(self._dice.choices(_ALPHABET, k=length))

    def _head(
        self,
        thread: Thread,
        subject: str,
        message_id: str,
        references: tuple[str, ...],
        when: int,
    ) -> list[str]:
        """Return the header up to what describes the body, as a mail server would hand it out."""
        who, date, token = thread.who, formatdate(when), self._token
        host = who.address.split("@")[1]
        octet = self._dice.randint(1, 250)
        lines = [
            f"Return-Path: <{who.address}>",
            "Delivered-To: support@company.example",
            f"Received: from mx1.company.example ([10.0.0.{octet}])\n"
            f"\tby imap1.company.example with LMTP id {token(22)}\n"
            f"\t(envelope-from <{who.address}>)\n\tfor <support@company.example>; {date}",
            f"Received: from mout.{host} (mout.{host} [212.227.15.{octet}])\n"
            "\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))\n"
            f"\tby mx1.company.example (Postfix) with ESMTPS id {token(10).upper()}\n"
            f"\tfor <support@company.example>; {date}",
            f"Authentication-Results: mx1.company.example; dkim=pass header.d={host};"
            f" spf=pass\n smtp.mailfrom={host}; dmarc=pass",
            f"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d={host}; s=s2048;\n"
            f"\tt={when}; h=From:To:Subject:Date:Message-ID;\n\tbh={token(43)}=;\n"
            f"\tb={token(60)}\n\t {token(72)}\n\t {token(72)}",
            f"X-Spam-Status: No, score={self._dice.random() * 3 - 2:.1f} required=5.0",
            "MIME-Version: 1.0",
            f"Message-ID: {message_id}",
        ]
        if references:
            lines += [f"In-Reply-To: {references[-1]}", "References: " + "\n ".join(references)]
        ours = "Kundenservice Größer GmbH" if thread.language == GERMAN else "Support"
        lines += [
            f"From: {_encoded_name(who.name)} <{who.address}>",
            f"To: {_encoded_name(ours)} <support@company.example>",
            f"Subject: {_encoded(subject, 'utf-8', 'Subject')}",
            f"Date: {date}",
        ]
        if self._dice.random() < 0.5:
            lines.append(f"X-Mailer: {self._dice.choice(_PROGRAMS)}")
        return lines

    def _body(self, shape: Shape, text: str, who: Person) -> tuple[list[str], str]:
        """Return the header fields that describe the body, and the body."""
        if shape is Shape.HTML:
            return self._with_html(text, who)
        if shape is Shape.FILE:
            return self._with_file(text)
        chance = self._dice.random()
        if chance < 0.45:
            content_type, encoding, body = "utf-8", "quoted-printable", _quoted(text, "utf-8")
        elif chance < 0.7:
            content_type, encoding, body = "UTF-8; format=flowed", "8bit", text
        elif chance < 0.85:
            content_type, encoding = "iso-8859-1", "quoted-printable"
            body = _quoted(text, "iso-8859-1")
        else:
            content_type, encoding = "utf-8", "base64"
            body = base64.encodebytes(text.encode()).decode()
        return [
            f"Content-Type: text/plain; charset={content_type}",
            f"Content-Transfer-Encoding: {encoding}",
        ], body

    def _with_html(self, text: str, who: Person) -> tuple[list[str], str]:
        wanted = int(5000 * 6 ** self._dice.random())
        rules = max(5, (wanted - 2 * len(text)) // 160)
        style = "".join(self._rule(number) for number in range(rules))
        paragraphs = "".join(
            f'<p class="c{number}" style="margin:0 0 10px 0;font-size:14px;line-height:20px">'
            + paragraph.replace("\n", "<br>\n")
            + "</p>\n"
            for number, paragraph in enumerate(text.split("\n\n"))
        )
        link = f"https://www.{who.address.split('@')[1]}/u/{self._token(60)}"
        html = (
            f'<html><head><meta charset="utf-8"><style type="text/css">{style}</style></head>'
            f'<body>\n<table width="100%" cellpadding="0" cellspacing="0"><tr><td>{paragraphs}'
            f'</td></tr></table>\n<p><a href="{link}">Datenschutz</a></p></body></html>'
        )
        part = (
            "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding:"
            f" quoted-printable\n\n{_quoted(html, 'utf-8')}\n"
        )
        return self._multipart("alternative", text, part)

    def _rule(self, number: int) -> str:
        dice = self._dice
        return (
            f".c{number}{{font-family:Arial,Helvetica,sans-serif;font-size:{dice.randint(9, 20)}px;"
            f"color:#{dice.getrandbits(24):06x};margin:0;padding:{dice.randint(0, 12)}px}}\n"
        )

    def _with_file(self, text: str) -> tuple[list[str], str]:
        dice = self._dice
        content_type, name = dice.choice(
            (
                ("image/jpeg", f"IMG_{dice.randint(1, 9999):04d}.jpg"),
                ("application/pdf", f"Rechnung-B-{dice.randint(1, 999999):06d}.pdf"),
                ("image/png", f"Bildschirmfoto {dice.randint(1, 99)}.png"),
            )
        )
        named = f'filename="{name}"'
        if dice.random() < 0.3:
            ending = name.rpartition(".")[2]
            named = f"filename*=utf-8''Beleg%20f%C3%BCr%20{dice.randint(1, 999)}.{ending}"
        content = base64.encodebytes(dice.randbytes(int(35400 * 6 ** dice.random()))).decode()
        part = (
            f"Content-Type: {content_type}\nContent-Disposition: attachment;\n {named}\n"
            f"Content-Transfer-Encoding: base64\n\n{content}"
        )
        return self._multipart("mixed", text, part)

    def _multipart(self, subtype: str, text: str, part: str) -> tuple[list[str], str]:
        line = f"----=_Part_{self._token(16)}"
        first = (
            "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding:"
            f" quoted-printable\n\n{_quoted(text, 'utf-8')}\n"
        )
        body = f"--{line}\n{first}--{line}\n{part}--{line}--\n"
        return [f'Content-Type: multipart/{subtype}; boundary="{line}"'], body


def _wrapped(paragraph: str, width: int = 72) -> str:
    lines: list[str] = []
    line = ""
    for word in paragraph.split(" "):
        if line and len(line) + len(word) + 1 > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return "\n".join([*lines, line])


def _quoted(text: str, charset: str) -> str:
    return quopri.encodestring(text.encode(charset, "replace")).decode()


def _encoded_name(name: str) -> str:
    if name.isascii():
        return f'"{name}"'
    western = all(ord(letter) < 256 for letter in name) and len(name) % 3 == 0
    return _encoded(name, "iso-8859-1" if western else "utf-8", "From")


def _encoded(text: str, charset: str, name: str) -> str:
    if text.isascii():
        return text
    return Header(text, charset, header_name=name).encode()
