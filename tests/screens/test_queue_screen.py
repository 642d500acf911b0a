from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from agent_console.desk import views
from agent_console.desk.ticket import TicketState
from agent_console.desk.views import Health, QueueView, SyncStatus
from agent_console.errors import StoreError
from agent_console.screens import queue_note
from agent_console.screens.messages import StoreChanged, SyncChanged
from agent_console.screens.queue import QueueScreen
from agent_console.screens.widgets.queue_list import QueueList
from agent_console.screens.widgets.queue_windows import KEPT, WINDOW
from agent_console.screens.widgets.status_line import status_text
from tests.screens.fake_content import AGENT, make_row, ref_of
from tests.screens.support import Stage, assert_golden, screen_text

NOTE = "5 more tickets to answer"
A_REST = timedelta(seconds=21)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30), (160, 45)])
async def test_queue_at_each_size_looks_as_kept(tmp_path: Path, size: tuple[int, int]) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=size) as pilot:
        await stage.settle(pilot)
        assert_golden(f"queue-{size[0]}x{size[1]}", screen_text(stage.app))


async def test_first_rows_are_shown_before_the_desk_is_open(tmp_path: Path) -> None:
    stage = Stage(tmp_path, closed=True)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "#00000000" in screen_text(stage.app)
        await pilot.press("m")
        assert "store is being opened" in screen_text(stage.app)
        stage.open_now()
        await stage.settle(pilot)
        assert stage.desk.tickets.done == []


async def test_store_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    stage = Stage(tmp_path)

    def fail() -> None:
        raise StoreError("Store", "the disk is full", "Make room.")

    stage.on_open = fail
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        text = screen_text(stage.app)
        assert "Store: the disk is full · Make room." in text
        assert "sync stopped" in text


async def test_hundred_thousand_rows_are_read_in_windows_only(tmp_path: Path) -> None:
    stage = Stage(tmp_path, rows=100_000)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        stage.desk.queue.asked.clear()
        await pilot.press("G")
        await stage.settle(pilot)
        assert "#0001869F" in screen_text(stage.app)
        for _press in range(12):
            await pilot.press("pageup")
        await stage.settle(pilot)
        await pilot.press("g")
        await stage.settle(pilot)
        assert "#00000000" in screen_text(stage.app)
        assert all(limit <= 3 * WINDOW for _view, _offset, limit in stage.desk.queue.asked)
        rows = stage.app.screen.query_one(QueueList)
        assert len(rows.windows) <= KEPT * WINDOW


async def test_reload_keeps_the_selected_ticket_on_its_line(tmp_path: Path) -> None:
    stage = Stage(tmp_path, rows=200)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        for _press in range(30):
            await pilot.press("j")
        await stage.settle(pilot)
        rows = stage.app.screen.query_one(QueueList)
        stage.app.post_message(SyncChanged(SyncStatus(Health.ONLINE)))
        await stage.settle(pilot)
        selected, line = rows.row, rows.cursor - rows.scroll_offset.y
        assert selected is not None
        for number in range(900, 905):
            stage.desk.queue.rows.insert(0, make_row(number))
        stage.clock.move(A_REST)
        stage.app.post_message(StoreChanged(frozenset()))
        await stage.settle(pilot)
        assert rows.row == selected
        assert rows.cursor == 35
        assert rows.cursor - rows.scroll_offset.y == line
        assert "5 more tickets to answer" in screen_text(stage.app)


async def test_cursor_that_nobody_moved_stays_at_the_top(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        rows = stage.app.screen.query_one(QueueList)
        for first in (900, 930):
            for number in range(first, first + 30):
                stage.desk.queue.rows.insert(0, make_row(number))
            stage.app.post_message(StoreChanged(frozenset()))
            await stage.settle(pilot)
            assert (rows.cursor, rows.scroll_offset.y) == (0, 0)
            assert rows.row is not None
            assert rows.row.ref == ref_of(first + 29)
            await pilot.pause(0.25)


@pytest.mark.parametrize("keys", [("j", "k"), ("m",), ("enter", "escape")])
async def test_cursor_stays_with_the_ticket_that_a_person_chose(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        rows = stage.app.screen.query_one(QueueList)
        for key in keys:
            await pilot.press(key)
            await stage.settle(pilot)
        stage.desk.queue.rows.insert(0, make_row(900))
        stage.clock.move(A_REST)
        stage.app.post_message(StoreChanged(frozenset()))
        await pilot.pause(0.25)
        await stage.settle(pilot)
        assert rows.row is not None
        assert (rows.cursor, rows.row.ref) == (1, ref_of(0))


async def note_below_the_top(stage: Stage, pilot: Pilot[None], refs: frozenset[str]) -> None:
    """Move far down, and let five tickets come in above."""
    await stage.settle(pilot)
    await pilot.press("G")
    await stage.settle(pilot)
    stage.app.post_message(SyncChanged(SyncStatus(Health.ONLINE)))
    await stage.settle(pilot)
    for number in range(900, 905):
        stage.desk.queue.rows.insert(40, make_row(number))
    stage.clock.move(A_REST)
    stage.app.post_message(StoreChanged(refs))
    await stage.settle(pilot)
    assert NOTE in screen_text(stage.app)


async def test_note_of_new_tickets_goes_when_the_list_is_at_its_top(tmp_path: Path) -> None:
    stage = Stage(tmp_path, rows=200)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await note_below_the_top(stage, pilot, frozenset())
        await pilot.press("pageup")
        await stage.settle(pilot)
        assert NOTE in screen_text(stage.app)
        await pilot.press("g")
        await stage.settle(pilot)
        assert "more ticket" not in screen_text(stage.app)


async def test_note_of_new_tickets_goes_when_they_were_on_screen(tmp_path: Path) -> None:
    stage = Stage(tmp_path, rows=200)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        refs = frozenset(map(ref_of, range(900, 905)))
        await note_below_the_top(stage, pilot, refs)
        rows = stage.app.screen.query_one(QueueList)
        while rows.cursor > 60:
            assert NOTE in screen_text(stage.app)
            await pilot.press("pageup")
            await stage.settle(pilot)
        await pilot.press("pageup", "pageup")
        await stage.settle(pilot)
        assert rows.scroll_offset.y > 0
        assert "more ticket" not in screen_text(stage.app)


async def test_note_of_new_tickets_at_the_top_goes_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_note, "FRESH", timedelta(seconds=0.3))
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        stage.app.post_message(SyncChanged(SyncStatus(Health.ONLINE)))
        await stage.settle(pilot)
        stage.desk.queue.rows.insert(0, make_row(900))
        stage.app.post_message(StoreChanged(frozenset()))
        await stage.settle(pilot)
        await pilot.pause(0.5)
        assert "[For me 41]" in screen_text(stage.app)
        assert "more ticket" not in screen_text(stage.app)


async def test_first_sync_is_no_news(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        stage.app.session.status = SyncStatus(Health.ONLINE, fetched=100, total=1517)
        stage.desk.queue.rows.insert(0, make_row(900))
        stage.app.post_message(StoreChanged(frozenset()))
        await stage.settle(pilot)
        assert "[For me 41]" in screen_text(stage.app)
        assert "more ticket" not in screen_text(stage.app)


async def test_reload_when_the_selected_ticket_left_selects_its_neighbour(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("j", "j", "c")
        await stage.settle(pilot)
        rows = stage.app.screen.query_one(QueueList)
        assert stage.desk.tickets.done == [("close", ref_of(2))]
        assert rows.row is not None
        assert rows.row.ref == ref_of(3)


async def test_many_changes_at_once_cost_few_reads(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        stage.desk.queue.asked.clear()
        for number in range(200):
            stage.app.post_message(StoreChanged(frozenset({ref_of(number)})))
        await stage.settle(pilot)
        assert len(stage.desk.queue.asked) <= 5


def test_store_changed_when_merged_names_all_tickets() -> None:
    old, new = StoreChanged(frozenset({"A"})), StoreChanged(frozenset({"B"}))
    assert old.can_replace(new)
    assert new.refs == {"A", "B"}
    everything = StoreChanged(frozenset())
    assert new.can_replace(everything)
    assert everything.refs == frozenset()


async def test_tick_redraws_only_cells_whose_text_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = Stage(tmp_path)
    stage.desk.queue.rows = [
        replace(make_row(0), last_at=None),
        replace(make_row(2), last_at=None),
        replace(make_row(4), last_at=None, due_at=stage.clock.now() + timedelta(days=3)),
    ]
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        rows = stage.app.screen.query_one(QueueList)
        drawn: list[tuple[int, ...]] = []
        monkeypatch.setattr(
            rows, "refresh", lambda *regions, **_k: drawn.extend(map(tuple, regions))
        )
        rows.tick()
        assert drawn == []
        stage.clock.move(timedelta(minutes=1))
        rows.tick()
        assert drawn == [(13, 0, 13, 1)]


async def test_snooze_that_ends_on_screen_reads_the_list_again(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        stage.desk.queue.change(ref_of(3), state=TicketState.OPEN, wake_at=None)
        stage.clock.move(timedelta(hours=5, minutes=1))
        stage.desk.queue.asked.clear()
        stage.app.screen.query_one(QueueList).tick()
        await stage.settle(pilot)
        assert stage.desk.queue.asked


async def test_views_when_tab_is_pressed_change(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(160, 45)) as pilot:
        await stage.settle(pilot)
        screen = stage.app.screen
        assert isinstance(screen, QueueScreen)
        await pilot.press("v")
        await stage.settle(pilot)
        assert "[Mine 13]" in screen_text(stage.app)
        assert screen.feed.view is QueueView.MINE
        assert screen.rows.total == 13
        await pilot.press("tab", "tab")
        await stage.settle(pilot)
        assert str(screen.feed.view) == "open"
        await pilot.press("shift+tab")
        await stage.settle(pilot)
        assert str(screen.feed.view) == "unclaimed"


async def test_view_without_a_key_is_shown_from_the_palette(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(160, 45)) as pilot:
        await stage.settle(pilot)
        screen = stage.app.screen
        assert isinstance(screen, QueueScreen)
        await pilot.press("ctrl+p", *"show mine", "enter")
        await stage.settle(pilot)
        assert screen.feed.view is QueueView.MINE


async def test_claim_takes_and_when_mine_releases_and_undo_takes_back(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("m")
        await stage.settle(pilot)
        assert "#00000000 is yours now · u takes it back" in screen_text(stage.app)
        assert stage.desk.queue.rows[0].owner == AGENT
        await pilot.press("m")
        await stage.settle(pilot)
        assert stage.desk.queue.rows[0].owner == ""
        await pilot.press("u")
        await stage.settle(pilot)
        assert stage.desk.queue.rows[0].owner == AGENT
        assert "taken back on #00000000: release" in screen_text(stage.app)


async def test_error_of_the_desk_is_said_in_words(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("u")
        await stage.settle(pilot)
        assert "Undo: there is nothing to take back" in screen_text(stage.app)


async def test_unexpected_error_in_a_worker_leaves_a_report_and_the_app_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(160, 45)) as pilot:
        await stage.settle(pilot)

        def explode(_ref: str) -> None:
            raise KeyError("anna@example.org writes about her illness")

        monkeypatch.setattr(stage.desk.tickets, "take", explode)
        await pilot.press("m")
        await stage.settle(pilot)
        assert "Something unexpected happened" in screen_text(stage.app)
        report = stage.locations.crash_file.read_text()
        assert "KeyError" in report
        assert "anna" not in report
        assert "illness" not in report


async def test_status_when_the_engine_speaks_is_in_words(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        status = SyncStatus(Health.OFFLINE, "no route\x1b[2J to host", at=stage.clock.now())
        stage.app.post_message(SyncChanged(status))
        await stage.settle(pilot)
        text = screen_text(stage.app)
        assert "offline · no route[2J to host · as of 11:00" in text
        status = SyncStatus(Health.ONLINE, fetched=500, total=1517)
        stage.app.session.status = status
        assert "reading mails: 500 of 1517" in status_text(stage.app.session)
        status = replace(status, stage=views.Stage.TEXTS, per_second=812.4, seconds_left=75)
        stage.app.session.status = status
        text = status_text(stage.app.session)
        assert "██░░░░░░ reading texts: 500 of 1517, 812/s, 2 min left" in text


async def test_empty_queue_is_quiet(tmp_path: Path) -> None:
    stage = Stage(tmp_path, rows=0)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("enter", "r", "m", "c", "z", "j", "G", "n")
        await stage.settle(pilot)
        assert "[For me 0]" in screen_text(stage.app)
        assert "No ticket here." in screen_text(stage.app)
        assert stage.desk.tickets.done == []
        for key in ("enter", "r", "1", "a", "F", "n", "m", "c", "z", "o", "e", "t", "T"):
            stage.app.session.notice = None
            await pilot.press(key)
            await stage.settle(pilot)
            assert "No ticket is chosen here." in screen_text(stage.app), key
