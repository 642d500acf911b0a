"""Addresses of received mails: one linear scanner, strict about who the sender is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from agent_console.desk.mail import Address
from agent_console.desk.text import to_screen
from agent_console.mail.charset import decode_words
from agent_console.mail.headers import plain_value

MAX_ADDRESSES = 1_000
_MAX_NAME = 200
_RUN = re.compile(r"[^\"(<,;:)>\[\]\\\0]+")
# The same where encoded words stand: these go whole, bare commas and colons in them included.
_RUN_OF_WORDS = re.compile(
    r"(?:=\?[A-Za-z0-9_.+*-]{1,40}\?[QqBb]\?[^?<>\"@\s\\\0]{0,500}\?="
    r"|[^\"(<,;:)>\[\]\\\0])+"
)
# People see such an address, but no server takes it as it stands: blanks in the local part.
_SPACED = re.compile(r"[^\s<>()\[\],;:\"\\@]{1,64}(?: [^\s<>()\[\],;:\"\\@]{1,64}){1,8}")
_LOCAL = re.compile(r"[^\s<>()\[\],;:\"\\@]{1,64}")
_DOMAIN = re.compile(r"[A-Za-z0-9_\u0080-\U0010ffff](?:[A-Za-z0-9_.\u0080-\U0010ffff-]{0,252})")


@dataclass(slots=True)
class _Mailbox:
    """One mailbox while it is scanned: words before the bracket, bracket contents, comments."""

    words: list[str] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)
    brackets: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)
    odd: bool = False

    def empty(self) -> bool:
        return not (self.brackets or self.comments or "".join(self.words).strip())


@dataclass(slots=True)
class _Scan:
    """What one field holds: its mailboxes, and whether another parser could read it otherwise."""

    mailboxes: list[_Mailbox] = field(default_factory=list)
    grouped: bool = False


def read_addresses(values: list[bytes]) -> tuple[Address, ...]:
    """Return the usable addresses of some fields (To, Cc, Reply-To), each once, at most 1,000."""
    found: dict[str, Address] = {}
    for value in values:
        for mailbox in _scan(plain_value(value)).mailboxes:
            address, _odd = _finish(mailbox)
            if address is not None and " " not in address.email:
                found.setdefault(address.email, address)
            if len(found) >= MAX_ADDRESSES:
                return tuple(found.values())
    return tuple(found.values())


def read_sender(values: list[bytes]) -> tuple[Address | None, bool]:
    """Return the sender and whether it is ambiguous.

    Ambiguous is what mail programs read in different ways (CVE-2023-27043): several From fields or
    mailboxes, groups, text with an "@" beside the bracket, unbalanced brackets, routes, invisible
    characters in the address.
    """
    if not values:
        return None, False
    scan = _scan(plain_value(values[0]))
    if len(values) > 1 or len(scan.mailboxes) != 1 or scan.grouped:
        return next(iter(read_addresses(values[:2])), None), True
    address, odd = _finish(scan.mailboxes[0])
    return address, odd or address is None


def instead_of_sender(fields: list[bytes], others: list[bytes]) -> Address | None:
    """Return who may have written a mail whose From is missing or empty (``<>``): Reply-To, Sender.

    The name is the one in From. Nobody stands in for a From that names somebody unusable.
    """
    scan = _scan(plain_value(fields[0])) if fields else _Scan()
    if len(fields) > 1 or any("".join(box.brackets or box.bare).strip() for box in scan.mailboxes):
        return None
    found = read_addresses(others)
    name = _name("".join(scan.mailboxes[0].words)) if scan.mailboxes else ""
    return Address(found[0].email, name or found[0].name) if found else None


def read_return_path(values: list[bytes]) -> str | None:
    """Return the envelope sender: None when unknown, empty for ``<>`` (a mail that is no mail)."""
    if not values:
        return None
    text = to_screen(plain_value(values[0]), one_line=True)
    if text.replace(" ", "") in ("<>", ""):
        return "" if "<" in text else None
    addresses = read_addresses(values[:1])
    return addresses[0].email if addresses else None


def _scan(value: str) -> _Scan:
    """Cut a field into mailboxes at its commas and group marks, in one pass."""
    scan = _Scan()
    box = _Mailbox()
    plain = _RUN_OF_WORDS if "=?" in value else _RUN
    position = 0
    while position < len(value):
        if run := plain.match(value, position):
            _plain(box, run.group())
            position = run.end()
            continue
        char = value[position]
        if char == '"':
            text, position = _quoted(value, position, box)
            box.words.append(text)
            box.quoted.append(text)
            box.bare.append(" ")
            continue
        if char == "(":
            text, position = _comment(value, position, box)
            box.comments.append(text)
            box.words.append(" ")
            box.bare.append(" ")
            continue
        if char == "<":
            text, position = _bracket(value, position, box)
            box.brackets.append(text)
            continue
        position += 1
        if char in ",;" or (char == ":" and not box.brackets):
            scan.grouped |= char != ","
            if not box.empty() and char != ":":
                scan.mailboxes.append(box)
            box = _Mailbox()
            continue
        box.odd = True
        _plain(box, char)
    if not box.empty():
        scan.mailboxes.append(box)
    return scan


def _plain(box: _Mailbox, text: str) -> None:
    box.odd |= bool(box.brackets and not text.isspace())
    box.words.append(text)
    box.bare.append(text)


def _quoted(value: str, start: int, box: _Mailbox) -> tuple[str, int]:
    chars: list[str] = []
    position = start + 1
    while position < len(value):
        char = value[position]
        if char == '"':
            break
        if char == "\\" and position + 1 < len(value):
            position += 1
            char = value[position]
        chars.append(char)
        position += 1
    else:
        box.odd = True
    following = value[position + 1 : position + 2]
    box.odd |= following == "@" or bool(box.brackets)
    return "".join(chars), position + 1


def _comment(value: str, start: int, box: _Mailbox) -> tuple[str, int]:
    depth = 0
    position = start
    while position < len(value):
        char = value[position]
        if char == "\\":
            position += 1
        elif char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth == 0:
                return value[start + 1 : position], position + 1
        position += 1
    box.odd = True
    return value[start + 1 :], len(value)


def _bracket(value: str, start: int, box: _Mailbox) -> tuple[str, int]:
    end = value.find(">", start)
    if end < 0:
        box.odd = True
        return value[start + 1 :], len(value)
    return value[start + 1 : end], end + 1


def _finish(box: _Mailbox) -> tuple[Address | None, bool]:
    """Make an address of a scanned mailbox; the second value says that it can be read otherwise."""
    odd = box.odd or len(box.brackets) > 1
    bare = "".join(box.bare)
    words = "".join(box.words)
    if box.brackets:
        spec, name = box.brackets[0], words
    else:
        spec, name = bare.strip(" >"), " ".join(box.comments)
        if spec.startswith("@") and len(box.quoted) == 1:
            spec, odd = f'"{box.quoted[0]}"{spec}', True
        if not bare.strip() and _checked(words)[0]:
            spec, odd = words, True
    if spec.lstrip().startswith("@") and ":" in spec:
        spec, odd = spec.rpartition(":")[2], True
    email, hidden = _checked(spec, blanks=bool(box.brackets))
    if not email:
        return None, True
    if box.brackets and "@" in bare and bare.strip().casefold() != email.casefold():
        odd = True
    if box.brackets and not words.strip():
        name = " ".join(box.comments)
    return Address(email, _name(name)), odd or hidden


def _checked(spec: str, *, blanks: bool = False) -> tuple[str, bool]:
    """Return an address or nothing, and whether it is odd: characters hid in it, or blanks stand.

    Blanks are taken in a quoted local part (RFC 5322 §3.4.1), and bare with ``blanks``: such an
    address names its sender, though no server would take it.
    """
    clean = to_screen(spec, one_line=True)
    local, _at, domain = clean.rpartition("@")
    bare = local[1:-1] if local.startswith('"') and local.endswith('"') else local
    blanks = (blanks or bare != local) and "=?" not in bare and len(bare) <= 64
    spaced = blanks and bool(_SPACED.fullmatch(bare))
    if _LOCAL.fullmatch(bare):
        local = bare
    domain = domain.rstrip(".")
    if not (spaced or _LOCAL.fullmatch(local)) or not _DOMAIN.fullmatch(domain) or ".." in domain:
        return "", True
    return f"{local}@{domain.lower()}", spaced or clean != spec.strip() or "=?" in local


def _name(text: str) -> str:
    return to_screen(decode_words(text), one_line=True).strip(" \"'")[:_MAX_NAME]
