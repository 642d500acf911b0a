"""What a sync needs of an open desk, opened without the rest of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from agent_console.clock import Clock
from agent_console.config import Config
from agent_console.locations import Locations
from agent_console.services.intake import Intake
from agent_console.services.outbox import OutboxService
from agent_console.store.engine import Store, open_store


class Syncing(Protocol):
    """The store, who files into it, and what waits to leave: a mailroom or a whole desk."""

    @property
    def config(self) -> Config:
        """The settings."""
        ...

    @property
    def clock(self) -> Clock:
        """The time."""
        ...

    @property
    def store(self) -> Store:
        """The open store."""
        ...

    @property
    def intake(self) -> Intake:
        """Who files what arrives."""
        ...

    @property
    def outbox(self) -> OutboxService:
        """What waits to leave."""
        ...


@dataclass(frozen=True, slots=True)
class Mailroom:
    """An open mailroom: what comes in, what goes out."""

    config: Config
    clock: Clock
    store: Store
    intake: Intake
    outbox: OutboxService

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()


def open_mailroom(config: Config, locations: Locations, clock: Clock) -> Mailroom:
    """Open the store (making or upgrading it) for a sync; raises StoreError in words."""
    store = open_store(locations.store_file)
    intake = Intake(store, config, clock)
    return Mailroom(config, clock, store, intake, OutboxService(store, intake, clock))
