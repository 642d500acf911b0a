"""The program is killed at its writes while it sends a notice: each customer gets one mail."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.clock import FixedClock
from agent_console.demo.imap_state import DemoMailbox
from agent_console.demo.server import DemoServer
from agent_console.desk.notice_facts import NoticeWritten
from agent_console.desk.notices import NoticeState
from agent_console.desk.states import OutboxState
from agent_console.locations import locations_below
from agent_console.services.delivery import Delivery
from agent_console.services.desk import Desk
from agent_console.services.notices_queue import NoticeQueue
from tests.faults.homes import Homes
from tests.faults.nursery import LAST, Job
from tests.faults.outgoing import folder_in_memory
from tests.faults.strace import Nursery, count_calls, killing, nursery, spread
from tests.faults.tally import EVERY_POINT, Points
from tests.filled import ME, NOW, PASSWORD, customer_mail, opened, put_mails, write_settings
from tests.services.office import RIGHT

pytestmark = [pytest.mark.server, pytest.mark.faults]

KILLED = -9
KILLS = ("pwrite64", "fdatasync", "sendto")
WRITES_KILLED = LAST if EVERY_POINT else 12
PEOPLE = tuple(f"{name}@kunde.example" for name in ("anna", "bernd", "carla"))
RARE_EVERY = 1 if EVERY_POINT else 2
MINUTES = 8


@dataclass
class Notices:
    """Homes with three customers and a notice to them, not begun."""

    homes: Homes
    name: str

    def trial(self, running: Nursery, call: str = "", number: int = 0) -> tuple[int, str]:
        """Kill a child that sends the notice; return how it ended and what is wrong afterwards."""
        with self.homes.fresh() as home:
            before = len(self.homes.server.mails)
            ended = running.trial(Job(str(home), call, number, notice=self.name))
            wrong = self.wrong_after(home, before, begun="begun" in ended.lines)
        return ended.code, f"{call} {number}: {wrong}" if wrong else ""

    def wrong_after(self, home: Path, before: int, *, begun: bool) -> str:
        """Start again, let the notice go on, and say what is wrong then."""
        clock = FixedClock(NOW + timedelta(minutes=5))
        with closing(opened(locations_below(home), clock)) as desk:
            if desk.notices.look(self.name).notice.state is NoticeState.DRAFT:
                if begun:
                    return "told as begun, and is a draft"
                desk.notices.send(self.name)
            self._go_on(desk, clock)
            got = Counter(
                person
                for mail in self.homes.server.mails[before:]
                for person in PEOPLE
                if person.encode() in mail.raw
            )
            doubtful = [i.recipients[0] for i in desk.outbox.items() if _is_in_doubt(i.state)]
        if any(times > 1 for times in got.values()):
            return f"sent twice: {got}"
        missing = set(PEOPLE) - set(got) - set(doubtful)
        return f"never sent: {missing}" if missing else ""

    def _go_on(self, desk: Desk, clock: FixedClock) -> None:
        queue = NoticeQueue(desk.store, desk.intake, desk.config, clock)
        box = desk.config.mailbox
        delivery = Delivery(desk.store, desk.intake, box, clock, lambda _item: None)
        delivery.recover()
        for _minute in range(MINUTES):
            queue.feed()
            asyncio.run(delivery.send_due(RIGHT))
            clock.move(timedelta(minutes=1))


def _is_in_doubt(state: OutboxState) -> bool:
    return state is OutboxState.UNKNOWN


@pytest.fixture(scope="module")
def notices() -> Iterator[Notices]:
    with (
        folder_in_memory() as folder,
        DemoServer(DemoMailbox(PASSWORD, username=ME, clock=FixedClock(NOW))) as server,
    ):
        homes = Homes(folder, server)
        locations = write_settings(homes.template, imap=server.imap_port, smtp=server.smtp_port)
        with closing(opened(locations, FixedClock(NOW))) as desk:
            mails = [customer_mail(n, "Lampe", sender=who) for n, who in enumerate(PEOPLE)]
            proven = [
                b"Return-Path: <%s>\r\n%s" % (who.encode(), raw)
                for who, raw in zip(PEOPLE, mails, strict=True)
            ]
            put_mails(desk, [(raw, NOW) for raw in proven])
            written = NoticeWritten("Verspätung", "subject:Lampe", text="sie kommt später.")
            name = desk.notices.write(written).name
        yield Notices(homes, name)
        assert server.crashes == ()


@pytest.mark.promise("killed at a write of a notice", "P1", "P2")
def test_each_customer_gets_the_notice_once_wherever_the_program_is_killed(
    notices: Notices, points: Points
) -> None:
    log = notices.homes.folder / "log"
    with nursery("-y", "-o", str(log), *killing(*KILLS)) as running:
        assert notices.trial(running) == (0, "")
        counts = count_calls(log)
        assert all(0 < counts[call] < LAST for call in KILLS)
        writes = spread(counts["pwrite64"], WRITES_KILLED)
        rare = [(call, n) for call in KILLS[1:] for n in range(1, 1 + counts[call], RARE_EVERY)]
        for call, number in [*(("pwrite64", n) for n in writes), *rare]:
            code, wrong = notices.trial(running, call, number)
            assert code == KILLED
            assert not points.take([wrong])
