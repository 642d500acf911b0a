"""What a mail server is asked for with one mail, and what is known afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

_ENVID_MAX = 100
_FIRST_FINAL = 500


class Outcome(StrEnum):
    """What became of a mail."""

    SENT = "sent"
    PARTIAL = "partial"
    DEFERRED = "deferred"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class Stage(StrEnum):
    """How far the conversation with the server came."""

    CONNECT = "connect"
    SIGN_IN = "sign-in"
    SENDER = "sender"
    RECIPIENTS = "recipients"
    DATA = "data"


@dataclass(frozen=True, slots=True)
class Envelope:
    """From whom and to whom the server is asked to carry the mail; the sender may be empty.

    ``receipt`` is asked for last and gets the mail only together with one of ``recipients``: its
    arrival proves that the server took the mail. ``token`` names the mail in delivery reports
    (ENVID, RFC 3461 §4.4).
    """

    sender: str
    recipients: tuple[str, ...]
    receipt: str = ""
    token: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """The server's answer about one recipient; 4xx means later, 5xx never."""

    code: int
    text: str


@dataclass(frozen=True, slots=True)
class SendResult:
    """What became of one attempt.

    ``refused`` names the recipients that were not taken, ``accepted`` those that were: with SENT
    and PARTIAL they have the mail, with UNKNOWN perhaps. ``detail`` is for people, cleaned.
    ``code`` is the server's answer, 0 when there was none; ``size_limit`` the most bytes it takes,
    None when it did not say. DEFERRED at SIGN_IN with code 535 means: ask for another password
    before the next attempt. ``untrusted`` says that nothing vouches for the server's certificate.
    """

    outcome: Outcome
    stage: Stage
    detail: str = ""
    refused: Mapping[str, Refusal] = field(default_factory=dict)
    code: int = 0
    accepted: tuple[str, ...] = ()
    size_limit: int | None = None
    untrusted: bool = False

    @property
    def sign_in_refused(self) -> bool:
        """Whether the server refused user or password for good, not only for now (RFC 4954 §6)."""
        return self.stage is Stage.SIGN_IN and self.code >= _FIRST_FINAL


def report_options(token: str) -> list[str]:
    """Return what to add to MAIL: reports carry the header alone and name the mail by ``token``."""
    name = _xtext(token)
    return ["RET=HDRS", *([f"ENVID={name}"] if 0 < len(name) <= _ENVID_MAX else [])]


def notify_options(name: str) -> list[str]:
    """Return what to add to RCPT: failures and delays are reported for ``name``."""
    options = ["NOTIFY=FAILURE,DELAY"]
    return [*options, f"ORCPT=rfc822;{_xtext(name)}"] if name.isascii() else options


def _xtext(text: str) -> str:
    """Return ``text`` as xtext (RFC 3461 §4): what is not plain as ``+`` and two hex digits."""
    plain = range(33, 127)
    return "".join(
        c if ord(c) in plain and c not in "+=" else f"+{ord(c):02X}" for c in text if c.isascii()
    )
