"""``agent-console health``: how completely the mailboxes are here, and what is in the way."""

from __future__ import annotations

import argparse
import sqlite3
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from agent_console.cli_context import load_settings, opened_desk, start_clock
from agent_console.cli_output import print_json
from agent_console.errors import ExitCode
from agent_console.screens.health_words import health_lines
from agent_console.services.health import exit_code, look
from agent_console.store.standstill import opened

if TYPE_CHECKING:
    from agent_console.config import Config
    from agent_console.desk.views import MailboxHealth


def health(options: argparse.Namespace) -> ExitCode:
    """Print it; the exit code tells whether anything is wrong (for monitoring)."""
    config, found = _found()
    if options.json:
        print_json({**asdict(found), "lag_seconds": found.lag_seconds})
    else:
        print("\n".join(health_lines(found, ZoneInfo(config.calendar.zone))))
    return exit_code(found)


def _found() -> tuple[Config, MailboxHealth]:
    """Look without loading the whole program where that is possible."""
    config, locations = load_settings()
    with suppress(sqlite3.Error), opened(locations.store_file) as connection:
        if connection is not None:
            connection.execute("BEGIN")
            found = look(connection, config, start_clock().now())
            connection.execute("COMMIT")
            return config, found
    with opened_desk() as desk:
        return config, desk.health.look()
