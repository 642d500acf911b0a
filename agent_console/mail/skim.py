"""A mail read from its header block alone, as :mod:`read` would read the whole.

Ordinary headers take a short way over whole blocks of text; whatever is not ordinary is handed to
the readers that know every oddity, so that both ways give the same values.
"""

from __future__ import annotations

import binascii
import functools
import hashlib
import re
from dataclasses import replace
from datetime import UTC, datetime

from agent_console.desk.mail import Address, Mail
from agent_console.desk.text import to_screen
from agent_console.mail.addresses import read_addresses, read_return_path, read_sender
from agent_console.mail.charset import decode_words
from agent_console.mail.fetch import FetchedHead, FetchItem
from agent_console.mail.headers import (
    MAX_IDS,
    MAX_SUBJECT,
    read_date,
    read_ids,
    read_message_id,
    split_head,
)
from agent_console.mail.skim_text import is_clean
from agent_console.mail.structure import Structure, read_structure

_BLOCK_MAX = 16 * 1024
_SHORT_MAX = 4 * 1024
_FIELDS_MAX = 500
_NAME_MAX = 80
_NAMES_REMEMBERED = 512
_WORDS_REMEMBERED = 512
_ADDRESSES_REMEMBERED = 512
_SHOWN_NAME_MAX = 200
_PLAIN_BYTES = bytes((*b"\t\r\n", *range(0x20, 0x7F)))
# Fields in which encoded words are usual and meant to be read.
_WITH_WORDS = frozenset(("subject", "from", "to", "cc", "reply-to", "sender", "thread-topic"))
_WITH_ADDRESSES = frozenset(("from", "to", "cc", "reply-to", "return-path"))
_OF_THE_BODY = frozenset(("content-type", "content-transfer-encoding"))
_FOLD = re.compile(r"\r\n[ \t]+")
_ID = re.compile(r"<([^<>\s]{1,998})>")
_DOMAIN = "[A-Za-z0-9_][A-Za-z0-9.-]{0,252}"
_ADDRESS = re.compile(
    r'(?:"([^"\\]*)"|([^"(<,;:)>\[\]\\@]*)) ?'
    rf"<([A-Za-z0-9_.+-]{{1,64}})@({_DOMAIN})>"
)
_BARE_ADDRESS = re.compile(rf"<?([A-Za-z0-9_.+-]{{1,64}})@({_DOMAIN})>?")
_DATE = re.compile(
    r"(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) ((?:19|20)\d\d) (\d\d:\d\d:\d\d)"
    r" ([+-]\d\d)([0-5]\d)(?: \([A-Za-z]{1,40}\))?",
    re.ASCII,
)
_MONTHS = {
    name: f"{number:02d}"
    for number, name in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), 1
    )
}
_TYPE = re.compile(r"[A-Za-z0-9!#$&^_.+/-]{1,181}")
# What may be a report of a mail system; only reading in full tells.
_REPORTERS = ("daemon", "master", "deliver", "microsoftexchange")
_ONE_WORD = re.compile(
    r"([^=]*)=\?[Uu][Tt][Ff]-8\?(?:[Qq]\?([!->@-~]*)|[Bb]\?([A-Za-z0-9+/]+={0,2}))\?=([^=]*)"
)


def fetched_head(item: FetchItem) -> FetchedHead | None:
    """Read an answer with header, structure, size, date and flags; None when one is missing.

    None as well for a block without any field: only the whole mail tells what that is. Where header
    and structure do not say the same, the text is left to reading the whole mail.
    """
    if item.body is None or item.size is None or item.received is None or item.structure is None:
        return None
    structure = read_structure(item.structure)
    mail, ordinary = _head(item.body, structure, item.size)
    if not mail.headers:
        return None
    if not _fits(mail, structure) or not (ordinary or _is_all_fields(item.body)):
        structure = Structure(None, (), odd=True)
        mail = replace(mail, attachments=())
    flags = item.flags or frozenset()
    return FetchedHead(item.uid, item.body, mail, item.received, flags, item.size, structure.text)


def _is_all_fields(header: bytes) -> bool:
    """Tell whether nothing of a header block is taken as text."""
    return not header[split_head(header).body :].strip()


def _fits(mail: Mail, structure: Structure) -> bool:
    """Tell whether the server understood what the header says of the body as it is read here.

    Dovecot ignores, for one, the encoding of a mail without Content-Type.
    """
    said = [field for field in mail.headers if field[0] in _OF_THE_BODY]
    described = dict(said)
    encoding = described.get("content-transfer-encoding", "").lower().partition(";")[0].split()
    first = encoding[0] if encoding else ""
    return (
        len(said) == len(described)
        and mail.content_type == structure.kind
        and (not structure.encoding or structure.encoding == (first or "7bit"))
    )


def skim_head(header: bytes, structure: Structure, size: int) -> Mail:
    """Read a header block; the mail has no text yet, its attachments are those of ``structure``.

    ``size`` is the size of the whole mail in bytes. Every field that comes from the header is as
    :func:`read_mail` gives it for ``header``; ``notes`` and ``language`` are empty. Never raises.
    """
    return _head(header, structure, size)[0]


def _head(header: bytes, structure: Structure, size: int) -> tuple[Mail, bool]:
    """Return the mail, and whether its block was an ordinary one."""
    fields = _Fields.read(header)
    mail = _skim(header, fields, structure, size) if fields is not None else None
    if mail is not None:
        return mail, True
    from agent_console.mail.read import read_mail

    mail = replace(
        read_mail(header),
        size=size,
        text="",
        ranges=(),
        from_html=False,
        links=(),
        attachments=structure.attachments,
        language="",
        notes=(),
    )
    return mail, False


class _Fields:
    """The fields of an ordinary block: ``shown`` in order, decoded; others unfolded, on one line.

    ``again`` names the fields that stand more than once.
    """

    __slots__ = ("_first", "again", "shown")

    def __init__(
        self, shown: list[tuple[str, str]], first: dict[str, str], again: set[str]
    ) -> None:
        self.shown = shown
        self._first = first
        self.again = again

    @classmethod
    def read(cls, header: bytes) -> _Fields | None:
        """Split a block of plain ASCII in which every line is a field or goes on with one."""
        if len(header) > _BLOCK_MAX or header.translate(None, _PLAIN_BYTES):
            return None
        text = header.decode("ascii")
        flat = _unfolded(text) or _unfolded(_with_crlf(text))
        lines = flat.split("\r\n")
        if not flat or len(lines) > _FIELDS_MAX:
            return None
        if len(header) > _SHORT_MAX and max(map(len, lines)) >= _SHORT_MAX:
            return None
        return cls._split(lines, wide="  " in flat or "\t" in flat)

    @classmethod
    def _split(cls, lines: list[str], *, wide: bool) -> _Fields | None:
        """Take the names off; ``wide`` blanks are made single."""
        shown: list[tuple[str, str]] = []
        first: dict[str, str] = {}
        again: set[str] = set()
        for line in lines:
            written, colon, value = line.partition(":")
            name = _field_name(written)
            if not (colon and name):
                return None
            value = value.strip()
            has_words = "=?" in value
            if wide and ("  " in value or "\t" in value):
                # Inside of encoded words the number of blanks counts.
                if has_words:
                    return None
                value = " ".join(value.split())
            if name in first:
                again.add(name)
            else:
                first[name] = value
            if has_words:
                if name not in _WITH_WORDS:
                    return None
                value = _shown(value)
            shown.append((name, value))
        return cls(shown, first, again)

    def first(self, name: str) -> str:
        """Return the first raw value of a field, empty when there is none."""
        return self._first.get(name, "")

    def read_first(self, name: str) -> str:
        """Return the first value of a field as it is shown, empty when there is none."""
        value = self._first.get(name, "")
        return _shown(value) if "=?" in value else value

    def is_ordinary(self) -> bool:
        """Tell a block with one sender, of which none of the fields with addresses stands twice."""
        if "from" not in self._first or "x-failed-recipients" in self._first:
            return False
        return self.again.isdisjoint(_WITH_ADDRESSES)


def _skim(header: bytes, fields: _Fields, structure: Structure, size: int) -> Mail | None:
    """Read an ordinary block; None when it turns out to be none."""
    if not fields.is_ordinary():
        return None
    sender, ambiguous, may_report = _sender(fields.first("from"), fields.read_first("from"))
    return_path = _return_path(fields.first("return-path"))
    kind = _TYPE.match(fields.first("content-type"))
    content_type = kind.group().lower() if kind else "text/plain"
    if sender is None or may_report or return_path == "" or content_type.startswith("message/"):
        return None
    return Mail(
        digest=hashlib.sha256(header).hexdigest(),
        size=size,
        message_id=_message_id(fields.first("message-id")),
        in_reply_to=_ids(fields.first("in-reply-to")),
        references=_ids(fields.first("references")),
        subject=fields.read_first("subject")[:MAX_SUBJECT],
        sender=sender,
        sender_ambiguous=ambiguous,
        reply_to=_addresses(fields, "reply-to"),
        to=_addresses(fields, "to"),
        cc=_addresses(fields, "cc"),
        return_path=return_path,
        date=_date(fields.first("date")),
        attachments=structure.attachments,
        headers=tuple(fields.shown),
        content_type=content_type,
    )


def _unfolded(text: str) -> str:
    """Return a block up to the empty line at its end, each field on one line.

    Nothing where anything stands behind that line, or a line ends in another way than CRLF.
    """
    end = text.find("\r\n\r\n")
    if text[:1] in ("", "\r", " ", "\t") or 0 <= end < len(text) - 4:
        return ""
    flat = _FOLD.sub(" ", text[:end] if end >= 0 else text.removesuffix("\r\n"))
    return flat if flat.count("\r") == flat.count("\n") == flat.count("\r\n") else ""


def _with_crlf(text: str) -> str:
    """Return a block up to its first empty line with CRLF; nothing for one with a lone CR."""
    plain = text.replace("\r\n", "\n")
    return "" if "\r" in plain else plain.partition("\n\n")[0].replace("\n", "\r\n")


@functools.lru_cache(_NAMES_REMEMBERED)
def _field_name(written: str) -> str:
    """Return the name of a field as it is compared, empty when no field is called that."""
    if len(written) > _NAME_MAX or " " in written or "\t" in written:
        return ""
    return written.lower()


@functools.lru_cache(_WORDS_REMEMBERED)
def _shown(value: str) -> str:
    """Return a value with encoded words as it is shown."""
    return _clean(_words(value))


def _words(value: str) -> str:
    """Decode encoded words: the usual one by itself, others by those who know them all."""
    found = _ONE_WORD.fullmatch(value)
    if found is None:
        return decode_words(value)
    before, quoted, base64, after = found.groups()
    try:
        if quoted is None:
            text = binascii.a2b_base64(base64).decode("utf-8")
        else:
            text = binascii.a2b_qp(quoted, header=True).decode("utf-8")
    except ValueError:
        return decode_words(value)
    return decode_words(value) if "\x1b" in text else f"{before}{text}{after}"


def _clean(text: str) -> str:
    """Return text as ``to_screen`` gives it on one line."""
    return " ".join(text.split()) if is_clean(text) else to_screen(text, one_line=True)


def _address(raw: str, shown: str) -> Address | None:
    """Read a field of one ordinary mailbox; None for any other one."""
    if not raw.endswith(">"):
        email = _email(_BARE_ADDRESS.fullmatch(raw))
        return Address(email) if email else None
    found = _ADDRESS.fullmatch(raw)
    if found is None:
        return None
    quoted, plain, local, domain = found.groups()
    if domain[-1] == "." or ".." in domain:
        return None
    name = quoted or plain or ""
    if "=?" in name:
        name = shown[: -len(local) - len(domain) - 3]
    return Address(f"{local}@{domain.lower()}", name.strip(" \"'")[:_SHOWN_NAME_MAX])


@functools.lru_cache(_ADDRESSES_REMEMBERED)
def _known_address(raw: str, shown: str) -> Address | None:
    return _address(raw, shown)


def _email(found: re.Match[str] | None) -> str:
    if found is None or found[2][-1] == "." or ".." in found[2]:
        return ""
    return f"{found[1]}@{found[2].lower()}"


def _sender(raw: str, shown: str) -> tuple[Address | None, bool, bool]:
    """Return the sender, whether it is ambiguous, and whether it may be a mail system."""
    named = shown.lower()
    may_report = any(word in named for word in _REPORTERS)
    address = _address(raw, shown)
    if address is not None:
        return address, False, may_report
    return (*read_sender([raw.encode("ascii")]), may_report)


def _addresses(fields: _Fields, name: str) -> tuple[Address, ...]:
    value = fields.first(name)
    if not value:
        return ()
    address = _known_address(value, fields.read_first(name))
    return (address,) if address is not None else read_addresses([value.encode("ascii")])


@functools.lru_cache(_ADDRESSES_REMEMBERED)
def _return_path(value: str) -> str | None:
    return _email(_BARE_ADDRESS.fullmatch(value)) or read_return_path([value.encode("ascii")])


def _message_id(value: str) -> str:
    found = _ID.fullmatch(value)
    return found.group(1) if found else read_message_id(value.encode("ascii"))


def _ids(value: str) -> tuple[str, ...]:
    ids = dict.fromkeys(_ID.findall(value)) if value else {}
    return tuple(ids) if len(ids) <= MAX_IDS else read_ids(value.encode("ascii"))


def _date(value: str) -> datetime | None:
    found = _DATE.fullmatch(value)
    month = _MONTHS.get(found[2]) if found else None
    if found is None or month is None:
        return read_date(value.encode("ascii"))
    day, _name, year, time, hours, minutes = found.groups()
    try:
        local = datetime.fromisoformat(f"{year}-{month}-{day:0>2}T{time}{hours}:{minutes}")
    except ValueError:
        return read_date(value.encode("ascii"))
    return local.astimezone(UTC) if 1970 <= local.year < 2200 else None
