"""Follow-ups: offered from what a reply promises, kept with it, and back at their time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from agent_console.desk.ticket import TicketState
from agent_console.desk.views import OutboxState, QueueView
from agent_console.errors import ActionRefusedError
from agent_console.services.rebuild import rebuild
from tests.filled import NOW, customer_mail
from tests.services.office import Office, office

# The desk opens at nine in Berlin; NOW is Monday, 2 March, 11:30.
WEDNESDAY = datetime(2026, 3, 4, 8, tzinfo=UTC)
PROMISE = "Guten Tag,\n\nwir melden uns bis Mittwoch.\n"


@pytest.fixture
def at_work(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as made:
        yield made


def send(at_work: Office, follow_up: datetime | None) -> None:
    """Answer the ticket, with a wish for a follow-up, and let the answer leave."""
    draft = at_work.desk.replies.begin(at_work.ref, everyone=False)
    at_work.desk.replies.queue(draft, PROMISE + draft.prefilled, follow_up=follow_up)
    at_work.wait(seconds=10)
    at_work.send()


def state(at_work: Office) -> TicketState:
    row = at_work.desk.queue.page(QueueView.ALL, 0, 1).rows[0]
    return row.state


def test_promise_in_a_draft_is_offered_with_its_times(at_work: Office) -> None:
    draft = at_work.desk.replies.begin(at_work.ref, everyone=False)
    (promise,) = at_work.desk.replies.promises(draft, PROMISE + draft.prefilled)
    assert promise.words == "bis Mittwoch"
    assert promise.due_at == datetime(2026, 3, 4, 16, tzinfo=UTC)
    assert promise.remind_at == WEDNESDAY


def test_promise_that_the_customer_is_quoted_with_is_not_offered(at_work: Office) -> None:
    draft = at_work.desk.replies.begin(at_work.ref, everyone=False)
    text = "Danke.\n" + draft.prefilled + "> wir melden uns bis Mittwoch\n"
    assert at_work.desk.replies.promises(draft, text) == ()


def test_promise_in_what_is_sent_on_is_not_offered(at_work: Office) -> None:
    draft = at_work.desk.replies.begin_forward(at_work.ref)
    assert at_work.desk.replies.promises(draft, PROMISE) == ()


def test_ticket_with_a_follow_up_sleeps_once_the_reply_has_left_and_comes_back(
    at_work: Office,
) -> None:
    draft = at_work.desk.replies.begin(at_work.ref, everyone=False)
    at_work.desk.replies.queue(draft, PROMISE, follow_up=WEDNESDAY)
    assert state(at_work) is TicketState.NEW
    at_work.wait(seconds=10)
    at_work.send()
    assert state(at_work) is TicketState.SNOOZED
    assert at_work.desk.queue.page(QueueView.OPEN, 0, 9).rows == ()
    at_work.clock.move(WEDNESDAY - at_work.clock.now() - timedelta(seconds=1))
    assert state(at_work) is TicketState.SNOOZED
    at_work.wait(seconds=1)
    assert state(at_work) is TicketState.OPEN
    assert len(at_work.desk.queue.page(QueueView.OPEN, 0, 9).rows) == 1


def test_ticket_without_a_follow_up_waits_as_ever(at_work: Office) -> None:
    send(at_work, None)
    assert state(at_work) is TicketState.WAITING


def test_follow_up_outside_the_hours_comes_back_when_the_desk_opens(at_work: Office) -> None:
    send(at_work, WEDNESDAY - timedelta(hours=5))
    at_work.clock.move(WEDNESDAY - at_work.clock.now() - timedelta(minutes=1))
    assert state(at_work) is TicketState.SNOOZED
    at_work.wait(minutes=1)
    assert state(at_work) is TicketState.OPEN


def test_follow_up_when_that_time_is_over_is_refused_and_the_draft_stays(at_work: Office) -> None:
    draft = at_work.desk.replies.begin(at_work.ref, everyone=False)
    at_work.desk.replies.save(draft.ref, PROMISE)
    with pytest.raises(ActionRefusedError):
        at_work.desk.replies.queue(draft, PROMISE, follow_up=NOW)
    assert at_work.desk.outbox.items() == ()
    assert at_work.desk.replies.begin(draft.ref, everyone=False).text == PROMISE


def test_ticket_with_a_follow_up_is_woken_when_the_customer_writes(at_work: Office) -> None:
    send(at_work, WEDNESDAY)
    at_work.wait(hours=1)
    raw = customer_mail(9, "Re: Frage 1").replace(
        b"MIME-Version", b"In-Reply-To: <frage-1@kunde.example>\r\nMIME-Version"
    )
    at_work.server.mailbox.deliver("INBOX", raw)
    at_work.read()
    assert state(at_work) is TicketState.OPEN


def test_ticket_closed_while_the_reply_waited_stays_closed(at_work: Office) -> None:
    draft = at_work.desk.replies.begin(at_work.ref, everyone=False)
    item = at_work.desk.replies.queue(draft, PROMISE, follow_up=WEDNESDAY)
    at_work.desk.tickets.close(draft.ref)
    at_work.wait(seconds=10)
    at_work.send()
    assert at_work.now(item).state is OutboxState.SENT
    assert state(at_work) is TicketState.CLOSED
    at_work.wait(days=5)
    assert state(at_work) is TicketState.CLOSED


def test_follow_up_is_kept_by_a_rebuild(at_work: Office) -> None:
    send(at_work, WEDNESDAY)
    rebuild(at_work.desk.store, at_work.desk.config)
    assert state(at_work) is TicketState.SNOOZED
