"""Completion in real shells: what is typed becomes what the command line understands."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from agent_console.cli_completion import script
from agent_console.cli_completion_options import SHELLS
from agent_console.cli_parser import build_parser
from agent_console.cli_tree import Command, read_tree
from agent_console.i18n import use_language
from tests.cli.calls import ROOT
from tests.e2e.terminal import terminal

INSTALL = "shells and groff are not all installed (apt-get install bash fish groff-base zsh)"
AUTOLOADED = "zsh that loads it by itself"
"""As the pages say: the file lies in a folder of fpath before compinit runs."""
START = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
PROMPT = {
    "bash": "PS1='READ''Y> '; bind 'set bell-style none'; source ./made",
    "zsh": "PS1='READ''Y> '; autoload -U compinit; compinit -u -D; source ./made",
    AUTOLOADED: "PS1='READ''Y> '; fpath+=$PWD/zfunc; autoload -U compinit; compinit -u -D",
    "fish": "function fish_prompt; echo -n 'READ''Y> '; end; source ./made",
}
TYPED = [
    ("comp", "completion"),
    ("list --vi", "list --view"),
    ("list --view for", "list --view for-me"),
    ("team star", "team start"),
    ("note 7F3K --body-f", "note 7F3K --body-file"),
    ("explain-mail stra", "explain-mail strange.eml"),
]
OFFERS = """
source "$1"
while IFS= read -r line; do
    read -r -a COMP_WORDS <<< "$line"
    COMP_WORDS+=("-")
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    _agent_console
    echo "${COMPREPLY[*]}"
done
"""


def need(shell: str) -> None:
    if shutil.which(shell) is None:
        required = os.environ.get("AGENT_CONSOLE_REQUIRE_SERVERS")
        (pytest.fail if required else pytest.skip)(INSTALL)


def program() -> Command:
    use_language("en")
    return read_tree(build_parser())


@pytest.mark.pty
@pytest.mark.parametrize("how", [*SHELLS, AUTOLOADED])
def test_tab_in_a_shell_completes_what_was_begun(how: str, tmp_path: Path) -> None:
    shell = how.split()[0]
    need(shell)
    made = tmp_path / ("zfunc/_agent-console" if how == AUTOLOADED else "made")
    made.parent.mkdir(exist_ok=True)
    made.write_text(script(shell, program()), encoding="utf-8")
    (tmp_path / "strange.eml").touch()
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "TERM": "xterm"}
    command = ["sh", "-c", f"cd '{tmp_path}' && exec {' '.join(START[shell])}"]
    with terminal(command, environment, columns=100, lines=30) as running:
        running.settle()
        running.press(f"{PROMPT[how]}\r")
        for begun, whole in TYPED:
            running.wait_for("READY>")
            running.press(f"agent-console {begun}\t")
            running.wait_for(f"READY> agent-console {whole}")
            running.press("\x15", "clear\r")
            running.wait_gone(whole)


def test_bash_offers_exactly_the_options_of_every_command(tmp_path: Path) -> None:
    need("bash")
    made = tmp_path / "made"
    made.write_text(script("bash", program()), encoding="utf-8")
    commands = list(program().all())
    done = subprocess.run(
        ["bash", "-c", OFFERS, "bash", str(made)],
        input="".join(" ".join(command.words) + "\n" for command in commands),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    offered = dict(zip((one.words for one in commands), done.stdout.splitlines(), strict=True))
    assert len(offered) > 150
    for command in commands:
        names = [name for option in command.options for name in option.names]
        assert offered[command.words].split() == names


@pytest.mark.parametrize("shell", SHELLS)
def test_command_prints_the_script_in_the_language_of_the_person(shell: str) -> None:
    environment = {**os.environ, "LANGUAGE": "de", "LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-m", "agent_console", "completion", shell],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    use_language("de")
    try:
        assert done.stdout == script(shell, read_tree(build_parser()))
    finally:
        use_language("en")
    need(shell)
    subprocess.run([shell, "-n"], input=done.stdout, text=True, check=True)


def test_values_of_options_are_known_by_kind() -> None:
    found = {one.words[1:]: one for one in program().all()}
    view = next(one for one in found[("list",)].options if "--view" in one.names)
    assert "for-me" in view.choices
    assert found[("note",)].usage == ("KEY", "(--text TEXT | --body-file FILE)")
    assert found[("close",)].usage == ("KEY", "[--ignore-thanks]")
    assert [one.shown for one in found[("search",)].places] == ["WORDS"]


def test_manual_page_is_understood_without_a_warning() -> None:
    need("groff")
    page = ROOT / "docs" / "agent-console.1"
    command = ["groff", "-man", "-ww", "-Kutf8", "-Tutf8", str(page)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    shown = re.sub(".\b|\x1b\\[[0-9;]*m", "", done.stdout).replace("\N{MINUS SIGN}", "-").split()
    assert {word for one in program().all() for word in one.words} <= set(shown)
