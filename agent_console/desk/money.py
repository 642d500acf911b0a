"""Amounts of money and bank accounts in a line of text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent_console.desk.facts import Fact, FactKind, Line

_CURRENCIES = {
    "€": "EUR",
    "eur": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "$": "USD",
    "usd": "USD",
    "us$": "USD",
    "£": "GBP",
    "gbp": "GBP",
    "chf": "CHF",
    "sfr": "CHF",
    "fr.": "CHF",
    "franken": "CHF",
}
_SIGN = r"(€|US\$|\$|£|EUR(?:OS?)?\b|USD\b|GBP\b|CHF\b|SFr\b|Fr\.|Franken\b)"
_NUMBER = (
    r"(\d{1,3}(?:[.,'’\u00a0\u202f]\d{3}){1,4}(?:[.,]\d{2})?"
    r"|\d{1,9}(?:[.,]\d{1,2})?)(?!\d|[.,]\d)(?:[.,]?[-–—]{1,2}(?!\d))?"
)
_BEFORE = re.compile(rf"(?<![\w.,]){_SIGN}[ \u00a0]?{_NUMBER}", re.IGNORECASE)
_BEHIND = re.compile(rf"(?<![\w.,/]){_NUMBER}[ \u00a0]?{_SIGN}", re.IGNORECASE)

# Letters and digits of an account number by country (ISO 13616 registry).
_LENGTHS = {
    **dict.fromkeys(("NO",), 15),
    **dict.fromkeys(("BE",), 16),
    **dict.fromkeys(("DK", "FI", "NL"), 18),
    **dict.fromkeys(("SI",), 19),
    **dict.fromkeys(("AT", "EE", "LT", "LU"), 20),
    **dict.fromkeys(("CH", "HR", "LI", "LV"), 21),
    **dict.fromkeys(("BG", "DE", "GB", "IE"), 22),
    **dict.fromkeys(("CZ", "ES", "RO", "SE", "SK"), 24),
    **dict.fromkeys(("PT",), 25),
    **dict.fromkeys(("IS",), 26),
    **dict.fromkeys(("FR", "GR", "IT", "MC", "SM"), 27),
    **dict.fromkeys(("CY", "HU", "PL"), 28),
    **dict.fromkeys(("MT",), 31),
}
_ACCOUNT = re.compile(r"(?<![A-Za-z0-9])([A-Za-z]{2})\d{2}(?=[ \u00a0-]?[A-Za-z0-9])")


def find_amounts(line: Line) -> Iterator[Fact]:
    """Yield amounts with their currency, German and English ways of writing (1.299,90 € · $5)."""
    for match in _BEFORE.finditer(line.text):
        yield _amount(match, sign=match.group(1), number=match.group(2))
    for match in _BEHIND.finditer(line.text):
        yield _amount(match, sign=match.group(2), number=match.group(1))


def _amount(match: re.Match[str], *, sign: str, number: str) -> Fact:
    value = f"{_plain_number(number)} {_CURRENCIES[sign.lower()]}"
    return Fact(FactKind.AMOUNT, value, match.start(), match.end())


def _plain_number(written: str) -> str:
    """Return a number with a point and two decimals; a lone mark before three digits groups."""
    marks = [char for char in written if not char.isdigit()]
    decimals = ""
    if marks:
        whole, _mark, last = written.rpartition(marks[-1])
        if len(last) < 3 and (len(marks) == 1 or marks[-1] != marks[-2]):
            written, decimals = whole, last
    whole = "".join(char for char in written if char.isdigit())
    return f"{int(whole)}.{decimals:0<2}"


def find_accounts(line: Line) -> Iterator[Fact]:
    """Yield IBANs whose length and check digits are right (ISO 13616, mod 97), masked."""
    for match in _ACCOUNT.finditer(line.text):
        iban, end = _compact(line.text, match.start(), _LENGTHS.get(match.group(1).upper(), 0))
        if iban and _is_valid(iban):
            yield Fact(FactKind.IBAN, masked(iban), match.start(), end)


def masked(iban: str) -> str:
    """Return an IBAN of which only country, check digits and the last four characters show."""
    return f"{iban[:4]} •••• {iban[-4:]}"


def _compact(text: str, start: int, length: int) -> tuple[str, int]:
    """Return ``length`` letters and digits from ``start``, single blanks skipped, and their end."""
    chars: list[str] = []
    position = start
    while position < len(text) and len(chars) < length:
        char = text[position]
        if char.isascii() and char.isalnum():
            chars.append(char.upper())
        elif char not in " \u00a0-" or text[position - 1] in " \u00a0-":
            break
        position += 1
    following = text[position : position + 1]
    whole = len(chars) == length and length and not following.isalnum()
    return ("".join(chars), position) if whole else ("", position)


def _is_valid(iban: str) -> bool:
    digits = "".join(str(int(char, 36)) for char in iban[4:] + iban[:4])
    return int(digits) % 97 == 1
