from __future__ import annotations

import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from textual import events
from textual.app import App
from textual.pilot import Pilot

from agent_console.desk.follow_ups import Promise
from agent_console.desk.views import OutboxItem, OutboxState
from agent_console.errors import ConsoleError
from agent_console.screens.note import NoteScreen
from agent_console.screens.queue import QueueScreen
from agent_console.screens.reply import ReplyScreen
from agent_console.screens.widgets.writing_area import WritingArea
from agent_console.services.engine import SendFinished
from agent_console.services.replies import ReplyDraft
from tests.screens.fake_content import NOW, make_item, ref_of
from tests.screens.support import Stage, assert_golden, screen_text

REF = ref_of(0)


async def begin(stage: Stage, pilot: Pilot[None], key: str = "r") -> WritingArea:
    await stage.settle(pilot)
    await pilot.press(key)
    await stage.settle(pilot)
    return stage.app.screen.query_one(WritingArea)


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 45)])
async def test_reply_at_each_size_looks_as_kept(tmp_path: Path, size: tuple[int, int]) -> None:
    stage = Stage(tmp_path)
    stage.desk.replies.warnings = ("The answer goes to another address than the mail came from.",)
    async with stage.app.run_test(size=size) as pilot:
        await begin(stage, pilot, "R")
        assert_golden(f"reply-{size[0]}x{size[1]}", screen_text(stage.app))


async def test_note_looks_different_and_has_no_recipients(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        note = await begin(stage, pilot, "n")
        text = screen_text(stage.app)
        assert "# Internal note on #00000000 · only the team sees it" in text
        assert "To:" not in text.partition("Internal note")[2].partition("▶<")[0]
        assert_golden("note-80x24", text)
        note_place = note.region.y
        await pilot.press("escape")
        reply = await begin(stage, pilot, "r")
        assert reply.region.y > note_place
        assert reply.styles.border_left != note.styles.border_left


async def test_everyone_shows_cc_and_one_person_does_not(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await begin(stage, pilot, "R")
        assert "Cc: Der Chef <chef@example.org>" in screen_text(stage.app).split("▶<")[0]
        await pilot.press("escape")
        await begin(stage, pilot, "r")
        assert "Cc:" not in screen_text(stage.app).split("▶<")[0]


async def test_typing_saves_the_draft_within_a_second(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await begin(stage, pilot)
        await pilot.press(*"Hallo")
        assert stage.desk.replies.saves == []
        await pilot.pause(0.95)
        await stage.settle(pilot)
        assert len(stage.desk.replies.saves) == 1
        assert stage.desk.replies.drafts[REF].startswith("Hallo")


async def test_keys_typed_ahead_of_the_editor_do_not_act_on_the_ticket(
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
        await pilot.press("r", "c", "m", "q", "r")
        gate.set()
        await stage.settle(pilot)
        assert stage.desk.tickets.done == []
        assert isinstance(stage.app.screen, ReplyScreen)
        await pilot.press("escape")
        await stage.settle(pilot)
        await pilot.press("m")
        await stage.settle(pilot)
        assert stage.desk.tickets.done == [("take", REF)]


async def test_leaving_saves_at_once_and_nothing_written_saves_nothing(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await begin(stage, pilot)
        await pilot.press("escape")
        await stage.settle(pilot)
        assert stage.desk.replies.saves == []
        await begin(stage, pilot)
        await pilot.press("x", "escape")
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, QueueScreen)
        assert stage.desk.replies.drafts[REF].startswith("x")


async def test_draft_that_cannot_be_saved_keeps_the_editor_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = Stage(tmp_path)

    def full(_draft: ReplyDraft, _text: str) -> None:
        raise ConsoleError("Store", "the disk is full")

    monkeypatch.setattr(stage.desk.replies, "keep", full)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await begin(stage, pilot)
        await pilot.press("x", "escape")
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, ReplyScreen)
        assert "the disk is full" in screen_text(stage.app)


async def test_send_queues_goes_back_and_undo_brings_the_draft_back(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await begin(stage, pilot)
        await pilot.press(*"Hallo", "ctrl+g")
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, QueueScreen)
        assert stage.desk.outbox.texts[1].startswith("Hallo")
        assert "goes out in 10 s · u takes it back" in screen_text(stage.app)
        await pilot.press("u")
        await stage.settle(pilot)
        assert stage.desk.outbox.all[0].state is OutboxState.CANCELLED
        assert isinstance(stage.app.screen, ReplyScreen)
        assert stage.app.screen.area.text.startswith("Hallo")
        assert "The reply did not leave; go on writing." in screen_text(stage.app)
        await pilot.press("escape")
        await stage.settle(pilot)
        assert "go on writing" not in screen_text(stage.app)


async def test_undo_that_comes_too_late_says_so(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.outbox.too_late = True
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await begin(stage, pilot)
        await pilot.press("a", "ctrl+g")
        await stage.settle(pilot)
        await pilot.press("u")
        await stage.settle(pilot)
        assert "Too late: the reply has begun to leave." in screen_text(stage.app)


async def test_send_finished_ends_the_undo_line(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await begin(stage, pilot)
        await pilot.press("a", "ctrl+g")
        await stage.settle(pilot)
        stage.desk.engine.say(SendFinished(make_item(1, OutboxState.SENT)))
        await stage.settle(pilot)
        text = screen_text(stage.app)
        assert "Reply to anna.schmidt@example.org: sent" in text
        assert "u takes it back" not in text
        stage.desk.engine.say(SendFinished(make_item(1, OutboxState.UNKNOWN)))
        await stage.settle(pilot)
        assert "unknown whether it left · x opens the outbox" in screen_text(stage.app)


async def test_save_that_comes_late_does_not_bring_back_a_sent_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = Stage(tmp_path)
    replies = stage.desk.replies
    queueing, go_on = threading.Event(), threading.Event()
    real = replies.queue

    def slow(
        draft: ReplyDraft,
        text: str,
        *,
        not_before: datetime | None = None,
        follow_up: datetime | None = None,
    ) -> OutboxItem:
        queueing.set()
        go_on.wait(60)
        return real(draft, text, not_before=not_before, follow_up=follow_up)

    monkeypatch.setattr(replies, "queue", slow)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        area = await begin(stage, pilot)
        screen = stage.app.screen
        assert isinstance(screen, ReplyScreen)
        await pilot.press("a", "ctrl+g")
        while not queueing.is_set():
            await pilot.pause(0.01)
        area.insert("late")
        await pilot.pause()
        late = threading.Thread(target=screen.save_now, args=(stage.desk,))
        late.start()
        go_on.set()
        late.join()
        await stage.settle(pilot)
        assert REF not in replies.drafts


async def test_problems_are_asked_about_before_sending(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.replies.found = ("The text speaks of an attachment, but none is attached.",)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await begin(stage, pilot)
        await pilot.press("a", "ctrl+g")
        await stage.settle(pilot)
        assert "! The text speaks of an attachment" in screen_text(stage.app)
        await pilot.press("x", "escape")
        await stage.settle(pilot)
        assert stage.desk.outbox.all == []
        assert isinstance(stage.app.screen, ReplyScreen)
        assert stage.app.screen.area.has_focus
        await pilot.press("ctrl+g")
        await stage.settle(pilot)
        await pilot.press("ctrl+g")
        await stage.settle(pilot)
        assert len(stage.desk.outbox.all) == 1


FRIDAY = Promise("bis Freitag", 5, 16, NOW + timedelta(days=4, hours=6), NOW + timedelta(days=4))


@pytest.mark.parametrize(("key", "back"), [("ctrl+g", FRIDAY.remind_at), ("n", None)])
async def test_promise_is_offered_as_a_follow_up_when_sending(
    tmp_path: Path, key: str, back: datetime | None
) -> None:
    stage = Stage(tmp_path)
    stage.desk.replies.promised = (FRIDAY,)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await begin(stage, pilot)
        await pilot.press("a", "ctrl+g")
        await stage.settle(pilot)
        assert "You promise “bis Freitag”: shall the ticket come back" in screen_text(stage.app)
        await pilot.press("escape")
        await stage.settle(pilot)
        assert stage.desk.outbox.all == []
        await pilot.press("ctrl+g")
        await stage.settle(pilot)
        await pilot.press(key)
        await stage.settle(pilot)
        assert stage.desk.replies.back == [back]


async def test_promise_is_offered_after_problems_were_seen(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.replies.promised = (FRIDAY,)
    stage.desk.replies.found = ("The text speaks of an attachment, but none is attached.",)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await begin(stage, pilot)
        await pilot.press("a", "ctrl+g")
        await stage.settle(pilot)
        await pilot.press("ctrl+g")
        await stage.settle(pilot)
        assert "You promise “bis Freitag”" in screen_text(stage.app)
        await pilot.press("ctrl+g")
        await stage.settle(pilot)
        assert stage.desk.replies.back == [FRIDAY.remind_at]


async def test_discard_asks_and_then_throws_the_draft_away(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.replies.drafts[REF] = "Alter Entwurf"
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await begin(stage, pilot)
        await pilot.press("x", "ctrl+t", "y")
        await stage.settle(pilot)
        assert REF not in stage.desk.replies.drafts
        assert isinstance(stage.app.screen, QueueScreen)


@pytest.mark.parametrize("key", ["j", "J", "y"])
async def test_yes_is_given_in_the_language_of_the_agent_or_in_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setattr(
        "agent_console.screens.widgets.question.pgettext", lambda _context, _text: "j"
    )
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await begin(stage, pilot)
        await pilot.press("ctrl+t")
        await stage.settle(pilot)
        assert " j  yes, throw it away" in screen_text(stage.app)
        await pilot.press(key)
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, QueueScreen)


async def test_own_editor_changes_the_text_and_its_escapes_stay_out(tmp_path: Path) -> None:
    async def editor(_app: App[object], text: str, name: str) -> str:
        assert name == "reply"
        return "Von vim\x1b[2J\n" + text

    stage = Stage(tmp_path, edit=editor)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        area = await begin(stage, pilot)
        await pilot.press("ctrl+o")
        await stage.settle(pilot)
        assert area.text.startswith("Von vim[2J\n")


async def test_own_editor_that_fails_leaves_the_text(tmp_path: Path) -> None:
    async def editor(_app: App[object], _text: str, _name: str) -> str:
        raise ConsoleError("Editor", "vim ended with code 1; the text is unchanged")

    stage = Stage(tmp_path, edit=editor)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        area = await begin(stage, pilot)
        before = area.text
        await pilot.press("ctrl+o")
        await stage.settle(pilot)
        assert area.text == before
        assert "vim ended with code 1" in screen_text(stage.app)


async def test_own_editor_without_a_terminal_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from agent_console.screens.editor import edit_outside

    monkeypatch.setenv("VISUAL", "true")
    stage = Stage(tmp_path, edit=edit_outside)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await begin(stage, pilot)
        await pilot.press("ctrl+o")
        await stage.settle(pilot)
        assert "cannot be handed to another program" in screen_text(stage.app)


async def test_paste_with_escapes_arrives_clean(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        area = await begin(stage, pilot)
        stage.app.post_message(events.Paste("eins\x1b]0;x\x07\r\nzwei"))
        await stage.settle(pilot)
        assert area.text.startswith("eins]0;x\nzwei")
        assert area.text.count("eins") == 1


async def test_note_is_kept_and_its_draft_saved(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await begin(stage, pilot, "n")
        await pilot.press(*"Lager", "escape")
        await stage.settle(pilot)
        assert stage.desk.replies.notes[REF] == "Lager"
        await begin(stage, pilot, "n")
        assert isinstance(stage.app.screen, NoteScreen)
        await pilot.press(*"Rufen", "ctrl+g")
        await stage.settle(pilot)
        assert ("note", REF) in stage.desk.tickets.done
        assert stage.desk.outbox.all == []
        assert isinstance(stage.app.screen, QueueScreen)


async def test_signal_to_end_saves_what_is_being_written(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await begin(stage, pilot)
        await pilot.press(*"Wichtig")
        stage.app.leaving.told_to_end()
        await pilot.pause()
    assert stage.desk.replies.drafts[REF].startswith("Wichtig")
    assert stage.app.exit_code == 130
    assert stage.clock.now() == NOW
