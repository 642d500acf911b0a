"""Time spent on tickets: counted from key to key, corrected, summed over agents, in reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from agent_console.clock import FixedClock
from agent_console.desk.events import Event
from agent_console.desk.focus import IDLE, FocusWatch
from agent_console.desk.metrics_period import Period
from agent_console.desk.metrics_report import Name
from agent_console.desk.states import QueueView
from agent_console.desk.time_facts import TimeSpent
from agent_console.errors import ActionRefusedError
from agent_console.services.desk import Desk
from agent_console.services.time_spent import Times
from tests.filled import NOW, customer_mail, opened, put_mails, write_settings

T0 = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_focus_counts_from_key_to_key_until_another_ticket_comes() -> None:
    watch = FocusWatch()
    assert watch.see("A", T0) is None
    assert watch.see("A", T0 + 40 * SECOND) is None
    assert watch.see("B", T0 + 70 * SECOND) == ("A", 70)
    assert watch.see("", T0 + 80 * SECOND) == ("B", 10)
    assert watch.see("A", T0 + 900 * SECOND) is None


def test_focus_when_nobody_is_there_stops_after_the_cut_off() -> None:
    watch = FocusWatch()
    watch.see("A", T0)
    watch.see("A", T0 + timedelta(hours=1))
    assert watch.see("", T0 + timedelta(hours=1, seconds=10)) == ("A", int(IDLE / SECOND) + 10)


def test_focus_when_somebody_only_passes_by_is_nothing() -> None:
    watch = FocusWatch()
    watch.see("A", T0)
    assert watch.see("", T0 + 4 * SECOND) is None
    watch.see("A", T0 + 5 * SECOND)
    assert watch.see("", T0 + 4 * SECOND) is None  # a clock that was set back


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = opened(write_settings(tmp_path), FixedClock(NOW))
    put_mails(found, [(customer_mail(1, "Lampe"), NOW - timedelta(hours=1))])
    yield found
    found.close()


def only_ref(desk: Desk) -> str:
    return desk.queue.page(QueueView.ALL, 0, 9).rows[0].ref


def test_time_is_kept_and_corrected_and_no_news_of_the_ticket(desk: Desk) -> None:
    ref = only_ref(desk)
    before = desk.queue.page(QueueView.ALL, 0, 9).rows[0]
    desk.reports.times.spent(ref, 90)
    assert desk.reports.times.of_ticket(ref) == Times(90, 0)
    assert desk.queue.page(QueueView.ALL, 0, 9).rows[0] == before
    assert desk.reports.times.set_own(ref, 30) == Times(30, 0)
    texts = [entry.text for entry in desk.tickets.view(ref).entries]
    assert any("corrected the time" in text for text in texts)
    with pytest.raises(ActionRefusedError):
        desk.reports.times.set_own(ref, -1)


def test_handling_time_is_that_of_all_agents_when_the_ticket_is_closed(desk: Desk) -> None:
    ref, day = only_ref(desk), NOW.date()
    period = Period(day, day, "x")
    desk.reports.times.spent(ref, 90)
    assert desk.reports.report(period).figure(Name.HANDLED).value is None
    assert desk.reports.report(period).figure(Name.WORKED).value == 90
    with desk.store.write(durable=False) as session:
        other = Event("c2.1", ref, NOW, "ben", TimeSpent("60"), NOW)
        desk.tickets.acts._intake.record(session, other)
    desk.tickets.close(ref)
    report = desk.reports.report(period)
    assert (report.figure(Name.HANDLED).value, report.figure(Name.HANDLED).n) == (150, 1)
    assert desk.reports.times.of_ticket(ref) == Times(90, 60)


def test_agents_are_shown_only_after_the_switch(desk: Desk) -> None:
    ref, day = only_ref(desk), NOW.date()
    desk.reports.times.spent(ref, 90)
    assert not desk.reports.report(Period(day, day, "x")).agents
    desk.reports.show_agents(on=True)
    (line,) = desk.reports.report(Period(day, day, "x")).agents
    assert (line.agent, line.worked) == (desk.agent, 90)
    desk.reports.show_agents(on=False)
    assert not desk.reports.report(Period(day, day, "x")).agents
