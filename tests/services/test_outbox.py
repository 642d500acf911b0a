"""The agent's side of the outbox: take back, hurry, decide."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.desk.events import Replied
from agent_console.desk.states import outbox_word
from agent_console.desk.ticket import TicketState
from agent_console.desk.views import OutboxItem, OutboxState
from agent_console.errors import ActionRefusedError, NotFoundError
from agent_console.services.outbox import OutboxService
from agent_console.services.rebuild import rebuild
from agent_console.services.replies import ReplyService
from agent_console.store import journal
from agent_console.store import outbox as stored
from tests.services.intake_kit import Bench, at, bench, raw_mail

Q, SENDING, UNKNOWN = OutboxState.QUEUED, OutboxState.SENDING, OutboxState.UNKNOWN
WAYS: dict[OutboxState, tuple[OutboxState, ...]] = {
    OutboxState.QUEUED: (),
    OutboxState.HELD: (OutboxState.HELD,),
    OutboxState.SENDING: (SENDING,),
    OutboxState.SENT: (SENDING, OutboxState.SENT),
    OutboxState.PARTIAL: (SENDING, OutboxState.PARTIAL),
    OutboxState.DEFERRED: (OutboxState.DEFERRED,),
    OutboxState.REFUSED: (SENDING, OutboxState.REFUSED),
    OutboxState.UNKNOWN: (SENDING, UNKNOWN),
    OutboxState.CANCELLED: (OutboxState.CANCELLED,),
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        made.deliver(raw_mail("q1@example.org"), minutes=-60)
        yield made


@pytest.fixture
def outbox(desk: Bench) -> OutboxService:
    return OutboxService(desk.store, desk.intake, desk.clock)


@pytest.fixture
def item(desk: Bench) -> OutboxItem:
    (ref,) = desk.refs()
    replies = ReplyService(desk.store, desk.config, desk.clock)
    return replies.queue(replies.begin(ref, everyone=False), "Hello")


def bring(desk: Bench, item: OutboxItem, state: OutboxState) -> None:
    """Let ``item`` come to ``state`` the way a delivery does."""
    before = Q
    for step in WAYS[state]:
        with desk.store.write(durable=True) as session:
            assert stored.set_state(session, item.id, expected=before, state=step, now=at(0))
        before = step


def test_lists_tell_all_and_what_has_not_left_for_sure(
    desk: Bench, outbox: OutboxService, item: OutboxItem
) -> None:
    for state in OutboxState:
        with desk.store.write(durable=True) as session:
            current = stored.need(session, item.id).state
            assert stored.set_state(session, item.id, expected=current, state=state, now=at(0))
        listed = bool(outbox.unfinished())
        assert listed is (state not in (OutboxState.SENT, OutboxState.CANCELLED)), state
        assert [one.id for one in outbox.items()] == [item.id]


@pytest.mark.parametrize("state", [Q, OutboxState.DEFERRED, OutboxState.REFUSED])
def test_mail_that_has_not_left_is_taken_back_and_its_text_kept(
    state: OutboxState, desk: Bench, outbox: OutboxService, item: OutboxItem
) -> None:
    bring(desk, item, state)
    assert outbox.cancel(item.id)
    assert not outbox.cancel(item.id)
    replies = ReplyService(desk.store, desk.config, desk.clock)
    assert replies.begin(item.ticket, everyone=False).text == "Hello"


@pytest.mark.parametrize("state", [SENDING, OutboxState.SENT, OutboxState.PARTIAL, UNKNOWN])
def test_mail_that_has_perhaps_left_cannot_be_taken_back(
    state: OutboxState, desk: Bench, outbox: OutboxService, item: OutboxItem
) -> None:
    bring(desk, item, state)
    assert not outbox.cancel(item.id)
    found = outbox.get(item.id)
    assert found is not None
    assert found.state is state


@pytest.mark.parametrize("state", [OutboxState.REFUSED, OutboxState.DEFERRED, UNKNOWN])
def test_mail_sent_again_is_queued_with_the_same_bytes_and_time_anew(
    state: OutboxState, desk: Bench, outbox: OutboxService, item: OutboxItem
) -> None:
    bring(desk, item, state)
    with desk.store.read() as session:
        raw = stored.letter(session, item.id).raw
    desk.clock.move(timedelta(days=3))
    again = outbox.send_again(item.id)
    assert (again.state, again.not_before) == (Q, desk.clock.now())
    assert again.message_id == item.message_id
    with desk.store.read() as session:
        assert stored.letter(session, item.id).raw == raw


@pytest.mark.parametrize("state", [Q, SENDING, OutboxState.SENT, OutboxState.CANCELLED])
def test_mail_that_needs_no_decision_is_not_sent_again(
    state: OutboxState, desk: Bench, outbox: OutboxService, item: OutboxItem
) -> None:
    bring(desk, item, state)
    with pytest.raises(ActionRefusedError, match=outbox_word(state)):
        outbox.send_again(item.id)


def test_unknown_mail_marked_as_sent_answers_the_ticket_also_after_a_rebuild(
    desk: Bench, outbox: OutboxService, item: OutboxItem
) -> None:
    bring(desk, item, UNKNOWN)
    assert outbox.mark_sent(item.id).state is OutboxState.SENT
    for _before_and_after in range(2):
        ticket = desk.ticket(item.ticket)
        assert (ticket.state, ticket.mails_out) == (TicketState.WAITING, 1)
        with desk.store.read() as session:
            (event,) = journal.of_ticket(session, item.ticket)
        assert event.fact == Replied(item.message_id)
        assert (event.agent, event.seen) == ("Anna", at(-60))
        rebuild(desk.store, desk.config)


@pytest.mark.parametrize("state", [state for state in OutboxState if state is not UNKNOWN])
def test_mail_that_is_not_in_doubt_is_never_marked_as_sent(
    state: OutboxState, desk: Bench, outbox: OutboxService, item: OutboxItem
) -> None:
    bring(desk, item, state)
    with pytest.raises(ActionRefusedError):
        outbox.mark_sent(item.id)
    assert desk.ticket(item.ticket).state is TicketState.NEW


def test_mail_that_is_not_there_is_said_so(outbox: OutboxService) -> None:
    assert outbox.get(4711) is None
    assert not outbox.cancel(4711)
    assert not outbox.send_now(4711)
    with pytest.raises(NotFoundError):
        outbox.send_again(4711)
