"""What a console has read of its team's journal, and the message it is writing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from agent_console.desk.journal_entry import Entry, payload_from_json, payload_to_json
from agent_console.desk.journal_snapshot import Snapshot
from agent_console.store import erasures, journal_waiting
from agent_console.store.driver import driver, listed
from agent_console.store.times import from_text, maybe_from_text, maybe_to_text, to_text

if TYPE_CHECKING:
    from sqlmodel import Session

_BEGIN = """
INSERT INTO team (id, journal, console, agent, cursor, number, epoch, ahead, health)
VALUES (1, ?, ?, ?, 0, 0, 0, 0, '{}')
"""
_STATE = """
SELECT journal, console, agent, folder, cursor, number, epoch, moment, ahead, health FROM team
"""
_ENTRY = """
INSERT OR REPLACE INTO team_entry (uid, arrived, console, n, key, payload, reason)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_SNAPSHOT = """
INSERT OR REPLACE INTO team_snapshot (place, epoch, upto, digest, uids, arrived, packed)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_TABLES = (
    *("team", "team_entry", "team_snapshot", "team_waiting", "team_message"),
    *("team_claim", "team_left", "team_member", "team_role", "team_away"),
    *("team_pulse", "team_pulse_answer", "team_pulse_mark"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """How far the journal was read: ``folder`` is the UIDVALIDITY that ``cursor`` belongs to.

    ``number`` is that of the last message begun here, ``epoch`` the one that is to be begun.
    """

    journal: str
    console: str
    agent: str
    folder: int | None = None
    cursor: int = 0
    number: int = 0
    epoch: int = 0
    moment: datetime | None = None
    ahead: float = 0.0
    health: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Message:
    """A message that was begun: the same bytes however often it is tried."""

    number: int
    key: str
    message_id: str
    raw: bytes


def begin(session: Session, journal: str, console: str, agent: str) -> None:
    """Take part in a journal; what was recorded before is to be told as well.

    A console that takes part already stays as it is; one that changes its team begins anew.
    """
    known = place(session)
    if known is not None and (known.journal, known.console) == (journal, console):
        if known.agent != agent:
            driver(session).execute("UPDATE team SET agent = ?", (agent,))
        return
    forget(session)
    driver(session).execute(_BEGIN, (journal, console, agent))
    journal_waiting.tell_all_events(session)


def forget(session: Session) -> None:
    """Take part no longer: all that was kept of the journal goes, what it brought stays."""
    for table in _TABLES:
        driver(session).execute(f"DELETE FROM {table}")  # noqa: S608 - our names


def place(session: Session) -> Place | None:
    """Return how far the journal was read; None without a team."""
    row = driver(session).execute(_STATE).fetchone()
    if row is None:
        return None
    journal, console, agent, folder, cursor, number, epoch, moment, ahead, health = row
    at = maybe_from_text(moment)
    told = json.loads(health)
    return Place(journal, console, agent, folder, cursor, number, epoch, at, ahead, told)


def move(session: Session, cursor: int, moment: datetime | None, ahead: float) -> None:
    """Keep how far the journal was read, and what its server's clock has shown."""
    statement = "UPDATE team SET cursor = ?, moment = ?, ahead = ?"
    driver(session).execute(statement, (cursor, maybe_to_text(moment), ahead))


def settle_in(session: Session, folder: int, epoch: int) -> None:
    """Begin with a folder of this UIDVALIDITY; what is to be begun there has this ``epoch``."""
    driver(session).execute("DELETE FROM team_entry")
    statement = "UPDATE team SET folder = ?, cursor = 0, epoch = ?"
    driver(session).execute(statement, (folder, epoch))


def keep_health(session: Session, health: dict[str, Any]) -> None:
    """Keep how the journal is doing, for the screens."""
    driver(session).execute("UPDATE team SET health = ?", (json.dumps(health, sort_keys=True),))


def keep_entries(session: Session, entries: Iterable[Entry]) -> None:
    """Keep messages as they were read."""
    gone = erasures.blanked(driver(session))
    rows = [
        (
            entry.uid,
            to_text(entry.arrived),
            entry.payload.console,
            entry.payload.n,
            entry.key,
            erasures.hushed(payload_to_json(entry.payload).encode(), gone),
            "",
        )
        for entry in entries
    ]
    driver(session).executemany(_ENTRY, rows)


def keep_refused(session: Session, refused: Iterable[tuple[int, str]]) -> None:
    """Keep which messages did not count, and why."""
    rows = [(uid, None, "", 0, "", b"", reason) for uid, reason in refused]
    driver(session).executemany(_ENTRY, rows)


def entries(session: Session) -> list[Entry]:
    """Return the messages that are kept and understood, in order."""
    rows = driver(session).execute(
        "SELECT uid, arrived, key, payload FROM team_entry WHERE reason = '' ORDER BY uid"
    )
    return [
        Entry(uid, from_text(arrived), payload_from_json(payload.decode()), key)
        for uid, arrived, key, payload in rows
    ]


def passed(session: Session) -> set[int]:
    """Return the UIDs of all messages that were read, whether they count or not."""
    return {uid for (uid,) in driver(session).execute("SELECT uid FROM team_entry")}


def refused(session: Session) -> dict[str, int]:
    """Return how many messages did not count, by reason."""
    question = "SELECT reason, count(*) FROM team_entry WHERE reason <> '' GROUP BY reason"
    return dict(driver(session).execute(question).fetchall())


def forget_refused(session: Session, reason: str) -> set[int]:
    """Take no note of messages refused for ``reason`` any longer; return their UIDs."""
    question = "DELETE FROM team_entry WHERE reason = ? RETURNING uid"
    return {uid for (uid,) in driver(session).execute(question, (reason,)).fetchall()}


def size(session: Session) -> tuple[int, int]:
    """Return how many messages are kept, and how many bytes they have."""
    question = "SELECT count(*), coalesce(sum(length(payload)), 0) FROM team_entry"
    found = driver(session).execute(question).fetchone()
    return int(found[0]), int(found[1])


def keep_snapshots(session: Session, kept: Sequence[Snapshot | None]) -> None:
    """Keep the snapshot that the fold begins with and the one before; forget what it covers."""
    ask = driver(session).execute
    for number, one in enumerate(kept):
        if one is None:
            ask("DELETE FROM team_snapshot WHERE place = ?", (number,))
            continue
        row = (one.epoch, one.upto, one.digest, listed(one.uids), to_text(one.arrived), one.packed)
        ask(_SNAPSHOT, (number, *row))
    erasures.hush_journal(driver(session))
    upto = kept[0].upto if kept and kept[0] else 0
    ask("DELETE FROM team_entry WHERE uid <= ? AND reason = ''", (upto,))


def snapshots(session: Session) -> tuple[Snapshot | None, Snapshot | None]:
    """Return the snapshot that the fold begins with, and the one before."""
    rows = driver(session).execute(
        "SELECT place, epoch, upto, digest, uids, arrived, packed FROM team_snapshot"
    )
    found = {
        number: Snapshot(epoch, upto, digest, tuple(json.loads(uids)), from_text(arrived), packed)
        for number, epoch, upto, digest, uids, arrived, packed in rows
    }
    return found.get(0), found.get(1)


def keep_message(session: Session, message: Message) -> None:
    """Keep the message under way, before anybody is told of it."""
    ask = driver(session).execute
    ask("DELETE FROM team_message")
    row = (message.number, message.key, message.message_id, message.raw)
    ask("INSERT INTO team_message (number, key, message_id, raw) VALUES (?, ?, ?, ?)", row)
    ask("UPDATE team SET number = ?", (message.number,))


def message(session: Session) -> Message | None:
    """Return the message under way, None when there is none."""
    question = "SELECT number, key, message_id, raw FROM team_message"
    row = driver(session).execute(question).fetchone()
    return Message(*row) if row else None


def message_refused(session: Session, number: int) -> None:
    """Let what the message under way says wait again: somebody else took its number."""
    driver(session).execute("DELETE FROM team_message WHERE number = ?", (number,))
    statement = "UPDATE team_waiting SET number = NULL WHERE number = ?"
    driver(session).execute(statement, (number,))


def message_arrived(session: Session, number: int) -> None:
    """Note that the message under way was read back: what it says has been told."""
    driver(session).execute("DELETE FROM team_message WHERE number = ?", (number,))
    journal_waiting.read_back(session, number)
