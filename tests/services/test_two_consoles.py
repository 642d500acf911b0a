"""Two consoles of one user on one store: they see each other, and one engine runs."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_console.desk.ticket import TicketState
from agent_console.desk.views import Health, SyncStatus
from agent_console.errors import ActionRefusedError
from agent_console.services.desk import Desk
from agent_console.services.engine import EngineEvent, StoreTouched
from agent_console.store.engine import EngineLock, engine_lock
from tests.services.office import Office, office

pytestmark = pytest.mark.promise("two consoles on one store", "P12")

SECONDS = 90.0


@pytest.fixture
def at_work(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as made:
        yield made


@pytest.fixture
def lock(at_work: Office) -> Iterator[EngineLock]:
    """Somebody else's engine, so that no console starts one."""
    held = engine_lock(at_work.desk.store.path)
    assert held is not None
    yield held
    held.release()


@pytest.fixture
def other(at_work: Office) -> Iterator[Desk]:
    desk = at_work.second_desk()
    yield desk
    desk.close()


def listening(desk: Desk) -> queue.Queue[EngineEvent]:
    heard: queue.Queue[EngineEvent] = queue.Queue()
    desk.engine.start(heard.put)
    while True:
        event = heard.get(timeout=SECONDS)
        if isinstance(event, SyncStatus) and event.health is Health.ELSEWHERE:
            return heard


def test_consoles_hear_of_each_others_changes_by_themselves(
    at_work: Office, other: Desk, lock: EngineLock
) -> None:
    desks = (at_work.desk, other)
    ears = [listening(desk) for desk in desks]
    for writer, reader, ear in ((0, 1, ears[1]), (1, 0, ears[0])):
        while not ear.empty():
            ear.get()
        desks[writer].tickets.note(at_work.ref, f"from {writer}")
        while not isinstance(ear.get(timeout=SECONDS), StoreTouched):
            pass
        texts = [entry.text for entry in desks[reader].tickets.view(at_work.ref).entries]
        assert f"from {writer}" in texts


def test_verb_on_what_the_other_console_changed_is_refused_not_doubled(
    at_work: Office, other: Desk
) -> None:
    at_work.desk.tickets.close(at_work.ref)
    with pytest.raises(ActionRefusedError, match="is closed already"):
        other.tickets.close(at_work.ref)


def test_verbs_of_two_consoles_at_once_are_all_recorded(at_work: Office, other: Desk) -> None:
    ref = at_work.ref

    def write(desk: Desk) -> None:
        for number in range(20):
            desk.tickets.note(ref, f"{number}")

    threads = [threading.Thread(target=write, args=(desk,)) for desk in (at_work.desk, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
    row = other.queue.row(ref)
    assert row is not None
    assert row.notes == 40


def test_one_of_two_replies_begun_at_once_hears_of_the_other(at_work: Office, other: Desk) -> None:
    here = at_work.desk.replies.begin(at_work.ref, everyone=False)
    there = other.replies.begin(at_work.ref, everyone=False)
    assert at_work.desk.replies.problems(here, "Hello") == ()
    at_work.desk.replies.queue(here, "Hello")
    assert other.replies.problems(there, "Hello") == ("Meanwhile somebody answered this ticket.",)


def test_console_that_closes_its_desk_leaves_the_other_working(at_work: Office) -> None:
    first, second = at_work.second_desk(), at_work.second_desk()
    first.close()
    assert second.tickets.close(at_work.ref).state is TicketState.CLOSED
    second.close()


def test_desk_closed_while_it_listens_ends_without_a_word(
    at_work: Office, lock: EngineLock, capfd: pytest.CaptureFixture[str]
) -> None:
    desk = at_work.second_desk()
    heard = listening(desk)
    begun = time.monotonic()
    desk.close()
    assert time.monotonic() - begun < 20
    assert "store-watch" not in [thread.name for thread in threading.enumerate()]
    while not heard.empty():
        heard.get()
    at_work.desk.tickets.note(at_work.ref, "after that")
    with pytest.raises(queue.Empty):
        heard.get(timeout=0.7)
    assert capfd.readouterr().err == ""
