"""What tells of a person in texts: found, and replaced by a marker.

Those are addresses, names of two words or more, telephone numbers, and lines that were copied from
the person's own mails, quoted or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

ERASED_ADDRESS = "erased@erased.invalid"
"""What stands for an address where one must stand (RFC 2606 §2: it is nobody's)."""

_LEAST_LINE = 25
_LEAST_NAME = 5
_LEAST_DIGITS = 7
_LONGEST_CODE = 3
_QUOTED = " \t>|"
_BETWEEN_DIGITS = r"[\s()/.\-]{0,3}"


@dataclass(frozen=True, slots=True)
class Subject:
    """A person as texts may name them; addresses in lower case, the leading one first."""

    addresses: tuple[str, ...]
    names: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()


class Traces:
    """What tells of a person; ``lines`` are the keys of lines that the person wrote."""

    def __init__(self, subject: Subject, lines: frozenset[str] = frozenset()) -> None:
        self.subject = subject
        self.lines = lines
        addresses = [_address_pattern(one) for one in subject.addresses]
        others = [*_name_patterns(subject.names), *_phone_patterns(subject.phones)]
        self._addresses = _any_of(addresses)
        self._others = _any_of(others)
        self._bytes = tuple(one.encode() for one in subject.addresses)
        self._hints = _hints(subject)

    def named_in(self, text: str) -> bool:
        """Tell whether a text names the person."""
        folded = text.casefold()
        if not any(hint in folded for hint in self._hints):
            return False
        return bool(_finds(self._addresses, text) or _finds(self._others, text))

    def found_in(self, text: str) -> bool:
        """Tell whether a text names the person or holds a line of theirs."""
        return self.named_in(text) or self.copied_in(text)

    def copied_in(self, text: str) -> bool:
        """Tell whether a text holds a line that the person wrote."""
        return bool(self.lines) and any(key in self.lines for key in line_keys(text))

    def in_bytes(self, raw: bytes) -> bool:
        """Tell whether an address stands in bytes as it is."""
        lower = raw.lower()
        return any(one in lower for one in self._bytes)

    def replaced(self, text: str, marker: str, address: str = "") -> str:
        """Return a text without the person; ``address`` stands for addresses, else the marker."""
        if self.lines:
            text = "".join(self._line(line, marker) for line in text.splitlines(keepends=True))
        if self._addresses is not None:
            text = self._addresses.sub(lambda _found: address or marker, text)
        if self._others is not None:
            text = self._others.sub(lambda _found: marker, text)
        return text

    def _line(self, line: str, marker: str) -> str:
        if line_key(line) not in self.lines:
            return line
        bare = line.rstrip("\r\n")
        lead = bare[: len(bare) - len(bare.lstrip(_QUOTED))]
        return f"{lead}{marker}{line[len(bare) :]}"


def line_key(line: str) -> str:
    """Return what a line has in common with copies of it; "" for one too short to be told."""
    key = " ".join(line.strip(_QUOTED + "\r\n").split()).casefold()
    return key if len(key) >= _LEAST_LINE else ""


def line_keys(text: str) -> Iterator[str]:
    """Yield the keys of the lines of a text that have one."""
    return filter(None, map(line_key, text.splitlines()))


def own_lines(text: str) -> Iterator[str]:
    """Yield the keys of the lines that are not quoted."""
    bare = (line for line in text.splitlines() if not line.lstrip().startswith((">", "|")))
    return filter(None, map(line_key, bare))


def locked_until(received: datetime, years: int) -> date:
    """Return the last day on which a business letter is to be kept.

    The time begins with the end of the calendar year (§ 147 (4) AO, § 257 (5) HGB).
    """
    return date(min(received.year + years, 9999), 12, 31)


def telling_names(names: Iterable[str], addresses: Iterable[str]) -> tuple[str, ...]:
    """Return those names that tell one person: two words or more, and no address."""
    known = {one.casefold() for one in addresses}
    kept = dict.fromkeys(" ".join(name.split()) for name in names)
    return tuple(
        name
        for name in kept
        if len(name) >= _LEAST_NAME and " " in name and name.casefold() not in known
    )


def _hints(subject: Subject) -> tuple[str, ...]:
    """Return what must stand in a text that names the person: far quicker to look for."""
    found = [address.rpartition("@")[0] for address in subject.addresses]
    found += [max(name.split(), key=len) for name in subject.names]
    found += [phone[-1:] for phone in subject.phones if phone[-1:].isdigit()]
    return tuple(one.casefold() for one in found)


def _any_of(patterns: list[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(patterns), re.IGNORECASE) if patterns else None


def _finds(pattern: re.Pattern[str] | None, text: str) -> bool:
    return pattern is not None and pattern.search(text) is not None


def _address_pattern(address: str) -> str:
    local, _at, domain = address.rpartition("@")
    middle = "(?:@|%40|&#64;|&#x40;)"
    return rf"(?<![\w.+-]){re.escape(local)}{middle}{re.escape(domain)}(?![\w-])"


def _name_patterns(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        words = name.split()
        orders = {tuple(words)}
        if len(words) == 2:
            orders.add((f"{words[1]},", words[0]))
        for order in sorted(orders):
            words_in_order = r"\s+".join(map(re.escape, order))
            yield rf"(?<!\w){words_in_order}(?!\w)"


def _phone_patterns(phones: Iterable[str]) -> Iterator[str]:
    for phone in phones:
        digits = re.sub(r"\D", "", phone).lstrip("0")
        if len(digits) < _LEAST_DIGITS:
            continue
        yield rf"(?<!\d)(?:\+|00|0)?{_BETWEEN_DIGITS.join(digits)}(?!\d)"
        if phone.strip().startswith(("+", "00")):
            # As it is dialled within the country, however long that one's code is.
            for code in range(1, _LONGEST_CODE + 1):
                if len(rest := digits[code:]) >= _LEAST_DIGITS:
                    yield rf"(?<!\d)0{_BETWEEN_DIGITS}{_BETWEEN_DIGITS.join(rest)}(?!\d)"
