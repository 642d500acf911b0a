from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HEAVY = ("sqlmodel", "sqlalchemy", "imapclient", "aiosmtplib", "keyring", "babel", "holidays")
PROBE = f"""
import asyncio, sys
from pathlib import Path
from agent_console.app import ConsoleApp
from agent_console.clock import SystemClock
from agent_console.config import parse_config
from agent_console.locations import locations_below

seen = []

def open_desk():
    text = "".join(s.text for strip in app.screen._compositor.render_strips() for s in strip)
    assert "Answer due" in text, text
    seen.extend(name for name in {HEAVY!r} if name in sys.modules)
    seen.append("opened")
    raise RuntimeError("enough")

async def main():
    async with app.run_test(size=(80, 24)) as pilot:
        while not seen:
            await pilot.pause(0.01)

config = parse_config(Path(sys.argv[1]).read_text(), "test.toml")
app = ConsoleApp(config.look, locations_below(Path(sys.argv[2])), SystemClock(), open_desk)
app._not_opened = lambda error: None
try:
    asyncio.run(main())
finally:
    print(seen)
"""


def test_first_paint_loads_nothing_heavy(tmp_path: Path) -> None:
    from tests.screens.support import CONFIG

    settings = tmp_path / "config.toml"
    settings.write_text(CONFIG)
    command = [sys.executable, "-c", PROBE, str(settings), str(tmp_path)]
    found = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert found.stdout.strip() == "['opened']", found.stdout + found.stderr
