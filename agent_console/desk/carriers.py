"""The carriers we know: what they are called, whose a parcel's number is, and the page about it.

A number proves itself by check digits where its carrier has some; else the shop's word counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

DHL, DPD, GLS, HERMES, UPS, FEDEX = "DHL", "DPD", "GLS", "Hermes", "UPS", "FedEx"
GERMAN_POST, SWISS_POST, AUSTRIAN_POST = "Deutsche Post", "Swiss Post", "Austrian Post"
ANY_POST = "Post"
"""A post of which only the country can say more (UPU S10)."""

_POSTS = {"DE": GERMAN_POST, "CH": SWISS_POST, "AT": AUSTRIAN_POST}
_PAGES: Mapping[str, str] = {
    DHL: "https://www.dhl.de/de/privatkunden/pakete-empfangen/verfolgen.html?piececode={number}",
    DPD: "https://tracking.dpd.de/status/de_DE/parcel/{number}",
    GLS: "https://gls-group.com/DE/de/paketverfolgung?match={number}",
    HERMES: "https://www.myhermes.de/empfangen/sendungsverfolgung/sendungsinformation/#{number}",
    UPS: "https://www.ups.com/track?tracknum={number}",
    FEDEX: "https://www.fedex.com/fedextrack/?trknbr={number}",
    GERMAN_POST: "https://www.deutschepost.de/de/s/sendungsverfolgung.html?barcode={number}",
    SWISS_POST: "https://www.post.ch/swisspost-tracking?formattedParcelCodes={number}",
    AUSTRIAN_POST: "https://www.post.at/sv/sendungsdetails?snr={number}",
}
_WORDS = {
    "dhl": DHL, "dpd": DPD, "gls": GLS, "hermes": HERMES, "myhermes": HERMES, "ups": UPS,
    "fedex": FEDEX, "post": ANY_POST,
}  # fmt: skip
_NAMES = {
    "schweizerpost": SWISS_POST,
    "schweizerischepost": SWISS_POST,
    "swisspost": SWISS_POST,
    "postch": SWISS_POST,
    "oesterreichischepost": AUSTRIAN_POST,
    "österreichischepost": AUSTRIAN_POST,
    "austrianpost": AUSTRIAN_POST,
    "postat": AUSTRIAN_POST,
    "deutschepost": GERMAN_POST,
    "generallogistics": GLS,
    "unitedparcel": UPS,
    "federalexpress": FEDEX,
    "dhl": DHL,
    "dpd": DPD,
    "hermes": HERMES,
    "fedex": FEDEX,
}
_WORD = re.compile(r"[^\W_]+")
_UNION = re.compile(r"[A-Z]{2}\d{9}[A-Z]{2}")
_UPS = re.compile(r"1Z[A-Z0-9]{15}\d")
_DHL_NAMED = re.compile(r"(?:JJD|JVGL)\d{12,22}")
_HERMES_NAMED = re.compile(r"H\d{19}")
_DPD_LETTER = re.compile(r"\d{14}[A-Z0-9]")
_GERMAN_UNITS = ("340434", "340433")
_ISO = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Tracking:
    """A parcel's number without blanks, whose it is ("" unknown), and the page about it."""

    number: str
    carrier: str
    link: str = ""


@lru_cache(maxsize=256)
def carrier_named(text: str) -> str:
    """Return the carrier that a shop calls so ("DHL Paket", "ups_standard"); "" for others."""
    words = _WORD.findall(text.casefold())
    plain = "".join(words)
    long = next((carrier for name, carrier in _NAMES.items() if plain.startswith(name)), "")
    return long or next((_WORDS[word] for word in words if word in _WORDS), "")


def follow_link(carrier: str, number: str) -> str:
    """Return the page of a carrier about a parcel, "" where there is none."""
    page = _PAGES.get(carrier, "")
    return (
        page.replace("{number}", number) if page and number.isascii() and number.isalnum() else ""
    )


def tracking_of(text: str, carrier: str = "") -> Tracking | None:
    """Read what a shop gives as one tracking number; None for what can be none, or several.

    A number that proves itself goes before the ``carrier`` that the shop names.
    """
    number = re.sub(r"[\s.-]", "", text).upper()
    if not re.fullmatch(r"[A-Z0-9]{6,34}", number):
        return None
    proved = proved_carrier(number)
    if not proved and len(text.split()) > 1 and not number.isdigit():
        return None
    named = carrier_named(carrier)
    if named == ANY_POST:
        named = post_by_form(number) or GERMAN_POST
    owner = proved or named or carrier.strip()
    return Tracking(number, owner, follow_link(owner, number))


def proved_carrier(number: str) -> str:
    """Return the carrier whose a number is by its form and check digits alone, "" for none."""
    if _UNION.fullmatch(number):
        return post_of(number) if is_union_number(number) else ""
    if _UPS.fullmatch(number):
        return UPS if is_ups_number(number) else ""
    if _DHL_NAMED.fullmatch(number):
        return DHL
    if _HERMES_NAMED.fullmatch(number):
        return HERMES
    if number.isdigit():
        unit = number[2:] if len(number) == 20 and number.startswith("00") else number
        if len(unit) == 18 and unit.startswith(_GERMAN_UNITS) and is_sscc(unit):
            return DHL
    return ""


def post_of(number: str) -> str:
    """Return which post sent what bears a number of the postal union (UPU S10)."""
    return _POSTS.get(number[11:13], ANY_POST)


def post_by_form(number: str) -> str:
    """Return which post's a number of digits is by its length: Swiss 18 from 99, Austrian 22."""
    if len(number) == 18 and number.startswith("99"):
        return SWISS_POST
    return AUSTRIAN_POST if len(number) == 22 and number.startswith("10") else ""


def is_fedex_number(number: str) -> bool:
    """Check the 12 digits of FedEx Express (mod 11, then 10) or the 15 of FedEx Ground (mod 10)."""
    digits = [int(char) for char in number]
    if len(digits) == 12:
        weights = (3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1)
        total = sum(d * w for d, w in zip(digits, weights, strict=False))
        return digits[-1] == total % 11 % 10 and len(set(digits)) > 2
    return len(digits) == 15 and _mod10(number, 1, 3)


def is_union_number(number: str) -> bool:
    """Check a number of the postal union such as RR473124829DE (UPU S10, mod 11)."""
    weighted = zip(number[2:10], (8, 6, 4, 2, 3, 5, 9, 7), strict=True)
    rest = 11 - sum(int(digit) * weight for digit, weight in weighted) % 11
    return int(number[10]) == {10: 0, 11: 5}.get(rest, rest)


def is_ups_number(number: str) -> bool:
    """Check a number of UPS such as 1Z999AA10123456784 (mod 10, letters by their place)."""
    values = [int(c) if c.isdigit() else (ord(c) - 63) % 10 for c in number[2:17]]
    total = sum(values[0::2]) + 2 * sum(values[1::2])
    return int(number[17]) == -total % 10


def is_sscc(number: str) -> bool:
    """Check the 18 digits of a shipping unit (GS1 SSCC, mod 10), which DHL's numbers are."""
    return _mod10(number, 3, 1)


def is_identcode(number: str) -> bool:
    """Check the 12 digits of a German identcode (mod 10, weights 4 and 9)."""
    return _mod10(number, 4, 9)


def _mod10(number: str, first: int, second: int) -> bool:
    digits = [int(char) for char in number]
    total = first * sum(digits[0:-1:2]) + second * sum(digits[1:-1:2])
    return digits[-1] == -total % 10 and len(set(digits)) > 2


def has_dpd_check(number: str) -> bool:
    """Check the letter behind DPD's 14 digits (ISO 7064, mod 37,36)."""
    rest = 36
    for char in number[:-1]:
        rest = (rest + int(char, 36)) % 36 or 36
        rest = rest * 2 % 37
    return _ISO[(37 - rest) % 36] == number[-1]
