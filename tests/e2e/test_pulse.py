"""The team pulse at a real Dovecot: engines send what agents said, and read the folder on."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.clock import FixedClock, SystemClock
from agent_console.desk.metrics_period import Span, period_of
from agent_console.desk.pulse import Answer, Said, closes
from agent_console.desk.roles import Role
from agent_console.mail.journal import FOLDER
from agent_console.mail.pulse import pulse_folder
from agent_console.services.pulse import PulseService
from agent_console.services.team_keys import Team
from agent_console.services.team_pulse import PulseErrand
from agent_console.store import pulse as stored
from agent_console.store.driver import driver
from tests.e2e.conftest import Servers
from tests.e2e.team_kit import RING, Member, at_work, customers_write, wait_for

pytestmark = pytest.mark.server

NAMES = ("Anna", "Bert", "Cleo", "Dora")


def say(member: Member, week: str, number: int) -> None:
    """Keep an answer whose random moment is now; the note wakes the engine."""
    answer = Answer(f"{number:032x}", week, number, 5, f"Wunsch {number} — größer")
    with member.desk.store.write(durable=True) as session:
        stored.keep_waiting(driver(session), answer, SystemClock().now())
    member.desk.tickets.note(member.refs()[0], f"Note {number}")


def said(member: Member, week: str) -> Said:
    with member.desk.store.look() as connection:
        return stored.own(connection, week).said


def notes(member: Member) -> int:
    return member.desk.tickets.view(member.refs()[0]).row.notes


def weeks_at(member: Member, servers: Servers, clock: FixedClock) -> list[tuple[object, ...]]:
    """Read the folder as it is at the moment of ``clock``; return what is shown then."""
    team = Team("journal1", member.name.lower(), FOLDER, RING, Role.AGENT, member.name)
    with servers.connect() as connection:
        PulseErrand(member.desk.store, clock, servers.imap.user, lambda: team).answer(connection)
    look = PulseService(member.desk.store, member.desk.config, clock).look()
    return [(one.name, one.n, one.mood, one.workload, one.lines) for one in look.weeks]


def test_engines_send_answers_that_name_nobody_and_all_read_the_same(
    tmp_path: Path, servers: Servers
) -> None:
    now = SystemClock().now()
    week = period_of(Span.WEEK, now.date()).name
    customers_write(servers, 0, 1)
    with at_work(tmp_path, servers, *NAMES, extra="[pulse]\nask = true\n") as members:
        wait_for(lambda: all(member.refs() for member in members))
        for number, member in enumerate(members, 1):
            say(member, week, number)
        wait_for(lambda: all(said(member, week) is Said.SENT for member in members))
        wait_for(lambda: all(notes(member) == len(NAMES) for member in members))
        with servers.connect() as connection:
            selected = connection.select(pulse_folder(FOLDER))
            assert selected.exists == 4
            items = connection.fetch_set("1:*", "UID BODY.PEEK[]<0.8192>").items
        raw = b"".join(item.body or b"" for item in items.values())
        assert not any(name.encode() in raw for name in NAMES)
        assert RING.current.secret not in raw
        clock = FixedClock(closes(week) + timedelta(hours=1))
        shown = [weeks_at(member, servers, clock) for member in members]
    lines = tuple(f"Wunsch {number} — größer" for number in range(1, 5))
    assert shown == [[(week, 4, 2.5, 5.0, lines)]] * 4
