"""How a sync engine begins: the one that a console starts, and what `sync` has in common with it.

It runs as long as a console, so it loads neither parser nor options.
"""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING

from agent_console.cli_context import load_settings, start_clock
from agent_console.cli_start import loading, share_one_arena
from agent_console.errors import ExitCode

if TYPE_CHECKING:
    from agent_console.clock import Clock
    from agent_console.config import MailboxConfig
    from agent_console.locations import Locations
    from agent_console.services.ahead import Ahead
    from agent_console.store.locks import EngineLock


def engine() -> ExitCode:
    """Run the sync engine for the console that started this process."""
    config, locations = load_settings()
    clock = start_clock()
    lock = lock_of_engine(locations)
    if lock is None:
        return ExitCode.BUSY
    share_one_arena()
    with lock:
        ahead = {box.address: begin_ahead(box, clock) for box in config.all_mailboxes}
        with loading():
            from agent_console.services.process import EngineProcess, speak_json
            from agent_console.store.engine import open_store

        with open_store(locations.store_file) as store:
            process = EngineProcess(store, config, clock, speak_json(sys.stdout), ahead)
            signal.signal(signal.SIGTERM, lambda _number, _frame: process.stop())
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            process.run(sys.stdin)
    return ExitCode.OK


def lock_of_engine(locations: Locations) -> EngineLock | None:
    """Return the lock of the engine of this store; None when another one has it."""
    from agent_console.store.locks import engine_lock
    from agent_console.store.place import prepare

    prepare(locations.store_file)
    return engine_lock(locations.store_file)


def begin_ahead(box: MailboxConfig, clock: Clock, given: str | None = None) -> Ahead:
    """Begin to reach a mailbox; most of the program is loaded meanwhile."""
    from pydantic import SecretStr

    from agent_console.services.ahead import Ahead

    return Ahead(box, clock, SecretStr(given) if given else None)
