"""The bytes of somebody else's mail written anew without a person who was erased.

Texts and headers are decoded, searched and encoded again; other parts stay as they are, unless the
address stands in them as it is. A mail that the standard library cannot write becomes its header
and its text.
"""

from __future__ import annotations

import email.policy
from collections.abc import Iterator
from email.header import Header
from email.message import Message
from email.parser import BytesParser
from email.utils import formataddr, getaddresses

from agent_console.desk.privacy import ERASED_ADDRESS, Traces
from agent_console.mail.charset import decode_bytes, decode_words

_PEOPLE = frozenset(
    ("from", "sender", "reply-to", "to", "cc", "bcc", "resent-from", "resent-to", "resent-cc")
)
_POLICY = email.policy.compat32.clone(linesep="\r\n", max_line_length=0)


def redact_mail(raw: bytes, traces: Traces, marker: str, text: str) -> bytes:
    """Return a whole mail without the person; ``text`` is what our reader made of it."""
    try:
        mail = BytesParser(policy=_POLICY).parsebytes(raw)
        has_plain = any(_is_text(part, "text/plain") for part in _leaves(mail))
        for part in mail.walk():
            _redact_headers(part, traces, marker)
            if not part.is_multipart():
                _redact_part(part, traces, marker, "" if has_plain else text)
        written = mail.as_bytes(policy=_POLICY)
    except (ValueError, LookupError, TypeError, AttributeError, IndexError, RecursionError):
        written = b""
    if not written or traces.in_bytes(written):
        return with_text(redact_head(raw, traces, marker), traces.replaced(text, marker))
    return written


def redact_head(raw: bytes, traces: Traces, marker: str) -> bytes:
    """Return the header block of a mail without the person, and nothing of its body."""
    lines: list[bytes] = []
    for name, value in _fields(raw):
        shown = decode_words(value)
        if name.lower() not in _PEOPLE and not traces.named_in(shown):
            lines.append(f"{name}: {value}".encode("utf-8", "surrogateescape"))
            continue
        try:
            lines.append(f"{name}: {_new_value(name, value, traces, marker)}".encode())
        except (ValueError, LookupError, TypeError):
            lines.append(f"{name}: {ERASED_ADDRESS}".encode())
    head = b"\r\n".join([*lines, b"", b""])
    return head if not traces.in_bytes(head) else _bare_head(raw, traces)


def with_text(head: bytes, text: str) -> bytes:
    """Return a mail of a header block and a text, whatever the header said of its body before."""
    kept = [
        f"{name}: {value}".encode("utf-8", "surrogateescape")
        for name, value in _fields(head)
        if not name.lower().startswith("content-") and name.lower() != "mime-version"
    ]
    added = [
        b"MIME-Version: 1.0",
        b"Content-Type: text/plain; charset=utf-8",
        b"Content-Transfer-Encoding: 8bit",
    ]
    body = text.replace("\n", "\r\n").encode("utf-8", "replace")
    return b"\r\n".join([*kept, *added, b"", body])


def _fields(raw: bytes) -> Iterator[tuple[str, str]]:
    """Yield name and unfolded value of the fields of a header block."""
    head = raw.replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    name, value = "", ""
    for line in head.decode("utf-8", "surrogateescape").split("\n"):
        if line[:1] in (" ", "\t"):
            value = f"{value} {line.strip()}"
            continue
        if name:
            yield name, value
        name, _colon, value = line.partition(":")
        value = value.strip()
    if name:
        yield name, value


def _bare_head(raw: bytes, traces: Traces) -> bytes:
    """Return the fields that do not name the person, where replacing did not do."""
    kept = [
        line
        for line in (
            f"{name}: {value}".encode("utf-8", "surrogateescape") for name, value in _fields(raw)
        )
        if not traces.in_bytes(line)
    ]
    return b"\r\n".join([*kept, b"", b""])


def _leaves(mail: Message) -> Iterator[Message]:
    return (part for part in mail.walk() if not part.is_multipart())


def _is_text(part: Message, kind: str) -> bool:
    return part.get_content_type() == kind and part.get_content_disposition() != "attachment"


def _redact_headers(part: Message, traces: Traces, marker: str) -> None:
    for name, value in list(part.items()):
        text = str(value)
        shown = decode_words(" ".join(text.split("\n")))
        if traces.named_in(shown) or traces.in_bytes(text.encode("utf-8", "replace")):
            part.replace_header(name, _new_value(name, text, traces, marker))


def _new_value(name: str, value: str, traces: Traces, marker: str) -> str:
    if name.lower() in _PEOPLE:
        pairs = [
            (decode_words(shown), address)
            for shown, address in getaddresses([value.replace("\r", " ").replace("\n", " ")])
        ]
        return ", ".join(_person(shown, address, traces, marker) for shown, address in pairs)
    new = traces.replaced(decode_words(" ".join(value.split())), marker, ERASED_ADDRESS)
    return new if new.isascii() else Header(new, "utf-8", maxlinelen=10_000).encode()


def _person(shown: str, address: str, traces: Traces, marker: str) -> str:
    if traces.named_in(address):
        return formataddr((marker, ERASED_ADDRESS), "utf-8")
    name = traces.replaced(shown, marker)
    return formataddr((name, address), "utf-8") if address.isascii() else address


def _redact_part(part: Message, traces: Traces, marker: str, text: str) -> None:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    if part.get_content_maintype() != "text":
        if traces.in_bytes(data):
            part.set_payload(b"")
        return
    shown = decode_bytes(data, str(part.get_content_charset() or ""))
    if part.get_content_type() == "text/html":
        _redact_html(part, traces, marker, text)
    elif traces.found_in(shown):
        _put_text(part, traces.replaced(shown, marker), part.get_content_subtype())


def _redact_html(part: Message, traces: Traces, marker: str, text: str) -> None:
    """Let the plain text stand for HTML: what tells of a person may be spread over its tags."""
    if text:
        _put_text(part, traces.replaced(text, marker), "plain")
    else:
        _put_text(part, f"<p>{marker}</p>", "html")


def _put_text(part: Message, text: str, subtype: str) -> None:
    for name in ("content-transfer-encoding", "content-type"):
        del part[name]
    part["Content-Type"] = f"text/{subtype}; charset=utf-8"
    part["Content-Transfer-Encoding"] = "8bit"
    part.set_payload(text.encode("utf-8", "replace").decode("ascii", "surrogateescape"))
