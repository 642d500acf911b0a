"""Surveys as agents see them: what was asked and answered, asked by hand, scores told otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from agent_console.config import Config
from agent_console.desk.feedback import SCALES, Asked, Survey, number_of
from agent_console.desk.feedback_facts import SurveyScored
from agent_console.desk.feedback_texts import SurveyMail
from agent_console.desk.roles import Act as RoleAct
from agent_console.errors import ActionRefusedError, NotFoundError
from agent_console.i18n import _
from agent_console.services.acting import Act, Acts
from agent_console.services.feedback_asking import SurveyAsker
from agent_console.services.feedback_figures import FeedbackFigures, scores
from agent_console.services.team_roles import need_role
from agent_console.store import feedback as stored
from agent_console.store import kin
from agent_console.store import tickets as stored_tickets
from agent_console.store.driver import driver

if TYPE_CHECKING:
    from agent_console.desk.ticket import Ticket

_PERIOD = timedelta(days=29)
MAX_WHY = 2_000


@dataclass(frozen=True, slots=True)
class FeedbackStatus:
    """How surveys stand: the settings, the figures of the last 30 days, tickets about to be asked.

    ``next_at`` is when the next one leaves at the earliest, None where nobody is to be asked.
    """

    enabled: bool
    ask: str
    types: tuple[tuple[str, str], ...]
    after: timedelta
    every_days: int
    figures: FeedbackFigures
    waiting: int = 0
    next_at: datetime | None = None


class FeedbackService:
    """What people do with surveys; safe to use from several threads, waits for the disk."""

    def __init__(self, acts: Acts, config: Config) -> None:
        self._acts = acts
        self._config = config
        self._asker = SurveyAsker(acts.store, config, acts.clock)

    def newest(self, limit: int = 50, *, bad: bool = False) -> tuple[Asked, ...]:
        """Return what was asked or answered last; with ``bad`` only bad scores."""
        with self._acts.store.look() as connection:
            if not bad:
                return stored.newest(connection, limit)
            return stored.newest_bad(connection, limit)

    def of_ticket(self, ref: str) -> tuple[Asked, ...]:
        """Return the surveys of a ticket."""
        with self._acts.store.read() as session:
            return stored.of_ticket(driver(session), kin.root_of(session, ref))

    def status(self) -> FeedbackStatus:
        """Return how surveys stand now."""
        settings, now = self._config.feedback, self._acts.clock.now()
        zone = ZoneInfo(self._config.calendar.zone)
        today = now.astimezone(zone).date()
        with self._acts.store.look() as connection:
            figures = scores(connection, today - _PERIOD, today, zone)
            since = now - settings.after
            due = stored.due(connection, since, now, 1_000) if settings.enabled else ()
        return FeedbackStatus(
            enabled=settings.enabled,
            ask=settings.ask,
            types=tuple(sorted(settings.types.items())),
            after=settings.after,
            every_days=settings.every_days,
            figures=figures,
            waiting=len(due),
            next_at=due[0][1] + settings.after if due else None,
        )

    def preview(self, ref: str) -> SurveyMail:
        """Return the mail that would ask about a ticket, with a key that proves nothing.

        Raises ActionRefusedError with the reason where nobody is asked.
        """
        with self._acts.store.read() as session:
            ticket = stored_tickets.load(session, kin.root_of(session, ref))
            if reason := self._asker.objection(session, ticket, self._acts.clock.now()):
                raise _not_asked(ticket, reason)
            return self._asker.written(session, ticket, "preview").mail

    def ask(self, ref: str) -> str:
        """Ask about a closed ticket now, whatever the delay; return who is asked.

        All other rules hold. Raises ActionRefusedError with the reason.
        """
        if not self._config.feedback.enabled:
            raise ActionRefusedError(
                _("Feedback"),
                _("surveys are off"),
                _("Turn them on with `agent-console feedback on`."),
            )
        now = self._acts.clock.now()
        with self._acts.store.write(durable=True) as session:
            need_role(session, RoleAct.SEND)
            ticket = stored_tickets.load(session, kin.root_of(session, ref))
            if reason := self._asker.objection(session, ticket, now):
                raise _not_asked(ticket, reason)
            self._asker.queue(session, ticket, now)
            closed = ticket.closed_at or now
            stored.decide(driver(session), ticket.ref, closed, now, sent=True, reason="")
        return ticket.customer.email

    def score(self, ref: str, text: str, why: str = "") -> Asked:
        """Note what a customer answered elsewhere, or "-" for no score; return the survey.

        Raises ActionRefusedError where nobody was asked, or for a number off the scale.
        """
        surveys = self.of_ticket(ref)
        if not surveys:
            raise ActionRefusedError(
                _("Feedback"), _("#{ref}: the customer was not asked").format(ref=ref)
            )
        last = surveys[-1]
        value = "" if text == "-" else _value(text, last.which)
        self._acts.record(Act(last.ticket, (SurveyScored(last.id, value, why.strip()[:MAX_WHY]),)))
        return self._need(last.id)

    def _need(self, survey: str) -> Asked:
        with self._acts.store.look() as connection:
            found = stored.find(connection, survey)
        if found is None:
            raise NotFoundError(_("Feedback"), _("this survey is not here any more"))
        return found


def _value(text: str, which: Survey) -> str:
    thumbs = {"👍": "5", "👎": "1"}
    value = number_of(thumbs.get(text.strip(), text.strip()), which)
    if value is None:
        lowest, highest = SCALES[which]
        raise ActionRefusedError(
            _("Feedback"),
            _("{text} is no score").format(text=text),
            _("Write a number from {first} to {last}, or - for none.").format(
                first=lowest, last=highest
            ),
        )
    return str(value)


def _not_asked(ticket: Ticket, reason: str) -> ActionRefusedError:
    words = _("#{ref}: nobody is asked: {reason}")
    return ActionRefusedError(_("Feedback"), words.format(ref=ticket.ref, reason=reason))
