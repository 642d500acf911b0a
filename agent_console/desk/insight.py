"""What is told beside a mail: warnings about its sender, facts of its text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from agent_console.desk.facts import Fact, FactKind
from agent_console.desk.masking import hide_accounts

_ORDER = (
    *(FactKind.ORDER, FactKind.TRACKING, FactKind.AMOUNT, FactKind.IBAN, FactKind.DATE),
    *(FactKind.PHONE, FactKind.NAME),
)
_FOLLOW = {
    "DHL": "https://www.dhl.de/de/privatkunden/pakete-empfangen/verfolgen.html?piececode=",
    "DPD": "https://tracking.dpd.de/status/de_DE/parcel/",
    "GLS": "https://gls-group.com/DE/de/paketverfolgung?match=",
    "Hermes": "https://www.myhermes.de/empfangen/sendungsverfolgung/sendungsinformation/#",
    "UPS": "https://www.ups.com/track?loc=de_DE&tracknum=",
}


@dataclass(frozen=True, slots=True)
class MailFact:
    """One fact of a mail's text, told once: see ``Fact`` for ``value`` and ``detail``.

    ``link`` is the carrier's page about a parcel, empty for everything else.
    """

    kind: FactKind
    value: str
    detail: str = ""
    sure: bool = True
    link: str = ""


@dataclass(frozen=True, slots=True)
class Insight:
    """Warnings in words, facts, and what the own mail server says of the sender."""

    signs: tuple[str, ...] = ()
    facts: tuple[MailFact, ...] = ()
    checked: str = ""


def told_once(facts: Iterable[Fact]) -> tuple[MailFact, ...]:
    """Return facts for telling, by kind and in the order of the text; accounts are masked."""
    told = dict.fromkeys(
        MailFact(fact.kind, hide_accounts(fact.value), fact.detail, fact.sure, _page(fact))
        for fact in facts
    )
    return tuple(sorted(told, key=lambda fact: _ORDER.index(fact.kind)))


def _page(fact: Fact) -> str:
    plain = fact.kind is FactKind.TRACKING and fact.value.isascii() and fact.value.isalnum()
    page = _FOLLOW.get(fact.detail, "") if plain else ""
    return page and page + fact.value
