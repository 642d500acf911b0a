"""Search over everything that is stored."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from agent_console.clock import Clock
from agent_console.config import Config
from agent_console.desk.query import (
    Known,
    Query,
    read_query,
    suggestions,
    unknown_condition,
)
from agent_console.desk.states import QueueSort
from agent_console.desk.views import SearchHit
from agent_console.services.own_rules import own_request_types
from agent_console.store import saved, tags
from agent_console.store import search as stored
from agent_console.store.driver import driver
from agent_console.store.engine import Store
from agent_console.store.query_sql import NOTHING_ASKED, Asked, asked
from agent_console.store.times import to_text


class SearchService:
    """Finds tickets by any words and conditions; there is no wrong input."""

    def __init__(self, store: Store, config: Config, clock: Clock) -> None:
        self._store = store
        self._config = config
        self._clock = clock

    def find(self, words: str, limit: int = 50) -> tuple[SearchHit, ...]:
        """Return the newest ``limit`` tickets for which all conditions hold, with all ``words``.

        What counts is a mail or note in which they all occur; see :mod:`agent_console.desk.query`
        for conditions.
        """
        query = read_query(words, self._known())
        now = self._clock.now()
        with self._store.read() as session:
            return stored.search(session, query.words, limit, now, self._asked(query))

    def too_general(self, words: str) -> tuple[str, ...]:
        """Return those of ``words`` that are part of so many others that the rarest are left out.

        How many others count is ``MOST_TERMS`` of the store.
        """
        left = read_query(words, self._known()).words
        with self._store.read() as session:
            return stored.too_general(session, left)

    def ordered(self, words: str, sort: QueueSort) -> list[str]:
        """Return the refs of all tickets that are found, at most 5,000, as the queue sorts them."""
        query = read_query(words, self._known())
        conditions = self._asked(query)
        now = to_text(self._clock.now())
        with self._store.read() as session:
            found = None
            if query.words:
                found = stored.found_refs(session, query.words, saved.MOST, conditions)
            return saved.ordered(driver(session), conditions, found, sort, now)

    def suggestions(self, words: str) -> tuple[str, ...]:
        """Return how the last word could go on as a condition."""
        with self._store.read() as session:
            used = tuple(tag for tag, _count in tags.known(session))
        return suggestions(words, self._known(used))

    def unknown_condition(self, words: str) -> str:
        """Return the first part that looks like a condition, but asks for nothing known."""
        return unknown_condition(words, self._known())

    def _asked(self, query: Query) -> Asked:
        if not query.conditions:
            return NOTHING_ASKED
        return asked(query.conditions, self._config.agent.name, self._clock.now())

    def _known(self, used: tuple[str, ...] = ()) -> Known:
        config = self._config
        zone = ZoneInfo(config.calendar.zone)
        return Known(
            types=_type_names(),
            agent=config.agent.name,
            agents=tuple(one.name for one in config.colleagues),
            today=self._clock.now().astimezone(zone).date(),
            zone=zone,
            tags=used,
        )


def _type_names() -> dict[str, str]:
    """Return the ids of request types by themselves and by their names, blanks as hyphens."""
    found: dict[str, str] = {}
    for one in own_request_types().types:
        for name in (one.id, one.name("en"), one.name("de")):
            found.setdefault("-".join(name.lower().split()), one.id)
    return found
