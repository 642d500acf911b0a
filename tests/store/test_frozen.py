"""Steps that a release made stores with stay as they are: such stores lie on people's disks."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from agent_console.store.schema import step_files

RELEASED = Path(__file__).with_name("steps.sha256")


def test_steps_are_numbered_without_a_gap_and_none_was_edited() -> None:
    here = {file.name: sha256(file.read_bytes()).hexdigest() for file in step_files()}
    lines = RELEASED.read_text(encoding="utf-8").splitlines()
    released = {name: digest for digest, name in map(str.split, lines)}
    assert list(here) == [f"{number:04}.sql" for number in range(1, len(here) + 1)]
    assert here == released, 'a released step is never edited: see "Tables" in CONTRIBUTING.md'
