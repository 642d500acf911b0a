"""A ticket that a person opens while the mailbox is first read gets its mails at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_console.desk.views import QueueView, Stage
from agent_console.mail import staged
from agent_console.services.wishes import TicketWishes
from tests.filled import customer_mail
from tests.services.intake_kit import Bench, bench, raw_mail
from tests.services.office import Office, office
from tests.services.staged_kit import Staged


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as opened:
        yield opened


@pytest.fixture
def wishes(desk: Bench) -> TicketWishes:
    wishes = TicketWishes(desk.store, "help@example.com")
    wishes.within(["INBOX"])
    return wishes


def heads(desk: Bench, *, folder: str = "help@example.com/INBOX") -> Staged:
    made = Staged(desk, [raw_mail("a@x"), raw_mail("b@x", subject="B")], folder=folder)
    made.heads()
    return made


def test_ticket_that_is_wanted_names_its_mails_until_they_are_whole(
    desk: Bench, wishes: TicketWishes
) -> None:
    made = heads(desk)
    assert not wishes.any()
    for ref in desk.refs():
        wishes.add(ref)
    assert wishes.any()
    assert wishes.take("Sent", 9) == []
    assert wishes.take("INBOX", 1) == [2]
    assert wishes.take("INBOX", 9) == [2, 1]
    made.wholes()
    assert not wishes.any()


def test_mail_that_never_comes_is_asked_for_three_times_for_each_wish(
    desk: Bench, wishes: TicketWishes
) -> None:
    heads(desk)
    ref = desk.refs()[0]
    for _wish in range(2):
        wishes.add(ref)
        assert [len(wishes.take("INBOX", 9)) for _time in range(4)] == [1, 1, 1, 0]
        assert not wishes.any()


def test_mails_of_another_mailbox_or_of_a_folder_not_read_are_not_waited_for(
    desk: Bench, wishes: TicketWishes
) -> None:
    heads(desk, folder="sales@example.com/INBOX")
    for ref in desk.refs():
        wishes.add(ref)
    assert not wishes.any()


@pytest.fixture
def at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setattr(staged, "BLOCK", 2)
    monkeypatch.setattr("agent_console.mail.staged.NEWEST", 4)
    monkeypatch.setattr("agent_console.mail.sync.NEWEST", 4)
    with office(tmp_path, tickets=0) as made:
        yield made


def test_ticket_opened_during_the_first_reading_is_whole_long_before_its_end(
    at_work: Office,
) -> None:
    for number in range(60):
        at_work.server.mailbox.deliver(
            "INBOX", customer_mail(number, f"Frage {number}"), at_work.clock.now()
        )
    mailbox = at_work.mailbox()
    opened: list[str] = []
    depths: list[tuple[int, int]] = []

    def on_progress(stage: Stage, _done: int, _total: int) -> None:
        rows = at_work.desk.queue.page(QueueView.ALL, 0, 100).rows
        if not opened:
            opened.append(rows[0].ref)
            mailbox.wishes.add(opened[0])
        if stage is Stage.HEADERS:
            entry = at_work.desk.tickets.view(opened[0]).entries[0]
            depths.append((entry.depth, len(rows)))

    with mailbox.open() as connection:
        mailbox.read_all(connection, on_progress)
    assert depths[0][0] < 2
    known = next(known for depth, known in depths if depth == 2)
    assert known < 40
    assert len(at_work.desk.queue.page(QueueView.ALL, 0, 100).rows) == 60
