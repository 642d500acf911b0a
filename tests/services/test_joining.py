"""Merging, splitting and linking as agents do it: what is offered, refused, shown, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.clock import FixedClock
from agent_console.desk.events import Merged
from agent_console.desk.states import QueueView, TicketState
from agent_console.errors import ActionRefusedError
from agent_console.i18n import use_language
from agent_console.services.acting import Act
from agent_console.services.desk import Desk
from agent_console.services.rules import Rules
from agent_console.services.tickets import TicketService
from tests.filled import NOW, customer_mail, opened, put_mails, write_settings

OTHER = "c@kunde.example"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    use_language("en")
    found = opened(write_settings(tmp_path), FixedClock(NOW))
    answer = customer_mail(9, "Re: Lampe").replace(
        b"Subject:", b"In-Reply-To: <frage-1@kunde.example>\r\nSubject:"
    )
    put_mails(
        found,
        [
            (customer_mail(1, "Lampe"), NOW - timedelta(hours=3)),
            (customer_mail(2, "Noch eine Lampe"), NOW - timedelta(hours=2)),
            (customer_mail(3, "Schrauben", sender=OTHER), NOW - timedelta(hours=1)),
            (answer, NOW - timedelta(minutes=5)),
        ],
    )
    yield found
    found.close()


@pytest.fixture
def refs(desk: Desk) -> dict[str, str]:
    return {row.subject: row.ref for row in desk.queue.page(QueueView.ALL, 0, 9).rows}


def test_targets_are_those_of_the_customer_or_what_was_typed(
    desk: Desk, refs: dict[str, str]
) -> None:
    offered = desk.joining.merge_targets(refs["Lampe"])
    assert [row.subject for row in offered.rows] == ["Noch eine Lampe"]
    by_subject = desk.joining.merge_targets(refs["Lampe"], "schraub")
    assert [row.subject for row in by_subject.rows] == ["Schrauben"]
    put_mails(desk, [(customer_mail(4, "Änderung", sender=OTHER), NOW)], "Web")
    by_umlaut = desk.joining.merge_targets(refs["Lampe"], "änder")
    assert [row.subject for row in by_umlaut.rows] == ["Änderung"]
    by_customer = desk.joining.merge_targets(refs["Lampe"], OTHER[:7].upper())
    assert "Schrauben" in [row.subject for row in by_customer.rows]
    assert "Noch eine Lampe" not in [row.subject for row in by_customer.rows]
    by_ref = desk.joining.merge_targets(refs["Lampe"], f"#{refs['Schrauben'][:5].lower()}")
    assert [row.subject for row in by_ref.rows] == ["Schrauben"]


def test_merged_ticket_is_found_and_acted_on_where_it_lives_on(
    desk: Desk, refs: dict[str, str]
) -> None:
    lamp, other = refs["Lampe"], refs["Noch eine Lampe"]
    desk.tickets.note(lamp, "call first")
    before = desk.queue.page(QueueView.ALL, 0, 9)
    row = desk.joining.merge(lamp, other)
    assert (row.ref, row.mails, row.notes) == (other, 3, 1)
    assert desk.tickets.find(lamp) == other
    view = desk.tickets.view(lamp)
    assert (view.ticket.ref, view.merged_refs) == (other, (lamp,))
    assert f"merged #{lamp} into #{other}" in [entry.text for entry in view.entries]
    assert "call first" in [entry.text for entry in view.entries]
    assert desk.tickets.close(lamp).state is TicketState.CLOSED
    assert [hit.row.ref for hit in desk.search.find("call", 9)] == [other]
    desk.tickets.undo_last()
    assert f"merged into #{other}" in desk.tickets.undo_last()
    assert desk.queue.page(QueueView.ALL, 0, 9) == before


def test_merge_is_refused_with_itself_and_with_something_half_written(
    desk: Desk, refs: dict[str, str]
) -> None:
    lamp, other = refs["Lampe"], refs["Noch eine Lampe"]
    with pytest.raises(ActionRefusedError):
        desk.joining.merge(lamp, lamp)
    desk.replies.save_note(lamp, "half")
    with pytest.raises(ActionRefusedError, match="half written"):
        desk.joining.merge(lamp, other)
    desk.joining.merge(other, lamp)
    with pytest.raises(ActionRefusedError):
        desk.joining.merge(other, lamp)


def test_doubts_name_other_customers_and_closed_tickets(desk: Desk, refs: dict[str, str]) -> None:
    lamp, screws = refs["Lampe"], refs["Schrauben"]
    desk.tickets.close(screws)
    doubts = " ".join(desk.joining.merge_doubts(lamp, screws))
    assert "the customers differ" in doubts
    assert "is closed" in doubts
    assert desk.joining.merge_doubts(lamp, refs["Noch eine Lampe"]) == ()


def test_unmerge_takes_one_out_again_and_undo_puts_it_back(
    desk: Desk, refs: dict[str, str]
) -> None:
    lamp, other = refs["Lampe"], refs["Noch eine Lampe"]
    before = desk.tickets.view(lamp)
    desk.joining.merge(lamp, other)
    desk.joining.unmerge(lamp)
    assert desk.tickets.view(lamp) == before
    with pytest.raises(ActionRefusedError):
        desk.joining.unmerge(lamp)
    desk.tickets.undo_last()
    assert desk.tickets.find(lamp) == other


def test_split_makes_a_ticket_of_the_mail_and_undo_brings_it_back(
    desk: Desk, refs: dict[str, str]
) -> None:
    lamp = refs["Lampe"]
    before = desk.tickets.view(lamp)
    first, second = [entry.key for entry in before.entries]
    new = desk.joining.split(lamp, second)
    assert (new.mails, new.subject, new.state) == (1, "Re: Lampe", TicketState.NEW)
    assert desk.tickets.view(lamp).row.mails == 1
    with pytest.raises(ActionRefusedError, match="nothing would stay"):
        desk.joining.split(lamp, first)
    desk.tickets.undo_last()
    assert desk.tickets.view(lamp) == before
    assert desk.queue.counts().all == 3


def test_link_is_shown_on_both_and_taken_off_from_either(desk: Desk, refs: dict[str, str]) -> None:
    lamp, screws = refs["Lampe"], refs["Schrauben"]
    desk.joining.link(lamp, screws)
    assert desk.tickets.view(lamp).linked_refs == (screws,)
    assert desk.tickets.view(screws).linked_refs == (lamp,)
    with pytest.raises(ActionRefusedError):
        desk.joining.link(screws, lamp)
    desk.joining.unlink(screws, lamp)
    assert desk.tickets.view(lamp).linked_refs == ()
    desk.tickets.undo_last()
    assert desk.tickets.view(screws).linked_refs == (lamp,)


def colleague(desk: Desk) -> TicketService:
    return TicketService(desk.store, desk.intake, Rules(desk.config), desk.clock, "Bea")


def test_merge_is_not_taken_back_after_a_colleague_worked_on_both(
    desk: Desk, refs: dict[str, str]
) -> None:
    desk.joining.merge(refs["Lampe"], refs["Schrauben"])
    colleague(desk).close(refs["Schrauben"])
    with pytest.raises(ActionRefusedError, match="Bea has changed"):
        desk.tickets.undo_last()
    assert desk.tickets.view(refs["Lampe"]).row.ref == refs["Schrauben"]


def test_split_is_not_taken_back_after_a_colleague_closed_what_was_split_off(
    desk: Desk, refs: dict[str, str]
) -> None:
    entries = desk.tickets.view(refs["Lampe"]).entries
    new = desk.joining.split(refs["Lampe"], entries[-1].key)
    colleague(desk).close(new.ref)
    with pytest.raises(ActionRefusedError, match="Bea has changed"):
        desk.tickets.undo_last()
    assert desk.tickets.view(refs["Lampe"]).row.state is not TicketState.CLOSED


def test_ticket_that_two_consoles_merged_is_taken_out_of_both(
    desk: Desk, refs: dict[str, str]
) -> None:
    for into in ("Noch eine Lampe", "Schrauben"):
        desk.tickets.acts.record(Act(refs["Lampe"], (Merged(refs[into]),), exact=True))
    assert desk.joining.unmerge(refs["Lampe"]).ref == refs["Lampe"]
    desk.tickets.undo_last()
    assert desk.tickets.view(refs["Lampe"]).row.ref == refs["Noch eine Lampe"]
