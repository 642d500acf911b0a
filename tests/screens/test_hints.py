from __future__ import annotations

from pathlib import Path

from agent_console.app import ConsoleApp
from agent_console.clock import FixedClock
from agent_console.locations import locations_below
from agent_console.screens.hints import Hints, hint
from agent_console.screens.key_maps import load_key_map
from agent_console.screens.keys import KeyMap, Scope
from tests.screens.fake_content import NOW
from tests.screens.fake_desk import FakeDesk
from tests.screens.support import CONFIG, Stage, make_config, screen_text


def test_hint_is_given_once_and_not_again_after_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "data" / "hints-shown"
    hints = Hints(file)
    assert hints.take(Scope.QUEUE, KeyMap()).startswith("Enter opens a ticket · ? shows")
    assert hints.take(Scope.QUEUE, KeyMap()) == ""
    assert Hints(file).take(Scope.QUEUE, KeyMap()) == ""
    assert Hints(file).take(Scope.TICKET, KeyMap()) != ""
    assert file.stat().st_mode & 0o077 == 0


def test_hints_are_three() -> None:
    assert [scope for scope in Scope if hint(scope, KeyMap())] == [
        Scope.QUEUE,
        Scope.TICKET,
        Scope.REPLY,
    ]


def test_hint_names_the_keys_of_ones_own() -> None:
    keys = load_key_map("default", {"reply.begin": "ctrl+e"})
    assert hint(Scope.TICKET, keys).startswith("Ctrl+E replies")


def test_hint_where_nothing_can_be_written_is_given_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")
    assert Hints(tmp_path / "data" / "hints-shown").take(Scope.QUEUE, KeyMap())


async def test_hint_stands_on_the_first_screen_of_a_first_start(tmp_path: Path) -> None:
    for there in (True, False):
        stage = Stage(tmp_path)
        stage.app.hints_file = stage.locations.hints_file
        async with stage.app.run_test(size=(100, 30)) as pilot:
            await stage.settle(pilot)
            assert ("Enter opens a ticket" in screen_text(stage.app)) is there


def test_console_hears_the_mouse_unless_the_settings_say_no(tmp_path: Path) -> None:
    assert Stage(tmp_path).app.hears_mouse
    config = make_config(CONFIG + "mouse = false\n")
    app = ConsoleApp(config.look, locations_below(tmp_path), FixedClock(NOW), not_opened)
    assert not app.hears_mouse


def not_opened() -> FakeDesk:
    raise AssertionError
