"""A report as lines of text, CSV and JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence

from agent_console.desk.charts import bar, curve, heat
from agent_console.desk.metrics import SMALL_N
from agent_console.desk.metrics_period import Period, Span
from agent_console.desk.metrics_report import Curve, Listed, Part, Report, Unit
from agent_console.desk.metrics_words import (
    change_words,
    formula,
    list_title,
    number_words,
    sample_words,
    step_word,
    title,
    value_words,
    weekday_words,
)
from agent_console.desk.returns import ReturnReason, reason_word
from agent_console.desk.targets import channel_word
from agent_console.desk.text import cell_width, shorten, to_screen
from agent_console.i18n import _, day_words, ngettext
from agent_console.services.exports_company import company_json, company_lines, company_rows
from agent_console.services.pulse_lines import pulse_json, pulse_lines, pulse_rows

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_HEIGHT = 4
_BAR = 24
MOST_PARTS = 10
TypeWord = Callable[[str], str]


def report_lines(report: Report, type_word: TypeWord, width: int = 80) -> Iterator[str]:
    """Yield a report as lines, titles without a blank in front."""
    yield headline(report)
    yield ""
    yield from figure_lines(report, width)
    for one in report.curves:
        yield ""
        yield from curve_lines(one, report, width)
    yield ""
    yield from heat_lines(report)
    for listed, parts, word in lists_of(report, type_word):
        if parts:
            yield ""
            yield list_title(listed)
            yield from part_lines(listed, parts, word, width)
    if report.company:
        yield ""
        yield from company_lines(report, width)
    if report.pulse:
        yield ""
        yield from pulse_lines(report.pulse, width)
    if report.agents:
        yield ""
        yield from agent_lines(report)


def headline(report: Report) -> str:
    """Return period, limits and comparison in one line."""
    text = _("Report {period}").format(period=period_words(report.period))
    if report.compared:
        before = period_words(report.compared)
        text += " · " + _("compared with {period}").format(period=before)
    return f"{text} · {report.which}" if report.which else text


def period_words(period: Period) -> str:
    """Return a period by its name, if it has one, and its days."""
    first, last = day_words(period.first), day_words(period.last)
    days = first if first == last else _("{first} to {last}").format(first=first, last=last)
    return days if period.span is Span.DAYS else f"{period.name} ({days})"


def figure_lines(report: Report, width: int) -> Iterator[str]:
    """Yield a line for each figure: name, value, change, of how many."""
    names = [title(one.name) for one in report.figures]
    room = min(max(map(cell_width, names), default=0), max(width - 36, 20))
    for figure, name in zip(report.figures, names, strict=True):
        cells = (value_words(figure).rjust(10), change_words(figure).rjust(12))
        yield f"  {_padded(name, room)} {' '.join(cells)}  {sample_words(figure)}".rstrip()


def curve_lines(one: Curve, report: Report, width: int) -> Iterator[str]:
    """Yield a curve with its title, its greatest value and its first and last day."""
    most = max((value for value in one.values if value is not None), default=None)
    peak = _("at most {value}").format(value=number_words(most, one.unit, one.currency))
    words = [title(one.name), peak]
    if one.unit is not Unit.COUNT:
        words.append(f"n={one.n} {_('few')}" if 0 < one.n < SMALL_N else f"n={one.n}")
    yield " · ".join(words)
    drawn = curve(one.values, _HEIGHT, max(width - 4, 20))
    yield from (f"  {line}".rstrip() for line in drawn)
    days = report.days()
    span = max(map(len, drawn), default=0)
    first, last = day_words(days[0], "short"), day_words(days[-1], "short")
    gap = max(span - len(first) - len(last), 1)
    yield f"  {first}{' ' * gap}{last}" if len(days) > 1 else f"  {first}"


def heat_lines(report: Report) -> Iterator[str]:
    """Yield the arrivals by weekday and hour."""
    yield _("When mails to answer arrive, by weekday and hour")
    yield "      " + "".join(f"{hour:<6}" for hour in range(0, 24, 3)).rstrip()
    for name, line in zip(weekday_words(), heat(report.lists.heat), strict=False):
        yield f"  {_padded(name, 3)} {line}".rstrip()


def lists_of(
    report: Report, type_word: TypeWord
) -> tuple[tuple[Listed, Sequence[Part], Callable[[str], str]], ...]:
    """Return the lists of a report: which, parts, and the words for their keys."""
    lists = report.lists
    return (
        (Listed.TYPES, lists.types, type_word),
        (Listed.CHANNELS, lists.channels, channel_word),
        (Listed.AGAIN, lists.again, type_word),
        (Listed.CANNED, lists.canned, str),
        (Listed.RETURNS, lists.returns, _reason),
        (Listed.STEPS, lists.steps, step_word),
    )


def _reason(key: str) -> str:
    return reason_word(ReturnReason(key)) if key in set(ReturnReason) else key


def part_lines(
    listed: Listed, parts: Sequence[Part], word: Callable[[str], str], width: int
) -> Iterator[str]:
    """Yield a Pareto: the longest first, with its share and the share of all down to it.

    The steps of complaints stand in their order, with their shares of the first one.
    """
    steps = listed is Listed.STEPS
    total = parts[0].n if steps and parts else sum(part.n for part in parts)
    room, so_far = max(width - _BAR - 32, 16), 0
    for part in parts[:MOST_PARTS]:
        so_far += part.n
        shares = _("{part} %") if steps else _("{part} %, together {all} %")
        shares = shares.format(
            part=round(part.n / total * 100) if total else 0,
            all=round(so_far / total * 100) if total else 0,
        )
        change = f" {part.n - part.before:+d}" if part.before is not None else ""
        name = _padded(shorten(part_word(part, word), room), room)
        drawn = _padded(bar(part.n, parts[0].n, _BAR // 2), _BAR // 2)
        yield f"  {name} {part.n:>5} {drawn} {shares}{change}".rstrip()


def agent_lines(report: Report) -> Iterator[str]:
    """Yield what each agent did, by name."""
    yield _("What each agent did")
    names = [to_screen(one.agent, one_line=True) for one in report.agents]
    room = min(max(map(cell_width, names), default=0), 24)
    for name, one in zip(names, report.agents, strict=True):
        said = (
            ngettext("{n} answer", "{n} answers", one.answered).format(n=one.answered),
            _("{n} asked after").format(n=one.again),
            _("first answer {time} (n={n})").format(
                time=number_words(one.first_median, Unit.SECONDS), n=one.first
            ),
            _("time on tickets {time}").format(time=number_words(one.worked, Unit.WALL)),
        )
        yield f"  {_padded(shorten(name, room), room)}  {' · '.join(said)}"


def part_word(part: Part, word: Callable[[str], str]) -> str:
    """Return what a part is called; outside text is made safe to show."""
    return to_screen(word(part.key), one_line=True) if part.key else _("not known")


def _padded(text: str, width: int) -> str:
    return text + " " * max(width - cell_width(text), 0)


def report_csv(report: Report) -> str:
    """Write a report as CSV: one row for each number. No cell begins as a formula does.

    A spreadsheet runs what begins with =, +, - or @ (OWASP, CSV injection); a quote goes before it.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("kind", "name", "day", "value", "n", "before", "unit"))
    for one in report.figures:
        unit = one.currency or one.unit.value
        row = ("figure", one.key, "", one.value, one.n, one.before, unit)
        writer.writerow([_cell(cell) for cell in row])
    for curve_of in report.curves:
        for day, value in zip(report.days(), curve_of.values, strict=True):
            unit = curve_of.currency or curve_of.unit.value
            cells = ("day", curve_key(curve_of), day, value, "", "", unit)
            writer.writerow([_cell(cell) for cell in cells])
    for kind, parts in _named_lists(report):
        for part in parts:
            listed = (kind, part.key, "", part.n, "", part.before, Unit.COUNT.value)
            writer.writerow([_cell(cell) for cell in listed])
    for figures in (*company_rows(report), *pulse_rows(report.pulse)):
        writer.writerow([_cell(cell) for cell in figures])
    for weekday, hours in enumerate(report.lists.heat):
        for hour, n in enumerate(hours):
            writer.writerow(("hour", f"{weekday + 1} {hour:02}", "", n, "", "", "count"))
    return out.getvalue()


def curve_key(one: Curve) -> str:
    """Return what tells a curve from every other one of a report."""
    return f"{one.name.value}-{one.currency}" if one.currency else one.name.value


def _named_lists(report: Report) -> tuple[tuple[str, Sequence[Part]], ...]:
    lists = report.lists
    return (
        ("type", lists.types),
        ("channel", lists.channels),
        ("asked-again", lists.again),
        ("asked-after", lists.canned),
        ("return", lists.returns),
        ("complaint-step", lists.steps),
    )


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = str(value)
    is_text = isinstance(value, str)
    return f"'{text}" if is_text and text.startswith(_DANGEROUS) else text


def report_json(report: Report) -> dict[str, object]:
    """Return a report as JSON takes it; times are seconds, shares between 0 and 1."""
    period = report.period
    return {
        "period": {"name": period.name, "first": str(period.first), "last": str(period.last)},
        "compared_with": report.compared.name if report.compared else None,
        "only": report.which,
        "zone": report.zone,
        "made": report.made.isoformat(),
        "figures": {
            one.key: {
                "value": one.value,
                "unit": one.currency or one.unit.value,
                "n": one.n,
                "before": one.before,
                "before_n": one.before_n,
                "small": one.is_small,
                "formula": formula(one.name),
            }
            for one in report.figures
        },
        "days": {
            curve_key(one): {
                str(day): value for day, value in zip(report.days(), one.values, strict=True)
            }
            for one in report.curves
        },
        "lists": {
            kind: [{"key": part.key, "n": part.n, "before": part.before} for part in parts]
            for kind, parts in _named_lists(report)
        },
        "arrivals_by_weekday_and_hour": [list(row) for row in report.lists.heat],
        "company": company_json(report),
        "pulse": pulse_json(report.pulse),
        "agents": {
            one.agent: {
                "answers": one.answered,
                "asked_after": one.again,
                "first_answers": one.first,
                "first_median": one.first_median,
                "seconds": one.worked,
            }
            for one in report.agents
        },
    }
