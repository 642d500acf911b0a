"""A ticket is taken by one: the first in the journal; others are told who, and may wait for it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.desk.team_views import ClaimState, Lead
from agent_console.services.team import TeamService
from agent_console.store.engine import engine_lock
from tests.services.team_kit import team
from tests.services.test_team_events import refs, sync

MINE, TAKEN, WAITING = ClaimState.MINE, ClaimState.TAKEN, ClaimState.WAITING


@pytest.mark.promise("same ticket taken by two", "P13")
def test_free_ticket_when_claimed_is_mine_and_the_other_sees_who_has_it(tmp_path: Path) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        sync(anna, bert)
        ref = refs(anna)[0]
        assert anna.team.claim(ref).state is MINE
        bert.sync()
        view = bert.team.claim_of(ref)
        assert view is not None
        assert (view.agent, view.mine) == ("Anna", False)
        refused = bert.team.claim(ref)
        assert (refused.state, refused.agent) == (TAKEN, "Anna")
        assert refused.words == "Anna was faster"
        assert bert.count("team_waiting") == 0, "what is known to be taken is not asked for"


@pytest.mark.promise("same ticket taken by two", "P13")
def test_same_ticket_when_claimed_at_once_has_one_winner_and_a_loser_who_is_told(
    tmp_path: Path,
) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        sync(anna, bert)
        ref = refs(anna)[0]
        assert anna.team.claim(ref, seconds=0).state is WAITING
        assert bert.team.claim(ref).state is MINE
        anna.sync()
        assert anna.team.claim(ref).words == "Bert was faster"


@pytest.mark.promise("same ticket taken by two", "P13")
def test_lease_when_over_is_taken_over_and_work_keeps_it(tmp_path: Path) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        sync(anna, bert)
        ref = refs(anna)[0]
        anna.team.claim(ref)
        later = timedelta(minutes=10)
        anna.clock.move(later)
        anna.server.pass_time(later)
        anna.team.working(ref)
        anna.team.working(ref)
        assert anna.count("team_waiting") == 1, "said once"
        anna.sync()
        anna.clock.move(later)
        anna.server.pass_time(later)
        bert.sync()
        assert bert.team.claim(ref).state is TAKEN
        anna.clock.move(later)
        anna.server.pass_time(later)
        assert bert.team.claim_of(ref) is None
        assert bert.team.claim(ref).state is MINE
        anna.sync()
        held = anna.team.claim_of(ref)
        assert held is not None
        assert held.agent == "Bert"


@pytest.mark.promise("same ticket taken by two", "P13")
def test_ticket_when_released_is_free_for_the_other(tmp_path: Path) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        sync(anna, bert)
        ref = refs(anna)[0]
        anna.team.claim(ref)
        anna.team.release(ref)
        sync(anna, bert)
        assert bert.team.claims() == {}
        assert bert.team.claim(ref).state is MINE


@pytest.mark.promise("same ticket taken by two", "P13")
def test_ticket_when_released_while_it_is_asked_for_is_free_for_the_other(tmp_path: Path) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        sync(anna, bert)
        ref = refs(anna)[0]
        anna.team.claim(ref, seconds=0)
        assert anna.ledger.next_message() is not None, "it is under way"
        anna.team.release(ref)
        sync(anna, bert)
        assert bert.team.claims() == {}


def test_claim_when_taken_back_while_the_message_is_made_is_not_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with team(tmp_path, "Anna") as (anna,):
        sync(anna)
        ref = refs(anna)[0]
        anna.team.claim(ref, seconds=0)
        wants = anna.ledger.wants_to_write

        def taken_back_then() -> bool:
            wanted = wants()
            anna.team.release(ref)
            return wanted

        monkeypatch.setattr(anna.ledger, "wants_to_write", taken_back_then)
        assert anna.ledger.next_message() is None


def test_status_when_read_names_members_versions_and_what_does_not_count(tmp_path: Path) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        anna.server.put(b"Subject: stray\r\n\r\nHello\r\n")
        sync(anna, bert)
        status = anna.team.status()
        assert status is not None
        assert [(m.agent, m.program, m.me, m.here) for m in status.members] == [
            ("Anna", "0.1", True, True),
            ("Bert", "0.1", False, True),
        ]
        assert dict(status.refused) == {"foreign": 1}
        assert (status.waiting, status.damaged, status.line) == (0, False, Lead.OFF)
        assert status.entries == 3
        assert status.size > 0
        anna.clock.move(timedelta(hours=1))
        assert anna.team.here() == ()


def test_line_when_open_reads_what_others_tell_without_being_asked(tmp_path: Path) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, bert), anna.running(), bert.running():
        lock = engine_lock(anna.desk.store.path)
        assert lock is not None
        ref = refs(anna)[0]
        with lock:
            status = anna.team.status()
            assert status is not None
            assert status.line is Lead.ONLINE
            claimed = TeamService(anna.desk.store, anna.clock).claim(ref, seconds=30)
        assert claimed.state is MINE
        with bert.ledger.changed:
            assert bert.ledger.changed.wait_for(lambda: ref in bert.ledger.fold.claims, 10)
