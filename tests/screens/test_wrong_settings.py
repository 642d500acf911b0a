"""Wrong settings that only the whole check finds: said on the terminal, never lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from agent_console.errors import ExitCode
from tests.architecture.source import ROOT
from tests.filled import write_settings

PROBE = """
import sys
from agent_console import app, cli, cli_console

async def run(console):
    async with console.run_test(size=(80, 24)) as pilot:
        while not console._exit:
            await pilot.pause(0.01)

cli_console.need_terminal = lambda: None
app._run = run
sys.exit(cli.main([]))
"""


def test_wrong_setting_found_after_the_first_picture_ends_the_program_with_file_line_and_key(
    tmp_path: Path,
) -> None:
    locations = write_settings(tmp_path, extra='[sla]\nfirst_respnse = "4h"\n')
    run = subprocess.run(
        [sys.executable, "-c", PROBE],
        env={**os.environ, "AGENT_CONSOLE_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == ExitCode.CONFIG, run.stdout + run.stderr
    line = locations.config_file.read_text(encoding="utf-8").splitlines().index("[sla]") + 2
    wanted = f"{locations.config_file}:{line}: sla.first_respnse: unknown key"
    assert wanted in run.stderr
    assert "did you mean first_response?" in run.stderr
    assert not locations.store_file.exists()
