"""The order of the queue against first come, first served, and against the earliest deadline.

Simulated weeks of a desk: customers write by day and night, most of them on Mondays, agents answer
one ticket after the other in office hours. Calm weeks, full ones and ones with more mail than the
agents can answer are mixed. Deadlines, calendar, weights and key are those of the program. Answers
in time and waiting are counted in office hours.
"""

from __future__ import annotations

import heapq
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import count
from statistics import fmean
from zoneinfo import ZoneInfo

from agent_console.desk.hours import Calendar, Frame
from agent_console.desk.mail import Address, MailKind
from agent_console.desk.priority import Signals, Weights, pulls, spot_of, total
from agent_console.desk.sla import clock_of
from agent_console.desk.targets import Promises, Traits
from agent_console.desk.ticket import Ticket, TicketState
from agent_console.priority_config import PriorityConfig
from agent_console.services.promised import promises_of, weights_of
from agent_console.sla_config import SlaConfig
from benchmarks.figures import Figure, Series
from benchmarks.results import Report, parser

ZONE = ZoneInfo("Europe/Berlin")
OFFICE = Calendar(ZONE, dict.fromkeys(range(5), (Frame(time(9), time(17)),)))
MONDAY = datetime(2026, 3, 2, tzinfo=ZONE)
DAYS = (1.2, 1.05, 0.95, 0.9, 0.85, 0.03, 0.02)
"""How the mail of a week spreads over its days, as shares of a working day."""
BY_NIGHT = 0.25
HOURS = (0.06, 0.13, 0.15, 0.14, 0.10, 0.12, 0.14, 0.16)
LEVELS = (0.45, 0.30, 0.25)
MINUTES = (4.0, 9.0, 18.0)
"""How long an answer of each level takes on average; most take less, some three times as much."""
LOADS = {"calm": 0.9, "full": 1.0, "overrun": 1.15}
QUARTER = ("calm", "calm", "calm", "calm", "full", "full", "full", "full", "overrun", "overrun")
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)

Key = Callable[["Arrival"], datetime]


@dataclass(frozen=True, slots=True)
class Arrival:
    """One mail that needs an answer, and how long the answer takes."""

    ticket: Ticket
    signals: Signals
    due_at: datetime
    takes: timedelta

    @property
    def came(self) -> datetime:
        """When it came in."""
        return self.ticket.waiting_since or self.ticket.opened_at


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of some weeks: late answers, and waiting in office hours until each answer."""

    late: int
    waits: tuple[float, ...]
    complaints: tuple[float, ...]


def main() -> int:
    """Run the benchmark."""
    options = parser(__doc__, runs=10)
    options.add_argument("--agents", type=int, default=6, help="agents (%(default)s)")
    chosen = options.parse_args()
    report = Report("priority", chosen)
    quarters = [
        [week(LOADS[load], chosen.agents, f"{run} {place}") for place, load in enumerate(QUARTER)]
        for run in range(chosen.runs)
    ]
    found = {
        name: [outcome(weeks, chosen.agents, key) for weeks in quarters]
        for name, key in orders().items()
    }
    figures = list(_against(found))
    for load, share in LOADS.items():
        weeks = [[week(share, chosen.agents, f"{load} {run}")] for run in range(chosen.runs)]
        for name, key in orders().items():
            some = [outcome(one, chosen.agents, key) for one in weeks]
            late = Series(name, "", tuple(float(one.late) for one in some))
            figures.append(Figure(f"late answers in one week, {load}: {name}", late))
    return report.finish(figures)


def orders() -> dict[str, Key]:
    """Return the orders that are compared, ours first."""
    known = weights_of(PriorityConfig())
    return {
        "ours": lambda one: _place(one, known),
        "ours, nothing known of the request": lambda one: _place(
            replace(one, signals=Signals(group=one.signals.group)), known
        ),
        "first come, first served": lambda one: one.came,
        "earliest deadline": lambda one: one.due_at,
    }


def _place(one: Arrival, weights: Weights) -> datetime:
    ahead = total(pulls(one.ticket, one.signals, weights))
    return spot_of(one.ticket, one.due_at, ahead=ahead)[1]


def week(load: float, agents: int, seed: str) -> list[Arrival]:
    """Return the arrivals of a week that keeps ``agents`` busy for ``load`` of their time."""
    chance = random.Random(seed)
    promises = promises_of(SlaConfig.model_validate(_SETTINGS))
    mean = sum(share * minutes for share, minutes in zip(LEVELS, MINUTES, strict=True))
    mails = round(load * agents * 5 * 8 * 60 / mean)
    moments = sorted(_moment(chance) for _mail in range(mails))
    return [_arrival(at, promises, chance) for at in moments]


_SETTINGS = {
    "groups": {"vip": ["@vip.example"]},
    "rule": [{"group": "vip", "first_response": "2h", "next_response": "4h"}],
}


def _moment(chance: random.Random) -> datetime:
    day = chance.choices(range(7), DAYS)[0]
    hour = chance.choices(range(9, 17), HOURS)[0]
    if chance.random() < BY_NIGHT:
        hour = chance.choice([*range(7), *range(18, 24)])
    return MONDAY + timedelta(days=day, hours=hour, minutes=chance.random() * 60)


def _arrival(at: datetime, promises: Promises, chance: random.Random) -> Arrival:
    level = chance.choices((1, 2, 3), LEVELS)[0]
    complains = level == 3 and chance.random() < 0.4
    signals = Signals(
        complaint=complains,
        frustration=chance.randint(1, 3) if complains else 0,
        level=level,
        group="vip" if chance.random() < 0.05 else "",
    )
    contacts = chance.choices((1, 2, 3, 4), (0.65, 0.22, 0.09, 0.04))[0]
    ticket = Ticket(
        "7F3K9QWC",
        "Hello",
        Address("kim@example.org"),
        MailKind.HUMAN,
        at,
        state=TicketState.OPEN,
        waiting_since=at,
        first_answered_at=at - HOUR if contacts > 1 else None,
        reopened=int(contacts > 1 and chance.random() < 0.2),
        contacts=contacts,
    )
    policy = promises.policy(Traits(channel="email", group=signals.group))
    clock = clock_of(ticket, policy, OFFICE)
    if clock is None:
        raise ValueError("somebody waits for an answer")
    takes = chance.lognormvariate(0, 0.5) * MINUTES[level - 1] * 0.88 * MINUTE
    return Arrival(ticket, signals, clock.due_at, takes)


def outcome(weeks: Sequence[Sequence[Arrival]], agents: int, key: Key) -> Outcome:
    """Let ``agents`` answer some weeks of mail, each always what stands first by ``key``."""
    late, waits, complaints = 0, [], []
    for arrivals in weeks:
        for one, answered in answers(arrivals, agents, key):
            waited = OFFICE.between(one.came, answered) / HOUR
            late += answered > one.due_at
            waits.append(waited)
            if one.signals.complaint:
                complaints.append(waited)
    return Outcome(late, tuple(waits), tuple(complaints))


def answers(
    arrivals: Sequence[Arrival], agents: int, key: Key
) -> Iterator[tuple[Arrival, datetime]]:
    """Yield every arrival with the moment its answer left; arrivals come in their order."""
    free = [OFFICE.next_opening(MONDAY)] * agents
    queue: list[tuple[datetime, int, Arrival]] = []
    numbers = count()
    coming = iter(arrivals)
    following = next(coming, None)
    while queue or following is not None:
        now = heapq.heappop(free)
        if not queue and following is not None:
            now = max(now, OFFICE.next_opening(following.came))
        while following is not None and following.came <= now:
            heapq.heappush(queue, (key(following), next(numbers), following))
            following = next(coming, None)
        _key, _number, one = heapq.heappop(queue)
        answered = OFFICE.add(now, one.takes)
        heapq.heappush(free, answered)
        yield one, answered


def _against(found: dict[str, list[Outcome]]) -> Iterator[Figure]:
    ours = found["ours"]
    for name in list(found)[1:]:
        peers, bar = found[name], None if name.startswith("ours") else 1.0
        yield Figure(
            f"late answers in {len(QUARTER)} weeks, ours and {name}",
            Series("ours", "", tuple(float(one.late) for one in ours)),
            Series(name, "", tuple(float(one.late) for one in peers)),
            bar,
        )
        yield Figure(
            f"mean wait in office hours, ours and {name}",
            Series("ours", "", tuple(fmean(one.waits) for one in ours)),
            Series(name, "", tuple(fmean(one.waits) for one in peers)),
            bar,
        )
        yield Figure(
            f"mean wait of complaints in office hours, ours and {name}",
            Series("ours", "", tuple(fmean(one.complaints) for one in ours)),
            Series(name, "", tuple(fmean(one.complaints) for one in peers)),
        )


if __name__ == "__main__":
    sys.exit(main())
