"""A record of what the fault tests tried, and the journeys that several of them break."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from unittest import mock

import pytest

from agent_console.demo.command_log import CommandLog, LoggedCommand
from tests.faults.journey import StoreJourney
from tests.faults.line import ProxiedServers
from tests.faults.memory import MemoryJourney
from tests.faults.outgoing import folder_in_memory
from tests.faults.staged_kit import mailbox, small_stages
from tests.faults.table import RECORD
from tests.faults.tally import Points, Tally


@dataclass
class Run:
    """One run of the tests; ``commands`` are those the servers heard, ``harmful`` the bad ones."""

    tally: Tally = field(default_factory=Tally)
    tests: int = 0
    failed: int = 0
    commands: int = 0
    harmful: int = 0
    began: float = field(default_factory=time.process_time)

    def heard(self, command: LoggedCommand) -> None:
        """Count a command; only a copy of our own mail may be put into a folder."""
        self.commands += 1
        self.harmful += command.changes and command.verb != "APPEND"


_RUN = pytest.StashKey[Run]()
_POINTS = pytest.StashKey[Points]()


def pytest_configure(config: pytest.Config) -> None:
    """Name the marker and begin the record."""
    config.addinivalue_line("markers", "promise(kind, *names): what a trial of it proves")
    config.stash[_RUN] = Run()


@pytest.fixture
def points(request: pytest.FixtureRequest) -> Points:
    """Where a test counts its trials."""
    found = Points()
    request.node.stash[_POINTS] = found
    return found


@pytest.fixture(scope="module", autouse=True)
def commands_heard(pytestconfig: pytest.Config) -> Iterator[None]:
    """Count what the tests of a module here ask of all servers."""
    run, add = pytestconfig.stash[_RUN], CommandLog.add

    def counted(log: CommandLog, command: LoggedCommand) -> None:
        run.heard(command)
        add(log, command)

    with mock.patch.object(CommandLog, "add", counted):
        yield
    assert not run.harmful


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, None, None]:
    """Count the trials of a test for the promises it names."""
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]  # pluggy hands in its result here
    if report.when != "call" and not report.failed:
        return
    run = item.config.stash[_RUN]
    run.tests += report.when == "call"
    run.failed += report.failed
    points = item.stash.get(_POINTS, Points())
    violated = points.violated or int(report.failed or hasattr(report, "wasxfail"))
    for marker in item.iter_markers("promise"):
        for name in marker.args[1:]:
            kept = points.broken and name not in points.broken
            run.tally.add(name, marker.args[0], points.tried or 1, 0 if kept else violated)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write the record."""
    run = session.config.stash[_RUN]
    cache = session.config.cache
    if not run.tests or cache is None:
        return
    run.tally.add("P6", "commands that the servers heard", run.commands, run.harmful)
    seconds = time.process_time() - run.began
    record = {"kinds": run.tally.kinds, "tests": run.tests, "failed": run.failed}
    cache.set(RECORD, {**record, "seconds": round(seconds, 1)})


@pytest.fixture(scope="module")
def in_memory() -> Iterator[MemoryJourney]:
    """A first reading in stages, into memory."""
    with pytest.MonkeyPatch.context() as patch, ProxiedServers(mailbox()) as proxy:
        small_stages(patch)
        journey = MemoryJourney(proxy)
        journey.walk()
        yield journey


@pytest.fixture(scope="module")
def in_store() -> Iterator[StoreJourney]:
    """A first reading in stages, into the store."""
    with (
        pytest.MonkeyPatch.context() as patch,
        ProxiedServers(mailbox()) as proxy,
        folder_in_memory() as folder,
    ):
        small_stages(patch)
        journey = StoreJourney(proxy, folder)
        journey.walk()
        yield journey
