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
from agent_console.desk.person_name import PersonName, known_person, read_name
from agent_console.desk.salutation import salutation
from agent_console.desk.subjects import base_subject
from agent_console.desk.text import to_screen
from agent_console.desk.ticket import Ticket

_MAX_VALUE = 200


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of a ticket when it is answered; ``promised`` is the day an agent chose."""

    ticket: Ticket
    person: PersonName
    facts: tuple[MailFact, ...]
    box: MailboxConfig
    now: datetime
    promised: datetime | None = None


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
        **_order(known.facts, language),
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


def _order(facts: Sequence[MailFact], language: str) -> Values:
    """Return what a mail says of an order where it names one: of two, a person chooses."""
    tracking = _only(facts, FactKind.TRACKING)
    amount = _only(facts, FactKind.AMOUNT)
    order = _only(facts, FactKind.ORDER)
    return {
        "order.number": _one_line(order.value) if order else "",
        "order.tracking": _one_line(tracking.value) if tracking else "",
        "order.carrier": tracking.detail if tracking else "",
        "order.amount": amount_words(amount.value, language) if amount else "",
    }


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
