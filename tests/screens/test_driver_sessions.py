from __future__ import annotations

import random
import re
from collections import defaultdict
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from rich.cells import set_cell_size

from agent_console.desk.listing import QueueRow
from agent_console.desk.states import TicketState
from agent_console.desk.views import Target
from agent_console.screens.widgets.queue_list import QueueList
from tests.screens.driver_stage import Twins, frames_of
from tests.screens.fake_content import NOW, make_row
from tests.screens.support import GOLDEN, Stage

SIZE = (120, 40)
KEYS = (
    *("j", "j", "j", "k", "k", "pagedown", "pageup", "end", "home", "v", "f2", "enter", "enter"),
    *("question_mark", "r", "slash", "n", "a", "i", "t", "ctrl+p", "1", "o", "tab"),
    *("escape", "escape", "escape", "escape", "escape"),
)
STYLES = ("", "1", "38;2;169;180;191", "1;38;2;255;255;255;48;2;43;90;136", "7", "4;48;5;17")
COUNTDOWN_BYTES = 25
MINUTES = 10


def running(number: int) -> QueueRow:
    """Return a row whose answer is due; not all of them at the same second of a minute."""
    due = NOW + timedelta(minutes=7 * number - 30, seconds=13 * (number % 4))
    return replace(
        make_row(number),
        state=TicketState.NEW,
        target=Target.FIRST_RESPONSE,
        span_from=due - timedelta(hours=4),
        due_at=due,
        wake_at=None,
    )


def next_change(queue: QueueList, now: datetime) -> datetime:
    """Return when the next time text on the screen changes."""
    changes = (queue.painter.next_change(row, now) for _index, row in queue.seen())
    return min(change for change in changes if change)


def kept_screens() -> dict[tuple[int, int], list[str]]:
    """Return all kept screens by their size."""
    found: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for file in sorted(GOLDEN.rglob("*.txt")):
        if size := re.search(r"-(\d+)x(\d+)$", file.stem):
            found[int(size[1]), int(size[2])].append(file.read_text(encoding="utf-8"))
    return found


def as_frame(text: str, columns: int) -> str:
    """Return a screen as Textual writes it, every word in a style of its own."""
    frame = ""
    for line, words in enumerate(text.splitlines(), 1):
        frame += f"\x1b[{line};1H"
        for word in re.split("( +)", set_cell_size(words, columns)):
            style = STYLES[len(word) % len(STYLES)]
            frame += f"\x1b[{style}m{word}\x1b[0m" if style else word
    return frame + "\x1b[1;1H"


def test_every_kept_screen_shows_the_same_as_with_the_plain_driver() -> None:
    kept = kept_screens()
    assert sum(map(len, kept.values())) > 40
    for place, (size, texts) in enumerate(kept.items()):
        twins = Twins(*size, erases_colour=place % 2 == 0)
        for text in texts:
            twins.show(as_frame(text, size[0]))
            twins.assert_equal()


@pytest.mark.parametrize(("seed", "erases_colour"), [(1, True), (2, False), (3, True)])
async def test_random_session_shows_the_same_as_the_plain_driver(
    tmp_path: Path, seed: int, erases_colour: bool
) -> None:
    dice = random.Random(seed)  # noqa: S311 - a repeatable session
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=SIZE) as pilot:
        await stage.settle(pilot)
        twins = Twins(*SIZE, erases_colour=erases_colour)
        with frames_of(stage.app) as frames:
            stage.app.screen.refresh(layout=True)
            for _key in range(15):
                await stage.settle(pilot)
                for frame in frames:
                    twins.show(frame, limit=dice.choice([None, 50, 700]))
                frames.clear()
                twins.assert_equal()
                await pilot.press(dice.choice(KEYS))
        assert twins.bytes_differential < twins.bytes_plain / 3


async def test_full_queue_of_countdowns_writes_few_bytes(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.queue.rows[:] = [running(number) for number in range(40)]
    async with stage.app.run_test(size=SIZE) as pilot:
        await stage.settle(pilot)
        twins = Twins(*SIZE)
        with frames_of(stage.app) as frames:
            stage.app.screen.refresh(layout=True)
            await stage.settle(pilot)
            for frame in frames:
                twins.show(frame)
            painted = twins.bytes_differential
            queue = stage.app.screen.query_one(QueueList)
            assert queue.total >= SIZE[1] - 5
            end = NOW + timedelta(minutes=MINUTES)
            while (moment := next_change(queue, stage.clock.now())) <= end:
                stage.clock.move(moment - stage.clock.now())
                frames.clear()
                queue.tick()
                await pilot.pause()
                for frame in frames:
                    twins.show(frame)
            twins.assert_equal()
            written = twins.bytes_differential - painted
            assert 35 * MINUTES <= written <= COUNTDOWN_BYTES * MINUTES * 60
