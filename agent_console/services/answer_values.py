"""What is put into a canned answer for one ticket: customer, facts, team and day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_currency

from agent_console.config import Config, MailboxConfig
from agent_console.desk.canned_render import Values
from agent_console.desk.entry_files import Form
from agent_console.desk.facts import FactKind
from agent_console.desk.insight import MailFact
from agent_console.desk.names import find_name
from agent_console.desk.order_sentences import items_text, money_text
from agent_console.desk.orders import Amount, Item, Order, TicketOrders
from agent_console.desk.person_name import PersonName, known_person, read_name
from agent_console.desk.returns import ReturnCase, ReturnState
from agent_console.desk.salutation import salutation
from agent_console.desk.subjects import base_subject
from agent_console.desk.text import to_screen
from agent_console.desk.ticket import Ticket

_MAX_VALUE = 200
_NO_ORDERS = TicketOrders()


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of a ticket when it is answered; ``promised`` is the day an agent chose.

    ``orders`` are those it may be about, ``returns`` what its customer sends back.
    """

    ticket: Ticket
    person: PersonName
    facts: tuple[MailFact, ...]
    box: MailboxConfig
    now: datetime
    promised: datetime | None = None
    orders: TicketOrders = _NO_ORDERS
    returns: tuple[ReturnCase, ...] = ()


def signature_of(text: str) -> str:
    """Return the line with which somebody signed, titles included, "" when there is none."""
    lines = text.splitlines()
    found = find_name(lines)
    if found is None:
        return ""
    line, _column, name = found
    whole = lines[line].strip()
    return whole if read_name(whole, signed=True) else name


def person_of(ticket: Ticket, own_text: str) -> PersonName:
    """Return who the customer of a ticket is, by their mail."""
    return known_person(signature_of(own_text), ticket.customer.name)


def values_of(known: Circumstances, config: Config, language: str, form: Form) -> Values:
    """Return the values for a text in ``language``; what is not known or not clear is left out."""
    zone = ZoneInfo(config.calendar.zone)
    when = known.now.astimezone(zone)
    promised = known.promised
    found = {
        **team_values(config, language, when.date()),
        **_customer(known.person, language, form),
        **_order(known.facts, known.orders.sure, language),
        **_returns(known.returns, language),
        "customer.language": language,
        "ticket.ref": f"#{known.ticket.ref}",
        "ticket.subject": _one_line(base_subject(known.ticket.subject)),
        "ticket.opened": _day(known.ticket.opened_at.astimezone(zone), language),
        "mailbox.name": known.box.name,
        "mailbox.address": known.box.address,
        "promise.date": _day(promised.astimezone(zone), language) if promised else "",
    }
    return {name: value for name, value in found.items() if value}


def team_values(config: Config, language: str, today: date) -> Values:
    """Return the values that no ticket is needed for: the team, the agent, the mailbox, the day."""
    names = config.agent.name.split()
    return {
        **config.library.team_values(language),
        "agent.name": config.agent.name,
        "agent.first_name": names[0] if names else "",
        "agent.signature": config.agent.signature.strip(),
        "mailbox.name": config.mailbox.name,
        "mailbox.address": config.mailbox.address,
        "today": _day(today, language),
    }


def _customer(person: PersonName, language: str, form: Form) -> Values:
    return {
        "customer.name": person.full,
        "customer.first_name": person.first,
        "customer.last_name": person.last,
        "customer.salutation": salutation(person, language, form),
    }


def _order(facts: Sequence[MailFact], order: Order | None, language: str) -> Values:
    """Return what the shop told of the order, and what the mail says where the shop is silent.

    Of two in the mail a person chooses. An amount in the mail goes before the order's.
    """
    tracking = _only(facts, FactKind.TRACKING)
    amount = _only(facts, FactKind.AMOUNT)
    number = _only(facts, FactKind.ORDER)
    told = {
        "order.number": _one_line(number.value) if number else "",
        "order.tracking": _one_line(tracking.value) if tracking else "",
        "order.carrier": tracking.detail if tracking else "",
        "order.amount": amount_words(amount.value, language) if amount else "",
    }
    if order is None:
        return told
    return {**told, **_order_of_shop(order, language, with_amount=amount is None)}


def _order_of_shop(order: Order, language: str, *, with_amount: bool) -> Values:
    parcels = order.parcels
    carriers = dict.fromkeys(one.carrier for one in parcels if one.carrier)
    found = {
        "order.number": _one_line(order.number),
        "order.date": _day(order.ordered, language) if order.ordered else "",
        "order.items": _one_line(items_text(order.items, language)),
        "order.tracking": _one_line(", ".join(one.tracking for one in parcels)),
        "order.carrier": _one_line(next(iter(carriers))) if len(carriers) == 1 else "",
    }
    if with_amount and order.total:
        found["order.amount"] = money_text(order.total, language)
    return {name: value for name, value in found.items() if value}


def _returns(cases: Sequence[ReturnCase], language: str) -> Values:
    """Return what comes back and what is paid for it, and what is declined and why."""
    declined = [case for case in cases if case.state is ReturnState.DECLINED]
    taken = [case for case in cases if case.state is not ReturnState.DECLINED]
    paid = [case.refund for case in taken if case.refund]
    due = paid or [case.worth for case in taken if case.worth]
    currencies = {one.currency for one in due}
    total = Amount(sum((one.value for one in due), Decimal(0)), min(currencies, default=""))
    return {
        "return.items": _one_line(items_text(_items(taken), language)),
        "return.refund": money_text(total, language) if len(currencies) == 1 else "",
        "return.declined": _one_line(items_text(_items(declined), language)),
        "return.why": _one_line(declined[-1].why) if declined else "",
    }


def _items(cases: Sequence[ReturnCase]) -> list[Item]:
    return [Item(case.item, case.sku, case.quantity, case.price) for case in cases]


def _only(facts: Sequence[MailFact], kind: FactKind) -> MailFact | None:
    found = {fact.value: fact for fact in facts if fact.kind is kind and fact.sure}
    return next(iter(found.values())) if len(found) == 1 else None


def amount_words(value: str, language: str) -> str:
    """Return an amount such as ``49.90 EUR`` as it is written in ``language``; else as it is."""
    number, _blank, currency = value.partition(" ")
    try:
        amount = Decimal(number)
    except InvalidOperation:
        return _one_line(value)
    if not (currency.isascii() and currency.isalpha() and len(currency) == len("EUR")):
        return _one_line(value)
    return format_currency(amount, currency.upper(), locale=_locale(language))


def _day(when: date, language: str) -> str:
    return format_date(when, "long", locale=_locale(language))


def _locale(language: str) -> Locale:
    try:
        return Locale.parse("en_GB" if language == "en" else language)
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def _one_line(text: str) -> str:
    return to_screen(text, one_line=True)[:_MAX_VALUE]
