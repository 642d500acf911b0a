"""CSAT, NPS and CES of any answers: by the program, and read slowly out of mails and events.

Answers come late, twice, by somebody else's code, with a score the other way, through an agent, or
as an objection; tickets are merged meanwhile.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent_console.desk.events import Event, Fact, Merged, Undone
from agent_console.desk.feedback import SCALES, Survey, objection_code, survey_code
from agent_console.desk.feedback_facts import SurveyAsked, SurveyScored
from agent_console.desk.metrics_period import Period
from agent_console.desk.metrics_report import Name
from agent_console.services.feedback_figures import scores
from agent_console.store import journal
from agent_console.store.driver import driver
from tests.services.intake_kit import NOW, Bench, answer_to, at, bench, raw_mail
from tests.services.slow_count import ZONE
from tests.services.year_kit import reports_of

DESK = "Anna <help@example.com>"
DAY = 24 * 60
MONTH = timedelta(days=30)
WAYS = (
    *("click", "click", "click", "again", "word", "agent", "agent-none", "undo"),
    *("object", "forged", "twice", "merge"),
)
METRICS = {
    Name.CSAT: ("csat", "thumb"),
    Name.NPS: ("nps",),
    Name.CES: ("ces",),
}


@dataclass(frozen=True)
class Answer:
    """Something that comes so many minutes later about one of the surveys."""

    minutes: int
    survey: int
    way: str
    number: int


@dataclass(frozen=True)
class Story:
    """Which surveys leave, one a day; what comes then; and which days are asked about."""

    asked: tuple[Survey, ...]
    answers: tuple[Answer, ...]
    first: date
    days: int


STORIES = st.builds(
    Story,
    asked=st.lists(st.sampled_from(list(Survey)), min_size=1, max_size=5).map(tuple),
    answers=st.lists(
        st.builds(
            Answer,
            minutes=st.integers(1, 900) | st.integers(1, 12 * DAY),
            survey=st.integers(0, 4),
            way=st.sampled_from(WAYS),
            number=st.integers(0, 10),
        ),
        min_size=3,
        max_size=14,
    ).map(tuple),
    first=st.integers(0, 40).map(lambda n: NOW.date() + timedelta(days=n)),
    days=st.sampled_from((200, 60, 20)),
)


class Office:
    """Asks and hears answers, on tickets of one customer each."""

    def __init__(self, desk: Bench) -> None:
        self.desk = desk
        self.surveys: list[tuple[str, str, Survey]] = []
        self.last: dict[int, tuple[str, str]] = {}
        self.count = 0
        self.merged = False

    def play(self, story: Story) -> None:
        """Let all of it happen."""
        for place, which in enumerate(story.asked):
            self._ask(place, which, place * DAY)
        minute = len(story.asked) * DAY
        for one in story.answers:
            minute += one.minutes
            self.count += 1
            place = one.survey % len(self.surveys)
            self._hear(place, replace(one, number=_on_scale(one, self.surveys[place][2])), minute)

    def _ask(self, place: int, which: Survey, minute: int) -> None:
        opener, mail = f"open-{place}@x", f"survey-{place}@x"
        self._mail(place, opener, f"Matter {place}", "Where is it?", minute)
        more = answer_to(opener)
        raw = raw_mail(mail, sender=DESK, to=_person(place), subject="How was it?", headers=more)
        self.desk.deliver(raw, folder="Sent", minutes=minute + 60)
        ref = self._ref(place)
        asked = SurveyAsked(which.value, _person(place), mail, f"{place}" * 32)
        self.surveys.append((ref, self._act(ref, asked, minute + 61), which))

    def _hear(self, place: int, one: Answer, minute: int) -> None:
        _ref, event, which = self.surveys[place]
        key, ref = f"{place}" * 32, self._ref(place)
        if one.way in ("agent", "agent-none"):
            scored = SurveyScored(event, str(one.number) if one.way == "agent" else "")
            self.last[place] = (ref, self._act(ref, scored, minute))
        elif one.way == "undo" and place in self.last:
            where, what = self.last.pop(place)
            self._act(where, Undone(what), minute)
        elif one.way == "merge" and not self.merged and (into := self._ref(0)) != ref:
            self.merged = True
            self._act(ref, Merged(into), minute)
        elif one.way == "word":
            more = answer_to(f"open-{place}@x", f"survey-{place}@x")
            text = f"{one.number}\n"
            self._mail(place, f"answer-{self.count}@x", "Re: How was it?", text, minute, more)
        elif one.way in ("click", "again", "object", "forged", "twice"):
            codes = [survey_code(key, which, one.number)]
            if one.way == "object":
                codes = [objection_code(key)]
            elif one.way == "forged":
                codes = [survey_code("x" * 32, which, one.number)]
            elif one.way == "twice":
                codes.append(survey_code(key, which, SCALES[which][0]))
            subject = f"{one.number} [#{ref}] {' '.join(codes)}"
            self._mail(place, f"answer-{self.count}@x", subject, "", minute)

    def _mail(
        self,
        place: int,
        name: str,
        subject: str,
        text: str,
        minute: int,
        more: tuple[str, ...] = (),
    ) -> None:
        raw = raw_mail(name, sender=_person(place), subject=subject, text=text, headers=more)
        self.desk.deliver(raw, minutes=minute)

    def _ref(self, place: int) -> str:
        with self.desk.store.read() as session:
            sql = "SELECT ticket FROM mail WHERE message_id = ?"
            return str(driver(session).execute(sql, (f"open-{place}@x",)).fetchone()[0])

    def _act(self, ref: str, fact: Fact, minute: int) -> str:
        with self.desk.store.write(durable=True) as session:
            event = Event(journal.next_event_id(session), ref, at(minute), "Anna", fact)
            self.desk.intake.record(session, event)
        return event.id


def _person(place: int) -> str:
    return f"k{place}@example.org"


def _on_scale(one: Answer, which: Survey) -> int:
    lowest, highest = SCALES[which]
    if which is Survey.THUMB:
        return (lowest, highest)[one.number % 2]
    return lowest + one.number % (highest - lowest + 1)


def slow_scores(connection: sqlite3.Connection) -> Iterator[tuple[str, datetime, int]]:
    """Yield each survey that has a score: what was asked, when it was answered, and how."""
    told = [json.loads(text) for (text,) in connection.execute("SELECT json_text FROM event")]
    undone = {one["data"]["event"] for one in told if one["type"] == "undone"}
    told = [one for one in told if one["id"] not in undone]
    mails = connection.execute(
        "SELECT received, subject, text, in_reply_to FROM mail WHERE direction = 'in'"
        " ORDER BY received"
    ).fetchall()
    for survey in told:
        if survey["type"] == "survey-asked":
            said = _said_by_agents(survey, told) or _said_by_mails(survey, mails)
            if said and said[1] is not None:
                yield survey["data"]["which"], said[0], said[1]


def _said_by_agents(
    survey: Mapping[str, Any], told: list[dict[str, Any]]
) -> tuple[datetime, int | None] | None:
    found = None
    for one in told:
        if one["type"] == "survey-scored" and one["data"]["survey"] == survey["id"]:
            value = one["data"]["value"]
            found = datetime.fromisoformat(one["at"]), int(value) if value else None
    return found


def _said_by_mails(
    survey: Mapping[str, Any], mails: list[tuple[str, str, str, str]]
) -> tuple[datetime, int] | None:
    data = survey["data"]
    which = Survey(data["which"])
    lowest, highest = SCALES[which]
    genuine = {survey_code(data["key"], which, n): n for n in range(lowest, highest + 1)}
    asked, found, used = datetime.fromisoformat(survey["at"]), None, set[str]()
    for received, subject, text, answers in mails:
        moment = datetime.fromisoformat(received)
        words = subject.split()
        codes = {word for word in words if word in genuine}
        value = None
        if len(codes) == 1 and not codes & used:
            value = genuine[next(iter(codes))]
        elif data["message_id"] in answers and which is not Survey.THUMB:
            value = int(text.split()[0])
        if moment - asked <= MONTH:
            used |= codes
            if value is not None and (found is None or found[1] != value):
                found = moment, value
    return found


def slow_figure(name: Name, values: list[int]) -> Fraction | None:
    """Return a metric of these scores by its printed formula."""
    if not values:
        return None
    if name is Name.CSAT:
        return Fraction(sum(value in (4, 5) for value in values), len(values))
    if name is Name.NPS:
        points = [100 * (value in (9, 10)) - 100 * (value in range(7)) for value in values]
        return Fraction(sum(points), len(values))
    return Fraction(sum(values), len(values))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STORIES)
def test_scores_of_any_answers_are_what_a_slow_count_says(story: Story) -> None:
    period = Period(story.first, story.first + timedelta(days=story.days - 1), "x")
    with tempfile.TemporaryDirectory() as folder, bench(Path(folder)) as desk:
        Office(desk).play(story)
        report = reports_of(desk).report(period)
        with desk.store.look() as connection:
            said = list(slow_scores(connection))
            told = scores(connection, period.first, period.last, ZONE)
    days = [(which, moment.astimezone(ZONE).date(), value) for which, moment, value in said]
    for name in (Name.CSAT, Name.NPS, Name.CES):
        mine = [(day, n) for which, day, n in days if which in METRICS[name]]
        here = [n for day, n in mine if period.first <= day <= period.last]
        figure = report.figure(name)
        assert (figure.value, figure.n) == (_rounded(slow_figure(name, here)), len(here)), name
        drawn = {curve.name: curve.values for curve in report.curves}.get(name)
        starts = [*report.days(), period.last + timedelta(days=1)]
        for place, (since, until) in enumerate(pairwise(starts)):
            some = [n for day, n in mine if since <= day < until]
            shown = drawn[place] if drawn else None
            assert shown == _rounded(slow_figure(name, some)), (name, since)
    left = [at(place * DAY + 61).astimezone(ZONE).date() for place in range(len(story.asked))]
    assert told.asked == sum(period.first <= day <= period.last for day in left)


def _rounded(value: Fraction | None) -> float | None:
    return float(value) if value is not None else None
