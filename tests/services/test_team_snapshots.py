"""A long snapshot is brought in by portions, and nothing of it is lost between two of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from agent_console.mail.wire import ConnectionLostError
from agent_console.services import team_taking
from agent_console.services.intake import Intake
from agent_console.services.team_events import bring_in
from tests.services.team_kit import Console, team
from tests.services.test_team_events import refs, sync

if TYPE_CHECKING:
    from sqlmodel import Session


def compact(console: Console) -> None:
    """Let a console write a snapshot of everything, and remove what it covers."""
    later = timedelta(hours=2)
    console.clock.move(later)
    console.server.pass_time(later)
    console.desk.tickets.note(refs(console)[0], "viel spaeter")
    console.sync()
    console.ledger.tell(*console.ledger.due_snapshot(1))
    console.sync()
    base = console.ledger.book.base
    assert base is not None
    for uid in [uid for uid in console.server.messages if uid <= base.upto]:
        del console.server.messages[uid]


def test_newcomer_who_is_broken_off_within_a_long_snapshot_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(team_taking, "_FACTS_AT_ONCE", 3)
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        for number in range(5):
            for ref in refs(anna):
                anna.desk.tickets.note(ref, f"Notiz {number}")
        anna.desk.tickets.undo_last()
        anna.sync()
        compact(anna)
        bert.desk.tickets.note(refs(bert)[0], "vorher")
        portions: list[int] = []

        def broken(
            session: Session,
            intake: Intake,
            own: frozenset[str],
            some: Sequence[str],
            told: Mapping[str, str],
        ) -> frozenset[str]:
            portions.append(len(some))
            if len(portions) == 3:
                raise ConnectionLostError("cut")
            return bring_in(session, intake, own, some, told)

        monkeypatch.setattr(team_taking, "bring_in", broken)
        bert.sync()
        assert portions == [3, 3, 3]
        assert len(bert.events()) == 7, "two portions and what was recorded here"
        bert.restart()
        sync(bert, anna, bert)
        assert bert.events() == anna.events()
        assert bert.tickets() == anna.tickets()
