"""A colleague's question in a note brings the ticket to the one who is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_console.desk.listing import Viewer
from agent_console.desk.mentions import who_asks
from agent_console.desk.states import QueueView
from agent_console.services.queue import QueueService
from agent_console.services.rebuild import rebuild
from agent_console.services.rules import Rules
from agent_console.services.tickets import TicketService
from tests.services.intake_kit import Bench, at, bench, raw_mail


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        made.deliver(raw_mail("q1@example.org"), minutes=-60)
        yield made


def service(desk: Bench, agent: str) -> TicketService:
    return TicketService(desk.store, desk.intake, Rules(desk.config), desk.clock, agent)


def asked_by(desk: Bench, agent: str) -> list[str]:
    """Return who asks the agent, for each ticket of the view "for me" of one who takes none."""
    page = QueueService(desk.store, desk.clock, Viewer(agent, level=-1)).page
    rows = page(QueueView.FOR_ME, 0, 10).rows
    return [who_asks(row.asked, agent) for row in rows]


def test_question_when_a_note_asks_comes_to_the_asked_one_until_the_answer(desk: Bench) -> None:
    (ref,) = desk.refs()
    bert, anna = service(desk, "Bert"), service(desk, "Anna Schmidt")
    bert.take(ref)
    bert.note(ref, "@Anna is this a warranty case?")
    bert.snooze(ref, at(600))
    rebuild(desk.store, desk.config)
    assert asked_by(desk, "Anna Schmidt") == ["Bert"]
    assert asked_by(desk, "Carla") == []
    anna.note(ref, "It is.")
    assert asked_by(desk, "Anna Schmidt") == []


def test_question_when_the_note_is_taken_back_goes(desk: Bench) -> None:
    (ref,) = desk.refs()
    bert = service(desk, "Bert")
    bert.take(ref)
    bert.note(ref, "@anna.schmidt and you?")
    assert asked_by(desk, "Anna Schmidt") == ["Bert"]
    bert.undo_last()
    assert asked_by(desk, "Anna Schmidt") == []
