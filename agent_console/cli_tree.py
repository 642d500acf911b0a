"""The command line as values, read from its parser: for completion and documentation."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from agent_console.i18n import _

_FEW = 4


class Takes(Enum):
    """What stands behind an option, or in the place of an argument."""

    NOTHING = "nothing"
    VALUE = "value"
    CHOICE = "choice"
    FILE = "file"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Argument:
    """One option with its ``names``, or an argument without any; ``shown`` is what it takes."""

    names: tuple[str, ...]
    shown: str
    text: str
    takes: Takes
    choices: tuple[str, ...] = ()
    needed: bool = False
    several: bool = False

    @property
    def usage(self) -> str:
        """How it is written in a synopsis, without brackets."""
        value = f"{self.shown} …" if self.several and not self.names else self.shown
        return " ".join(part for part in (self.names[-1] if self.names else "", value) if part)


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its words from the program's name on, its arguments, those below it."""

    words: tuple[str, ...]
    text: str
    arguments: tuple[Argument, ...]
    usage: tuple[str, ...]
    commands: tuple[Command, ...]

    @property
    def options(self) -> tuple[Argument, ...]:
        """What has a name that begins with a dash."""
        return tuple(one for one in self.arguments if one.names)

    @property
    def places(self) -> tuple[Argument, ...]:
        """What stands without a name."""
        return tuple(one for one in self.arguments if not one.names)

    def all(self) -> Iterator[Command]:
        """Yield it and every command below it."""
        yield self
        for one in self.commands:
            yield from one.all()


def read_tree(parser: argparse.ArgumentParser, *words: str, text: str = "") -> Command:
    """Read a parser, and those of its subcommands, whose name is ``words``."""
    words = words or (parser.prog,)
    actions = [one for one in parser._actions if one.help is not argparse.SUPPRESS]
    below: list[Command] = []
    for one in actions:
        if isinstance(one, argparse._SubParsersAction):
            texts = {choice.dest: choice.help or "" for choice in one._choices_actions}
            below += [
                read_tree(inner, *words, name, text=texts.get(name, ""))
                for name, inner in one.choices.items()
            ]
    rest = [one for one in actions if not isinstance(one, argparse._SubParsersAction)]
    return Command(
        words,
        parser.description or text,
        tuple(map(_argument, rest)),
        tuple(_usage(parser, rest)),
        tuple(below),
    )


def _argument(action: argparse.Action) -> Argument:
    choices = tuple(map(str, action.choices or ()))
    nothing = bool(action.option_strings) and action.nargs == 0
    metavar = action.metavar if isinstance(action.metavar, str) else ""
    takes = Takes.CHOICE if choices else Takes.VALUE
    if nothing:
        takes = Takes.NOTHING
    elif metavar in (_("FILE"), _("PATH")):
        takes = Takes.FILE
    elif metavar == _("FOLDER"):
        takes = Takes.FOLDER
    return Argument(
        tuple(action.option_strings),
        "" if nothing else metavar or _named(choices, action.dest),
        action.help or "",
        takes,
        choices,
        needed=action.required,
        several=action.nargs in ("*", "+") or isinstance(action, argparse._AppendAction),
    )


def _named(choices: tuple[str, ...], name: str) -> str:
    """Name a value that has no name of its own: by what it may be, where that is short."""
    return "|".join(choices) if 0 < len(choices) <= _FEW else name.upper()


def _usage(parser: argparse.ArgumentParser, actions: list[argparse.Action]) -> Iterator[str]:
    """Yield the pieces of the synopsis; what excludes each other is one piece."""
    done: set[int] = set()
    for action in actions:
        if isinstance(action, argparse._HelpAction) or id(action) in done:
            continue
        groups = parser._mutually_exclusive_groups
        group = next((one for one in groups if action in one._group_actions), None)
        alike = group._group_actions if group else [action]
        done |= {id(one) for one in alike}
        pieces = " | ".join(_argument(one).usage for one in alike)
        if group.required if group else action.required and action.nargs not in ("?", "*"):
            yield f"({pieces})" if len(alike) > 1 else pieces
        else:
            yield f"[{pieces}]"
