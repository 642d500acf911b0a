"""The options of ``agent-console keys``."""

from __future__ import annotations

import argparse

from agent_console.i18n import _


def add_keys_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Give the command line its command for keys."""
    text = _("print which keys do what, and what is wrong with one's own")
    keys = commands.add_parser("keys", help=text, description=text)
    keys.set_defaults(run="cli_keys.keys")
    keys.add_argument(
        "--preset",
        metavar=_("NAME"),
        help=_("default, vim or mutt (default: that of the settings)"),
    )
    keys.add_argument("--json", action="store_true", help=_("print JSON"))
