"""No check is silenced without a word why."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("agent_console", "benchmarks", "fuzz", "tests", "tools")
SILENCED = re.compile(r"#\s*(?:noqa|type:\s*ignore)\b(?P<rest>.*)")
EXPLAINED = re.compile(r"(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*|\[[a-z,-]+\])\s+(?:-|#)\s*\w.*")


@pytest.mark.parametrize("folder", FOLDERS)
def test_suppression_names_its_rule_and_its_reason(folder: str) -> None:
    unexplained = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in sorted((ROOT / folder).rglob("*.py"))
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if (found := SILENCED.search(line)) and not EXPLAINED.fullmatch(found["rest"])
    ]
    assert not unexplained
