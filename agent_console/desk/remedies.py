"""What may be offered to a customer who complains: the catalogue, a suggestion, and who may grant.

A value is money of the catalogue's currency; what it costs the team may be less or more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

from agent_console.desk.hours import MAX_CLOSED_DAYS, Calendar
from agent_console.i18n import _

HIGHEST_LEVEL = 3
_ANGRY = 2
_STEP = Decimal(5)
_CENT = Decimal("0.01")
_NOTHING = Decimal(0)


class RemedyKind(StrEnum):
    """What can be offered."""

    REFUND = "refund"
    PARTIAL_REFUND = "partial-refund"
    REPLACEMENT = "replacement"
    REPAIR = "repair"
    VOUCHER = "voucher"
    FREE_RETURN = "free-return"
    PRIORITY_SHIPPING = "priority-shipping"
    CALL_BACK = "call-back"


# The value of these is what they cost us, whatever the matter is about.
_SERVICES = (RemedyKind.FREE_RETURN, RemedyKind.PRIORITY_SHIPPING, RemedyKind.CALL_BACK)
_USUAL = (RemedyKind.CALL_BACK, RemedyKind.VOUCHER)


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms one kind is offered.

    ``limits`` are the greatest values for level 1, 2, 3; a level without one may grant any.
    ``percent`` and ``least`` are for calm and for angry customers; without ``percent`` the whole
    amount is offered. ``share`` is what a remedy costs us, in percent of its value, and ``fixed``
    what it costs besides. ``days`` are business days until the customer has it.
    """

    kind: RemedyKind
    limits: tuple[Decimal, ...] = ()
    type_limits: Mapping[str, tuple[Decimal, ...]] | None = None
    percent: tuple[int, int] | None = None
    least: tuple[Decimal, Decimal] = (_NOTHING, _NOTHING)
    share: int = 0
    fixed: Decimal = _NOTHING
    days: int = 3


@dataclass(frozen=True, slots=True)
class Authority:
    """Whether an agent may grant a remedy, and why, in words.

    ``level`` is the lowest level that may; None when the limits let nobody. ``unknown_value`` says
    that the value has to be given before the limit can be kept.
    """

    allowed: bool
    level: int | None
    reason: str
    unknown_value: bool = False


@dataclass(frozen=True, slots=True)
class Remedy:
    """One remedy with its ``value``, None when the amount of the matter is not known.

    ``cost`` is what it costs the team, None when not known.
    """

    kind: RemedyKind
    value: Decimal | None
    currency: str
    days: int
    cost: Decimal | None
    type: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A remedy that fits, and whether the agent may grant it."""

    remedy: Remedy
    authority: Authority


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What this team offers; ``first`` orders it by kind of matter or request type."""

    currency: str
    terms: tuple[Terms, ...]
    first: Mapping[str, tuple[RemedyKind, ...]]
    check_days: int = 3

    def terms_of(self, kind: RemedyKind) -> Terms | None:
        """Return the terms of a kind, or None when this team does not offer it."""
        return next((one for one in self.terms if one.kind is kind), None)

    def amount_of(self, written: str) -> Decimal | None:
        """Return an amount such as ``49.90 EUR`` (see ``Fact``); None in another currency."""
        number, _blank, currency = written.partition(" ")
        return Decimal(number) if number and currency == self.currency else None

    def remedy(
        self, kind: RemedyKind, value: Decimal | None, request_type: str = ""
    ) -> Remedy | None:
        """Return a remedy of that value, or None when this team does not offer its kind."""
        terms = self.terms_of(kind)
        if terms is None:
            return None
        cost = None if value is None else _cost(terms, value)
        return Remedy(kind, value, self.currency, terms.days, cost, request_type)

    def within(self, remedy: Remedy, level: int) -> Authority:
        """Return whether an agent of ``level`` may grant a remedy, and who may otherwise."""
        terms = self.terms_of(remedy.kind)
        if terms is None:
            reason = _("this team does not offer: {remedy}")
            return Authority(False, None, reason.format(remedy=remedy_word(remedy.kind)))
        limits = (terms.type_limits or {}).get(remedy.type, terms.limits)
        if remedy.value is None and limits:
            return Authority(True, 1, _up_to(limits, remedy, level), unknown_value=True)
        needed = _lowest_level(limits, remedy.value or _NOTHING)
        if needed is not None and level >= needed:
            return Authority(True, needed, _allowed(limits, remedy, level))
        return Authority(False, needed, _not_allowed(limits, remedy, level, needed))

    def suggest(
        self,
        request_type: str,
        amount: Decimal | None,
        level: int,
        frustration: int,
        *,
        matter: str = "",
        everything: bool = False,
    ) -> tuple[Offer, ...]:
        """Return what fits, the best first: for the kind of matter if known, else for the type.

        ``amount`` is what the matter is about. What an agent of ``level`` may not grant is
        suggested all the same: it is what is right for the customer, and can be asked for. With
        ``everything`` the rest of what the team offers comes behind.
        """
        kinds = self.first.get(matter) or self.first.get(request_type) or _USUAL
        if everything:
            kinds = tuple(dict.fromkeys((*kinds, *RemedyKind)))
        remedies = (
            self.remedy(kind, self._value(kind, amount, frustration), request_type)
            for kind in kinds
        )
        return tuple(Offer(one, self.within(one, level)) for one in remedies if one is not None)

    def _value(self, kind: RemedyKind, amount: Decimal | None, frustration: int) -> Decimal | None:
        """Return what a remedy should be worth, None when that needs an amount not known."""
        terms = self.terms_of(kind)
        if terms is None:
            return None
        if kind in _SERVICES:
            return terms.fixed
        if terms.percent is None:
            return amount
        angry = frustration >= _ANGRY
        part = (amount or _NOTHING) * terms.percent[angry] / 100
        fives = (part / _STEP).to_integral_value(ROUND_CEILING) * _STEP
        value = max(fives, terms.least[angry])
        return value if amount is None else min(value, amount)


def remedy_word(kind: RemedyKind) -> str:
    """Return the word for a kind of remedy."""
    return {
        RemedyKind.REFUND: _("refund"),
        RemedyKind.PARTIAL_REFUND: _("partial refund"),
        RemedyKind.REPLACEMENT: _("replacement"),
        RemedyKind.REPAIR: _("repair"),
        RemedyKind.VOUCHER: _("voucher"),
        RemedyKind.FREE_RETURN: _("free return"),
        RemedyKind.PRIORITY_SHIPPING: _("priority shipping"),
        RemedyKind.CALL_BACK: _("call-back"),
    }[kind]


def day_after(calendar: Calendar, day: date, days: int) -> date:
    """Return the ``days``-th day after ``day`` on which the desk is open; the 0th is ``day``."""
    for _round in range(days):
        day = _next_open(calendar, day)
    return day


def _next_open(calendar: Calendar, day: date) -> date:
    for step in range(1, MAX_CLOSED_DAYS):
        if calendar.frames(day + timedelta(days=step)):
            return day + timedelta(days=step)
    return day + timedelta(days=1)


def _cost(terms: Terms, value: Decimal) -> Decimal:
    return (value * terms.share / 100 + terms.fixed).quantize(_CENT)


def _limit(limits: tuple[Decimal, ...], level: int) -> Decimal | None:
    """Return up to which value a level may grant; None is any."""
    place = min(max(level, 1), HIGHEST_LEVEL) - 1
    return limits[place] if place < len(limits) else None


def _lowest_level(limits: tuple[Decimal, ...], value: Decimal) -> int | None:
    for level in range(1, HIGHEST_LEVEL + 1):
        limit = _limit(limits, level)
        if limit is None or value <= limit:
            return level
    return None


def _up_to(limits: tuple[Decimal, ...], remedy: Remedy, level: int) -> str:
    """Say what to mind where the value is not known."""
    words = _("its value is not known yet: {limit}")
    return words.format(limit=_allowed(limits, remedy, level))


def _allowed(limits: tuple[Decimal, ...], remedy: Remedy, level: int) -> str:
    limit = _limit(limits, level)
    if limit is None:
        return _("level {n} may grant this at any value").format(n=level)
    words = _("level {n} may grant this up to {limit} {currency}")
    return words.format(n=level, limit=limit, currency=remedy.currency)


def _not_allowed(
    limits: tuple[Decimal, ...], remedy: Remedy, level: int, needed: int | None
) -> str:
    limit = _limit(limits, level)
    words = _("{value} {currency} is more than the {limit} {currency} of level {n}")
    why = words.format(value=remedy.value, limit=limit, n=level, currency=remedy.currency)
    if needed is None:
        return _("{why}; nobody at the desk may grant it").format(why=why)
    return _("{why}; an agent of level {needed} has to approve").format(why=why, needed=needed)
