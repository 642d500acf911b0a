"""Warnings of an open desk: what it finds in its store, for the agent of its settings."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.clock import FixedClock
from agent_console.config import parse_config
from agent_console.desk.views import QueueView
from agent_console.desk.warnings import LOOK_AHEAD, About, DueLook, Stage, Told
from agent_console.errors import SettingsError
from agent_console.notices_config import Desktop
from agent_console.services.desk import Desk
from tests.filled import NOW, opened, put_three, write_settings
from tests.test_config import LEAST

LAMP = "Wo bleibt meine Lampe?"
HOUR = timedelta(hours=1)


class Console:
    """A desk with three tickets: one overdue, one due in two hours, one in nearly four."""

    def __init__(self, home: Path, extra: str = "") -> None:
        self.clock = FixedClock(NOW)
        self.desk: Desk = opened(write_settings(home, extra=extra), self.clock)
        put_three(self.desk)
        rows = self.desk.queue.page(QueueView.ALL, 0, 9).rows
        self.refs = {row.subject: row.ref for row in rows}
        self.told: Told | None = None

    @property
    def lamp(self) -> str:
        return self.refs[LAMP]

    def look(self) -> DueLook:
        found = self.desk.warnings.look(self.told)
        self.told = found.told
        return found

    def said(self) -> list[tuple[About, Stage, tuple[str, ...]]]:
        return [(one.about, one.stage, one.refs) for one in self.look().warnings]


@pytest.fixture
def console(tmp_path: Path) -> Console:
    return Console(tmp_path)


def test_first_look_counts_what_is_late_already_and_sleeps_until_the_next_stage(
    console: Console,
) -> None:
    found = console.look()
    (only,) = found.warnings
    assert (only.about, only.n) == (About.BEFORE, 1)
    assert found.next_at == NOW + HOUR
    assert console.said() == []


def test_stages_of_a_ticket_that_i_took_are_told_when_they_begin(console: Console) -> None:
    console.desk.tickets.take(console.lamp)
    console.look()
    console.clock.move(HOUR)
    assert console.said() == [(About.MINE, Stage.SOON, (console.lamp,))]
    console.clock.move(HOUR)
    told = console.said()
    assert told[0] == (About.MINE, Stage.OVERDUE, (console.lamp,))


def test_what_a_colleague_has_is_told_to_nobody_else(console: Console) -> None:
    for ref in console.refs.values():
        console.desk.tickets.hand_over(ref, "Ole")
    console.look()
    console.clock.move(2 * HOUR)
    assert console.said() == []


def test_what_is_overdue_for_longer_than_the_settings_say_is_handed_up(tmp_path: Path) -> None:
    console = Console(tmp_path, '[sla]\nescalate_after = "30min"\n')
    for ref in console.refs.values():
        console.desk.tickets.hand_over(ref, "Ole")
    assert [one.about for one in console.look().warnings] == [About.BEFORE]
    console.clock.move(2.5 * HOUR)
    assert console.said() == [(About.HANDED_UP, Stage.HANDED_UP, (console.lamp,))]


def test_sleeping_ticket_is_told_when_it_wakes_and_not_before(console: Console) -> None:
    console.desk.tickets.take(console.lamp)
    console.desk.tickets.snooze(console.lamp, NOW + 1.5 * HOUR)
    console.look()
    console.clock.move(HOUR)
    found = console.look()
    assert (found.warnings, found.next_at) == ((), NOW + 1.5 * HOUR)
    console.clock.move(0.5 * HOUR)
    assert console.said() == [(About.MINE, Stage.SOON, (console.lamp,))]


def test_closed_ticket_is_told_no_more(console: Console) -> None:
    console.desk.tickets.take(console.lamp)
    console.look()
    console.desk.tickets.close(console.lamp)
    console.clock.move(2 * HOUR)
    assert console.lamp not in {ref for _about, _stage, refs in console.said() for ref in refs}


def test_settings_switch_kinds_off(tmp_path: Path) -> None:
    console = Console(tmp_path, "[notices]\nsoon = false\nunclaimed = false\n")
    console.look()
    console.clock.move(HOUR)
    found = console.look()
    assert found.warnings == ()
    assert found.next_at == NOW + HOUR + LOOK_AHEAD


def test_notices_are_quiet_unless_the_settings_say_otherwise() -> None:
    assert not parse_config(LEAST, "x").notices.bell
    assert parse_config(LEAST, "x").notices.desktop is Desktop.OFF
    loud = parse_config(f'{LEAST}\n[notices]\nbell = true\ndesktop = "osc777"\n', "x").notices
    assert (loud.bell, loud.desktop) == (True, Desktop.OSC777)


@pytest.mark.parametrize(
    ("line", "words"),
    [('desktop = "loud"', "notices.desktop: "), ("bel = true", "did you mean bell")],
)
def test_notices_that_cannot_be_meant_are_refused_in_words(line: str, words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        parse_config(f"{LEAST}\n[notices]\n{line}\n", "x")
