"""What is loaded until the first queue with tickets stands on the screen, from the settings on."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from agent_console.clock import FixedClock
from tests.architecture.source import ROOT
from tests.filled import NOW, opened, put_three, write_settings

HEAVY = (
    *("sqlmodel", "sqlalchemy", "imapclient", "aiosmtplib", "keyring", "jinja2", "babel"),
    *("holidays", "pydantic", "pydantic_core", "alembic", "email.message", "json"),
    *("agent_console.config", "agent_console.desk.views", "agent_console.desk.ticket"),
    *("agent_console.desk.sla", "agent_console.desk.mail", "agent_console.desk.events"),
    *("agent_console.services", "agent_console.mail", "agent_console.screens.ports"),
    *("agent_console.screens.ticket", "agent_console.screens.widgets.line_input"),
    *("agent_console.screens.widgets.question", "agent_console.cli_parser", "argparse"),
)
OURS_AT_MOST = 89
"""Modules of our own until then; each costs about a millisecond."""

PROBE = f"""
import gc, sys
from agent_console import app, cli, cli_console

found = []

async def run(console):
    async with console.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        strips = console.screen._compositor.render_strips()
        painted = "".join(segment.text for strip in strips for segment in strip)
        found.append("Missing screws" in painted)

def begin(console):
    found.extend(name for name in {HEAVY!r} if name in sys.modules)
    ours = [name for name in sys.modules if name.partition(".")[0] == "agent_console"]
    found.extend(ours if len(ours) > {OURS_AT_MOST} else [])
    found.append(gc.isenabled())
    console.exit()

cli_console.need_terminal = lambda: None
app._run = run
app.ConsoleApp._begin = begin
cli.main([])
print(found)
"""


def test_first_queue_is_painted_before_anything_heavy_is_loaded(tmp_path: Path) -> None:
    locations = write_settings(tmp_path)
    desk = opened(locations, FixedClock(NOW + timedelta(hours=1)))
    put_three(desk)
    desk.close()
    run = subprocess.run(
        [sys.executable, "-c", PROBE],
        env={**os.environ, "AGENT_CONSOLE_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.stdout.strip() == "[False, True]", run.stdout + run.stderr
