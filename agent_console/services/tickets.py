"""What agents do with a ticket; every verb records one event and answers with the new row."""

from __future__ import annotations

from datetime import datetime

from agent_console.clock import Clock
from agent_console.desk.events import (
    Assigned,
    Closed,
    Fact,
    Judged,
    Labelled,
    MadeSure,
    Noted,
    Reopened,
    Snoozed,
)
from agent_console.desk.labels import LabelName
from agent_console.desk.mail import MailKind
from agent_console.desk.refs import normalise_ref
from agent_console.desk.ticket import ALL_STEPS, TicketState
from agent_console.desk.views import QueueRow, TicketView
from agent_console.errors import ActionRefusedError, NotFoundError, UnsettledError
from agent_console.i18n import _
from agent_console.services.acting import Act, Acts
from agent_console.services.drafts import DraftKeeping
from agent_console.services.explaining import Explanation, explain_tickets
from agent_console.services.insights import Insights
from agent_console.services.intake import Intake
from agent_console.services.labelling import check_label, type_names
from agent_console.services.rules import Rules
from agent_console.services.team_hold import TicketHold
from agent_console.services.timeline import build_view, source_text
from agent_console.store import customer_tickets, kin
from agent_console.store import tickets as stored
from agent_console.store.engine import Store


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
        self.acts = Acts(store, intake, rules, clock, agent, keeping)
        self._hold = TicketHold(store, clock)
        self._store = store
        self._rules = rules
        self._insights = Insights(rules.config)
        self._clock = clock
        self._agent = agent

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
            ref = kin.root_of(session, ref)
            return build_view(session, ref, self._rules, self._insights, now, whole=whole)

    def others(self, ref: str) -> tuple[QueueRow, ...]:
        """Return the other tickets of its customer, the newest first."""
        with self._store.read() as session:
            ref = kin.root_of(session, ref)
            return customer_tickets.others(session, ref, self._clock.now())

    def source(self, key: str) -> str:
        """Return a mail as it came, header and all, as text for reading: at most its first 1 MB.

        Bank accounts are masked. Raises NotFoundError when no mail is called ``key``.
        """
        with self._store.read() as session:
            return source_text(stored.raw_source(session, key))

    def take(self, ref: str) -> QueueRow:
        """Make this agent the one who answers, whoever that was before.

        Raises ActionRefusedError when a colleague of the team is answering it.
        """
        self._hold.take(ref)
        return self.record(ref, Assigned(self._agent))

    def release(self, ref: str) -> QueueRow:
        """Give the ticket back to everyone."""
        row = self.record(ref, Assigned(""))
        self._hold.give_back(ref)
        return row

    def note(self, ref: str, text: str) -> QueueRow:
        """Keep an internal note; it is never sent to anyone."""
        if not text.strip():
            raise ActionRefusedError(_("Note"), _("the note is empty"), _("Write something first."))
        row = self.record(ref, Noted(text.strip()))
        self.acts.drafts.forget(ref, "note")
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
        row = self.record(ref, Assigned(owner.strip()), note=note.strip())
        self._hold.give_back(ref)
        return row

    def types(self) -> tuple[tuple[str, str, int], ...]:
        """Return id, name in the language of now, and level of every request type."""
        return type_names()

    def explain(self, ref: str) -> Explanation:
        """Return why a ticket is what it is, is due when it is, and stands where it does."""
        now, config = self._clock.now(), self._rules.config
        with self._store.read() as session:
            ref = kin.root_of(session, ref)
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
        """Take back what was last done here, and say in words what that was: ``Acts.undo_last``."""
        return self.acts.undo_last()

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
        facts = (Noted(note), fact) if note else (fact,)
        return self.acts.record(Act(ref, facts, forbidden, seen))

    def _refuse_unsettled(self, ref: str) -> None:
        with self._store.read() as session:
            ticket = stored.load(session, kin.root_of(session, ref))
        settled = ticket.steps >= ALL_STEPS or ticket.state is TicketState.SPAM
        if ticket.asks.complaint and not settled:
            raise UnsettledError(
                _("Complaint"),
                _("nobody has made sure yet that #{ref} is solved").format(ref=ref),
                _("Ask the customer, or say why nobody has to."),
            )
