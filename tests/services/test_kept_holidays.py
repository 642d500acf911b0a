"""Public holidays are computed once on a machine; what is kept of them is never in the way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from agent_console.errors import ConfigError
from agent_console.locations import find_locations
from agent_console.services import kept_holidays as kept
from agent_console.services.kept_holidays import kept_holidays

YEARS = range(2025, 2027)
EPIPHANY = date(2026, 1, 6)


class Computed:
    """Counts what is computed."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.release = "1.0"

    def compute(
        self, country: str, part: str | None, years: Iterable[int], _language: str
    ) -> frozenset[date]:
        """Give one day for all."""
        self.asked.append(f"{country} {part} {list(years)}")
        return frozenset({EPIPHANY})

    def version(self, _package: str) -> str:
        """Tell the library's release."""
        return self.release


@pytest.fixture
def computed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Computed:
    """Count, in an installation of its own."""
    counted = Computed()
    monkeypatch.setenv("AGENT_CONSOLE_HOME", str(tmp_path))
    monkeypatch.setattr(kept, "public_holidays", counted.compute)
    monkeypatch.setattr(kept, "version", counted.version)
    find_locations().state_dir.mkdir()
    return counted


def test_holidays_asked_for_twice_are_computed_once(computed: Computed) -> None:
    found = [kept_holidays("DE", "BY", YEARS) for _time in range(2)]
    assert found == [frozenset({EPIPHANY})] * 2
    assert computed.asked == ["DE BY [2025, 2026]"]


def test_holidays_of_another_place_year_or_release_are_computed_anew(computed: Computed) -> None:
    kept_holidays("DE", "BY", YEARS)
    kept_holidays("DE", "", YEARS)
    kept_holidays("AT", "", YEARS)
    kept_holidays("AT", "", range(2026, 2028))
    computed.release = "1.1"
    kept_holidays("AT", "", YEARS)
    assert len(computed.asked) == 5
    kept_holidays("DE", "BY", YEARS)
    assert computed.asked[1] == "DE None [2025, 2026]"


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"1.0 DE BY 2025-2026": ["soon"]}', "[1]"])
def test_kept_file_that_is_broken_is_made_anew(computed: Computed, text: str) -> None:
    find_locations().holidays_file.write_text(text)
    for _time in range(2):
        assert kept_holidays("DE", "BY", YEARS) == {EPIPHANY}
    assert len(computed.asked) == 1


def test_without_a_folder_holidays_are_computed_and_no_folder_is_made(computed: Computed) -> None:
    folder = find_locations().state_dir
    folder.rmdir()
    for _time in range(2):
        assert kept_holidays("DE", "BY", YEARS) == {EPIPHANY}
    assert len(computed.asked) == 2
    assert not folder.exists()


def test_file_of_holidays_does_not_grow_for_ever(computed: Computed) -> None:
    for year in range(1900, 2000):
        kept_holidays("DE", "", range(year, year + 1))
    assert find_locations().holidays_file.read_text().count("DE") <= 51
    assert len(computed.asked) == 100


def test_unknown_country_is_told_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AGENT_CONSOLE_HOME", str(tmp_path))
    find_locations().state_dir.mkdir()
    for _time in range(2):
        with pytest.raises(ConfigError):
            kept_holidays("XX", "", YEARS)
