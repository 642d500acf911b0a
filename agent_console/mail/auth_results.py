"""What the own mail server says about a mail's sender: Authentication-Results (RFC 8601).

Anybody can write such a field, so only the topmost one of the configured server counts, and only
where that server wrote it: in its own block, above every field that came with the mail. ARC's copy
(RFC 8617) counts the same. The server must remove forged fields that bear its name (RFC 8601 §5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from agent_console.desk.mail import Mail
from agent_console.mail.domains import house

_MAX_FIELD = 8_000
_MAX_RESULTS = 50
_BY = re.compile(r"\bby\s+([A-Za-z0-9._:\[\]-]{1,255})", re.IGNORECASE)
_INSTANCE = re.compile(r"i=\d{1,3}$")
_METHOD = re.compile(r"\s*([a-z0-9-]{1,30})(?:/\d+)?\s*=\s*([a-z]{1,20})", re.IGNORECASE)
_HEADER_FROM = re.compile(r"\bheader\.from\s*=\s*([^\s;]{1,255})", re.IGNORECASE)
_FIELDS = frozenset(("authentication-results", "arc-authentication-results"))
# Fields that the sender writes: below the first of them nothing is the own server's.
_OF_THE_MAIL = frozenset(
    (
        *("from", "sender", "reply-to", "to", "cc", "subject", "date", "message-id"),
        *("in-reply-to", "references", "mime-version", "content-type", "dkim-signature"),
    )
)
_FAILED = frozenset(("fail", "hardfail", "softfail"))


class Verdict(StrEnum):
    """What a check found; ``none`` is also what is unknown or could not be checked."""

    PASSED = "pass"
    FAILED = "fail"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class AuthResults:
    """The verdicts of the own server; DMARC's is about the domain that the mail's From names."""

    spf: Verdict = Verdict.NONE
    dkim: Verdict = Verdict.NONE
    dmarc: Verdict = Verdict.NONE


def auth_results(mail: Mail, authserv_id: str) -> AuthResults:
    """Return what the server called ``authserv_id`` says of ``mail``; nothing without a name."""
    field = _trusted_field(mail, authserv_id.strip().lower()) if authserv_id.strip() else ""
    results = _bare(field).split(";")[1:_MAX_RESULTS]
    return AuthResults(
        spf=_verdict(results, "spf"),
        dkim=_verdict(results, "dkim"),
        dmarc=_verdict([one for one in results if _is_about_sender(one, mail)], "dmarc"),
    )


def _trusted_field(mail: Mail, authserv_id: str) -> str:
    """Return the topmost field of that server in its own block; empty when there is none."""
    found = ""
    ours = False
    for name, value in mail.headers:
        if name in _OF_THE_MAIL:
            break
        if name == "received":
            place = _BY.search(value[:_MAX_FIELD])
            host = place.group(1).lower() if place else ""
            if _is_named(host) and house(host) != house(authserv_id):
                break
            ours |= _is_named(host)
        elif name in _FIELDS and not found:
            found = _field_of(value[:_MAX_FIELD], authserv_id, ours=ours)
    return found if ours else ""


def _is_named(host: str) -> bool:
    """Tell a server's full name from the addresses and short names of its inner machines."""
    return "." in host and not host.strip("[]").replace(".", "").isdigit() and ":" not in host


def _field_of(value: str, authserv_id: str, *, ours: bool) -> str:
    """Return the field, its server's name in front, when that server wrote it.

    Exchange writes none; there the place directly below its own Received field speaks for it.
    """
    first, _semicolon, rest = _bare(value).partition(";")
    if _INSTANCE.match(first.strip()):
        first, _semicolon, rest = rest.partition(";")
    words = first.split()
    if words and words[0].lower() == authserv_id:
        return f"{authserv_id};{rest}"
    return f"{authserv_id};{first};{rest}" if ours and _METHOD.match(first) else ""


def _bare(value: str) -> str:
    """Return a field without comments; what stands in quotes can neither end nor name a result."""
    return "".join(_pieces(value))


def _pieces(value: str) -> Iterator[str]:
    depth = 0
    quoted = escaped = False
    for char in value:
        if escaped:
            escaped = False
        elif char == "\\" and (quoted or depth):
            escaped = True
        elif char == '"' and not depth:
            quoted = not quoted
        elif quoted:
            yield "_" if char in ";=()" or char.isspace() else char
        elif char == "(":
            depth += 1
        elif char == ")" and depth:
            depth -= 1
        elif not depth:
            yield char


def _verdict(results: list[str], method: str) -> Verdict:
    """Return the worst verdict on a method; for DKIM one good signature of several is enough."""
    matches = (_METHOD.match(one) for one in results)
    words = [m.group(2).lower() for m in matches if m and m.group(1).lower() == method]
    if "pass" in words and (method == "dkim" or set(words) == {"pass"}):
        return Verdict.PASSED
    return Verdict.FAILED if _FAILED.intersection(words) else Verdict.NONE


def _is_about_sender(result: str, mail: Mail) -> bool:
    """Return whether a result is about the domain in From, as far as it names one."""
    named = _HEADER_FROM.search(result)
    if named is None:
        return True
    if mail.sender is None or mail.sender_ambiguous:
        return False
    domain = named.group(1).rpartition("@")[2].lower().strip(".<>")
    return domain == mail.sender.email.rpartition("@")[2]
