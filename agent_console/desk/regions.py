"""The parts of a country that have public holidays of their own: Länder, cantons, states."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a country: the code that settings use, and its names, the official one first."""

    code: str
    names: tuple[str, ...] = ()


def parts_of(country: str) -> tuple[Part, ...]:
    """Return the parts of ``country`` (``DE``), by code; none for a country that is not known.

    The first call for a country takes up to half a second.
    """
    import holidays

    if country not in holidays.list_supported_countries():
        return ()
    calendar = holidays.country_holidays(country)
    names: dict[str, list[str]] = {code: [] for code in calendar.subdivisions}
    for name, code in calendar.subdivisions_aliases.items():
        names.setdefault(code, []).append(name)
    return tuple(Part(code, tuple(names[code])) for code in sorted(names))


def part_code(country: str, given: str) -> str:
    """Return the code of the part that ``given`` names, in any case; ``given`` when none does."""
    wanted = given.strip().casefold()
    for part in parts_of(country):
        if wanted in (part.code.casefold(), *(name.casefold() for name in part.names)):
            return part.code
    return given
