"""Write docs/commands.md and the manual page from the program's own parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from agent_console import __version__
from agent_console.cli_parser import build_parser
from agent_console.cli_tree import Argument, Command, read_tree
from agent_console.errors import ExitCode
from agent_console.i18n import use_language
from tools.docstrings import docstrings

_DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGE = _DOCS / "commands.md"
MANUAL = _DOCS / "agent-console.1"
_INTRO = """\
# Commands

Made from the program's own parser (`python -m tools.commands`); `agent-console COMMAND --help` says
the same in your language. Data goes to standard output, everything else, also what was done, to
standard error. A ticket's `KEY` is its ref, such as `7F3K`, or the beginning of it. `--json` is for
programs.

## Exit codes

| code | meaning |
|---|---|
"""
_COMPLETION = """
## Completion and manual page

A shell completes commands, options, choices and files after one of these:

```
agent-console completion bash > ~/.local/share/bash-completion/completions/agent-console
agent-console completion fish > ~/.config/fish/completions/agent-console.fish
agent-console completion zsh > ~/.zfunc/_agent-console    # with fpath+=~/.zfunc before compinit
```

In bash that takes the package bash-completion; without it, or to try it out,
`source <(agent-console completion bash)`. Make the file anew after an update. The manual page is
[agent-console.1](agent-console.1). It lies in `share/man/man1` of the place the program is
installed to: `pipx` shows it to `man` by itself, and so does an environment that is active.
"""
_HEAD = r"""\
.SH NAME
agent\-console \- full\-screen terminal help desk on a shared mailbox
.SH SYNOPSIS
.B agent\-console
[\-\-plain] [COMMAND \&...]
.SH DESCRIPTION
A full\-screen terminal workstation for teams who share one mailbox.
Without a command the queue opens; the key ? lists all keys.
KEY is the ref of a ticket or the beginning of it.
Each command explains itself with \-\-help, in your language.
.SH COMMANDS"""
_FILES = (
    ("~/.config/agent-console/config.toml", "the settings"),
    ("~/.local/share/agent-console/store.db", "mails, tickets, notes, drafts, outbox"),
    ("~/.local/state/agent-console/agent-console.log", "the log, without customers' text"),
)
_VARIABLES = (
    ("AGENT_CONSOLE_HOME", "one folder for all files, with config, data and state in it"),
    ("AGENT_CONSOLE_DRIVER", "plain: every frame is written as it is made"),
    ("CREDENTIALS_DIRECTORY", "where systemd puts passwords: agent-console-password"),
    ("VISUAL, EDITOR", "the editor that Ctrl+O opens"),
    ("NO_COLOR", "no colours"),
    ("LANGUAGE, LC_ALL, LC_MESSAGES, LANG", "the language, where the settings name none"),
)


def program() -> Command:
    """Return the tree of commands, in English."""
    use_language("en")
    return read_tree(build_parser())


def commands_page(tree: Command) -> str:
    """Return the page: exit codes, a list of all commands, each with its options."""
    told = docstrings(ExitCode)
    lines = [_INTRO + "\n".join(f"| {int(code)} | {told[code.name]} |" for code in ExitCode)]
    lines += [_COMPLETION, "## All commands", "", "| command | what it does |", "|---|---|"]
    for command in tree.all():
        if len(command.words) == 2:
            name = " ".join(command.words[1:])
            lines.append(f"| [`{name}`](#agent-console-{name}) | {_cell(command.text)} |")
    for command in tree.all():
        lines += ["", f"## `{' '.join(command.words)}`", "", *_described(command)]
    return "\n".join(lines) + "\n"


def _described(command: Command) -> Iterator[str]:
    yield _sentence(command.text)
    yield from ("", "```", synopsis(command), "```")
    if command.commands:
        names = ", ".join(f"`{one.words[-1]}`" for one in command.commands)
        yield from ("", f"Commands below it: {names}.")
    rows = [f"| {_written(one)} | {_cell(_meaning(one))} |" for one in _shown(command)]
    if rows:
        yield from ("", "| | |", "|---|---|", *rows)


def _shown(command: Command) -> Iterator[Argument]:
    """Yield the arguments before the options, without the one for help."""
    yield from command.places
    yield from (one for one in command.options if "--help" not in one.names)


def synopsis(command: Command) -> str:
    """Return how a command is written."""
    below = ["COMMAND …"] if command.commands else []
    return " ".join((*command.words, *command.usage, *below))


def _written(one: Argument) -> str:
    names = [f"{name} {one.shown}".strip() for name in one.names] or [one.shown]
    return ", ".join(f"`{_cell(name)}`" for name in names)


def _meaning(one: Argument) -> str:
    if one.choices and one.shown != "|".join(one.choices) and len(one.choices) <= 20:
        return f"{one.text}: {', '.join(one.choices)}".removeprefix(": ")
    return one.text


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


def manual(tree: Command) -> str:
    """Return the manual page in the language of man(7)."""
    name = tree.words[0]
    lines = [f'.TH {name.upper()} 1 "" "{name} {__version__}" "User Commands"', _HEAD]
    for command in tree.all():
        if command is not tree and (command.usage or not command.commands):
            lines += [".SS " + _roff(synopsis(command).removeprefix(f"{name} "))]
            lines += [_roff(_sentence(command.text)), *_listed(_arguments(command))]
    told = docstrings(ExitCode)
    codes = ((str(int(code)), told[code.name].replace("`", "")) for code in ExitCode)
    lines += [".SH EXIT STATUS", *_listed(codes), ".SH FILES", *_listed(_FILES)]
    lines += [".SH ENVIRONMENT", *_listed(_VARIABLES)]
    return "\n".join(lines) + "\n"


def _arguments(command: Command) -> Iterator[tuple[str, str]]:
    for one in _shown(command):
        yield " ".join((", ".join(one.names), one.shown)).strip(), _meaning(one)


def _listed(pairs: Iterator[tuple[str, str]] | tuple[tuple[str, str], ...]) -> Iterator[str]:
    for name, text in pairs:
        yield from (".TP", rf"\fB{_roff(name)}\fR", _roff(text))


def _roff(text: str) -> str:
    """Free the signs that man(7) would take for something else."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-").replace("…", r"\&...")
    return re.sub(r"^(?=[.'])", r"\\&", escaped)


if __name__ == "__main__":
    PAGE.write_text(commands_page(program()), encoding="utf-8")
    MANUAL.write_text(manual(program()), encoding="utf-8")
