"""The demo as the documentation shows it: on a fixed morning, in a window of a fixed size."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tests.e2e.program import Program
from tests.e2e.terminal import Terminal, terminal

COLUMNS, LINES = 110, 32
WEDNESDAY = datetime(2026, 11, 18, 9, 40, 5, tzinfo=UTC)
_COMPLAINTS = 6
_ONLINE = {"en": "online", "de": "verbunden"}
_COMPLAINT = {"en": " CF", "de": " KF"}


@contextmanager
def demo_in(language: str, folder: Path) -> Iterator[Terminal]:
    """The demo on a fixed Wednesday morning, with customers who only answer."""
    program = Program(folder)
    shift = (WEDNESDAY - datetime.now(UTC)).total_seconds()
    environment = {
        **program.environment(),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "AGENT_CONSOLE_CLOCK_SHIFT": str(shift),
    }
    command = program.command("demo", "--language", language, "--quiet", "--theme", "dark")
    command += ["--keep", str(folder / "demo")]
    sign = _COMPLAINT[language]
    with terminal(command, environment, columns=COLUMNS, lines=LINES) as running:
        running.wait_until(lambda text: text.count("#") > 20, 60, ["a full queue"])
        running.wait_for(_ONLINE[language])
        running.wait_until(lambda text: text.count(sign) >= _COMPLAINTS, 60, ["complaints"])
        running.settle(pause=1.0)
        yield running
