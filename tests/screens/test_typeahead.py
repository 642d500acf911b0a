from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from textual import events

from agent_console.clock import FixedClock
from agent_console.desk.ticket import TicketState
from agent_console.desk.views import OutboxState, QueueView
from agent_console.screens.outbox import OutboxScreen
from agent_console.screens.queue import QueueScreen
from agent_console.screens.reply import ReplyScreen
from agent_console.screens.ticket import TicketScreen
from agent_console.screens.typeahead import PATIENCE_SECONDS, TypeAhead
from agent_console.services.replies import ReplyDraft
from tests.screens.fake_content import AGENT, NOW, make_item, ref_of
from tests.screens.support import Stage, screen_text


def hurry(stage: Stage, *keys: str) -> None:
    """Press keys faster than anything can open."""
    named = {" ": "space", "/": "slash"}
    for key in keys:
        character = key if len(key) == 1 else None
        stage.app.post_message(events.Key(named.get(key, key), character))


async def test_question_hears_the_key_pressed_right_after_the_one_that_opens_it(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        hurry(stage, "z", "m")
        await stage.settle(pilot)
        assert stage.desk.tickets.done == [("snooze", ref_of(0))]


async def test_snooze_time_typed_in_one_go_is_taken(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        hurry(stage, "z", "z", "2", "d", "enter")
        await stage.settle(pilot)
        assert stage.desk.queue.rows[0].wake_at == NOW + timedelta(days=2)
        assert stage.desk.queue.rows[0].state is TicketState.SNOOZED


async def test_text_typed_right_after_r_arrives_whole_in_the_reply(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = Stage(tmp_path)
    gate = threading.Event()
    real = stage.desk.replies.begin

    def slow(ref: str, *, everyone: bool) -> ReplyDraft:
        gate.wait(60)
        return real(ref, everyone=everyone)

    monkeypatch.setattr(stage.desk.replies, "begin", slow)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        hurry(stage, "r", *"com", "enter", *"q")
        await pilot.pause()
        gate.set()
        hurry(stage, *"uer")
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, ReplyScreen)
        assert stage.app.screen.area.text.startswith("com\nquer")
        assert stage.desk.tickets.done == []


async def test_ticket_opened_and_answered_in_one_go(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        hurry(stage, "enter", "m", "r", *"Hallo", "ctrl+g")
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, TicketScreen)
        assert stage.desk.outbox.texts[1].startswith("Hallo")
        assert stage.desk.queue.rows[0].owner == AGENT


async def test_search_typed_with_enter_opens_the_first_find(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        hurry(stage, "/", *"rechnung", "enter")
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, TicketScreen)
        assert stage.app.screen.ref == ref_of(1)


async def test_key_after_a_change_of_view_acts_on_the_new_rows(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        hurry(stage, "v", "c")
        await stage.settle(pilot)
        screen = stage.app.screen
        assert isinstance(screen, QueueScreen)
        assert screen.feed.view is QueueView.MINE
        assert stage.desk.tickets.done == [("close", ref_of(1))]


async def test_quit_question_answered_in_one_go_leaves(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.app.session.did(make_item(1, OutboxState.QUEUED))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        hurry(stage, "q", "k")
        await pilot.pause()
        await pilot.pause()
        assert not stage.app.is_running


async def test_editor_that_does_not_open_drops_what_was_meant_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = Stage(tmp_path)

    def broken(_ref: str, **_more: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(stage.desk.replies, "begin", broken)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        hurry(stage, "r", "c", "m")
        await stage.settle(pilot)
        assert stage.desk.tickets.done == []
        await pilot.press("m")
        await stage.settle(pilot)
        assert stage.desk.tickets.done == [("take", ref_of(0))]


async def test_editor_of_a_hanging_store_gives_the_keys_back_and_opens_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = Stage(tmp_path)
    gate = threading.Event()
    real = stage.desk.replies.begin

    def slow(ref: str, *, everyone: bool) -> ReplyDraft:
        gate.wait(60)
        return real(ref, everyone=everyone)

    monkeypatch.setattr(stage.desk.replies, "begin", slow)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        hurry(stage, "r", "c")
        await pilot.pause()
        stage.clock.move(timedelta(seconds=PATIENCE_SECONDS + 1))
        await pilot.press("x")
        await pilot.pause()
        assert isinstance(stage.app.screen, OutboxScreen)
        gate.set()
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, OutboxScreen)
        assert "press the key again" in screen_text(stage.app)
        assert stage.desk.tickets.done == []


def test_keys_come_back_in_the_order_of_pressing() -> None:
    typed = TypeAhead(FixedClock(NOW).monotonic)
    first, second = events.Key("a", "a"), events.Key("b", "b")
    typed.hold()
    typed.keep(second)
    typed.keep(first)
    assert [event.key for event in typed.take()] == ["a", "b"]
    assert not typed.holding
    assert typed.take() == []


def test_keys_kept_for_what_never_opened_are_forgotten() -> None:
    clock = FixedClock(NOW)
    typed = TypeAhead(clock.monotonic)
    typed.hold()
    typed.keep(events.Key("c", "c"))
    clock.move(timedelta(seconds=PATIENCE_SECONDS + 1))
    assert not typed.holding
    typed.hold()
    assert typed.take() == []
