"""Occasions to write to a customer: suggested to agents, who write or drop them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from agent_console.config import Config
from agent_console.desk.notice_facts import NoticeWritten, OccasionSettled
from agent_console.desk.notices import Notice
from agent_console.desk.occasions import (
    ANSWERS,
    WINDOW,
    Acquainted,
    Occasion,
    Ordered,
    anniversaries,
    thanks,
)
from agent_console.desk.records import RecordKind, record_ref
from agent_console.errors import NotFoundError
from agent_console.i18n import _
from agent_console.services.acting import Acts
from agent_console.services.notices import NoticeService
from agent_console.services.notices_people import objection, person_of
from agent_console.services.notices_picks import PERSON
from agent_console.store import notices
from agent_console.store.driver import driver, listed
from agent_console.store.times import from_text

if TYPE_CHECKING:
    import sqlite3

    from sqlmodel import Session

MOST = 200
_DROPPED, _TAKEN_UP = "dropped", "written"
_ACQUAINTED = """
SELECT address, name, first_at FROM customer JOIN customer_address ON customer_id = customer.id
WHERE substr(first_at, 6, 5) IN (SELECT value FROM json_each(?)) AND first_at < ?
ORDER BY first_at LIMIT 2000
"""
_ORDERED = """
SELECT email, count(DISTINCT number), max(ordered) FROM shop_order
WHERE email <> '' GROUP BY email
HAVING count(DISTINCT number) IN (SELECT value FROM json_each(?)) AND max(ordered) >= ?
LIMIT 2000
"""


class OccasionService:
    """Finds suggestions and settles them; safe to use from several threads, waits for the disk."""

    def __init__(self, acts: Acts, config: Config, notices: NoticeService) -> None:
        self._acts = acts
        self._config = config
        self._notices = notices

    def suggestions(self) -> tuple[Occasion, ...]:
        """Return what could be written today, at most 200; nobody who objects, nothing settled."""
        today = self._today()
        with self._acts.store.read() as session:
            settled = notices.settled_occasions(session)
            found: dict[str, Occasion] = {}
            for one in self._found(driver(session), today):
                if len(found) == MOST or f"{notices.OCCASION}{one.key}" in settled:
                    continue
                if self._is_welcome(session, one.person):
                    found.setdefault(one.key, one)
        return tuple(found.values())

    def drop(self, key: str) -> None:
        """Suggest this no more; undo brings it back. Raises NotFoundError."""
        self._settle(self._need(key), _DROPPED)

    def write(self, key: str) -> Notice:
        """Make a draft of a mail for it; it leaves when an agent sends it. Raises NotFoundError."""
        one = self._need(key)
        title = self._notices.title_of(ANSWERS[one.kind])
        written = NoticeWritten(title, f"{PERSON}{one.person}", ANSWERS[one.kind])
        notice = self._notices.write(written)
        self._settle(one, _TAKEN_UP)
        return notice

    def _settle(self, one: Occasion, how: str) -> None:
        about = record_ref(RecordKind.NOTICE, f"{notices.OCCASION}{one.key}")
        self._acts.record_about(about, (OccasionSettled(how),))

    def _need(self, key: str) -> Occasion:
        for one in self.suggestions():
            if one.key == key:
                return one
        raise NotFoundError(_("Occasion"), _("there is no such suggestion"))

    def _today(self) -> date:
        zone = ZoneInfo(self._config.calendar.zone)
        return self._acts.clock.now().astimezone(zone).date()

    def _is_welcome(self, session: Session, person: str) -> bool:
        own = person in self._config.own_addresses
        return not own and not objection(person_of(session, person))

    def _found(self, connection: sqlite3.Connection, today: date) -> Iterator[Occasion]:
        config = self._config.proactive
        if config.anniversary:
            yield from anniversaries(_acquainted(connection, today), today)
        if config.thanks_after:
            yield from thanks(
                _ordered(connection, config.thanks_after, today), config.thanks_after, today
            )


def _acquainted(connection: sqlite3.Connection, today: date) -> Iterator[Acquainted]:
    days = [today - timedelta(days=back) for back in range(-1, WINDOW.days + 2)]
    wanted = {f"{day:%m-%d}" for day in days} | ({"02-29"} if today.month in (2, 3) else set())
    latest = (today - timedelta(days=360)).isoformat()
    for address, name, first in connection.execute(_ACQUAINTED, (listed(sorted(wanted)), latest)):
        yield Acquainted(address, name, from_text(first).date())


def _ordered(
    connection: sqlite3.Connection, after: tuple[int, ...], today: date
) -> Iterator[Ordered]:
    since = (today - 2 * WINDOW).isoformat()
    for email, count, last in connection.execute(_ORDERED, (listed(after), since)):
        yield Ordered(email.lower(), "", count, date.fromisoformat(last))
