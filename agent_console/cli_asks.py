"""What a ticket asks for, in words: in a list, at the head of a ticket, and explained."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from agent_console.desk.labels import FRUSTRATIONS, Asks, Labels, asks_of
from agent_console.desk.listing import QueueRow
from agent_console.desk.requests import COMPLAINT, Request
from agent_console.desk.targets import priority_word
from agent_console.desk.text import to_screen
from agent_console.i18n import _
from agent_console.services.labelling import type_name
from agent_console.services.own_rules import own_request_types

if TYPE_CHECKING:
    from agent_console.services.explaining import Explanation

_INDENT = "   "
_DEEPER = "      "


def asks_words(row: QueueRow) -> str:
    """Return what a ticket asks for in one line; "" as long as nobody has looked."""
    degree = _("frustration {degree}").format(degree=_degree(row.frustration))
    parts = (
        type_name(row.type) if row.type else "",
        _("level {n}").format(n=row.level) if row.level else "",
        _("a complaint") if row.complaint else "",
        degree if row.frustration else "",
        _("priority: {name}").format(name=priority_word(row.priority)) if row.priority else "",
    )
    return " · ".join(part for part in parts if part)


def asks_cell(row: QueueRow) -> str:
    """Return level and type of a ticket for a column, and whether it is a complaint."""
    if not row.level:
        return ""
    name = f"{row.level} {type_name(row.type)}"
    if row.complaint and row.type != COMPLAINT:
        return _("{name}, complaint").format(name=name)
    return name


def asks_lines(told: Explanation) -> Iterator[str]:
    """Yield what holds of a ticket, what an agent said of it, and what the rules found, and why."""
    yield _("What it asks for")
    if told.found is None:
        yield _INDENT + _("no customer has written here")
        return
    holds, found = told.asks, _asks(told.found)
    if not told.asks.level:
        yield _INDENT + _("counts from the next `agent-console sync` on")
        holds = asks_of(found, told.said, _level_of)
    columns = (_words(), _values(holds), _values(found), _said(told.said), _because(told.found))
    for word, value, by_rules, by_agent, reasons in zip(*columns, strict=True):
        yield f"{_INDENT}{word}: {value}"
        if by_agent:
            yield _DEEPER + _("said by an agent; the rules found: {value}").format(value=by_rules)
        for reason in reasons:
            yield _DEEPER + to_screen(reason, one_line=True)
    yield from _besides(told)


def _asks(found: Request) -> Asks:
    return Asks(found.type, found.level, found.complaint, found.frustration)


def _level_of(request_type: str) -> int:
    known = own_request_types().get(request_type)
    return known.level if known else 1


def _besides(told: Explanation) -> Iterator[str]:
    if told.said.priority:
        name = priority_word(told.said.priority)
        yield _INDENT + _("priority: {name}").format(name=name)
        yield _DEEPER + _("said by an agent")
    if told.found and told.found.also:
        names = ", ".join(map(type_name, told.found.also))
        yield _INDENT + _("speaks also of: {names}").format(names=names)
    for words in told.routing:
        yield _INDENT + to_screen(words, one_line=True)


def _words() -> tuple[str, ...]:
    return _("request type"), _("level"), _("complaint"), _("frustration")


def _values(asks: Asks) -> tuple[str, ...]:
    name = f"{type_name(asks.type)} ({asks.type})" if asks.type else _("unknown")
    complaint = _("yes") if asks.complaint else _("no")
    return name, str(asks.level), complaint, _degree(asks.frustration)


def _said(said: Labels) -> tuple[bool, ...]:
    given = (said.level, said.complaint, said.frustration)
    return bool(said.type), *(one is not None for one in given)


def _because(found: Request) -> tuple[tuple[str, ...], ...]:
    reasons = found.reasons
    return reasons.type, reasons.level, reasons.complaint, reasons.frustration


def _degree(frustration: int) -> str:
    return f"{frustration}/{FRUSTRATIONS[-1]}"
