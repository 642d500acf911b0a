"""What agents do with a ticket: one event each, refused in words where it makes no sense."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from agent_console.desk.events import (
    Assigned,
    Closed,
    Event,
    Noted,
    Reopened,
    Snoozed,
    Undone,
)
from agent_console.desk.listing import Viewer
from agent_console.desk.ticket import TicketState
from agent_console.desk.views import QueueRow
from agent_console.errors import ActionRefusedError, NotFoundError, StoreError
from agent_console.services.drafts import DraftKeeping
from agent_console.services.queue import QueueService
from agent_console.services.rebuild import rebuild
from agent_console.services.rules import Rules
from agent_console.services.tickets import TicketService
from agent_console.store import drafts, journal
from tests.services.intake_kit import Bench, answer_to, at, bench, raw_mail

QUESTION = "q1@example.org"
Verb = Callable[[TicketService, str], QueueRow]
VERBS: dict[str, Verb] = {
    "take": lambda tickets, ref: tickets.take(ref),
    "note": lambda tickets, ref: tickets.note(ref, " look at the invoice "),
    "close": lambda tickets, ref: tickets.close(ref, "settled by phone"),
    "snooze": lambda tickets, ref: tickets.snooze(ref, at(600)),
}
FACTS = {
    "take": Assigned("Anna"),
    "note": Noted("look at the invoice"),
    "close": Closed("settled by phone"),
    "snooze": Snoozed(at(600)),
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        made.deliver(raw_mail(QUESTION), minutes=-60)
        yield made


@pytest.fixture
def ref(desk: Bench) -> str:
    (only,) = desk.refs()
    return only


@pytest.fixture
def anna(desk: Bench) -> TicketService:
    return service(desk, "Anna")


def service(desk: Bench, agent: str, keeping: DraftKeeping | None = None) -> TicketService:
    rules = Rules(desk.config)
    return TicketService(desk.store, desk.intake, rules, desk.clock, agent, keeping)


def events(desk: Bench, ref: str) -> tuple[Event, ...]:
    with desk.store.read() as session:
        return journal.of_ticket(session, ref)


def row_of(desk: Bench, ref: str) -> QueueRow:
    row = QueueService(desk.store, desk.clock, Viewer("Anna")).row(ref)
    assert row is not None
    return row


@pytest.mark.parametrize("verb", VERBS)
def test_verb_records_one_event_that_outlives_a_rebuild(
    verb: str, desk: Bench, ref: str, anna: TicketService
) -> None:
    before = row_of(desk, ref)
    row = VERBS[verb](anna, ref)
    (event,) = events(desk, ref)
    assert (event.fact, event.agent, event.at) == (FACTS[verb], "Anna", at(0))
    assert event.seen == at(-60), "the newest mail the desk knew"
    assert row != before
    assert row_of(desk, ref) == row

    kept = desk.dump()
    rebuild(desk.store, desk.config)
    assert desk.dump() == kept
    assert row_of(desk, ref) == row


@pytest.mark.parametrize("verb", VERBS)
def test_undo_restores_the_row_and_records_one_more_event(
    verb: str, desk: Bench, ref: str, anna: TicketService
) -> None:
    before = row_of(desk, ref)
    VERBS[verb](anna, ref)
    assert f"#{ref}" in anna.undo_last()
    assert row_of(desk, ref) == before
    first, second = events(desk, ref)
    assert second.fact == Undone(first.id)


def test_reopen_of_a_closed_ticket_records_one_event(
    desk: Bench, ref: str, anna: TicketService
) -> None:
    anna.close(ref)
    assert anna.reopen(ref).state is TicketState.OPEN
    assert [event.fact for event in events(desk, ref)] == [Closed(), Reopened()]


def test_release_gives_the_ticket_back(desk: Bench, ref: str, anna: TicketService) -> None:
    assert anna.take(ref).owner == "Anna"
    assert anna.release(ref).owner == ""
    assert len(events(desk, ref)) == 2


@pytest.mark.parametrize(
    ("before", "verb", "words"),
    [
        (lambda t, r: t.close(r), lambda t, r: t.close(r), "is closed already"),
        (lambda t, r: t.close(r), lambda t, r: t.snooze(r, at(600)), "is closed already"),
        (lambda t, r: t.note(r, "x"), lambda t, r: t.reopen(r), "is new already"),
        (lambda t, r: t.take(r), lambda t, r: t.take(r), "is yours already"),
        (lambda t, r: t.note(r, "x"), lambda t, r: t.release(r), "belongs to nobody"),
        (lambda t, r: t.take(r), lambda t, r: t.note(r, " \n"), "the note is empty"),
        (lambda t, r: t.take(r), lambda t, r: t.snooze(r, at(0)), "that time is over"),
    ],
)
def test_verb_in_the_wrong_state_is_refused_in_words_and_records_nothing(
    before: Verb, verb: Verb, words: str, desk: Bench, ref: str, anna: TicketService
) -> None:
    before(anna, ref)
    kept = desk.dump()
    with pytest.raises(ActionRefusedError, match=words):
        verb(anna, ref)
    assert desk.dump() == kept


@pytest.mark.parametrize("verb", VERBS)
def test_verb_on_an_unknown_ticket_is_refused(verb: str, desk: Bench, anna: TicketService) -> None:
    with pytest.raises(NotFoundError):
        VERBS[verb](anna, "00000000")
    assert desk.dump()["event"] == []


def test_woken_ticket_counts_as_open_for_every_verb(
    desk: Bench, ref: str, anna: TicketService
) -> None:
    anna.snooze(ref, at(30))
    desk.clock.move(timedelta(minutes=31))
    assert row_of(desk, ref).state is TicketState.OPEN
    with pytest.raises(ActionRefusedError, match="is open already"):
        anna.reopen(ref)
    assert anna.note(ref, "still here").state is TicketState.OPEN


def test_mail_that_came_before_the_close_but_was_not_here_opens_the_ticket_again(
    desk: Bench, ref: str, anna: TicketService
) -> None:
    desk.clock.move(timedelta(minutes=10))
    anna.close(ref)
    desk.deliver(raw_mail("q2@example.org", headers=answer_to(QUESTION)), minutes=-1)
    assert desk.ticket(ref).state is TicketState.OPEN
    rebuild(desk.store, desk.config)
    assert desk.ticket(ref).state is TicketState.OPEN


def test_mail_in_the_store_but_not_on_the_screen_opens_the_ticket_again(
    desk: Bench, ref: str, anna: TicketService
) -> None:
    looked_at = at(-60)
    desk.deliver(raw_mail("q2@example.org", headers=answer_to(QUESTION)), minutes=-1)
    row = anna.close(ref, seen=looked_at)
    assert row.state is TicketState.OPEN
    assert anna.close(ref, seen=at(-1)).state is TicketState.CLOSED


def test_mail_of_the_customer_wakes_a_snoozed_ticket(
    desk: Bench, ref: str, anna: TicketService
) -> None:
    anna.snooze(ref, at(600))
    desk.deliver(raw_mail("q2@example.org", headers=answer_to(QUESTION)), minutes=5)
    assert row_of(desk, ref).state is TicketState.OPEN


def test_undo_without_anything_done_is_refused(anna: TicketService) -> None:
    with pytest.raises(ActionRefusedError, match="nothing to take back"):
        anna.undo_last()


def test_undo_cannot_be_undone_and_goes_back_step_by_step(
    desk: Bench, ref: str, anna: TicketService
) -> None:
    anna.take(ref)
    anna.close(ref)
    assert "closed" in anna.undo_last()
    assert "assigned" in anna.undo_last()
    with pytest.raises(ActionRefusedError):
        anna.undo_last()
    assert (desk.ticket(ref).state, desk.ticket(ref).owner) == (TicketState.NEW, "")
    assert len(events(desk, ref)) == 4


def test_undo_after_a_colleague_changed_the_ticket_is_refused_and_given_up(
    desk: Bench, ref: str, anna: TicketService
) -> None:
    anna.take(ref)
    anna.close(ref)
    bernd = service(desk, "Bernd")
    bernd.reopen(ref)
    with pytest.raises(ActionRefusedError, match="Bernd has changed"):
        anna.undo_last()
    assert desk.ticket(ref).state is TicketState.OPEN
    with pytest.raises(ActionRefusedError, match="Bernd has changed"):
        anna.undo_last()
    with pytest.raises(ActionRefusedError, match="nothing to take back"):
        anna.undo_last()
    assert desk.ticket(ref).owner == "Anna"


def test_undo_after_a_colleagues_note_goes_through(
    desk: Bench, ref: str, anna: TicketService
) -> None:
    anna.close(ref)
    service(desk, "Bernd").note(ref, "well done")
    anna.undo_last()
    assert (desk.ticket(ref).state, desk.ticket(ref).notes) == (TicketState.NEW, 1)


def test_undo_after_the_customer_wrote_leaves_the_mail_unanswered(
    desk: Bench, ref: str, anna: TicketService
) -> None:
    anna.close(ref)
    desk.deliver(raw_mail("q2@example.org", headers=answer_to(QUESTION)), minutes=5)
    anna.undo_last()
    assert desk.ticket(ref).waiting_since == at(-60)


def test_undo_that_the_disk_refuses_can_be_tried_again(
    desk: Bench, ref: str, anna: TicketService, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna.close(ref)

    def full(*_arguments: object) -> None:
        raise StoreError("Store", "the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(journal, "append", full)
        with pytest.raises(StoreError):
            anna.undo_last()
    anna.undo_last()
    assert desk.ticket(ref).state is TicketState.NEW


def test_undo_while_another_act_is_recorded_takes_back_each_of_them_once(
    desk: Bench, ref: str, anna: TicketService, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna.take(ref)
    write = desk.store.write

    def note_first(*, durable: bool) -> AbstractContextManager[Session]:
        monkeypatch.setattr(desk.store, "write", write)
        anna.note(ref, "meanwhile")
        return write(durable=durable)

    monkeypatch.setattr(desk.store, "write", note_first)
    assert "assigned" in anna.undo_last()
    assert "note" in anna.undo_last()
    with pytest.raises(ActionRefusedError, match="nothing to take back"):
        anna.undo_last()
    assert (desk.ticket(ref).owner, desk.ticket(ref).notes) == ("", 0)


def test_note_takes_its_draft_away_and_a_refused_note_keeps_it(desk: Bench, ref: str) -> None:
    keeping = DraftKeeping(desk.store, desk.clock)
    anna = service(desk, "Anna", keeping)
    keeping.save(ref, "note", "half")
    with pytest.raises(ActionRefusedError, match="too long"):
        anna.note(ref, "x" * 70_000)
    with desk.store.read() as session:
        assert drafts.load(session, ref, "note") == "half"
    anna.note(ref, "whole")
    with desk.store.read() as session:
        assert drafts.load(session, ref, "note") == ""


def test_find_takes_any_beginning_that_fits_one_ticket(
    desk: Bench, ref: str, anna: TicketService
) -> None:
    assert anna.find(f"#{ref[:4].lower()}") == ref
    assert anna.find(ref) == ref
    with pytest.raises(NotFoundError, match="there is no ticket ZZZZ"):
        anna.find("ZZZZ")
    with pytest.raises(NotFoundError):
        anna.find("")
    number = 0
    while len([found for found in desk.refs() if found[0] == ref[0]]) < 2:
        number += 1
        desk.deliver(raw_mail(f"other{number}@example.org"), minutes=number)
    with pytest.raises(NotFoundError, match="fits several"):
        anna.find(ref[0])
