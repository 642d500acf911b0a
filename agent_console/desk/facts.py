"""What a fact found in a mail's text is: its kind, its normal form, its place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from agent_console.i18n import _


class FactKind(StrEnum):
    """What was found."""

    ORDER = "order"
    TRACKING = "tracking"
    AMOUNT = "amount"
    DATE = "date"
    PHONE = "phone"
    IBAN = "iban"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: characters ``start`` to ``end`` (exclusive) of the text it was found in.

    ``value`` is its normal form: an ISO date, an amount as ``49.90 EUR``, a number without blanks,
    an IBAN masked but for its ends. ``detail`` names the carrier of a tracking number. ``sure`` is
    False where the text can be read in two ways, as 03/04/2026 can.
    """

    kind: FactKind
    value: str
    start: int
    end: int
    detail: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text as the finders see it; ``before`` is the end of the line above."""

    text: str
    before: str = ""

    def ahead_of(self, place: int, width: int) -> str:
        """Return up to ``width`` characters before ``place``, those of the line above included."""
        if place >= width:
            return self.text[place - width : place]
        return f"{self.before[-width:]} {self.text[:place]}"[-width:]


def fact_word(kind: FactKind) -> str:
    """Return the word for a kind of fact."""
    return {
        FactKind.ORDER: _("order number"),
        FactKind.TRACKING: _("tracking number"),
        FactKind.AMOUNT: _("amount"),
        FactKind.DATE: _("date"),
        FactKind.PHONE: _("phone number"),
        FactKind.IBAN: _("bank account"),
        FactKind.NAME: _("name"),
    }[kind]
