"""The customer's card: who writes, what was before, what is promised, what to mind in the reply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from agent_console.desk.customer_found import HeardName
from agent_console.desk.customers import NO_PROFILE, OrderGlance, Profile, ScoreGlance
from agent_console.desk.mail import Direction
from agent_console.i18n import _, ngettext

MONTH = timedelta(days=30)
_MANY = 3
_ANGRY = 2
_NEAR = 14
_FEW = 3


class Trend(StrEnum):
    """Whether somebody grows angrier from ticket to ticket."""

    RISING = "rising"
    STEADY = "steady"
    FALLING = "falling"


@dataclass(frozen=True, slots=True)
class Touch:
    """One contact: a mail, or what was logged; ``channel`` names the way, ``ref`` the ticket."""

    at: datetime
    channel: str
    direction: Direction
    ref: str
    subject: str


@dataclass(frozen=True, slots=True)
class Promise:
    """A ticket that comes back at a moment, as it was promised."""

    ref: str
    due_at: datetime
    subject: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many tickets a customer has, and what the customer wrote in the last 30 days."""

    open: int = 0
    closed: int = 0
    month: int = 0
    month_tickets: int = 0


NO_COUNTS = Counts()


@dataclass(frozen=True, slots=True)
class OrderContacts:
    """How often a customer has written about an order."""

    number: str
    times: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A customer in a list: the address that leads, and the number of all addresses."""

    email: str
    name: str = ""
    company: str = ""
    phone: str = ""
    tags: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    addresses: int = 1
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """All that one look at a customer tells; ``emails`` begin with the address that leads.

    ``names`` are the people behind a ``shared`` address. ``frustration`` is that of the newest
    tickets, the oldest first. ``hints`` are sentences for the one who answers.
    """

    emails: tuple[str, ...]
    profile: Profile = NO_PROFILE
    shared: bool = False
    names: tuple[HeardName, ...] = ()
    since: datetime | None = None
    last_at: datetime | None = None
    counts: Counts = NO_COUNTS
    touches: tuple[Touch, ...] = ()
    frustration: tuple[int, ...] = ()
    promises: tuple[Promise, ...] = ()
    orders: tuple[OrderGlance, ...] = ()
    scores: tuple[ScoreGlance, ...] = ()
    hints: tuple[str, ...] = ()

    @property
    def email(self) -> str:
        """The address that leads."""
        return self.emails[0] if self.emails else ""

    @property
    def trend(self) -> Trend:
        """Whether the frustration of the last tickets grows."""
        return trend_of(self.frustration)


def trend_of(levels: Sequence[int]) -> Trend:
    """Compare the two newest tickets with those before; levels are in the order of time."""
    if len(levels) < _FEW:
        return Trend.STEADY
    before, now = levels[:-2], levels[-2:]
    change = sum(now) / len(now) - sum(before) / len(before)
    if abs(change) < 1:
        return Trend.STEADY
    return Trend.RISING if change > 0 else Trend.FALLING


def anniversary(since: date, today: date) -> tuple[int, int] | None:
    """Return which anniversary is near, and in how many days (at most 14, 0: today)."""
    for year in (today.year, today.year + 1):
        day = _in_year(since, year)
        ahead = (day - today).days
        if 0 <= ahead <= _NEAR and year > since.year:
            return year - since.year, ahead
    return None


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:  # the 29th of February
        return date(year, 3, 1)


def hints_of(
    card: CustomerCard, today: date, order: OrderContacts | None = None
) -> tuple[str, ...]:
    """Return what to mind in a reply, the weightiest first."""
    said = [*_writing_hints(card, order)]
    if card.since is not None and (near := anniversary(card.since.date(), today)) is not None:
        said.append(_anniversary_words(*near))
    return tuple(said)


def _writing_hints(card: CustomerCard, order: OrderContacts | None) -> list[str]:
    said = []
    if order is not None and order.times > 1:
        said.append(
            _("Contact no. {n} about order {order}").format(n=order.times, order=order.number)
        )
    if card.counts.month >= _MANY:
        words = ngettext(
            "{n} contacts in 30 days, on {tickets} ticket",
            "{n} contacts in 30 days, on {tickets} tickets",
            card.counts.month_tickets,
        )
        said.append(words.format(n=card.counts.month, tickets=card.counts.month_tickets))
    if card.trend is Trend.RISING:
        said.append(_("Grows angrier from ticket to ticket"))
    elif card.frustration[-1:] and card.frustration[-1] >= _ANGRY:
        angry = card.frustration[-1] > _ANGRY
        said.append(_("Is angry") if angry else _("Is frustrated"))
    if card.shared:
        said.append(_("Several people write from this address: look at the name of this mail"))
    if any(one.late for one in card.orders):
        said.append(_("An order is late"))
    if card.counts.open + card.counts.closed == 1 and card.counts.month <= 1:
        said.append(_("First contact"))
    return said


def _anniversary_words(years: int, ahead: int) -> str:
    when = _("today") if not ahead else ngettext("in {n} day", "in {n} days", ahead).format(n=ahead)
    words = ngettext(
        "{when}: {years} year since the first contact",
        "{when}: {years} years since the first contact",
        years,
    )
    return words.format(when=when, years=years)
