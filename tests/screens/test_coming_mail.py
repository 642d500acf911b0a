"""A ticket opened while its mails are still coming in: said in words, asked for, shown in place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from agent_console.desk.mail import FoldKind, TextRange
from agent_console.desk.views import TimelineEntry
from agent_console.screens.messages import StoreChanged
from agent_console.screens.widgets.timeline import Timeline
from tests.screens.fake_content import make_row, make_view
from tests.screens.support import Stage, screen_text

WORDS = "The text of this mail is still being fetched."


def letters() -> tuple[TimelineEntry, TimelineEntry]:
    """Return two mails, each long enough to fill a screen."""
    view = make_view(make_row(0))
    first = replace(view.entries[0], ranges=())
    text = "\n".join(f"older line {number}" for number in range(30))
    newer = "\n".join(f"newer line {number}" for number in range(60))
    return replace(first, key="late-1", text=text), replace(first, key="late-2", text=newer)


async def test_mail_that_is_still_coming_is_said_to_and_asked_for(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    row = stage.desk.queue.rows[0]
    older, newer = letters()
    coming = replace(newer, text="", notes=(WORDS,), depth=0)
    stage.desk.tickets.views[row.ref] = make_view(row, (older, coming))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("enter")
        await stage.settle(pilot)
        assert f"! {WORDS}" in screen_text(stage.app)
        assert stage.desk.engine.said.count(f"want {row.ref}") == 1
        stage.desk.tickets.views[row.ref] = make_view(row, (older, newer))
        stage.app.post_message(StoreChanged(frozenset({row.ref})))
        await stage.settle(pilot)
        assert "newer line 0" in screen_text(stage.app)
        assert WORDS not in screen_text(stage.app)
        assert stage.desk.engine.said.count(f"want {row.ref}") == 1


async def test_whole_ticket_asks_the_engine_for_nothing(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("enter")
        await stage.settle(pilot)
        assert not any(words.startswith("want") for words in stage.desk.engine.said)


async def test_text_that_comes_above_or_is_folded_does_not_move_what_is_read(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path)
    row = stage.desk.queue.rows[0]
    older, newer = letters()
    before = (replace(older, text="", notes=(WORDS,), depth=0), replace(newer, depth=1))
    folded = replace(newer, ranges=(TextRange(FoldKind.QUOTE, 0, 10),))
    stage.desk.tickets.views[row.ref] = make_view(row, before)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("enter")
        await stage.settle(pilot)
        await pilot.press(*["down"] * 20)
        await stage.settle(pilot)
        timeline = stage.app.screen.query_one(Timeline)
        seen = timeline.render_line(0).text
        assert "newer line" in seen
        stage.desk.tickets.views[row.ref] = make_view(row, (older, folded))
        stage.app.post_message(StoreChanged(frozenset({row.ref})))
        await stage.settle(pilot)
        assert timeline.render_line(0).text == seen
