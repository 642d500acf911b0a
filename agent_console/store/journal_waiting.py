"""Facts that the team has not been told yet, written together with what they tell of."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from agent_console.store.driver import driver, listed

if TYPE_CHECKING:
    from sqlmodel import Session

    from agent_console.desk.journal_entry import TeamFact

_TELL = """
INSERT INTO team_waiting (event, fact) SELECT ?, ? WHERE EXISTS (SELECT 1 FROM team) RETURNING id
"""
_TELL_ALL = "INSERT INTO team_waiting (event, fact) SELECT id, '' FROM event ORDER BY seq"
_NEXT = """
SELECT team_waiting.id, coalesce(event.json_text, fact), event <> '' FROM team_waiting
LEFT JOIN event ON event.id = team_waiting.event
WHERE number IS ? ORDER BY team_waiting.id LIMIT ?
"""
_MARK = """
UPDATE team_waiting SET number = ? WHERE id IN (SELECT value FROM json_each(?))
"""
_SAME = "SELECT id FROM team_waiting WHERE event = '' AND fact = ? LIMIT 1"
_UNDER_WAY = "SELECT fact FROM team_waiting WHERE event = '' AND number IS NOT NULL"
_PROVISIONAL = "SELECT event FROM team_waiting WHERE event <> '' ORDER BY id"
_WITHOUT_DATE = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A fact and the place where it waits."""

    id: int
    fact: TeamFact


def tell(session: Session, fact: TeamFact) -> int | None:
    """Let the team know, as soon as it can be reached; return where the fact waits.

    None without a team: nothing is written then.
    """
    if not is_team(session):
        return None
    found = driver(session).execute(_TELL, ("", _to_json(fact))).fetchone()
    return int(found[0]) if found else None


def tell_event(session: Session, event_id: str) -> None:
    """Let the team know of an event that is recorded in this transaction."""
    driver(session).execute(_TELL, (event_id, "")).fetchall()


def tell_all_events(session: Session) -> None:
    """Let the team know of everything that was recorded here before there was one."""
    driver(session).execute(_TELL_ALL)


def is_team(session: Session) -> bool:
    """Return whether this console takes part in a team."""
    return bool(driver(session).execute("SELECT EXISTS (SELECT 1 FROM team)").fetchone()[0])


def any_untold(session: Session) -> bool:
    """Return whether a fact waits that no message was begun for."""
    question = "SELECT EXISTS (SELECT 1 FROM team_waiting WHERE number IS NULL)"
    return bool(driver(session).execute(question).fetchone()[0])


def count(session: Session) -> int:
    """Return how many facts nobody has read back."""
    return int(driver(session).execute("SELECT count(*) FROM team_waiting").fetchone()[0])


def untold(session: Session, most: int) -> list[Waiting]:
    """Return the facts for which no message was begun, in order, at most so many."""
    return _read(session, None, most)


def in_message(session: Session, number: int) -> list[Waiting]:
    """Return what the message with this number says."""
    return _read(session, number, -1)


def is_waiting(session: Session, place: int) -> bool:
    """Return whether the fact at ``place`` was not read back yet."""
    question = "SELECT EXISTS (SELECT 1 FROM team_waiting WHERE id = ?)"
    return bool(driver(session).execute(question, (place,)).fetchone()[0])


def withdraw(session: Session, place: int) -> bool:
    """Say nothing of a fact after all; False when a message with it was begun."""
    statement = "DELETE FROM team_waiting WHERE id = ? AND number IS NULL"
    return driver(session).execute(statement, (place,)).rowcount == 1


def withdraw_same(session: Session, fact: TeamFact) -> bool:
    """Say nothing of a fact after all; False when it is not there, or a message was begun."""
    statement = "DELETE FROM team_waiting WHERE event = '' AND fact = ? AND number IS NULL"
    return driver(session).execute(statement, (_to_json(fact),)).rowcount > 0


def is_told_already(session: Session, fact: TeamFact) -> bool:
    """Return whether the same fact waits already."""
    return driver(session).execute(_SAME, (_to_json(fact),)).fetchone() is not None


def is_asked_for(session: Session, ticket: str) -> bool:
    """Return whether the message under way asks for a ticket."""
    from agent_console.desk.journal_entry import Claimed, TakenOver

    told = driver(session).execute(_UNDER_WAY).fetchall()
    asked = (_from_json(text) for (text,) in told)
    return any(isinstance(one, Claimed | TakenOver) and one.ticket == ticket for one in asked)


def mark(session: Session, places: Iterable[int], number: int) -> None:
    """Note in which message these facts are told."""
    driver(session).execute(_MARK, (number, listed(places)))


def read_back(session: Session, number: int) -> None:
    """Let the facts of a message go that counted."""
    driver(session).execute("DELETE FROM team_waiting WHERE number = ?", (number,))


def provisional(session: Session) -> list[str]:
    """Return the ids of recorded events that were not read back, in the order of recording."""
    return [event for (event,) in driver(session).execute(_PROVISIONAL)]


def forget_events(session: Session, events: Collection[str]) -> None:
    """Let events go that somebody else has told; for those no message was begun for."""
    statement = """
    DELETE FROM team_waiting WHERE number IS NULL
    AND event <> '' AND event IN (SELECT value FROM json_each(?))
    """
    driver(session).execute(statement, (listed(events),))


def _read(session: Session, number: int | None, most: int) -> list[Waiting]:
    from agent_console.desk.journal_entry import Recorded

    rows = driver(session).execute(_NEXT, (number, most)).fetchall()
    return [
        Waiting(place, Recorded(text) if is_event else _from_json(text))
        for place, text, is_event in rows
    ]


def _to_json(fact: TeamFact) -> str:
    from agent_console.desk.journal_entry import Payload, payload_to_json

    return payload_to_json(Payload("x", 1, _WITHOUT_DATE, (fact,)))


def _from_json(text: str) -> TeamFact:
    from agent_console.desk.journal_entry import payload_from_json

    return payload_from_json(text).facts[0]
