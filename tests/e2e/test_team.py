"""Two consoles of a team on a real mail server: two processes, two stores, one mailbox."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Barrier

import pytest

from agent_console.clock import SystemClock
from agent_console.config import load_config
from agent_console.desk.team_views import ClaimResult, ClaimState, Lead
from agent_console.desk.views import OutboxItem, OutboxState, QueueView
from agent_console.locations import locations_below
from agent_console.mail.journal import FOLDER
from agent_console.mail.seal import KeyRing, TeamKey
from agent_console.services.desk import Desk, open_desk
from agent_console.services.team import TeamService
from agent_console.services.team_keys import (
    CREDENTIAL,
    Belonging,
    ring_to_text,
    write_membership,
)
from agent_console.store.driver import driver
from agent_console.store.place import prepare
from tests.e2e.conftest import Servers
from tests.e2e.program import Program
from tests.filled import customer_mail

pytestmark = pytest.mark.server
SECONDS = 30.0
TICKETS = 12
RING = KeyRing(TeamKey(bytes(range(32))))


class Member:
    """A console: its engine in a process of its own, its desk in this one."""

    def __init__(self, home: Path, name: str, servers: Servers) -> None:
        self.name = name
        self.program = Program(home)
        self.program.configure(
            servers.imap,
            servers.smtp.config,
            servers.password,
            extra='[sending]\nundo = "0s"\n',
        )
        self._rename()
        locations = locations_below(home)
        prepare(locations.store_file)
        self.desk: Desk = open_desk(load_config(locations.config_file), locations, SystemClock())
        known = Belonging("journal1", name.lower(), FOLDER, (RING.current.id,))
        write_membership(locations.store_file, known)
        (home / CREDENTIAL).write_text(ring_to_text(RING), encoding="ascii")
        self.team = TeamService(self.desk.store, SystemClock())
        self.engine = self._start()

    def _rename(self) -> None:
        file = self.program.config_file
        text = file.read_text(encoding="utf-8").replace('name = "Anna"', f'name = "{self.name}"')
        file.write_text(text, encoding="utf-8")

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self.program.command("engine"),
            env={**self.program.environment(), "CREDENTIALS_DIRECTORY": str(self.program.home)},
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
        )

    def kill_and_start(self) -> None:
        """Let the engine die at any point, and start it again."""
        self.engine.kill()
        self.engine.wait(SECONDS)
        self._close_input()
        self.engine = self._start()

    def _close_input(self) -> None:
        if self.engine.stdin is not None:
            self.engine.stdin.close()

    def close(self) -> None:
        self._close_input()
        self.engine.wait(SECONDS)
        self.desk.close()

    def refs(self) -> list[str]:
        return [row.ref for row in self.desk.queue.page(QueueView.ALL, 0, 100).rows]

    def has_all(self) -> bool:
        return len(self.refs()) == TICKETS

    def is_online(self) -> bool:
        status = self.team.status()
        return status is not None and status.line is Lead.ONLINE

    def has_note(self, ref: str) -> bool:
        return self.desk.tickets.view(ref).row.notes == 1

    def events(self) -> list[str]:
        with self.desk.store.read() as session:
            rows = driver(session).execute("SELECT json_text FROM event ORDER BY seq")
            return [text for (text,) in rows]

    def tickets(self) -> list[tuple[object, ...]]:
        with self.desk.store.read() as session:
            return driver(session).execute("SELECT * FROM ticket ORDER BY ref").fetchall()

    def reply(self, ref: str) -> OutboxItem:
        draft = self.desk.replies.begin(ref, everyone=False)
        return self.desk.replies.queue(draft, f"Guten Tag,\nhier ist {self.name}.\n")

    def state(self, item: OutboxItem) -> OutboxState:
        found = self.desk.outbox.get(item.id)
        assert found is not None
        return found.state


def wait_for(what: Callable[[], bool], seconds: float = SECONDS) -> float:
    """Wait until ``what`` holds; return how long that took."""
    begun = time.monotonic()
    while not what():
        assert time.monotonic() - begun < seconds, "it takes too long"
        time.sleep(0.01)
    return time.monotonic() - begun


@contextmanager
def at_work(folder: Path, servers: Servers, *names: str) -> Iterator[list[Member]]:
    """Let customers write, and consoles read that."""
    with servers.connect() as connection:
        for number in range(TICKETS):
            raw = customer_mail(
                number, f"Frage {number}", sender=f"Kunde <k{number}@kunde.example>"
            )
            connection.append("INBOX", raw, (), datetime.now(UTC))
    with ExitStack() as stack:
        members = []
        for name in names:
            member = Member(folder / name, name, servers)
            stack.callback(member.close)
            members.append(member)
        for member in members:
            wait_for(member.is_online)
            wait_for(member.has_all)
        yield members


@pytest.fixture
def members(servers: Servers, tmp_path: Path) -> Iterator[tuple[Member, Member]]:
    with at_work(tmp_path, servers, "Anna", "Bert") as (anna, bert):
        yield anna, bert


def different(one: Member, other: Member) -> list[tuple[object, object]]:
    """Return in what two stores differ."""
    rows = zip(one.tickets(), other.tickets(), strict=True)
    return [
        pair for row, theirs in rows for pair in zip(row, theirs, strict=True) if len(set(pair)) > 1
    ]


def are_alike(one: Member, other: Member) -> bool:
    return one.events() == other.events() and not different(one, other)


def claim_at_once(members: tuple[Member, Member], ref: str) -> tuple[ClaimResult, ClaimResult]:
    start = Barrier(2)

    def claim(member: Member) -> ClaimResult:
        start.wait(SECONDS)
        return member.team.claim(ref, seconds=SECONDS)

    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(claim, members)
    return one, other


def test_act_on_one_console_stands_on_the_other_within_a_second(
    members: tuple[Member, Member],
) -> None:
    anna, bert = members
    assert anna.refs() == bert.refs()
    took = []
    for ref in anna.refs()[:5]:
        anna.desk.tickets.note(ref, "Kundin rief an")
        took.append(wait_for(partial(bert.has_note, ref)))
    assert sorted(took)[2] < 1.0, took
    assert anna.events() == bert.events()
    assert anna.tickets() == bert.tickets()


def test_same_ticket_claimed_at_the_same_moment_has_exactly_one_winner(
    members: tuple[Member, Member],
) -> None:
    names = {member.name for member in members}
    for ref in members[0].refs():
        results = claim_at_once(members, ref)
        states = sorted(one.state for one in results)
        assert states == [ClaimState.MINE, ClaimState.TAKEN]
        assert len({one.agent for one in results}) == 1
        assert results[0].agent in names


def test_same_ticket_answered_at_the_same_moment_sends_exactly_one_mail(
    members: tuple[Member, Member], servers: Servers
) -> None:
    refs = members[0].refs()[:6]
    items: dict[tuple[str, str], OutboxItem] = {}
    start = Barrier(2)

    def answer(member: Member) -> None:
        for ref in refs:
            start.wait(SECONDS)
            items[member.name, ref] = member.reply(ref)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(answer, members))

    def is_settled(ref: str) -> bool:
        ends = sorted(member.state(items[member.name, ref]) for member in members)
        return ends == [OutboxState.HELD, OutboxState.SENT]

    for ref in refs:
        wait_for(partial(is_settled, ref))
    assert len(servers.smtp.mails) == len(refs)
    wait_for(lambda: members[0].events() == members[1].events())
    wait_for(lambda: not different(*members))


def test_console_killed_while_it_works_loses_and_doubles_nothing(
    members: tuple[Member, Member],
) -> None:
    anna, bert = members
    for number, ref in enumerate(anna.refs()):
        anna.desk.tickets.note(ref, f"Notiz {number}")
        if number % 4 == 1:
            anna.kill_and_start()
    wait_for(lambda: len(bert.events()) == TICKETS)
    wait_for(lambda: anna.events() == bert.events())
    assert anna.tickets() == bert.tickets()


def test_console_of_a_team_keeps_two_connections(
    members: tuple[Member, Member], servers: Servers
) -> None:
    for ref in members[0].refs():
        members[0].desk.tickets.note(ref, "Kundin rief an")
    wait_for(lambda: len(members[1].events()) == TICKETS)
    wait_for(lambda: connections(servers) == 2 * len(members))
    time.sleep(1)
    assert connections(servers) == 2 * len(members)


def test_console_without_a_team_keeps_one_connection(servers: Servers, program: Program) -> None:
    engine = subprocess.Popen(
        program.command("engine"),
        env=dict(program.environment()),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert engine.stdout is not None
        assert any('"online"' in line for line in engine.stdout)
        time.sleep(1)
        assert connections(servers) == 1
    finally:
        engine.communicate(timeout=SECONDS)


def connections(servers: Servers) -> int:
    """Return how many connections to the test's mailbox are open now."""
    log = servers.mailbox.parents[2] / "dovecot.log"
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    user = servers.imap.user
    began = sum("Login:" in line and f"user=<{user}>" in line for line in lines)
    return began - sum(f"imap({user})" in line and "Disconnected" in line for line in lines)


def test_tickets_that_all_answer_while_engines_die_get_one_answer_each(
    servers: Servers, tmp_path: Path
) -> None:
    with at_work(tmp_path, servers, "Anna", "Bert", "Carl") as members:
        refs = members[0].refs()
        for turn, ref in enumerate(refs):
            for member in members:
                member.reply(ref)
            if turn % 4 == 3:
                members[turn % len(members)].kill_and_start()

        def sent(ref: str) -> int:
            items = [i for m in members for i in m.desk.outbox.items() if i.ticket == ref]
            return sum(item.state is OutboxState.SENT for item in items)

        def doubtful(ref: str) -> bool:
            items = [i for m in members for i in m.desk.outbox.items() if i.ticket == ref]
            return any(item.state is OutboxState.UNKNOWN for item in items)

        wait_for(lambda: all(sent(ref) == 1 or doubtful(ref) for ref in refs), 90)
        told = [mail.recipients for mail in servers.smtp.mails]
        assert len(set(told)) == len(told), "nobody got two answers"
        assert len(told) >= sum(sent(ref) for ref in refs)
        one, *others = members
        for other in others:
            wait_for(partial(are_alike, one, other))
