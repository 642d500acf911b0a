"""The program's log: ids, counts, sizes and reason codes; never subjects, addresses or texts."""

from __future__ import annotations

import logging
import os
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler

from agent_console.locations import Locations, private_folder

_QUIET = ("imapclient", "aiosmtplib", "asyncio", "keyring", "sqlalchemy")


class _PrivateFileHandler(RotatingFileHandler):
    """A rotating file that only this user can read."""

    def _open(self) -> TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
        return os.fdopen(descriptor, "a", encoding="utf-8")


def start_log(locations: Locations) -> None:
    """Send the package's log to its private file and silence libraries that log mail traffic."""
    private_folder(locations.state_dir)
    handler = _PrivateFileHandler(locations.log_file, maxBytes=1_000_000, backupCount=2)
    handler.setFormatter(
        logging.Formatter("%(asctime)s %(process)d %(levelname)s %(name)s %(message)s")
    )
    package = logging.getLogger("agent_console")
    for old in list(package.handlers):
        package.removeHandler(old)
        old.close()
    package.addHandler(handler)
    package.setLevel(logging.INFO)
    package.propagate = False
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
