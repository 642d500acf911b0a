"""The outbox: every change of state once, nothing sent twice, nothing lost when taken back."""

from __future__ import annotations

from sqlite3 import IntegrityError

import pytest
from sqlmodel import Session

from agent_console.desk.states import OutboxKind
from agent_console.desk.views import OutboxItem, OutboxState
from agent_console.errors import NotFoundError
from agent_console.store import drafts, outbox
from agent_console.store.draft_head import DraftHead
from agent_console.store.engine import Store
from tests.store.kit import NOW, hours


def queued(
    session: Session,
    ticket: str = "A0",
    message_id: str = "m@x",
    *,
    state: OutboxState = OutboxState.QUEUED,
    wait: float = 0,
    kind: OutboxKind = OutboxKind.REPLY,
) -> OutboxItem:
    item = outbox.add(
        session,
        ticket=ticket,
        message_id=message_id,
        raw=b"raw\r\n",
        sender="help@example.com",
        recipients=("kim@example.org", "lou@example.org"),
        subject="Re: Help",
        agent="anna",
        text="Hello",
        seen=NOW - hours(1),
        now=NOW,
        not_before=NOW + hours(wait),
        kind=kind,
    )
    if state is not OutboxState.QUEUED:
        outbox.set_state(session, item.id, expected=OutboxState.QUEUED, state=state, now=NOW)
    return outbox.need(session, item.id)


def test_item_when_queued_keeps_bytes_and_envelope(store: Store) -> None:
    with store.write(durable=True) as session:
        item = queued(session, wait=1)
    with store.read() as session:
        letter = outbox.letter(session, item.id)
        assert outbox.items(session) == (item,)
        assert outbox.of_ticket(session, "A0") == (item,)
        assert outbox.of_ticket(session, "B0") == ()
    assert (letter.raw, letter.sender, letter.agent, letter.text, letter.seen) == (
        *(b"raw\r\n", "help@example.com", "anna", "Hello", NOW - hours(1)),
    )
    assert letter.recipients == item.recipients == ("kim@example.org", "lou@example.org")
    assert (item.state, item.not_before, item.attempts) == (
        OutboxState.QUEUED,
        NOW + hours(1),
        0,
    )


def test_message_id_cannot_be_queued_twice(store: Store) -> None:
    with store.write(durable=True) as session:
        queued(session)
    with pytest.raises(IntegrityError), store.write(durable=True) as session:
        queued(session)


def test_unknown_item_is_told(store: Store) -> None:
    with store.read() as session:
        assert outbox.get(session, 5) is None
        with pytest.raises(NotFoundError):
            outbox.need(session, 5)
        with pytest.raises(NotFoundError):
            outbox.letter(session, 5)


def test_state_changes_only_from_the_expected_one(store: Store) -> None:
    with store.write(durable=True) as session:
        item = queued(session)
        for expected in (True, False):
            moved = outbox.set_state(
                session,
                item.id,
                expected=OutboxState.QUEUED,
                state=OutboxState.SENDING,
                now=NOW,
            )
            assert moved is expected
        assert outbox.need(session, item.id).attempts == 1


def test_waiting_are_queued_ones_and_deferred_ones_that_are_tried_again(store: Store) -> None:
    with store.write(durable=True) as session:
        late, early = queued(session, message_id="1", wait=2), queued(session, message_id="2")
        deferred = queued(session, message_id="3", state=OutboxState.SENDING)
        asked = queued(session, message_id="4", state=OutboxState.SENDING)
        for item, next_try in ((deferred, NOW + hours(1)), (asked, None)):
            outbox.set_state(
                session,
                item.id,
                expected=OutboxState.SENDING,
                state=OutboxState.DEFERRED,
                now=NOW,
                detail="busy",
                next_try=next_try,
            )
        queued(session, message_id="5", state=OutboxState.REFUSED)

        assert [item.id for item in outbox.waiting(session)] == [deferred.id, early.id, late.id]
        assert outbox.need(session, asked.id).detail == "busy"


def test_nothing_waits_in_an_empty_outbox(store: Store) -> None:
    with store.read() as session:
        assert outbox.waiting(session) == ()


def test_sending_again_begins_anew(store: Store) -> None:
    with store.write(durable=True) as session:
        item = queued(session, state=OutboxState.SENDING)
        for expected, state in (
            (OutboxState.SENDING, OutboxState.UNKNOWN),
            (OutboxState.UNKNOWN, OutboxState.QUEUED),
        ):
            outbox.set_state(session, item.id, expected=expected, state=state, now=NOW + hours(3))
        again = outbox.need(session, item.id)
    assert (again.attempts, again.queued_at, again.not_before) == (
        *(0, NOW + hours(3), NOW + hours(3)),
    )


@pytest.mark.parametrize(
    ("state", "possible"),
    [
        (OutboxState.QUEUED, True),
        (OutboxState.DEFERRED, True),
        (OutboxState.REFUSED, True),
        (OutboxState.SENDING, False),
        (OutboxState.SENT, False),
        (OutboxState.PARTIAL, False),
        (OutboxState.UNKNOWN, False),
        (OutboxState.CANCELLED, False),
    ],
)
def test_only_what_has_surely_not_left_can_be_taken_back(
    store: Store, state: OutboxState, possible: bool
) -> None:
    with store.write(durable=True) as session:
        item = queued(session, state=state)
        assert outbox.cancel(session, item.id, NOW) is possible
        assert (drafts.load(session, "A0", "reply") == "Hello") is possible
        kept = outbox.need(session, item.id).state
    assert kept is (OutboxState.CANCELLED if possible else state)


@pytest.mark.parametrize(
    ("kind", "drafted"),
    [
        (OutboxKind.REPLY, "reply"),
        (OutboxKind.FORWARD, "forward"),
        (OutboxKind.NEW, "new"),
    ],
)
def test_mail_taken_back_is_a_draft_of_its_kind_and_names_the_mail(
    store: Store, kind: OutboxKind, drafted: drafts.DraftKind
) -> None:
    with store.write(durable=True) as session:
        item = queued(session, kind=kind)
        outbox.cancel(session, item.id, NOW)
        begun = drafts.take_up(session, "A0", drafted)
    assert begun.text == "Hello"
    assert begun.head == DraftHead(taken_back=item.id)


def test_mail_of_a_notice_taken_back_is_no_draft(store: Store) -> None:
    with store.write(durable=True) as session:
        item = queued(session, kind=OutboxKind.BULK)
        assert outbox.cancel(session, item.id, NOW)
        assert drafts.load(session, "A0", "reply") in (None, "")


def test_taking_back_overwrites_no_new_draft(store: Store) -> None:
    with store.write(durable=True) as session:
        item = queued(session)
        drafts.save(session, "A0", "reply", "newer", NOW)
        outbox.cancel(session, item.id, NOW)
        text = drafts.load(session, "A0", "reply")
    assert text.startswith("Hello\n")
    assert text.endswith("\nnewer")
    assert drafts.holds_several(text)


def test_undo_time_ends_early_only_while_queued(store: Store) -> None:
    with store.write(durable=True) as session:
        item = queued(session, wait=1)
        assert outbox.hurry(session, item.id, NOW)
        assert outbox.need(session, item.id).not_before == NOW
        sent = queued(session, message_id="2", state=OutboxState.SENT)
        assert not outbox.hurry(session, sent.id, NOW)


def test_sending_that_was_interrupted_ends_in_doubt(store: Store) -> None:
    with store.write(durable=True) as session:
        item = queued(session, state=OutboxState.SENDING)
        queued(session, message_id="2")
    with store.write(durable=True) as session:
        assert outbox.recover_interrupted(session, NOW) == 1
        assert outbox.recover_interrupted(session, NOW) == 0
        found = outbox.need(session, item.id)
    assert found.state is OutboxState.UNKNOWN
    assert found.detail


def test_copy_is_missing_until_it_is_filed(store: Store) -> None:
    with store.write(durable=True) as session:
        queued(session, message_id="1")
        sent = queued(session, message_id="2", state=OutboxState.SENT)
        partial = queued(session, message_id="3", state=OutboxState.PARTIAL)
        assert {item.id for item in outbox.without_copy(session)} == {sent.id, partial.id}
        outbox.copy_filed(session, sent.id)
        assert [item.id for item in outbox.without_copy(session)] == [partial.id]
        assert outbox.need(session, sent.id).sent_copy
