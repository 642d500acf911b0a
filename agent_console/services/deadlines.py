"""Deadlines and places computed anew when promises, opening hours or weights have changed."""

from __future__ import annotations

import hashlib

from agent_console.clock import Clock, SystemClock
from agent_console.config import Config
from agent_console.services.portions import Portions
from agent_console.services.refold import refold
from agent_console.services.rules import Rules
from agent_console.store import meta, standing
from agent_console.store.driver import driver
from agent_console.store.engine import Store

_FIRST, _MOST = 25, 200


def renew_deadlines(store: Store, config: Config, clock: Clock | None = None) -> int:
    """Compute every running clock from its start if the settings have changed; how many tickets.

    Closed tickets have none. Broken off, the next call begins anew.
    """
    stamp, clock = _stamp(config), clock or SystemClock()
    with store.read() as session:
        if meta.rules_stamp(session) == stamp:
            return 0
        refs = standing.not_closed(driver(session))
    rules, own = Rules(config), config.own_addresses
    portions = Portions(_FIRST, _MOST, store.is_busy)
    for some, _last in portions.cut(refs):
        with store.write(durable=False) as session:
            begun = clock.monotonic()
            refold(session, rules, own, some)
        portions.tell(len(some), clock.monotonic() - begun)
    with store.write(durable=False) as session:
        meta.keep_rules_stamp(session, stamp)
    return len(refs)


def _stamp(config: Config) -> str:
    """Return what tells these promises, opening hours and weights from others."""
    sections = (config.sla, config.calendar, config.priority)
    text = "\n".join(section.model_dump_json() for section in sections)
    return hashlib.sha256(text.encode()).hexdigest()
