"""A report as one HTML file: drawings are inline SVG, nothing is fetched from anywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape

from agent_console.desk.metrics_report import Curve, Figure, Part, Report
from agent_console.desk.metrics_words import (
    change_words,
    formula,
    list_formula,
    list_title,
    number_words,
    sample_words,
    title,
    value_words,
    weekday_words,
)
from agent_console.i18n import _, day_words
from agent_console.services.exports import TypeWord, agent_lines, headline, lists_of, part_word
from agent_console.services.exports_company import company_html
from agent_console.services.pulse_lines import pulse_html

_WIDTH, _HEIGHT, _FOOT, _CELL = 720, 160, 26, 28
_MOST_PARTS = 12
_STYLE = """
:root { --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --main: #0b5cad; --back: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --soft: #9aa4af; --line: #3d444d; --main: #6cb6ff; --back: #0d1117; }
}
* { box-sizing: border-box; }
body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: var(--ink);
  background: var(--back); font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line);
  vertical-align: top; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.soft { color: var(--soft); font-size: .85rem; }
.charts { display: grid; gap: 0 2rem; grid-template-columns: repeat(auto-fit, minmax(24rem, 1fr)); }
svg { width: 100%; height: auto; } svg text { fill: var(--soft); font: 12px system-ui, sans-serif; }
.charts svg text { font-size: 20px; }
@media print {
  :root { --ink: #000; --soft: #333; --line: #999; --main: #333; --back: #fff; }
  body { margin: 0; max-width: none; font-size: 11pt; }
  section, tr { break-inside: avoid; }
}
"""


def report_html(report: Report, type_word: TypeWord, language: str) -> str:
    """Write a report as a page that stands alone, on screen and on paper, light and dark."""
    name = escape(headline(report))
    body = "\n".join(_body(report, type_word))
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\';'
        " style-src 'unsafe-inline'\">\n"
        f"<title>{name}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{name}</h1>\n"
        f"{body}\n</body>\n</html>\n"
    )


def _body(report: Report, type_word: TypeWord) -> Iterator[str]:
    made = _("Made {moment} UTC. Days and hours are those of {zone}.")
    words = made.format(moment=f"{day_words(report.made)} {report.made:%H:%M}", zone=report.zone)
    yield f'<p class="soft">{escape(words)}</p>'
    yield _figures(report)
    yield '<div class="charts">'
    for one in report.curves:
        yield f"<section><h2>{escape(title(one.name))}</h2>{_curve(one, report)}"
        yield f'<p class="soft">{escape(formula(one.name))}</p></section>'
    yield "</div>"
    words = _("When mails to answer arrive, by weekday and hour")
    yield f"<section><h2>{escape(words)}</h2>{_heat(report)}</section>"
    for listed, parts, word in lists_of(report, type_word):
        if parts:
            name = list_title(listed)
            yield f"<section><h2>{escape(name)}</h2>{_parts(parts, word, name)}"
            yield f'<p class="soft">{escape(list_formula(listed))}</p></section>'
    yield company_html(report)
    yield pulse_html(report.pulse)
    if report.agents:
        listed_agents = "".join(f"<li>{escape(line.strip())}</li>" for line in _agents(report))
        words = _("What each agent did")
        yield f"<section><h2>{escape(words)}</h2><ul>{listed_agents}</ul></section>"


def _agents(report: Report) -> Sequence[str]:
    return list(agent_lines(report))[1:]


def _figures(report: Report) -> str:
    heads = [_("Figure"), _("Value"), _("Change"), _("Made of"), _("How it is computed")]
    cells = "".join(
        f"<th{' class=n' if 0 < place < 4 else ''}>{escape(one)}</th>"
        for place, one in enumerate(heads)
    )
    rows = "\n".join(_figure(one) for one in report.figures)
    return f"<table><thead><tr>{cells}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>"


def _figure(one: Figure) -> str:
    numbers = (value_words(one), change_words(one), sample_words(one))
    cells = "".join(f'<td class="n">{escape(text)}</td>' for text in numbers)
    text = escape(formula(one.name))
    return f'<tr><th>{escape(title(one.name))}</th>{cells}<td class="soft">{text}</td></tr>'


def _svg(height: int, label: str, inside: str) -> str:
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(label)}">'
        f"{inside}</svg>"
    )


def _curve(one: Curve, report: Report) -> str:
    known = [value for value in one.values if value is not None]
    most = max(known, default=0)
    each = _WIDTH / max(len(one.values), 1)
    parts = [_line(_HEIGHT)]
    for place, (day, value) in enumerate(zip(report.days(), one.values, strict=True)):
        if value:
            tall = value / most * (_HEIGHT - 20)
            words = f"{day}: {number_words(value, one.unit, one.currency)}"
            parts.append(_rect(place * each, _HEIGHT - tall, each * 0.85, tall, words))
    first, last = report.period.first, report.period.last
    base = _HEIGHT + 20
    parts.append(f'<text x="0" y="{base}">{first}</text>')
    parts.append(f'<text x="{_WIDTH}" y="{base}" text-anchor="end">{last}</text>')
    peak = escape(_("at most {value}").format(value=number_words(most, one.unit, one.currency)))
    parts.append(f'<text x="0" y="16">{peak}</text>')
    return _svg(_HEIGHT + _FOOT, title(one.name), "".join(parts))


def _line(y: float) -> str:
    return f'<line x1="0" y1="{y}" x2="{_WIDTH}" y2="{y}" stroke="var(--line)"/>'


def _rect(x: float, y: float, width: float, height: float, words: str, opacity: float = 1) -> str:
    return (
        f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}"'
        f' fill="var(--main)" fill-opacity="{opacity:.2f}"><title>{escape(words)}</title></rect>'
    )


def _heat(report: Report) -> str:
    most = max((n for row in report.lists.heat for n in row), default=0)
    names, left = weekday_words(), 60
    each = (_WIDTH - left) / 24
    parts = []
    for y, (name, row) in enumerate(zip(names, report.lists.heat, strict=False)):
        parts.append(f'<text x="0" y="{y * _CELL + 18}">{escape(name)}</text>')
        for hour, n in enumerate(row):
            words = f"{name} {hour:02}:00: {n}"
            shade = 0.15 + 0.85 * n / most if n else 0.03
            where = (left + hour * each, y * _CELL, each - 2, _CELL - 2)
            parts.append(_rect(*where, words, shade))
    for hour in range(0, 24, 3):
        parts.append(f'<text x="{left + hour * each:.2f}" y="{7 * _CELL + 14}">{hour}</text>')
    label = _("When mails to answer arrive, by weekday and hour")
    return _svg(7 * _CELL + _FOOT, label, "".join(parts))


def _parts(parts: Sequence[Part], word: Callable[[str], str], label: str) -> str:
    total, so_far, drawn = sum(part.n for part in parts), 0, []
    shown = parts[:_MOST_PARTS]
    for place, part in enumerate(shown):
        so_far += part.n
        y = place * _CELL
        name = escape(part_word(part, word))
        change = f" ({part.n - part.before:+d})" if part.before is not None else ""
        together = f"{part.n}{change} · {so_far / total:.0%}" if total else str(part.n)
        drawn.append(f'<text x="0" y="{y + 18}">{name}</text>')
        width = 320 * part.n / max(parts[0].n, 1)
        drawn.append(_rect(240, y + 4, width, _CELL - 8, f"{part_word(part, word)}: {part.n}"))
        drawn.append(f'<text x="{246 + width:.2f}" y="{y + 18}">{together}</text>')
    return _svg(len(shown) * _CELL, label, "".join(drawn))
