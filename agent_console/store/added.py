"""What is noted of new mails for those who look at them later: the search, its words, the rules."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agent_console.store.driver import listed

_SPAN = """
INSERT INTO mail_span (block, newest, last, ordered) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (block) DO UPDATE SET
    ordered = ordered AND excluded.ordered AND ?5 >= newest AND ?6 > last,
    newest = max(newest, excluded.newest),
    last = max(last, excluded.last)
"""
_UNLEARNED = "INSERT OR IGNORE INTO unlearned (id) SELECT value FROM json_each(?)"
_UNSORTED = "INSERT OR IGNORE INTO unsorted (id) SELECT value FROM json_each(?)"
_BLOCK_BITS = 8


@dataclass(slots=True)
class Added:
    """A mail that was inserted: its number, when it was received, whether a customer wrote it."""

    number: int
    received: str
    asks: bool


@dataclass(slots=True)
class _Span:
    first: Added
    newest: str
    last: int
    ordered: bool = True

    def add(self, mail: Added) -> None:
        self.ordered = self.ordered and mail.received >= self.newest and mail.number > self.last
        self.newest = max(self.newest, mail.received)
        self.last = max(self.last, mail.number)


def note_added(connection: sqlite3.Connection, mails: Sequence[Added]) -> None:
    """Note mails in the order in which they were inserted; in the transaction that did it."""
    if not mails:
        return
    connection.executemany(
        _SPAN,
        [
            (block, span.newest, span.last, span.ordered, span.first.received, span.first.number)
            for block, span in _spans(mails).items()
        ],
    )
    connection.execute(_UNLEARNED, (listed(mail.number for mail in mails),))
    asking = [mail.number for mail in mails if mail.asks]
    if asking:
        connection.execute(_UNSORTED, (listed(asking),))


def _spans(mails: Iterable[Added]) -> dict[int, _Span]:
    spans: dict[int, _Span] = {}
    for mail in mails:
        block = mail.number >> _BLOCK_BITS
        if block in spans:
            spans[block].add(mail)
        else:
            spans[block] = _Span(mail, mail.received, mail.number)
    return spans
