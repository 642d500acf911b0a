"""The numbers of a report, counted from what the store keeps of each ticket."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from agent_console.desk.metrics import Measure, median_of_runs, p90_of_runs, share_of
from agent_console.desk.metrics_period import Period
from agent_console.desk.metrics_report import Figure, Name, Report, Unit, Which
from agent_console.desk.ticket import ALL_STEPS, APOLOGISED
from agent_console.services.reports_asking import Asking
from agent_console.services.reports_curves import TARGETS, curves
from agent_console.services.reports_lists import agents, lists, with_change
from agent_console.services.reports_scores import Scores, scores_of

_CENTS = 100


def counted(
    connection: sqlite3.Connection,
    period: Period,
    which: Which,
    now: datetime,
    zone: ZoneInfo,
    *,
    compare: bool,
    by_agent: bool = False,
) -> Report:
    """Return the report of a period, with the one before it if they are compared."""
    here = Asking(connection, period, which, now, zone)
    scores = scores_of(here)
    found = list(figures(here, scores))
    kinds = lists(here)
    before = period.before if compare else None
    if before is not None:
        there = Asking(connection, before, which, now, zone)
        then = {one.key: one for one in figures(there, scores_of(there))}
        found = [
            replace(one, before=then[one.key].value, before_n=then[one.key].n)
            if one.key in then
            else one
            for one in found
        ]
        kinds = with_change(kinds, lists(there))
    return Report(
        period=period,
        made=now,
        zone=str(zone),
        figures=tuple(found),
        curves=tuple(curves(here, scores.curves)),
        lists=kinds,
        compared=before,
        which=words_of(which),
        agents=agents(here) if by_agent else (),
    )


def words_of(which: Which) -> str:
    """Return what a report is limited to, as the options of the command line say it."""
    said = (
        ("type", which.type),
        ("level", str(which.level) if which.level else ""),
        ("channel", which.channel),
        ("tag", which.tag),
        ("language", which.language),
        ("agent", which.agent),
    )
    return " ".join(f"{name}={value}" for name, value in said if value)


def figures(asking: Asking, scores: Scores) -> Iterator[Figure]:
    """Yield every figure, in the order of their names."""
    opened, _again = asking.total(Measure.OPENED)
    closed, came_back = asking.total(Measure.CLOSED)
    yield Figure(Name.OPENED, opened, Unit.COUNT, opened)
    yield Figure(Name.CLOSED, closed, Unit.COUNT, closed)
    backlog = asking.stock_before() + opened - closed
    yield Figure(Name.BACKLOG, backlog, Unit.COUNT, backlog)
    came, _hours = asking.total(Measure.ARRIVED)
    yield Figure(Name.ARRIVED, came, Unit.COUNT, came)
    yield from _answers(asking)
    for name, target in TARGETS.items():
        judged, missed = asking.total(Measure.TARGET, target.value)
        yield Figure(name, share_of(judged - missed, judged), Unit.SHARE, judged)
    n, good = asking.total(Measure.ONCE)
    yield Figure(Name.ONCE, share_of(good, n), Unit.SHARE, n)
    yield Figure(Name.REOPENED, share_of(came_back, closed), Unit.SHARE, closed)
    yield from _work(asking)
    yield from _complaints(asking)
    yield from scores.figures


def _answers(asking: Asking) -> Iterator[Figure]:
    business, wall = asking.by_bucket(Measure.FIRST), asking.walls(Measure.FIRST)
    n, total = asking.total(Measure.FIRST)
    yield Figure(Name.FIRST_MEDIAN, median_of_runs(business), Unit.SECONDS, n)
    yield Figure(Name.FIRST_P90, p90_of_runs(business), Unit.SECONDS, n)
    yield Figure(Name.FIRST_MEAN, total / n if n else None, Unit.SECONDS, n)
    yield Figure(Name.FIRST_MEDIAN_WALL, median_of_runs(wall), Unit.WALL, n)
    yield Figure(Name.FIRST_P90_WALL, p90_of_runs(wall), Unit.WALL, n)


def _work(asking: Asking) -> Iterator[Figure]:
    asked, _seconds = asking.total(Measure.AGAIN)
    answered, _nothing = asking.total(Measure.ANSWERED)
    yield Figure(Name.AGAIN, share_of(asked, answered), Unit.SHARE, answered)
    lengths = asking.by_bucket(Measure.HANDLED)
    closed, _seconds = asking.total(Measure.HANDLED)
    yield Figure(Name.HANDLED, median_of_runs(lengths), Unit.WALL, closed)
    yield Figure(Name.HANDLED_P90, p90_of_runs(lengths), Unit.WALL, closed)
    n, seconds = asking.total(Measure.WORKED)
    yield Figure(Name.WORKED, seconds if n else None, Unit.WALL, n)


def _complaints(asking: Asking) -> Iterator[Figure]:
    steps = asking.counts(Measure.COMPLAINT)
    n = sum(steps.values())
    sorry = sum(count for done, count in steps.items() if done >= APOLOGISED)
    sure = sum(count for done, count in steps.items() if done >= ALL_STEPS)
    yield Figure(Name.COMPLAINTS, n, Unit.COUNT, n)
    yield Figure(Name.APOLOGISED, share_of(sorry, n), Unit.SHARE, n)
    yield Figure(Name.MADE_SURE, share_of(sure, n), Unit.SHARE, n)
    grants = sorted(asking.by_more(Measure.REMEDY).items()) or [("", (0, 0))]
    for place, (currency, (count, cents)) in enumerate(grants):
        extra = currency.lower() if place else ""
        cost = cents / _CENTS
        yield Figure(Name.REMEDIES, cost, Unit.MONEY, count, currency=currency, extra=extra)
