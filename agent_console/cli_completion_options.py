"""The options of ``agent-console completion``."""

from __future__ import annotations

import argparse

from agent_console.i18n import _

SHELLS = ("bash", "zsh", "fish")


def add_completion_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Give the command line its command for shells."""
    text = _("print what lets a shell complete commands and options")
    completion = commands.add_parser("completion", help=text, description=text)
    completion.set_defaults(run="cli_completion.completion")
    completion.add_argument("shell", choices=SHELLS, help=_("which shell"))
