"""The engine's look at the shops' orders: at the start, and every minute."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event, Thread

from agent_console.clock import Clock
from agent_console.config import Config
from agent_console.errors import ConsoleError
from agent_console.services.orders_sources import OrderSources
from agent_console.store.engine import Store

_log = logging.getLogger(__name__)
_MINUTE, _SOON = 60.0, 3.0
_LAST_SECONDS = 3.0


class OrderWatch:
    """A thread that takes orders in; what it cannot read is kept for ``agent-console orders``."""

    def __init__(
        self, store: Store, config: Config, clock: Clock, on_changed: Callable[[], None]
    ) -> None:
        self._sources = OrderSources(store, config.order_sources, clock)
        self._on_changed = on_changed
        self._stop = Event()
        self._thread = Thread(target=self._run, name="orders", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    @property
    def is_running(self) -> bool:
        """Whether it still looks."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """End soon: an import stops after the orders it is writing."""
        self._stop.set()
        self._thread.join(_LAST_SECONDS)

    def _run(self) -> None:
        while not self._stop.is_set():
            self.look()
            self._stop.wait(_SOON if self._sources.unsettled else _MINUTE)

    def look(self) -> None:
        """Take up what is new; a store that is busy has it tried again in a minute."""
        try:
            reports = self._sources.take_up(cancelled=self._stop.is_set)
        except ConsoleError as error:
            _log.warning("orders not read: %s", error.message)
            return
        for report in reports:
            if report.error:
                _log.warning("orders of %s not read", report.source)
        if any(report.added or report.changed for report in reports):
            self._on_changed()


def watch_orders(
    store: Store, config: Config, clock: Clock, on_changed: Callable[[], None]
) -> OrderWatch | None:
    """Begin to watch the configured sources; None when there are none."""
    if not config.order_sources:
        return None
    watch = OrderWatch(store, config, clock, on_changed)
    watch.start()
    return watch
