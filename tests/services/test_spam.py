"""Spam leaves every open view and clock, by ticket or by sender, and comes back exactly."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.clock import FixedClock
from agent_console.desk.labels import LabelName
from agent_console.desk.states import QueueView, TicketState
from agent_console.errors import ActionRefusedError
from agent_console.i18n import use_language
from agent_console.services.desk import Desk
from agent_console.services.rebuild import rebuild
from agent_console.services.rules import Rules
from agent_console.services.tickets import TicketService
from agent_console.store import outbox
from tests.filled import NOW, customer_mail, opened, put_mails, write_settings

SHOP = "Shop <win@spam.example>"


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    use_language("en")
    found = opened(write_settings(tmp_path, extra="[acknowledge]\nenabled = true\n"), clock)
    yield found
    found.close()


def put(desk: Desk, *senders: str) -> list[str]:
    mails = [
        (customer_mail(n, f"Matter {n}", sender=who), NOW + timedelta(minutes=n))
        for n, who in enumerate(senders, 1)
    ]
    put_mails(desk, mails)
    by_subject = {row.subject: row.ref for row in desk.queue.page(QueueView.ALL, 0, 50).rows}
    return [by_subject[f"Matter {n}"] for n in range(1, len(senders) + 1)]


def refs(desk: Desk, view: QueueView) -> set[str]:
    return {row.ref for row in desk.queue.page(view, 0, 50).rows}


def test_spam_leaves_open_views_and_clocks_and_comes_back_by_undo(desk: Desk) -> None:
    spam, other = put(desk, SHOP, "c@kunde.example")
    before = desk.queue.page(QueueView.ALL, 0, 9), desk.queue.counts()
    row = desk.handling.spam(spam)
    assert (row.state, row.due_at) == (TicketState.SPAM, None)
    for view in set(QueueView) - {QueueView.ALL, QueueView.SPAM}:
        assert spam not in refs(desk, view), view
    counts = desk.queue.counts()
    assert (counts.open, counts.closed, counts.all) == (1, 0, 2)
    with pytest.raises(ActionRefusedError):
        desk.handling.spam(spam)
    assert "spam" in desk.tickets.undo_last()
    assert (desk.queue.page(QueueView.ALL, 0, 9), desk.queue.counts()) == before
    assert refs(desk, QueueView.OPEN) == {spam, other}


def test_later_mail_of_a_spam_sender_opens_spam_that_nobody_acknowledges(desk: Desk) -> None:
    first, later, human = put(desk, SHOP, SHOP, "c@kunde.example")
    desk.handling.spam(first, sender=True)
    put_mails(desk, [(customer_mail(7, "Win!", sender=SHOP), NOW)], folder="Two")
    (new,) = refs(desk, QueueView.ALL) - {first, later, human}
    row = desk.tickets.view(new).row
    assert (row.state, row.due_at) == (TicketState.SPAM, None)
    assert refs(desk, QueueView.OPEN) == {later, human}
    with desk.store.read() as session:
        assert not any(outbox.of_ticket(session, ref) for ref in (first, new))
    shown = desk.queue.page(QueueView.ALL, 0, 9)
    rebuild(desk.store, desk.config)
    assert desk.queue.page(QueueView.ALL, 0, 9) == shown


def test_no_spam_ends_the_rule_for_the_sender(desk: Desk) -> None:
    (first,) = put(desk, SHOP)
    desk.handling.spam(first, sender=True)
    row = desk.handling.not_spam(first)
    assert row.state is TicketState.NEW
    assert row.due_at is not None
    put_mails(desk, [(customer_mail(7, "Again", sender=SHOP), NOW)], folder="Two")
    assert len(refs(desk, QueueView.OPEN)) == 2
    with pytest.raises(ActionRefusedError):
        desk.handling.not_spam(first)


def test_undo_of_spam_with_its_sender_takes_both_back_at_once(desk: Desk) -> None:
    (first,) = put(desk, SHOP)
    desk.handling.spam(first, sender=True)
    desk.tickets.undo_last()
    put_mails(desk, [(customer_mail(7, "Again", sender=SHOP), NOW)], folder="Two")
    assert len(refs(desk, QueueView.OPEN)) == 2
    with pytest.raises(ActionRefusedError):
        desk.tickets.undo_last()


def test_customer_mail_on_a_spam_ticket_stays_out_of_the_way(desk: Desk, clock: FixedClock) -> None:
    (first,) = put(desk, SHOP)
    desk.tickets.label(first, LabelName.SPAM, "yes")
    answer = customer_mail(8, "Re: Matter 1", sender=SHOP).replace(
        b"Subject:", b"In-Reply-To: <frage-1@kunde.example>\r\nSubject:"
    )
    put_mails(desk, [(answer, NOW + timedelta(hours=1))], folder="Two")
    assert len(desk.tickets.view(first).entries) == 3
    assert refs(desk, QueueView.OPEN) == set()


def test_undo_of_spam_is_refused_after_a_colleague_changed_the_ticket(
    desk: Desk, clock: FixedClock
) -> None:
    (first,) = put(desk, SHOP)
    desk.handling.spam(first)
    bea = TicketService(desk.store, desk.intake, Rules(desk.config), clock, "Bea")
    bea.take(first)
    with pytest.raises(ActionRefusedError, match="Bea"):
        desk.tickets.undo_last()
