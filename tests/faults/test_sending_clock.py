"""Somebody sets the clock at any moment of the undo time: nothing leaves early, nothing stays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from agent_console.desk.views import OutboxState
from tests.faults.outgoing import UNDO_SECONDS, Leaving, folder_in_memory, leaving
from tests.faults.tally import Points

pytestmark = [
    pytest.mark.server,
    pytest.mark.faults,
    pytest.mark.promise("clock set in the undo time", "P15"),
]

JUMPS = (timedelta(days=1), timedelta(days=-1), timedelta(hours=1), timedelta(hours=-1))
MOMENTS = (0.0, 0.5, 3.0, 5.0, 9.5, 9.75)
STEP = 0.25


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


@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_reply_leaves_at_its_time_whatever_the_clock_says(
    jump: timedelta, at_work: Leaving, points: Points
) -> None:
    times = {moment: left_at(at_work, jump, moment, again=False) for moment in MOMENTS}
    assert not points.take(
        ["" if at == UNDO_SECONDS else f"{moment}: {at}" for moment, at in times.items()]
    )
    assert len(at_work.office.server.mails) == len(MOMENTS)


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
