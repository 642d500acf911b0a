"""``agent-console`` without a command: the queue on the whole screen, painted as soon as can be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent_console.cli_context import load_look, start_clock
from agent_console.cli_screen import need_terminal, use_colours
from agent_console.cli_start import go_on, rest
from agent_console.errors import ExitCode

if TYPE_CHECKING:
    import argparse

    from agent_console.config import Config


def open_console(options: argparse.Namespace | None = None) -> ExitCode:
    """Open the queue; the settings as a whole are checked once it is painted."""
    look, locations = load_look()
    if options is not None and options.plain:
        look = replace(look, plain=True)
    need_terminal()
    use_colours(look.colours)
    rest()
    from agent_console.app import run_app

    def settings() -> Config:
        from agent_console.config import load_config

        return load_config(locations.config_file)

    try:
        return run_app(look, settings, locations, start_clock())
    finally:
        go_on()
