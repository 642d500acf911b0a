"""No colour and no place says anything alone: every state has a sign and a word of its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from agent_console.desk.clocks import ClockState
from agent_console.desk.listing import QueueRow
from agent_console.desk.states import Health, OutboxState, outbox_word
from agent_console.desk.ticket import TicketState
from agent_console.screens import words
from agent_console.screens.help import signs
from agent_console.screens.session import Tone
from agent_console.screens.widgets.notice_line import _SIGNS as TONES
from agent_console.screens.widgets.queue_badges import badges
from agent_console.screens.widgets.queue_list import QueueList
from agent_console.screens.widgets.step_bar import StepState
from tests.screens.fake_content import NOW, make_row
from tests.screens.support import Stage

FULL = {
    "bounced": True,
    "complaint": True,
    "steps": 2,
    "frustration": 3,
    "handed_on": 5,
    "draft": True,
    "reopened": 1,
    "attachments": True,
    "tags": ("gold",),
    "wrote_again_at": NOW,
}


def full_row() -> QueueRow:
    return replace(make_row(0), **FULL)  # type: ignore[arg-type]  # names of fields with values


def test_every_state_of_a_ticket_has_a_sign_and_a_word() -> None:
    for tell in (words.state_sign, words.state_word):
        told = [tell(state) for state in TicketState]
        assert all(told)
        assert len(set(told)) == len(told)


def test_every_state_of_a_mail_has_a_sign_and_a_word() -> None:
    assert all(words.outbox_sign(state) for state in OutboxState)
    told = [outbox_word(state) for state in OutboxState]
    assert len(set(told)) == len(told)


def test_a_promise_in_danger_has_a_sign_a_word_and_a_colour() -> None:
    shown = {state: words.clock_sign(state) for state in (ClockState.OVERDUE, ClockState.SOON)}
    assert len(set(filter(None, shown.values()))) == 2
    assert len({words.clock_word(state) for state in ClockState}) == len(ClockState)
    assert {"queue-list--overdue", "queue-list--soon"} <= QueueList.COMPONENT_CLASSES


def test_every_raised_or_lowered_priority_has_a_sign_and_a_word() -> None:
    for tell in (words.priority_sign, words.priority_text):
        told = [tell(priority) for priority in words.RAISED_OR_LOWERED]
        assert all(told)
        assert len(set(told)) == len(told)


def test_every_badge_letter_is_told_in_words_and_in_the_help() -> None:
    letters = badges(full_row(), wide=False, writer="tom").replace("2", "")
    said = badges(full_row(), wide=True, writer="tom")
    assert len(letters) == len(set(letters)) == 10
    assert set(letters) <= {sign for sign, _words in signs()}
    for word in ("bounced", "complaint", "2/5", "new reply", "draft", "reopened", "file", "+gold"):
        assert word in said
    assert "tom is writing" in said


def test_steps_and_tones_differ_by_their_sign() -> None:
    assert len({str(state) for state in StepState}) == len(StepState)
    assert len({TONES[tone] for tone in Tone}) == len(Tone)


@pytest.mark.parametrize("theme", ["dark", "light", "high-contrast", "colour-blind", "terminal"])
async def test_tints_of_the_queue_differ_in_every_theme(tmp_path: Path, theme: str) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        stage.app.theme = theme
        await pilot.pause()
        queue = stage.app.screen.query_one(QueueList)
        names = ("overdue", "soon", "new")
        tints = {queue.get_component_rich_style(f"queue-list--{name}").color for name in names}
        assert len(tints | {queue.rich_style.color}) == len(names) + 1


def test_every_health_has_a_word() -> None:
    from agent_console.desk.listing import SyncStatus

    told = [words.health_word(SyncStatus(health)) for health in Health]
    assert len(set(told)) == len(told)
