"""The program is killed at its writes, or refused the disk there, while it queues and sends.

Every reply that was told as queued is there afterwards, and none is accepted twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.faults.homes import Homes, homes_with_server
from tests.faults.nursery import LAST
from tests.faults.strace import Call, Nursery, Trial, calls, nursery, spread
from tests.faults.strace import killing as killing_at
from tests.faults.tally import EVERY_POINT, Points

pytestmark = [pytest.mark.server, pytest.mark.faults]

POINTS_AT_LEAST = 100
PARTS = 4
WRITES_KILLED = LAST if EVERY_POINT else 80
KILLED = -9
KILLS = ("pwrite64", "fdatasync", "sendto")
REFUSALS = (("pwrite64", "ENOSPC"), ("fdatasync", "EIO"))
REFUSED_EVERY = 1 if EVERY_POINT else 17


@pytest.fixture(scope="module")
def homes() -> Iterator[Homes]:
    with homes_with_server() as made:
        yield made


@dataclass(frozen=True, slots=True)
class Killing:
    """A nursery whose children are killed, and the calls of one that was not."""

    nursery: Nursery
    whole: tuple[Call, ...]
    told: Trial

    def numbers(self, call: str) -> range:
        """Return the numbers of the calls of one kind."""
        return range(1, 1 + sum(one.name == call for one in self.whole))


@pytest.fixture(scope="module")
def killing(homes: Homes) -> Iterator[Killing]:
    log = homes.folder / "log"
    with nursery("-y", "-o", str(log), *killing_at(*KILLS)) as running:
        told, wrong = homes.trial(running)
        assert (told.code, told.lines[-1], len(told.queued), wrong) == (0, "end", 3, "")
        made = calls(log)
        child = next(call.process for call in made if call.name == "pwrite64")
        yield Killing(running, tuple(call for call in made if call.process == child), told)


@pytest.mark.promise("queued is told after the disk has it", "P1")
def test_disk_is_asked_to_keep_each_reply_before_it_is_told_as_queued(
    killing: Killing, points: Points
) -> None:
    told = 0
    written = kept = False
    for call in killing.whole:
        if "store.db-wal" in call.file:
            written = written or call.name == "pwrite64"
            kept = written and call.name == "fdatasync"
        elif call.name == "write" and '"queued ' in call.text:
            assert not points.take(["" if written and kept else f"{call} came before the disk"])
            told, written, kept = told + 1, False, False
    assert told == len(killing.told.queued) == 3


def test_program_writes_at_more_than_a_hundred_places(
    killing: Killing, capsys: pytest.CaptureFixture[str]
) -> None:
    every = {call: len(killing.numbers(call)) for call in KILLS}
    assert all(0 < number < LAST for number in every.values())
    assert every["pwrite64"] >= 80
    assert len(places(killing)) > POINTS_AT_LEAST
    with capsys.disabled():
        print(f" killed at {len(places(killing))} of {sum(every.values())} places ", end="")


def places(killing: Killing) -> list[tuple[str, int]]:
    """Return the calls to be killed at: all but of the writes, of these so many, evenly spread."""
    writes = spread(len(killing.numbers("pwrite64")), WRITES_KILLED)
    rare = [(call, number) for call in KILLS[1:] for number in killing.numbers(call)]
    return [*(("pwrite64", number) for number in writes), *rare]


@pytest.mark.promise("killed at a write", "P1", "P2")
@pytest.mark.parametrize("part", range(PARTS))
def test_reply_is_there_and_leaves_once_wherever_the_program_is_killed(
    homes: Homes, killing: Killing, points: Points, part: int
) -> None:
    for call, number in places(killing)[part::PARTS]:
        trial, wrong = homes.trial(killing.nursery, call, number)
        assert trial.code == KILLED
        assert not points.take([wrong])


@pytest.mark.promise("disk full at a write", "P1", "P2", "P10")
@pytest.mark.parametrize(("call", "error"), REFUSALS)
def test_reply_told_as_queued_is_there_and_leaves_once_wherever_the_disk_is_full(
    homes: Homes, points: Points, call: str, error: str
) -> None:
    with nursery("-o", "/dev/null", "-e", f"inject={call}:error={error}:when={LAST}+") as running:
        told: list[Trial] = []
        while not told or told[-1].errors:
            trial, wrong = homes.trial(running, call, 1 + REFUSED_EVERY * len(told))
            assert (trial.code, trial.lines[-1]) == (0, "end")
            assert not points.take([wrong])
            told.append(trial)
    errors = [words for trial in told for words in trial.errors]
    assert all(title == "Store" and message and hint for title, message, hint in errors)
    assert errors
