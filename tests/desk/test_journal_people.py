"""What the journal tells of people: roles and absences, the last word counts, snapshots keep it."""

from __future__ import annotations

from datetime import UTC, datetime

from agent_console.desk.journal_entry import (
    AwaySaid,
    Entry,
    Payload,
    RoleGiven,
    TeamFact,
    payload_from_json,
    payload_to_json,
)
from agent_console.desk.journal_order import JournalFold, replay

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def entry(n: int, *facts: TeamFact) -> Entry:
    return Entry(n, NOON, Payload("anna", n, NOON, facts))


TOLD = (
    entry(1, RoleGiven("Anna", "lead"), RoleGiven("Bert", "read-only")),
    entry(2, AwaySaid("Bert", "2026-12-24", "Anna"), RoleGiven("Bert", "agent")),
    entry(3, AwaySaid("Anna", "2026-03-09", ""), AwaySaid("Bert", "", "")),
)


def test_last_word_on_somebody_counts() -> None:
    fold = replay(TOLD)
    assert fold.roles == {"Anna": "lead", "Bert": "agent"}
    assert fold.away == {"Anna": ("2026-03-09", ""), "Bert": ("", "")}


def test_what_is_told_of_people_comes_back_from_json_and_from_a_snapshot() -> None:
    for one in TOLD:
        assert payload_from_json(payload_to_json(one.payload)) == one.payload
    fold = replay(TOLD)
    again = JournalFold.restored(fold.state(), fold.log.values())
    assert (again.roles, again.away) == (fold.roles, fold.away)
    assert again.digest() == fold.digest()
    assert replay(TOLD[:1]).digest() != replay((entry(1, RoleGiven("Anna", "lead")),)).digest()
