from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from agent_console.desk.mail import Address, FoldKind, Link, TextRange
from agent_console.desk.text import cell_width
from agent_console.desk.views import EntryKind, OutboxState, TimelineEntry
from agent_console.screens.messages import StoreChanged
from agent_console.screens.ticket import TicketScreen
from agent_console.screens.widgets.ticket_head import TicketHead
from agent_console.screens.widgets.timeline import Timeline
from agent_console.screens.widgets.timeline_lines import (
    PIECE,
    LineKind,
    Reading,
    lay_out,
    size_text,
)
from agent_console.screens.widgets.wrapping import wrap
from tests.screens.fake_content import NOW, make_item, make_row, make_view, ref_of
from tests.screens.support import Stage, assert_golden, screen_text

EVIL = "\x1b]52;c;b3duZWQ=\x07[@click=app.quit]x[/]\x9b2J\u202e[/foo]\x07[link=https://x]"


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 45)])
async def test_ticket_at_each_size_looks_as_kept(tmp_path: Path, size: tuple[int, int]) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=size) as pilot:
        await stage.settle(pilot)
        await pilot.press("enter")
        await stage.settle(pilot)
        assert_golden(f"ticket-{size[0]}x{size[1]}", screen_text(stage.app))


async def open_first(stage: Stage, pilot: Pilot[None]) -> Timeline:
    await stage.settle(pilot)
    await pilot.press("enter")
    await stage.settle(pilot)
    return stage.app.screen.query_one(Timeline)


async def test_ticket_shows_name_and_address_and_the_newest_mail(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await open_first(stage, pilot)
        text = screen_text(stage.app)
        assert "Anna Schmidt <anna.schmidt@example.org>" in text
        assert "meine Lieferung ist noch immer nicht angekommen" in text
        assert "▸ 3 lines quoted" in text
        assert "> Wir haben Ihre Bestellung verschickt." not in text


async def test_fold_key_opens_and_closes_what_is_quoted(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 40)) as pilot:
        await open_first(stage, pilot)
        await pilot.press("f")
        await stage.settle(pilot)
        assert "> Wir haben Ihre Bestellung verschickt." in screen_text(stage.app)
        await pilot.press("f")
        await stage.settle(pilot)
        assert "> Wir haben Ihre Bestellung verschickt." not in screen_text(stage.app)


async def test_notes_carry_a_word_and_a_colour_of_their_own(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 45)) as pilot:
        timeline = await open_first(stage, pilot)
        assert "# ole · internal note" in screen_text(stage.app)
        note = timeline.get_component_rich_style("timeline--note-body")
        mail = timeline.get_component_rich_style("timeline--body")
        assert note.bgcolor != mail.bgcolor


async def test_hostile_texts_are_shown_as_plain_text_everywhere(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    row = replace(make_row(0), subject=EVIL, customer_name=EVIL, owner=EVIL)
    stage.desk.queue.rows[0] = row
    view = make_view(row)
    entries = tuple(
        replace(
            entry,
            who=EVIL,
            text=EVIL + "\nzweite\u2028dritte\r\nvierte",
            subject=EVIL,
            sender=Address("a@b.example", EVIL),
            cc=(Address(EVIL, EVIL),),
            notes=(EVIL,),
            links=(Link(EVIL, EVIL),),
        )
        for entry in view.entries
    )
    stage.desk.tickets.views[row.ref] = replace(
        view,
        ticket=replace(view.ticket, customer=Address(EVIL, EVIL), subject=EVIL),
        entries=entries,
        reasons=(EVIL,),
        hint_ref=EVIL,
        earlier_refs=(EVIL,),
    )
    stage.desk.replies.warnings = (EVIL,)
    stage.desk.replies.found = (EVIL,)
    stage.desk.outbox.all = [replace(make_item(1, OutboxState.UNKNOWN), subject=EVIL, detail=EVIL)]
    async with stage.app.run_test(size=(160, 45)) as pilot:
        await open_first(stage, pilot)
        for keys in ("f", "r", "ctrl+g", "escape", "escape", "n", "escape", "x", "escape"):
            await pilot.press(keys)
            await stage.settle(pilot)
            text = screen_text(stage.app)
            assert all(char.isprintable() or char == "\n" for char in text), keys
            assert "\u202e" not in text
        assert isinstance(stage.app.screen, TicketScreen)
        assert "[@click=app.quit]x[/]" in screen_text(stage.app)


async def test_mail_beyond_200_kb_is_paged(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    long = "\n".join(f"Zeile {n:06}" for n in range(40_000))
    row = stage.desk.queue.rows[0]
    entry = TimelineEntry("big", EntryKind.MAIL_IN, NOW, "Anna", text=long)
    stage.desk.tickets.views[row.ref] = make_view(row, (entry,))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        timeline = await open_first(stage, pilot)
        before = timeline.virtual_size.height
        assert before < PIECE / 12 + 100
        await pilot.press("enter")
        await stage.settle(pilot)
        assert timeline.virtual_size.height > before + 10_000
        await pilot.press("enter", "enter")
        await stage.settle(pilot)
        assert "This entry is shown completely." in screen_text(stage.app)


async def test_waiting_answer_counts_down_on_its_line(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    row = stage.desk.queue.rows[0]
    item = make_item(7, OutboxState.QUEUED, ticket=row.ref)
    entry = TimelineEntry("7", EntryKind.OUTBOX, NOW, "mia", text="Hallo", state="queued")
    stage.desk.tickets.views[row.ref] = make_view(row, (entry,))
    stage.app.session.did(item)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        timeline = await open_first(stage, pilot)
        assert "our answer, waits to leave · 11:00 · goes out in 10 s" in screen_text(stage.app)
        stage.clock.move(timedelta(seconds=3))
        timeline._tick()
        await pilot.pause()
        assert "goes out in 7 s" in screen_text(stage.app)


async def test_next_and_previous_move_between_entries(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        timeline = await open_first(stage, pilot)
        assert timeline.current == 4
        await pilot.press("k", "k")
        assert timeline.entry is not None
        assert timeline.entry.kind is EntryKind.NOTE
        await pilot.press("g")
        await stage.settle(pilot)
        assert timeline.current == 0
        assert "wo bleibt meine Lieferung?" in screen_text(stage.app)
        await pilot.press("G", "j", "j")
        assert timeline.current == 4


async def test_change_of_another_ticket_reads_nothing(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        timeline = await open_first(stage, pilot)
        row = stage.desk.queue.rows[0]
        extra = TimelineEntry("new", EntryKind.MAIL_IN, NOW, "Anna", text="Noch etwas")
        stage.desk.tickets.views[row.ref] = make_view(row, (extra,))
        stage.app.post_message(StoreChanged(frozenset({ref_of(5)})))
        await stage.settle(pilot)
        assert "Noch etwas" not in screen_text(stage.app)
        stage.app.post_message(StoreChanged(frozenset({row.ref})))
        await stage.settle(pilot)
        assert "Noch etwas" in screen_text(stage.app)
        assert timeline.current == 5


async def test_mark_stands_once_at_a_heading_of_several_lines(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(40, 24)) as pilot:
        await open_first(stage, pilot)
        assert screen_text(stage.app).count("▶") == 1


async def test_news_do_not_move_an_agent_who_reads_further_up(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        timeline = await open_first(stage, pilot)
        await pilot.press("g")
        await stage.settle(pilot)
        row = stage.desk.queue.rows[0]
        extra = TimelineEntry("new", EntryKind.MAIL_IN, NOW, "Anna", text="Noch etwas")
        stage.desk.tickets.views[row.ref] = make_view(row, (extra,))
        stage.app.post_message(StoreChanged(frozenset({row.ref})))
        await stage.settle(pilot)
        assert timeline.current == 0
        assert timeline.scroll_offset.y == 0


async def test_reasons_unfold_in_the_head(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    row = stage.desk.queue.rows[0]
    view = replace(make_view(row), reasons=("Grund eins " * 9, "Grund zwei", "Grund drei"))
    stage.desk.tickets.views[row.ref] = view
    async with stage.app.run_test(size=(80, 40)) as pilot:
        await open_first(stage, pilot)
        assert "Grund drei" not in screen_text(stage.app)
        await pilot.press("f")
        await stage.settle(pilot)
        assert "Grund drei" in screen_text(stage.app)


async def test_head_counts_down_with_the_clock(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        for _press in range(4):
            await pilot.press("j")
        await pilot.press("enter")
        await stage.settle(pilot)
        assert "! first answer due 11:22 (0:22), due soon" in screen_text(stage.app)
        stage.clock.move(timedelta(minutes=2))
        stage.app.screen.query_one(TicketHead)._draw()
        await pilot.pause()
        assert "due 11:22 (0:20)" in screen_text(stage.app)


def test_sizes_are_written_as_people_write_them(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [size_text(n) for n in (12, 48_213, 2_340_000)] == ["12 bytes", "48 KB", "2.3 MB"]
    monkeypatch.setattr("agent_console.screens.words.pgettext", lambda _context, _text: ",")
    assert size_text(2_340_000) == "2,3 MB"


def reading(width: int = 40) -> Reading:
    return Reading(width, NOW, UTC)


def test_lay_out_when_ranges_overlap_or_exceed_shows_each_line_once() -> None:
    entry = TimelineEntry(
        "k",
        EntryKind.MAIL_IN,
        NOW,
        "Anna",
        text="a\nb\nc\nd",
        ranges=(
            TextRange(FoldKind.QUOTE, 1, 3),
            TextRange(FoldKind.SIGNATURE, 2, 3),
            TextRange(FoldKind.QUOTE, 3, 99),
            TextRange(FoldKind.QUOTE, 50, 60),
        ),
    )
    texts = [line.text.strip() for line in lay_out((entry,), "", reading())[1:]]
    assert texts == ["a", "▸ 2 lines quoted", "▸ 1 line quoted"]


def test_lay_out_when_a_line_holds_other_line_ends_keeps_the_ranges_right() -> None:
    entry = TimelineEntry(
        "k",
        EntryKind.MAIL_IN,
        NOW,
        "Anna",
        text="a\u2028b\n> quoted\nend",
        ranges=(TextRange(FoldKind.QUOTE, 1, 2),),
    )
    texts = [line.text.strip() for line in lay_out((entry,), "", reading())[1:]]
    assert texts == ["a", "b", "▸ 1 line quoted", "end"]


def test_lay_out_when_subject_only_gained_a_prefix_does_not_repeat_it() -> None:
    same = TimelineEntry("a", EntryKind.MAIL_IN, NOW, "A", subject="AW: Re: Hallo")
    other = TimelineEntry("b", EntryKind.MAIL_IN, NOW, "A", subject="Etwas anderes")
    texts = [line.text for line in lay_out((same, other), "Hallo", reading())]
    assert not any("Hallo" in text for text in texts)
    assert any("Etwas anderes" in text for text in texts)


def test_lay_out_puts_events_on_single_lines() -> None:
    event = TimelineEntry("a", EntryKind.EVENT, NOW, "ole", text="closed the ticket")
    lines = lay_out((event, event), "", replace(reading(), unfolded=True))
    assert [line.kind for line in lines] == [LineKind.EVENT, LineKind.EVENT]


@pytest.mark.parametrize(
    "text",
    ["", "kurz", "ein Satz mit vielen Wörtern der umbricht", "x" * 95, "山田太郎" * 20, "   " * 30],
)
@pytest.mark.parametrize("width", [1, 2, 7, 20])
def test_wrap_never_exceeds_the_width_and_loses_no_character(text: str, width: int) -> None:
    pieces = list(wrap(text, width))
    if width > 1:
        assert all(cell_width(piece) <= width for piece in pieces)
    assert "".join(pieces).replace(" ", "") == text.replace(" ", "")


def mail(text: str, told: tuple[int, int]) -> TimelineEntry:
    return TimelineEntry("k", EntryKind.MAIL_IN, NOW, "Anna", text=text, told=(told,))


def test_sentences_that_carry_a_complaint_are_marked_with_a_sign_also_when_broken() -> None:
    text = "Guten Tag,\n\nvielen Dank. Die Lampe ist zum zweiten Mal zerbrochen angekommen. Grüße"
    begin, end = text.index("Die Lampe"), text.index(" Grüße")
    lines = lay_out((mail(text, (begin, end)),), "", reading())
    told = [line for line in lines if line.told]
    assert [line.text[:2] for line in told] == ["» ", "» "]
    assert " ".join(line.text[a:b] for line in told for a, b in line.told) == text[begin:end]
    assert not any(line.text.startswith("»") for line in lines if not line.told)


def test_sentence_with_characters_that_are_not_shown_is_not_marked() -> None:
    entry = mail("Die \x1b[31mLampe ist kaputt.", (0, 20))
    assert not any(line.told for line in lay_out((entry,), "", reading()))
