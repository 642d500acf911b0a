"""Tracking numbers of parcels in a line of text: by their check digits, or by the words around."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent_console.desk import carriers
from agent_console.desk.carriers import (
    ANY_POST,
    DHL,
    DPD,
    FEDEX,
    GLS,
    HERMES,
    SWISS_POST,
    UPS,
    has_dpd_check,
    is_fedex_number,
    is_identcode,
    is_sscc,
    is_union_number,
    is_ups_number,
    post_by_form,
    post_of,
)
from agent_console.desk.facts import Fact, FactKind, Line

_WIDTH_BEFORE = 60
_WIDTH_BEHIND = 25
_LABEL_WIDTH = 32
_UNION = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}(?: ?\d){9} ?[A-Z]{2}(?![A-Za-z0-9])")
_UPS = re.compile(r"(?<![A-Za-z0-9])1Z(?: ?[A-Z0-9]){15} ?\d(?![A-Za-z0-9])")
_NAMED = re.compile(r"(?<![A-Za-z0-9])(?:(JJD|JVGL)(?: ?\d){12,22}|(H)\d{19})(?![A-Za-z0-9])")
_DIGITS = re.compile(r"(?<![\w+])(?<!\d[.,-])\d(?:[ .]?\d){9,21}(?![A-Za-z0-9]|[.,]\d)")
_DPD = re.compile(r"(?<![A-Za-z0-9])\d{4}(?: ?\d){10} ?[A-Z](?![A-Za-z0-9])")
_GLS = re.compile(r"(?<![A-Za-z0-9])(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z0-9]{8}(?![A-Za-z0-9])")
_SWISS = re.compile(r"(?<![\w.])99\.\d{2}\.\d{6}\.\d{8}(?![\w]|\.\d)")
_CARRIER = re.compile(r"\b(dhl|dpd|gls|hermes|ups|fedex|post)\b", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:sendung(?:s|en)?|paket|track(?:ing)?|liefer|parcel|shipment|consignment|package|waybill"
    r"|frachtbrief|colis|suivi|spedizione|zending)(?:s|verfolgungs)?[- ]?"
    r"(?:nummer|nr|no|number|code|id|num(?:é|e)ro)?\b\.?",
    re.IGNORECASE,
)
_CARRIERS = {
    "dhl": DHL,
    "dpd": DPD,
    "gls": GLS,
    "hermes": HERMES,
    "ups": UPS,
    "fedex": FEDEX,
    "post": ANY_POST,
}
_GERMAN_POST = ("340434", "340433")


def find_parcels(line: Line) -> Iterator[Fact]:
    """Yield tracking numbers: those that prove themselves first, then those that words make one."""
    yield from _proved(line)
    if not _LABEL.search(line.text) and not _CARRIER.search(line.text):
        near = line.before[-_WIDTH_BEFORE:]
        if not _LABEL.search(near) and not _CARRIER.search(near):
            return
    yield from _named(line)


def _proved(line: Line) -> Iterator[Fact]:
    for match in _UNION.finditer(line.text):
        number = match.group().replace(" ", "")
        if is_union_number(number):
            yield _fact(match, number, post_of(number))
    for match in _SWISS.finditer(line.text):
        yield _fact(match, match.group().replace(".", ""), SWISS_POST)
    for match in _UPS.finditer(line.text):
        number = match.group().replace(" ", "")
        if is_ups_number(number):
            yield _fact(match, number, UPS)
    for match in _NAMED.finditer(line.text):
        carrier = DHL if match.group(1) else HERMES
        yield _fact(match, match.group().replace(" ", ""), carrier)
    for match in _DIGITS.finditer(line.text):
        number = _bare(match)
        if len(number) == 20 and number.startswith("00") and is_sscc(number[2:]):
            yield _fact(match, number, DHL if number[2:8] in _GERMAN_POST else "")
        elif len(number) == 18 and number.startswith(_GERMAN_POST) and is_sscc(number):
            yield _fact(match, number, DHL)


def _named(line: Line) -> Iterator[Fact]:
    """Yield what only the carrier's name or a word such as "Sendungsnummer" makes a number."""
    for match in _DPD.finditer(line.text):
        number = match.group().replace(" ", "")
        if DPD in _carriers(line, match) and has_dpd_check(number):
            yield _fact(match, number, DPD)
    for match in _DIGITS.finditer(line.text):
        number = _bare(match)
        carriers = _carriers(line, match)
        carrier = next((name for name in carriers if _fits(name, number)), "")
        if carrier == ANY_POST:
            carrier = post_by_form(number)
        if carrier or _LABEL.search(line.ahead_of(match.start(), _LABEL_WIDTH)):
            yield _fact(match, number, carrier)
    for match in _GLS.finditer(line.text):
        if GLS in _carriers(line, match):
            yield _fact(match, match.group(), GLS)


def _fits(carrier: str, number: str) -> bool:
    """Tell whether a number of digits alone can be that carrier's."""
    match carrier:
        case carriers.DHL:
            return (
                (len(number) == 12 and is_identcode(number))
                or (len(number) == 10 and int(number[:9]) % 7 == int(number[9]))
                or (len(number) in (18, 20) and is_sscc(number[-18:]))
            )
        case carriers.DPD:
            return len(number) == 14
        case carriers.GLS:
            return len(number) in (11, 12)
        case carriers.HERMES:
            return len(number) in (14, 16, 20)
        case carriers.FEDEX:
            return is_fedex_number(number)
        case carriers.ANY_POST:
            return bool(post_by_form(number))
        case _:
            return False


def _carriers(line: Line, match: re.Match[str]) -> list[str]:
    """Return the carriers named around a place, the nearest before it first."""
    before = _CARRIER.findall(line.ahead_of(match.start(), _WIDTH_BEFORE))
    behind = _CARRIER.findall(line.text[match.end() : match.end() + _WIDTH_BEHIND])
    return [_CARRIERS[name.lower()] for name in (*reversed(before), *behind)]


def _bare(match: re.Match[str]) -> str:
    return "".join(char for char in match.group() if char.isdigit())


def _fact(match: re.Match[str], number: str, carrier: str) -> Fact:
    return Fact(FactKind.TRACKING, number, match.start(), match.end(), detail=carrier)
