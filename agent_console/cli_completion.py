"""``agent-console completion``: what a shell needs to complete commands, options and choices.

Each script walks the words that were typed down the tree of commands, which gives it a place such
as ``/team/start``, and then offers what that place has. Nothing of it starts the program.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from shlex import quote

from agent_console.cli_parser import build_parser
from agent_console.cli_tree import Argument, Command, Takes, read_tree
from agent_console.errors import ExitCode

_FILES = (Takes.FILE, Takes.FOLDER)
_BASH = """\
# agent-console completion bash > ~/.local/share/bash-completion/completions/agent-console
_agent_console() {{
    local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}} at="" words="" i
    if [ "$cur" = "=" ]; then cur=""
    elif [ "$prev" = "=" ]; then prev=${{COMP_WORDS[COMP_CWORD-2]}}; fi
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        case "$at/${{COMP_WORDS[i]}}" in
            {places}) at="$at/${{COMP_WORDS[i]}}" ;;
        esac
    done
    case "$at $prev" in
{values}
    esac
    case "$cur" in
        -*) case "$at" in
{options}
        esac ;;
        *) case "$at" in
{words}
        esac ;;
    esac
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
}}
complete -F _agent_console agent-console
"""
_ZSH = """\
#compdef agent-console
# agent-console completion zsh > "${{fpath[1]}}/_agent-console", or: source <(agent-console …)
_agent_console() {{
    local at="" prev=${{words[CURRENT-1]}} i
    local -a found
    for ((i = 2; i < CURRENT; i++)); do
        case "$at/${{words[i]}}" in
            {places}) at="$at/${{words[i]}}" ;;
        esac
    done
    case "$at $prev" in
{values}
    esac
    if [[ ${{words[CURRENT]}} == -* ]]; then
        case "$at" in
{options}
        esac
        _describe -o option found
    else
        case "$at" in
{words}
        esac
        _describe command found
    fi
}}
if [ "${{funcstack[1]}}" = _agent-console ]; then _agent_console "$@"
else compdef _agent_console agent-console; fi
"""
_FISH = """\
# agent-console completion fish > ~/.config/fish/completions/agent-console.fish
function __agent_console_at
    set -l at ""
    for word in (commandline -opc)[2..-1]
        switch "$at/$word"
            case {places}
                set at "$at/$word"
        end
    end
    test "$at" = "$argv[1]"
end
complete -c agent-console -f
"""


def completion(options: argparse.Namespace) -> ExitCode:
    """Print the script of one shell, in the language in use."""
    print(script(options.shell, read_tree(build_parser())), end="")
    return ExitCode.OK


def script(shell: str, program: Command) -> str:
    """Return the script of a shell for the tree of commands."""
    made: Mapping[str, Callable[[Command], str]] = {"bash": _bash, "zsh": _zsh, "fish": _fish}
    return made[shell](program)


def _at(command: Command) -> str:
    return "".join(f"/{word}" for word in command.words[1:])


def _places(program: Command) -> list[str]:
    return [_at(command) for command in program.all() if len(command.words) > 1]


def _offered(command: Command) -> Iterator[tuple[str, str]]:
    """Yield what may stand at a place without a dash, and what it is for."""
    yield from ((one.words[-1], one.text) for one in command.commands)
    for place in command.places:
        yield from ((choice, place.text) for choice in place.choices)


def _takes_file(command: Command) -> bool:
    return any(place.takes in _FILES for place in command.places)


def _with_value(program: Command) -> Iterator[tuple[str, Argument]]:
    """Yield each place with an option behind which something must stand."""
    for command in program.all():
        for option in command.options:
            if option.takes is not Takes.NOTHING:
                yield "|".join(quote(f"{_at(command)} {name}") for name in option.names), option


def _bash(program: Command) -> str:
    files = 'COMPREPLY=($(compgen -{how} -- "$cur")); compopt -o filenames 2>/dev/null; return'
    values, options, words = [], [], []
    for where, option in _with_value(program):
        act = "return"
        if option.takes is Takes.CHOICE:
            act = f'COMPREPLY=($(compgen -W {quote(" ".join(option.choices))} -- "$cur")); return'
        elif option.takes in _FILES:
            act = files.format(how="f" if option.takes is Takes.FILE else "d")
        values.append(f"        {where}) {act} ;;")
    for command in program.all():
        at, names = quote(_at(command)), " ".join(n for o in command.options for n in o.names)
        options.append(f"            {at}) words={quote(names)} ;;")
        offered = " ".join(word for word, _text in _offered(command))
        act = files.format(how="f") if _takes_file(command) else f"words={quote(offered or names)}"
        words.append(f"            {at}) {act} ;;")
    return _filled(_BASH, program, values, options, words)


def _zsh(program: Command) -> str:
    def listed(pairs: Iterator[tuple[str, str]]) -> str:
        return " ".join(quote(f"{name}:{text}") for name, text in pairs)

    values, options, words = [], [], []
    for where, option in _with_value(program):
        act = "return 1"
        if option.takes is Takes.CHOICE:
            act = f"compadd -- {' '.join(map(quote, option.choices))}; return"
        elif option.takes in _FILES:
            act = "_files; return" if option.takes is Takes.FILE else "_files -/; return"
        values.append(f"        {where}) {act} ;;")
    for command in program.all():
        at = quote(_at(command))
        names = listed((name, o.text) for o in command.options for name in o.names)
        options.append(f"            {at}) found=({names}) ;;")
        act = "_files; return" if _takes_file(command) else f"found=({listed(_offered(command))})"
        words.append(f"            {at}) {act} ;;")
    return _filled(_ZSH, program, values, options, words)


def _filled(
    text: str, program: Command, values: list[str], options: list[str], words: list[str]
) -> str:
    return text.format(
        places="|".join(_places(program)),
        values="\n".join(values),
        options="\n".join(options),
        words="\n".join(words),
    )


def _fish(program: Command) -> str:
    lines = [_FISH.format(places=" ".join(_places(program))).rstrip("\n")]
    for command in program.all():
        where = f"complete -c agent-console -n {_quoted(f'__agent_console_at {_at(command)}')}"
        if command is program:
            where = "complete -c agent-console -n '__agent_console_at \"\"'"
        lines += [f"{where} -a {w} -d {_quoted(text)}" for w, text in _offered(command)]
        if _takes_file(command):
            lines.append(f"{where} -F")
        for option in command.options:
            names = " ".join(
                f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}"
                for name in option.names
            )
            act = {
                Takes.NOTHING: "",
                Takes.VALUE: " -x",
                Takes.CHOICE: f" -x -a {_quoted(' '.join(option.choices))}",
                Takes.FILE: " -r -F",
                Takes.FOLDER: " -x -a '(__fish_complete_directories)'",
            }[option.takes]
            lines.append(f"{where} {names}{act} -d {_quoted(option.text)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Quote for fish, where a backslash frees a quotation mark within single ones."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
