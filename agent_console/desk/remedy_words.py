"""A remedy as it is named in a letter: "die Erstattung von 49,90 €", "a voucher for €10.00"."""

from __future__ import annotations

from types import MappingProxyType

from agent_console.desk.remedies import Remedy, RemedyKind
from agent_console.desk.written import money_words

_GERMAN = MappingProxyType(
    {
        RemedyKind.REFUND: ("die volle Erstattung", "die Erstattung von {amount}"),
        RemedyKind.PARTIAL_REFUND: ("eine teilweise Erstattung", "eine Erstattung von {amount}"),
        RemedyKind.REPLACEMENT: ("eine kostenlose Ersatzlieferung", ""),
        RemedyKind.REPAIR: ("die kostenlose Reparatur", ""),
        RemedyKind.VOUCHER: ("ein Gutschein", "ein Gutschein über {amount}"),
        RemedyKind.FREE_RETURN: ("die kostenlose Rücksendung", ""),
        RemedyKind.PRIORITY_SHIPPING: ("der kostenlose Expressversand", ""),
        RemedyKind.CALL_BACK: ("mein Rückruf", ""),
    }
)
_ENGLISH = MappingProxyType(
    {
        RemedyKind.REFUND: ("a full refund", "a refund of {amount}"),
        RemedyKind.PARTIAL_REFUND: ("a partial refund", "a refund of {amount}"),
        RemedyKind.REPLACEMENT: ("a free replacement", ""),
        RemedyKind.REPAIR: ("a free repair", ""),
        RemedyKind.VOUCHER: ("a voucher", "a voucher for {amount}"),
        RemedyKind.FREE_RETURN: ("a free return", ""),
        RemedyKind.PRIORITY_SHIPPING: ("free express shipping", ""),
        RemedyKind.CALL_BACK: ("my call back", ""),
    }
)


def offer_words(remedy: Remedy | None, language: str) -> str:
    """Return what is offered, with its amount where it is money; "" without a remedy."""
    if remedy is None:
        return ""
    plain, worth = (_GERMAN if language == "de" else _ENGLISH)[remedy.kind]
    if remedy.value is None or not worth:
        return plain
    return worth.format(amount=money_words(remedy.value, remedy.currency, language))
