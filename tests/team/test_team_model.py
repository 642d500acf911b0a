"""Up to five consoles and everything that can go wrong between them, in any order."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from agent_console.desk.journal_entry import Entry
from agent_console.desk.journal_order import replay
from agent_console.desk.journal_snapshot import snapshots_in
from agent_console.mail.journal_message import read_message
from tests.team.console import JOURNAL, RING, Console, Outside
from tests.team.server import FakeConnection, Fault, JournalServer

pytestmark = pytest.mark.promise("anything between up to five consoles", "P13")

TICKETS = ("T1", "T2", "T3")
CONSOLES = st.integers(0, 4)
ROUNDS = 12


class TeamMachine(RuleBasedStateMachine):
    """Five people, three tickets, one folder."""

    def __init__(self) -> None:
        super().__init__()
        self.server = JournalServer()
        self.outside = Outside()
        self.consoles: list[Console] = []
        self.lines: dict[str, FakeConnection] = {}
        self.uptime = timedelta()
        self.noted = 0

    @initialize(count=st.integers(2, 5), skews=st.lists(st.integers(-60, 60), min_size=5))
    def begin(self, count: int, skews: list[int]) -> None:
        for number in range(count):
            skew = timedelta(minutes=skews[number])
            self.consoles.append(Console(f"c{number}", self.outside, skew=skew))
            self._connect(self.consoles[-1])

    def _console(self, number: int) -> Console:
        return self.consoles[number % len(self.consoles)]

    def _connect(self, console: Console) -> None:
        line = self.lines[console.name] = self.server.connect()
        console.connect(line)

    @rule(who=CONSOLES, ticket=st.sampled_from(TICKETS))
    def somebody_notes(self, who: int, ticket: str) -> None:
        self.noted += 1
        self._console(who).note(ticket, f"note {self.noted}")

    @rule(who=CONSOLES, ticket=st.sampled_from(TICKETS))
    def somebody_claims(self, who: int, ticket: str) -> None:
        self._console(who).claim(ticket)

    @rule(who=CONSOLES, ticket=st.sampled_from(TICKETS))
    def somebody_gives_back(self, who: int, ticket: str) -> None:
        self._console(who).release(ticket)

    @rule(who=CONSOLES, ticket=st.sampled_from(TICKETS))
    def somebody_begins_to_send(self, who: int, ticket: str) -> None:
        self._console(who).begin_reply(ticket, f"mail of {ticket}", self.uptime)

    @rule(who=CONSOLES, ticket=st.sampled_from(TICKETS))
    def somebody_answers_at_once(self, who: int, ticket: str) -> None:
        console = self._console(who)
        console.claim(ticket)
        console.begin_reply(ticket, f"mail of {ticket}", self.uptime)
        console.finish_reply(self.uptime)

    @rule(
        one=CONSOLES,
        other=CONSOLES,
        ticket=st.sampled_from(TICKETS),
        sends=st.sampled_from(["before", "between", "after", "never"]),
        asks=st.booleans(),
    )
    def somebody_vanishes_while_sending(
        self, one: int, other: int, ticket: str, sends: str, asks: bool
    ) -> None:
        """A colleague takes over after the hour; the first one sends, cut off, at any moment."""
        first, second = self._console(one), self._console(other)
        if first is second:
            return
        first.claim(ticket)
        first.begin_reply(ticket, f"mail of {ticket}", self.uptime)
        if sends == "before":
            self.lines[first.name].fault = Fault.DROPPED
            first.finish_reply(self.uptime)
        first.leave()
        if not second.online:
            self._connect(second)
        self.time_passes(61)
        second.claim(ticket)
        if asks:
            second.settle_old(ticket, f"mail of {ticket}")
        second.begin_reply(ticket, f"mail of {ticket}", self.uptime)
        if sends == "between":
            first.finish_reply(self.uptime)
        second.finish_reply(self.uptime)
        if sends == "after":
            first.finish_reply(self.uptime)

    @rule(one=CONSOLES, other=CONSOLES, ticket=st.sampled_from(TICKETS))
    def somebody_says_too_early_that_nothing_left(self, one: int, other: int, ticket: str) -> None:
        """The look into the sent folder is before the mail, the word of it long behind."""
        first, second = self._console(one), self._console(other)
        if first is second:
            return
        first.claim(ticket)
        first.begin_reply(ticket, f"mail of {ticket}", self.uptime)
        second.sync()
        self.lines[second.name].fault = Fault.DROPPED
        second.settle_old(ticket, f"mail of {ticket}")
        self.lines[first.name].fault = Fault.DROPPED
        first.finish_reply(self.uptime)
        first.leave()
        self.time_passes(61)
        self._connect(second)
        second.claim(ticket)
        second.begin_reply(ticket, f"mail of {ticket}", self.uptime)
        second.finish_reply(self.uptime)

    @rule(who=CONSOLES)
    def somebody_sends(self, who: int) -> None:
        self._console(who).finish_reply(self.uptime)

    @rule(who=CONSOLES, ticket=st.sampled_from(TICKETS))
    def somebody_looks_after_an_old_reply(self, who: int, ticket: str) -> None:
        self._console(who).settle_old(ticket, f"mail of {ticket}")

    @rule(who=CONSOLES)
    def somebody_reads_on(self, who: int) -> None:
        self._console(who).sync()

    @rule(who=CONSOLES)
    def somebody_leaves(self, who: int) -> None:
        self._console(who).leave()

    @rule(who=CONSOLES)
    def somebody_comes_back(self, who: int) -> None:
        self._connect(self._console(who))

    @rule(who=CONSOLES, fault=st.sampled_from(list(Fault)))
    def line_will_fail(self, who: int, fault: Fault) -> None:
        self.lines[self._console(who).name].fault = fault

    @rule(who=CONSOLES)
    def view_is_out_of_date(self, who: int) -> None:
        self.lines[self._console(who).name].stale = 2

    @rule()
    def what_was_delayed_arrives(self) -> None:
        self.server.deliver_delayed()

    @rule(minutes=st.sampled_from([1, 9, 16, 40, 61, 600, 8 * 24 * 60]))
    def time_passes(self, minutes: int) -> None:
        self.server.pass_time(timedelta(minutes=minutes))
        self.uptime += timedelta(minutes=minutes)

    @rule(who=CONSOLES)
    def somebody_compacts(self, who: int) -> None:
        self._console(who).compact()

    @precondition(lambda self: self.server.messages)
    @rule(which=st.integers(0, 1_000))
    def stranger_puts_it_in_again_or_spoils_it(self, which: int) -> None:
        messages = list(self.server.messages.values())
        raw = messages[which % len(messages)].raw
        if which % 2:
            raw = raw.replace(b"A", b"B")
        self.server.put(raw)

    @precondition(lambda self: self.server.messages)
    @rule(which=st.integers(0, 1_000))
    def person_removes_a_message(self, which: int) -> None:
        """Somebody at work has read it, and sees that it is gone before anybody else acts."""
        uid = sorted(self.server.messages)[which % len(self.server.messages)]
        witnesses = [c for c in self.consoles if c.online and uid in c.passed]
        if not witnesses:
            return
        del self.server.messages[uid]
        self.lines[witnesses[0].name].fault = Fault.NONE
        witnesses[0].sync()
        witnesses[0].review()

    @invariant()
    def no_reply_leaves_twice(self) -> None:
        answered = [sent[:3] for sent in self.outside.sent]
        assert len(answered) == len(set(answered)), self.outside.sent

    def teardown(self) -> None:
        """Everybody meets: one fold, the one that a reader of everything comes to."""
        if not self.consoles:
            return
        self._meet()
        self.no_reply_leaves_twice()
        everything = self._everything()
        whole = replay(everything)
        for console in self.consoles:
            fold = console.book.fold
            assert not fold.numbers.missing, (console.name, fold.numbers.missing)
            assert not console.differs
            assert console.book.fold.state() == whole.state()
            assert list(fold.log.values()) == list(whole.log.values())
            assert fold.digest() == whole.digest()
        assert len(whole.log) == self.noted
        for snapshot in snapshots_in(everything, self.server.uidvalidity):
            covered = [entry for entry in everything if entry.uid <= snapshot.upto]
            assert snapshot.fold().digest() == replay(covered).digest()

    def _meet(self) -> None:
        self.server.deliver_delayed()
        for _round in range(ROUNDS):
            before = self.server.uidnext
            for console in self.consoles:
                self._connect(console)
            if self.server.uidnext == before:
                return
        raise AssertionError("the consoles never come to rest")

    def _everything(self) -> list[Entry]:
        read = (
            read_message(RING, JOURNAL, one.uid, one.arrived, one.text)
            for one in self.server.everything
        )
        return [entry for entry in read if isinstance(entry, Entry)]


TestTeam = TeamMachine.TestCase
TestTeam.settings = settings(
    max_examples=40,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
