"""Writing mails with head and files, sending them later, and deciding about them in the outbox."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from agent_console.desk.states import OutboxKind
from agent_console.desk.views import EntryKind, OutboxItem, OutboxState
from agent_console.screens.head_texts import HeadTexts
from agent_console.screens.outbox import OutboxScreen
from agent_console.screens.outgoing import left_behind_text
from agent_console.screens.queue import QueueScreen
from agent_console.screens.reply import ReplyScreen
from agent_console.screens.source import SourceScreen
from agent_console.screens.ticket import TicketScreen
from agent_console.services.engine import SendFinished, StoreTouched
from tests.screens.fake_content import NOW, make_item, ref_of
from tests.screens.support import Stage, assert_golden, screen_text, until_shown
from tests.screens.test_typeahead import hurry

REF = ref_of(0)
SIZES = [(80, 24), (120, 40)]
ANNA, BEN, CLEO = "anna.schmidt@example.org", "ben@example.org", "cleo@example.net"


@pytest.fixture
def short() -> Iterator[Path]:
    """A folder whose name is soon typed: every key paints the screen."""
    with TemporaryDirectory(prefix="t") as made:
        yield Path(made)


def all_states() -> list[OutboxItem]:
    """Return one mail of every state, the newest first, as the store gives them."""
    people = (ANNA, BEN, CLEO)
    return [
        replace(make_item(9, OutboxState.SENT), bounced=((ANNA, "550 5.1.1 no \x1b[2Jsuch user"),)),
        replace(
            make_item(8, OutboxState.QUEUED, ticket=ref_of(4)),
            not_before=NOW + timedelta(hours=20),
        ),
        replace(
            make_item(7, OutboxState.HELD),
            detail="Meanwhile 1 new mail arrived on this ticket.",
        ),
        replace(
            make_item(6, OutboxState.PARTIAL),
            recipients=people,
            pending=(BEN,),
            refused=((CLEO, "550 5.1.1 unknown"),),
            next_try=NOW + timedelta(minutes=5),
            attempts=2,
            detail=f"451 4.7.1 later\n{CLEO}: 550 5.1.1 unknown",
        ),
        replace(make_item(5, OutboxState.REFUSED), refused=((ANNA, "552 5.3.4 too big"),)),
        replace(
            make_item(4, OutboxState.UNKNOWN, ticket=ref_of(2)),
            kind=OutboxKind.FORWARD,
            detail="The server ended the connection before its answer.",
        ),
        replace(
            make_item(3, OutboxState.DEFERRED), next_try=NOW + timedelta(minutes=9), attempts=1
        ),
        make_item(2, OutboxState.SENDING),
        make_item(1, OutboxState.CANCELLED),
    ]


async def press(stage: Stage, pilot: Pilot[None], *keys: str) -> str:
    """Press keys one after the other, each when all is quiet; return what the screen shows."""
    await stage.settle(pilot)
    for key in keys:
        await pilot.press(key)
        await stage.settle(pilot)
    return screen_text(stage.app)


async def outbox(stage: Stage, pilot: Pilot[None], *items: OutboxItem) -> OutboxScreen:
    stage.desk.outbox.all = list(items)
    await press(stage, pilot, "x")
    assert isinstance(stage.app.screen, OutboxScreen)
    return stage.app.screen


def writing(stage: Stage) -> ReplyScreen:
    assert isinstance(stage.app.screen, ReplyScreen)
    return stage.app.screen


@pytest.mark.parametrize("size", SIZES)
async def test_outbox_of_all_states_looks_as_kept(tmp_path: Path, size: tuple[int, int]) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=size) as pilot:
        await outbox(stage, pilot, *all_states())
        assert_golden(f"outbox-states-{size[0]}x{size[1]}", screen_text(stage.app))


async def test_outbox_puts_what_needs_a_decision_on_top(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(120, 40)) as pilot:
        screen = await outbox(stage, pilot, *all_states())
        text = screen_text(stage.app)
        places = [text.index(words) for words in ("held back", "refused by", "unknown whether")]
        assert places == sorted(places)
        assert max(places) < text.index("waits to leave")
        assert screen.item is not None
        assert screen.item.state is OutboxState.HELD


async def test_outbox_tells_each_recipient_with_the_words_of_the_server(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(120, 40)) as pilot:
        await outbox(stage, pilot, *all_states())
        text = screen_text(stage.app)
        assert f"✓ {ANNA}: taken" in text
        assert f"… {BEN}: not taken yet" in text
        assert text.count(f"! {CLEO}: refused: 550 5.1.1 unknown") == 1
        assert f"! {ANNA}: came back: 550 5.1.1 no [2Jsuch user" in text
        assert "next try" in text
        assert "2 attempts so far" in text


async def test_held_mail_is_sent_anyway_and_the_engine_hears_of_it(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await outbox(stage, pilot, make_item(1, OutboxState.HELD))
        text = screen_text(stage.app)
        assert "a send anyway · Enter look at the ticket · c take back" in text
        await press(stage, pilot, "a")
        assert stage.desk.outbox.regardless == [1]
        assert "nudge" in stage.desk.engine.said


async def test_held_mail_is_looked_at_in_its_ticket(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await outbox(stage, pilot, make_item(1, OutboxState.HELD, ticket=ref_of(4)))
        await press(stage, pilot, "enter")
        assert isinstance(stage.app.screen, TicketScreen)
        assert stage.app.screen.ref == ref_of(4)


async def test_held_mail_taken_back_is_the_draft_again(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.outbox.texts[1] = "Guten Tag"
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await outbox(stage, pilot, make_item(1, OutboxState.HELD))
        await press(stage, pilot, "c", "escape", "r")
        assert writing(stage).area.text.startswith("Guten Tag")


async def test_unknown_mail_can_be_looked_for_and_nothing_else_can(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        items = (make_item(1, OutboxState.UNKNOWN), make_item(2, OutboxState.SENT))
        await outbox(stage, pilot, *items)
        text = await press(stage, pilot, "l", "down", "l")
        assert stage.desk.outbox.looked == [1]
        assert "Not possible: this mail is “sent”." in text


async def test_deferred_mail_is_tried_now(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await outbox(stage, pilot, make_item(1, OutboxState.DEFERRED))
        await press(stage, pilot, "n")
        assert stage.desk.outbox.all[0].state is OutboxState.QUEUED
        assert "nudge" in stage.desk.engine.said


async def test_waiting_mail_is_moved_to_another_time(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await outbox(stage, pilot, make_item(1, OutboxState.HELD))
        text = await press(stage, pilot, "t", *"+2h")
        assert "Leaves Wed, 2026-03-11, 13:00 · in 2 h 0 min" in text
        await press(stage, pilot, "enter")
        assert stage.desk.outbox.all[0].not_before == NOW + timedelta(hours=2)


@pytest.mark.parametrize("size", SIZES)
async def test_source_looks_as_kept_and_cannot_act(tmp_path: Path, size: tuple[int, int]) -> None:
    stage = Stage(tmp_path)
    lines = "\n".join(f"line {number} \x1b]0;x\x07 {'wide ' * 30}" for number in range(300))
    stage.desk.outbox.sources[1] = f"Subject: [/b] Re: Lieferung\n\n{lines}"
    async with stage.app.run_test(size=size) as pilot:
        await outbox(stage, pilot, make_item(1, OutboxState.QUEUED))
        await press(stage, pilot, "v")
        assert isinstance(stage.app.screen, SourceScreen)
        text = screen_text(stage.app)
        assert "\x1b" not in text
        assert_golden(f"source-{size[0]}x{size[1]}", text)
        assert "line 299" in await press(stage, pilot, "end")
        await press(stage, pilot, "escape")
        assert isinstance(stage.app.screen, OutboxScreen)


async def test_new_mail_not_yet_sent_has_no_ticket_to_open(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await outbox(stage, pilot, replace(make_item(1, OutboxState.HELD), kind=OutboxKind.NEW))
        text = await press(stage, pilot, "enter")
        assert "This mail opens its ticket when it has left." in text
        assert isinstance(stage.app.screen, OutboxScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_status_line_and_rows_count_what_waits_and_what_needs_a_decision(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    stage = Stage(tmp_path)
    stage.desk.outbox.all = all_states()
    async with stage.app.run_test(size=size) as pilot:
        await stage.settle(pilot)
        text = screen_text(stage.app)
        assert "! 3 mails need a decision: x · support@example.com · 4 mails wait" in text
        assert_golden(f"queue-outgoing-{size[0]}x{size[1]}", text)
        stage.desk.outbox.all = []
        stage.desk.engine.say(StoreTouched())
        await stage.settle(pilot)
        assert "need a decision" not in screen_text(stage.app)


async def test_held_mail_is_told_at_once_with_its_reason_and_the_key(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    held = replace(make_item(1, OutboxState.HELD), detail="Meanwhile mia\x1b closed this ticket.")
    async with stage.app.run_test(size=(160, 45)) as pilot:
        await stage.settle(pilot)
        stage.desk.outbox.all = [held]
        stage.desk.engine.say(SendFinished(held))
        await stage.settle(pilot)
        text = screen_text(stage.app)
        assert "held back, waits for your decision · Meanwhile mia closed this ticket. · x " in text
        assert "! 1 mail needs a decision: x" in text


@pytest.mark.parametrize("size", SIZES)
async def test_head_of_a_reply_being_changed_looks_as_kept(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=size) as pilot:
        await press(stage, pilot, "R", "tab", "tab")
        assert_golden(f"reply-head-{size[0]}x{size[1]}", screen_text(stage.app))


async def test_recipients_that_were_typed_get_the_mail(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await press(stage, pilot, "r", "tab", "tab")
        await press(stage, pilot, *"Kim <kim@Example.com>, x@example.org", "tab")
        await press(stage, pilot, *"boss@example.org", "tab", "end", *"!", "enter")
        text = screen_text(stage.app)
        assert "Cc: Kim <kim@example.com>, x@example.org" in text
        assert "Bcc: boss@example.org" in text
        await press(stage, pilot, "a", "ctrl+g")
        draft = stage.desk.replies.queued[0]
        assert [one.email for one in draft.cc] == ["kim@example.com", "x@example.org"]
        assert [one.email for one in draft.bcc] == ["boss@example.org"]
        assert draft.subject.endswith("angekommen!")


async def test_what_is_no_address_is_said_in_words_and_nothing_leaves(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await press(stage, pilot, "r", "tab", "tab")
        await press(stage, pilot, *"nobody at home", "ctrl+g")
        text = screen_text(stage.app)
        assert "‼" in text
        assert "nobody at home" in text.rpartition("‼")[2]
        assert stage.desk.replies.queued == []
        await press(stage, pilot, "shift+tab", "shift+tab")
        assert writing(stage).head.display


async def test_head_is_kept_with_the_draft_and_taken_up_again(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await press(stage, pilot, "R", "tab", "tab", "tab", *"b@example.org", "escape")
        assert isinstance(stage.app.screen, QueueScreen)
        kept = stage.desk.replies.kept[-1]
        assert [one.email for one in (*kept.cc, *kept.bcc)] == ["chef@example.org", "b@example.org"]
        text = await press(stage, pilot, "r")
        assert "Cc: Der Chef <chef@example.org>" in text
        assert "Bcc: b@example.org" in text


async def test_pasted_list_of_recipients_becomes_one_line(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await press(stage, pilot, "r", "tab", "tab")
        stage.app.post_message(events.Paste("a@example.org\r\nb@example.org\x1b[2J\n"))
        await stage.settle(pilot)
        focused = stage.app.focused
        assert isinstance(focused, Input)
        assert focused.value == "a@example.org, b@example.org[2J"


@pytest.mark.parametrize("size", SIZES)
async def test_forward_begins_with_nobody_and_the_mail_attached(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=size) as pilot:
        text = await press(stage, pilot, "F")
        assert "Files: 1 Lieferung.eml (4 KB)" in text
        assert_golden(f"forward-{size[0]}x{size[1]}", text)
        await press(stage, pilot, *"lager@example.org", "ctrl+g")
        sent = stage.desk.replies.queued[0]
        assert sent.kind is OutboxKind.FORWARD
        assert [one.email for one in sent.to] == ["lager@example.org"]
        assert "Mail to lager@example.org goes out in 10 s" in screen_text(stage.app)


async def test_forward_as_text_attaches_nothing_of_its_own(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        assert "Files:" not in await press(stage, pilot, "I")


@pytest.mark.parametrize("size", SIZES)
async def test_new_mail_looks_as_kept(tmp_path: Path, size: tuple[int, int]) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=size) as pilot:
        assert_golden(f"new-mail-{size[0]}x{size[1]}", await press(stage, pilot, "N"))


async def test_new_mail_taken_back_opens_with_all_it_had(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await press(stage, pilot, "N", *"kim@example.org", "enter", "enter", "enter")
        await press(stage, pilot, *"Hallo", "enter", *"Text", "ctrl+g")
        assert stage.desk.replies.queued[0].kind is OutboxKind.NEW
        await press(stage, pilot, "u")
        screen = writing(stage)
        assert screen.draft.kind is OutboxKind.NEW
        assert screen.draft.subject == "Hallo"
        assert [one.email for one in screen.draft.to] == ["kim@example.org"]
        assert screen.area.text.startswith("Text")


async def test_file_is_found_by_its_path_attached_and_taken_off(
    tmp_path: Path, short: Path
) -> None:
    folder = short / "files"
    (folder / "sub").mkdir(parents=True)
    (folder / "rechnung.pdf").write_bytes(b"%PDF-1.4 " + b"x" * 3000)
    (folder / "rechner.txt").write_text("x", encoding="utf-8")
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(160, 45)) as pilot:
        await press(stage, pilot, "r", "ctrl+f", "ctrl+u", *str(folder), "/", *"rechnu")
        assert "rechnung.pdf" in screen_text(stage.app)
        assert "rechner.txt" not in screen_text(stage.app)
        text = await press(stage, pilot, "tab", "enter")
        assert "Files: 1 rechnung.pdf (3 KB)" in text
        assert writing(stage).area.has_focus
        await press(stage, pilot, "ctrl+f", "ctrl+u", *str(folder), "/", "down", "down")
        text = await press(stage, pilot, "enter")
        assert "2 rechner.txt (1 bytes)" in text
        text = await press(stage, pilot, "ctrl+r", "1")
        assert "Files: 1 rechner.txt" in text
        assert "Files:" not in await press(stage, pilot, "ctrl+r")


async def test_file_that_is_not_there_is_said_and_the_prompt_stays(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        text = await press(stage, pilot, "r", "ctrl+f", "ctrl+u", *"/no/such", "enter")
        assert "cannot be attached" in text
        assert stage.app.screen.query("AttachPanel")
        await press(stage, pilot, "escape")
        assert writing(stage).area.has_focus


@pytest.mark.parametrize("size", SIZES)
async def test_later_shows_what_was_understood_before_it_is_queued(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=size) as pilot:
        await press(stage, pilot, "r", "a", "ctrl+l", *"morgen 8:00")
        assert stage.desk.replies.queued == []
        await pilot.pause(0.8)
        await stage.settle(pilot)
        await until_shown(stage, pilot, "saved 11:00")
        assert_golden(f"send-later-{size[0]}x{size[1]}", screen_text(stage.app))
        text = await press(stage, pilot, "enter")
        assert stage.desk.outbox.all[0].not_before == NOW.replace(day=12, hour=7)
        assert isinstance(stage.app.screen, QueueScreen)
        assert "goes out in" not in text
        assert "unless the customer writes first" in text.replace("\n", " ")
        await press(stage, pilot, "u")
        assert stage.desk.outbox.all[0].state is OutboxState.CANCELLED


@pytest.mark.parametrize(
    ("typed", "words"), [("bald", "Not a time that I can read"), ("2026-03-01", "That is over")]
)
async def test_later_that_is_no_time_queues_nothing(tmp_path: Path, typed: str, words: str) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        text = await press(stage, pilot, "r", "a", "ctrl+l", *typed, "enter")
        assert words in text
        await press(stage, pilot, "escape")
        assert stage.desk.replies.queued == []
        assert writing(stage).area.has_focus


async def test_address_that_bounced_is_warned_about(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.queue.change(REF, bounced=True)
    item = replace(make_item(1, OutboxState.SENT), bounced=((ANNA, "550 gone"),))
    stage.desk.outbox.all = [item]
    async with stage.app.run_test(size=(100, 30)) as pilot:
        text = await press(stage, pilot, "r")
        assert f"! A mail to {ANNA} came back: 550 gone" in text


async def test_scheduled_mail_holds_nobody_up_and_is_told_when_the_console_ends(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        stage.desk.outbox.all = [make_item(9, OutboxState.HELD)]
        await press(stage, pilot, "r", "a", "ctrl+l", *"+3h", "enter")
        await pilot.press("q")
        await pilot.pause()
        assert not stage.app.is_running
    said = stage.app.last_words
    assert said.startswith(
        "1 mail waits: it leaves 14:00 while a console or `agent-console sync --watch` runs. "
        "! 1 mail needs a decision"
    )


async def test_head_typed_in_one_go_arrives_in_its_fields(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await press(stage, pilot, "N")
        hurry(stage, *"a@b.de", "enter", *"c@d.de", "tab", "enter", *"Hi", "enter", *"Text")
        await stage.settle(pilot)
        screen = writing(stage)
        assert screen.head.texts == HeadTexts("a@b.de", "c@d.de", "", "Hi")
        assert screen.area.text.startswith("Text")
        await press(stage, pilot, "enter")
        assert screen.area.text.startswith("Text\n")


async def test_unknown_mail_is_marked_as_sent_only_after_a_question(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await outbox(stage, pilot, make_item(1, OutboxState.UNKNOWN))
        assert "Did it really leave?" in await press(stage, pilot, "m")
        await press(stage, pilot, "escape")
        states = [stage.desk.outbox.all[0].state]
        assert "Marked as sent." in await press(stage, pilot, "m", "y")
        states.append(stage.desk.outbox.all[0].state)
        assert states == [OutboxState.UNKNOWN, OutboxState.SENT]


@pytest.mark.parametrize(
    ("state", "shown", "hidden"),
    [
        (OutboxState.HELD, "c Take back  a Send anyway  t Send later", "n Send now"),
        (OutboxState.UNKNOWN, "a Send again  m Mark as sent  l Look again", "c Take back"),
        (OutboxState.QUEUED, "c Take back  n Send now  t Send later", "a Send"),
        (OutboxState.SENT, "Enter Open ticket  v The mail as it goes", "m Mark as sent"),
    ],
)
async def test_outbox_names_only_keys_that_help_the_selected_mail(
    tmp_path: Path, state: OutboxState, shown: str, hidden: str
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(120, 30)) as pilot:
        await outbox(stage, pilot, make_item(1, state))
        keys = screen_text(stage.app).splitlines()[-1]
        assert shown in keys
        assert hidden not in keys
        assert "v The mail as it goes" in keys


async def test_outbox_keys_follow_the_selection(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(120, 30)) as pilot:
        items = (make_item(1, OutboxState.HELD), make_item(2, OutboxState.SENT))
        await outbox(stage, pilot, *items)
        assert "Take back" not in (await press(stage, pilot, "down")).splitlines()[-1]
        assert "Take back" in (await press(stage, pilot, "up")).splitlines()[-1]


async def test_refusal_of_the_outbox_goes_with_its_screen(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await outbox(stage, pilot, make_item(1, OutboxState.HELD))
        assert "Not possible" in await press(stage, pilot, "n")
        assert "Not possible" not in await press(stage, pilot, "escape")


async def test_mail_moved_to_soon_still_tells_when_it_leaves(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await outbox(stage, pilot, make_item(1, OutboxState.HELD))
        text = await press(stage, pilot, "t", *"+1min", "enter")
        assert "leaves 11:01:00, unless the customer writes first" in text


@pytest.mark.parametrize(
    ("ahead", "words"), [("+3d", "leaves Sat 11:00"), ("+1min", "goes out in 60 s")]
)
async def test_ticket_tells_when_a_mail_leaves_by_its_distance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ahead: str, words: str
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(120, 40)) as pilot:
        await press(stage, pilot, "r", "a", "ctrl+l", *ahead, "enter")
        item = stage.desk.outbox.all[0]
        view = stage.desk.tickets.view(REF)
        entry = replace(
            view.entries[-1], key=str(item.id), kind=EntryKind.OUTBOX, state=item.state.value
        )
        longer = replace(view, entries=(*view.entries, entry))
        monkeypatch.setattr(stage.desk.tickets, "view", lambda _ref, **_how: longer)
        text = await press(stage, pilot, "enter")
        told = [line for line in text.splitlines() if "takes it back" not in line]
        assert any(words in line for line in told)


async def test_scheduled_mail_is_told_to_need_a_running_console(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(160, 45)) as pilot:
        text = await press(stage, pilot, "r", "a", "ctrl+l", *"+3h", "enter")
        assert "needs a console or `agent-console sync --watch` then" in text.replace("\n", " ")


def test_left_behind_when_mails_are_scheduled_names_the_first_time() -> None:
    scheduled = [
        replace(make_item(number, OutboxState.QUEUED), not_before=NOW + timedelta(days=number))
        for number in (5, 2)
    ]
    text = left_behind_text([*scheduled, make_item(9, OutboxState.DEFERRED)], NOW, UTC)
    assert text.startswith("1 mail waits and leaves at the next start. 2 mails wait: the first ")
    assert "leaves Fri 10:00 while a console" in text


async def test_missing_file_is_attached_from_the_warning(tmp_path: Path, short: Path) -> None:
    file = short / "rechnung.pdf"
    file.write_bytes(b"%PDF-1.4")
    stage = Stage(tmp_path)
    stage.desk.replies.found = ("The text speaks of a file, but none goes along.",)
    async with stage.app.run_test(size=(120, 40)) as pilot:
        text = await press(stage, pilot, "r", "a", "ctrl+g")
        assert "Ctrl+F  attach a file" in text
        assert "Ctrl+L" not in text
        text = await press(stage, pilot, "ctrl+f", *str(file), "enter")
        assert "Files: 1 rechnung.pdf" in text
        assert "Ctrl+L Send later" in text
        assert writing(stage).area.has_focus
        assert stage.desk.replies.queued == []
        await press(stage, pilot, "b", "ctrl+g", "ctrl+g")
        assert len(stage.desk.replies.queued) == 1


async def test_absolute_path_typed_behind_the_home_folder_counts(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("x", encoding="utf-8")
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(120, 40)) as pilot:
        await press(stage, pilot, "r", "ctrl+f", "/")
        assert stage.app.screen.query_one("AttachPanel Input", Input).value == "/"
        await press(stage, pilot, "escape", "ctrl+f")
        stage.app.post_message(events.Paste(str(tmp_path / "one.txt")))
        assert "Files: 1 one.txt" in await press(stage, pilot, "enter")


async def test_tab_without_a_file_to_complete_says_so(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(120, 40)) as pilot:
        await press(stage, pilot, "r", "ctrl+f")
        hurry(stage, *"/no/such", "tab")
        assert "No file begins with that." in await press(stage, pilot)


async def test_wrong_address_is_said_when_its_line_is_left(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(120, 40)) as pilot:
        text = await press(stage, pilot, "N", *"kim@", "enter")
        assert "kim@" in text.rpartition("‼")[2]
        text = await press(stage, pilot, "shift+tab", *"example.org", "enter")
        assert "‼" not in text


async def test_head_with_a_wrong_address_is_there_again_as_it_was_typed(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(120, 40)) as pilot:
        await press(stage, pilot, "N", *"kim@example.org, bad", "enter", "enter", "enter")
        await press(stage, pilot, *"Hallo", "enter", *"Text", "ctrl+g", "escape")
        kept = stage.desk.replies.kept[-1]
        assert [one.email for one in kept.to] == ["kim@example.org"]
        assert kept.subject == "Hallo"
        text = await press(stage, pilot, "N")
        assert writing(stage).head.texts == HeadTexts("kim@example.org, bad", "", "", "Hallo")
        assert "bad" in text.rpartition("‼")[2]
        await press(stage, pilot, "shift+tab", "shift+tab", "shift+tab", "shift+tab")
        await press(stage, pilot, "end", *"@example.org", "ctrl+g")
        sent = stage.desk.replies.queued[0]
        assert [one.email for one in sent.to] == ["kim@example.org", "bad@example.org"]
        assert stage.app.session.typed_heads == {}
