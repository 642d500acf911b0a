"""What a customer sees in a reply of the team: to whom, about what, and in which tone."""

from __future__ import annotations

import email
import re
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

_ID = re.compile(r"<([^<>\s]{1,900})>")
_APOLOGY = re.compile(r"entschuldig|tut (?:mir|uns) .{0,12}leid|sorry|apolog", re.IGNORECASE)
_QUOTE = re.compile(r">|_{10,}|-{4,} ?(?:Original|Urspr)|(?:Am|On) .{0,120}(?:schrieb|wrote)")


@dataclass(frozen=True, slots=True)
class Reply:
    """A mail of the team as its recipient reads it. Ids are without angle brackets."""

    message_id: str
    references: tuple[str, ...]
    sender: tuple[str, str]
    recipients: tuple[str, ...]
    subject: str
    when: datetime
    text: str
    automatic: bool

    @property
    def own_words(self) -> str:
        """The text above the quote."""
        lines = self.text.splitlines()
        end = next((n for n, line in enumerate(lines) if _QUOTE.match(line)), len(lines))
        return "\n".join(lines[:end])

    @property
    def asks(self) -> bool:
        """Whether it holds a question."""
        return "?" in self.own_words

    @property
    def apologises(self) -> bool:
        """Whether it says sorry."""
        return _APOLOGY.search(self.own_words) is not None


def read_reply(raw: bytes, now: datetime) -> Reply:
    """Read the team's own mail; whatever is missing or broken is left empty, ``now`` for a date."""
    mail = email.message_from_bytes(raw, policy=policy.compat32)
    ids = _ids(mail, "Message-ID")
    sender = getaddresses([_decoded(_header(mail, "From"))])
    recipients = getaddresses([_header(mail, name) for name in ("To", "Cc")])
    return Reply(
        message_id=ids[0] if ids else "",
        references=_chain(mail),
        sender=sender[0] if sender else ("", ""),
        recipients=tuple(address.lower() for _, address in recipients if address),
        subject=_decoded(_header(mail, "Subject")),
        when=_date(_header(mail, "Date"), now),
        text=_text(mail),
        automatic=_header(mail, "Auto-Submitted").strip().lower() not in ("", "no"),
    )


def _header(mail: Message, name: str) -> str:
    return re.sub(r"[\r\n]+", "", str(mail.get(name, "")))


def _chain(mail: Message) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*_ids(mail, "References"), *_ids(mail, "In-Reply-To")]))


def _ids(mail: Message, name: str) -> list[str]:
    """Some mail programs encode long ids like words when they fold a header; read them too."""
    return _ID.findall(_decoded(_header(mail, name)))


def _decoded(value: str) -> str:
    try:
        words = decode_header(value)
    except HeaderParseError:
        return value
    return "".join(word if isinstance(word, str) else _decode(word, name) for word, name in words)


def _decode(content: bytes, charset: str | None) -> str:
    try:
        return content.decode(charset or "utf-8", "replace")
    except (LookupError, ValueError):
        return content.decode("utf-8", "replace")


def _date(value: str, now: datetime) -> datetime:
    try:
        found = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return now
    return found if found.tzinfo else now


def _text(mail: Message) -> str:
    for part in mail.walk():
        content = part.get_payload(decode=True)
        if part.get_content_type() == "text/plain" and isinstance(content, bytes):
            text = _decode(content, part.get_content_charset()).replace("\r\n", "\n")
            flowed = part.get_param("format") == "flowed"
            return _unflowed(text) if flowed else text.rstrip()
    return ""


def _unflowed(text: str) -> str:
    """Join soft line breaks and undo space-stuffing (RFC 3676 §4); quotes stay line by line."""
    out: list[str] = []
    soft = False
    for line in text.splitlines():
        stuffed = line[1:] if line.startswith(" ") else line
        quoted = line.startswith(">")
        if soft and not quoted and out:
            out[-1] += stuffed
        else:
            out.append(stuffed)
        soft = stuffed.endswith(" ") and not quoted and stuffed != "-- "
    return "\n".join(line.rstrip() if line != "-- " else line for line in out).rstrip()
