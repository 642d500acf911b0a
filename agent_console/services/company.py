"""What the service costs the company, and what it spares it, as far as that can be measured."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum
from fractions import Fraction

from agent_console.company_config import CompanyConfig
from agent_console.config import Config
from agent_console.desk.metrics import Measure
from agent_console.desk.metrics_report import Which
from agent_console.i18n import _
from agent_console.store import reports_asked
from agent_console.store.reports_asked import Days, Sum
from agent_console.store.times import from_text, to_text

_HOUR = 3600
_WEEK = 7
_CENTS = 100
_ONE = Fraction(1)
_QUIET = timedelta(days=7)
_ORDERS = """
SELECT count(*), count(DISTINCT nullif(lower(email), '')) FROM shop_order
WHERE ordered >= ? AND ordered < ?
"""
_TOLD = "SELECT count(*) FROM notice_sent WHERE at >= ? AND at < ?"
# CROSS JOIN: from the few who were told to their mails, never through all mails.
WROTE = """
WITH RECURSIVE known (notice, person, at, address) AS (
    SELECT notice, person, at, person FROM notice_sent WHERE at >= ?1 AND at < ?2
    UNION SELECT s.notice, s.person, s.at, ticket.customer_email FROM notice_sent AS s
        JOIN ticket ON ticket.ref = s.ticket AND ticket.customer_email <> ''
        WHERE s.at >= ?1 AND s.at < ?2
    UNION SELECT notice, known.person, at, joined.person FROM known
        JOIN customer_joined AS joined ON joined.address = known.address
    UNION SELECT notice, known.person, at, joined.address FROM known
        JOIN customer_joined AS joined ON joined.person = known.address
)
SELECT notice, person, at, min(received) FROM (
    SELECT notice, person, at, mail.received FROM known
        CROSS JOIN mail ON mail.sender_email = known.address
        WHERE mail.direction = 'in' AND mail.kind = 'human' AND mail.received > known.at
    UNION ALL SELECT notice, person, at, mail.received FROM known
        CROSS JOIN ticket ON ticket.customer_email = known.address
        CROSS JOIN mail ON mail.ticket = ticket.ref
        WHERE mail.direction = 'in' AND mail.kind = 'human' AND mail.received > known.at
) GROUP BY notice, person
"""


class CompanyName(StrEnum):
    """The figures, in the order in which they stand."""

    TICKET_WORKED = "cost-ticket-worked"
    TICKET_PAID = "cost-ticket-paid"
    CONTACT_WORKED = "cost-contact-worked"
    CONTACT_PAID = "cost-contact-paid"
    PER_ORDERS = "contacts-per-100-orders"
    PER_CUSTOMERS = "contacts-per-100-customers"
    REMEDIES = "remedies-granted"
    REMEDIES_COST = "remedies-cost"
    NOTICES_QUIET = "notices-quiet"
    FAQ_AVOIDED = "faq-avoided"


@dataclass(frozen=True, slots=True)
class CompanyFigure:
    """One figure: None where there is nothing to count or no setting for it.

    ``n`` is what it was made of. ``currency`` is empty for what is no money; ``formula`` says in
    words how it is made, and what it cannot say.
    """

    name: CompanyName
    value: float | None
    n: int
    formula: str
    currency: str = ""


@dataclass(frozen=True, slots=True)
class CompanyFigures:
    """All figures of the days ``first`` to ``last``, both in it."""

    first: date
    last: date
    figures: tuple[CompanyFigure, ...]

    def of(self, name: CompanyName) -> tuple[CompanyFigure, ...]:
        """Return the figures of this name: remedies have one for each currency."""
        return tuple(one for one in self.figures if one.name is name)


def company_figures(
    connection: sqlite3.Connection, config: Config, first: date, last: date, zone: tzinfo
) -> CompanyFigures:
    """Return the figures of the days ``first`` to ``last``, where the desk is.

    They are made of what reports have measured so far: have them measure first
    (``services.reports``), with their daily sums in place.
    """
    asked = _Asked(connection, config.company, first, last, zone)
    figures = (*_costs(asked), *_rates(asked), *_remedies(asked), *_avoided(asked))
    return CompanyFigures(first, last, figures)


@dataclass(frozen=True, slots=True)
class _Asked:
    connection: sqlite3.Connection
    config: CompanyConfig
    first: date
    last: date
    zone: tzinfo

    def sums(self, what: Measure) -> list[Sum]:
        until = _midnight(self.last + timedelta(days=1), self.zone)
        days = Days(self.first.toordinal(), self.last.toordinal(), until)
        return reports_asked.sums(self.connection, what, days, Which())

    def total(self, what: Measure) -> tuple[int, int]:
        """Return how many rows there are, and the sum of their values."""
        found = self.sums(what)
        return sum(one.n for one in found), sum(one.value for one in found)

    def between(self) -> tuple[str, str]:
        """Return the first and the next moment after the last, as the store writes them."""
        since = _midnight(self.first, self.zone)
        return to_text(since), to_text(_midnight(self.last + timedelta(days=1), self.zone))


def _costs(asked: _Asked) -> Iterator[CompanyFigure]:
    handled, seconds = asked.total(Measure.HANDLED)
    worked = asked.total(Measure.WORKED)[1]
    opened = asked.total(Measure.OPENED)
    contacts = asked.total(Measure.ARRIVED)[0]
    begun = opened[0] - opened[1]
    rate, currency = asked.config.rate, asked.config.currency
    price = Fraction(rate) if rate is not None else None
    paid = _paid(asked)
    yield CompanyFigure(
        CompanyName.TICKET_WORKED,
        _share(price, Fraction(seconds, _HOUR), handled),
        handled,
        _(
            "time measured on tickets that were closed in the period, × rate per hour, / these "
            "tickets; n counts those with time. Time away from tickets is not in it."
        ),
        currency,
    )
    yield CompanyFigure(
        CompanyName.TICKET_PAID,
        _share(price, paid, begun),
        begun,
        _("paid hours of the period × rate per hour / tickets that began in it"),
        currency,
    )
    yield CompanyFigure(
        CompanyName.CONTACT_WORKED,
        _share(price, Fraction(worked, _HOUR) if worked else None, contacts),
        contacts,
        _(
            "time measured on tickets in the period, × rate per hour, / messages of customers "
            "that needed an answer. Time away from tickets is not in it."
        ),
        currency,
    )
    yield CompanyFigure(
        CompanyName.CONTACT_PAID,
        _share(price, paid, contacts),
        contacts,
        _("paid hours of the period × rate per hour / messages that needed an answer"),
        currency,
    )


def _rates(asked: _Asked) -> Iterator[CompanyFigure]:
    contacts = asked.total(Measure.ARRIVED)[0]
    after = asked.last + timedelta(days=1)
    row = asked.connection.execute(_ORDERS, (asked.first.isoformat(), after.isoformat())).fetchone()
    orders, customers = int(row[0]), int(row[1])
    yield CompanyFigure(
        CompanyName.PER_ORDERS,
        _share(_ONE, Fraction(100 * contacts), orders),
        orders,
        _(
            "messages that needed an answer × 100 / orders of the period, whether or not they are "
            "about these; n counts orders"
        ),
    )
    yield CompanyFigure(
        CompanyName.PER_CUSTOMERS,
        _share(_ONE, Fraction(100 * contacts), customers),
        customers,
        _(
            "messages that needed an answer × 100 / addresses that ordered in the period; n counts "
            "addresses"
        ),
    )


def _remedies(asked: _Asked) -> Iterator[CompanyFigure]:
    found: dict[str, list[int]] = {}
    for one in asked.sums(Measure.REMEDY):
        row = found.setdefault(one.more, [0, 0])
        row[0] += one.n
        row[1] += one.value
    n = sum(row[0] for row in found.values())
    words = _("remedies that customers were promised in the period")
    yield CompanyFigure(CompanyName.REMEDIES, float(n), n, words)
    for currency, (count, cents) in sorted(found.items()):
        words = _("what these remedies cost, as the catalogue says")
        yield CompanyFigure(CompanyName.REMEDIES_COST, cents / _CENTS, count, words, currency)


def _avoided(asked: _Asked) -> Iterator[CompanyFigure]:
    between = asked.between()
    told = int(asked.connection.execute(_TOLD, between).fetchone()[0])
    wrote = sum(
        from_text(received) - from_text(at) <= _QUIET
        for _notice, _person, at, received in asked.connection.execute(WROTE, between)
    )
    yield CompanyFigure(
        CompanyName.NOTICES_QUIET,
        float(told - wrote) if told else None,
        told,
        _(
            "customers who got a notice in the period and did not write within 7 days: at most so "
            "many tickets were avoided. How many would have written is not measurable. n counts "
            "those who were told."
        ),
    )
    yield CompanyFigure(
        CompanyName.FAQ_AVOIDED,
        None,
        0,
        _("not measurable: who reads the FAQ and then does not write leaves no trace here"),
    )


def _paid(asked: _Asked) -> Fraction | None:
    """Return the paid hours of the period, None where the settings do not say."""
    hours = asked.config.hours
    days = (asked.last - asked.first).days + 1
    return Fraction(hours) * days / _WEEK if hours is not None else None


def _share(price: Fraction | None, amount: Fraction | None, n: int) -> float | None:
    """Return an exact quotient, rounded once."""
    return float(price * amount / n) if price is not None and amount is not None and n else None


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
