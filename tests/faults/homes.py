"""Homes of the program that are harmed and then started anew, and the server of their replies."""

from __future__ import annotations

import asyncio
import itertools
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from agent_console.clock import FixedClock
from agent_console.demo.imap_state import DemoMailbox
from agent_console.demo.server import DemoServer
from agent_console.desk.views import OutboxItem, OutboxState
from agent_console.locations import locations_below
from agent_console.services.delivery import Delivery
from agent_console.services.desk import Desk
from tests.faults.nursery import UNDO, Job
from tests.faults.outgoing import folder_in_memory
from tests.faults.strace import Nursery, Trial
from tests.filled import ME, NOW, PASSWORD, customer_mail, opened, put_mails, write_settings
from tests.services.office import RIGHT

LATER = timedelta(minutes=5)
"""How long after a child's work the program is started again: what was queued is due."""

_ENDS = (OutboxState.SENT, OutboxState.UNKNOWN)


@dataclass
class Homes:
    """Homes that are copies of one with three tickets, and the server their replies go to."""

    folder: Path
    server: DemoServer
    numbers: Iterator[int] = field(default_factory=itertools.count)

    @property
    def template(self) -> Path:
        """The home that the others are copies of."""
        return self.folder / "home"

    @contextmanager
    def fresh(self) -> Iterator[Path]:
        """Give a home for a while."""
        home = self.folder / str(next(self.numbers))
        shutil.copytree(self.template, home)
        yield home
        shutil.rmtree(home)

    def trial(
        self, nursery: Nursery, call: str = "", number: int = 0, *, largest: int = 0
    ) -> tuple[Trial, str]:
        """Harm a child in a fresh home; return what it told, and what is wrong afterwards."""
        with self.fresh() as home:
            trial = nursery.trial(Job(str(home), call, number, largest))
            wrong = self.wrong_after(home, trial)
        return trial, f"{call} {number or largest}: {wrong}" if wrong else ""

    def wrong_after(self, home: Path, trial: Trial) -> str:
        """Start again in ``home``, send what is due, and say what is wrong then."""
        clock = FixedClock(NOW + LATER)
        with closing(opened(locations_below(home), clock)) as desk:
            return self.wrong_at(desk, clock, trial)

    def wrong_at(self, desk: Desk, clock: FixedClock, trial: Trial) -> str:
        """Send what is due from ``desk``, and say what is wrong then."""
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
        if item.state in _ENDS and fits and (item.detail or item.state is OutboxState.SENT):
            return ""
        return f"accepted {times} times and called {item.state} ({item.detail})"


@contextmanager
def homes_with_server() -> Iterator[Homes]:
    """Make the home with three tickets, and run the server."""
    with (
        folder_in_memory() as folder,
        DemoServer(DemoMailbox(PASSWORD, username=ME, clock=FixedClock(NOW))) as server,
    ):
        homes = Homes(folder, server)
        locations = write_settings(homes.template, imap=server.imap_port, smtp=server.smtp_port)
        with closing(opened(locations, FixedClock(NOW - UNDO))) as desk:
            put_mails(desk, [(customer_mail(number, "Frage"), NOW) for number in range(3)])
        yield homes
        assert server.crashes == ()
