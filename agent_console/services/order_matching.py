"""Which orders a ticket may be about: by the numbers in its text, its addresses, its names."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from agent_console.desk.events import Contacted, Event, standing
from agent_console.desk.extract import extract_facts
from agent_console.desk.facts import FactKind
from agent_console.desk.insight import Insight
from agent_console.desk.order_facts import OrderChosen
from agent_console.desk.orders import Match, MatchedBy, Order, TicketOrders, digits_of, number_key
from agent_console.desk.ticket import Ticket
from agent_console.store import customer_joins, customer_story
from agent_console.store import orders as stored

_MOST = 20
_SEVERAL = 2
_DIGITS = re.compile(r"(?<!\d)\d{4,20}(?!\d)")
_ANY_DAY = date(2000, 1, 1)


def orders_of_ticket(
    connection: sqlite3.Connection,
    ticket: Ticket,
    events: Sequence[Event],
    told: Iterable[Insight],
    patterns: Sequence[re.Pattern[str]],
) -> TicketOrders:
    """Return the orders that a ticket may be about, the surest first.

    ``told`` is what its mails tell, ``patterns`` find numbers in its subject. What an agent chose
    goes before all; numbers in the text before addresses, those before names.
    """
    if not stored.any_at_all(connection):
        return TicketOrders()
    customer = ticket.customer
    emails = frozenset(customer_joins.members(connection, customer.email.lower()))
    named = (*_in_subject(ticket.subject, patterns), *_numbers(told), *_noted_numbers(events))
    found = _found(connection, tuple(dict.fromkeys(named)), emails, customer.name)
    found = _by_digits(connection, ticket, found)
    chosen = next(
        (e.fact for e in reversed(standing(events)) if isinstance(e.fact, OrderChosen)), None
    )
    return found if chosen is None else _with_choice(connection, found, chosen, emails)


def _in_subject(subject: str, patterns: Sequence[re.Pattern[str]]) -> list[str]:
    found = extract_facts(subject, today=_ANY_DAY, order_patterns=patterns) if patterns else ()
    return [fact.value for fact in found if fact.kind is FactKind.ORDER]


def _numbers(told: Iterable[Insight]) -> list[str]:
    return [
        fact.value
        for one in told
        for fact in one.facts
        if fact.kind is FactKind.ORDER and fact.sure
    ]


def _noted_numbers(events: Sequence[Event]) -> list[str]:
    facts = (event.fact for event in standing(events))
    return [fact.order for fact in facts if isinstance(fact, Contacted) and fact.order]


def _found(
    connection: sqlite3.Connection, numbers: Sequence[str], emails: Collection[str], name: str
) -> TicketOrders:
    orders = stored.by_numbers(connection, numbers)
    known = {order.key for order in orders}
    unknown = tuple(number for number in numbers if number_key(number) not in known)
    by = MatchedBy.NUMBER
    if not orders:
        orders, by = stored.by_emails(connection, emails, _MOST), MatchedBy.EMAIL
    if not orders:
        orders, by = stored.by_name(connection, name, _MOST), MatchedBy.NAME
    matches = tuple(_match(order, by, emails) for order in orders[:_MOST])
    return TicketOrders(matches, () if by is MatchedBy.NUMBER else unknown)


def _by_digits(connection: sqlite3.Connection, ticket: Ticket, found: TicketOrders) -> TicketOrders:
    """Put those of several own orders first whose digits somebody wrote without the prefix.

    It stays a choice: the digits may be something else.
    """
    if len(found.matches) < _SEVERAL or found.matches[0].by is not MatchedBy.EMAIL:
        return found
    told: set[str] = set()
    for text in (ticket.subject, *customer_story.texts(connection, ticket.ref)):
        told.update(_DIGITS.findall(text))
    named = [replace(one, by=MatchedBy.DIGITS) for one in found.matches if _is_told(one, told)]
    rest = [one for one in found.matches if not _is_told(one, told)]
    return replace(found, matches=(*named, *rest))


def _is_told(match: Match, digits: Collection[str]) -> bool:
    return digits_of(match.order.number) in digits


def _match(order: Order, by: MatchedBy, emails: Collection[str]) -> Match:
    foreign = bool(order.email) and order.email not in emails
    return Match(order, by, foreign=foreign and by is not MatchedBy.EMAIL)


def _with_choice(
    connection: sqlite3.Connection,
    found: TicketOrders,
    chosen: OrderChosen,
    emails: Collection[str],
) -> TicketOrders:
    """Return the orders with the one first that an agent chose; none when that was the choice."""
    if not chosen.number:
        return TicketOrders(turned_down=True)
    orders = stored.by_numbers(connection, [chosen.number])
    order = next((one for one in orders if one.source == chosen.source), next(iter(orders), None))
    if order is None:
        return replace(found, unknown=(chosen.number,))
    first = _match(order, MatchedBy.CHOSEN, emails)
    rest = tuple(one for one in found.matches if one.order != order)
    return TicketOrders((first, *rest))
