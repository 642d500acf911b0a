"""The staffing hint, made of what this console's store knows."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from agent_console.clock import Clock
from agent_console.config import Config
from agent_console.desk.metrics import SMALL_N
from agent_console.desk.staffing import HELD_OUT, WEEKS, error_of, learnt
from agent_console.desk.staffing_plan import ASSUMED, Basis, Staffing, planned
from agent_console.desk.staffing_queue import Work
from agent_console.services.rules import Rules
from agent_console.store import staffing as stored
from agent_console.store.engine import Store

GOAL = 0.9
_DAY = timedelta(days=1)
_WEEK = 7 * _DAY


class StaffingService:
    """Forecasts arrivals and counts the agents they need; safe to use from several threads.

    What is not measured yet is not seen: let the reports measure first.
    """

    def __init__(self, store: Store, config: Config, clock: Clock) -> None:
        self._store = store
        self._config = config
        self._clock = clock
        self._rules = Rules(config)
        self._zone = ZoneInfo(config.calendar.zone)

    def hint(self, *, goal: float = GOAL, handling: timedelta | None = None) -> Staffing:
        """Return the hint for the seven days after today.

        ``goal`` is the share of mails to be answered in time; ``handling`` is put in place of what
        was measured.
        """
        now = self._clock.now()
        today = now.astimezone(self._zone).date()
        last = today - _DAY
        with self._store.look() as connection:
            known = stored.first_arrival(connection) or today
            first = max(known, today - WEEKS * _WEEK)
            counts = stored.arrivals(connection, today - (WEEKS + HELD_OUT) * _WEEK, last)
            begun = stored.begun(connection, first, last)
            measured = stored.seconds_for_an_answer(connection, first, last)
        shape = learnt(counts, first, last, self._is_holiday)
        work, is_assumed = self._work(measured, handling, begun, shape.n)
        basis = Basis(
            mails=shape.n,
            days=shape.days,
            handled=0 if handling else len(measured),
            seconds=sum(work.handling) / len(work.handling),
            is_assumed=is_assumed,
            targets=work.targets,
            goal=goal,
        )
        days = planned(shape, work, goal, today, self._zone, self._rules.calendar)
        error = error_of(counts, known, last, self._is_holiday)
        return Staffing(now, str(self._zone), days, basis, error)

    def _work(
        self, measured: list[float], handling: timedelta | None, begun: int, mails: int
    ) -> tuple[Work, bool]:
        sla = self._config.sla
        first = min(begun / mails, 1.0) if mails else 1.0
        targets = (
            (sla.first_response.total_seconds(), first),
            (sla.next_response.total_seconds(), 1 - first),
        )
        if handling is not None:
            return Work((handling.total_seconds(),), targets), False
        if len(measured) < SMALL_N:
            return Work((ASSUMED,), targets), True
        return Work(tuple(measured), targets), False

    def _is_holiday(self, day: date) -> bool:
        noon = datetime.combine(day, time(12), self._zone)
        return day in self._rules.calendar(noon).holidays
