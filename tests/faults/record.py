"""Counts, in every run of tests, what those marked with a promise tried; prints it when asked.

A test says what it proves with ``@pytest.mark.promise("what is tried", "P1", "P2")`` and counts its
trials with the fixture ``points``. Where tests run in several processes, the counts come with the
reports of the tests.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import cast

import pytest

from tests.faults.page import note_points
from tests.faults.tally import PROMISES, Points, Tally

PROPERTY = "promises"
Counts = list[tuple[str, str, int, int]]
"""Promise, kind of trial, how often it was tried, how often it was found broken."""


@dataclass
class Heard:
    """Commands that the servers of this process heard, and of these the harmful ones."""

    commands: int = 0
    harmful: int = 0

    def take(self) -> Counts:
        """Return the counts since the last time."""
        counts, self.commands, self.harmful = (self.commands, self.harmful), 0, 0
        return [("P6", "commands that the servers heard", *counts)] if counts[0] else []


HEARD = pytest.StashKey[Heard]()
_POINTS = pytest.StashKey[Points]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options with which ``python -m tests.faults`` runs the tests."""
    group = parser.getgroup("promises")
    group.addoption("--promises", action="store_true", help="print what was tried of each promise")
    group.addoption("--record", action="store_true", help="note the points in docs/reliability.md")


def pytest_configure(config: pytest.Config) -> None:
    """Begin to count; the process that starts the others tells the sum."""
    config.stash[HEARD] = Heard()
    if config.getoption("promises") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Summary(config), "promises")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let ``-m faults`` find every test that proves a promise."""
    for item in items:
        if item.get_closest_marker("promise"):
            item.add_marker("faults")


@pytest.fixture
def points(request: pytest.FixtureRequest) -> Points:
    """Where a test counts its trials."""
    found = Points()
    request.node.stash[_POINTS] = found
    return found


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Put the trials of a test into its report, for the promises it names."""
    report = yield
    counts = item.config.stash[HEARD].take()
    if report.failed or (report.when == "call" and not report.skipped):
        counts += _trials(item, report)
    if counts:
        report.user_properties.append((PROPERTY, counts))
    return report


def _trials(item: pytest.Item, report: pytest.TestReport) -> Counts:
    points = item.stash.get(_POINTS, Points())
    violated = max(points.violated, int(report.failed))
    return [
        (name, marker.args[0], points.tried or 1, violated)
        for marker in item.iter_markers("promise")
        for name in marker.args[1:]
    ]


class Summary:
    """Hears of every test, in whichever process it ran, and tells the sum at the end."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._tally = Tally()
        self._skipped = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add what a test tried."""
        self._skipped += report.skipped
        for name, counts in report.user_properties:
            if name == PROPERTY:
                for promise, kind, tried, violated in cast(Counts, counts):
                    self._tally.add(promise, kind, tried, violated)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """A promise that was broken, or that nothing was tried of, is a failure of the run."""
        if (self._tally.broken or self._tally.untried) and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print the table; note its numbers where that was asked for and nothing failed."""
        terminalreporter.section("promises")
        for line in self._tally.lines():
            terminalreporter.write_line(line)
        for words, names in (("broken", self._tally.broken), ("untried", self._tally.untried)):
            if names:
                terminalreporter.write_line(f"{words}: {', '.join(names)}", red=True)
        if self._skipped:
            terminalreporter.write_line(f"{self._skipped} tests were skipped: see why above")
        if self._config.getoption("record"):
            self._note(terminalreporter)

    def _note(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self._tally.broken or self._tally.untried or self._skipped:
            terminalreporter.write_line("not noted in docs/reliability.md: see above", red=True)
        else:
            note_points({name: self._tally.tried(name) for name in PROMISES})
