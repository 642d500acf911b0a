"""``agent-console canned``: canned answers listed, filled in and checked, for scripts."""

from __future__ import annotations

import argparse
from pathlib import Path

from agent_console.cli_context import load_settings
from agent_console.cli_output import print_json, say
from agent_console.desk.request_types import RequestTypes
from agent_console.desk.text import to_screen
from agent_console.errors import ExitCode, NotFoundError
from agent_console.i18n import _, ngettext
from agent_console.locations import find_locations
from agent_console.services.library import own_folder
from agent_console.services.library_check import Checked, check_folder, check_library
from agent_console.services.request_types import FILE_NAME, load_request_types


def check(options: argparse.Namespace) -> ExitCode:
    """Print what is wrong, one line each; without settings only the shipped texts are checked."""
    checked = _checked(options.folder)
    if options.json:
        print_json(checked)
    else:
        for problem in checked.problems:
            print(to_screen(problem, one_line=True))
        words = ngettext("{count} text can be used.", "{count} texts can be used.", checked.good)
        say(words.format(count=checked.good))
    return ExitCode.FAILED if checked.problems else ExitCode.OK


def _checked(folder: str | None) -> Checked:
    if folder is None:
        return check_library(_own_folder(), _types())
    path = Path(folder).expanduser()
    if not path.is_dir():
        raise NotFoundError(_("Library"), _("{path}: there is no such folder").format(path=path))
    return check_folder(path, _types())


def _own_folder() -> Path | None:
    """Return the team's folder; None where there are no settings yet."""
    file = find_locations().config_file
    if not file.exists():
        return None
    config, _locations = load_settings()
    return own_folder(config.library.folder, file.parent)


def _types() -> RequestTypes:
    return load_request_types(find_locations().config_dir / FILE_NAME).value
