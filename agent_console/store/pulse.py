"""The team pulse in the store: what waits to leave here, and what the team answered."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from agent_console.desk.pulse import Answer, Said, answer_from_json, answer_to_json
from agent_console.store.times import from_text, maybe_from_text, to_text

_OWN = "SELECT said, due, answer FROM team_pulse WHERE week = ?"
_KEEP = "INSERT OR REPLACE INTO team_pulse (week, said, due, answer) VALUES (?, ?, ?, ?)"
_WAITING = "SELECT answer FROM team_pulse WHERE said = ? AND due <= ? ORDER BY week"
_ADD = "INSERT OR IGNORE INTO team_pulse_answer (id, week, answer) VALUES (?, ?, ?)"
_ANSWERS = "SELECT answer FROM team_pulse_answer ORDER BY id"
_MARK = "SELECT folder, uid, read FROM team_pulse_mark"
_SET_MARK = """
INSERT OR REPLACE INTO team_pulse_mark (number, folder, uid, read) VALUES (1, ?, ?, ?)
"""


@dataclass(frozen=True, slots=True)
class Own:
    """What this console's agent said of a week; ``answer`` only while it waits."""

    said: Said = Said.OPEN
    due: datetime | None = None
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """How far the folder was read, and when; None for never."""

    folder: int = 0
    uid: int = 0
    read: datetime | None = None


def own(connection: sqlite3.Connection, week: str) -> Own:
    """Return what was said here of a week."""
    row = connection.execute(_OWN, (week,)).fetchone()
    if row is None:
        return Own()
    said, due, answer = row
    return Own(Said(said), maybe_from_text(due), answer_from_json(answer) if answer else None)


def keep_own(connection: sqlite3.Connection, week: str, said: Said) -> None:
    """Keep how it stands with a week; an answer to it is kept no longer."""
    connection.execute(_KEEP, (week, said.value, None, ""))


def keep_waiting(connection: sqlite3.Connection, answer: Answer, due: datetime) -> None:
    """Keep an answer until it leaves; one before it is replaced."""
    told = answer_to_json(answer).rstrip()
    connection.execute(_KEEP, (answer.week, Said.WAITING.value, to_text(due), told))


def due(connection: sqlite3.Connection, now: datetime) -> tuple[Answer, ...]:
    """Return the answers whose moment has come."""
    rows = connection.execute(_WAITING, (Said.WAITING.value, to_text(now)))
    return tuple(answer_from_json(answer) for (answer,) in rows)


def reading(connection: sqlite3.Connection) -> Reading:
    """Return how far the folder was read."""
    row = connection.execute(_MARK).fetchone()
    return Reading(row[0], row[1], from_text(row[2])) if row else Reading()


def keep_read(
    connection: sqlite3.Connection, answers: Iterable[Answer], reading: Reading, now: datetime
) -> None:
    """Keep what was read, and how far; the first answer of an id counts."""
    rows = [(one.id, one.week, answer_to_json(one).rstrip()) for one in answers]
    connection.executemany(_ADD, rows)
    connection.execute(_SET_MARK, (reading.folder, reading.uid, to_text(now)))


def answers(connection: sqlite3.Connection) -> tuple[Answer, ...]:
    """Return all that was read."""
    return tuple(answer_from_json(one) for (one,) in connection.execute(_ANSWERS))
