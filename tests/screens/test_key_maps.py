from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.clock import FixedClock
from agent_console.config import parse_config
from agent_console.look import look_into
from agent_console.screens.key_maps import doing, load_key_map, preset_names
from agent_console.screens.key_names import KeyNameError, is_typed, key_of
from agent_console.screens.keys import ACTIONS, KeyMap, Scope, clashes
from agent_console.screens.sequences import PATIENCE_SECONDS, Sequence
from agent_console.screens.widgets.queue_list import QueueList
from tests.architecture.source import ROOT
from tests.screens.fake_content import NOW
from tests.screens.support import CONFIG, Stage, screen_text


def keys(key_map: KeyMap, action_id: str) -> tuple[str, ...]:
    return next(action.keys for action in key_map.actions if action.id == action_id)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("r", "r"),
        ("R", "R"),
        ("shift+r", "R"),
        ("/", "slash"),
        ("?", "question_mark"),
        ("ü", "ü"),
        ("gg", "g>g"),
        ("]c", "right_square_bracket>c"),
        ("Esc", "escape"),
        ("PgDn", "pagedown"),
        ("Strg+K", "ctrl+k"),
        ("CTRL+Right", "ctrl+right"),
        ("shift+tab", "shift+tab"),
        ("F5", "f5"),
        ("+", "plus"),
        ("ctrl++", "ctrl+plus"),
        ("space", "space"),
    ],
)
def test_key_when_written_as_people_do_has_textuals_name(written: str, key: str) -> None:
    assert key_of(written) == key


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("entr", "there is no key entr; did you mean enter?"),
        ("ctlr+k", "there is no key ctlr+k; did you mean ctrl+k?"),
        ("ctrl+banana", "there is no key ctrl+banana"),
        ("ctrl+m", "ctrl+m arrives as enter in most terminals"),
        ("f99", "there is no key f99"),
    ],
)
def test_key_when_there_is_none_names_the_nearest(written: str, said: str) -> None:
    with pytest.raises(KeyNameError, match="^" + said.replace("+", r"\+").replace("?", r"\?")):
        key_of(written)


def test_typed_keys_are_those_that_write() -> None:
    assert [is_typed(key) for key in ("r", "slash", "space", "g>g", "ctrl+r", "f2", "tab")] == [
        *[True] * 4,
        *[False] * 3,
    ]


@pytest.mark.parametrize("name", preset_names())
def test_preset_has_no_clash_and_only_actions_that_there_are(name: str) -> None:
    loaded = load_key_map(name)
    assert loaded.problems == ()
    assert list(clashes(loaded.actions)) == []


def test_presets_are_three() -> None:
    assert preset_names() == ("default", "mutt", "vim")


def test_map_without_wishes_is_that_of_the_classes() -> None:
    assert not load_key_map().own_keys
    assert load_key_map().actions is ACTIONS


def test_wish_replaces_the_keys_of_a_preset() -> None:
    loaded = load_key_map("vim", {"reply.begin": "r ctrl+y", "desk.pause": ""})
    assert keys(loaded, "reply.begin") == ("r", "ctrl+y")
    assert keys(loaded, "queue.first") == ("g>g", "home")
    assert keys(loaded, "desk.pause") == ()
    assert loaded.key("desk.pause") == "Ctrl+P"
    assert loaded.problems == ()


def test_unknown_names_are_told_with_the_nearest_and_the_preset_holds() -> None:
    loaded = load_key_map("vmi", {"reply.begn": "x", "queue.down": "dwon"})
    assert loaded.preset == "default"
    assert loaded.problems == (
        "Keys: there is no preset vmi; did you mean vim?",
        "Keys: there is no action reply.begn; did you mean reply.begin?",
        "Keys: queue.down: there is no key dwon; did you mean down?",
    )
    assert keys(loaded, "queue.down") == ("j", "down")


def test_clash_of_two_wishes_leaves_the_later_one_at_the_preset() -> None:
    loaded = load_key_map("default", {"ticket.close": "ctrl+y", "ticket.snooze": "ctrl+y"})
    assert loaded.problems == (
        "Keys: Ctrl+Y would be both ticket.close and ticket.snooze; give one of them another key",
    )
    assert keys(loaded, "ticket.close") == ("ctrl+y",)
    assert keys(loaded, "ticket.snooze") == ("z",)


def test_clash_with_the_preset_leaves_the_preset() -> None:
    loaded = load_key_map("default", {"desk.outbox": "c"})
    assert "ticket.close and desk.outbox" in loaded.problems[0]
    assert keys(loaded, "desk.outbox") == ("x",)


def test_two_actions_may_change_their_keys_with_each_other() -> None:
    loaded = load_key_map("default", {"ticket.close": "z", "ticket.snooze": "c"})
    assert loaded.problems == ()
    assert (keys(loaded, "ticket.close"), keys(loaded, "ticket.snooze")) == (("z",), ("c",))


def test_sequence_that_begins_with_a_bound_key_clashes() -> None:
    loaded = load_key_map("default", {"ticket.close": "zc"})
    assert "ticket.close and ticket.snooze" in loaded.problems[0]


def test_key_that_is_typed_where_texts_are_written_is_refused() -> None:
    loaded = load_key_map("default", {"reply.send": "y", "screen.back": "gq"})
    assert len(loaded.problems) == 2
    assert "y is typed as text there" in loaded.problems[0]
    assert keys(loaded, "reply.send") == ("ctrl+g",)
    assert keys(loaded, "screen.back") == ("escape",)


def test_ways_out_keep_their_keys() -> None:
    loaded = load_key_map("default", {"app.leave": "f10", "screen.back": ""})
    assert keys(loaded, "app.leave") == ("f10", "ctrl+q")
    assert keys(loaded, "screen.back") == ("escape",)


def test_what_a_key_does_is_told_with_its_places() -> None:
    found = [(scope, action.id) for scope, action in doing(load_key_map("vim"), "g")]
    assert (Scope.QUEUE, "queue.first") in found
    assert (Scope.TICKET, "timeline.first") in found


@pytest.mark.parametrize(
    "written",
    [
        '[keys.map]\n"reply.begin" = "r ctrl+y"',
        '[keys.map]\nreply.begin = ["r", "ctrl+y"]',
        "[keys.map.reply]\nbegin = 'r ctrl+y'",
    ],
)
def test_map_of_the_settings_is_read_alike_by_both_readers(tmp_path: Path, written: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(f"{CONFIG}\n[keys]\npreset = 'mutt'\n{written}")
    look = look_into(file)
    assert look is not None
    assert look == parse_config(file.read_text(), "x").look
    assert (look.keys, look.own_keys) == ("mutt", (("reply.begin", "r ctrl+y"),))


def test_example_of_the_documentation_is_right() -> None:
    page = (ROOT / "docs" / "key-maps.md").read_text("utf-8")
    example = page.partition("```toml\n")[2].partition("```")[0]
    keys = parse_config(f"{CONFIG}\n{example}", "example").keys
    loaded = load_key_map(keys.preset, keys.map)
    assert loaded.preset == "vim"
    assert loaded.problems == ()
    assert loaded.key("desk.outbox") == "gx"


async def test_keys_of_ones_own_do_what_they_shall_and_the_old_ones_nothing(
    tmp_path: Path,
) -> None:
    more = """[keys]
preset = "vim"
[keys.map]
"ticket.snooze" = "ctrl+y"
"panel.close" = "escape f8"
"nonsense" = "x"
"""
    stage = Stage(tmp_path, more=more)
    async with stage.app.run_test(size=(120, 30)) as pilot:
        await stage.settle(pilot)
        assert "there is no action nonsense" in screen_text(stage.app)
        await pilot.press("G")
        rows = stage.app.screen.query_one(QueueList)
        assert rows.cursor == rows.total - 1
        await pilot.press("g", "g")
        assert rows.cursor == 0
        await pilot.press("g", "j")
        assert rows.cursor == 1
        await pilot.press("z")
        assert not stage.app.screen.query("Question")
        await pilot.press("ctrl+y")
        await stage.settle(pilot)
        assert "F8" not in screen_text(stage.app)
        assert stage.app.screen.query("Question")
        await pilot.press("f8")
        await stage.settle(pilot)
        assert not stage.app.screen.query("Question")
        await pilot.press("question_mark")
        await stage.settle(pilot)
        assert "Enter gf " in screen_text(stage.app)


async def test_help_in_a_panel_names_its_keys_first(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("z")
        await stage.settle(pilot)
        await pilot.press("f1")
        await stage.settle(pilot)
        lines = screen_text(stage.app).splitlines()
        assert lines[0].strip() == "A question at the foot"
        assert "in 1 hour" in lines[1]
        await pilot.press("escape")
        await stage.settle(pilot)
        assert stage.app.screen.query("Question")


def test_sequence_is_awaited_for_a_moment_only() -> None:
    clock = FixedClock(NOW)
    known = load_key_map("vim").sequences(Scope.QUEUE)
    begun = Sequence("g", known, clock.monotonic)
    found = begun.ended_by("g")
    assert found is not None
    assert found.id == "queue.first"
    assert begun.ended_by("j") is None
    clock.move(timedelta(seconds=PATIENCE_SECONDS))
    assert begun.ended_by("g") is None
