"""One message of the journal as a mail: written so that servers leave it alone, read with patience.

A plain text of ASCII lines: words for people who find it in the folder, then what is sealed as
base64url in lines of 72 characters, closed by a line with a single dot. Servers may change line
ends, blanks at line ends and headers; nothing that counts is in them.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from agent_console.desk.journal_entry import (
    FACTS_MAX,
    Entry,
    Payload,
    TeamFact,
    fact_size,
    payload_from_json,
    payload_to_json,
)
from agent_console.mail.outbound import wire_address
from agent_console.mail.seal import SEALED_MAX, KeyRing, Refusal, seal, unseal

FIRST_LINE = "Agent Console - do not delete / nicht loeschen"
WRITTEN_MAX = 400_000
"""Bytes of a payload that is written; a message that tells another one again fits, too."""

TEXT_MAX = SEALED_MAX * 4 // 3 + SEALED_MAX // 20 + 4_096
"""Bytes of a text that is read; a longer one is refused without a look."""

_COLUMNS = 72
_PLAIN = (
    "Auto-Submitted: auto-generated",
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=us-ascii",
    "Content-Transfer-Encoding: 7bit",
)
_FRAME = 8_192
_MARK = FIRST_LINE.encode("ascii")
_NOT_SEALED = re.compile(rb"[^A-Za-z0-9_\-]")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message ready to be put into the folder: the same bytes however often it is tried."""

    console: str
    n: int
    message_id: str
    raw: bytes


def write_message(ring: KeyRing, journal: str, address: str, payload: Payload) -> Outgoing:
    """Return ``payload`` as a mail from and to ``address``, the mailbox itself.

    Raises ValueError when it holds nothing, more than 50 facts, or too much for one message.
    """
    if not 1 <= len(payload.facts) <= FACTS_MAX:
        raise ValueError("a message holds 1 to 50 facts")
    plain = payload_to_json(payload).encode()
    restoring = len(payload.facts) == 1
    if len(plain) > WRITTEN_MAX + (4_096 if restoring else 0):
        raise ValueError("too large for a message")
    sealed = seal(ring, journal, payload.console, payload.n, plain)
    name = f"{payload.console}.{payload.n}"
    message_id = f"<{name}.{ring.current.id}.{journal}@agent-console.invalid>"
    mailbox = wire_address(address)
    header = (
        f"From: {mailbox}",
        f"To: {mailbox}",
        f"Subject: [agent-console] {payload.console} {payload.n}",
        f"Date: {format_datetime(payload.at)}",
        f"Message-ID: {message_id}",
    )
    return Outgoing(payload.console, payload.n, message_id, mail_of(header, sealed))


def mail_of(header: Iterable[str], sealed: bytes) -> bytes:
    """Return a mail with this header, words for people, and what is sealed."""
    lines = (*header, *_PLAIN, "", FIRST_LINE, "", *_lines(sealed), ".", "")
    return "\r\n".join(lines).encode("utf-8")


def portions(facts: Iterable[TeamFact]) -> Iterator[tuple[TeamFact, ...]]:
    """Cut facts into what fits into one message each, in their order."""
    portion: list[TeamFact] = []
    room = WRITTEN_MAX - _FRAME
    for fact in facts:
        size = fact_size(fact) + 1
        if portion and (len(portion) == FACTS_MAX or size > room):
            yield tuple(portion)
            portion, room = [], WRITTEN_MAX - _FRAME
        portion.append(fact)
        room -= size
    if portion:
        yield tuple(portion)


def read_message(
    ring: KeyRing, journal: str, uid: int, arrived: datetime, text: bytes
) -> Entry | Refusal:
    """Read the text of a mail in the folder (no headers); return the entry or why it is none."""
    if len(text) > TEXT_MAX:
        return Refusal.TOO_LARGE
    sealed = sealed_in(text)
    if isinstance(sealed, Refusal):
        return sealed
    opened = unseal(ring, journal, sealed)
    if isinstance(opened, Refusal):
        return opened
    try:
        payload = payload_from_json(opened.plain.decode())
    except ValueError:
        return Refusal.NOT_UNDERSTOOD
    if (payload.console, payload.n) != (opened.console, opened.n):
        return Refusal.NOT_UNDERSTOOD
    return Entry(uid, arrived, payload, opened.key)


def sealed_in(text: bytes) -> bytes | Refusal:
    """Return what is sealed in the text of a mail, or why there is nothing."""
    lines = [line.strip() for line in text.splitlines()]
    if _MARK not in lines:
        return Refusal.FOREIGN
    lines = lines[lines.index(_MARK) + 1 :]
    if b"." not in lines:
        return Refusal.DAMAGED
    code = b"".join(lines[: lines.index(b".")])
    if len(code) % 4 == 1 or _NOT_SEALED.search(code):
        return Refusal.DAMAGED
    return base64.urlsafe_b64decode(code + b"=" * (-len(code) % 4))


def _lines(sealed: bytes) -> list[str]:
    code = base64.urlsafe_b64encode(sealed).rstrip(b"=").decode("ascii")
    return [code[at : at + _COLUMNS] for at in range(0, len(code), _COLUMNS)]
