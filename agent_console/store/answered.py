"""Which canned answers left on which tickets, and when the customer wrote again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from agent_console.desk.mail import TextRange
from agent_console.store import codec
from agent_console.store.driver import driver
from agent_console.store.times import from_text, maybe_from_text, to_text

if TYPE_CHECKING:
    from sqlmodel import Session

ANSWERED = """instr(json_text, '"answers":"') > 0 AND instr(json_text, '"answers":""') = 0"""
"""The condition of the index over these events; the query repeats it word for word."""

_FROM = f"""
FROM event INDEXED BY event_answered
WHERE {ANSWERED} AND event.at >= ? AND json_extract(json_text, '$.type') = 'replied'
"""
_ANSWERED = f"""
SELECT json_extract(json_text, '$.data.answers'), event.at, (
    SELECT received FROM mail INDEXED BY mail_ticket
    WHERE mail.ticket = event.ticket AND received > event.at
        AND direction = 'in' AND kind = 'human' AND thanks = 0 AND NOT (score <> '' AND EXISTS (
            SELECT 1 FROM survey WHERE survey.ticket = mail.ticket AND survey.mail = mail.key
        ))
    ORDER BY received LIMIT 1
){_FROM}"""  # noqa: S608  # constants only
_LETTERS = f"""
SELECT event.seq, event.ticket, json_extract(json_text, '$.data.answers'), mail.language,
    mail.subject, mail.text, mail.ranges
FROM event INDEXED BY event_answered JOIN mail ON mail.id = (
    SELECT id FROM mail INDEXED BY mail_ticket
    WHERE mail.ticket = event.ticket AND received <= event.at
        AND direction = 'in' AND kind = 'human'
    ORDER BY received DESC LIMIT 1
)
WHERE {ANSWERED} AND event.at >= '' AND event.seq > ?
    AND json_extract(json_text, '$.type') = 'replied'
ORDER BY event.seq DESC LIMIT ?
"""  # noqa: S608  # constants only
_COUNTED = f"""
SELECT json_extract(json_text, '$.data.answers') AS sent, count(*){_FROM}GROUP BY sent
"""


@dataclass(frozen=True, slots=True)
class Answered:
    """One reply made of canned answers; ``again`` is when the customer wrote next.

    Thanks and scores of surveys aside.
    """

    answers: tuple[str, ...]
    at: datetime
    again: datetime | None


@dataclass(frozen=True, slots=True)
class AnsweredMail:
    """A customer's mail, and the canned answers with which it was answered; ``seq`` of that."""

    seq: int
    ticket: str
    answers: tuple[str, ...]
    language: str
    subject: str
    text: str
    ranges: tuple[TextRange, ...]


def answered_mails(session: Session, after: int, limit: int) -> list[AnsweredMail]:
    """Return the newest ``limit`` mails whose answer has a place behind ``after``."""
    rows = driver(session).execute(_LETTERS, (after, limit))
    return [
        AnsweredMail(
            seq, ref, _each_once(names), language, subject, text, codec.ranges_from_json(ranges)
        )
        for seq, ref, names, language, subject, text, ranges in rows
    ]


def answered_since(session: Session, since: datetime) -> Iterator[Answered]:
    """Yield the replies that left since then and had canned answers in them."""
    for names, at, again in driver(session).execute(_ANSWERED, (to_text(since),)):
        yield Answered(_each_once(names), from_text(at), maybe_from_text(again))


def counted_since(session: Session, since: datetime) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield what replies that left since then were made of, and how many were made of just that."""
    for names, count in driver(session).execute(_COUNTED, (to_text(since),)):
        yield _each_once(names), count


def _each_once(names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names.split(",") if name))
