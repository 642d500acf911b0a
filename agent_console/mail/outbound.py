"""The forms that texts, addresses and ids take in mail that leaves: one clean line, or refused."""

from __future__ import annotations

import re
import unicodedata

from agent_console.desk.text import to_screen
from agent_console.errors import ConsoleError
from agent_console.i18n import _

_ID = re.compile(r"[\x21-\x3b\x3d\x3f-\x7e]{1,900}")
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.\-\u00a1-\U0010ffff]{1,64}")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_WORD_CLASSES = ("L", "M", "N")


def one_line(text: str) -> str:
    """Return ``text`` as a header may carry it: no control characters, single blanks, no ends."""
    text = _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", text))
    return " ".join(part for part in text.split(" ") if part)


def is_wire_id(value: str) -> bool:
    """Tell whether ``value``, without brackets, can stand in an id header (RFC 5322 §3.6.4)."""
    return _ID.fullmatch(value) is not None


def wire_address(email: str) -> str:
    """Return ``email`` as it goes to a server: checked strictly, the domain in its ASCII form.

    The local part stays as it is; outside ASCII it needs SMTPUTF8 (RFC 6531). Raises ConsoleError
    for blanks, control characters, brackets and everything else that is no plain address.
    """
    local, at, domain = email.rpartition("@")
    if not (at and _LOCAL.fullmatch(local) and _visible(local)):
        raise _refused(email)
    try:
        return f"{local}@{ascii_domain(domain)}"
    except ValueError as error:
        raise _refused(email) from error


def ascii_domain(domain: str) -> str:
    """Return the ASCII form of a domain, lower-case (RFC 5891: ``ß`` is a letter of its own).

    Raises ValueError for a name that the domain name system cannot hold.
    """
    result = ".".join(_ascii_label(label) for label in domain.split("."))
    if len(result) > 253:
        raise ValueError("domain name too long")
    return result


def _ascii_label(label: str) -> str:
    plain = label.lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKC", label).lower()
        if not all(c == "-" or unicodedata.category(c)[0] in _WORD_CLASSES for c in plain):
            raise ValueError("not a domain name")
        if not plain.isascii():
            plain = "xn--" + plain.encode("punycode").decode("ascii")
    if not _LABEL.fullmatch(plain):
        raise ValueError("not a domain name")
    return plain


def _visible(text: str) -> bool:
    return text.isascii() or all(unicodedata.category(c)[0] not in ("C", "Z") for c in text)


def _refused(email: str) -> ConsoleError:
    shown = to_screen(email, one_line=True)[:80]
    return ConsoleError(
        _("Address"),
        _("“{address}” is not a usable e-mail address").format(address=shown),
        _("Write an address such as name@example.com, without blanks or brackets."),
    )
