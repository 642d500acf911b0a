"""Facts taken from the text of a mail, with their place: numbers, amounts, dates, a name.

Pure and linear: each line is looked at once, its first 4,000 characters only. What could be two
things is given to the stronger one: an account before a parcel, a parcel before an order, and an
order number never becomes a phone number, nor the other way round. Of two order numbers over each
other the longer one stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from agent_console.desk.dates import find_dates
from agent_console.desk.facts import Fact, FactKind, Line
from agent_console.desk.mail import FoldKind, TextRange
from agent_console.desk.money import find_accounts, find_amounts
from agent_console.desk.names import find_name
from agent_console.desk.parcels import find_parcels
from agent_console.desk.phones import find_phones, is_labelled_number

__all__ = ["Fact", "FactKind", "extract_facts"]

MAX_TEXT = 200_000
MAX_FACTS = 200
_MAX_LINE = 4_000
_MAX_IN_LINE = 50
_CONTEXT = 80
_DIGIT = re.compile(r"\d")
_UNREAD = (FoldKind.QUOTE, FoldKind.DISCLAIMER)


def extract_facts(
    text: str,
    *,
    today: date,
    order_patterns: Sequence[re.Pattern[str]] = (),
    ranges: Sequence[TextRange] = (),
) -> tuple[Fact, ...]:
    """Return the facts of ``text`` in order, none over another, at most 200.

    ``today`` is the day the mail was written, for "yesterday". ``order_patterns`` find order
    numbers, the first group if there is one; they run on one line at a time. With ``ranges``,
    quotes and disclaimers are left out.
    """
    lines = _own_lines(text[:MAX_TEXT], ranges)
    facts = list(_name(lines))
    start = 0
    before = ""
    for line in lines:
        if line.strip():
            found = _facts_of(Line(line[:_MAX_LINE], before), today, order_patterns)
            facts += [_moved(fact, start) for fact in found]
            before = line[-_CONTEXT:]
        if len(facts) >= MAX_FACTS:
            break
        start += len(line) + 1
    return tuple(sorted(facts, key=lambda fact: fact.start)[:MAX_FACTS])


def _name(lines: Sequence[str]) -> Iterator[Fact]:
    found = find_name(lines)
    if found:
        number, column, name = found
        start = sum(len(line) + 1 for line in lines[:number]) + column
        yield Fact(FactKind.NAME, name, start, start + len(name))


def _own_lines(text: str, ranges: Sequence[TextRange]) -> list[str]:
    """Return all lines, those that are not the writer's emptied in place."""
    lines = text.split("\n")
    for part in ranges:
        if part.kind in _UNREAD:
            for number in range(part.start, min(part.end, len(lines))):
                lines[number] = " " * len(lines[number])
    return lines


def _moved(fact: Fact, by: int) -> Fact:
    return replace(fact, start=fact.start + by, end=fact.end + by)


def _facts_of(line: Line, today: date, order_patterns: Sequence[re.Pattern[str]]) -> list[Fact]:
    """Return the facts of one line; where two overlap the earlier found one stays."""
    taken: list[Fact] = []
    has_digit = _DIGIT.search(line.text) is not None
    if has_digit:
        _take(taken, find_accounts(line))
        _take(taken, find_parcels(line))
        phones = list(find_phones(line))
        orders = _orders(line, order_patterns, phones)
        _take(taken, sorted(orders, key=lambda fact: fact.start - fact.end))
    _take(taken, find_dates(line, today))
    if has_digit:
        _take(taken, find_amounts(line))
        _take(taken, phones)
    return taken


def _take(taken: list[Fact], found: Iterable[Fact]) -> None:
    for fact in found:
        if len(taken) >= _MAX_IN_LINE:
            return
        if not any(fact.start < other.end and other.start < fact.end for other in taken):
            taken.append(fact)


def _orders(
    line: Line, patterns: Sequence[re.Pattern[str]], phones: Sequence[Fact]
) -> Iterator[Fact]:
    """Yield what the patterns find, but nothing inside a longer word or a phone number."""
    for pattern in patterns:
        for match in pattern.finditer(line.text):
            group = 1 if pattern.groups and match.group(1) is not None else 0
            start, end = match.span(group)
            fact = Fact(FactKind.ORDER, match.group(group), start, end)
            if start == end or _is_inside_a_word(line.text, start, end):
                continue
            in_phone = any(start < phone.end and phone.start < end for phone in phones)
            if not in_phone or is_labelled_number(line, start):
                yield fact


def _is_inside_a_word(text: str, start: int, end: int) -> bool:
    before, behind = text[start - 1 : start], text[end : end + 1]
    return (before.isalnum() and text[start].isalnum()) or (
        behind.isalnum() and text[end - 1].isalnum()
    )
