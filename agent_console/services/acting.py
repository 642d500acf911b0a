"""What agents decide, recorded as events, and taken back again: the one door to the journal."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING

from agent_console.clock import Clock
from agent_console.desk.events import (
    Assigned,
    Contacted,
    Event,
    Fact,
    Noted,
    Split,
    TimeSpent,
    Undone,
)
from agent_console.desk.records import is_record
from agent_console.desk.states import TicketState
from agent_console.desk.views import QueueRow
from agent_console.errors import ActionRefusedError, NotFoundError
from agent_console.i18n import _, ngettext
from agent_console.services.drafts import DraftKeeping
from agent_console.services.intake import Intake
from agent_console.services.rules import Rules
from agent_console.services.team_roles import need_role_for
from agent_console.store import journal, kin
from agent_console.store import queue as stored_queue
from agent_console.store import tickets as stored
from agent_console.store.engine import Store

if TYPE_CHECKING:
    from sqlmodel import Session

_UNDO_STEPS = 100


@dataclass(frozen=True, slots=True)
class Act:
    """What is to be recorded on one ticket, as one; ``seen`` is the newest mail looked at.

    What is for a merged ticket goes to the one it lives on in, unless ``exact``.
    """

    ref: str
    facts: tuple[Fact, ...]
    forbidden: tuple[TicketState, ...] = ()
    seen: datetime | None = None
    exact: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class _Done:
    """What one key did: the events that undo takes back together, or how to bring it back."""

    events: tuple[Event, ...] = ()
    restore: Callable[[], str] | None = field(default=None)


class Acts:
    """Records what the agent decides, and takes it back; safe to use from several threads."""

    def __init__(
        self, store: Store, intake: Intake, rules: Rules, clock: Clock, agent: str,
        keeping: DraftKeeping | None = None,
    ) -> None:  # fmt: skip
        self.store = store
        self.clock = clock
        self.agent = agent
        self.drafts = keeping or DraftKeeping(store, clock)
        self._intake = intake
        self._rules = rules
        self._done: deque[_Done] = deque(maxlen=_UNDO_STEPS)
        self._undoing = Lock()
        self.drafts.on_thrown = self.remember

    def record(self, act: Act) -> QueueRow:
        """Check and record one act; return the ticket's new row."""
        (row,) = self.record_all((act,))
        return row

    def record_all(
        self, acts: Sequence[Act], on_progress: Callable[[int], None] | None = None
    ) -> tuple[QueueRow, ...]:
        """Check and record these acts: all of them or, when one is refused, none.

        One undo takes all of them back. ``on_progress`` is told how many are done.
        """
        now = self.clock.now()
        self._rules.calendar(now)  # the first time the holidays are loaded: not under the lock
        events: list[Event] = []
        with self.store.write(durable=True) as session:
            need_role_for(session, (fact for act in acts for fact in act.facts))
            for number, act in enumerate(acts, 1):
                events += self._record(session, act, now)
                if on_progress is not None:
                    on_progress(number)
            rows = [_row(session, act.ref, now) for act in acts]
        self._done.append(_Done(tuple(events)))
        return tuple(_there(row, act.ref) for row, act in zip(rows, acts, strict=True))

    def record_about(self, record: str, facts: Sequence[Fact]) -> tuple[Event, ...]:
        """Record facts about something that is no ticket (see ``desk.records``), as one."""
        return self.record_about_all([(record, facts)])

    def record_about_all(self, told: Sequence[tuple[str, Sequence[Fact]]]) -> tuple[Event, ...]:
        """Record facts about several such things, as one: one undo takes all of them back."""
        with self.store.write(durable=True) as session:
            need_role_for(session, [fact for _record, facts in told for fact in facts])
            events = tuple(
                self._append(session, record, fact) for record, facts in told for fact in facts
            )
        self._done.append(_Done(events))
        return events

    def jot(self, ref: str, fact: Fact) -> None:
        """Record something by the way: undo knows nothing of it."""
        with self.store.write(durable=False) as session:
            need_role_for(session, (fact,))
            self._append(session, kin.root_of(session, ref), fact)

    def forget_last(self) -> None:
        """Let undo know nothing of what was recorded last."""
        with suppress(IndexError):
            self._done.pop()

    def row(self, ref: str) -> QueueRow:
        """Return the row of a ticket, or of the one it lives on in."""
        with self.store.read() as session:
            return _there(_row(session, ref, self.clock.now()), ref)

    def remember(self, restore: Callable[[], str]) -> None:
        """Let the next undo call ``restore``, which says in words what it brought back."""
        self._done.append(_Done(restore=restore))

    def undo_last(self) -> str:
        """Take back what was last done here, and say in words what that was.

        Raises ActionRefusedError when there is nothing, or when somebody else has changed that
        ticket since: what then follows from taking it back, nobody could foresee. That act is given
        up, and the next call takes back the one before.
        """
        with self._undoing:
            if not self._done:
                raise ActionRefusedError(_("Undo"), _("there is nothing to take back"))
            done = self._done[-1]
            try:
                words = done.restore() if done.restore else self._take_back(done.events)
            except ActionRefusedError:
                self._forget(done)
                raise
            self._forget(done)
            return words

    def _forget(self, done: _Done) -> None:
        with suppress(ValueError):
            self._done.remove(done)

    def _take_back(self, events: Sequence[Event]) -> str:
        refs = list(dict.fromkeys(event.ticket for event in events))
        last = next((one for one in events if isinstance(one.fact, Contacted)), events[-1])
        with self.store.write(durable=True) as session:
            need_role_for(session, ())
            others = {ref: self._other(session, ref, events) for ref in refs}
            for event in reversed(events):
                if not others[event.ticket]:
                    self._append(session, event.ticket, Undone(event.id))
        changed = {ref: name for ref, name in others.items() if name}
        if len(changed) == len(refs):
            raise _changed_by(*next(iter(changed.items())))
        what = _verb_in_words(last.fact)
        if all(map(is_record, refs)):
            return _("taken back: {what}").format(what=what)
        if len(refs) == 1:
            return _("taken back on #{ref}: {what}").format(ref=last.ticket, what=what)
        n = len(refs) - len(changed)
        said = ngettext(
            "taken back on {n} ticket: {what}", "taken back on {n} tickets: {what}", n
        ).format(n=n, what=what)
        if not changed:
            return said
        left = ngettext(
            "{n} ticket was changed by somebody else since and stays",
            "{n} tickets were changed by somebody else since and stay",
            len(changed),
        )
        return f"{said}; {left.format(n=len(changed))}"

    def _other(self, session: Session, ref: str, events: Sequence[Event]) -> str:
        own = [event for event in events if event.ticket == ref]
        refs = [kin.root_of(session, ref)]
        refs += [event.fact.ref for event in own if isinstance(event.fact, Split)]
        told = [event for one in refs for event in journal.of_ticket(session, one)]
        return _changed_since(told, own[0])

    def _record(self, session: Session, act: Act, now: datetime) -> list[Event]:
        root = kin.root_of(session, act.ref)
        ref = act.ref if act.exact else root
        ticket = stored.load(session, root)
        state = ticket.state_at(now)
        if state in act.forbidden:
            from agent_console.services.act_words import state_in_words

            words = _("#{ref} is {state} already").format(ref=ref, state=state_in_words(state))
            raise ActionRefusedError(_("Ticket"), words)
        for fact in act.facts:
            if isinstance(fact, Assigned) and fact.owner == ticket.owner:
                raise ActionRefusedError(_("Ticket"), _has_it_already(ref, fact, self.agent))
        if isinstance(act.facts[-1], Noted):
            self.drafts.use_up(session, ref, "note", act.facts[-1].text)
        return [self._append(session, ref, fact, act.seen) for fact in act.facts]

    def _append(
        self, session: Session, ref: str, fact: Fact, seen: datetime | None = None
    ) -> Event:
        event = Event(
            id=journal.next_event_id(session),
            ticket=ref,
            at=self.clock.now(),
            agent=self.agent,
            fact=fact,
            seen=seen or stored.newest_received(session, ref),
        )
        self._intake.record(session, event)
        return event


def _row(session: Session, ref: str, now: datetime) -> QueueRow | None:
    return stored_queue.row(session, kin.root_of(session, ref), now)


def _there(row: QueueRow | None, ref: str) -> QueueRow:
    if row is None:
        raise NotFoundError(_("Ticket"), _("there is no ticket #{ref}").format(ref=ref))
    return row


def _changed_since(events: Iterable[Event], mine: Event) -> str:
    """Return who else changed the ticket after ``mine`` (a note changes nothing), else ""."""
    later = False
    for event in events:
        if later and event.agent != mine.agent and not isinstance(event.fact, Noted | TimeSpent):
            return event.agent
        later = later or event.id == mine.id
    return ""


def _changed_by(ref: str, name: str) -> ActionRefusedError:
    if is_record(ref):
        words = _("{name} has changed this since").format(name=name)
        return ActionRefusedError(_("Undo"), words, _("Look at it and decide there."))
    words = _("{name} has changed #{ref} since").format(name=name, ref=ref)
    return ActionRefusedError(_("Undo"), words, _("Open the ticket and decide there."))


def _has_it_already(ref: str, fact: Assigned, agent: str) -> str:
    if not fact.owner:
        return _("#{ref} belongs to nobody").format(ref=ref)
    if fact.owner == agent:
        return _("#{ref} is yours already").format(ref=ref)
    return _("{name} has #{ref} already").format(name=fact.owner, ref=ref)


def _verb_in_words(fact: Fact) -> str:
    """Say what is taken back; the words are loaded when something is."""
    from agent_console.services.act_words import verb_in_words

    return verb_in_words(fact)
