"""What the servers of the fault tests heard, and the journeys that several of these break."""

from __future__ import annotations

from collections.abc import Iterator
from unittest import mock

import pytest

from agent_console.demo.command_log import CommandLog, LoggedCommand
from tests.faults.journey import StoreJourney
from tests.faults.line import ProxiedServers
from tests.faults.memory import MemoryJourney
from tests.faults.outgoing import folder_in_memory
from tests.faults.record import HEARD
from tests.faults.staged_kit import mailbox, small_stages


@pytest.fixture(scope="module", autouse=True)
def commands_heard(pytestconfig: pytest.Config) -> Iterator[None]:
    """Count what a module asks of all servers; copies of our own mail may be put into folders."""
    heard, add = pytestconfig.stash[HEARD], CommandLog.add
    harmful: list[LoggedCommand] = []

    def counted(log: CommandLog, command: LoggedCommand) -> None:
        heard.commands += 1
        if command.changes and command.verb != "APPEND":
            heard.harmful += 1
            harmful.append(command)
        add(log, command)

    with mock.patch.object(CommandLog, "add", counted):
        yield
    assert not harmful


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
