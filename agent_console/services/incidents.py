"""Known issues: tickets are put on them, one text answers all, and closing tells everybody."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent_console.desk.events import Fact, Replied
from agent_console.desk.incidents import Incident
from agent_console.desk.notice_facts import (
    IncidentClosed,
    IncidentJoined,
    IncidentWritten,
    NoticeWritten,
)
from agent_console.desk.notices import Notice
from agent_console.desk.records import RecordKind, record_ref
from agent_console.desk.refs import base32
from agent_console.desk.ticket import Ticket, TicketState
from agent_console.errors import ActionRefusedError, ConsoleError, NotFoundError
from agent_console.i18n import _, ngettext
from agent_console.services.acting import Act, Acts
from agent_console.services.answers import AnswerService
from agent_console.services.notices import NoticeService
from agent_console.services.notices_picks import INCIDENT
from agent_console.services.outbox import OutboxService
from agent_console.services.replies import ReplyDraft, ReplyService
from agent_console.store import incidents as stored
from agent_console.store import kin
from agent_console.store import tickets as stored_tickets

if TYPE_CHECKING:
    from sqlmodel import Session

_NAME_BYTES = 10
_LEAST_PREFIX = 3
MOST_ANSWERS = 100


@dataclass(frozen=True, slots=True)
class Stays:
    """A ticket that would get no answer now, and why."""

    ref: str
    why: str


@dataclass(frozen=True, slots=True)
class IncidentReply:
    """The answer to one ticket as it would leave."""

    draft: ReplyDraft
    text: str


@dataclass(frozen=True, slots=True)
class IncidentPlan:
    """Which tickets of a known issue would be answered, with the text for each."""

    replies: tuple[IncidentReply, ...]
    stays: tuple[Stays, ...]


class IncidentService:
    """What agents do with known issues; safe to use from several threads, waits for the disk."""

    def __init__(
        self,
        acts: Acts,
        replies: ReplyService,
        outbox: OutboxService,
        answers: Callable[[], AnswerService],
        notices: NoticeService,
    ) -> None:
        self._acts = acts
        self._replies = replies
        self._outbox = outbox
        self._answers = answers
        self._notices = notices

    def all(self) -> tuple[Incident, ...]:
        """Return all known issues with their tickets, the newest first."""
        with self._acts.store.read() as session:
            return stored.incidents(session)

    def get(self, name: str) -> Incident:
        """Return the known issue whose name begins so; raises NotFoundError for none or several."""
        wanted = name.strip().lower()
        fit = [one for one in self.all() if one.name.startswith(wanted)]
        exact = [one for one in fit if one.name == wanted]
        if exact or (len(fit) == 1 and len(wanted) >= _LEAST_PREFIX):
            return (exact or fit)[0]
        raise NotFoundError(
            _("Known issue"),
            _("there is no known issue {name}").format(name=name),
            _("`agent-console incident list` prints them all."),
        )

    def write(self, written: IncidentWritten, name: str = "") -> Incident:
        """Keep a new known issue, or what is said of one; raises ActionRefusedError untitled."""
        if not written.title.strip():
            raise ActionRefusedError(_("Known issue"), _("the title is missing"))
        if written.answer:
            self._answers().entry(written.answer)
        name = self.get(name).name if name else base32(secrets.token_bytes(_NAME_BYTES)).lower()
        self._record(name, replace(written, title=written.title.strip()))
        return self.get(name)

    def join(self, name: str, refs: Sequence[str]) -> int:
        """Put tickets on a known issue, all as one act; return how many were not on it before."""
        incident = self.get(name)
        return self._move(incident, refs, IncidentJoined(incident.name, incident.title))

    def leave(self, name: str, refs: Sequence[str]) -> int:
        """Take tickets off a known issue; return how many were on it."""
        incident = self.get(name)
        return self._move(incident, refs, IncidentJoined(incident.name, incident.title, "yes"))

    def of_ticket(self, ref: str) -> Incident | None:
        """Return the known issue that a ticket belongs to, None for none."""
        with self._acts.store.read() as session:
            name = self._joined(session, ref)
            return next((one for one in stored.incidents(session) if one.name == name), None)

    def plan(self, name: str) -> IncidentPlan:
        """Return the answers that would leave now: one to each ticket that waits for one."""
        incident = self._with_words(name)
        replies: list[IncidentReply] = []
        stays: list[Stays] = []
        for ref in incident.tickets:
            why = self._why_not(ref, len(replies))
            reply = why or self.reply(incident, ref)
            if isinstance(reply, str):
                stays.append(Stays(ref, reply))
            else:
                replies.append(reply)
        return IncidentPlan(tuple(replies), tuple(stays))

    def answer_all(self, name: str) -> IncidentPlan:
        """Put the answers into the outbox; undo takes back those that have not left."""
        plan = self.plan(name)
        if not plan.replies:
            raise ActionRefusedError(_("Known issue"), _("no ticket waits for an answer"))
        queued = []
        try:
            queued += [self._replies.queue(one.draft, one.text).id for one in plan.replies]
        finally:
            if queued:
                self._acts.remember(lambda: self._cancel(tuple(queued)))
        return plan

    def join_and_begin(self, name: str, ref: str) -> IncidentReply:
        """Put a ticket on a known issue and return its answer, ready to be read and sent."""
        incident = self._with_words(name)
        reply = self.reply(incident, ref)
        if isinstance(reply, str):
            raise ActionRefusedError(_("Known issue"), reply)
        self.join(incident.name, (ref,))
        return reply

    def reply(self, incident: Incident, ref: str) -> IncidentReply | str:
        """Return the answer to one ticket, or why there is none."""
        try:
            draft = self._replies.begin(ref, everyone=False)
            situation = self._answers().situation(ref)
            filled = self._notices.planner.filled(_words(incident), situation, {})
        except ConsoleError as error:
            return error.message
        if filled.gaps:
            missing = ", ".join(dict.fromkeys(gap.name for gap in filled.gaps))
            return _("this is not known: {names}").format(names=missing)
        if draft.text.strip() != draft.prefilled.strip():
            return _("a reply is half written")
        text = f"{filled.text.rstrip()}\n\n{draft.prefilled.lstrip(chr(10))}"
        acts = (Replied(answers=incident.answer),) if incident.answer else ()
        return IncidentReply(replace(draft, acts=acts), text)

    def close(self, name: str) -> Incident:
        """Note that a known issue is solved; raises ActionRefusedError when it was noted before."""
        incident = self.get(name)
        if not incident.is_open:
            raise ActionRefusedError(_("Known issue"), _("it is closed already"))
        self._record(incident.name, IncidentClosed())
        return self.get(incident.name)

    def reopen(self, name: str) -> Incident:
        """Note that a known issue goes on after all."""
        incident = self.get(name)
        if incident.is_open:
            raise ActionRefusedError(_("Known issue"), _("it is open"))
        self._record(incident.name, IncidentClosed("yes"))
        return self.get(incident.name)

    def closing_notice(self, name: str, *, answer: str = "", text: str = "") -> Notice:
        """Make the draft of a notice to everybody on a known issue; it leaves when it is sent."""
        incident = self.get(name)
        written = NoticeWritten(
            title=_("Solved: {title}").format(title=incident.title),
            search=f"{INCIDENT}{incident.name}",
            answer=answer,
            text=text,
            about=incident.name,
        )
        return self._notices.write(written)

    def _with_words(self, name: str) -> Incident:
        incident = self.get(name)
        if not incident.has_words:
            raise ActionRefusedError(
                _("Known issue"),
                _("there is no text for customers yet"),
                _("Choose a canned answer for it, or write a text."),
            )
        return incident

    def _why_not(self, ref: str, answers: int) -> str:
        with self._acts.store.read() as session:
            ticket = stored_tickets.load(session, kin.root_of(session, ref))
        if not _waits(ticket):
            return _("waits for no answer")
        if answers >= MOST_ANSWERS:
            return _("more than {n} answers at once").format(n=MOST_ANSWERS)
        return ""

    def _move(self, incident: Incident, refs: Sequence[str], fact: IncidentJoined) -> int:
        with self._acts.store.read() as session:
            roots = dict.fromkeys(kin.root_of(session, ref) for ref in refs)
            wanted = "" if fact.off else incident.name
            before = {ref: self._joined(session, ref) for ref in roots}
        off = bool(fact.off)
        moved = [r for r, b in before.items() if (b == incident.name if off else b != wanted)]
        if moved:
            self._acts.record_all([Act(ref, (fact,)) for ref in moved])
        return len(moved)

    def _joined(self, session: Session, ref: str) -> str:
        found = stored.joined(session, (ref, *kin.merged_into(session, ref)))
        return found.get(ref) or next(iter(found.values()), "")

    def _record(self, name: str, fact: Fact) -> None:
        self._acts.record_about(record_ref(RecordKind.INCIDENT, name), (fact,))

    def _cancel(self, items: Sequence[int]) -> str:
        n = sum(self._outbox.cancel(item) for item in items)
        if not n:
            raise ActionRefusedError(_("Undo"), _("the replies have left"))
        return ngettext("{n} reply did not leave", "{n} replies did not leave", n).format(n=n)


def _waits(ticket: Ticket) -> bool:
    return ticket.waiting_since is not None and ticket.state is not TicketState.CLOSED


def _words(incident: Incident) -> NoticeWritten:
    return NoticeWritten(title=incident.title, answer=incident.answer, text=incident.text)
