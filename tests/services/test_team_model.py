"""Consoles that act, break off, restart and write again in any order end with the same store."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from agent_console.errors import ActionRefusedError
from tests.services.team_kit import Console, team
from tests.services.test_team_events import refs
from tests.team.server import Fault

pytestmark = pytest.mark.promise("anything between two stores", "P13")

WHO = st.integers(0, 2)
WHICH = st.integers(0, 2)
AGENTS = ("Anna", "Bert", "Carl")


class TeamOfStores(RuleBasedStateMachine):
    """Three real stores, one journal with faults; nothing but the journal connects them."""

    @initialize()
    def begin(self) -> None:
        self.stack = ExitStack()
        folder = self.stack.enter_context(tempfile.TemporaryDirectory())
        self.consoles: Sequence[Console] = self.stack.enter_context(team(Path(folder), *AGENTS))
        self.acts = 0
        self.told: set[str] = set()

    def _note_events(self, console: Console) -> None:
        self.told.update(console.events())

    @rule(who=WHO, which=WHICH, verb=st.sampled_from(["note", "close", "reopen", "take", "merge"]))
    def act(self, who: int, which: int, verb: str) -> None:
        console = self.consoles[who]
        open_refs = refs(console)
        ref = open_refs[which % len(open_refs)]
        tickets = console.desk.tickets
        self.acts += 1
        with suppress(ActionRefusedError):
            if verb == "note":
                tickets.note(ref, f"Notiz {self.acts}")
            elif verb == "merge":
                console.desk.joining.merge(ref, open_refs[0])
            elif verb == "take":
                tickets.hand_over(ref, f"Agent {self.acts}")
            else:
                getattr(tickets, verb)(ref)
        self._note_events(console)

    @rule(who=WHO)
    def undo(self, who: int) -> None:
        console = self.consoles[who]
        with suppress(ActionRefusedError):
            console.desk.tickets.undo_last()
        self._note_events(console)

    @rule(who=WHO, fault=st.sampled_from(list(Fault)))
    def sync(self, who: int, fault: Fault) -> None:
        console = self.consoles[who]
        line = console.server.connect()
        line.fault = fault
        console.sync(line)

    @rule(who=WHO)
    def restart(self, who: int) -> None:
        self.consoles[who].restart()

    @rule()
    def deliver(self) -> None:
        self.consoles[0].server.deliver_delayed()

    @rule(minutes=st.integers(1, 90))
    def time_passes(self, minutes: int) -> None:
        self.consoles[0].clock.move(timedelta(minutes=minutes))
        self.consoles[0].server.pass_time(timedelta(minutes=minutes))

    @rule(who=WHO)
    def compact(self, who: int) -> None:
        console = self.consoles[who]
        console.sync()
        console.ledger.tell(*console.ledger.due_snapshot(1))
        console.sync()

    def teardown(self) -> None:
        if not hasattr(self, "consoles"):
            return
        with self.stack:
            self.consoles[0].server.deliver_delayed()
            for _round in range(3):
                for console in self.consoles:
                    console.sync()
            one, *others = self.consoles
            assert set(one.events()) == self.told, "no event is lost"
            for other in others:
                assert other.events() == one.events()
                assert other.tickets() == one.tickets()
                assert other.ledger.fold.digest() == one.ledger.fold.digest()
            assert one.events() == list(one.ledger.fold.log)
            one.restart()
            one.sync()
            assert one.ledger.fold.digest() == others[0].ledger.fold.digest()


TestTeamOfStores = TeamOfStores.TestCase
TestTeamOfStores.settings = settings(
    max_examples=12,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
