"""A ticket for the eye: everything in one line of time, nothing twice, nothing undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from agent_console.desk.events import Assigned, Closed, Noted, Reopened, Snoozed, Undone, Unknown
from agent_console.desk.views import Contacts, EntryKind, OutboxItem, OutboxState, TicketView
from agent_console.errors import NotFoundError
from agent_console.services.outbox import OutboxService
from agent_console.services.replies import ReplyService
from agent_console.services.rules import Rules
from agent_console.services.sent import record_sent
from agent_console.services.tickets import TicketService
from agent_console.store import drafts, journal
from agent_console.store import outbox as stored
from tests.services.intake_kit import Bench, answer_to, at, bench, raw_mail

QUESTION = "q1@example.org"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        made.deliver(raw_mail(QUESTION), minutes=-60)
        yield made


@pytest.fixture
def ref(desk: Bench) -> str:
    (only,) = desk.refs()
    return only


def view(desk: Bench, ref: str) -> TicketView:
    return TicketService(desk.store, desk.intake, Rules(desk.config), desk.clock, "Anna").view(ref)


def shown(desk: Bench, ref: str) -> list[tuple[EntryKind, str]]:
    return [(entry.kind, entry.text.strip()) for entry in view(desk, ref).entries]


def queued(desk: Bench, ref: str) -> OutboxItem:
    replies = ReplyService(desk.store, desk.config, desk.clock)
    return replies.queue(replies.begin(ref, everyone=False), "My answer")


def move(desk: Bench, item: OutboxItem, before: OutboxState, after: OutboxState) -> None:
    with desk.store.write(durable=True) as session:
        assert stored.set_state(
            session, item.id, expected=before, state=after, now=at(0), detail="because"
        )
        if after in (OutboxState.SENT, OutboxState.PARTIAL):
            record_sent(session, desk.intake, item, at(0))


def test_mails_and_acts_stand_in_the_order_of_time(desk: Bench, ref: str) -> None:
    desk.act(ref, Assigned("Anna"), -50)
    desk.act(ref, Noted("call him"), -40)
    more = raw_mail("q2@example.org", headers=answer_to(QUESTION), text="Hello?")
    desk.deliver(more, minutes=-30)
    away = (*answer_to(QUESTION), "Auto-Submitted: auto-replied")
    desk.deliver(raw_mail("q3@example.org", headers=away, text="Away"), minutes=-20)
    desk.act(ref, Assigned("Bernd"), -10)
    desk.act(ref, Assigned(""), -9)
    desk.act(ref, Snoozed(at(60)), -8)
    desk.act(ref, Reopened(), -7)
    desk.act(ref, Closed("settled"), -6)
    assert shown(desk, ref) == [
        (EntryKind.MAIL_IN, "Hello"),
        (EntryKind.EVENT, "took the ticket"),
        (EntryKind.NOTE, "call him"),
        (EntryKind.MAIL_IN, "Hello?"),
        (EntryKind.AUTOMATIC, "Away"),
        (EntryKind.EVENT, "gave the ticket to Bernd"),
        (EntryKind.EVENT, "gave the ticket back"),
        (EntryKind.EVENT, "let the ticket sleep"),
        (EntryKind.EVENT, "reopened the ticket"),
        (EntryKind.EVENT, "closed the ticket: settled"),
    ]


def test_undone_act_is_gone_and_comes_back_when_its_undo_is_undone(desk: Bench, ref: str) -> None:
    desk.act(ref, Closed(), 1)
    with desk.store.read() as session:
        (closed,) = journal.of_ticket(session, ref)
    desk.act(ref, Undone(closed.id), 2)
    assert len(shown(desk, ref)) == 1
    with desk.store.read() as session:
        undone = journal.of_ticket(session, ref)[-1]
    desk.act(ref, Undone(undone.id), 3)
    assert shown(desk, ref)[1:] == [(EntryKind.EVENT, "closed the ticket")]
    assert view(desk, ref).ticket.state.value == "closed", "as the fold sees it"


def test_fact_of_a_newer_program_is_not_shown(desk: Bench, ref: str) -> None:
    desk.act(ref, Unknown("merged", "{}", 2), 1)
    assert len(shown(desk, ref)) == 1


def test_reply_is_shown_once_wherever_it_is(desk: Bench, ref: str) -> None:
    item = queued(desk, ref)
    assert shown(desk, ref)[1:] == [(EntryKind.OUTBOX, "My answer")]
    move(desk, item, OutboxState.QUEUED, OutboxState.SENDING)
    (entry,) = view(desk, ref).entries[1:]
    assert (entry.state, entry.who, entry.notes) == ("sending", "Anna", ("because",))
    move(desk, item, OutboxState.SENDING, OutboxState.SENT)
    assert shown(desk, ref)[1:] == [(EntryKind.MAIL_OUT, "My answer")]


def test_partly_refused_reply_is_shown_as_sent_with_who_did_not_get_it(
    desk: Bench, ref: str
) -> None:
    item = queued(desk, ref)
    move(desk, item, OutboxState.QUEUED, OutboxState.SENDING)
    move(desk, item, OutboxState.SENDING, OutboxState.PARTIAL)
    entries = view(desk, ref).entries[1:]
    assert {entry.kind for entry in entries} == {EntryKind.MAIL_OUT, EntryKind.OUTBOX}
    (left,) = (entry for entry in entries if entry.kind is EntryKind.OUTBOX)
    assert left.notes == ("because",)


def test_reply_taken_back_is_shown_as_the_draft_only(desk: Bench, ref: str) -> None:
    item = queued(desk, ref)
    OutboxService(desk.store, desk.intake, desk.clock).cancel(item.id)
    with desk.store.write(durable=True) as session:
        drafts.save(session, ref, "note", "half a note", at(0))
    seen = view(desk, ref)
    assert len(seen.entries) == 1
    assert (seen.draft, seen.note_draft) == ("My answer", "half a note")


def test_remarks_of_a_mail_are_told(desk: Bench, ref: str) -> None:
    stranger = raw_mail("s@else.example", sender="lou@else.example", subject=f"About #{ref}")
    desk.deliver(stranger, minutes=1)
    (other,) = (one for one in desk.refs() if one != ref)
    seen = view(desk, other)
    assert seen.hint_ref == ref
    assert any(f"#{ref}" in note for note in seen.entries[0].notes)


AWAY = ("Auto-Submitted: auto-replied", *answer_to(QUESTION))


def test_remark_on_an_automatic_mail_tells_when_its_writer_is_back(desk: Bench, ref: str) -> None:
    away = raw_mail("a@example.org", subject="Away", text="Ich bin bis 6.3. weg.", headers=AWAY)
    desk.deliver(away, minutes=-30)
    seen = view(desk, ref)
    (entry,) = (one for one in seen.entries if one.kind is EntryKind.AUTOMATIC)
    assert "Back on Mon, 2026-03-09: z lets the ticket sleep until then." in entry.notes
    assert seen.back_at == datetime(2026, 3, 9, 8, tzinfo=UTC)


def test_return_that_a_newer_mail_has_overtaken_is_not_offered(desk: Bench, ref: str) -> None:
    away = raw_mail("a@example.org", subject="Away", text="Back on 6 March.", headers=AWAY)
    desk.deliver(away, minutes=-30)
    assert view(desk, ref).back_at == datetime(2026, 3, 6, 8, tzinfo=UTC)
    desk.clock.move(timedelta(days=4))
    assert view(desk, ref).back_at is None
    desk.clock.move(-timedelta(days=4))
    desk.deliver(raw_mail("n@example.org", headers=answer_to(QUESTION)), minutes=-20)
    seen = view(desk, ref)
    assert seen.back_at is None
    assert not [note for entry in seen.entries for note in entry.notes if "Back on" in note]


def test_return_when_the_newest_automatic_mail_names_none_is_not_offered(
    desk: Bench, ref: str
) -> None:
    first = raw_mail("a@example.org", subject="Away", text="Back on 6 March.", headers=AWAY)
    second = raw_mail("b@example.org", subject="Away", text="Not in today.", headers=AWAY)
    desk.deliver(first, second, minutes=-30)
    assert view(desk, ref).back_at is None


def test_unknown_ticket_is_refused(desk: Bench) -> None:
    with pytest.raises(NotFoundError):
        view(desk, "00000000")


def test_customers_mails_of_this_month_are_counted_over_all_tickets(desk: Bench, ref: str) -> None:
    assert view(desk, ref).contacts == Contacts(1, 1)
    desk.deliver(raw_mail("q4@example.org", headers=answer_to(QUESTION)), minutes=-30)
    desk.deliver(raw_mail("q5@example.org"), minutes=-20)
    desk.deliver(raw_mail("old@example.org"), minutes=-60 * 24 * 40)
    assert view(desk, ref).contacts == Contacts(3, 2)


def test_other_tickets_of_a_customer_come_the_newest_first(desk: Bench, ref: str) -> None:
    service = TicketService(desk.store, desk.intake, Rules(desk.config), desk.clock, "Anna")
    assert service.others(ref) == ()
    desk.deliver(raw_mail("q6@example.org"), minutes=-50)
    desk.deliver(raw_mail("q7@example.org"), minutes=-40)
    first, second = service.others(ref)
    assert first.last_at
    assert second.last_at
    assert first.last_at > second.last_at
    assert ref not in (first.ref, second.ref)
