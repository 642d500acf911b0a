"""What the README says of the command line, and what `--help` costs."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys

import pytest

from agent_console import __version__, cli, cli_argparse, cli_engine
from agent_console.calendar_config import CalendarConfig
from agent_console.cli import main
from agent_console.cli_parser import build_parser
from agent_console.config import Config
from agent_console.errors import ExitCode
from tests.cli.calls import ROOT, Captured

README = (ROOT / "README.md").read_text(encoding="utf-8")


def table_of_readme() -> dict[int, str]:
    rows = re.findall(r"^\| (\d+) \| (.+) \|$", README, re.MULTILINE)
    return {int(code): words for code, words in rows}


def commands_of_readme() -> list[list[str]]:
    blocks = "\n".join(re.findall(r"```\n(.*?)```", README, re.DOTALL)).replace("\\\n", " ")
    lines = re.findall(r"(?:^|/)agent-console(?: (.*))?$", blocks, re.MULTILINE)
    return [shlex.split(line, comments=True) for line in lines]


def test_exit_codes_in_the_readme_are_those_of_the_program() -> None:
    documented = table_of_readme()
    assert sorted(documented) == sorted(int(code) for code in ExitCode)
    assert all(documented.values())


@pytest.mark.parametrize("arguments", commands_of_readme(), ids=" ".join)
def test_commands_in_the_readme_are_understood(arguments: list[str]) -> None:
    assert build_parser().parse_args(arguments).run


def keys_of_table(text: str) -> set[str]:
    cells = re.findall(r"^\| (`.+?) \|", text, re.MULTILINE)
    return {key for cell in cells for key in re.findall(r"`(.+?)`", cell)}


def test_keys_in_the_readme_are_those_of_the_program() -> None:
    keys = keys_of_table(README.partition("## Keys")[2].partition("\n## ")[0])
    page = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
    assert len(keys) > 20
    assert keys <= keys_of_table(page)


def test_settings_in_the_readme_are_those_of_the_program() -> None:
    for name in keys_of_table(README.partition("## Settings")[2].partition("\n## ")[0]):
        section: object = Config
        for part in name.strip(".").split("."):
            fields = getattr(section, "model_fields", {})
            if part in CalendarConfig.model_fields and section is Config:
                fields = CalendarConfig.model_fields
            if part == "mon":
                break
            assert part in fields, name
            section = fields[part].annotation


def test_commands_in_the_readme_are_found() -> None:
    names = {arguments[0] for arguments in commands_of_readme() if arguments}
    assert names >= {
        "demo",
        "setup",
        "doctor",
        "sync",
        "list",
        "show",
        "reply",
        "forward",
        "new",
        "note",
        "close",
    }


def test_commands_exist_for_every_name_of_the_parser() -> None:
    runs = {
        build_parser().parse_args(arguments).run
        for arguments in (
            *([name] for name in ("demo", "setup", "sync", "doctor", "rebuild", "list")),
            *([name, "K"] for name in ("show", "search", "close", "reopen", "take", "release")),
            ["reply", "K", "--body-file", "-"],
            ["forward", "K", "--to", "kim@example.org"],
            ["new", "--to", "kim@example.org", "--subject", "x", "--body-file", "-"],
            ["note", "K", "--text", "x"],
            ["snooze", "K", "--until", "1d"],
            *(
                ["label", "K"],
                ["mail-kind", "K", "1", "person"],
                ["hand-over", "K", "Bea"],
                ["types"],
            ),
            ["outbox"],
            *(["outbox", name, "1"] for name in ("again", "anyway", "cancel", "sent", "look")),
            [],
        )
    }
    assert len(runs) == 28
    for run in runs:
        assert callable(cli._load(run))


def test_version_and_help_when_asked_load_nothing_heavy() -> None:
    heavy = ("textual", "sqlmodel", "sqlalchemy", "pydantic", "keyring", "imapclient", "rich")
    code = (
        "import sys, agent_console.cli as c\n"
        "for words in (['--version'], ['--help'], ['reply', '--help'], ['nonsense']):\n"
        "    try: c.main(words)\n"
        "    except SystemExit: pass\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert f"agent-console {__version__}" in done.stdout
    assert "usage: agent-console reply" in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"
    assert "invalid choice: 'nonsense'" in done.stderr


@pytest.mark.parametrize("arguments", [["unheard-of"], ["--help"], ["list", "--help"]])
def test_command_of_the_engine_is_shown_to_nobody(arguments: list[str], capsys: Captured) -> None:
    main(arguments)
    printed = capsys.readouterr()
    assert "list" in printed.out + printed.err
    assert "engine" not in printed.out + printed.err


def test_command_of_the_engine_is_there_for_the_console(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli_engine, "engine", lambda: ExitCode.BUSY)
    assert main(["engine"]) == ExitCode.BUSY


def test_engine_begins_without_the_parser() -> None:
    code = (
        "import sys, agent_console.cli, agent_console.cli_engine; print('argparse' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout == "False\n"


def test_words_of_argparse_itself_are_ours(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli_argparse, "_", lambda text: f"»{text}«")
    for arguments, words in (
        (["list", "--view", "x"], "»argument --view: »invalid choice: 'x' (choose from 'open'"),
        (["show"], "»the following arguments are required: "),
        (["note", "A"], "»one of the arguments --text --body-file is required«"),
        (["note", "A", "--text", "a", "--body-file", "b"], "»not allowed with argument --text«"),
        (["snooze", "A", "--until"], "»expected one argument«"),
        (["search"], "»the following arguments are required: "),
        (["list", "--json=x"], "»takes no value, but 'x' was given«"),
        (["setup", "--s"], "»ambiguous option: --s could match --"),
        (["list", "more"], "»unrecognized arguments: more«"),
    ):
        assert main(arguments) == ExitCode.USAGE
        err = capsys.readouterr().err
        assert words in err
        assert err.startswith("»usage:« agent-console")
        assert "error: " in err
    main(["show", "--help"])
    out = capsys.readouterr().out
    assert "»arguments«:" in out
    assert "»options«:" in out
    assert "»show this help«" in out


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "--limit", "-1"], ["list", "--limit", "x"], ["list", "--view", "x"], ["show"],
        ["search"], ["search", "a", "--limit", "99999999"], ["reply", "A"], ["note", "A"],
        ["mail-kind", "A", "0", "person"], ["mail-kind", "A", "1", "robot"], ["hand-over", "A"],
        ["label", "A", "--priority", "rules"], ["label", "A", "--frustration", "4"],
        ["note", "A", "--text", "a", "--body-file", "b"], ["snooze", "A"], ["demo", "--pace", "0"],
        ["demo", "--pace", "nan"], ["setup", "--imap-security", "none"], ["unheard-of"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_wrong_arguments_end_with_usage(arguments: list[str], capsys: Captured) -> None:
    assert main(arguments) == ExitCode.USAGE
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("usage: agent-console")
