"""Changes that agents make: each is done once, told to the end, and taken back when asked."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from agent_console.desk.states import QueueView
from agent_console.desk.ticket import TicketState
from agent_console.desk.views import Health, OutboxState, SyncStatus
from agent_console.errors import ActionRefusedError, ConsoleError
from agent_console.screens.messages import StoreChanged, SyncChanged
from agent_console.screens.note import NoteScreen
from agent_console.screens.outbox import OutboxScreen
from agent_console.screens.queue import QueueScreen
from agent_console.screens.reply import ReplyScreen
from agent_console.screens.session import FRESH, Session, Tone
from agent_console.screens.ticket import TicketScreen
from agent_console.screens.widgets.ticket_head import TicketHead
from agent_console.services.engine import SecretNeeded, SendFinished
from tests.screens.fake_content import NOW, make_entries, make_item, make_row, ref_of
from tests.screens.support import Stage, screen_text
from tests.screens.test_typeahead import hurry

ONLINE = SyncStatus(Health.ONLINE)
REF = ref_of(0)


class Gate:
    """Holds a call of the desk until it is opened."""

    def __init__(self, work: Callable[..., Any]) -> None:
        self._work = work
        self._open = threading.Event()
        self.reached = threading.Event()
        self.calls = 0

    def __call__(self, *args: Any, **named: Any) -> Any:  # noqa: ANN401 - any call of the desk
        self.calls += 1
        self.reached.set()
        self._open.wait(60)
        return self._work(*args, **named)

    def open(self) -> None:
        self._open.set()

    async def wait(self, pilot: Pilot[None]) -> None:
        while not self.reached.is_set():
            await pilot.pause(0.01)


def gate(monkeypatch: pytest.MonkeyPatch, room: object, name: str) -> Gate:
    held = Gate(getattr(room, name))
    monkeypatch.setattr(room, name, held)
    return held


async def online(stage: Stage, pilot: Pilot[None]) -> None:
    await stage.settle(pilot)
    stage.app.post_message(SyncChanged(ONLINE))
    await stage.settle(pilot)


async def arrive(stage: Stage, pilot: Pilot[None], *numbers: int) -> None:
    for number in numbers:
        stage.desk.queue.rows.insert(0, make_row(number))
    stage.app.post_message(StoreChanged(frozenset(map(ref_of, numbers))))
    await stage.settle(pilot)


async def test_own_reopening_is_no_news_and_its_notice_stays(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await online(stage, pilot)
        await pilot.press("c")
        await stage.settle(pilot)
        await pilot.press("u")
        await stage.settle(pilot)
        stage.app.post_message(StoreChanged(frozenset()))
        await stage.settle(pilot)
        assert "[For me 40]" in screen_text(stage.app)
        assert "taken back on #00000000: close" in screen_text(stage.app)
        assert "more ticket" not in screen_text(stage.app)


async def test_news_stand_beside_the_notice_of_an_own_act(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await online(stage, pilot)
        await pilot.press("m")
        await stage.settle(pilot)
        await arrive(stage, pilot, 900)
        shown = screen_text(stage.app)
        assert "is yours now · u takes it back · 1 new: key" in shown, shown
        stage.clock.move(FRESH)
        await arrive(stage, pilot, 901)
        assert "is yours now" not in screen_text(stage.app)
        assert "2 new: key" in screen_text(stage.app), screen_text(stage.app)


async def test_news_never_hide_an_error(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await online(stage, pilot)
        await pilot.press("u")
        await stage.settle(pilot)
        stage.clock.move(timedelta(hours=1))
        await arrive(stage, pilot, 900)
        assert "Undo: there is nothing to take back · 1 more ticket" in screen_text(stage.app)


async def test_tickets_that_came_while_the_store_filled_are_no_news(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await arrive(stage, pilot, 900)
        stage.desk.queue.rows.insert(0, make_row(901))
        await online(stage, pilot)
        stage.app.post_message(StoreChanged(frozenset()))
        await stage.settle(pilot)
        assert "[For me 42]" in screen_text(stage.app)
        assert "more ticket" not in screen_text(stage.app)


async def test_snooze_that_ends_off_screen_brings_the_ticket_back(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await online(stage, pilot)
        screen = stage.app.screen
        assert isinstance(screen, QueueScreen)
        await pilot.press(*["tab"] * 6)
        await stage.settle(pilot)
        stage.desk.queue.asked.clear()
        moment = NOW + timedelta(hours=5)
        screen.feed.wake(moment)
        await stage.settle(pilot)
        assert stage.desk.queue.asked == []
        stage.desk.queue.change(ref_of(3), state=TicketState.OPEN)
        stage.clock.move(timedelta(hours=5, minutes=1))
        assert screen.feed._waker is not None
        screen.feed.wake(moment)
        await stage.settle(pilot)
        assert stage.desk.queue.asked
        assert "more ticket" not in screen_text(stage.app)


async def test_snooze_that_ends_while_its_ticket_is_shown_wakes_it(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.queue.rows = [make_row(3)]
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("enter")
        await stage.settle(pilot)
        assert "z snoozed" in screen_text(stage.app)
        stage.desk.queue.change(ref_of(3), state=TicketState.OPEN)
        stage.clock.move(timedelta(hours=6))
        stage.app.screen.query_one(TicketHead)._draw()
        await stage.settle(pilot)
        assert "○ open" in screen_text(stage.app)


async def test_change_is_told_though_its_screen_was_left_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = Stage(tmp_path)
    closing = gate(monkeypatch, stage.desk.tickets, "close")
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("enter")
        await stage.settle(pilot)
        await pilot.press("c", "escape")
        await closing.wait(pilot)
        assert isinstance(stage.app.screen, QueueScreen)
        closing.open()
        await stage.settle(pilot)
        assert "#00000000 is closed · u takes it back" in screen_text(stage.app)
        await pilot.press("u")
        await stage.settle(pilot)
        assert stage.desk.queue.rows[0].state is TicketState.NEW


async def test_failed_change_is_told_though_its_screen_was_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = Stage(tmp_path)

    def full(_ref: str) -> None:
        raise ConsoleError("Store", "the disk is full")

    monkeypatch.setattr(stage.desk.tickets, "close", full)
    closing = gate(monkeypatch, stage.desk.tickets, "close")
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("enter")
        await stage.settle(pilot)
        await pilot.press("c", "escape")
        await closing.wait(pilot)
        closing.open()
        await stage.settle(pilot)
        assert "Store: the disk is full" in screen_text(stage.app)


async def test_key_pressed_twice_changes_the_ticket_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = Stage(tmp_path)
    closing = gate(monkeypatch, stage.desk.tickets, "close")
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("c", "c", "j", "c")
        await closing.wait(pilot)
        closing.open()
        await stage.settle(pilot)
        assert sorted(stage.desk.tickets.done) == [("close", ref_of(0)), ("close", ref_of(1))]


async def test_note_kept_twice_in_one_go_is_one_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = Stage(tmp_path)
    keeping = gate(monkeypatch, stage.desk.tickets, "note")
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("n")
        await stage.settle(pilot)
        await pilot.press("x", "ctrl+g", "ctrl+g", "y")
        await keeping.wait(pilot)
        keeping.open()
        await stage.settle(pilot)
        assert keeping.calls == 1
        assert ("note text", "x") in stage.desk.tickets.done
        assert not isinstance(stage.app.screen, NoteScreen)


async def test_reply_sent_twice_in_one_go_leaves_once_as_it_was_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = Stage(tmp_path)
    checking = gate(monkeypatch, stage.desk.replies, "problems")
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("r")
        await stage.settle(pilot)
        await pilot.press("x", "ctrl+g", "ctrl+g", "y")
        await checking.wait(pilot)
        checking.open()
        await stage.settle(pilot)
        assert checking.calls == 1
        assert len(stage.desk.outbox.all) == 1
        assert stage.desk.outbox.texts[1].startswith("x\n")


async def test_reply_that_cannot_be_queued_can_be_written_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = Stage(tmp_path)

    def refuse(*_args: object) -> None:
        raise ActionRefusedError("Reply", "the reply is empty")

    monkeypatch.setattr(stage.desk.replies, "queue", refuse)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("r")
        await stage.settle(pilot)
        await pilot.press("x", "ctrl+g")
        await stage.settle(pilot)
        await pilot.press("y")
        assert isinstance(stage.app.screen, ReplyScreen)
        assert stage.app.screen.area.text.startswith("xy")


async def test_own_editor_opens_once_though_its_key_is_pressed_twice(tmp_path: Path) -> None:
    going_on, opened = threading.Event(), []

    async def editor(_app: object, text: str, _name: str) -> str:
        opened.append(text)
        while not going_on.is_set():
            await pilot.pause(0.01)
        return "neu"

    stage = Stage(tmp_path, edit=editor)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("r")
        await stage.settle(pilot)
        hurry(stage, "ctrl+o", "ctrl+o")
        await pilot.pause()
        assert stage.app.session.editing
        stage.app.leaving.interrupted()
        going_on.set()
        await stage.settle(pilot)
        assert len(opened) == 1
        assert stage.app.is_running
        assert not stage.app.session.editing
        stage.app.leaving.interrupted()
        await pilot.pause()
        assert not stage.app.is_running


async def test_draft_is_kept_though_an_earlier_saving_takes_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agent_console.screens.drafting._LOCK_SECONDS", 0.01)
    stage = Stage(tmp_path)
    saving = gate(monkeypatch, stage.desk.replies, "keep")
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("r")
        await stage.settle(pilot)
        screen = stage.app.screen
        assert isinstance(screen, ReplyScreen)
        await pilot.press("a")
        screen.keeper._due()
        await saving.wait(pilot)
        await pilot.press("b", "escape")
        await pilot.pause(0.1)
        assert stage.app.screen is screen
        saving.open()
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, QueueScreen)
        assert stage.desk.replies.drafts[REF].startswith("ab")


async def test_undo_after_the_reply_has_left_takes_nothing_else_back(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("j", "m")
        await stage.settle(pilot)
        stage.app.session.did(make_item(1, OutboxState.QUEUED))
        stage.desk.engine.say(SendFinished(make_item(1, OutboxState.SENT)))
        await stage.settle(pilot)
        await pilot.press("u")
        await stage.settle(pilot)
        assert "Too late: the reply to anna.schmidt@example.org has left." in screen_text(stage.app)
        done = len(stage.desk.tickets.undo)
        await pilot.press("u")
        await stage.settle(pilot)
        assert len(stage.desk.tickets.undo) == done - 1


async def test_undo_of_a_reply_to_all_keeps_its_recipients(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        for key in ("R", "a", "ctrl+g", "u"):
            await pilot.press(key)
            await stage.settle(pilot)
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, ReplyScreen)
        assert [address.email for address in stage.app.screen.draft.cc] == ["chef@example.org"]


async def test_undo_pressed_twice_takes_a_reply_back_once(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        stage.desk.outbox.all = [make_item(1, OutboxState.QUEUED, ticket=REF)]
        stage.app.session.did(stage.desk.outbox.all[0])
        hurry(stage, "u", "u")
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, ReplyScreen)
        assert stage.app.screen.area.text.startswith("u")
        assert "The reply did not leave" in screen_text(stage.app)


async def test_refused_undo_gives_way_to_the_reply_before_it(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        stage.desk.outbox.all = [make_item(1, OutboxState.QUEUED, ticket=REF)]
        stage.app.session.did(stage.desk.outbox.all[0])
        stage.app.session.did()
        await pilot.press("u")
        await stage.settle(pilot)
        assert "nothing to take back" in screen_text(stage.app)
        await pilot.press("u")
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, ReplyScreen)


async def test_after_a_reply_the_ticket_says_how_to_go_on(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("enter")
        await stage.settle(pilot)
        await pilot.press("r")
        await stage.settle(pilot)
        await pilot.press("x", "ctrl+g")
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, TicketScreen)
        hint = "Esc goes back to the queue"
        assert hint in " ".join(screen_text(stage.app).split())
        stage.desk.engine.say(SendFinished(make_item(1, OutboxState.SENT)))
        await stage.settle(pilot)
        assert f": sent · {hint}" in screen_text(stage.app)
        await pilot.press("escape")
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, QueueScreen)


async def test_warning_is_seen_while_a_reply_can_be_taken_back(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.queue.rows[0] = make_row(0)
    stage.desk.queue.change(REF, state=TicketState.CLOSED)
    stage.app.session.did(make_item(1, OutboxState.QUEUED))
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press(*["tab"] * list(QueueView).index(QueueView.CLOSED))
        await stage.settle(pilot)
        await pilot.press("z")
        await stage.settle(pilot)
        text = screen_text(stage.app)
        assert "A closed ticket sleeps already." in text
        assert "goes out in 10 s · u takes it back" in text
        stage.clock.move(timedelta(seconds=11))
        assert stage.app.shown is not None
        stage.app.shown.show_notice()
        await pilot.pause()
        text = screen_text(stage.app)
        assert "A closed ticket sleeps already." in text
        assert "is leaving" not in text


async def test_mail_that_comes_while_one_writes_is_shown_and_told(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 45)) as pilot:
        await stage.settle(pilot)
        await pilot.press("r")
        await stage.settle(pilot)
        row = stage.desk.queue.rows[0]
        view = stage.desk.tickets.view(REF)
        extra = replace(make_entries(row)[0], key="new", text="Hat sich erledigt!", at=NOW)
        stage.desk.tickets.views[REF] = replace(view, entries=(*view.entries, extra))
        stage.app.post_message(StoreChanged(frozenset({REF})))
        await stage.settle(pilot)
        assert "Hat sich erledigt!" in screen_text(stage.app)
        assert "A new mail came to this ticket" in screen_text(stage.app)


async def test_password_is_not_asked_for_while_one_writes(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("r")
        await stage.settle(pilot)
        stage.desk.engine.say(SecretNeeded("No password is stored."))
        await stage.settle(pilot)
        await pilot.press("a", "enter")
        assert stage.app.screen.query_one("WritingArea").has_focus
        assert "The mailbox wants its password" in screen_text(stage.app)
        await pilot.press("escape")
        await stage.settle(pilot)
        assert "No password is stored." in screen_text(stage.app)
        assert stage.desk.engine.secrets == []
        await pilot.press("escape")
        await stage.settle(pilot)
        assert "s asks for it again" in screen_text(stage.app)


async def test_password_asked_for_below_the_palette_is_asked_for_after_it(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("ctrl+p")
        await stage.settle(pilot)
        stage.desk.engine.say(SecretNeeded("No password is stored."))
        await stage.settle(pilot)
        assert "No password is stored." not in screen_text(stage.app)
        await pilot.press("escape")
        await stage.settle(pilot)
        assert stage.app.shown is not None
        stage.app.shown.ask_secret()
        await stage.settle(pilot)
        assert "No password is stored." in screen_text(stage.app)


async def test_store_that_did_not_open_is_named_at_every_key(tmp_path: Path) -> None:
    stage = Stage(tmp_path)

    def fail() -> None:
        raise ConsoleError("Store", "the disk is full", "Make room.")

    stage.on_open = fail
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("s")
        await stage.settle(pilot)
        assert "Store: the disk is full · Make room." in screen_text(stage.app)


async def test_outbox_opened_before_the_desk_is_read_when_it_opens(tmp_path: Path) -> None:
    stage = Stage(tmp_path, closed=True)
    stage.desk.outbox.all = [make_item(1, OutboxState.UNKNOWN)]
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press("x")
        await pilot.pause()
        assert isinstance(stage.app.screen, OutboxScreen)
        stage.open_now()
        await stage.settle(pilot)
        text = screen_text(stage.app)
        assert "unknown whether it left" in text
        assert "One moment" not in text


async def test_outbox_marks_only_unknown_mails_as_sent(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.outbox.all = [make_item(1, OutboxState.REFUSED)]
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("x")
        await stage.settle(pilot)
        await pilot.press("m")
        await stage.settle(pilot)
        assert "Not possible: this mail is “refused by the server”." in screen_text(stage.app)
        await pilot.press("c")
        await stage.settle(pilot)
        assert stage.desk.outbox.all[0].state is OutboxState.CANCELLED


async def test_outbox_cancel_that_comes_too_late_keeps_the_reply_in_mind(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.outbox.all = [make_item(1, OutboxState.QUEUED)]
    stage.desk.outbox.too_late = True
    stage.app.session.did(stage.desk.outbox.all[0])
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("x")
        await stage.settle(pilot)
        await pilot.press("c")
        await stage.settle(pilot)
        assert "Too late: the mail has begun to leave." in screen_text(stage.app)
        assert 1 in stage.app.session.sending


def test_told_news_give_way_to_what_weighs_more(tmp_path: Path) -> None:
    session = Stage(tmp_path).app.session
    assert isinstance(session, Session)
    session.say("closed", Tone.INFO)
    session.tell("sent")
    assert session.notice is not None
    assert (session.notice.text, session.notice.aside) == ("closed", "sent")
    session.tell("refused", Tone.WARNING)
    assert (session.notice.text, session.notice.aside) == ("refused", "")
    session.tell("more")
    assert (session.notice.tone, session.notice.aside) == (Tone.WARNING, "more")
