"""Somebody sets the clock at any moment: nothing leaves early, nothing stays, no time is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from agent_console.desk.ticket import TicketState
from agent_console.desk.views import OutboxState, QueueRow, QueueView
from tests.faults.outgoing import UNDO_SECONDS, Leaving, folder_in_memory, leaving
from tests.faults.tally import Points
from tests.filled import NOW, customer_mail
from tests.services.office import Office

pytestmark = [
    pytest.mark.server,
    pytest.mark.faults,
]

JUMPS = (timedelta(days=1), timedelta(days=-1), timedelta(hours=1), timedelta(hours=-1))
MOMENTS = (0.0, 0.5, 3.0, 5.0, 9.5, 9.75)
STEP = 0.25
LATER_HOURS = 20
SLEEP = timedelta(days=3)
FIRST_RESPONSE = timedelta(hours=4)
AGE = timedelta(hours=1)
"""How long ago the mails of the tickets came."""


@pytest.fixture
def at_work() -> Iterator[Leaving]:
    with folder_in_memory() as folder, leaving(folder, tickets=len(MOMENTS)) as made:
        yield made


def left_at(at_work: Leaving, jump: timedelta, moment: float, *, again: bool) -> float:
    """Set the clock ``moment`` seconds after a reply was queued; return when it left, in seconds.

    With ``again`` the program is started anew right after that.
    """
    office = at_work.office
    item = office.reply("Ja.\n", at_work.refs.pop())
    delivery = office.delivery()
    assert office.send(delivery=delivery) == 0
    office.wait(seconds=moment)
    office.clock.set_wall(jump)
    delivery = office.delivery() if again else delivery
    begun = moment
    while office.send(delivery=delivery) == 0:
        office.wait(seconds=STEP)
        begun += STEP
        assert begun < 3 * UNDO_SECONDS, "it stays"
    assert office.now(item).state is OutboxState.SENT
    return begun


@pytest.mark.promise("clock set in the undo time", "P15")
@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_reply_leaves_at_its_time_whatever_the_clock_says(
    jump: timedelta, at_work: Leaving, points: Points
) -> None:
    times = {moment: left_at(at_work, jump, moment, again=False) for moment in MOMENTS}
    assert not points.take(
        ["" if at == UNDO_SECONDS else f"{moment}: {at}" for moment, at in times.items()]
    )
    assert len(at_work.office.server.mails) == len(MOMENTS)


@pytest.mark.promise("clock set in the undo time", "P15")
@pytest.mark.parametrize("jump", [one for one in JUMPS if one < timedelta()], ids=str)
def test_reply_of_a_program_started_anew_waits_its_undo_time_at_most_once_more(
    jump: timedelta, at_work: Leaving, points: Points
) -> None:
    times = {moment: left_at(at_work, jump, moment, again=True) for moment in MOMENTS}
    assert not points.take(
        [
            "" if UNDO_SECONDS <= at <= UNDO_SECONDS + moment else f"{moment}: {at}"
            for moment, at in times.items()
        ]
    )


@pytest.mark.promise("clock set while a reply waits for its hour", "P15")
@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_reply_planned_for_later_leaves_at_its_time_whatever_the_clock_says(
    jump: timedelta, at_work: Leaving, points: Points
) -> None:
    office = at_work.office
    for moment in MOMENTS:
        draft = office.desk.replies.begin(at_work.refs.pop(), everyone=False)
        planned = office.clock.now() + timedelta(hours=LATER_HOURS)
        office.desk.replies.queue(draft, "Ja.\n", not_before=planned)
        delivery = office.delivery()
        assert office.send(delivery=delivery) == 0
        office.wait(hours=moment)
        office.clock.set_wall(jump)
        waited = moment
        while office.send(delivery=delivery) == 0:
            office.wait(hours=STEP)
            waited += STEP
            assert waited < 3 * LATER_HOURS, "it stays"
        assert not points.take(["" if waited == LATER_HOURS else f"{moment}: {waited}"])


@pytest.mark.promise("clock wrong for a while", "P15")
@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_times_of_tickets_are_right_when_the_clock_was_wrong_meanwhile(
    jump: timedelta, at_work: Leaving, points: Points
) -> None:
    office, (asleep, awake) = at_work.office, at_work.refs[:2]
    office.desk.tickets.snooze(asleep, NOW + SLEEP)
    office.clock.set_wall(jump)
    office.server.mailbox.deliver("INBOX", customer_mail(1, "Neu"), NOW)
    office.read()
    office.desk.tickets.note(awake, "Lager fragen")
    states = [row(office, asleep).state]
    office.clock.set_wall(-jump)
    rows = office.desk.queue.page(QueueView.OPEN, 0, 20).rows
    (new,) = (one.due_at for one in rows if one.subject == "Neu")
    dues = (new, row(office, awake).due_at)
    right = (NOW + FIRST_RESPONSE, NOW - AGE + FIRST_RESPONSE)
    assert not points.take(["" if dues == right else f"{dues}"])
    office.clock.move(SLEEP - timedelta(seconds=1))
    states.append(row(office, asleep).state)
    office.wait(seconds=1)
    states.append(row(office, asleep).state)
    as_told = [TicketState.SNOOZED, TicketState.SNOOZED, TicketState.OPEN]
    assert not points.take(["" if states == as_told else f"{states}"])


def row(office: Office, ref: str) -> QueueRow:
    found = office.desk.queue.row(ref)
    assert found is not None
    return found
