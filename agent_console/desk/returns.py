"""Returns, item by item: asked for, accepted or declined, received, refunded; why, in a fixed list.

A case is what its events say, in their order; what does not follow from its state has no effect.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from agent_console.desk.events import Event, standing
from agent_console.desk.order_facts import (
    ReturnAsked,
    ReturnDecided,
    ReturnReceived,
    ReturnRefunded,
)
from agent_console.desk.orders import Amount
from agent_console.i18n import _, pgettext

YES, NO = "yes", "no"
_MOST = Decimal(10) ** 12


class ReturnReason(StrEnum):
    """Why customers send things back."""

    DOES_NOT_FIT = "does-not-fit"
    NOT_PLEASED = "not-pleased"
    DEFECT = "defect"
    TRANSPORT = "damaged-in-transport"
    WRONG_ITEM = "wrong-item"
    TOO_LATE = "too-late"
    TWICE = "ordered-twice"
    NOT_AS_DESCRIBED = "not-as-described"
    OTHER = "other"


class ReturnState(StrEnum):
    """How far a return is."""

    ASKED = "asked"
    APPROVED = "approved"
    RECEIVED = "received"
    REFUNDED = "refunded"
    DECLINED = "declined"


OPEN_STATES = (ReturnState.ASKED, ReturnState.APPROVED, ReturnState.RECEIVED)
"""Where somebody still has to do something."""

STEPS: Mapping[ReturnState, tuple[ReturnState, ...]] = {
    ReturnState.ASKED: (ReturnState.APPROVED, ReturnState.DECLINED, ReturnState.RECEIVED),
    ReturnState.APPROVED: (ReturnState.RECEIVED, ReturnState.REFUNDED, ReturnState.DECLINED),
    ReturnState.RECEIVED: (ReturnState.REFUNDED, ReturnState.DECLINED),
    ReturnState.REFUNDED: (),
    ReturnState.DECLINED: (ReturnState.APPROVED,),
}
"""From which state a case goes on to which."""


@dataclass(frozen=True, slots=True)
class ReturnCase:
    """One item that comes back, or is asked to; ``price`` is for one piece.

    ``why`` is what was said with the decision, ``note`` how the item looked; ``refund`` is what was
    paid back, ``agent`` who touched the case last.
    """

    id: str
    ticket: str
    order: str
    item: str
    asked: datetime
    state: ReturnState = ReturnState.ASKED
    source: str = ""
    sku: str = ""
    quantity: Decimal = Decimal(1)
    price: Amount | None = None
    reason: ReturnReason = ReturnReason.OTHER
    text: str = ""
    why: str = ""
    note: str = ""
    decided: datetime | None = None
    received: datetime | None = None
    refunded: datetime | None = None
    refund: Amount | None = None
    agent: str = ""

    @property
    def product(self) -> str:
        """What reports count it under: the article number, or the name without one."""
        return self.sku or self.item

    @property
    def worth(self) -> Amount | None:
        """What the item cost, all pieces together; None where that is not known."""
        return Amount(self.price.value * self.quantity, self.price.currency) if self.price else None


def cases_of(ticket: str, events: Sequence[Event]) -> tuple[ReturnCase, ...]:
    """Return the cases of a ticket as its events say, in the order in which they were asked for."""
    cases: dict[str, ReturnCase] = {}
    for event in standing(events):
        match event.fact:
            case ReturnAsked() as fact if fact.case and fact.case not in cases:
                cases[fact.case] = _begun(ticket, event, fact)
            case ReturnDecided() | ReturnReceived() | ReturnRefunded() as fact:
                if (known := cases.get(fact.case)) is not None:
                    cases[fact.case] = _gone_on(known, event, fact)
    return tuple(cases.values())


def _begun(ticket: str, event: Event, fact: ReturnAsked) -> ReturnCase:
    price = decimal_of(fact.price)
    known = ReturnReason.__members__.values()
    return ReturnCase(
        id=fact.case,
        ticket=ticket,
        order=fact.order,
        source=fact.source,
        item=fact.item,
        sku=fact.sku,
        quantity=decimal_of(fact.quantity) or Decimal(1),
        price=Amount(price, fact.currency) if price is not None else None,
        reason=ReturnReason(fact.reason) if fact.reason in known else ReturnReason.OTHER,
        text=fact.text,
        asked=event.at,
        agent=event.agent,
    )


def _gone_on(
    case: ReturnCase, event: Event, fact: ReturnDecided | ReturnReceived | ReturnRefunded
) -> ReturnCase:
    state = _state_by(fact)
    if state not in STEPS[case.state]:
        return case
    case = replace(case, state=state, agent=event.agent)
    match fact:
        case ReturnDecided():
            return replace(case, decided=event.at, why=fact.why)
        case ReturnReceived():
            decided = case.decided or event.at
            return replace(case, decided=decided, received=event.at, note=fact.note)
        case ReturnRefunded():
            amount = decimal_of(fact.amount) or Decimal(0)
            return replace(case, refunded=event.at, refund=Amount(amount, fact.currency))


def _state_by(fact: ReturnDecided | ReturnReceived | ReturnRefunded) -> ReturnState:
    match fact:
        case ReturnDecided(accepted="yes"):
            return ReturnState.APPROVED
        case ReturnDecided():
            return ReturnState.DECLINED
        case ReturnReceived():
            return ReturnState.RECEIVED
        case ReturnRefunded():
            return ReturnState.REFUNDED


def decimal_of(text: str) -> Decimal | None:
    """Read a number of an event; None for nothing, and for what is none."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value) < _MOST else None


@dataclass(frozen=True, slots=True)
class ReturnCount:
    """How many cases there were of one reason, product or both, and what was paid back."""

    reason: str
    product: str
    cases: int
    pieces: Decimal
    declined: int
    refunds: tuple[Amount, ...]


@dataclass(frozen=True, slots=True)
class ReturnReport:
    """The returns asked for in a period, counted; the most frequent first."""

    cases: int
    by_reason: tuple[ReturnCount, ...]
    by_product: tuple[ReturnCount, ...]
    by_both: tuple[ReturnCount, ...]


def report_of(cases: Iterable[ReturnCase]) -> ReturnReport:
    """Count returns by reason, by product, and by both; sums of money stay in their currency."""
    groups: defaultdict[tuple[str, str], list[ReturnCase]] = defaultdict(list)
    everything = tuple(cases)
    for one in everything:
        groups[(one.reason.value, "")].append(one)
        groups[("", one.product)].append(one)
        groups[(one.reason.value, one.product)].append(one)
    counts = [
        _counted(reason, some[-1].item if product else "", some)
        for (reason, product), some in groups.items()
    ]
    counts.sort(key=lambda one: (-one.cases, one.reason, one.product))
    return ReturnReport(
        len(everything),
        tuple(one for one in counts if not one.product),
        tuple(one for one in counts if not one.reason),
        tuple(one for one in counts if one.reason and one.product),
    )


def _counted(reason: str, product: str, cases: Sequence[ReturnCase]) -> ReturnCount:
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for one in cases:
        if one.refund is not None:
            sums[one.refund.currency] += one.refund.value
    return ReturnCount(
        reason,
        product,
        len(cases),
        sum((one.quantity for one in cases), Decimal(0)),
        sum(one.state is ReturnState.DECLINED for one in cases),
        tuple(Amount(value, currency) for currency, value in sorted(sums.items())),
    )


def reason_word(reason: ReturnReason) -> str:
    """Return a reason in words."""
    return {
        ReturnReason.DOES_NOT_FIT: pgettext("return", "does not fit"),
        ReturnReason.NOT_PLEASED: pgettext("return", "does not please"),
        ReturnReason.DEFECT: pgettext("return", "defect"),
        ReturnReason.TRANSPORT: pgettext("return", "damaged in transport"),
        ReturnReason.WRONG_ITEM: pgettext("return", "wrong item"),
        ReturnReason.TOO_LATE: pgettext("return", "arrived too late"),
        ReturnReason.TWICE: pgettext("return", "ordered twice"),
        ReturnReason.NOT_AS_DESCRIBED: pgettext("return", "not as described"),
        ReturnReason.OTHER: pgettext("return", "other reason"),
    }[reason]


def return_word(state: ReturnState) -> str:
    """Return how far a return is, in words."""
    return {
        ReturnState.ASKED: pgettext("return", "asked for"),
        ReturnState.APPROVED: pgettext("return", "accepted"),
        ReturnState.RECEIVED: pgettext("return", "received"),
        ReturnState.REFUNDED: pgettext("return", "refunded"),
        ReturnState.DECLINED: pgettext("return", "declined"),
    }[state]


def step_refused(case: ReturnCase, state: ReturnState) -> str:
    """Say why a case cannot go on to a state; "" when it can."""
    if state in STEPS[case.state]:
        return ""
    words = _("{item} is {state} already")
    if state is ReturnState.REFUNDED and case.state is ReturnState.ASKED:
        words = _("{item} must be accepted first")
    return words.format(item=case.item, state=return_word(case.state))
