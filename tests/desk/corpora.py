"""Where the public test data lie that are measured against but are not part of the project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_DEFAULT = Path(__file__).parents[2].parent / "shared" / "corpora"


def corpus(name: str) -> Path:
    """Return a folder or file of the test data, or skip the test where they are absent."""
    path = Path(os.environ.get("AGENT_CONSOLE_CORPORA") or _DEFAULT) / name
    if not path.exists():
        pytest.skip(f"no test data at {path}; set AGENT_CONSOLE_CORPORA to their folder")
    return path
