"""Where the public test data lie that are measured against but are not part of the project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_DEFAULT = Path(__file__).parents[2].parent / "shared" / "corpora"


def corpus(name: str) -> Path:
    """Return a folder or file of the test data; only where there are none the test is skipped.

    A part that is missing, or a folder that AGENT_CONSOLE_CORPORA names in vain, fails the test.
    """
    named = os.environ.get("AGENT_CONSOLE_CORPORA")
    folder = Path(named or _DEFAULT)
    path = folder / name
    if not path.exists():
        wanted = named or folder.exists()
        end = pytest.fail if wanted else pytest.skip
        end(f"no test data at {path}; set AGENT_CONSOLE_CORPORA to their folder")
    return path
