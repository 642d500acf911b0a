from __future__ import annotations

import stat
from importlib import import_module
from operator import add
from pathlib import Path

import pytest

from agent_console.errors import ExitCode
from agent_console.screens.crash import crash_report, write_crash
from tests.screens.fake_content import ref_of
from tests.screens.support import Stage

SECRET = "anna@example.org has an illness"


def boom() -> None:
    private = SECRET
    try:
        raise ValueError(private)
    except ValueError as error:
        raise TypeError(f"bad argument for {SECRET}") from error


def caught() -> TypeError:
    with pytest.raises(TypeError) as info:
        boom()
    return info.value


@pytest.mark.promise("crash report", "P18")
def test_report_names_places_and_withholds_what_people_wrote() -> None:
    report = crash_report(caught())
    assert "in boom" in report
    assert f"builtins.TypeError: (text withheld, {len(SECRET) + 17} characters)" in report
    assert f"builtins.ValueError: (text withheld, {len(SECRET)} characters)" in report
    assert "anna" not in report
    assert "illness" not in report
    assert str(Path.home()) + "/" not in report


@pytest.mark.promise("crash report", "P18")
def test_report_keeps_what_python_itself_says_of_code() -> None:
    for mistake, words in (
        (
            lambda: getattr(SECRET, "x@y"),
            "AttributeError: 'str' object has no attribute '(address)'",
        ),
        (lambda: add(SECRET, None), 'TypeError: can only concatenate str (not "NoneType") to str'),
        (
            lambda: import_module("agent_console.nothing"),
            "ModuleNotFoundError: No module named 'agent_console.nothing",
        ),
    ):
        with pytest.raises((AttributeError, TypeError, ImportError)) as info:
            mistake()
        assert words in crash_report(info.value)


def test_report_when_the_chain_is_a_circle_ends() -> None:
    error = caught()
    assert error.__cause__ is not None
    error.__cause__.__context__ = error
    assert crash_report(error).count("TypeError") == 1


@pytest.mark.promise("files under an umask", "P19")
def test_report_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "state" / "crash.txt"
    assert write_crash(file, caught()) == str(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@pytest.mark.promise("crash in the program", "P24")
async def test_fatal_error_saves_drafts_and_ends_with_70(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = Stage(tmp_path)
    monkeypatch.setattr(stage.app, "action_theme", boom)

    async def write_and_crash() -> None:
        async with stage.app.run_test(size=(80, 24)) as pilot:
            await stage.settle(pilot)
            await pilot.press("r")
            await stage.settle(pilot)
            await pilot.press(*"Wichtig", "f2")
            await pilot.pause()

    with pytest.raises(TypeError, match="bad argument"):
        await write_and_crash()
    assert stage.app.exit_code is ExitCode.CRASHED
    assert stage.desk.replies.drafts[ref_of(0)].startswith("Wichtig")
    assert str(stage.locations.crash_file) in stage.app.last_words
    assert "\n" not in stage.app.last_words
    printed = "".join(capfd.readouterr())
    assert "anna" not in printed
    assert "Traceback" not in printed


async def test_dying_input_thread_prints_no_traceback(tmp_path: Path) -> None:
    stage = Stage(tmp_path)

    async def panic() -> None:
        async with stage.app.run_test(size=(80, 24)) as pilot:
            await stage.settle(pilot)
            stage.app.panic("a long traceback with anna@example.org")
            await pilot.pause()

    with pytest.raises(RuntimeError, match="terminal input"):
        await panic()
    assert stage.app.exit_code is ExitCode.CRASHED
    assert "anna" not in stage.app.last_words
