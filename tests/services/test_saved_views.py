"""Saved views: what they hold follows the store, and dear ones are not counted at every reload."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.clock import FixedClock
from agent_console.desk.states import QueueSort, SavedView
from agent_console.services.desk import Desk
from agent_console.services.saved_views import SavedViews
from agent_console.services.search import SearchService
from tests.filled import NOW, opened, put_three, write_settings

OPEN = SavedView("Open", "-state:closed")


class Searching(SearchService):
    """Takes a fixed time for each search, and counts them."""

    def __init__(self, desk: Desk, clock: FixedClock) -> None:
        super().__init__(desk.store, desk.config, clock)
        self.seconds = 0.0
        self.asked = 0
        self._time = clock

    def ordered(self, words: str, sort: QueueSort) -> list[str]:
        self.asked += 1
        self._time.move(timedelta(seconds=self.seconds))
        return super().ordered(words, sort)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    found = opened(write_settings(tmp_path), clock)
    put_three(found)
    yield found
    found.close()


@pytest.fixture
def search(desk: Desk, clock: FixedClock) -> Searching:
    return Searching(desk, clock)


@pytest.fixture
def views(desk: Desk, search: Searching, tmp_path: Path) -> SavedViews:
    found = SavedViews(desk.store, desk.clock, search, tmp_path / "views.toml")
    found.keep(OPEN.name, OPEN.search)
    return found


def test_view_follows_every_write_and_is_searched_once_until_then(
    desk: Desk, views: SavedViews, search: Searching
) -> None:
    rows = views.page(OPEN, 0, 2).rows
    assert (views.counts(), len(rows)) == ((("Open", 3),), 2)
    assert views.page(OPEN, 2, 2).total == 3
    assert search.asked == 1
    desk.tickets.close(rows[0].ref)
    assert views.page(OPEN, 0, 2).total == 2
    assert views.counts() == (("Open", 2),)


def test_view_follows_the_clock_without_any_write(clock: FixedClock, views: SavedViews) -> None:
    overdue = SavedView("Late", "is:overdue")
    assert len(views.refs(overdue)) < 3
    clock.move(timedelta(days=30))
    assert len(views.refs(overdue)) == 3


def test_dear_view_is_not_counted_at_every_reload_but_shown_as_it_is(
    desk: Desk, clock: FixedClock, views: SavedViews, search: Searching
) -> None:
    search.seconds = 0.2
    (ref, *_others) = views.refs(OPEN)
    desk.tickets.close(ref)
    assert views.counts() == (("Open", 3),)
    clock.move(timedelta(seconds=11))
    assert views.counts() == (("Open", 2),)
    desk.tickets.undo_last()
    assert views.page(OPEN, 0, 9).total == 3
    assert views.counts() == (("Open", 3),)
