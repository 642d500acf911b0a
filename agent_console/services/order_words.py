"""Orders and returns in the agent's words: what was recorded, and one order in one line."""

from __future__ import annotations

from datetime import date

from agent_console.desk.events import Fact
from agent_console.desk.order_facts import (
    OrderChosen,
    ReturnAsked,
    ReturnDecided,
    ReturnReceived,
    ReturnRefunded,
)
from agent_console.desk.orders import Amount, TicketOrders, is_late, matched_word, status_word
from agent_console.desk.returns import ReturnReason, decimal_of, reason_word
from agent_console.i18n import _, current_language, ngettext


def order_fact_words(fact: Fact) -> str:
    """Say what was recorded about an order or a return, "" for what is about something else."""
    match fact:
        case OrderChosen(number=""):
            return _("none of the orders is meant")
        case OrderChosen(number=number):
            return _("the order is {number}").format(number=number)
        case ReturnAsked():
            return _asked(fact)
        case ReturnDecided(accepted="yes"):
            return _because(_("return accepted"), fact.why)
        case ReturnDecided():
            return _because(_("return declined"), fact.why)
        case ReturnReceived():
            return _because(_("return received"), fact.note)
        case ReturnRefunded():
            return _("refunded: {amount}").format(amount=_money(fact))
        case _:
            return ""


def _asked(fact: ReturnAsked) -> str:
    known = fact.reason in ReturnReason.__members__.values()
    reason = reason_word(ReturnReason(fact.reason)) if known else fact.reason
    words = _("return of {item}: {reason}").format(item=fact.item, reason=reason)
    return f"{words} – {fact.text}" if fact.text else words


def _because(words: str, why: str) -> str:
    return f"{words}: {why}" if why else words


def _money(fact: ReturnRefunded) -> str:
    value = decimal_of(fact.amount)
    if value is None:
        return fact.amount
    return _in_money(Amount(value, fact.currency), current_language())


def orders_line(orders: TicketOrders, today: date) -> str:
    """Return in one line which order a ticket is about, or that there is a choice; "" for none."""
    if not orders.matches:
        return ""
    match = orders.match
    if match is None:
        n = len(orders.matches)
        return ngettext(
            "{n} order may be meant: choose", "{n} orders may be meant: choose", n
        ).format(n=n)
    order = match.order
    parts = [_("Order {number}").format(number=order.number), status_word(order.status)]
    if order.total:
        parts.append(_in_money(order.total, current_language()))
    parts += list(
        dict.fromkeys(f"{one.carrier} {one.tracking}".strip() for one in order.parcels[:2])
    )
    if is_late(order, today):
        parts.append(_("! should have arrived by now"))
    if match.foreign:
        parts.append(_("! ordered under another address"))
    elif orders.sure is None:
        parts.append(_("! {reason}").format(reason=matched_word(match.by)))
    return " · ".join(parts)


def _in_money(amount: Amount, language: str) -> str:
    """Return an amount as people write it; what that needs takes long to load."""
    from agent_console.desk.order_sentences import money_text

    return money_text(amount, language)
