"""A day's work of a team: four consoles, one queue, processes that die and lines that break.

``python -m tests.e2e.team_day --tickets 300 --minutes 4 [--mdbox]`` works on a Dovecot of its own
and prints what came of it; exit code 1 when a customer got no answer or two, or stores differ.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from email.parser import BytesHeaderParser
from pathlib import Path
from random import Random
from threading import Event, Thread

from agent_console.desk.states import OutboxState, QueueView
from agent_console.services.team_digest import TeamDigest, team_digest
from tests.e2e.conftest import Servers, servers_for
from tests.e2e.dovecot import dovecot
from tests.e2e.running import Call, Running, nursery
from tests.e2e.smtp import Accepted
from tests.e2e.team_kit import SECONDS, Member, customers_write, wait_for
from tests.faults.proxy import FaultProxy, Harm

NAMES = ("Anna", "Bert", "Carl", "Dora")
_SHARE = 0.6
"""How much of the time agents wait between answers, so that all is answered when it ends."""
_AT_A_TIME = 6
_SETTLE_SECONDS = 180.0
_OFFLINE = Harm(cut_down=0)


@dataclass(frozen=True, slots=True)
class Plan:
    """How large the day is: so many tickets, and trouble for so many seconds, every ``every``."""

    tickets: int
    seconds: float
    every: float = 5.0
    seed: int = 1


@dataclass(slots=True)
class Day:
    """What came of it. ``answers`` counts what the sending server took, by customer."""

    plan: Plan
    seconds: float = 0.0
    answers: Counter[str] = field(default_factory=Counter)
    trouble: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    by: Counter[str] = field(default_factory=Counter)
    digests: dict[str, TeamDigest | None] = field(default_factory=dict)
    errors: str = ""

    @property
    def wrong(self) -> list[str]:
        """What must not be, in words."""
        found = [f"{who} got {times} answers" for who, times in self.answers.items() if times != 1]
        if len(self.answers) != self.plan.tickets:
            found.append(f"{len(self.answers)} of {self.plan.tickets} customers got an answer")
        if len(set(self.digests.values())) != 1 or None in self.digests.values():
            found.append(f"stores differ: {self.digests}")
        return [*found, self.errors] if self.errors else found

    def lines(self) -> Iterator[str]:
        """Yield it for people."""
        yield f"{self.plan.tickets} tickets, {self.seconds:.0f} s, {sum(self.by.values())} answers"
        for name, counted in (("by", self.by), ("trouble", self.trouble), ("told", self.told)):
            yield f"{name}: " + ", ".join(f"{what} {n}" for what, n in sorted(counted.items()))
        for name, digest in self.digests.items():
            yield f"{name}: {digest}"
        yield "\n".join(self.wrong) or "every customer got exactly one answer; all stores are equal"


class Ledger(list[Accepted]):
    """What the sending server took; each mail's Message-ID is in the file before it says so."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        file.touch()

    def append(self, mail: Accepted) -> None:
        """Take a mail."""
        header = BytesHeaderParser().parsebytes(mail.content.partition(b"\r\n\r\n")[0])
        with self._file.open("a", encoding="utf-8") as out:
            out.write(f"{header['Message-ID']}\n")
        super().append(mail)


class Agent:
    """A member whose desk is worked by a process as well, behind lines of its own."""

    def __init__(
        self, folder: Path, name: str, servers: Servers, stack: ExitStack, pause: float
    ) -> None:
        self.imap = stack.enter_context(FaultProxy(servers.imap.port))
        self.smtp = stack.enter_context(FaultProxy(servers.smtp.config.port))
        self.member = Member(
            folder / name,
            name,
            servers,
            imap=servers.imap.model_copy(update={"port": self.imap.port}),
            smtp=servers.smtp.config.model_copy(update={"port": self.smtp.port}),
        )
        self._log = folder / "taken"
        self._pause = pause
        self._said = folder / f"{name}.said"
        self._errors = folder / f"{name}.errors"
        self._worker: Running | None = None
        stack.callback(self.close)

    def start(self) -> None:
        """Start what does not run of engine and desk."""
        if self.member.engine is None:
            self.member.start()
        if self._worker is None:
            call = Call(
                "tests.e2e.team_worker",
                [
                    str(self.member.program.home),
                    "--log",
                    str(self._log),
                    "--pause",
                    str(self._pause),
                ],
                self.member.environment(),
                str(self._said),
                str(self._errors),
            )
            self._worker = nursery().start(call)

    def kill_desk(self) -> None:
        """Let the agent's process die at any point."""
        if self._worker is not None:
            self._worker.kill()
            self._worker = None

    def stop_working(self) -> None:
        """Let the agent go home; the engine stays."""
        if self._worker is not None:
            self._worker.end(SECONDS)
            self._worker = None

    def close(self) -> None:
        """End everything."""
        self.kill_desk()
        self.member.close()

    def is_done(self) -> bool:
        """Tell whether nothing is open and nothing waits here."""
        desk = self.member.desk
        waiting = self.member.team.status()
        return (
            waiting is not None
            and not waiting.waiting
            and not any(one.state is not OutboxState.PARTIAL for one in desk.outbox.unfinished())
            and not desk.queue.page(QueueView.OPEN, 0, 1).rows
        )

    def crashed(self) -> bool:
        """Tell whether the agent's process ended of its own."""
        return self._worker is not None and self._worker.ended(0.0)

    def said(self) -> Counter[str]:
        """Return what the agent told, counted."""
        lines = self._said.read_text(encoding="utf-8").splitlines() if self._said.exists() else []
        return Counter(line.split(" ")[0] for line in lines)

    def errors(self) -> str:
        """Return what went wrong in the agent's process."""
        files = [file for file in (self._errors, self.member.crash) if file.exists()]
        return "".join(file.read_text(encoding="utf-8") for file in files)


class Trouble:
    """Lets processes die and lines break; one of the agents at a time."""

    def __init__(self, agents: list[Agent], plan: Plan) -> None:
        self._agents = agents
        self._plan = plan
        self._dice = Random(plan.seed)  # noqa: S311 - no secret
        self.done: Counter[str] = Counter()
        self._mends: list[tuple[float, Agent]] = []

    def make(self) -> None:
        """Do something bad."""
        agent = self._dice.choice(self._agents)
        kinds = ("engine", "desk", "both", "cut", "offline", "post")
        (kind,) = self._dice.choices(kinds, (3, 1, 1, 3, 2, 2))
        self.done[kind] += 1
        if kind in ("engine", "both") and agent.member.engine is not None:
            agent.member.kill()
        if kind in ("desk", "both"):
            agent.kill_desk()
        if kind == "offline":
            agent.imap.harm = agent.smtp.harm = _OFFLINE
        if kind == "post":
            agent.smtp.harm = self._broken_post()
        if kind in ("cut", "offline"):
            agent.imap.cut_all()
        away = 3 * self._plan.every if kind == "post" else self._dice.uniform(0.0, 4.0)
        self._mends.append((time.monotonic() + away, agent))

    def _broken_post(self) -> Harm:
        """Return a line that breaks within the sign-in, the mail, or the answer to it."""
        if self._dice.random() < 0.5:
            return Harm(cut_down=self._dice.randrange(1_600, 1_760))
        return Harm(cut_up=self._dice.randrange(700, 1_440))

    def mend(self, *, all_of_it: bool = False) -> None:
        """Bring back what has been away long enough."""
        now = time.monotonic()
        due = [one for one in self._mends if all_of_it or one[0] <= now]
        self._mends = [one for one in self._mends if one not in due]
        for _at, agent in due:
            agent.imap.harm = agent.smtp.harm = Harm()
            agent.start()


@contextmanager
def customers(servers: Servers, plan: Plan) -> Iterator[None]:
    """Let a third of the customers have written, and the others write during the day."""
    first = plan.tickets // 3
    customers_write(servers, 0, first)
    stop = Event()

    def write() -> None:
        for number in range(first, plan.tickets, _AT_A_TIME):
            stop.wait(plan.seconds * _SHARE * _AT_A_TIME / plan.tickets)
            customers_write(servers, number, min(_AT_A_TIME, plan.tickets - number))

    writing = Thread(target=write)
    writing.start()
    try:
        yield
    finally:
        stop.set()
        writing.join(SECONDS)


def work(folder: Path, servers: Servers, plan: Plan) -> Day:
    """Let the team work, and say what came of it."""
    day = Day(plan)
    servers.smtp.mails = Ledger(folder / "taken")
    pause = _SHARE * plan.seconds * len(NAMES) / plan.tickets
    begun = time.monotonic()
    with ExitStack() as stack:
        agents = [Agent(folder, name, servers, stack, pause) for name in NAMES]
        stack.enter_context(customers(servers, plan))
        for agent in agents:
            agent.start()
        day.trouble = _suffer(agents, plan)
        _settle(agents, servers, plan)
        day.seconds = time.monotonic() - begun
        day.digests = _digests(agents)
        for agent in agents:
            day.told += agent.said()
            day.errors += agent.errors()
    for mail in servers.smtp.mails:
        day.answers.update(mail.recipients)
        day.by[BytesHeaderParser().parsebytes(mail.content)["From"].split()[0]] += 1
    return day


def _suffer(agents: list[Agent], plan: Plan) -> Counter[str]:
    """Make trouble as long as the plan says, from the moment on at which all are there."""
    wait_for(lambda: all(agent.member.is_online() for agent in agents), 2 * SECONDS)
    trouble = Trouble(agents, plan)
    end = time.monotonic() + plan.seconds
    next_one = time.monotonic() + plan.every
    while time.monotonic() < end:
        time.sleep(0.05)
        trouble.mend()
        if time.monotonic() >= next_one:
            trouble.make()
            next_one += plan.every
        if any(agent.crashed() for agent in agents):
            break
    trouble.mend(all_of_it=True)
    return trouble.done


def _settle(agents: list[Agent], servers: Servers, plan: Plan) -> None:
    """Wait until everything is answered, and everything told."""
    end = time.monotonic() + _SETTLE_SECONDS
    while time.monotonic() < end and not any(agent.crashed() for agent in agents):
        answered = {mail.recipients for mail in servers.smtp.mails}
        if len(answered) >= plan.tickets and all(agent.is_done() for agent in agents):
            break
        time.sleep(0.2)
    for agent in agents:
        agent.stop_working()


def _digests(agents: list[Agent]) -> dict[str, TeamDigest | None]:
    """Return the digests of all stores, once they agree, or at the latest after a while."""
    end = time.monotonic() + SECONDS
    while True:
        found = {agent.member.name: team_digest(agent.member.desk.store) for agent in agents}
        if len(set(found.values())) == 1 or time.monotonic() > end:
            return found
        time.sleep(0.2)


def main() -> int:
    """Work a day, and tell."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--tickets", type=int, default=300)
    options.add_argument("--minutes", type=float, default=4.0)
    options.add_argument("--every", type=float, default=5.0, help="seconds between two troubles")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--mdbox", action="store_true", help="Dovecot keeps mails as mdbox")
    options.add_argument("--keep", type=Path, help="a new folder for the stores, which stays")
    chosen = options.parse_args()
    logging.getLogger("mail.log").setLevel(logging.ERROR)
    plan = Plan(chosen.tickets, chosen.minutes * 60, chosen.every, chosen.seed)
    with ExitStack() as stack:
        made = stack.enter_context(tempfile.TemporaryDirectory(prefix="team-day-"))
        folder: Path = chosen.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        storage = "mdbox" if chosen.mdbox else "maildir"
        server = stack.enter_context(dovecot(storage=storage))
        day = work(folder, stack.enter_context(servers_for(server, "teamday", folder)), plan)
    print(storage)
    print("\n".join(day.lines()))
    return 1 if day.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
