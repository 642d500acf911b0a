"""``agent-console health``: how completely the mailboxes are here, and what is in the way."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from zoneinfo import ZoneInfo

from agent_console.cli_context import opened_desk
from agent_console.cli_output import print_json
from agent_console.errors import ExitCode
from agent_console.screens.health_words import health_lines
from agent_console.services.health import exit_code


def health(options: argparse.Namespace) -> ExitCode:
    """Print it; the exit code tells whether anything is wrong (for monitoring)."""
    with opened_desk() as desk:
        found = desk.health.look()
        if options.json:
            print_json({**asdict(found), "lag_seconds": found.lag_seconds})
        else:
            print("\n".join(health_lines(found, ZoneInfo(desk.config.calendar.zone))))
    return exit_code(found)
