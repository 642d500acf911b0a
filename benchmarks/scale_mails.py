"""The mails of a store of any size: correspondences of five, from a pool of made texts.

The span is 700 days at every size, so a larger store is a busier mailbox, not an older one.
Addresses, order and parcel numbers are new in each mail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from benchmarks import mails
from benchmarks.mails import Kind, Made

MAILS_A_TICKET: Final = 5
OPEN_SHARE: Final = 20
"""One ticket of so many is open: the newest."""
DAYS: Final = 700
OURS: Final = "support@company.example"
BLOCK: Final = 500
_POOL = 4_000
_NUMBERS = re.compile(r"B-\d{6}|00340434\d{12}")


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large a store is."""

    mails: int

    @property
    def tickets(self) -> int:
        """How many tickets its mails are in."""
        return self.mails // MAILS_A_TICKET

    @property
    def still_open(self) -> int:
        """How many of the tickets are open."""
        return max(1, self.tickets // OPEN_SHARE)

    @property
    def customers(self) -> int:
        """How many people write: some of them more than once."""
        return max(1, self.tickets * 3 // 5)

    def moment(self, number: float) -> datetime:
        """Return when the mail of this number came."""
        seconds = number * DAYS * 86_400 / self.mails
        return datetime.fromtimestamp(mails.BEGIN, UTC) + timedelta(seconds=int(seconds))

    @property
    def end(self) -> datetime:
        """A moment shortly after the newest mail came."""
        return self.moment(self.mails) + timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail of a correspondence; ``turn`` 0, 2 and 4 are the customer's, 1 and 3 are ours."""

    number: int
    ticket: int
    turn: int
    made: Made
    address: str
    message_id: str
    subject: str
    text: str
    raw: bytes
    came: datetime

    @property
    def asks(self) -> bool:
        """Whether the customer wrote it."""
        return self.turn % 2 == 0


def letters(sizes: Sizes) -> Iterator[Letter]:
    """Yield all mails of a store; the five of a ticket lie a hundred mails apart."""
    pool = [(made, _Text(made)) for made in pool_of(sizes)]
    tickets_a_block = BLOCK // MAILS_A_TICKET
    for number in range(sizes.mails):
        block, place = divmod(number, BLOCK)
        turn, lane = divmod(place, tickets_a_block)
        ticket = block * tickets_a_block + lane
        first = (ticket * 37) % len(pool)
        text = pool[(first + turn) % len(pool)][1]
        yield text.letter(sizes, number, ticket, turn, pool[first][0])


def pool_of(sizes: Sizes) -> list[Made]:
    """Return the made mails whose texts and people are used."""
    return list(mails.mails(Kind.SMALL, min(_POOL, sizes.mails)))


class _Text:
    """A made mail whose numbers and addresses are to be replaced."""

    def __init__(self, made: Made) -> None:
        self._made = made
        self._numbers = sorted(set(_NUMBERS.findall(made.text + made.subject)))
        self._raw = made.raw.decode("utf-8", "surrogateescape")

    def letter(self, sizes: Sizes, number: int, ticket: int, turn: int, asked: Made) -> Letter:
        """Return this mail as one of a ticket that began with ``asked``."""
        person = ticket % sizes.customers
        local, _at, domain = asked.who.address.partition("@")
        address = f"{local}.{person}@{domain}"
        changes = {old: _another(old, number * 10 + n) for n, old in enumerate(self._numbers)}
        message_id = f"<{number:x}.{turn}@{domain if turn % 2 == 0 else 'company.example'}>"
        text, raw = _replaced(self._made.text, changes), _replaced(self._raw, changes)
        sender = address if turn % 2 == 0 else OURS
        raw = raw.replace(self._made.message_id, message_id)
        raw = raw.replace(self._made.who.address, sender)
        if turn % 2:
            raw = raw.replace(f'"Support" <{OURS}>', f"<{address}>")
        numbers = {old: _another(old, ticket) for old in set(_NUMBERS.findall(asked.subject))}
        subject = ("Re: " if turn else "") + _replaced(asked.subject, numbers)
        return Letter(
            number, ticket, turn, asked, address, message_id, subject, text,
            raw.encode("utf-8", "surrogateescape"), sizes.moment(number),
        )  # fmt: skip


def _another(old: str, number: int) -> str:
    """Return another order or parcel number of the same length."""
    return f"B-{number % 1_000_000:06}" if old.startswith("B") else f"00340434{number:012}"


def _replaced(text: str, changes: Mapping[str, str]) -> str:
    for old, new in changes.items():
        text = text.replace(old, new)
    return text
