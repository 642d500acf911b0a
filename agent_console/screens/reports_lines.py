"""The pages of the reports as lines that fit a screen, and what stands behind each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import zip_longest

from agent_console.desk.charts import bar, curve
from agent_console.desk.listing import QueueRow
from agent_console.desk.metrics_report import (
    CompanyLine,
    Curve,
    Figure,
    Listed,
    Now,
    Report,
    Standing,
    Unit,
)
from agent_console.desk.metrics_words import list_title, number_words, title
from agent_console.desk.text import cell_width, shorten
from agent_console.i18n import _, pgettext
from agent_console.screens import words
from agent_console.services.exports import (
    agent_lines,
    curve_lines,
    figure_lines,
    headline,
    heat_lines,
    lists_of,
    part_lines,
)
from agent_console.services.exports_company import company_lines, company_title
from agent_console.services.labelling import type_name
from agent_console.services.pulse_lines import pulse_lines, pulse_title

MARK = "▸ "
_BESIDE = 120
_SPARK, _SPARK_LEAST = 30, 10
_BAR = 24
Behind = Figure | Standing | CompanyLine | tuple[Listed, str]
"""What Enter opens: the tickets of a figure, of how the desk stands, of a part of a list."""


class Page(StrEnum):
    """What is shown at once."""

    TODAY = "today"
    FIGURES = "figures"
    CURVES = "curves"
    HOURS = "hours"
    KINDS = "kinds"
    COMPANY = "company"
    PULSE = "pulse"
    AGENTS = "agents"


@dataclass(frozen=True, slots=True)
class Row:
    """One line; ``behind`` is what it opens, ``head`` that it is a title.

    ``beside`` is what the right half opens where two stand side by side; it begins at ``split``.
    """

    text: str = ""
    behind: Behind | None = None
    head: bool = False
    beside: Behind | None = None
    split: int = 0


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the mark can stand: in a line, at a character of it; ``behind`` is what it opens."""

    line: int
    at: int = 0
    behind: Behind | None = None


def page_word(page: Page) -> str:
    """Return what a page is called."""
    return {
        Page.TODAY: _("Today"),
        Page.FIGURES: _("Figures"),
        Page.CURVES: _("Day by day"),
        Page.HOURS: _("Arrivals"),
        Page.KINDS: _("Types, channels, causes"),
        Page.COMPANY: _("Costs"),
        Page.PULSE: pulse_title(),
        Page.AGENTS: _("Agents"),
    }[page]


def pages_of(report: Report) -> tuple[Page, ...]:
    """Return the pages of a report: that of agents only where something may be told of them."""
    empty = {
        Page.AGENTS: not report.agents,
        Page.COMPANY: not report.company,
        Page.PULSE: not report.pulse,
    }
    return tuple(page for page in Page if not empty.get(page))


def rows_of(report: Report, now: Now, page: Page, width: int) -> list[Row]:
    """Return the lines of a page."""
    if page is Page.TODAY:
        return list(_today(now))
    pages: dict[Page, Callable[[], Iterator[Row]]] = {
        Page.FIGURES: lambda: _figures(report, width),
        Page.CURVES: lambda: _curves(report, width),
        Page.HOURS: lambda: _hours(report),
        Page.KINDS: lambda: _kinds(report, width),
        Page.COMPANY: lambda: _company(report, width),
        Page.PULSE: lambda: (
            Row(text, head=not place) for place, text in enumerate(pulse_lines(report.pulse, width))
        ),
        Page.AGENTS: lambda: (
            Row(text, head=not place) for place, text in enumerate(agent_lines(report))
        ),
    }
    top = [Row(shorten(headline(report), width)), Row()]
    return top + list(pages[page]())


def standing_word(standing: Standing) -> str:
    """Return what a number of today is called."""
    return {
        Standing.OPEN: pgettext("tickets", "Open"),
        Standing.OVERDUE: _("Overdue"),
        Standing.SOON: _("Due within 4 hours"),
        Standing.UNOWNED: _("Open, and nobody’s"),
        Standing.WAITING: _("Waiting for the customer"),
        Standing.ASLEEP: _("Set aside"),
        Standing.MINE: _("Mine"),
        Standing.MY_OVERDUE: _("Mine, overdue"),
        Standing.MY_SOON: _("Mine, due within 4 hours"),
        Standing.ANSWERED: _("Answers I wrote today"),
        Standing.SECONDS: _("My time on tickets today"),
        Standing.ARRIVED: _("Mails to answer that came today"),
        Standing.CLOSED: _("Tickets closed today"),
    }[standing]


def _today(now: Now) -> Iterator[Row]:
    mine = (Standing.MINE, Standing.MY_OVERDUE, Standing.MY_SOON)
    desk = (Standing.OPEN, Standing.OVERDUE, Standing.SOON, Standing.UNOWNED)
    parts = (
        (_("Now"), (*desk, Standing.WAITING, Standing.ASLEEP)),
        (_("My day"), (*mine, Standing.ANSWERED, Standing.SECONDS)),
        (_("All of us today"), (Standing.ARRIVED, Standing.CLOSED)),
    )
    for name, standings in parts:
        yield Row(name, head=True)
        numbers = {one: getattr(now, one.value) for one in standings}
        most = max((n for one, n in numbers.items() if one is not Standing.SECONDS), default=0)
        for one, n in numbers.items():
            spent = one is Standing.SECONDS
            shown = number_words(n, Unit.WALL) if spent else str(n)
            drawn = "" if spent else bar(n, most, _BAR)
            text = f"  {padded(standing_word(one), 34)} {shown:>8}  {drawn}"
            yield Row(text.rstrip(), one)
        yield Row()


def _figures(report: Report, width: int) -> Iterator[Row]:
    drawn = {one.name: one for one in report.curves}
    lines = list(figure_lines(report, width))
    longest = max(map(cell_width, lines), default=0)
    room = min(width - longest - 2, _SPARK)
    for figure, line in zip(report.figures, lines, strict=True):
        one = drawn.get(figure.name)
        if one is not None and room >= _SPARK_LEAST:
            line = f"{padded(line, longest)}  {curve(one.values, 1, room)[0]}"
        yield Row(line.rstrip(), figure)


def _curves(report: Report, width: int) -> Iterator[Row]:
    beside = width >= _BESIDE
    each = (width - 2) // 2 if beside else width
    blocks = [_curve(one, report, each) for one in report.curves]
    if not beside:
        for block in blocks:
            yield from (*block, Row())
        return
    for left, right in zip_longest(blocks[::2], blocks[1::2], fillvalue=()):
        for here, there in zip_longest(left, right, fillvalue=Row()):
            half = f"{padded(here.text, each)}  "
            text = f"{half}{there.text}".rstrip()
            yield Row(text, here.behind, here.head, there.behind, len(half))
        yield Row()


def _curve(one: Curve, report: Report, width: int) -> tuple[Row, ...]:
    first, *rest = curve_lines(one, report, width)
    figure = next((each for each in report.figures if each.name is one.name), None)
    return (Row(f"  {shorten(first, width - 2)}", figure, head=True), *map(Row, rest))


def _hours(report: Report) -> Iterator[Row]:
    name, hours, *days = heat_lines(report)
    yield Row(name, head=True)
    yield Row(hours)
    counts = [sum(row) for row in report.lists.heat]
    for place, (line, n) in enumerate(zip(days, counts, strict=False)):
        yield Row(f"{padded(line, 56)} {n:>6}", (Listed.HEAT, str(place)))


def _kinds(report: Report, width: int) -> Iterator[Row]:
    for listed, parts, word in lists_of(report, type_name):
        if parts:
            yield Row(list_title(listed), head=True)
            lines = part_lines(listed, parts, word, width)
            for part, line in zip(parts, lines, strict=False):
                yield Row(line, (listed, part.key))
            yield Row()


def _company(report: Report, width: int) -> Iterator[Row]:
    title_line, *lines = company_lines(report, width)
    yield Row(title_line, head=True)
    for one, line in zip(report.company, lines, strict=True):
        yield Row(line, one)


def behind_words(behind: Behind, report: Report) -> str:
    """Return what a line is about, as a title of its tickets."""
    if isinstance(behind, Figure):
        return title(behind.name)
    if isinstance(behind, Standing):
        return standing_word(behind)
    if isinstance(behind, CompanyLine):
        return company_title(behind.name)
    listed, key = behind
    found = {one: (parts, word) for one, parts, word in lists_of(report, type_name)}
    if listed is Listed.HEAT:
        return list_title(listed)
    _parts, word = found[listed]
    return f"{list_title(listed)}: {words.line(word(key))}" if key else list_title(listed)


def ticket_rows(name: str, rows: Sequence[QueueRow], width: int) -> list[Row]:
    """Return the tickets behind a figure; the n-th of them stands in line n + 2."""
    lines = [
        f"  #{words.line(row.ref)}  {words.line(row.customer_name or row.customer_email)}"
        f"  {words.line(row.subject)}"
        for row in rows
    ]
    head = Row(_("Behind “{figure}”: {n}").format(figure=name, n=len(rows)), head=True)
    return [head, Row(), *(Row(shorten(line, width)) for line in lines)]


def spots_of(rows: Sequence[Row]) -> list[Spot]:
    """Return where the mark can stand, in the order in which one reads."""
    found = []
    for line, row in enumerate(rows):
        if row.behind is not None:
            found.append(Spot(line, 0, row.behind))
        if row.beside is not None:
            found.append(Spot(line, row.split, row.beside))
    return found


def marked(rows: Sequence[Row], spot: Spot | None) -> list[Row]:
    """Return lines, one of them with the mark."""
    if spot is None:
        return list(rows)
    row = rows[spot.line]
    left, right = row.text[: spot.at], row.text[spot.at :].removeprefix("  ")
    found = list(rows)
    found[spot.line] = replace(row, text=f"{left}{MARK}{right}")
    return found


def padded(text: str, width: int) -> str:
    """Return text with blanks up to ``width`` columns."""
    return text + " " * max(width - cell_width(text), 0)
