"""The team pulse between consoles: nobody is named, nothing counts twice, or late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest

from agent_console.desk.pulse import Said, Week
from agent_console.errors import ActionRefusedError
from agent_console.mail.imap import ImapConnection
from agent_console.mail.wire import ConnectionLostError
from agent_console.pulse_config import PulseConfig
from agent_console.services.pulse import PulseService
from agent_console.services.team_pulse import PulseErrand
from agent_console.store.driver import driver
from tests.services.team_kit import Console, team
from tests.team.server import Fault, JournalServer

FRIDAY = datetime(2026, 3, 6, 15, tzinfo=UTC)
THURSDAY = datetime(2026, 3, 12, tzinfo=UTC)
WEEK = "2026-W10"
NAMES = ("Anna", "Bert", "Cleo", "Dora")


def pulse_of(console: Console, share: float = 0.5, *, ask: bool = True) -> PulseService:
    config = console.desk.config.model_copy(update={"pulse": PulseConfig(ask=ask)})
    return PulseService(console.desk.store, config, console.clock, share=lambda: share)


def errand(
    console: Console,
    folder: JournalServer,
    fault: Fault = Fault.NONE,
    arrived: datetime | None = None,
) -> bool:
    """Run the errand over a new line to the folder of answers, whose clock may be another."""
    line = folder.connect()
    line.fault = fault
    folder.now = arrived or console.clock.now()
    errand = PulseErrand(
        console.desk.store, console.clock, "team@example.org", lambda: console.membership
    )
    return errand.answer(cast("ImapConnection", line))


def at(consoles: Sequence[Console], moment: datetime) -> None:
    """Move the one clock of all consoles."""
    clock = consoles[0].clock
    clock.move(moment - clock.now())


def kept(console: Console) -> str:
    """Return all that the store holds of the pulse of its own agent, as text."""
    with console.desk.store.read() as session:
        return repr(driver(session).execute("SELECT * FROM team_pulse").fetchall())


def test_four_consoles_answer_and_all_see_the_same_week_without_names(tmp_path: Path) -> None:
    folder = JournalServer()
    with team(tmp_path, *NAMES) as consoles:
        for console in consoles:
            console.sync()
        at(consoles, FRIDAY)
        for mood, console in enumerate(consoles, 1):
            pulse_of(console).answer(mood, 4, f"line {mood}")
        at(consoles, FRIDAY + timedelta(hours=47))
        for console in consoles:
            assert errand(console, folder)
        assert len(folder.messages) == 4
        at(consoles, THURSDAY)
        shown = set()
        for console in consoles:
            assert errand(console, folder)
            (week,) = pulse_of(console).look().weeks
            shown.add(week)
        (week,) = shown
        assert (week.name, week.n, week.mood, week.workload) == (WEEK, 4, 2.5, 4.0)
        assert sorted(week.lines) == ["line 1", "line 2", "line 3", "line 4"]
        for one in folder.messages.values():
            assert not any(name.lower().encode() in one.raw.lower() for name in NAMES)


def test_answer_leaves_at_its_random_moment_and_is_then_forgotten_here(tmp_path: Path) -> None:
    folder = JournalServer()
    with team(tmp_path, "Anna") as (anna,):
        anna.sync()
        at((anna,), FRIDAY)
        assert pulse_of(anna, 0.5).answer(2, 5, "Too many  returns").said is Said.WAITING
        assert "Too many returns" in kept(anna)
        errand(anna, folder)
        at((anna,), FRIDAY + timedelta(hours=24) - timedelta(seconds=1))
        errand(anna, folder)
        assert not folder.messages
        at((anna,), FRIDAY + timedelta(hours=24))
        errand(anna, folder)
        assert len(folder.messages) == 1
        assert pulse_of(anna).look().said is Said.SENT
        assert "returns" not in kept(anna)
        with pytest.raises(ActionRefusedError):
            pulse_of(anna).answer(1, 1)
        with pytest.raises(ActionRefusedError):
            pulse_of(anna).skip()


def test_answer_can_be_changed_or_taken_back_until_it_leaves(tmp_path: Path) -> None:
    folder = JournalServer()
    with team(tmp_path, "Anna") as (anna,):
        anna.sync()
        at((anna,), FRIDAY)
        pulse_of(anna).answer(2, 5, "angry")
        pulse_of(anna).answer(3, 5, "calm")
        assert "angry" not in kept(anna)
        assert pulse_of(anna).skip().said is Said.SKIPPED
        assert not pulse_of(anna).look().asks
        at((anna,), FRIDAY + timedelta(hours=48))
        errand(anna, folder)
        assert not folder.messages


@pytest.mark.parametrize("fault", [Fault.DROPPED, Fault.ANSWER_LOST, Fault.TWICE])
def test_answer_counts_once_whatever_becomes_of_the_line(tmp_path: Path, fault: Fault) -> None:
    folder = JournalServer()
    with team(tmp_path, "Anna") as (anna,):
        anna.sync()
        at((anna,), FRIDAY)
        pulse_of(anna, 0.0).answer(2, 5)
        if fault is Fault.TWICE:
            errand(anna, folder, fault)
        else:
            with pytest.raises(ConnectionLostError):
                errand(anna, folder, fault)
        errand(anna, folder)
        assert pulse_of(anna).look().said is Said.SENT
        assert anna.count("team_pulse_answer") == 1


def test_answer_without_a_line_until_the_week_closed_is_thrown_away_and_told(
    tmp_path: Path,
) -> None:
    folder = JournalServer()
    with team(tmp_path, "Anna") as (anna,):
        anna.sync()
        at((anna,), FRIDAY)
        pulse_of(anna).answer(2, 5)
        at((anna,), THURSDAY)
        errand(anna, folder)
        assert not folder.messages
        assert pulse_of(anna).look().lost == WEEK


def test_answers_that_the_server_got_after_the_close_do_not_count(tmp_path: Path) -> None:
    folder = JournalServer()
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        anna.sync()
        bert.sync()
        at((anna, bert), FRIDAY)
        pulse_of(anna, 0.0).answer(2, 5)
        errand(anna, folder, arrived=THURSDAY)
        assert len(folder.messages) == 1
        errand(bert, folder)
        assert bert.count("team_pulse_answer") == 0
        at((bert,), THURSDAY)
        errand(bert, folder)
        assert pulse_of(bert).look().weeks == ()


def test_folder_is_looked_at_once_an_hour_and_read_on_from_where_it_was(tmp_path: Path) -> None:
    folder = JournalServer()
    with team(tmp_path, *NAMES) as consoles:
        anna = consoles[0]
        for console in consoles:
            console.sync()
        at(consoles, FRIDAY)
        for console in consoles:
            pulse_of(console, 0.0).answer(3, 3)
            errand(console, folder)
        assert not errand(anna, folder)
        at(consoles, FRIDAY + timedelta(hours=1))
        assert errand(anna, folder)
        assert anna.count("team_pulse_answer") == 4
        folder.make_anew(keep=True)
        at(consoles, FRIDAY + timedelta(hours=2))
        assert errand(anna, folder)
        assert anna.count("team_pulse_answer") == 4
        at(consoles, THURSDAY)
        errand(anna, folder)
        assert pulse_of(anna).look().weeks == (Week(WEEK, 4, 3.0, 3.0),)


@pytest.mark.promise("mail dropped into the pulse", "P14")
def test_mails_that_others_drop_into_the_folder_do_not_count(tmp_path: Path) -> None:
    folder = JournalServer()
    folder.put(b"From: x@example.org\r\n\r\nBuy now\r\n")
    folder.put(
        b"From: x@example.org\r\n\r\nAgent Console - do not delete / nicht loeschen\r\n.\r\n"
    )
    with team(tmp_path, "Anna") as (anna,):
        anna.sync()
        at((anna,), FRIDAY)
        errand(anna, folder)
        assert anna.count("team_pulse_answer") == 0


def test_nobody_is_asked_unless_a_team_wants_it(tmp_path: Path) -> None:
    with team(tmp_path, "Anna") as (anna,):
        at((anna,), FRIDAY)
        assert not pulse_of(anna).look().on
        anna.sync()
        assert not pulse_of(anna, ask=False).look().on
        assert pulse_of(anna).look().asks
        with pytest.raises(ActionRefusedError):
            pulse_of(anna, ask=False).answer(3, 3)
        at((anna,), FRIDAY - timedelta(days=2))
        assert not pulse_of(anna).look().asks
        with pytest.raises(ActionRefusedError):
            pulse_of(anna).answer(3, 3)


@pytest.mark.parametrize(("mood", "workload", "line"), [(0, 3, ""), (3, 6, ""), (3, 3, "x" * 301)])
def test_what_is_no_answer_is_refused_in_words(
    tmp_path: Path, mood: int, workload: int, line: str
) -> None:
    with team(tmp_path, "Anna") as (anna,):
        anna.sync()
        at((anna,), FRIDAY)
        with pytest.raises(ActionRefusedError, match="1 to 5"):
            pulse_of(anna).answer(mood, workload, line)
