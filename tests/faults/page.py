"""The table of docs/reliability.md: which tests prove a promise, and how much a run tried."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reliability.md"
_ROW = re.compile(r"^\| (P\d+) \|(.*)\| ([\d,.]+) \|$", re.MULTILINE)
_FILE = re.compile(r"`([\w/]+\.\w+)`")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the promise in words, the files that keep it, the files that prove it."""

    words: str
    kept_by: tuple[str, ...]
    proved_by: tuple[str, ...]
    points: int


def rows() -> dict[str, Row]:
    """Return the table, by the names of the promises."""
    found = {}
    for name, middle, points in _ROW.findall(PAGE.read_text(encoding="utf-8")):
        words, kept, proved = (cell.strip() for cell in middle.strip().split("|"))
        number = int(points.replace(",", ""))
        found[name] = Row(words, tuple(_FILE.findall(kept)), tuple(_FILE.findall(proved)), number)
    return found


def note_points(points: Mapping[str, int]) -> None:
    """Write how much was tried of each promise into the last column."""

    def noted(match: re.Match[str]) -> str:
        return f"| {match[1]} |{match[2]}| {points[match[1]]:,} |"

    PAGE.write_text(_ROW.sub(noted, PAGE.read_text(encoding="utf-8")), encoding="utf-8")
