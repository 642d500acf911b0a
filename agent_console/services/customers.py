"""Customers: their card, what agents say of them, addresses joined and parted, people found."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from agent_console.config import Config
from agent_console.desk.customer_card import (
    MONTH,
    CustomerCard,
    Entry,
    OrderContacts,
    hints_of,
)
from agent_console.desk.customer_facts import CustomerChanged, CustomersJoined, CustomersParted
from agent_console.desk.customer_values import email_value, field_value, field_word
from agent_console.desk.customers import (
    FLAGS,
    MANY,
    NO,
    CustomerField,
    Known,
    OrderGlance,
    Origin,
    ScoreGlance,
    naming,
)
from agent_console.desk.events import Fact
from agent_console.desk.extract import FactKind, extract_facts
from agent_console.desk.listing import QueueRow
from agent_console.desk.records import RecordKind, record_ref
from agent_console.errors import ActionRefusedError, NotFoundError
from agent_console.i18n import _
from agent_console.services.acting import Acts
from agent_console.services.customer_records import Person, person
from agent_console.store import customer_entries, customer_joins, customer_story, kin
from agent_console.store import queue as stored_queue

if TYPE_CHECKING:
    from agent_console.services.feedback import FeedbackService
    from agent_console.store.customer_story import Story

Orders = Callable[[sqlite3.Connection, Sequence[str]], Sequence[OrderGlance]]
Scores = Callable[[sqlite3.Connection, Sequence[str]], Sequence[ScoreGlance]]


def _no_orders(_connection: sqlite3.Connection, _emails: Sequence[str]) -> Sequence[OrderGlance]:
    return ()


def _no_scores(_connection: sqlite3.Connection, _emails: Sequence[str]) -> Sequence[ScoreGlance]:
    return ()


@dataclass(frozen=True, slots=True)
class Slots:
    """What others tell on the card, of a person's addresses: newest first, a few of each."""

    orders: Orders = _no_orders
    scores: Scores = _no_scores


@dataclass(frozen=True, slots=True)
class Objections:
    """What a customer objects to, or an agent noted for them."""

    surveys: bool = False
    notices: bool = False
    contact: bool = False


class CustomerService:
    """What is known of customers; safe to use from several threads, may wait for the disk."""

    def __init__(self, acts: Acts, config: Config, slots: Slots = Slots()) -> None:
        self._acts = acts
        self._config = config
        self._slots = slots

    @property
    def feedback(self) -> FeedbackService:
        """How they found it."""
        from agent_console.services.feedback import FeedbackService

        return FeedbackService(self._acts, self._config)

    def card(self, ref: str) -> CustomerCard:
        """Return the card of a ticket's customer; raises NotFoundError where nobody is known."""
        with self._acts.store.look() as connection:
            root = kin.roots_of(connection, [ref]).get(ref, ref)
            email = customer_story.email_of(connection, root)
            if not email:
                raise NotFoundError(
                    _("Customer"), _("#{ref} has no customer with an address").format(ref=ref)
                )
            return self._card(connection, email, root)

    def card_of(self, email: str) -> CustomerCard:
        """Return the card of an address; raises NotFoundError for one nobody knows."""
        card = self._now(self._address(email))
        if card.since is None and not card.profile.known:
            raise _unknown(email)
        return card

    def tickets(self, email: str) -> tuple[QueueRow, ...]:
        """Return the tickets of a person on all channels, the newest first, at most 500."""
        with self._acts.store.look() as connection:
            everyone = customer_joins.members(connection, self._address(email))
            refs = customer_story.tickets(connection, everyone)
            found = stored_queue.rows_of(connection, self._acts.clock.now(), refs)
        rows = {row.ref: row for row in found}
        return tuple(rows[ref] for ref in refs if ref in rows)

    def find(self, text: str, limit: int = 20) -> tuple[Entry, ...]:
        """Return whom the beginnings of words may mean: name, address, telephone, company, tag."""
        with self._acts.store.look() as connection:
            return tuple(customer_entries.find(connection, text, limit))

    def alike(self, email: str, limit: int = 5) -> tuple[Entry, ...]:
        """Return who may be the same person: who writes on the same tickets, or has the name."""
        with self._acts.store.look() as connection:
            known = person(connection, self._address(email))
            beside = customer_story.writers_beside(connection, known.emails, limit)
            heads = [customer_joins.members(connection, one)[0] for one in beside]
            found = customer_entries.of(connection, heads)
            name = known.profile.text(CustomerField.NAME)
            if " " in name:
                found += customer_entries.find(connection, name, limit)
        once = {one.email: one for one in found if one.email not in known.emails}
        return tuple(once.values())[:limit]

    def count(self) -> int:
        """Return how many customers there are."""
        with self._acts.store.look() as connection:
            return customer_entries.count(connection)

    def objections(self, emails: Iterable[str]) -> Mapping[str, Objections]:
        """Return what the people with these addresses object to."""
        found = {}
        with self._acts.store.look() as connection:
            for email in emails:
                profile = person(connection, email.strip().lower()).profile
                found[email] = Objections(
                    profile.is_said(CustomerField.NO_SURVEYS),
                    profile.is_said(CustomerField.NO_NOTICES),
                    profile.is_said(CustomerField.NO_CONTACT),
                )
        return found

    def edit(
        self, email: str, field: CustomerField, value: str, *, off: bool = False
    ) -> CustomerCard:
        """Say what holds for a customer; return the new card.

        An empty value leaves it to mails and files again; ``off`` takes one of several away.
        Raises ActionRefusedError for a value that cannot be.
        """
        address = self._address(email)
        kept = self._value(field, value)
        with self._acts.store.look() as connection:
            known = person(connection, address)
        facts = _changes(known, field, kept, off=off)
        self._record(facts)
        return self._now(address)

    def join(self, email: str, into: str) -> CustomerCard:
        """Make two persons one, which ``into`` leads; return its card."""
        one, other = self._address(email), self._address(into)
        with self._acts.store.look() as connection:
            mine = customer_joins.members(connection, one)
            if other in mine:
                raise ActionRefusedError(
                    _("Customer"),
                    _("{one} and {other} are one person already").format(one=one, other=other),
                )
            lead = customer_joins.members(connection, other)[0]
        self._record([(mine[0], CustomersJoined(lead))])
        return self._now(lead)

    def part(self, email: str) -> CustomerCard:
        """Let an address stand alone again, the others stay together; return its card."""
        address = self._address(email)
        with self._acts.store.look() as connection:
            everyone = customer_joins.members(connection, address)
            below = customer_joins.children(connection, address)
            above = customer_joins.parent(connection, address)
        if len(everyone) == 1:
            raise ActionRefusedError(
                _("Customer"), _("{email} is the only address of its person").format(email=address)
            )
        facts: list[tuple[str, Fact]] = []
        if address == everyone[0]:
            lead, *others = below
            facts.append((lead, CustomersParted()))
        else:
            lead, others = everyone[0], below
        if above:
            facts.append((address, CustomersParted()))
        facts += [(one, CustomersJoined(lead)) for one in others]
        self._record(facts)
        return self._now(address)

    def _record(self, facts: Sequence[tuple[str, Fact]]) -> None:
        named = [(record_ref(RecordKind.CUSTOMER, email), (fact,)) for email, fact in facts]
        self._acts.record_about_all(named)

    def _now(self, address: str) -> CustomerCard:
        with self._acts.store.look() as connection:
            return self._card(connection, address)

    def _card(self, connection: sqlite3.Connection, email: str, ref: str = "") -> CustomerCard:
        now = self._acts.clock.now()
        known = person(connection, email)
        told = customer_story.story(connection, known.emails, now - MONTH)
        card = CustomerCard(
            emails=known.emails,
            profile=known.profile,
            shared=known.shared,
            names=tuple(name for one in known.found for name in one.names) if known.shared else (),
            since=told.since,
            last_at=told.last_at,
            counts=told.counts,
            touches=told.touches,
            frustration=told.frustration,
            promises=told.promises,
            orders=tuple(self._slots.orders(connection, known.emails)),
            scores=tuple(self._slots.scores(connection, known.emails)),
        )
        order = self._order(connection, ref, told, now.date()) if ref else None
        today = now.astimezone(ZoneInfo(self._config.calendar.zone)).date()
        return replace(card, hints=hints_of(card, today, order))

    def _order(
        self, connection: sqlite3.Connection, ref: str, told: Story, today: date
    ) -> OrderContacts | None:
        """Return the order that a ticket is about, and how often the customer wrote of it."""
        for text in customer_story.texts(connection, ref):
            patterns = self._config.orders.patterns
            for fact in extract_facts(text, today=today, order_patterns=patterns):
                if fact.kind is FactKind.ORDER:
                    times = customer_story.mails_about(connection, told.refs, fact.value)
                    return OrderContacts(fact.value, times)
        return None

    def _address(self, email: str) -> str:
        try:
            return email_value(email)
        except ValueError as error:
            raise ActionRefusedError(_("Customer"), str(error)) from error

    def _value(self, field: CustomerField, value: str) -> str:
        try:
            kept = field_value(field, value)
            if field is CustomerField.ZONE and kept[:1].isalpha():
                ZoneInfo(kept)
        except (ValueError, KeyError, OSError) as error:
            words = str(error) if isinstance(error, ValueError) else value
            raise ActionRefusedError(field_word(field), words) from error
        return kept


def _changes(
    known: Person, field: CustomerField, value: str, *, off: bool
) -> list[tuple[str, Fact]]:
    """Return what is to be recorded: about the address that leads, or all that it holds for.

    A salutation belongs to the address whose name is the person's.
    """
    named = field is CustomerField.SALUTATION
    lead = known.emails[naming(known.each) if named else 0]
    if field in MANY:
        if not value:
            raise ActionRefusedError(field_word(field), _("say which one"))
        if not off:
            return [(lead, CustomerChanged(field.value, value))]
        gone = CustomerChanged(field.value, value, "yes")
        holders = [
            email
            for email, one in zip(known.emails, known.each, strict=True)
            if value in one.texts(field)
        ]
        return [(email, gone) for email in holders or [lead]]
    change = CustomerChanged(field.value, value)
    if value and not (field in FLAGS and value == NO):
        return [(lead, change)]
    holders = [
        email
        for email, one in zip(known.emails, known.each, strict=True)
        if _is_held(one.known, field, said_only=not value)
    ]
    return [(email, change) for email in holders or [lead]]


def _is_held(known: Iterable[Known], field: CustomerField, *, said_only: bool) -> bool:
    return any(one.field is field and (one.origin is Origin.SAID or not said_only) for one in known)


def _unknown(email: str) -> NotFoundError:
    return NotFoundError(_("Customer"), _("nobody knows {email}").format(email=email))
