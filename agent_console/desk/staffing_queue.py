"""How many agents are needed so that answers leave in time: a queue, played through.

Mails wait in one line; whoever is free takes the first. For arrivals and handling times without
memory, a constant rate and enough time, that is Erlang's C formula (A. K. Erlang 1917;
L. Kleinrock, Queueing Systems I, 1975, §3.5), which stands here to be compared with. A desk is not
so plain: it closes, what came overnight is there in the morning, and an answer is due in hours,
not seconds. So days are played with random arrivals, the same ones for the same question.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, inf
from random import Random

_SEED = 1917
_JOBS = 10_000
_MOST_ROUNDS = 100
_MOST_PLAYS = 40
_HOUR = 3600
_STEP = 0.2


def erlang_c(agents: int, load: float) -> float:
    """Return the share of those who wait: ``load`` is arrivals × handling time (Erlang).

    1.0 where the agents cannot keep up.
    """
    if agents <= load:
        return 1.0
    busy = 1.0
    for n in range(1, agents + 1):
        busy = load * busy / (n + load * busy)
    return agents * busy / (agents - load * (1 - busy))


def begun_within(agents: int, load: float, handling: float, seconds: float) -> float:
    """Return the share whose turn comes within ``seconds``; ``handling`` in seconds (Erlang C)."""
    if agents <= load:
        return 0.0
    return 1 - erlang_c(agents, load) * exp(-(agents - load) * seconds / handling)


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch in which the desk is open, at most an hour; ``day`` numbers the days.

    ``before`` mails are expected while it was closed before, ``during`` while it is open.
    """

    day: int
    seconds: float
    before: float
    during: float


@dataclass(frozen=True, slots=True)
class Job:
    """One mail: when it is there in seconds of open time, its work and until when it is due."""

    at: float
    handling: float
    due: float
    slot: int


@dataclass(frozen=True, slots=True)
class Work:
    """What a mail brings: handling times to draw from, and targets in seconds with their share."""

    handling: tuple[float, ...]
    targets: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Agents for each slot; ``in_time`` is the share that is answered in time, by day."""

    agents: tuple[int, ...]
    in_time: tuple[float, ...]


def drawn(slots: Sequence[Slot], work: Work, chance: Random) -> list[Job]:
    """Return mails as they may come, in the order of their coming."""
    jobs, start = list[Job](), 0.0
    for place, slot in enumerate(slots):
        waiting = _coming(slot.before, 1.0, chance)
        moments = [0.0] * len(waiting) + _coming(slot.during, slot.seconds, chance)
        for moment in moments:
            at = start + moment
            due = at + _target(work, chance)
            jobs.append(Job(at, chance.choice(work.handling), due, place))
        start += slot.seconds
    return jobs


def _coming(expected: float, seconds: float, chance: Random) -> list[float]:
    """Return the moments of a Poisson stream of that mean."""
    moments, at = list[float](), 0.0
    while expected > 0:
        at += chance.expovariate(expected)
        if at >= 1:
            break
        moments.append(at * seconds)
    return moments


def _target(work: Work, chance: Random) -> float:
    drawn_at, seen = chance.random(), 0.0
    for seconds, share in work.targets:
        seen += share
        if drawn_at < seen:
            return seconds
    return work.targets[-1][0]


def begins(jobs: Sequence[Job], slots: Sequence[Slot], agents: Sequence[int]) -> list[float]:
    """Return when the work on each mail begins; infinite for those whose turn does not come.

    Who is at work on a mail when the hour ends, or the desk closes, finishes it. Where fewer are
    there in the next hour, those who finish first have left.
    """
    found, place, end = [inf] * len(jobs), 0, 0.0
    free, leaving = list[float](), list[float]()
    for slot, count in zip(slots, agents, strict=True):
        start, end = end, end + slot.seconds
        busy = sorted(moment for moment in (*free, *leaving) if moment > start)
        gone = max(len(busy) - count, 0)
        leaving = busy[:gone]
        free = [start] * (count - len(busy)) + busy[gone:]
        while free and place < len(jobs) and jobs[place].at < end:
            begin = max(free[0], jobs[place].at)
            if begin >= end:
                break
            heapq.heapreplace(free, begin + jobs[place].handling)
            found[place] = begin
            place += 1
    return found


def needed(slots: Sequence[Slot], work: Work, goal: float, *, seed: int = _SEED) -> Plan:
    """Return the fewest agents found with which each day's mails are answered in time.

    ``goal`` is the share, such as 0.9. Where the desk is open one agent is there at least. An
    agent more is put where most late mails wait, then one is taken away wherever none is missed.
    A day's agents can do its work on that day: no backlog grows from week to week.
    """
    chance = Random(seed)  # noqa: S311 - plays a queue, guards nothing
    expected = sum(slot.before + slot.during for slot in slots)
    plays = max(1, min(_MOST_PLAYS, int(_JOBS / max(expected, 1))))
    loads = _loads(slots, work)
    desk = _Desk(slots, [drawn(slots, work, chance) for _play in range(plays)], goal, loads)
    agents = desk.trimmed(desk.enough(_even(slots, loads)))
    return Plan(tuple(agents), tuple(desk.shares(agents)))


def _loads(slots: Sequence[Slot], work: Work) -> dict[int, float]:
    """Return how many seconds of work each day brings."""
    mean = sum(work.handling) / len(work.handling)
    loads: dict[int, float] = {}
    for slot in slots:
        loads[slot.day] = loads.get(slot.day, 0.0) + (slot.before + slot.during) * mean
    return loads


def _even(slots: Sequence[Slot], loads: dict[int, float]) -> list[int]:
    """Return agents, one at least, who can do each day's work on that day, evenly."""
    hours: dict[int, float] = {}
    for slot in slots:
        hours[slot.day] = hours.get(slot.day, 0.0) + slot.seconds
    agents = [max(1, int(loads[slot.day] / hours[slot.day])) for slot in slots]
    left = dict(loads)
    for slot, count in zip(slots, agents, strict=True):
        left[slot.day] -= count * slot.seconds
    for at, slot in enumerate(slots):
        if left[slot.day] > 0:
            agents[at] += 1
            left[slot.day] -= slot.seconds
    return agents


class _Desk:
    """The same plays for every number of agents, so that more of them never do worse by chance."""

    def __init__(
        self,
        slots: Sequence[Slot],
        plays: list[list[Job]],
        goal: float,
        loads: dict[int, float],
    ) -> None:
        self._slots = slots
        self._plays = plays
        self._goal = goal
        self._loads = loads
        self._days = max((slot.day for slot in slots), default=-1) + 1
        self._ends: list[float] = []
        end = 0.0
        for slot in slots:
            end += slot.seconds
            self._ends.append(end)
        self._end = end

    def _late(self, agents: Sequence[int]) -> tuple[list[Job], list[int]]:
        """Return the late mails, and how many of each day are judged: due before the end."""
        late, judged = list[Job](), [0] * self._days
        for jobs in self._plays:
            for job, begin in zip(jobs, begins(jobs, self._slots, agents), strict=True):
                if job.due > self._end:
                    continue
                judged[self._slots[job.slot].day] += 1
                if begin + job.handling > job.due:
                    late.append(job)
        return late, judged

    def shares(self, agents: Sequence[int]) -> list[float]:
        """Return by day the share in time; 1.0 for a day on which nothing comes."""
        late, judged = self._late(agents)
        missed = [0] * self._days
        for job in late:
            missed[self._slots[job.slot].day] += 1
        return [1 - bad / all_ if all_ else 1.0 for bad, all_ in zip(missed, judged, strict=True)]

    def enough(self, agents: list[int]) -> list[int]:
        """Add agents until every day meets the goal."""
        for _round in range(_MOST_ROUNDS):
            late, judged = self._late(agents)
            missed = [0] * self._days
            for job in late:
                missed[self._slots[job.slot].day] += 1
            failing = {
                day
                for day, (bad, all_) in enumerate(zip(missed, judged, strict=True))
                if bad > (1 - self._goal) * all_
            }
            if not failing:
                break
            agents = self._more(agents, late, failing)
        return agents

    def _more(self, agents: list[int], late: Sequence[Job], failing: set[int]) -> list[int]:
        """Add agents on each failing day where most of its late mails for each one there wait."""
        added = list(agents)
        for day in failing:
            mine = [job for job in late if self._slots[job.slot].day == day]
            waits = [0] * len(agents)
            for job in mine:
                place = job.slot
                while place < len(agents) and (
                    place == job.slot or self._ends[place - 1] < job.due
                ):
                    waits[place] += 1
                    place += 1
            hours = sum(job.handling for job in mine) / len(self._plays) / _HOUR
            for _agent in range(max(1, int(hours * _STEP))):
                best = max(range(len(agents)), key=lambda at: (waits[at] / (added[at] + 1), -at))
                added[best] += 1
        return added

    def trimmed(self, agents: list[int]) -> list[int]:
        """Take one away wherever the goals are still met without him."""
        by_day = [
            [at for at, slot in enumerate(self._slots) if slot.day == day]
            for day in range(self._days)
        ]
        most = max((len(places) for places in by_day), default=0)
        for rank in range(most):
            fewer = list(agents)
            for places in by_day:
                if rank < len(places) and self._can_go(agents, places, places[rank]):
                    fewer[places[rank]] -= 1
            agents = self._kept(agents, fewer)
        return agents

    def _can_go(self, agents: Sequence[int], places: Sequence[int], place: int) -> bool:
        """Tell whether a day's work can still be done on that day without one of its agents."""
        there = sum(agents[at] * self._slots[at].seconds for at in places)
        rest = there - self._slots[place].seconds
        return agents[place] > 1 and rest >= self._loads[self._slots[place].day]

    def _kept(self, agents: list[int], fewer: list[int]) -> list[int]:
        """Give back what failing days and those beside them need; all where that is no help."""
        if fewer == agents:
            return agents
        for _try in range(2):
            failing = {day for day, share in enumerate(self.shares(fewer)) if share < self._goal}
            if not failing:
                return fewer
            near = {day + by for day in failing for by in (-1, 0, 1)}
            fewer = [
                agents[at] if slot.day in near else fewer[at] for at, slot in enumerate(self._slots)
            ]
        return fewer if min(self.shares(fewer), default=1.0) >= self._goal else agents
