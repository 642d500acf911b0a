"""Headers broken into lines the way other mail programs expect them (RFC 5322 §2.2.3, RFC 2047)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from email.charset import Charset
from email.message import EmailMessage
from email.policy import EmailPolicy

from agent_console.desk.mail import Address
from agent_console.mail.outbound import one_line, wire_address

LINE = 78
WORD = 75
_SHORT = 60
_ATOM = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+")
_TOKEN = re.compile(r'(?:"(?:[^"\\]|\\.)*"|\S)+')
_PLAIN = re.compile(r"[A-Za-z0-9._-]")
_QUOTABLE = 58


class FoldPolicy(EmailPolicy):
    """Writes headers that are ready: kept as given, broken at blanks only, never encoded again.

    The standard policies turn long ids into encoded words, which breaks threading in Outlook, and
    break words of long names apart. Here a header value is plain text in its final form (see
    ``encoded_text`` and ``encoded_addresses``); a quoted string is never broken. Lines have at most
    78 characters unless a single word is longer. Raises ValueError for a value of several lines.
    """

    linesep = "\r\n"

    def header_store_parse(self, name: str, value: object) -> tuple[str, str]:
        """Keep ``value`` as it is, if it is one line."""
        text = str(value)
        if text != one_line(text):
            raise ValueError(f"{name}: not a single clean line")
        return name, text

    def fold(self, name: str, value: str) -> str:
        """Return the header as lines; the first word always stands beside the name."""
        lines = [f"{name}:"]
        tokens = value.split() if name.lower() == "subject" else _TOKEN.findall(value)
        for number, token in enumerate(tokens):
            if number and len(lines[-1]) + 1 + len(token) > LINE:
                lines.append("")
            lines[-1] += f" {token}"
        return self.linesep.join(lines) + self.linesep

    def fold_binary(self, name: str, value: str) -> bytes:
        """Return the header as bytes; outside ASCII (a local part, RFC 6532) as UTF-8."""
        return self.fold(name, value).encode("utf-8")


def new_part() -> EmailMessage:
    """Return an empty message or part whose headers are folded by FoldPolicy."""
    return EmailMessage(policy=FoldPolicy())


def encoded_text(text: str, *, header: str) -> str:
    """Return free text (a Subject) for ``header``: as it is when plain, else as encoded words.

    One line; every encoded word has at most 75 characters and whole letters (RFC 2047 §2, §5).
    """
    text = one_line(text)
    longest = max(map(len, text.split(" ")))
    if text.isascii() and "=?" not in text and longest <= LINE - 4:
        return text
    return _words(text, len(header) + 1)


def encoded_addresses(addresses: Iterable[Address]) -> str:
    """Return the value of a From, To or Cc header; raises ConsoleError for an unusable address."""
    return ", ".join(_encoded_address(address) for address in addresses)


def id_list(ids: Iterable[str]) -> str:
    """Return ids in angle brackets, as Message-ID, In-Reply-To and References carry them."""
    return " ".join(f"<{value}>" for value in ids)


def parameter(name: str, value: str) -> str:
    """Return ``; name=value`` for a Content header, long or not ASCII in the way of RFC 2231."""
    value = one_line(value)
    if value.isascii() and len(value) <= _QUOTABLE:
        return f"; {name}={_quoted(value)}"
    pieces = [""]
    for char in value:
        code = char if _PLAIN.fullmatch(char) else "".join(f"%{byte:02X}" for byte in char.encode())
        if len(pieces[-1]) + len(code) > _QUOTABLE - len(name):
            pieces.append("")
        pieces[-1] += code
    if len(pieces) == 1:
        return f"; {name}*=utf-8''{pieces[0]}"
    charset = ("utf-8''", *([""] * (len(pieces) - 1)))
    return "".join(f"; {name}*{n}*={charset[n]}{piece}" for n, piece in enumerate(pieces))


def _encoded_address(address: Address) -> str:
    email = wire_address(address.email)
    name = one_line(address.name)
    if not name:
        return email
    return f"{_phrase(name)} <{email}>"


def _phrase(name: str) -> str:
    words = name.split(" ")
    if name.isascii() and "=?" not in name:
        if all(_ATOM.fullmatch(word) and len(word) <= _SHORT for word in words):
            return name
        if len(_quoted(name)) <= _SHORT:
            return _quoted(name)
    return _words(name, len("From: "))


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _words(text: str, before: int) -> str:
    """Encode ``text`` in words broken at blanks where that is possible, else between letters.

    ``before`` characters stand before the first one. Some readers show the gap between two encoded
    words as a blank; broken at blanks, that does no harm.
    """
    charset = Charset("utf-8")
    words = [""]
    for piece in _pieces(text, charset):
        room = WORD - (before if len(words) == 1 else 0)
        if words[-1] and len(charset.header_encode(words[-1] + piece)) > room:
            words.append("")
        words[-1] += piece
    return " ".join(charset.header_encode(word) for word in words)


def _pieces(text: str, charset: Charset) -> Iterator[str]:
    for word in re.findall(r"[^ ]+ ?", text):
        if len(charset.header_encode(word)) <= _SHORT:
            yield word
        else:
            yield from word
