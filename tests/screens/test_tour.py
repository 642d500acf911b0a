from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from agent_console.desk.listing import SyncStatus
from agent_console.desk.states import Health, OutboxState, QueueView
from agent_console.screens.complaint import ComplaintScreen
from agent_console.screens.keys import KeyMap
from agent_console.screens.ticket import TicketScreen
from agent_console.screens.tour import Tour, stops
from tests.screens.fake_content import make_item
from tests.screens.support import Stage, screen_text


def test_every_stop_names_a_key_but_those_where_one_waits() -> None:
    said = [stop.words(KeyMap()) for stop in stops()]
    assert len(said) == 7
    for text in said[1:6]:
        assert "Press " in text


async def step(stage: Stage, pilot: Pilot[None], tour: Tour, *keys: str) -> str:
    """Press keys, let the tour look, and return its line."""
    await pilot.press(*keys)
    await stage.settle(pilot)
    tour.look()
    await stage.settle(pilot)
    lines = [line for line in screen_text(stage.app).splitlines() if "Tour " in line]
    return lines[0].strip() if lines else ""


async def test_tour_goes_on_as_things_are_done_and_ends_with_the_apology_sent(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(120, 36)) as pilot:
        await stage.settle(pilot)
        tour, session = Tour(stage.app, stage.app.session), stage.app.session
        assert (await step(stage, pilot, tour)).startswith("Tour 1/7: One moment")
        stage.desk.engine.say(SyncStatus(Health.ONLINE))
        assert "Press Enter to open it." in await step(stage, pilot, tour)
        assert "Press Esc." in await step(stage, pilot, tour, "enter")
        assert isinstance(stage.app.screen, TicketScreen)
        assert "until [Complaints] is marked" in await step(stage, pilot, tour, "escape")
        assert "until [Complaints] is marked" in await step(stage, pilot, tour, "tab")
        times = list(QueueView).index(QueueView.COMPLAINTS) - 1
        assert "Press a:" in await step(stage, pilot, tour, *["tab"] * times)
        await step(stage, pilot, tour, *["shift+tab"] * (times + 1))
        assert "Tour 6/7: Ctrl+→" in await step(stage, pilot, tour, "a")
        assert isinstance(stage.app.screen, ComplaintScreen)
        session.did(make_item(1, OutboxState.QUEUED))
        assert "Wait for it to leave." in await step(stage, pilot, tour)
        session.sending.clear()
        assert await step(stage, pilot, tour) == ""
        assert tour.is_over
        assert "That was the tour." in screen_text(stage.app)


async def test_tour_that_ended_over_another_screen_leaves_no_line_below_it(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(120, 36)) as pilot:
        await stage.settle(pilot)
        tour, session = Tour(stage.app, stage.app.session), stage.app.session
        stage.desk.engine.say(SyncStatus(Health.ONLINE))
        await step(stage, pilot, tour)
        await step(stage, pilot, tour, "enter")
        await step(stage, pilot, tour, "escape")
        times = list(QueueView).index(QueueView.COMPLAINTS)
        assert "Press a:" in await step(stage, pilot, tour, *["tab"] * times)
        await step(stage, pilot, tour, *["shift+tab"] * times)
        session.did(make_item(1, OutboxState.QUEUED))
        session.sending.clear()
        await step(stage, pilot, tour, "a")
        assert tour.is_over
        assert await step(stage, pilot, tour, "escape") == ""
