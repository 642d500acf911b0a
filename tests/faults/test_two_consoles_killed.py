"""One of two consoles on a store is killed at its writes: the other goes on as if nothing were."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from agent_console.clock import FixedClock
from agent_console.desk.views import QueueView
from agent_console.locations import locations_below
from agent_console.services.desk import Desk
from tests.faults.homes import LATER, Homes, homes_with_server
from tests.faults.nursery import LAST, Job
from tests.faults.strace import Nursery, count_calls, killing, nursery, spread
from tests.faults.tally import EVERY_POINT, Points
from tests.filled import NOW, opened

pytestmark = [pytest.mark.server, pytest.mark.faults]

KILLED = -9
KILLS = ("pwrite64", "fdatasync")
POINTS_AT_LEAST = 15
WRITES_KILLED = LAST if EVERY_POINT else 12


@pytest.fixture(scope="module")
def homes() -> Iterator[Homes]:
    with homes_with_server() as made:
        yield made


def beside(homes: Homes, running: Nursery, call: str, number: int) -> tuple[int, str]:
    """Kill a console while another one is open, which works on; say what is wrong with that."""
    with homes.fresh() as home:
        clock = FixedClock(NOW)
        with closing(opened(locations_below(home), clock)) as other:
            before = noted(other, "before")
            trial = running.trial(Job(str(home), call, number))
            after = noted(other, "after")
            draft = other.replies.begin(refs(other)[0], everyone=False)
            mine = other.replies.queue(draft, "Von der anderen.\n")
            clock.move(LATER)
            wrong = homes.wrong_at(other, clock, trial)
            kept = noted(other, "end")
            if kept[: len(after)] != after or after[: len(before)] != before:
                wrong += "; notes are gone"
            if mine.message_id not in {item.message_id for item in other.outbox.items()}:
                wrong += "; the other's reply is gone"
            wrong += other.store.quick_check()
    return trial.code, f"{call} {number}: {wrong}" if wrong else ""


def refs(desk: Desk) -> list[str]:
    return [row.ref for row in desk.queue.page(QueueView.ALL, 0, 3).rows]


def noted(desk: Desk, text: str) -> list[str]:
    """Write a note on the first ticket; return what is noted there, the oldest first."""
    ref = sorted(refs(desk))[0]
    desk.tickets.note(ref, text)
    texts = ("before", "after", "end")
    return [entry.text for entry in desk.tickets.view(ref).entries if entry.text in texts]


@pytest.mark.promise("one of two consoles killed at a write", "P12", "P1", "P2")
def test_console_goes_on_wherever_the_other_one_is_killed(homes: Homes, points: Points) -> None:
    log = homes.folder / "log"
    with nursery("-y", "-o", str(log), *killing(*KILLS)) as running:
        assert beside(homes, running, "", 0) == (0, "")
        counts = count_calls(log)
        assert all(0 < counts[call] < LAST for call in KILLS)
        places = [("fdatasync", number) for number in range(1, 1 + counts["fdatasync"])]
        places += [("pwrite64", number) for number in spread(counts["pwrite64"], WRITES_KILLED)]
        for call, number in places:
            code, wrong = beside(homes, running, call, number)
            assert code == KILLED
            assert not points.take([wrong])
    assert points.tried > POINTS_AT_LEAST
