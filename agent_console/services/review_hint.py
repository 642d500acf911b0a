"""The one note a month that the review of the last one is there; loads next to nothing."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from agent_console.clock import Clock
from agent_console.desk.metrics_period import Span, period_of
from agent_console.store import review_told as stored
from agent_console.store.driver import driver
from agent_console.store.engine import Store


def take_hint(store: Store, clock: Clock, zone: str) -> str:
    """Return the month that ended last, such as 2026-10, the first time it is asked for; else "".

    Nothing is said of a month before which there was no ticket.
    """
    here = ZoneInfo(zone)
    now = clock.now().astimezone(here)
    begun = datetime.combine(now.date().replace(day=1), time(), here)
    month = period_of(Span.MONTH, now.date()).before.name
    with store.look() as connection:
        if stored.told_month(connection) >= month:
            return ""
        if not stored.any_opened_before(connection, begun):
            return ""
    with store.write(durable=False) as session:
        stored.keep_told_month(driver(session), month)
    return month
