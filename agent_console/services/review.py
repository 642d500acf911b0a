"""The monthly review: made once for a month and kept until something changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from agent_console.clock import Clock
from agent_console.config import Config
from agent_console.desk.canned import Entry
from agent_console.desk.listing import QueueRow
from agent_console.desk.metrics_period import Period, Span, period_of, read_period
from agent_console.desk.review import Line, Review
from agent_console.i18n import current_language
from agent_console.store import queue as stored_queue
from agent_console.store import reports as stored_reports
from agent_console.store.engine import Store

if TYPE_CHECKING:
    from agent_console.desk.staffing_plan import Staffing
    from agent_console.services.reports import ReportService

_KEPT = 12


class ReviewService:
    """Looks back at a month, and ahead at a week; safe to use from any thread but the UI's."""

    def __init__(
        self,
        store: Store,
        config: Config,
        clock: Clock,
        entries: Callable[[], Sequence[Entry]],
        reports: Callable[[], ReportService],
    ) -> None:
        self._store = store
        self._config = config
        self._clock = clock
        self._entries = entries
        self._reports = reports
        self._zone = ZoneInfo(config.calendar.zone)
        self._made: dict[tuple[object, ...], Review] = {}

    def today(self) -> date:
        """Return the day at the desk."""
        return self._clock.now().astimezone(self._zone).date()

    def last(self) -> Period:
        """Return the month that ended last."""
        return period_of(Span.MONTH, self.today()).before

    def month(self, text: str) -> Period | None:
        """Read a month such as 2026-10; None for anything else."""
        found = read_period(text, self.today())
        return found if found is not None and found.span is Span.MONTH else None

    def review(self, month: Period) -> Review:
        """Return what changed in a month."""
        from agent_console.services.faq import own_values
        from agent_console.services.labelling import type_name
        from agent_console.services.review_counting import Counting, Texts

        self._reports().measure()
        now, entries = self._clock.now(), self._entries()
        language = current_language()
        with self._store.look() as connection:
            version = stored_reports.revision(connection)
            key = (month, version, now.replace(minute=0, second=0, microsecond=0), language)
            if key in self._made and len(self._made) <= _KEPT:
                return self._made[key]
            texts = Texts(
                {one.id: one for one in entries}, own_values(self._config, language), language
            )
            counting = Counting(connection, month, now, self._zone, texts, type_name)
            found = Review(
                month=month,
                before=month.before,
                made=now,
                zone=str(self._zone),
                lines=tuple(counting.lines()),
                is_over=month.last < self.today(),
            )
        self._made = {**dict(list(self._made.items())[1 - _KEPT :]), key: found}
        return found

    def staffing(self) -> Staffing:
        """Return how many agents the coming week needs."""
        from agent_console.services.staffing import StaffingService

        self._reports().measure()
        return StaffingService(self._store, self._config, self._clock).hint()

    def tickets(self, line: Line) -> tuple[QueueRow, ...]:
        """Return the tickets behind a line."""
        with self._store.look() as connection:
            rows = stored_queue.rows_of(connection, self._clock.now(), list(line.refs))
        found = {row.ref: row for row in rows}
        return tuple(found[ref] for ref in line.refs if ref in found)
