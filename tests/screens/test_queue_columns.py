from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from agent_console.desk.text import cell_width
from agent_console.desk.ticket import TicketState
from agent_console.desk.views import QueueCounts, QueuePage, QueueRow, QueueView
from agent_console.queue_layout import Column
from agent_console.screens.widgets.queue_badges import badges
from agent_console.screens.widgets.queue_columns import cell_text
from agent_console.screens.widgets.queue_places import places
from agent_console.screens.widgets.queue_windows import KEPT, WINDOW, QueueWindows
from agent_console.screens.widgets.view_tabs import tab_texts
from tests.screens.fake_content import NOW, make_row


@pytest.mark.parametrize("width", [60, 76, 80, 99, 100, 119, 120, 139, 140, 160, 179, 180, 300])
def test_places_fill_the_width_without_gaps(width: int) -> None:
    found = places(width)
    assert sum(place.width for place in found) == width
    assert [place.x for place in found] == [
        sum(p.width for p in found[:n]) for n in range(len(found))
    ]


@pytest.mark.parametrize("width", [60, 80, 100, 120, 160, 200])
@pytest.mark.parametrize("number", range(8))
def test_cell_text_is_exactly_as_wide_as_its_column(width: int, number: int) -> None:
    row = make_row(number)
    for place in places(width):
        assert cell_width(cell_text(place, row, NOW, UTC, marked=True)) == place.width


@pytest.mark.parametrize(
    "evil", ["\x1b]0;owned\x07", "a\x9b2Jb", "safe\u202egnp.exe", "x\r\nSubject: y", "[/foo]"]
)
def test_cell_text_when_outside_text_is_hostile_is_harmless(evil: str) -> None:
    row = QueueRow("AAAAAAAA", evil, evil, evil, TicketState.NEW, owner=evil)
    for place in places(160):
        text = cell_text(place, row, NOW, UTC)
        assert text.isprintable()
        assert "\u202e" not in text


def test_cell_text_when_overdue_says_so_without_colour() -> None:
    place = next(p for p in places(80) if p.column is Column.DUE)
    row = make_row(0)
    assert cell_text(place, row, NOW, UTC).startswith("!!     -0:30")
    later = cell_text(place, row, NOW - timedelta(hours=3), UTC)
    assert not later.startswith("!")


def test_cell_text_when_customer_has_no_name_shows_the_address() -> None:
    place = next(p for p in places(180) if p.column is Column.CUSTOMER)
    assert cell_text(place, make_row(2), NOW, UTC).strip() == "kontakt@firma.example"


def test_badges_when_wide_are_words_and_when_narrow_letters() -> None:
    row = make_row(3)
    assert badges(row, wide=True) == "reopened 1 note"
    assert badges(row, wide=False) == "R"


def test_badges_tell_anger_complaint_priority_and_what_goes_round() -> None:
    row = replace(
        make_row(0), complaint=True, frustration=3, handed_on=3, priority="urgent", reopened=0
    )
    assert badges(row, wide=True) == "⇈ urgent complaint angry handed round"
    assert badges(row, wide=False) == "CFH"
    calm = replace(row, complaint=False, frustration=1, handed_on=2, priority="normal")
    assert badges(calm, wide=True) == badges(calm, wide=False) == ""


def test_cell_text_of_type_is_its_name_and_until_that_is_known_its_id() -> None:
    place = next(p for p in places(120) if p.column is Column.TYPE)
    row = make_row(1)
    assert cell_text(place, row, NOW, UTC).strip() == "refund"
    named = cell_text(place, row, NOW, UTC, types={"refund": "Erstattung\x1b[2J"})
    assert named.startswith("Erstattung")
    assert named.isprintable()


@pytest.mark.parametrize(("priority", "sign"), [("urgent", "⇈"), ("high", "↑"), ("low", "↓")])
@pytest.mark.parametrize("width", [60, 200])
def test_cell_text_of_mark_tells_the_priority(width: int, priority: str, sign: str) -> None:
    row = replace(make_row(0), priority=priority)
    assert cell_text(places(width)[0], row, NOW, UTC, marked=True) == f"▶{sign} "
    assert cell_text(places(width)[0], row, NOW, UTC) == f" {sign} "


@pytest.mark.parametrize(("width", "shown"), [(119, False), (120, True)])
def test_type_and_level_are_columns_where_there_is_room(width: int, *, shown: bool) -> None:
    columns = {place.column for place in places(width)}
    assert (Column.TYPE in columns, Column.LEVEL in columns) == (shown, shown)


def page_of(offset: int, limit: int, total: int = 1000) -> QueuePage:
    rows = tuple(make_row(n) for n in range(offset, min(offset + limit, total)))
    return QueuePage(rows, total, offset)


def test_windows_keep_only_a_few() -> None:
    windows = QueueWindows()
    for number in range(KEPT + 5):
        windows.put(page_of(number * WINDOW, WINDOW, 10_000))
    assert len(windows) == KEPT * WINDOW
    assert windows.row(0) is None
    assert windows.row((KEPT + 4) * WINDOW) is not None


def test_windows_missing_when_half_is_there_names_the_other_half() -> None:
    windows = QueueWindows()
    windows.put(page_of(0, WINDOW))
    assert windows.missing(0, WINDOW - 1) is None
    assert windows.missing(WINDOW - 5, WINDOW + 5) == (WINDOW, WINDOW)


def test_windows_when_page_ends_with_the_list_keep_its_short_window() -> None:
    windows = QueueWindows()
    windows.put(page_of(0, 100, total=100))
    assert windows.row(99) == make_row(99)
    assert windows.row(100) is None


def test_windows_when_page_was_cut_do_not_keep_a_torn_window() -> None:
    windows = QueueWindows()
    windows.put(page_of(0, 10, total=1000))
    assert windows.row(0) is None
    assert windows.missing(0, 5) == (0, WINDOW)


@pytest.mark.parametrize("current", list(QueueView))
@pytest.mark.parametrize("width", [12, 30, 45, 60, 100])
def test_tabs_are_whole_or_gone_and_the_current_one_stays(current: QueueView, width: int) -> None:
    tabs = tab_texts(QueueCounts(open=40, all=71), current, width)
    assert current in [view for view, _text in tabs]
    assert len(tabs) == 1 or sum(cell_width(text) + 2 for _view, text in tabs) <= width
