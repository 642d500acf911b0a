"""The team pulse as screens and scripts use it; safe to use from several threads."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date
from random import SystemRandom
from zoneinfo import ZoneInfo

from agent_console.clock import Clock
from agent_console.config import Config
from agent_console.desk.metrics_period import Span, period_of
from agent_console.desk.pulse import (
    LINE_MAX,
    Answer,
    Pulse,
    Said,
    asked_on,
    leaves_at,
    weeks_of,
)
from agent_console.errors import ActionRefusedError
from agent_console.i18n import _
from agent_console.store import journal_waiting
from agent_console.store import pulse as stored
from agent_console.store.driver import driver
from agent_console.store.engine import Store


class PulseService:
    """Asks the agent of this console, and shows what the team said.

    ``share`` returns a random number from 0 to below 1.
    """

    def __init__(
        self,
        store: Store,
        config: Config,
        clock: Clock,
        *,
        share: Callable[[], float] | None = None,
    ) -> None:
        self._store = store
        self._asks = config.pulse.ask
        self._zone = ZoneInfo(config.calendar.zone)
        self._clock = clock
        self._share = share or SystemRandom().random

    def look(self) -> Pulse:
        """Return the week that is asked about, what was said here of it, and the closed weeks."""
        if not self._asks:
            return Pulse()
        week = asked_on(self._today())
        with self._store.read() as session:
            if not journal_waiting.is_team(session):
                return Pulse()
            connection = driver(session)
            own = stored.own(connection, week)
            before = period_of(Span.WEEK, self._today()).before.name
            is_lost = stored.own(connection, before).said is Said.LATE
            reading = stored.reading(connection)
            answers = stored.answers(connection)
        weeks = weeks_of(answers, reading.read) if reading.read else ()
        return Pulse(True, week, own.said, weeks, before if is_lost else "")

    def answer(self, mood: int, workload: int, line: str = "") -> Pulse:
        """Keep what the agent says of this week; until it leaves it can be said anew.

        Raises ActionRefusedError when nothing is asked, when it has left already, and for what is
        no answer.
        """
        week = self._open_week()
        try:
            answer = Answer(secrets.token_hex(16), week, mood, workload, " ".join(line.split()))
        except ValueError as error:
            text = _(
                "Mood and workload are numbers from 1 to 5, the words one line of {n} letters."
            )
            raise _refused(text.format(n=LINE_MAX)) from error
        due = leaves_at(self._clock.now(), self._share())
        with self._store.write(durable=True) as session:
            stored.keep_waiting(driver(session), answer, due)
        return self.look()

    def skip(self) -> Pulse:
        """Ask no more about this week; an answer that waits is taken back.

        Raises ActionRefusedError when nothing is asked, or when an answer has left already.
        """
        week = self._open_week()
        with self._store.write(durable=True) as session:
            stored.keep_own(driver(session), week, Said.SKIPPED)
        return self.look()

    def _open_week(self) -> str:
        pulse = self.look()
        if not pulse.on:
            raise _refused(
                _("No pulse is asked for here: it takes a team and `ask = true` in [pulse].")
            )
        if not pulse.asked:
            raise _refused(_("A week is asked about from Thursday to Sunday."))
        if pulse.said is Said.SENT:
            raise _refused(_("Your answer has left; nobody can find it among the others."))
        return pulse.asked

    def _today(self) -> date:
        return self._clock.now().astimezone(self._zone).date()


def _refused(text: str) -> ActionRefusedError:
    return ActionRefusedError(_("Team pulse"), text)
