"""Where things lie on disk; every folder is made private (0700) before anything is put into it.

``AGENT_CONSOLE_HOME`` moves everything below one folder, for the demo, tests and portable set-ups.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from agent_console.errors import ConfigError, StoreError
from agent_console.i18n import _

_APP = "agent-console"

SHARED = "team"
"""The folder beside the settings for what the team shares; colleagues' changes are put there."""


@dataclass(frozen=True, slots=True)
class Locations:
    """The folders of one installation."""

    config_dir: Path
    data_dir: Path
    state_dir: Path

    @property
    def config_file(self) -> Path:
        """The settings of the agent, TOML."""
        return self.config_dir / "config.toml"

    @property
    def rule_files(self) -> tuple[Path, Path]:
        """The team's own request types and tones; they need not be there.

        Those of this machine come before those that the team shares.
        """
        return self._rules("request_types.toml"), self._rules("tones.toml")

    @property
    def shared_calendar(self) -> Path:
        """The opening hours and the time zone, where the team shares them."""
        return self.config_dir / SHARED / "settings" / "calendar.toml"

    @property
    def beside_settings(self) -> tuple[Path, ...]:
        """The files that decide with the settings how mail is read; some need not be there."""
        shared = (self.config_dir / SHARED / "settings").glob("*.toml")
        return (*self.rule_files, *sorted(shared))

    def _rules(self, name: str) -> Path:
        own, shared = self.config_dir / name, self.config_dir / SHARED / name
        return own if own.exists() or not shared.exists() else shared

    @property
    def views_file(self) -> Path:
        """The searches that the agent keeps as views."""
        return self.config_dir / "views.toml"

    @property
    def themes_dir(self) -> Path:
        """The agent's own colour themes."""
        return self.config_dir / "themes"

    @property
    def words_file(self) -> Path:
        """The words that the agent has told the spelling check."""
        return self.config_dir / "words.txt"

    @property
    def store_file(self) -> Path:
        """The SQLite store of the shared mailbox."""
        return self.data_dir / "store.db"

    @property
    def hints_file(self) -> Path:
        """Which hints for somebody new were shown already."""
        return self.data_dir / "hints-shown"

    @property
    def log_file(self) -> Path:
        """The program's log: ids, counts and reason codes, no customer text."""
        return self.state_dir / "agent-console.log"

    @property
    def holidays_file(self) -> Path:
        """The public holidays as they were computed; they can be computed again."""
        return self.state_dir / "holidays.json"

    @property
    def crash_file(self) -> Path:
        """Where the report of an unexpected error is written."""
        return self.state_dir / "crash.txt"


def find_locations() -> Locations:
    """Return the folders for this user, below ``AGENT_CONSOLE_HOME`` when that is set."""
    home = os.environ.get("AGENT_CONSOLE_HOME")
    if home:
        return locations_below(Path(home).expanduser())
    from platformdirs import user_config_path, user_data_path, user_state_path

    return Locations(
        config_dir=user_config_path(_APP, appauthor=False),
        data_dir=user_data_path(_APP, appauthor=False),
        state_dir=user_state_path(_APP, appauthor=False),
    )


def downloads_folder(chosen: str) -> Path:
    """Return where files are saved: the ``chosen`` folder, else the system's, else the home."""
    if chosen:
        return Path(chosen).expanduser()
    from platformdirs import user_downloads_path

    usual = user_downloads_path()
    return usual if usual.is_dir() else Path.home()


def locations_below(home: Path) -> Locations:
    """Return folders that all lie below ``home``."""
    return Locations(home / "config", home / "data", home / "state")


def private_folder(path: Path) -> Path:
    """Make ``path`` with mode 0700, or check that it belongs to this user.

    Raises StoreError for a folder of somebody else, and ConfigError when it cannot be made.
    """
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = path.stat()
    except OSError as error:
        raise ConfigError(
            _("Folder"),
            _("{path} cannot be made: {reason}").format(path=path, reason=error.strerror),
            _("Check the permissions, or point AGENT_CONSOLE_HOME at a folder of your own."),
        ) from error
    if found.st_uid != os.geteuid():
        raise StoreError(
            _("Folder"),
            _("{path} belongs to another user").format(path=path),
            _("Use a folder of your own: set AGENT_CONSOLE_HOME, or move that folder away."),
        )
    if stat.S_IMODE(found.st_mode) & 0o077:
        path.chmod(0o700)
    return path


def write_private(path: Path, text: str) -> None:
    """Write ``text`` to ``path`` as a whole or not at all, readable by this user only (0600)."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
    flags = os.O_CREAT | os.O_WRONLY | os.O_TRUNC | os.O_NOFOLLOW
    descriptor = os.open(temporary, flags, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
