"""Which canned answers left on which tickets, and when the customer wrote again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from agent_console.desk.events import Replied, event_from_json
from agent_console.store.driver import driver
from agent_console.store.times import from_text, maybe_from_text, to_text

ANSWERED = """instr(json_text, '"answers":"') > 0 AND instr(json_text, '"answers":""') = 0"""
"""The condition of the index over these events; the query repeats it word for word."""

_ANSWERED = f"""
SELECT event.at, event.json_text, (
    SELECT received FROM mail INDEXED BY mail_ticket
    WHERE mail.ticket = event.ticket AND received > event.at
        AND direction = 'in' AND kind = 'human' AND thanks = 0
    ORDER BY received LIMIT 1
)
FROM event INDEXED BY event_answered WHERE {ANSWERED} AND event.at >= ?
"""  # noqa: S608  # constants only


@dataclass(frozen=True, slots=True)
class Answered:
    """One reply made of canned answers; ``again`` is when the customer wrote next, thanks aside."""

    answers: tuple[str, ...]
    at: datetime
    again: datetime | None


def answered_since(session: Session, since: datetime) -> Iterator[Answered]:
    """Yield the replies that left since then and had canned answers in them."""
    for at, text, again in driver(session).execute(_ANSWERED, (to_text(since),)):
        fact = event_from_json(text).fact
        if isinstance(fact, Replied):
            names = tuple(dict.fromkeys(name for name in fact.answers.split(",") if name))
            yield Answered(names, from_text(at), maybe_from_text(again))
