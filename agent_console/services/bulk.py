"""One thing done with many tickets: what would happen is told before, all of it is one act."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_console.desk.events import (
    Assigned,
    Closed,
    Fact,
    Labelled,
    Merged,
    Replied,
    Snoozed,
    Tagged,
)  # fmt: skip
from agent_console.desk.labels import LabelName
from agent_console.desk.states import TicketState
from agent_console.desk.tags import normalise_tag
from agent_console.desk.ticket import ALL_STEPS, Ticket
from agent_console.errors import ActionRefusedError, ConsoleError
from agent_console.i18n import _, ngettext
from agent_console.services.acting import Act, Acts
from agent_console.services.answers import AnswerService
from agent_console.services.labelling import YES, check_label
from agent_console.services.outbox import OutboxService
from agent_console.services.replies import ReplyDraft, ReplyService
from agent_console.store import drafts, kin
from agent_console.store import tickets as stored

if TYPE_CHECKING:
    from sqlmodel import Session

MOST = 2_000
_MOST_ANSWERS = 100
Progress = Callable[[int], None]


def tell_nobody(_done: int) -> None:
    """Report no progress."""


class BulkVerb(StrEnum):
    """What can be done with many tickets; the value says as what, to whom, until when."""

    CLOSE = "close"
    ASSIGN = "assign"
    TYPE = "type"
    LEVEL = "level"
    TAG = "tag"
    SNOOZE = "snooze"
    MERGE = "merge"
    SPAM = "spam"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Stays:
    """Some tickets with which nothing would be done, and why."""

    why: str
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BulkPlan:
    """What would happen: with ``refs`` what was asked for, with the others nothing.

    ``preview`` is the first of the mails that would leave, ``mind`` what to think of before.
    """

    verb: BulkVerb
    value: str
    refs: tuple[str, ...]
    stays: tuple[Stays, ...] = ()
    preview: str = ""
    mind: str = ""


@dataclass(frozen=True, slots=True)
class _Reply:
    draft: ReplyDraft
    text: str


class BulkService:
    """Plans and carries out; every call waits for the disk. ``undo_last`` takes all of it back."""

    def __init__(
        self, acts: Acts, replies: ReplyService, answers: AnswerService, outbox: OutboxService
    ) -> None:
        self._acts = acts
        self._replies = replies
        self._answers = answers
        self._outbox = outbox

    def plan(self, verb: BulkVerb, value: str, refs: Sequence[str]) -> BulkPlan:
        """Return what would happen with these tickets; raises ActionRefusedError for no value."""
        value = _checked(verb, value, self._acts.clock.now())
        stays: dict[str, list[str]] = {}
        chosen: list[str] = []
        tickets: list[Ticket] = []
        with self._acts.store.read() as session:
            if verb is BulkVerb.MERGE:
                value = kin.root_of(session, value)
            for ref in dict.fromkeys(kin.root_of(session, one) for one in refs[:MOST]):
                ticket = stored.load(session, ref)
                why = _why_not(session, verb, value, ticket)
                if why:
                    stays.setdefault(why, []).append(ref)
                else:
                    chosen.append(ref)
                    tickets.append(ticket)
            if left := refs[MOST:]:
                stays[_over_the_most()] = list(left)
            if verb is BulkVerb.MERGE and chosen:
                tickets.append(stored.load(session, value))
        preview = ""
        if verb is BulkVerb.ANSWER:
            chosen, preview = self._answerable(value, chosen, stays)
        return BulkPlan(verb, value, tuple(chosen), _told(stays), preview, _mind(verb, tickets))

    def carry_out(self, plan: BulkPlan, on_progress: Progress = tell_nobody) -> BulkPlan:
        """Do what was planned with the tickets that still allow it; return what was done.

        ``on_progress`` is told, from this thread, how many are done. Raises ActionRefusedError
        where nothing is left to do.
        """
        now = self.plan(plan.verb, plan.value, plan.refs)
        if not now.refs:
            raise ActionRefusedError(_("Many tickets"), _("nothing is left to do"))
        if plan.verb is BulkVerb.ANSWER:
            now = self._send(now, on_progress)
        else:
            facts = (_fact(plan.verb, now.value),)
            newest = self._newest(now) if plan.verb is BulkVerb.MERGE else None
            self._acts.record_all([Act(ref, facts, seen=newest) for ref in now.refs], on_progress)
        return replace(now, stays=(*plan.stays, *now.stays))

    def _newest(self, plan: BulkPlan) -> datetime | None:
        with self._acts.store.read() as session:
            refs = (*plan.refs, plan.value)
            moments = [stored.newest_received(session, ref) for ref in refs]
        return max((one for one in moments if one is not None), default=None)

    def _answerable(
        self, answer: str, refs: Sequence[str], stays: dict[str, list[str]]
    ) -> tuple[list[str], str]:
        chosen: list[str] = []
        preview = ""
        for ref in refs:
            reply = self._reply(answer, ref) if len(chosen) < _MOST_ANSWERS else _too_many()
            if isinstance(reply, str):
                stays.setdefault(reply, []).append(ref)
                continue
            preview = preview or reply.text
            chosen.append(ref)
        return chosen, preview

    def _reply(self, answer: str, ref: str) -> _Reply | str:
        """Return the mail for a ticket, or why there is none."""
        try:
            draft = self._replies.begin(ref, everyone=False)
            filled = self._answers.filled(answer, self._answers.situation(ref)).rendered
        except ConsoleError as error:
            return error.message
        if filled.gaps:
            return _("something is missing for the answer")
        if draft.text.strip() != draft.prefilled.strip():
            return _("a reply is half written")
        if not draft.to:
            return _("nobody can be answered")
        prefilled = draft.prefilled.lstrip("\n")
        return _Reply(
            replace(draft, acts=(Replied(answers=answer),)),
            f"{filled.text.rstrip()}\n\n{prefilled}",
        )

    def _send(self, plan: BulkPlan, on_progress: Progress) -> BulkPlan:
        """Put one reply for each ticket into the outbox; undo takes back those that still wait.

        Return what was done: meanwhile something may have come up on a ticket.
        """
        queued: dict[str, int] = {}
        stays: dict[str, list[str]] = {}
        try:
            for number, ref in enumerate(plan.refs, 1):
                reply = self._reply(plan.value, ref)
                if isinstance(reply, str):
                    stays.setdefault(reply, []).append(ref)
                else:
                    queued[ref] = self._replies.queue(reply.draft, reply.text).id
                on_progress(number)
        finally:
            if queued:
                self._acts.remember(lambda: self._cancel(tuple(queued.values())))
        return replace(plan, refs=tuple(queued), stays=(*plan.stays, *_told(stays)))

    def _cancel(self, items: Sequence[int]) -> str:
        n = sum(self._outbox.cancel(item) for item in items)
        if not n:
            raise ActionRefusedError(_("Undo"), _("the replies have left"))
        text = ngettext("{n} reply did not leave", "{n} replies did not leave", n).format(n=n)
        late = len(items) - n
        if not late:
            return text
        return f"{text}; {ngettext('{n} has left', '{n} have left', late).format(n=late)}"


def _told(stays: Mapping[str, Sequence[str]]) -> tuple[Stays, ...]:
    return tuple(Stays(why, tuple(some)) for why, some in stays.items())


def _checked(verb: BulkVerb, value: str, now: datetime) -> str:
    if verb in (BulkVerb.TYPE, BulkVerb.LEVEL):
        check_label(LabelName(verb.value), value)
    if verb is BulkVerb.TAG:
        value = normalise_tag(value)
    if verb is BulkVerb.SNOOZE and datetime.fromisoformat(value) <= now:
        raise ActionRefusedError(_("Snooze"), _("that time is over"))
    if verb in (BulkVerb.TAG, BulkVerb.MERGE, BulkVerb.ANSWER) and not value:
        raise ActionRefusedError(_("Many tickets"), _("nothing is chosen"))
    return value


def _fact(verb: BulkVerb, value: str) -> Fact:
    match verb:
        case BulkVerb.CLOSE:
            return Closed(value)
        case BulkVerb.ASSIGN:
            return Assigned(value)
        case BulkVerb.TAG:
            return Tagged(value)
        case BulkVerb.SNOOZE:
            return Snoozed(datetime.fromisoformat(value))
        case BulkVerb.MERGE:
            return Merged(value)
        case BulkVerb.SPAM:
            return Labelled(LabelName.SPAM, YES)
        case _:
            return Labelled(verb.value, value)


def _why_not(session: Session, verb: BulkVerb, value: str, ticket: Ticket) -> str:
    """Return why a ticket stays as it is, "" when nothing speaks against it."""
    closed = ticket.state is TicketState.CLOSED
    match verb:
        case BulkVerb.CLOSE if closed:
            return _("closed already")
        case BulkVerb.CLOSE if ticket.asks.complaint and ticket.steps < ALL_STEPS:
            return _("complaints with open steps")
        case BulkVerb.ASSIGN if ticket.owner == value:
            return (
                _("nobody’s already") if not value else _("with {name} already").format(name=value)
            )
        case BulkVerb.TAG if value in ticket.tags:
            return _("has the tag already")
        case BulkVerb.SNOOZE if closed:
            return _("closed already")
        case BulkVerb.SPAM | BulkVerb.ANSWER if ticket.state is TicketState.SPAM:
            return _("spam already") if verb is BulkVerb.SPAM else _("spam")
        case BulkVerb.MERGE if ticket.ref == value:
            return _("the others are merged into it")
        case BulkVerb.MERGE if any(drafts.load(session, ticket.ref, k) for k in ("reply", "note")):
            return _("something is half written")
        case _:
            return ""


def _mind(verb: BulkVerb, tickets: Sequence[Ticket]) -> str:
    if verb is not BulkVerb.MERGE:
        return ""
    customers = {ticket.customer.email.lower() for ticket in tickets}
    if len(customers) < 2:
        return ""
    words = _("they are of {n} customers; each would see what the others wrote")
    return words.format(n=len(customers))


def _over_the_most() -> str:
    return _("more than {n} tickets at once").format(n=MOST)


def _too_many() -> str:
    return _("more than {n} answers at once").format(n=_MOST_ANSWERS)
