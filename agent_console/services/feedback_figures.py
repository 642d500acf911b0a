"""The scores of surveys in numbers: for reports, for a customer's card."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo

from agent_console.desk.customers import ScoreGlance
from agent_console.desk.feedback import Asked, Survey
from agent_console.i18n import _
from agent_console.services.feedback_words import score_words
from agent_console.store import customer_joins
from agent_console.store import feedback as stored

MOST = 5
_PROMOTER, _DETRACTOR = 9, 6
_SATISFIED = 4
_SURVEYS = {
    "csat": (Survey.CSAT, Survey.THUMB),
    "nps": (Survey.NPS,),
    "ces": (Survey.CES,),
}


@dataclass(frozen=True, slots=True)
class FeedbackFigure:
    """One metric of a period, by the day of the answer; ``n`` answers, None for no answer.

    CSAT is the share of 4 and 5 (a thumb up is 5) among all answers, 0 to 1. NPS is the share of
    9 and 10 less the share of 0 to 6, -1 to 1. CES is the mean, 1 to 7. ``total`` is what is
    divided by ``n``; several figures are put together by it without a rounding between.
    """

    value: float | None = None
    n: int = 0
    total: int = 0


NO_FIGURE = FeedbackFigure()


@dataclass(frozen=True, slots=True)
class FeedbackFigures:
    """CSAT, NPS and CES of a period, in all and on each day on which somebody answered.

    ``asked`` counts the surveys that left in the period, ``answered`` those of them with an answer
    by now.
    """

    csat: FeedbackFigure = NO_FIGURE
    nps: FeedbackFigure = NO_FIGURE
    ces: FeedbackFigure = NO_FIGURE
    csat_by_day: Mapping[date, FeedbackFigure] = field(default_factory=dict)
    nps_by_day: Mapping[date, FeedbackFigure] = field(default_factory=dict)
    ces_by_day: Mapping[date, FeedbackFigure] = field(default_factory=dict)
    asked: int = 0
    answered: int = 0


def scores(
    connection: sqlite3.Connection,
    first: date,
    last: date,
    zone: tzinfo,
    which: Callable[[str], bool] | Collection[str] | None = None,
) -> FeedbackFigures:
    """Return the figures of the days ``first`` to ``last`` (both in it), where the desk is.

    ``which`` chooses the tickets by their refs: a set of them, or what tells of one; None: all.
    """
    since, until = _midnight(first, zone), _midnight(last + timedelta(days=1), zone)
    fits = _chooser(which)
    found = [one for one in stored.answered_between(connection, since, until) if fits(one.ticket)]
    sent = [one for one in stored.asked_between(connection, since, until) if fits(one.ticket)]
    days = {name: _by_day(_of(found, name), name, zone) for name in _SURVEYS}
    return FeedbackFigures(
        csat=figure_of(_of(found, "csat"), "csat"),
        nps=figure_of(_of(found, "nps"), "nps"),
        ces=figure_of(_of(found, "ces"), "ces"),
        csat_by_day=days["csat"],
        nps_by_day=days["nps"],
        ces_by_day=days["ces"],
        asked=len(sent),
        answered=sum(one.value is not None for one in sent),
    )


def refs_of_scores(
    connection: sqlite3.Connection,
    first: date,
    last: date,
    zone: tzinfo,
    metric: str,
    which: Callable[[str], bool] | Collection[str] | None = None,
    *,
    bad: bool = False,
) -> tuple[str, ...]:
    """Return the tickets behind a figure ("csat", "nps" or "ces"), the newest answer first.

    With ``bad`` only those whose score asks for a follow-up.
    """
    since, until = _midnight(first, zone), _midnight(last + timedelta(days=1), zone)
    fits = _chooser(which)
    found = _of(stored.answered_between(connection, since, until), metric)
    refs = [one.ticket for one in reversed(found) if fits(one.ticket) and (one.is_bad or not bad)]
    return tuple(dict.fromkeys(refs))


def last_scores(
    connection: sqlite3.Connection, address: str | Collection[str]
) -> tuple[ScoreGlance, ...]:
    """Return the last scores of the person with an address, or with any of several."""
    if isinstance(address, str):
        emails: Collection[str] = customer_joins.members(connection, address.strip().lower())
    else:
        emails = [one.strip().lower() for one in address]
    found = stored.of_people(connection, emails, MOST)
    return tuple(
        ScoreGlance(
            one.answered_at or one.at,
            _("{score} · #{ref}").format(score=score_words(one), ref=one.ticket),
        )
        for one in found
    )


def figure_of(answers: Sequence[Asked], metric: str) -> FeedbackFigure:
    """Return a metric of these answers."""
    values = [one.value for one in answers if one.value is not None]
    if not values:
        return NO_FIGURE
    total = sum(values)
    if metric == "csat":
        total = sum(value >= _SATISFIED for value in values)
    elif metric == "nps":
        promoters = sum(value >= _PROMOTER for value in values)
        total = promoters - sum(value <= _DETRACTOR for value in values)
    return FeedbackFigure(total / len(values), len(values), total)


def formula(metric: str) -> str:
    """Say how a metric is computed, and over whom."""
    return {
        "csat": _("answers of 4 or 5 of 5 (a thumb up is 5) / all answers, by day of the answer"),
        "nps": _("share of 9 and 10 less share of 0 to 6, of all answers, by day of the answer"),
        "ces": _("mean of the answers from 1 to 7, by day of the answer"),
    }[metric]


def _of(answers: Iterable[Asked], metric: str) -> list[Asked]:
    return [one for one in answers if one.which in _SURVEYS[metric] and one.value is not None]


def _by_day(answers: Sequence[Asked], metric: str, zone: tzinfo) -> dict[date, FeedbackFigure]:
    days: dict[date, list[Asked]] = {}
    for one in answers:
        if one.answered_at is not None:
            days.setdefault(one.answered_at.astimezone(zone).date(), []).append(one)
    return {day: figure_of(some, metric) for day, some in sorted(days.items())}


def _chooser(which: Callable[[str], bool] | Collection[str] | None) -> Callable[[str], bool]:
    if which is None:
        return lambda _ref: True
    if callable(which):
        return which
    chosen = frozenset(which)
    return lambda ref: ref in chosen


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)
