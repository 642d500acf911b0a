"""Draw the pictures of the documentation anew, and keep the screens they are made from."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DRAWING = ("tests/e2e/test_screens.py", "tests/screens/test_reports.py")
"""The tests that draw: each walks to a screen at a fixed time and compares it with the kept one."""


def draw() -> int:
    """Run the tests that draw so that they keep what they see; return pytest's exit code."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *DRAWING]
    environment = {**os.environ, "AGENT_CONSOLE_GOLDEN": "write"}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode  # noqa: S603 - our own tests


if __name__ == "__main__":
    sys.exit(draw())
