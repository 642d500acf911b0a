"""The program is killed at its writes, or refused the disk there, while it queues and sends.

Every reply that was told as queued is there afterwards, and none is accepted twice.
"""

from __future__ import annotations

import asyncio
import itertools
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.clock import FixedClock
from agent_console.demo.imap_state import DemoMailbox
from agent_console.demo.server import DemoServer
from agent_console.desk.views import OutboxItem, OutboxState
from agent_console.locations import locations_below
from agent_console.services.delivery import Delivery
from tests.faults.nursery import LAST, UNDO, Job
from tests.faults.outgoing import folder_in_memory
from tests.faults.strace import Call, Nursery, Trial, calls, nursery
from tests.faults.tally import Points
from tests.filled import ME, NOW, PASSWORD, customer_mail, opened, put_mails, write_settings
from tests.services.office import RIGHT

pytestmark = [pytest.mark.server, pytest.mark.faults]

POINTS_AT_LEAST = 100
PARTS = 4
WRITES_KILLED = 80
KILLED = -9
KILLS = ("pwrite64", "fdatasync", "sendto")
REFUSALS = (("pwrite64", "ENOSPC"), ("fdatasync", "EIO"))
REFUSED_EVERY = 17
ENDS = (OutboxState.SENT, OutboxState.UNKNOWN)


@dataclass
class Homes:
    """Homes that are copies of one with three tickets, and the server their replies go to."""

    folder: Path
    server: DemoServer
    numbers: Iterator[int] = field(default_factory=itertools.count)

    @property
    def template(self) -> Path:
        return self.folder / "home"

    def trial(self, nursery: Nursery, call: str = "", number: int = 0) -> tuple[Trial, str]:
        """Harm a child in a fresh home; return what it told, and what is wrong afterwards."""
        home = self.folder / str(next(self.numbers))
        shutil.copytree(self.template, home)
        trial = nursery.trial(Job(str(home), call, number))
        wrong = self.wrong_after(home, trial)
        shutil.rmtree(home)
        return trial, f"{call} {number}: {wrong}" if wrong else ""

    def wrong_after(self, home: Path, trial: Trial) -> str:
        """Start again in ``home``, send what is due, and say what is wrong then."""
        clock = FixedClock(NOW + timedelta(minutes=5))
        with closing(opened(locations_below(home), clock)) as desk:
            before = {item.message_id for item in desk.outbox.items()}
            if lost := set(trial.queued) - before:
                return f"{lost} lost"
            box = desk.config.mailbox
            delivery = Delivery(desk.store, desk.intake, box, clock, lambda _item: None)
            delivery.recover()
            asyncio.run(delivery.send_due(RIGHT))
            found = (self.wrong(item) for item in desk.outbox.items())
            return "; ".join(words for words in found if words)

    def wrong(self, item: OutboxItem) -> str:
        """Compare what is told of a reply with what the server has."""
        mark = f"Message-ID: <{item.message_id}>".encode()
        times = sum(mark in mail.raw for mail in self.server.mails)
        fits = times == 1 if item.state is OutboxState.SENT else times <= 1
        if item.state in ENDS and fits and (item.detail or item.state is OutboxState.SENT):
            return ""
        return f"accepted {times} times and called {item.state} ({item.detail})"


@pytest.fixture(scope="module")
def homes() -> Iterator[Homes]:
    with (
        folder_in_memory() as folder,
        DemoServer(DemoMailbox(PASSWORD, username=ME, clock=FixedClock(NOW))) as server,
    ):
        homes = Homes(folder, server)
        locations = write_settings(homes.template, smtp=server.smtp_port)
        with closing(opened(locations, FixedClock(NOW - UNDO))) as desk:
            put_mails(desk, [(customer_mail(number, "Frage"), NOW) for number in range(3)])
        yield homes
        assert server.crashes == ()


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
    kills = [f"inject={call}:signal=SIGKILL:when={LAST}" for call in KILLS]
    options = [part for kill in kills for part in ("-e", kill)]
    with nursery("-y", "-o", str(log), *options) as running:
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
    assert every["pwrite64"] >= WRITES_KILLED
    assert len(places(killing)) > POINTS_AT_LEAST
    with capsys.disabled():
        print(f" killed at {len(places(killing))} of {sum(every.values())} places ", end="")


def places(killing: Killing) -> list[tuple[str, int]]:
    """Return the calls to be killed at: all but of the writes, of these so many, evenly spread."""
    writes = len(killing.numbers("pwrite64"))
    spread = [1 + place * writes // WRITES_KILLED for place in range(WRITES_KILLED)]
    rare = [(call, number) for call in KILLS[1:] for number in killing.numbers(call)]
    return [*(("pwrite64", number) for number in spread), *rare]


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
