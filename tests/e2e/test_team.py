"""Two consoles of a team on a real mail server: two processes, two stores, one mailbox."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from threading import Barrier

import pytest

from agent_console.desk.team_views import ClaimResult, ClaimState
from agent_console.desk.views import OutboxItem, OutboxState
from agent_console.services.team_digest import team_digest
from tests.e2e.conftest import Servers, servers_for
from tests.e2e.dovecot import Dovecot
from tests.e2e.program import Program
from tests.e2e.running import Call, nursery
from tests.e2e.team_kit import SECONDS, Member, at_work, customers_write, different, wait_for

pytestmark = pytest.mark.server
QUIET_SECONDS = 0.5


@dataclass(frozen=True)
class Pair:
    """Two consoles that all tests of this file share; each test has customers of its own."""

    anna: Member
    bert: Member
    servers: Servers
    numbers: count[int]

    @property
    def both(self) -> tuple[Member, Member]:
        return self.anna, self.bert

    def tickets(self, amount: int) -> list[str]:
        """Let customers write, and return their tickets when both have them."""
        before = set(self.anna.refs())
        customers_write(self.servers, next(self.numbers) * 100, amount)
        wait_for(lambda: all(len(m.refs()) == len(before) + amount for m in self.both))
        wait_for(lambda: self.anna.refs() == self.bert.refs())
        return [ref for ref in self.anna.refs() if ref not in before]

    def is_quiet(self) -> bool:
        """Tell whether nothing is under way between the two."""
        digests = {team_digest(member.desk.store) for member in self.both}
        return len(digests) == 1 and not any(m.has_waiting() for m in self.both)


@pytest.fixture(scope="module")
def shared(server: Dovecot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    folder = tmp_path_factory.mktemp("team")
    with (
        servers_for(server, "team-of-two", folder) as servers,
        at_work(folder, servers, "Anna", "Bert") as (anna, bert),
    ):
        yield Pair(anna, bert, servers, count(1))


@pytest.fixture
def pair(shared: Pair) -> Iterator[Pair]:
    wait_for(shared.is_quiet)
    yield shared
    wait_for(shared.is_quiet)
    assert not different(*shared.both)


def claim_at_once(pair: Pair, ref: str) -> tuple[ClaimResult, ClaimResult]:
    start = Barrier(2)

    def claim(member: Member) -> ClaimResult:
        start.wait(SECONDS)
        return member.team.claim(ref, seconds=SECONDS)

    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(claim, pair.both)
    return one, other


@pytest.mark.promise("two consoles of a team, real server", "P13")
def test_act_on_one_console_stands_on_the_other_soon(pair: Pair) -> None:
    for ref in pair.tickets(3):
        pair.anna.desk.tickets.note(ref, "Kundin rief an")
        wait_for(partial(pair.bert.has_note, ref))


@pytest.mark.promise("two consoles of a team, real server", "P13")
def test_same_ticket_claimed_at_the_same_moment_has_exactly_one_winner(pair: Pair) -> None:
    names = {member.name for member in pair.both}
    for ref in pair.tickets(8):
        results = claim_at_once(pair, ref)
        states = sorted(one.state for one in results)
        assert states == [ClaimState.MINE, ClaimState.TAKEN]
        assert len({one.agent for one in results}) == 1
        assert results[0].agent in names


@pytest.mark.promise("two consoles of a team, real server", "P13")
def test_same_ticket_answered_at_the_same_moment_sends_exactly_one_mail(pair: Pair) -> None:
    refs = pair.tickets(6)
    sent = len(pair.servers.smtp.mails)
    items: dict[tuple[str, str], OutboxItem] = {}
    start = Barrier(2)

    def answer(member: Member) -> None:
        for ref in refs:
            start.wait(SECONDS)
            items[member.name, ref] = member.reply(ref)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(answer, pair.both))

    def is_settled(ref: str) -> bool:
        ends = sorted(member.state(items[member.name, ref]) for member in pair.both)
        return ends == [OutboxState.HELD, OutboxState.SENT]

    for ref in refs:
        wait_for(partial(is_settled, ref))
    assert len(pair.servers.smtp.mails) == sent + len(refs)


@pytest.mark.promise("two consoles of a team, real server", "P13")
def test_console_killed_while_it_works_loses_and_doubles_nothing(pair: Pair) -> None:
    refs = pair.tickets(9)
    before = pair.bert.events()
    for number, ref in enumerate(refs):
        pair.anna.desk.tickets.note(ref, f"Notiz {number}")
        if number % 4 == 1:
            pair.anna.kill_and_start()
    wait_for(lambda: len(pair.bert.events()) == len(before) + len(refs))
    wait_for(lambda: pair.anna.events() == pair.bert.events())
    wait_for(pair.anna.is_online)


def test_console_of_a_team_keeps_two_connections(pair: Pair) -> None:
    for ref in pair.tickets(4):
        pair.anna.desk.tickets.note(ref, "Kundin rief an")
    wait_for(pair.is_quiet)
    wait_for(lambda: connections(pair.servers) == 2 * len(pair.both))
    time.sleep(QUIET_SECONDS)
    assert connections(pair.servers) == 2 * len(pair.both)


def test_console_without_a_team_keeps_one_connection(
    servers: Servers, program: Program, tmp_path: Path
) -> None:
    told = tmp_path / "told"
    engine = nursery().start(
        Call("agent_console.cli", ["engine"], dict(program.environment()), out=str(told))
    )
    wait_for(lambda: told.exists() and '"online"' in told.read_text(encoding="utf-8"))
    time.sleep(QUIET_SECONDS)
    assert connections(servers) == 1
    engine.end(SECONDS)


def connections(servers: Servers) -> int:
    """Return how many connections to the test's mailbox are open now."""
    log = servers.mailbox.parents[2] / "dovecot.log"
    text = log.read_text(encoding="utf-8", errors="replace")
    user = re.escape(servers.imap.user)
    began = len(re.findall(rf"Login: user=<{user}>", text))
    return began - len(re.findall(rf"imap\({user}\).*Disconnected", text))
