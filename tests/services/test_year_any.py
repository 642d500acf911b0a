"""A year that came in as mails and acts: the figures of its report, and a slow count of the store.

Reopenings, merges, pauses, machines' mails, spam and what was taken back: all of it through the
real intake, read anew from the mails and events that it kept.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from statistics import median

from hypothesis import HealthCheck, example, given, settings

from agent_console.desk.metrics_period import Period
from agent_console.desk.metrics_report import Name
from tests.services.slow_count import WEEK, ZONE, Asked, Life, is_counted, read, turns, work
from tests.services.year_kit import MERGED_WITH_A_CALL, STORIES, Story, played, reports_of

Counted = dict[Name, tuple[float | None, int]]


def volume(lives: list[Life], asked: Asked) -> Counted:
    """Count beginnings, closings, what is left, and what came."""
    lived = [turns(life) for life in lives]
    opened = sum(asked.has(at) for each in lived for at, closed in each if not closed)
    ends = [
        place + 1 < len(each)
        for each in lived
        for place, (at, closed) in enumerate(each)
        if closed and asked.has(at)
    ]
    up_to = [[closed for at, closed in each if _day(at) <= asked.last] for each in lived]
    left = sum(bool(each) and not each[-1] for each in up_to)
    came = sum(asked.has(one.at) for life in lives for one in life.asks)
    return {
        Name.OPENED: (opened, opened),
        Name.CLOSED: (len(ends), len(ends)),
        Name.BACKLOG: (left, left),
        Name.ARRIVED: (came, came),
        Name.REOPENED: (sum(ends) / len(ends) if ends else None, len(ends)),
    }


def answering(lives: list[Life], asked: Asked) -> Counted:
    """Count first answers, those that were enough, and those after which somebody asked again."""
    waits, enough, answered, again = list[int](), list[bool](), 0, 0
    for life in lives:
        asks = [one.at for one in life.asks]
        answers = [one.at for one in life.all_of("answer")]
        answered += sum(map(asked.has, answers))
        for answer in answers:
            until = min([at for at in answers if at > answer] + [answer + WEEK])
            later = [at for at in asks if answer < at <= until]
            again += bool(later) and asked.has(later[0])
        counted = [at for at in answers if asks and at >= asks[0]]
        if counted and asked.has(counted[0]):
            first = counted[0]
            waits.append(int((first - asks[0]).total_seconds()))
            more = [at for at in (*asks, *counted) if first < at <= first + WEEK]
            enough.append(not more)
    n = len(waits)
    return {
        Name.FIRST_MEDIAN_WALL: (median(waits) if waits else None, n),
        Name.ONCE: (sum(enough) / n if n else None, n),
        Name.AGAIN: (again / answered if answered else None, answered),
    }


def working(lives: list[Life], asked: Asked) -> Counted:
    """Count the time on tickets, and what remedies cost in the currency that comes first."""
    spent = [seconds for life in lives for at, seconds in work(life) if asked.has(at)]
    totals = [
        sum(seconds for _at, seconds in work(life))
        for life in lives
        if (lived := turns(life)) and lived[-1][1] and asked.has(lived[-1][0])
    ]
    known = [total for total in totals if total > 0]
    costs, count = Counter[str](), Counter[str]()
    for life in lives:
        for one in life.all_of("apologised"):
            if asked.has(one.at):
                costs[one.data["currency"]] += int(one.data["cost"].replace(".", ""))
                count[one.data["currency"]] += 1
    first = min(costs, default="")
    return {
        Name.WORKED: (sum(spent) if spent else None, len(spent)),
        Name.HANDLED: (median(known) if known else None, len(known)),
        Name.REMEDIES: (costs[first] / 100, count[first]),
    }


def _day(at: datetime) -> date:
    return at.astimezone(ZONE).date()


def slow(connection: sqlite3.Connection, asked: Asked) -> Counted:
    """Return the figures as a slow count finds them."""
    lives = [life for life in read(connection)[0] if is_counted(life)]
    return volume(lives, asked) | answering(lives, asked) | working(lives, asked)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STORIES)
@example(MERGED_WITH_A_CALL)
def test_report_of_any_year_in_a_store_is_what_a_slow_count_says(story: Story) -> None:
    asked = Asked(story.first, story.last, None, None)
    with tempfile.TemporaryDirectory() as folder, played(Path(folder), story) as year:
        report = reports_of(year.desk).report(Period(story.first, story.last, "x"))
        with year.desk.store.look() as connection:
            wanted = slow(connection, asked)
    for name, value in wanted.items():
        figure = report.figure(name)
        assert (figure.value, figure.n) == value, name
