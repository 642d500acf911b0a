"""The first sync of a mailbox with years of mail: what is old is found, but nobody's work."""

from __future__ import annotations

from pathlib import Path

from agent_console.desk.events import Reopened
from agent_console.desk.ticket import TicketState
from agent_console.services.rebuild import rebuild
from tests.services.intake_kit import CONFIG, NOW, answer_to, bench, config, raw_mail

YEAR = 365 * 24 * 60
SETTINGS = config(f"{CONFIG}[sync]\ntickets_since = 2026-02-01\n")


def test_old_mail_becomes_closed_tickets_and_new_mail_work(tmp_path: Path) -> None:
    with bench(tmp_path, SETTINGS) as desk:
        desk.deliver(raw_mail("new@x", subject="New"))
        desk.deliver(raw_mail("old@x", subject="Old"), minutes=-YEAR)
        states = {desk.ticket(ref).subject: desk.ticket(ref) for ref in desk.refs()}
        assert states["New"].state is TicketState.NEW
        assert states["Old"].state is TicketState.CLOSED
        assert states["Old"].waiting_since is None
        assert states["Old"].closed_at == states["Old"].last_at


def test_answer_to_an_old_thread_is_work_since_it_came_whatever_is_read_first(
    tmp_path: Path,
) -> None:
    old = raw_mail("old@x", subject="Lamp")
    answer = raw_mail("again@x", subject="Re: Lamp", headers=answer_to("old@x"))
    for number, old_first in enumerate((True, False)):
        with bench(tmp_path / str(number), SETTINGS) as desk:
            if old_first:
                desk.deliver(old, minutes=-YEAR)
            desk.deliver(answer)
            if not old_first:
                desk.deliver(old, minutes=-YEAR)
            waiting = [t for t in map(desk.ticket, desk.refs()) if t.waiting_since]
            assert [ticket.waiting_since for ticket in waiting] == [NOW]


def test_old_ticket_that_an_agent_reopens_stays_open_through_a_rebuild(tmp_path: Path) -> None:
    with bench(tmp_path, SETTINGS) as desk:
        desk.deliver(raw_mail("old@x"), minutes=-YEAR)
        (ref,) = desk.refs()
        desk.act(ref, Reopened(), minutes=5)
        before = desk.only()
        assert before.state is TicketState.OPEN
        rebuild(desk.store, SETTINGS)
        assert desk.only() == before


def test_day_that_was_changed_counts_after_a_rebuild(tmp_path: Path) -> None:
    with bench(tmp_path) as desk:
        desk.deliver(raw_mail("old@x"), minutes=-YEAR)
        assert desk.only().state is TicketState.NEW
        rebuild(desk.store, SETTINGS)
        assert desk.only().state is TicketState.CLOSED
