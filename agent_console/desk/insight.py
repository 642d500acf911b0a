"""What is told beside a mail: warnings about its sender, facts of its text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from agent_console.desk.carriers import follow_link
from agent_console.desk.facts import Fact, FactKind
from agent_console.desk.masking import hide_accounts

_ORDER = (
    *(FactKind.ORDER, FactKind.TRACKING, FactKind.AMOUNT, FactKind.IBAN, FactKind.DATE),
    *(FactKind.PHONE, FactKind.NAME),
)


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
    return follow_link(fact.detail, fact.value) if fact.kind is FactKind.TRACKING else ""
