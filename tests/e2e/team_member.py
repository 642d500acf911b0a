"""A console of a team as a process of its own: the sync engine over a home of its own.

Run as ``python -m tests.e2e.team_member CONSOLE AGENT``; the home comes from the environment.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

from agent_console.clock import SystemClock
from agent_console.config import load_config
from agent_console.locations import find_locations
from agent_console.mail.seal import KeyRing, TeamKey
from agent_console.services.process import EngineProcess, speak_json
from agent_console.store.engine import engine_lock, open_store

RING = KeyRing(TeamKey(bytes(range(32))))


@dataclass(frozen=True)
class Membership:
    """What a console needs to take part."""

    console: str
    agent: str
    journal: str = "journal1"
    folder: str = "AgentConsole"
    ring: KeyRing = RING
    role: str = "agent"


def main(console: str, agent: str) -> None:
    """Run the engine until its input ends."""
    locations = find_locations()
    lock = engine_lock(locations.store_file)
    assert lock is not None
    with lock, open_store(locations.store_file) as store:
        config = load_config(locations.config_file)
        team = Membership(console, agent)
        process = EngineProcess(store, config, SystemClock(), speak_json(sys.stdout), team=team)
        process.run(sys.stdin)


if __name__ == "__main__":
    main(*sys.argv[1:])
