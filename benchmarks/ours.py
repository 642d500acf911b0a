"""The program itself as a process of its own: home, settings, command line."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Took, run
from benchmarks.peers import Account

ROOT = Path(__file__).resolve().parents[1]
_SETTINGS = """
[agent]
name = "Anna"
[mailbox]
address = "support@company.example"
password_command = ["/bin/echo", {password}]
[mailbox.imap]
host = {host}
port = {port}
security = "plain"
user = {user}
[mailbox.smtp]
host = {host}
port = 1
security = "plain"
user = {user}
[ui]
language = "en"
"""


@dataclass(frozen=True, slots=True)
class Ours:
    """The program with a home of its own below ``home``; ``code`` is the folder it is run from."""

    home: Path
    code: Path = ROOT

    @property
    def store(self) -> Path:
        """The store's file."""
        return self.home / "data" / "store.db"

    @property
    def log(self) -> Path:
        """What the program said."""
        return self.home / "said.log"

    def configure(self, account: Account) -> None:
        """Write the settings for a mailbox; nothing is ever sent."""
        file = self.home / "config" / "config.toml"
        file.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
        text = _SETTINGS.format(
            host=json.dumps(account.host),
            port=account.port,
            user=json.dumps(account.user),
            password=json.dumps(account.password),
        )
        file.write_text(text, encoding="utf-8")
        file.chmod(0o600)

    def environment(self) -> dict[str, str]:
        """Return the environment of the program: English, UTF-8, nothing of the user's home."""
        return {
            "PATH": os.environ.get("PATH", ""),
            "AGENT_CONSOLE_HOME": str(self.home),
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(self.code),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        }

    def sync(
        self,
        watch: Callable[[float, int], float] | None = None,
        *,
        profile: Path | None = None,
    ) -> Took:
        """Sync once from start to end; with ``profile`` the main thread's calls are counted."""
        tracer = ["-m", "cProfile", "-o", str(profile)] if profile else []
        command = [sys.executable, *tracer, "-m", "agent_console", "sync"]
        return run(command, self.environment(), self.log, watch)
