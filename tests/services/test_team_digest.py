"""Digests tell whether two consoles hold the same."""

from __future__ import annotations

from pathlib import Path

from agent_console.services.team_digest import team_digest
from tests.services.team_kit import team
from tests.services.test_team_events import refs, sync


def test_digests_when_both_have_read_everything_are_equal_and_not_before(tmp_path: Path) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        sync(anna, bert, anna)
        before = team_digest(anna.desk.store)
        assert before == team_digest(bert.desk.store)
        assert before is not None
        anna.desk.tickets.note(refs(anna)[0], "Kundin rief an")
        sync(anna)
        after = team_digest(anna.desk.store)
        assert after is not None
        for one, other in (
            (before.cursor, after.cursor),
            (before.journal, after.journal),
            (before.events, after.events),
            (before.tickets, after.tickets),
        ):
            assert one != other
        sync(bert)
        assert team_digest(bert.desk.store) == after


def test_digest_without_a_team_is_none(tmp_path: Path) -> None:
    with team(tmp_path, "Anna") as (anna,):
        assert team_digest(anna.desk.store) is None
