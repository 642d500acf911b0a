"""What the line to the journal asks the server for, and when it looks for what waits."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent_console.desk.team_views import ClaimState
from agent_console.mail.journal import JournalFolder
from agent_console.mail.journal_message import Outgoing
from tests.services.team_kit import Console, team
from tests.services.test_team_events import refs, sync
from tests.team.server import FakeConnection


def opened(console: Console, line: FakeConnection) -> JournalFolder:
    """Return the folder over a line on which everything was read."""
    membership = console.membership
    folder = JournalFolder(line, membership.journal, membership.ring)
    folder.open()
    console.ledger.load()
    console.loop.exchange(folder)
    return folder


def test_claim_on_a_line_that_was_read_takes_two_round_trips(tmp_path: Path) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        sync(anna, bert, anna)
        line = anna.server.connect()
        folder = opened(anna, line)
        bert.team.claim(refs(bert)[1])
        anna.team.claim(refs(anna)[0], seconds=0)
        before = line.round_trips
        anna.loop.exchange(folder, writes_first=True)
        assert line.round_trips == before + 2
        assert {one.agent for one in anna.team.claims().values()} == {"Anna", "Bert"}


def test_fact_that_comes_when_nothing_waited_any_more_is_seen_at_the_next_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with team(tmp_path, "Anna") as (anna,):
        sync(anna)
        folder, ref = opened(anna, anna.server.connect()), refs(anna)[0]
        asked = anna.ledger.next_message

        def claimed_then() -> Outgoing | None:
            found = asked()
            assert anna.team.claim(ref, seconds=0).state is ClaimState.WAITING
            return found

        monkeypatch.setattr(anna.ledger, "next_message", claimed_then)
        anna.loop.exchange(folder)
        assert anna.loop._is_awaited()
