"""The program as a person or a script starts it: its own process, folder and settings."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agent_console.config import ServerConfig
from tests.e2e.forked import forker

SECONDS = 120


@dataclass(frozen=True, slots=True)
class Run:
    """How one call of the program ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - as free as JSON is
        """The standard output, read as JSON."""
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class Program:
    """The program with a home of its own below ``home``, started by ``before`` if given.

    Its clock goes ``clock_shift`` seconds ahead of this machine's. With ``anew`` every call starts
    an interpreter; else one that has loaded the program forks it, which takes less time.
    """

    home: Path
    before: tuple[str, ...] = ()
    clock_shift: float = 0.0
    anew: bool = False

    @property
    def config_file(self) -> Path:
        """The settings file."""
        return self.home / "config" / "config.toml"

    def environment(self) -> Mapping[str, str]:
        """Return the environment of the program: English, UTF-8, nothing of the user's home."""
        kept = {k: v for k, v in os.environ.items() if k in ("PATH", "SYSTEMROOT", "TMPDIR")}
        return {
            **kept,
            "AGENT_CONSOLE_HOME": str(self.home),
            "AGENT_CONSOLE_CLOCK_SHIFT": str(self.clock_shift or ""),
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        }

    def command(self, *arguments: str) -> list[str]:
        """Return the command line of the program."""
        return [*self.before, sys.executable, "-m", "agent_console", *arguments]

    def run(self, *arguments: str, stdin: str = "") -> Run:
        """Run one command to its end."""
        if not (self.before or self.anew or os.environ.get("AGENT_CONSOLE_START_ANEW")):
            return Run(*forker().run(arguments, self.environment(), stdin))
        done = subprocess.run(
            self.command(*arguments),
            input=stdin,
            capture_output=True,
            text=True,
            env=dict(self.environment()),
            timeout=SECONDS,
            check=False,
        )
        return Run(done.returncode, done.stdout, done.stderr)

    def ok(self, *arguments: str, stdin: str = "") -> Run:
        """Run one command that must succeed."""
        run = self.run(*arguments, stdin=stdin)
        assert run.code == 0, f"{arguments}: exit code {run.code}\n{run.out}\n{run.err}"
        return run

    def configure(
        self,
        imap: ServerConfig,
        smtp: ServerConfig,
        password: str,
        *,
        address: str = "support@company.example",
        extra: str = "",
    ) -> None:
        """Write settings for these servers; the password comes from a command."""
        self.config_file.parent.mkdir(parents=True, exist_ok=True)
        command = json.dumps([sys.executable, "-IS", "-c", f"print({password!r})"])
        self.config_file.write_text(
            f'[agent]\nname = "Anna"\n[mailbox]\naddress = "{address}"\n'
            f"password_command = {command}\n"
            f"{_server('imap', imap)}{_server('smtp', smtp)}{extra}",
            encoding="utf-8",
        )


def _server(name: str, server: ServerConfig) -> str:
    lines = [
        f"[mailbox.{name}]",
        f'host = "{server.host}"',
        f"port = {server.port}",
        f'security = "{server.security.value}"',
        f'user = "{server.user}"',
    ]
    if server.ca_file:
        lines.append(f'ca_file = "{server.ca_file}"')
    return "\n".join(lines) + "\n"
