"""What agents do with a ticket; every verb records one event and answers with the new row."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from threading import Lock

from sqlmodel import Session

from agent_console.clock import Clock
from agent_console.desk.events import (
    Assigned,
    Closed,
    Event,
    Fact,
    Judged,
    Labelled,
    MadeSure,
    Noted,
    Reopened,
    Snoozed,
    Undone,
)
from agent_console.desk.labels import LabelName
from agent_console.desk.mail import MailKind
from agent_console.desk.refs import normalise_ref
from agent_console.desk.ticket import ALL_STEPS, TicketState
from agent_console.desk.views import QueueRow, TicketView
from agent_console.errors import ActionRefusedError, NotFoundError, UnsettledError
from agent_console.i18n import _, pgettext
from agent_console.services.complaint_words import complaint_words
from agent_console.services.drafts import DraftKeeping
from agent_console.services.explaining import Explanation, explain_tickets
from agent_console.services.insights import Insights
from agent_console.services.intake import Intake
from agent_console.services.labelling import check_label, said_in_words, type_names
from agent_console.services.rules import Rules
from agent_console.services.timeline import build_view, source_text
from agent_console.store import journal
from agent_console.store import queue as stored_queue
from agent_console.store import tickets as stored
from agent_console.store.engine import Store

_UNDO_STEPS = 100


class TicketService:
    """Shows tickets and records what the agent decides; safe to use from several threads.

    ``seen``, where a verb takes it, is the arrival of the newest mail the agent has looked at: a
    mail that came later wakes the ticket again although this store has it already. Without it
    every mail in the store counts as seen.
    """

    def __init__(
        self,
        store: Store,
        intake: Intake,
        rules: Rules,
        clock: Clock,
        agent: str,
        keeping: DraftKeeping | None = None,
    ) -> None:
        self._store = store
        self._intake = intake
        self._rules = rules
        self._insights = Insights(rules.config)
        self._clock = clock
        self._agent = agent
        self._drafts = keeping or DraftKeeping(store, clock)
        self._done: deque[Event] = deque(maxlen=_UNDO_STEPS)
        self._undoing = Lock()

    def find(self, text: str) -> str:
        """Return the one ticket whose ref begins with ``text``; raises NotFoundError otherwise."""
        prefix = normalise_ref(text)
        with self._store.read() as session:
            refs = stored.find(session, prefix) if prefix else ()
        if len(refs) == 1:
            return refs[0]
        if prefix in refs:
            return prefix
        if refs:
            some = ", ".join(f"#{ref}" for ref in refs[:5])
            raise NotFoundError(
                _("Ticket"),
                _("{text} fits several tickets: {refs}").format(text=text, refs=some),
                _("Type more of the ref."),
            )
        raise NotFoundError(
            _("Ticket"),
            _("there is no ticket {text}").format(text=text),
            _("`agent-console list --view all` shows every ticket."),
        )

    def view(self, ref: str, *, whole: bool = True) -> TicketView:
        """Return the ticket with its timeline.

        Unless ``whole``, what takes long may still be missing: the view is ``partial`` then, and
        asking once more as a whole brings it.
        """
        now = self._clock.now()
        with self._store.read() as session:
            return build_view(session, ref, self._rules, self._insights, now, whole=whole)

    def source(self, key: str) -> str:
        """Return a mail as it came, header and all, as text for reading: at most its first 1 MB.

        Bank accounts are masked. Raises NotFoundError when no mail is called ``key``.
        """
        with self._store.read() as session:
            return source_text(stored.raw_source(session, key))

    def take(self, ref: str) -> QueueRow:
        """Make this agent the one who answers, whoever that was before."""
        return self.record(ref, Assigned(self._agent))

    def release(self, ref: str) -> QueueRow:
        """Give the ticket back to everyone."""
        return self.record(ref, Assigned(""))

    def note(self, ref: str, text: str) -> QueueRow:
        """Keep an internal note; it is never sent to anyone."""
        if not text.strip():
            raise ActionRefusedError(_("Note"), _("the note is empty"), _("Write something first."))
        row = self.record(ref, Noted(text.strip()))
        self._drafts.forget(ref, "note")
        return row

    def close(
        self,
        ref: str,
        reason: str = "",
        *,
        ignore_thanks: bool = False,
        seen: datetime | None = None,
    ) -> QueueRow:
        """Settle the ticket; with ``ignore_thanks``, a mail that only thanks leaves it so.

        Raises UnsettledError for a complaint of which nobody has made sure that it is solved.
        """
        fact = Closed(reason, "thanks" if ignore_thanks else "")
        self._refuse_unsettled(ref)
        return self.record(ref, fact, forbidden=(TicketState.CLOSED,), seen=seen)

    def make_sure(self, ref: str, reason: str) -> QueueRow:
        """Settle the last step of a complaint without asking the customer, for a reason."""
        if not reason.strip():
            raise ActionRefusedError(
                _("Complaint"), _("no reason is given"), _("Say why nobody has to ask.")
            )
        return self.record(ref, MadeSure(reason.strip()))

    def label(self, ref: str, what: LabelName, value: str) -> QueueRow:
        """Say what the ticket is; "" leaves it to the rules again.

        Raises ActionRefusedError for a value that there is not.
        """
        check_label(what, value)
        return self.record(ref, Labelled(what.value, value))

    def judge(self, ref: str, key: str, kind: MailKind) -> QueueRow:
        """Say what wrote the mail ``key``: a person or a machine; its sender's mails count so, too.

        A report about a mail of ours says nothing of its sender, so no rule comes of it.
        """
        with self._store.read() as session:
            mail = stored.mail(session, key)
        a_report = MailKind.DELIVERY_REPORT in (mail.kind, kind)
        sender = mail.sender.email.lower() if mail.sender and not a_report else ""
        return self.record(ref, Judged(key, kind.value, sender))

    def hand_over(self, ref: str, owner: str, note: str = "") -> QueueRow:
        """Give the ticket to a colleague, with a note that is kept on it."""
        if not owner.strip():
            raise ActionRefusedError(_("Hand over"), _("nobody is named"), _("Name a colleague."))
        return self.record(ref, Assigned(owner.strip()), note=note.strip())

    def types(self) -> tuple[tuple[str, str, int], ...]:
        """Return id, name in the language of now, and level of every request type."""
        return type_names()

    def explain(self, ref: str) -> Explanation:
        """Return why a ticket is what it is, is due when it is, and stands where it does."""
        now, config = self._clock.now(), self._rules.config
        (told,) = explain_tickets(self._store, config, (ref,), now)
        return told

    def reopen(self, ref: str) -> QueueRow:
        """Take a ticket back into work."""
        return self.record(ref, Reopened(), forbidden=(TicketState.NEW, TicketState.OPEN))

    def snooze(self, ref: str, until: datetime, *, seen: datetime | None = None) -> QueueRow:
        """Let the ticket sleep until then; a mail of the customer wakes it earlier."""
        if until <= self._clock.now():
            raise ActionRefusedError(
                _("Snooze"), _("that time is over"), _("Choose a time that lies ahead.")
            )
        return self.record(ref, Snoozed(until), forbidden=(TicketState.CLOSED,), seen=seen)

    def undo_last(self) -> str:
        """Take back what was last recorded here, and say in words what that was.

        Raises ActionRefusedError when there is nothing, or when somebody else has changed that
        ticket since: what then follows from taking it back, nobody could foresee. That act is given
        up, and the next call takes back the one before.
        """
        with self._undoing:
            if not self._done:
                raise ActionRefusedError(_("Undo"), _("there is nothing to take back"))
            event = self._done[-1]
            with self._store.write(durable=True) as session:
                other = _changed_since(journal.of_ticket(session, event.ticket), event)
                if not other:
                    self._append(session, event.ticket, Undone(event.id))
            with suppress(ValueError):
                self._done.remove(event)
        if other:
            raise ActionRefusedError(
                _("Undo"),
                _("{name} has changed #{ref} since").format(name=other, ref=event.ticket),
                _("Open the ticket and decide there."),
            )
        return _("taken back on #{ref}: {what}").format(
            ref=event.ticket, what=_verb_in_words(event.fact)
        )

    def record(
        self,
        ref: str,
        fact: Fact,
        *,
        forbidden: tuple[TicketState, ...] = (),
        seen: datetime | None = None,
        note: str = "",
    ) -> QueueRow:
        """Check and record ``fact``, after a ``note``, as one; return the ticket's new row."""
        now = self._clock.now()
        self._rules.calendar(now)  # the first time the holidays are loaded: not under the lock
        with self._store.write(durable=True) as session:
            ticket = stored.load(session, ref)
            state = ticket.state_at(now)
            if state in forbidden:
                words = _("#{ref} is {state} already").format(ref=ref, state=state_in_words(state))
                raise ActionRefusedError(_("Ticket"), words)
            if isinstance(fact, Assigned) and fact.owner == ticket.owner:
                raise ActionRefusedError(_("Ticket"), _has_it_already(ref, fact, self._agent))
            if isinstance(fact, Noted):
                self._drafts.use_up(session, ref, "note", fact.text)
            if note:
                self._append(session, ref, Noted(note), seen)
            event = self._append(session, ref, fact, seen)
            row = stored_queue.row(session, ref, now)
        if row is None:
            raise NotFoundError(_("Ticket"), _("there is no ticket #{ref}").format(ref=ref))
        self._done.append(event)
        return row

    def _refuse_unsettled(self, ref: str) -> None:
        with self._store.read() as session:
            ticket = stored.load(session, ref)
        if ticket.asks.complaint and ticket.steps < ALL_STEPS:
            raise UnsettledError(
                _("Complaint"),
                _("nobody has made sure yet that #{ref} is solved").format(ref=ref),
                _("Ask the customer, or say why nobody has to."),
            )

    def _append(
        self, session: Session, ref: str, fact: Fact, seen: datetime | None = None
    ) -> Event:
        event = Event(
            id=journal.next_event_id(session),
            ticket=ref,
            at=self._clock.now(),
            agent=self._agent,
            fact=fact,
            seen=seen or stored.newest_received(session, ref),
        )
        self._intake.record(session, event)
        return event


def _changed_since(events: Iterable[Event], mine: Event) -> str:
    """Return who else changed the ticket after ``mine`` (a note changes nothing), else ""."""
    later = False
    for event in events:
        if later and event.agent != mine.agent and not isinstance(event.fact, Noted):
            return event.agent
        later = later or event.id == mine.id
    return ""


def _has_it_already(ref: str, fact: Assigned, agent: str) -> str:
    if not fact.owner:
        return _("#{ref} belongs to nobody").format(ref=ref)
    if fact.owner == agent:
        return _("#{ref} is yours already").format(ref=ref)
    return _("{name} has #{ref} already").format(name=fact.owner, ref=ref)


def state_in_words(state: TicketState) -> str:
    """Return the word for a state."""
    return {
        TicketState.NEW: _("new"),
        TicketState.OPEN: _("open"),
        TicketState.WAITING: _("waiting for the customer"),
        TicketState.SNOOZED: _("snoozed"),
        TicketState.CLOSED: _("closed"),
    }[state]


def _verb_in_words(fact: Fact) -> str:
    match fact:
        case Assigned(owner=""):
            return _("released")
        case Assigned():
            return _("assigned")
        case Noted():
            return pgettext("what was taken back", "note")
        case Closed():
            return _("closed")
        case Reopened():
            return _("reopened")
        case Snoozed():
            return _("snoozed")
        case Labelled() | Judged():
            return said_in_words(fact)
        case _:
            return complaint_words(fact) or _("change")
