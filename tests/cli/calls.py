"""Calling the command line and reading what it printed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from agent_console.cli import main

ROOT = Path(__file__).resolve().parents[2]
Captured = pytest.CaptureFixture[str]


def as_json(capsys: Captured, *arguments: str) -> Any:  # noqa: ANN401 - as free as JSON is
    assert main(arguments) == 0
    return json.loads(capsys.readouterr().out)


def state_of(capsys: Captured, ref: str) -> str:
    rows = as_json(capsys, "list", "--view", "all", "--json")
    return str(next(row["state"] for row in rows if row["ref"] == ref))
