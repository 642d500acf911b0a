"""The answer to a complaint in five steps: written for a ticket, checked, and what follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from agent_console.clock import Clock
from agent_console.config import Config
from agent_console.desk.apology import Apology, Situation, compose_apology
from agent_console.desk.apology_blocks import Block, Step
from agent_console.desk.apology_checks import check_apology
from agent_console.desk.apology_findings import Finding, Limits
from agent_console.desk.events import Apologised, ApprovalAsked, Approved, Event, MadeSure, standing
from agent_console.desk.matter import Matter
from agent_console.desk.remedies import Authority, Catalogue, Offer, Remedy, RemedyKind, day_after
from agent_console.desk.ticket import Ticket
from agent_console.desk.views import QueueRow
from agent_console.errors import ActionRefusedError
from agent_console.i18n import _
from agent_console.services import answers
from agent_console.services.answer_values import values_of
from agent_console.services.answers import AnswerService
from agent_console.services.library import Shelves
from agent_console.services.matters import matter_of
from agent_console.services.remedies import catalogue_of
from agent_console.services.replies import ReplyDraft, ReplyService
from agent_console.services.rules import Rules
from agent_console.services.tickets import TicketService
from agent_console.store import journal
from agent_console.store import tickets as stored
from agent_console.store.engine import Store

FOLLOW_UP = "follow-up"


@dataclass(frozen=True, slots=True)
class Choice:
    """What an agent chose; nothing is chosen for whatever is left out.

    ``remedy`` "" is the one that fits best, ``"none"`` an action of ours without any.
    """

    remedy: str = ""
    value: Decimal | None = None
    blocks: Mapping[Step, str] = field(default_factory=dict)


NOTHING_CHOSEN = Choice()
NO_REMEDY = "none"


@dataclass(frozen=True, slots=True)
class Written:
    """An apology as a reply that is ready to be read.

    The apology stands at the beginning of the draft's text. ``offers`` are remedies, what fits best
    first, then the rest of the catalogue; ``authority`` tells whether the one offered may be. The
    ticket comes back at ``follow_up``.
    """

    draft: ReplyDraft
    apology: Apology
    situation: Situation
    offers: tuple[Offer, ...]
    authority: Authority | None
    follow_up: datetime
    findings: tuple[Finding, ...]


class ComplaintService:
    """Writes apologies and keeps their steps; safe to use from several threads, may wait."""

    def __init__(
        self,
        store: Store,
        config: Config,
        clock: Clock,
        tickets: TicketService,
        replies: ReplyService,
        answered: AnswerService,
        blocks: Shelves[Block],
    ) -> None:
        self._store = store
        self._config = config
        self._clock = clock
        self._tickets = tickets
        self._replies = replies
        self._answers = answered
        self._blocks = blocks
        self._rules = Rules(config)
        self._catalogue = catalogue_of(config.remedies)
        self._zone = ZoneInfo(config.calendar.zone)

    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks that apologies are made of, as the files say now."""
        self._blocks.refresh()
        return self._blocks.shelf().items

    def write(self, ref: str, choice: Choice = NOTHING_CHOSEN) -> Written:
        """Write the whole apology for a ticket; raises NotFoundError and ActionRefusedError.

        Nothing is recorded: the draft says what is, once the mail has left.
        """
        told = self._answers.situation(ref)
        with self._store.read() as session:
            mails = stored.mails(session, ref)
            events = journal.of_ticket(session, ref)
        ticket = told.known.ticket
        matter = matter_of(mails, ticket, told.language, self._config)[0]
        offers = self._offers(ticket, matter, everything=bool(choice.remedy))
        remedy = self._chosen(offers, choice, ticket)
        situation = self._situation(told, matter, remedy, _used(events))
        apology = compose_apology(self.blocks(), situation, chosen=choice.blocks)
        draft = self._replies.begin(ref, everyone=True)
        text = f"{apology.text.rstrip()}\n\n{draft.prefilled.lstrip(chr(10))}"
        done = _apologised(apology, remedy, situation)
        return Written(
            draft=replace(draft, text=text, acts=(done,)),
            apology=apology,
            situation=situation,
            offers=self._offers(ticket, matter, everything=True),
            authority=self._authority(remedy, events) if remedy else None,
            follow_up=self._opening(situation.check),
            findings=self.check(ref, text),
        )

    def matter(self, ref: str) -> Matter:
        """Return what a ticket complains about, as the apology will tell it."""
        told = self._answers.situation(ref)
        with self._store.read() as session:
            mails = stored.mails(session, ref)
        return matter_of(mails, told.known.ticket, told.language, self._config)[0]

    def check(self, ref: str, text: str) -> tuple[Finding, ...]:
        """Return what speaks against sending ``text`` as the answer to a complaint."""
        told = self._answers.situation(ref)
        with self._store.read() as session:
            granted = _granted(journal.of_ticket(session, ref))
        now, asks = self._clock.now(), told.known.ticket.asks
        most = _most(self._catalogue, self._config.agent.level, asks.type)
        return check_apology(
            text,
            customer_text=told.text,
            language=told.language,
            now=now,
            calendar=self._rules.calendar(now),
            limits=Limits(amount=None if most is None else max(most, *granted)),
        )

    def ask(self, ref: str) -> ReplyDraft:
        """Write the mail that asks whether a complaint is solved: its last step, once it left."""
        told = self._answers.situation(ref)
        ranked = self._answers.ranked(told)
        fitting = (one.entry for one in ranked if one.entry.purpose == FOLLOW_UP)
        entry = next(fitting, None)
        if entry is None:
            raise ActionRefusedError(
                _("Follow-up"),
                _("no canned answer asks whether it is solved"),
                _('Add one with purpose = "follow-up" to the library.'),
            )
        filled = self._answers.filled(entry.id, told)
        draft = self._replies.begin(ref, everyone=True)
        text = f"{filled.rendered.text.rstrip()}\n\n{draft.prefilled.lstrip(chr(10))}"
        return replace(draft, text=text, acts=(MadeSure(),))

    def ask_for_leave(self, ref: str, remedy: Remedy) -> QueueRow:
        """Ask somebody of a higher level to grant a remedy."""
        value = "" if remedy.value is None else str(remedy.value)
        fact = ApprovalAsked(remedy.kind.value, value, remedy.currency)
        return self._tickets.record(ref, fact)

    def grant(self, ref: str) -> QueueRow:
        """Grant what was asked for last; raises ActionRefusedError for who may not."""
        with self._store.read() as session:
            events = journal.of_ticket(session, ref)
        wanted = _wanted(events)
        if wanted is None:
            raise ActionRefusedError(
                _("Approval"), _("nobody asks for anything on #{ref}").format(ref=ref)
            )
        ticket = self._answers.situation(ref).known.ticket
        value = _decimal(wanted.value)
        remedy = self._catalogue.remedy(RemedyKind(wanted.remedy), value, ticket.asks.type)
        if remedy is None:
            raise ActionRefusedError(_("Approval"), _("this team does not offer that any more"))
        authority = self._catalogue.within(remedy, self._config.agent.level)
        if not authority.allowed:
            raise ActionRefusedError(_("Approval"), authority.reason)
        return self._tickets.record(ref, Approved(wanted.remedy, wanted.value, wanted.currency))

    def _offers(
        self, ticket: Ticket, matter: Matter, *, everything: bool = False
    ) -> tuple[Offer, ...]:
        asks = ticket.asks
        return self._catalogue.suggest(
            asks.type,
            self._catalogue.amount_of(matter.amount),
            self._config.agent.level,
            asks.frustration,
            matter=matter.kind.value,
            everything=everything,
        )

    def _chosen(self, offers: Sequence[Offer], choice: Choice, ticket: Ticket) -> Remedy | None:
        """Return the remedy that was chosen, else the best one that this agent may grant."""
        if choice.remedy == NO_REMEDY:
            return None
        if choice.remedy:
            kind = RemedyKind(choice.remedy)
            worth = next((one.remedy.value for one in offers if one.remedy.kind is kind), None)
            value = worth if choice.value is None else choice.value
            return self._catalogue.remedy(kind, value, ticket.asks.type)
        unlimited = _most(self._catalogue, self._config.agent.level, ticket.asks.type) is None
        granted = (
            one.remedy
            for one in offers
            if one.authority.allowed and (unlimited or not one.authority.unknown_value)
        )
        return next(granted, None)

    def _authority(self, remedy: Remedy, events: Sequence[Event]) -> Authority:
        """Return whether the agent may offer a remedy, by level or because somebody granted it."""
        level = self._config.agent.level
        authority = self._catalogue.within(remedy, level)
        if authority.unknown_value and _most(self._catalogue, level, remedy.type) is not None:
            return replace(authority, allowed=False)
        if authority.allowed or remedy.value is None:
            return authority
        for event in standing(events):
            fact = event.fact
            if isinstance(fact, Approved) and fact.remedy == remedy.kind:
                limit = _decimal(fact.value)
                if limit is not None and remedy.value <= limit:
                    words = _("{name} has granted it").format(name=event.agent)
                    return replace(authority, allowed=True, reason=words)
        return authority

    def _situation(
        self,
        told: answers.Situation,
        matter: Matter,
        remedy: Remedy | None,
        used: frozenset[str],
    ) -> Situation:
        now = self._clock.now()
        calendar, today = self._rules.calendar(now), now.astimezone(self._zone).date()
        by = day_after(calendar, today, remedy.days if remedy else 1)
        soonest = day_after(calendar, today, self._catalogue.check_days)
        ticket = told.known.ticket
        return Situation(
            ref=ticket.ref,
            language=told.language,
            form=told.form,
            type=ticket.asks.type,
            matter=matter,
            frustration=ticket.asks.frustration,
            today=today,
            by=by,
            check=max(soonest, day_after(calendar, by, 1)),
            remedy=remedy,
            values=values_of(told.known, self._config, told.language, told.form),
            used=used,
        )

    def _opening(self, day: date) -> datetime:
        """Return when the desk opens on ``day``."""
        begins = datetime.combine(day, time(), self._zone)
        return self._rules.calendar(begins).next_opening(begins)


def _used(events: Sequence[Event]) -> frozenset[str]:
    """Return the ids of the blocks that the customer has read already."""
    sent = [event.fact for event in standing(events) if isinstance(event.fact, Apologised)]
    return frozenset(name for fact in sent for name in fact.blocks.split(",") if name)


def _apologised(apology: Apology, remedy: Remedy | None, situation: Situation) -> Apologised:
    value = remedy.value if remedy else None
    cost = remedy.cost if remedy else None
    return Apologised(
        blocks=",".join(apology.blocks),
        remedy=remedy.kind.value if remedy else "",
        value="" if value is None else str(value),
        cost="" if cost is None else str(cost),
        currency=remedy.currency if remedy else "",
        by=situation.by.isoformat(),
        check=situation.check.isoformat(),
    )


def _wanted(events: Sequence[Event]) -> ApprovalAsked | None:
    """Return what was asked for last and not granted since."""
    wanted: ApprovalAsked | None = None
    for event in standing(events):
        if isinstance(event.fact, ApprovalAsked):
            wanted = event.fact
        elif isinstance(event.fact, Approved):
            wanted = None
    return wanted if wanted is not None and wanted.remedy in set(RemedyKind) else None


def _granted(events: Sequence[Event]) -> Iterator[Decimal]:
    """Yield what somebody granted on a ticket, and nothing besides."""
    yield Decimal(0)
    facts = (event.fact for event in standing(events))
    values = (_decimal(fact.value) for fact in facts if isinstance(fact, Approved))
    yield from (value for value in values if value is not None)


def _most(catalogue: Catalogue, level: int, request_type: str) -> Decimal | None:
    """Return the most money that an agent of ``level`` may grant by any remedy, None: any."""
    limits = list(_limits(catalogue, level, request_type))
    return None if None in limits else max([one for one in limits if one is not None], default=None)


def _limits(catalogue: Catalogue, level: int, request_type: str) -> Iterator[Decimal | None]:
    for terms in catalogue.terms:
        given = (terms.type_limits or {}).get(request_type, terms.limits)
        if given:
            yield given[level - 1] if level <= len(given) else None


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
