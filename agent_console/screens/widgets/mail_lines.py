"""What is told beside a mail, in words: warnings, facts of its text, and where its links lead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from agent_console.desk.facts import FactKind
from agent_console.desk.insight import MailFact
from agent_console.desk.mail import Address, Link
from agent_console.desk.text import cell_width, shorten
from agent_console.desk.views import TimelineEntry
from agent_console.i18n import _, ngettext, pgettext
from agent_console.screens import words

LINKS_SHOWN = 3
_FACTS_SHOWN = 3
_LEAST_NAME = 12


def sender_text(address: Address | None, width: int) -> str:
    """Return name and address in ``width`` cells; what is too long costs letters of the name."""
    whole = words.address_text(address)
    if address is None or cell_width(whole) <= width:
        return whole
    email = words.line(address.email)
    room = max(width - cell_width(email) - len(" <>"), _LEAST_NAME)
    name = shorten(words.line(address.name), room)
    return f"{name} <{email}>" if name else email


def warnings(entry: TimelineEntry) -> Iterator[str]:
    """Yield what speaks against the sender of a mail."""
    for sign in entry.signs:
        yield "! " + _("Careful: {sign}").format(sign=words.line(sign))


def facts_line(entry: TimelineEntry, *, full: bool) -> str:
    """Return the facts of a mail in one line.

    Unless ``full``, at most three of each kind, and none where a mail names nothing but days.
    """
    if not full and all(fact.kind is FactKind.DATE for fact in entry.facts):
        return ""
    known = words.line(entry.sender.name).casefold() if entry.sender else ""
    told: list[str] = []
    for kind, group in groupby(entry.facts, key=lambda fact: fact.kind):
        facts = [fact for fact in group if kind is not FactKind.NAME or _is_news(fact, known)]
        shown = facts if full else facts[:_FACTS_SHOWN]
        told += [fact_text(fact) for fact in shown]
        told += [f"+{len(facts) - len(shown)}"] if len(facts) > len(shown) else []
    return _("Facts: {facts}").format(facts=" · ".join(told)) if told else ""


def _is_news(fact: MailFact, known: str) -> bool:
    return words.line(fact.value).casefold() not in known


def fact_text(fact: MailFact) -> str:
    """Return one fact in words; what can be read in two ways ends in a question mark."""
    carrier = f" ({words.line(fact.detail)})" if fact.detail else ""
    return f"{_text(fact.kind, words.line(fact.value))}{carrier}{'' if fact.sure else '?'}"


def _text(kind: FactKind, value: str) -> str:
    match kind:
        case FactKind.AMOUNT:
            return value.replace(".", pgettext("decimal separator", "."))
        case FactKind.DATE:
            return _("{date:%Y-%m-%d}").format(date=date.fromisoformat(value))
        case FactKind.ORDER:
            return _("order {number}").format(number=value)
        case FactKind.TRACKING:
            return _("parcel {number}").format(number=value)
        case FactKind.IBAN:
            return _("account {number}").format(number=value)
        case FactKind.PHONE:
            return _("phone {number}").format(number=value)
        case FactKind.NAME:
            return _("signed {name}").format(name=value)


def parcel_pages(facts: Iterable[MailFact]) -> Iterator[str]:
    """Yield where the parcels of a mail can be followed."""
    for fact in facts:
        if fact.link:
            yield f"{words.line(fact.detail)} {words.line(fact.value)} → {words.line(fact.link)}"


def links_title(links: Sequence[Link]) -> str:
    """Return how many links a mail has."""
    return ngettext("{n} link", "{n} links", len(links)).format(n=len(links))


def link_lines(links: Sequence[Link]) -> Iterator[str]:
    """Yield each link with the number it has in the text, and where it really leads."""
    for number, link in enumerate(links, 1):
        yield f"[{number}] {words.line(link.text)} → {words.line(link.target)}"
