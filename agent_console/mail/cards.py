"""Calendar entries and business cards in a few words (RFC 5545, RFC 6350)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent_console.desk.text import shorten, to_screen

_MAX_LINES = 2_000
_MAX_WORDS = 120
_LINE = re.compile(
    r"(?:[A-Za-z0-9-]{1,40}\.)?([A-Za-z-]{1,40})"
    r"((?:;[^;:\"]{1,80}(?:\"[^\"]{0,200}\")?){0,12}):(.*)"
)
_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d{0,2}(Z?))?")
_ZONE = re.compile(r";TZID=(?:\"([^\"]{1,60})|([^;:\"]{1,60}))", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([nN,;\\])")


def calendar_entry(text: str) -> tuple[str, str]:
    """Return the method in upper case (REQUEST, CANCEL, REPLY …) and the first event in words."""
    method = ""
    found: dict[str, str] = {}
    inside = False
    for name, parameters, value in _lines(text):
        if name == "METHOD":
            method = value.strip().upper()
        elif name == "BEGIN":
            inside = value.strip().upper() == "VEVENT"
        elif name == "END" and value.strip().upper() == "VEVENT":
            break
        elif inside and name == "DTSTART":
            found.setdefault(name, _moment(value, parameters))
        elif inside and name in ("SUMMARY", "LOCATION"):
            found.setdefault(name, _words(value))
    words = (found.get(name, "") for name in ("SUMMARY", "DTSTART", "LOCATION"))
    return method, ", ".join(word for word in words if word)


def card_name(text: str) -> str:
    """Return the name on a business card, empty when it bears none."""
    names: dict[str, str] = {}
    for name, _parameters, value in _lines(text):
        if name in ("FN", "ORG", "EMAIL"):
            names.setdefault(name, _words(value))
    return next((names[name] for name in ("FN", "ORG", "EMAIL") if names.get(name)), "")


def _lines(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield name, parameters and value of each line, folded lines joined."""
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    for line in unfolded.split("\n", _MAX_LINES)[:_MAX_LINES]:
        match = _LINE.match(line[:4_000])
        if match:
            yield match.group(1).upper(), match.group(2), match.group(3).rstrip("\r")


def _words(value: str) -> str:
    plain = _ESCAPED.sub(lambda found: " " if found.group(1) in "nN" else found.group(1), value)
    return shorten(to_screen(plain, one_line=True), _MAX_WORDS)


def _moment(value: str, parameters: str) -> str:
    """Return a start as a day with its time and zone."""
    match = _TIME.match(value.strip())
    if match is None:
        return ""
    year, month, day, hour, minute, utc = match.groups()
    if hour is None:
        return f"{year}-{month}-{day}"
    zone = _ZONE.search(parameters)
    named = (zone.group(1) or zone.group(2)).strip() if zone else ""
    place = "UTC" if utc else to_screen(named, one_line=True)
    return f"{year}-{month}-{day} {hour}:{minute} {place}".rstrip()
