"""Deadlines follow the settings: what runs is computed anew, once."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from agent_console.config import Config
from agent_console.desk.events import Closed
from agent_console.desk.views import QueueView
from agent_console.services.deadlines import renew_deadlines
from agent_console.store import queue
from tests.services.intake_kit import CONFIG, NOW, Bench, at, bench, config, raw_mail
from tests.services.office import office

FASTER = f'{CONFIG}[sla]\nfirst_response = "1h"\n'


def due(desk: Bench, ref: str) -> datetime | None:
    with desk.store.read() as session:
        row = queue.row(session, ref, NOW)
    assert row is not None
    return row.due_at


def _promising(settings: Config, amount: timedelta) -> Config:
    sla = settings.sla.model_copy(update={"first_response": amount})
    return settings.model_copy(update={"sla": sla})


def changed(desk: Bench, text: str) -> int:
    settings: Config = config(text)
    return renew_deadlines(desk.store, settings)


def test_changed_promise_moves_running_deadlines_from_their_start_once(tmp_path: Path) -> None:
    with bench(tmp_path) as desk:
        desk.deliver(raw_mail("q@example.org"), minutes=0)
        ref = desk.only().ref
        assert changed(desk, CONFIG) == 1, "a store from before has no stamp"
        assert due(desk, ref) == at(4 * 60)
        assert changed(desk, FASTER) == 1
        assert due(desk, ref) == at(60)
        assert changed(desk, FASTER) == 0


def test_changed_hours_and_weights_count_as_a_change_and_other_settings_do_not(
    tmp_path: Path,
) -> None:
    with bench(tmp_path) as desk:
        desk.deliver(raw_mail("q@example.org"), minutes=0)
        changed(desk, CONFIG)
        assert changed(desk, f"{CONFIG}[calendar]\nclosed = [2026-03-02]\n") == 1
        assert due(desk, desk.only().ref) != at(4 * 60)
        assert changed(desk, f'{CONFIG}[priority]\ncomplaint = "5h"\n') == 1
        assert changed(desk, f'{CONFIG}[priority]\ncomplaint = "5h"\n[ui]\nlanguage = "de"\n') == 0


def test_reading_the_mailbox_renews_what_other_settings_promised(tmp_path: Path) -> None:
    with office(tmp_path, tickets=1) as at_work:
        (ref,) = (row.ref for row in at_work.desk.queue.page(QueueView.OPEN, 0, 9).rows)
        soon = _promising(at_work.desk.config, timedelta(minutes=10))
        renew_deadlines(at_work.desk.store, soon)
        before = at_work.desk.tickets.view(ref).row.due_at
        at_work.read()
        after = at_work.desk.tickets.view(ref).row.due_at
    assert before is not None
    assert after is not None
    assert after > before


def test_closed_tickets_are_left_as_they_are(tmp_path: Path) -> None:
    with bench(tmp_path) as desk:
        desk.deliver(raw_mail("q@example.org"), minutes=0)
        desk.act(desk.only().ref, Closed(), 5)
        assert changed(desk, FASTER) == 0
