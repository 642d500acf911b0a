"""Returns: begun for an item of an order, decided, received, refunded; counted by reason."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from agent_console.desk.events import TextFact
from agent_console.desk.listing import QueueRow
from agent_console.desk.order_facts import (
    ReturnAsked,
    ReturnDecided,
    ReturnReceived,
    ReturnRefunded,
)
from agent_console.desk.order_sentences import money_text
from agent_console.desk.orders import Amount, Item, Order
from agent_console.desk.refs import base32
from agent_console.desk.returns import (
    NO,
    OPEN_STATES,
    YES,
    ReturnCase,
    ReturnReason,
    ReturnReport,
    ReturnState,
    report_of,
    step_refused,
)
from agent_console.errors import ActionRefusedError, NotFoundError
from agent_console.i18n import _, current_language
from agent_console.services.acting import Act, Acts
from agent_console.store import kin, orders
from agent_console.store import returns as stored

MAX_TEXT = 2_000
_ID_BYTES = 5
_MOST = 1_000


@dataclass(frozen=True, slots=True)
class Wish:
    """What a customer wants to send back, and why."""

    item: Item
    reason: ReturnReason
    text: str = ""
    quantity: Decimal | None = None
    order: Order | None = None


class ReturnService:
    """Records what becomes of returns; safe to use from several threads."""

    def __init__(self, acts: Acts) -> None:
        self._acts = acts

    def of_ticket(self, ref: str) -> tuple[ReturnCase, ...]:
        """Return the cases of a ticket in the order in which they were asked for."""
        with self._acts.store.read() as session:
            root = kin.root_of(session, ref)
        with self._acts.store.look() as connection:
            return stored.of_ticket(connection, root)

    def listed(
        self, states: Sequence[ReturnState] = OPEN_STATES, limit: int = _MOST
    ) -> tuple[ReturnCase, ...]:
        """Return the cases in these states, the oldest first."""
        with self._acts.store.look() as connection:
            return stored.in_states(connection, states, limit)

    def find(self, text: str) -> ReturnCase:
        """Return the case of this id; raises NotFoundError."""
        with self._acts.store.look() as connection:
            found = stored.find(connection, text.strip().lstrip("#").upper())
        if found is None:
            raise NotFoundError(
                _("Returns"),
                _("there is no return {id}").format(id=text),
                _("`agent-console returns list --all` prints them."),
            )
        return found

    def ask(self, ref: str, wishes: Sequence[Wish]) -> QueueRow:
        """Begin a case for each item; one undo takes them back.

        Raises ActionRefusedError for no item, for more pieces than were ordered, and for an item
        of which a case is open.
        """
        if not wishes:
            raise ActionRefusedError(_("Returns"), _("no item is chosen"))
        open_cases = [case for case in self.of_ticket(ref) if case.state in OPEN_STATES]
        for wish in wishes:
            _refuse(wish, open_cases)
        facts = tuple(self._asked(wish) for wish in wishes)
        return self._acts.record(Act(ref, facts))

    def decide(self, case: ReturnCase, *, accepted: bool, why: str = "") -> QueueRow:
        """Accept or decline; declining wants a reason. Raises ActionRefusedError."""
        why = why.strip()[:MAX_TEXT]
        if not accepted and not why:
            raise ActionRefusedError(_("Returns"), _("say why it is declined"))
        state = ReturnState.APPROVED if accepted else ReturnState.DECLINED
        return self._go_on(case, state, ReturnDecided(case.id, YES if accepted else NO, why))

    def receive(self, case: ReturnCase, note: str = "") -> QueueRow:
        """Note that the item has come back, and how it looks. Raises ActionRefusedError."""
        fact = ReturnReceived(case.id, note.strip()[:MAX_TEXT])
        return self._go_on(case, ReturnState.RECEIVED, fact)

    def refund(self, case: ReturnCase, amount: Amount | None = None) -> QueueRow:
        """Note what was paid back: what the item cost, unless an amount is given.

        It pays nothing itself. Raises ActionRefusedError where no amount is known, and for more
        than the whole order cost.
        """
        paid = amount or case.worth
        if paid is None or paid.value < 0:
            raise ActionRefusedError(_("Returns"), _("say how much is paid back"))
        total = self._cost(case)
        if total is not None and total.currency == paid.currency and paid.value > total.value:
            words = _("that is more than the whole order cost: {amount}")
            cost = money_text(total, current_language())
            raise ActionRefusedError(_("Returns"), words.format(amount=cost))
        fact = ReturnRefunded(case.id, f"{paid.value:f}", paid.currency)
        return self._go_on(case, ReturnState.REFUNDED, fact)

    def _cost(self, case: ReturnCase) -> Amount | None:
        """Return what the order of a case cost in all, None where no shop says."""
        if not case.order:
            return None
        with self._acts.store.look() as connection:
            found = orders.by_numbers(connection, [case.order])
        order = next((one for one in found if one.source == case.source), None)
        return None if order is None else order.total or _sum(order.items)

    def between(self, since: datetime, until: datetime) -> tuple[ReturnCase, ...]:
        """Return the cases asked for from ``since`` on, and before ``until``."""
        with self._acts.store.look() as connection:
            return stored.between(connection, since, until)

    def report(self, since: datetime, until: datetime) -> ReturnReport:
        """Count the returns asked for in a period, by reason and product."""
        return report_of(self.between(since, until))

    def _asked(self, wish: Wish) -> ReturnAsked:
        item, price = wish.item, wish.item.price
        quantity = item.quantity if wish.quantity is None else wish.quantity
        return ReturnAsked(
            case=base32(secrets.token_bytes(_ID_BYTES)),
            order=wish.order.number if wish.order else "",
            source=wish.order.source if wish.order else "",
            item=item.name,
            sku=item.sku,
            quantity=f"{quantity:f}",
            price=f"{price.value:f}" if price else "",
            currency=price.currency if price else "",
            reason=wish.reason.value,
            text=wish.text.strip()[:MAX_TEXT],
        )

    def _go_on(self, case: ReturnCase, state: ReturnState, fact: TextFact) -> QueueRow:
        now = next((one for one in self.of_ticket(case.ticket) if one.id == case.id), None)
        if now is None:
            raise NotFoundError(_("Returns"), _("there is no return {id}").format(id=case.id))
        if reason := step_refused(now, state):
            raise ActionRefusedError(_("Returns"), reason)
        return self._acts.record(Act(case.ticket, (fact,)))


def _refuse(wish: Wish, open_cases: Sequence[ReturnCase]) -> None:
    quantity = wish.item.quantity if wish.quantity is None else wish.quantity
    if not 0 < quantity <= wish.item.quantity:
        words = _("{n} pieces of {item} were ordered")
        count = f"{wish.item.quantity:f}"
        raise ActionRefusedError(_("Returns"), words.format(n=count, item=wish.item.name))
    product, number = wish.item.sku or wish.item.name, wish.order.number if wish.order else ""
    if any(case.product == product and case.order == number for case in open_cases):
        words = _("a return of {item} is open already")
        raise ActionRefusedError(_("Returns"), words.format(item=wish.item.name))


def _sum(items: Sequence[Item]) -> Amount | None:
    """Return what items cost together; None where a price is missing, or of two currencies."""
    prices = [one.price for one in items]
    known = [price for price in prices if price is not None]
    if not known or len(known) < len(prices) or len({price.currency for price in known}) > 1:
        return None
    pieces = zip(known, items, strict=True)
    total = sum((price.value * one.quantity for price, one in pieces), Decimal())
    return Amount(total, known[0].currency)
