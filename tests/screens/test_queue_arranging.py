"""How the queue is arranged: order, columns, preview, and what waits while somebody works."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from agent_console.config import parse_config
from agent_console.desk.listing import SyncStatus
from agent_console.desk.mail import FoldKind, TextRange
from agent_console.desk.states import Health, QueueSort, QueueView
from agent_console.desk.ticket import TicketState
from agent_console.errors import SettingsError
from agent_console.queue_layout import Column, Preview, QueueLook, Wish, parse_columns
from agent_console.screens.messages import StoreChanged
from agent_console.screens.queue import QueueScreen
from agent_console.screens.widgets.preview_lines import (
    LETTERS,
    Newest,
    newest_of,
    preview_lines,
)
from agent_console.screens.widgets.queue_badges import badges
from agent_console.screens.widgets.queue_columns import cell_text, next_change
from agent_console.screens.widgets.queue_places import Place, places
from agent_console.screens.widgets.queue_preview import place_of
from tests.screens.fake_content import NOW, make_row, make_view, ref_of
from tests.screens.support import CONFIG, Stage, screen_text

BESIDE, BELOW = (160, 45), (100, 46)
REST = timedelta(seconds=21)


def queue_of(stage: Stage) -> QueueScreen:
    screen = stage.app.screen
    assert isinstance(screen, QueueScreen)
    return screen


async def begin(stage: Stage, pilot: Pilot[None], *keys: str) -> QueueScreen:
    """Wait for the first rows, and press ``keys``: from then on somebody works."""
    await stage.settle(pilot)
    stage.app.session.status = SyncStatus(Health.ONLINE)
    await pilot.press(*keys)
    await stage.settle(pilot)
    return queue_of(stage)


async def come_in(stage: Stage, pilot: Pilot[None], *numbers: int) -> None:
    """Let tickets come in at the top."""
    for number in numbers:
        stage.desk.queue.rows.insert(0, make_row(number))
    stage.app.post_message(StoreChanged(frozenset(map(ref_of, numbers))))
    await stage.settle(pilot)


async def test_what_comes_in_while_keys_are_pressed_waits_for_its_key(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        screen = await begin(stage, pilot, "j", "j")
        before = screen_text(stage.app).splitlines()[1:18]
        await come_in(stage, pilot, 900, 901, 902)
        assert "3 new: key . shows them" in screen_text(stage.app)
        assert screen_text(stage.app).splitlines()[1:18] == before
        assert "[For me 43]" in screen_text(stage.app)
        await pilot.press(".")
        await stage.settle(pilot)
        assert "new: key" not in screen_text(stage.app)
        assert screen.rows.row is not None
        assert (screen.rows.cursor, screen.rows.row.ref) == (5, ref_of(2))
        await pilot.press(".")
        assert "Nothing new waits" in screen_text(stage.app)


async def test_what_waits_moves_in_when_work_rests(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        screen = await begin(stage, pilot, "j", "j")
        await come_in(stage, pilot, 900)
        assert "1 new: key . shows it" in screen_text(stage.app)
        screen.feed.arrivals.rest()
        await stage.settle(pilot)
        assert screen.rows.total == 40
        stage.clock.move(REST)
        screen.feed.arrivals.rest()
        await stage.settle(pilot)
        assert screen.rows.total == 41
        assert "new: key" not in screen_text(stage.app)


async def test_row_that_changes_while_keys_are_pressed_changes_where_it_stands(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        screen = await begin(stage, pilot, "j", "j")
        stage.desk.queue.change(ref_of(4), state=TicketState.CLOSED, due_at=None)
        stage.app.post_message(StoreChanged(frozenset({ref_of(4)})))
        await stage.settle(pilot)
        line = next(line for line in screen_text(stage.app).splitlines() if ref_of(4) in line)
        assert "✓ closed" in line
        assert screen.rows.total == 40
        assert "new: key" not in screen_text(stage.app)


async def test_scrolling_into_rows_that_are_not_here_lets_what_waits_move_in(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path, rows=400)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        screen = await begin(stage, pilot, "j")
        await come_in(stage, pilot, 900)
        await pilot.press("G")
        await stage.settle(pilot)
        assert screen.rows.total == 401
        assert screen.rows.missing() is None


async def test_closing_a_ticket_selects_the_next_though_others_came_in(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        screen = await begin(stage, pilot, "j", "j")
        await come_in(stage, pilot, 900, 901)
        await pilot.press("c")
        await stage.settle(pilot)
        assert screen.rows.row is not None
        assert screen.rows.row.ref == ref_of(3)


async def test_order_is_chosen_by_a_key_and_kept_for_its_view(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        screen = await begin(stage, pilot, "O", *"customer", "enter")
        assert "[For me 40 · by customer]" in screen_text(stage.app)
        assert screen.rows.row is not None
        assert screen.rows.row.customer_name == "Anna Schmidt"
        await pilot.press("tab")
        await stage.settle(pilot)
        assert str(screen.feed.sort) == "priority"
        await pilot.press("shift+tab")
        await stage.settle(pilot)
        assert screen.feed.sort is QueueSort.CUSTOMER


async def test_view_is_chosen_from_a_list_with_counts(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        screen = await begin(stage, pilot, "V")
        assert "Overdue · 3" in screen_text(stage.app)
        await pilot.press(*"closed today", "enter")
        await stage.settle(pilot)
        assert screen.feed.view is QueueView.CLOSED_TODAY
        assert "[Closed today 0]" in screen_text(stage.app)


@pytest.mark.parametrize(
    ("size", "shown"), [((80, 24), False), ((100, 30), False), (BELOW, True), (BESIDE, True)]
)
async def test_preview_stands_where_there_is_room_and_goes_by_its_key(
    tmp_path: Path, size: tuple[int, int], *, shown: bool
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=size) as pilot:
        screen = await begin(stage, pilot)
        assert ("Guten Tag" in screen_text(stage.app)) is shown
        await pilot.press("P")
        await stage.settle(pilot)
        assert ("Guten Tag" in screen_text(stage.app)) is not shown
        assert screen.preview.display is not shown


async def test_preview_follows_the_cursor_and_holds_one_mail(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=BESIDE) as pilot:
        screen = await begin(stage, pilot, "j", "j", "j")
        assert screen.preview.ref == ref_of(3)
        stage.desk.tickets.asked_whole.clear()
        for _press in range(12):
            screen.action_move(1)
        await stage.settle(pilot)
        assert screen.preview.ref == ref_of(15)
        assert len(stage.desk.tickets.asked_whole) <= 3
        assert not any(stage.desk.tickets.asked_whole)


def test_preview_folds_quotes_and_signatures_and_cuts_long_mails() -> None:
    row = make_row(0)
    lines = preview_lines(newest_of(make_view(row)), 60, NOW, UTC)
    assert lines[0] == row.subject
    assert "<anna.schmidt@example.org>" in lines[1]
    assert not any("Musterweg" in line or "bestellung" in line.lower() for line in lines)
    assert sum("lines folded" in line for line in lines) == 2
    view = make_view(row)
    entry = replace(
        view.entries[-1], text="x" * 3 * LETTERS, ranges=(TextRange(FoldKind.BODY, 0, 1),)
    )
    kept = newest_of(replace(view, entries=(entry,)))
    assert kept.entry is not None
    assert len(kept.entry.text) == LETTERS + 1


def test_preview_is_safe_to_show_and_says_when_there_is_no_mail() -> None:
    row = replace(make_row(0), subject="a\x1b]52;c;x\x07b")
    view = make_view(row)
    evil = replace(view.entries[-1], text="one\x1b[2Jtwo\u202e", ranges=())
    lines = preview_lines(newest_of(replace(view, entries=(evil,))), 60, NOW, UTC)
    assert not {"\x1b", "\x07", "\u202e"} & set("".join(lines))
    none = preview_lines(Newest("A", "S", None), 60, NOW, UTC)
    assert none == ["S", "There is no mail here yet."]


@pytest.mark.parametrize(
    ("wanted", "width", "height", "place"),
    [
        (Preview.AUTO, 140, 24, Preview.BESIDE),
        (Preview.AUTO, 139, 45, Preview.BELOW),
        (Preview.AUTO, 139, 44, Preview.OFF),
        (Preview.OFF, 200, 60, Preview.OFF),
        (Preview.BELOW, 200, 60, Preview.BELOW),
    ],
)
def test_preview_place_by_size(wanted: Preview, width: int, height: int, place: Preview) -> None:
    assert place_of(wanted, width, height) is place


def test_columns_of_the_settings_stand_as_they_are_named() -> None:
    wishes = parse_columns(["mark", "due:12", "subject", "owner"])
    assert wishes == (
        Wish(Column.MARK),
        Wish(Column.DUE, 12),
        Wish(Column.SUBJECT),
        Wish(Column.OWNER),
    )
    assert [(place.column, place.width) for place in places(80, wishes)] == [
        (Column.MARK, 3),
        (Column.DUE, 12),
        (Column.SUBJECT, 55),
        (Column.OWNER, 10),
    ]


@pytest.mark.parametrize("width", [20, 40, 60, 80, 100, 160])
def test_columns_of_the_settings_give_way_by_importance(width: int) -> None:
    shown = places(width, tuple(map(Wish, Column)))
    assert sum(place.width for place in shown) == width
    names = [place.column for place in shown]
    assert Column.SUBJECT in names
    assert names == [column for column in Column if column in names]
    if Column.CHANNEL in names:
        assert Column.DUE in names


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ('["subjct"]', "there is no column subjct; did you mean subject?"),
        ('["subject", "due:1"]', "due: a width is a number from 2 to 120"),
        ('["subject", "subject"]', "the column subject stands there twice"),
        ('["due"]', 'the column "subject" is missing'),
        ('["subject", "zzzz"]', "there is no column zzzz; there are: mark, "),
        ('"subject"', "write a list such as"),
    ],
)
def test_wrong_columns_are_told_with_the_line_and_the_nearest_name(value: str, words: str) -> None:
    text = CONFIG + f"[queue]\ncolumns = {value}\n"
    with pytest.raises(SettingsError) as caught:
        parse_config(text, "test.toml")
    line = text.splitlines().index(f"columns = {value}") + 1
    assert f"test.toml:{line}: queue.columns: {words}" in caught.value.message


def test_settings_of_the_queue_are_in_the_look() -> None:
    text = CONFIG + '[queue]\ncolumns = ["due:9", "subject"]\nsort = "age"\npreview = "off"\n'
    config = parse_config(text, "test.toml")
    assert config.look.queue == QueueLook(
        (Wish(Column.DUE, 9), Wish(Column.SUBJECT)), "age", Preview.OFF
    )
    assert config.queue.settle == timedelta(seconds=20)


def test_less_usual_cells_tell_age_and_when_a_ticket_comes_back() -> None:
    row = replace(make_row(1), opened_at=NOW - timedelta(hours=3), wake_at=NOW + timedelta(hours=2))

    def text(column: Column) -> str:
        return cell_text(Place(column, 0, 17), row, NOW, UTC).strip()

    assert text(Column.AGE) == "3 h"
    assert text(Column.FOLLOW_UP) == "12:00"
    assert text(Column.PRIORITY) == "⇈ urgent"
    assert text(Column.CHANNEL) == "email"
    assert next_change(Column.AGE, row, NOW, UTC) == NOW + timedelta(hours=1)
    assert next_change(Column.FOLLOW_UP, row, NOW, UTC) == NOW + timedelta(hours=14)
    assert next_change(Column.REF, row, NOW, UTC) is None


def test_badges_tell_a_new_reply_until_it_is_opened_and_who_writes() -> None:
    row = replace(make_row(5), frustration=0, wrote_again_at=NOW)
    assert badges(row, wide=False) == "N"
    assert badges(row, wide=True).startswith("new reply")
    assert badges(row, wide=False, opened=NOW) == ""
    assert badges(row, wide=False, opened=NOW - timedelta(minutes=1)) == "N"
    assert badges(row, wide=False, opened=NOW, writer="ole") == "W"
    assert badges(row, wide=True, opened=NOW, writer="ole").startswith("ole is writing")


async def test_ticket_that_was_opened_has_no_new_reply_any_more(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.queue.change(ref_of(0), wrote_again_at=NOW - timedelta(minutes=3))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        assert screen_text(stage.app).splitlines()[2].endswith(" N")
        await pilot.press("enter", "escape")
        await stage.settle(pilot)
        assert not screen_text(stage.app).splitlines()[2].endswith(" N")
