"""What every subcommand begins with: the settings, the folders, the log and the clock."""

from __future__ import annotations

from agent_console.clock import Clock, SystemClock
from agent_console.config import Config, load_config
from agent_console.i18n import use_language
from agent_console.locations import Locations, find_locations
from agent_console.logs import start_log


def load_settings() -> tuple[Config, Locations]:
    """Read the settings, start the log and switch to the agent's language.

    Raises ConfigError in words when there are no settings yet or they are wrong.
    """
    locations = find_locations()
    config = load_config(locations.config_file)
    use_language(config.ui.language)
    start_log(locations)
    return config, locations


def start_clock() -> Clock:
    """Return the clock of this machine."""
    return SystemClock()
