"""Phone numbers in a line of text, with care: an order number is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent_console.desk.facts import Fact, FactKind, Line

_LABEL_WIDTH = 40
_CANDIDATE = re.compile(r"(?<![\w+/#-])(?<!\d[.,])\+?\(?\+?\d[\d ()/.\u00a0–-]{4,26}\d(?![\w/])")
_LABELS = re.compile(
    r"(?P<phone>\b(?:tel(?:efon)?|fon|phone|handy|mobil(?:e|funk)?|cell|fax|(?:tele|mobil)?ruf|natel"
    r"|durchwahl|whatsapp|rückruf|anruf|call|reach me|erreich|zurückruf)\w*)"
    r"|(?P<number>\b(?:bestell|auftrag|rechnung|kunden|vertrag|artikel|serien|sendung|tracking"
    r"|paket|liefer|order|invoice|customer|contract|article|item|serial|shipment|konto|account"
    r"|iban|blz|zähler|ticket|vorgang|case|referen[cz]|ref\b|steuer|ust|hr[ab]\b|isbn|ean\b"
    r"|gutschein|voucher|code|pin\b|geräte|modell|model|version|bearbeitung|akten)\w*)",
    re.IGNORECASE,
)
_COUNTRY = re.compile(r"\+[1-9]|00(?:49|4[1-8]|3[0-9]|42[0-9]|1(?=[ (/-]))")
_AREA = re.compile(r"\(?0[1-9]\d{1,4}\)?[ /\u00a0–-]|\(0[1-9]\d{1,4}\)|\(?0[1-9]0\)?[ /-]")
_MOBILE = re.compile(r"01[567]\d{8,9}|07\d{9}|06(?:5|6|7|8)\d{8,9}")
_AMERICAN = re.compile(r"(?:\+?1[ .-]?)?\(\d{3}\) ?\d{3}[ .-]\d{4}")
_DATE = re.compile(r"\d{1,2}\. ?\d{1,2}\. ?(?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}")


def find_phones(line: Line) -> Iterator[Fact]:
    """Yield phone numbers: with a country code, an area code set apart, or a word that says so.

    The nearest label before a number decides: what "Bestellnummer" introduces is no phone number.
    """
    for match in _CANDIDATE.finditer(line.text):
        written = _fitting(match.group())
        if not written or "  " in written or _DATE.fullmatch(written):
            continue
        label = _label(line, match.start())
        if label != "number" and _is_phone(written, labelled=label == "phone"):
            end = match.start() + len(written)
            yield Fact(FactKind.PHONE, _normal(written), match.start(), end)


def is_labelled_number(line: Line, place: int) -> bool:
    """Tell whether the nearest label before ``place`` is that of an order, invoice or the like."""
    return _label(line, place) == "number"


def _label(line: Line, place: int) -> str:
    last = ""
    for match in _LABELS.finditer(line.ahead_of(place, _LABEL_WIDTH)):
        last = match.lastgroup or ""
    return last


def _fitting(written: str) -> str:
    """Drop groups from the end until at most 15 digits are left (ITU-T E.164)."""
    while sum(char.isdigit() for char in written) > 15:
        head, blank, _tail = written.rpartition(" ")
        if not blank:
            return ""
        written = head.rstrip(" (/.–-")
    if written.count("(") != written.count(")"):
        return ""
    return written


def _is_phone(written: str, *, labelled: bool) -> bool:
    digits = sum(char.isdigit() for char in written)
    bare = written.lstrip("(")
    if bare.startswith("+") or (_COUNTRY.match(bare) and not bare.isdigit()):
        return bool(_COUNTRY.match(bare)) and digits >= 8
    if labelled:
        return 6 <= digits <= 14
    if "." in written or digits > 13:
        return False
    if _AMERICAN.fullmatch(written) or _MOBILE.fullmatch(written):
        return True
    return bool(_AREA.match(written)) and digits >= 7


def _normal(written: str) -> str:
    digits = "".join(char for char in written.replace("(0)", "") if char.isdigit())
    if "+" in written[:3]:
        return f"+{digits}"
    return f"+{digits[2:]}" if digits.startswith("00") else digits
