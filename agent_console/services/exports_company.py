"""What the service costs the company, as lines, rows, JSON and HTML of a report."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from agent_console.desk.metrics import SMALL_N
from agent_console.desk.metrics_report import CompanyLine, Report
from agent_console.desk.text import cell_width, shorten
from agent_console.i18n import _, decimal_words


def company_title(name: str) -> str:
    """Return what a figure of the company is called."""
    return {
        "cost-ticket-worked": _("Cost of a ticket, by time measured"),
        "cost-ticket-paid": _("Cost of a ticket, by paid hours"),
        "cost-contact-worked": _("Cost of a contact, by time measured"),
        "cost-contact-paid": _("Cost of a contact, by paid hours"),
        "contacts-per-100-orders": _("Contacts per 100 orders"),
        "contacts-per-100-customers": _("Contacts per 100 customers with orders"),
        "remedies-granted": _("Remedies promised"),
        "remedies-cost": _("Cost of these remedies"),
        "notices-quiet": _("Told by a notice, and did not write"),
        "faq-avoided": _("Spared by frequent questions"),
    }.get(name, name)


def company_value(one: CompanyLine) -> str:
    """Return the value of a figure for people; a dash for none."""
    if one.value is None:
        return "–"
    counts = one.name in ("remedies-granted", "notices-quiet")
    if counts:
        return decimal_words(one.value)
    return f"{decimal_words(one.value, 2)} {one.currency}".strip()


def company_lines(report: Report, width: int) -> Iterator[str]:
    """Yield a title, and a line for each figure."""
    yield _("What it costs the company")
    names = [company_title(one.name) for one in report.company]
    room = min(max(map(cell_width, names), default=0), max(width - 36, 20))
    for name, one in zip(names, report.company, strict=True):
        cell = shorten(name, room)
        padded = cell + " " * max(room - cell_width(cell), 0)
        yield f"  {padded} {company_value(one):>14}  {_sample(one)}".rstrip()


def company_rows(report: Report) -> Iterator[tuple[object, ...]]:
    """Yield the rows of the CSV."""
    for one in report.company:
        yield ("company", one.name, "", one.value, one.n, "", one.currency)


def company_json(report: Report) -> list[dict[str, object]]:
    """Return the figures as JSON takes them."""
    return [
        {
            "name": one.name,
            "value": one.value,
            "n": one.n,
            "currency": one.currency,
            "formula": one.formula,
        }
        for one in report.company
    ]


def company_html(report: Report) -> str:
    """Return a table of the figures; "" without any."""
    if not report.company:
        return ""
    rows = "\n".join(
        f"<tr><th>{escape(company_title(one.name))}</th>"
        f'<td class="n">{escape(company_value(one))}</td>'
        f'<td class="n">{escape(_sample(one))}</td><td class="soft">{escape(one.formula)}</td></tr>'
        for one in report.company
    )
    title = escape(_("What it costs the company"))
    return f"<section><h2>{title}</h2><table><tbody>\n{rows}\n</tbody></table></section>"


def _sample(one: CompanyLine) -> str:
    words = f"n={one.n}"
    return f"{words} {_('few')}" if 0 < one.n < SMALL_N else words
