"""Customers in words for a terminal: lists, cards, what an import did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from agent_console.desk.customer_card import CustomerCard, Entry
from agent_console.desk.customer_values import field_word
from agent_console.desk.customers import FLAGS, YES, CustomerField, field_of
from agent_console.desk.listing import QueueRow
from agent_console.desk.text import to_screen
from agent_console.i18n import _, ngettext
from agent_console.screens.customer_lines import Weight, card_lines, who
from agent_console.screens.words import moment_text, state_word

if TYPE_CHECKING:
    from agent_console.services.customer_import import ImportReport
    from agent_console.services.customer_imports import ImportMade

_SHOWN = 20
_BAR = 30


def entry_rows(entries: Sequence[Entry]) -> list[tuple[str, ...]]:
    """Return the cells of customers: address, name, company, telephone, flags, tags."""
    rows: list[tuple[str, ...]] = []
    for one in entries:
        flags = (field_of(flag) for flag in one.flags)
        said = ", ".join(field_word(flag) for flag in flags if flag is not None)
        more = f" (+{one.addresses - 1})" if one.addresses > 1 else ""
        tags = " ".join(f"#{tag}" for tag in one.tags)
        rows.append((one.email + more, one.name, one.company, one.phone, said, tags))
    return rows


def card_text(
    card: CustomerCard, rows: Sequence[QueueRow], now: datetime, zone: tzinfo
) -> Iterator[str]:
    """Yield a card and the tickets below it."""
    yield who(card)
    for one in card_lines(card, now, zone):
        yield f"{one.text}:" if one.weight is Weight.HEAD else one.text
    if rows:
        yield ""
    for row in rows:
        time = moment_text(row.last_at, now, zone) if row.last_at else "–"
        subject = to_screen(row.subject, one_line=True)
        yield f"#{row.ref}  {time}  {state_word(row.state)}  {subject}"


def bar(done: int, total: int) -> str:
    """Return how far an import is, as a bar with numbers; lines of the file are counted."""
    full = _BAR * done // max(total, 1)
    percent = 100 * done // max(total, 1)
    counted = _("{done} of {total} lines").format(done=done, total=total)
    return f"[{'#' * full}{'.' * (_BAR - full)}] {percent:3} %  {counted}"


def import_row(made: ImportMade, zone: tzinfo) -> tuple[str, ...]:
    """Return an import as a row of a list."""
    held = ngettext("{n} row", "{n} rows", made.rows).format(n=made.rows)
    gone = _("{n} taken back").format(n=made.taken_back) if made.taken_back else ""
    return (
        made.name,
        f"{made.at.astimezone(zone):%Y-%m-%d %H:%M}",
        to_screen(made.file, one_line=True),
        to_screen(made.agent, one_line=True),
        " · ".join(filter(None, (held, gone))),
    )


def report_text(report: ImportReport) -> Iterator[str]:
    """Yield what an import did or would do, then problems and conflicts by line."""
    file = to_screen(report.file, one_line=True)
    kind = ", ".join(filter(None, (report.kind, report.encoding, _delimiter(report.delimiter))))
    yield f"{file} ({kind})"
    if report.left_out:
        names = to_screen(", ".join(report.left_out), one_line=True)
        yield _("Columns that are left out: {names}").format(names=names)
    if report.dry and report.preview:
        yield _("The first ones:")
        for row in report.preview:
            yield "  " + to_screen(" · ".join((row.email, *_values(row.values))), one_line=True)
    yield _counts(report)
    yield from _problems(report)
    yield from _conflicts(report)
    if report.stopped:
        yield _("Stopped: what is counted above is in; import the file again for the rest.")
    elif report.dry:
        yield _("Nothing was changed: this was a dry run.")


def _values(values: Sequence[tuple[CustomerField, str]]) -> Iterator[str]:
    for field, value in values:
        yield f"{field_word(field)}: {_value(field, value)}"


def _value(field: CustomerField, value: str) -> str:
    if field in FLAGS:
        return _("yes") if value == YES else _("no")
    return value


def _delimiter(sign: str) -> str:
    if not sign:
        return ""
    return _("delimiter {sign}").format(sign=_("tab") if sign == "\t" else sign)


def _counts(report: ImportReport) -> str:
    rows, gone = report.rows + report.refused, report.refused
    parts = (
        ngettext("{n} row", "{n} rows", rows).format(n=rows),
        ngettext("{n} new customer", "{n} new customers", report.new).format(n=report.new),
        ngettext("{n} changed", "{n} changed", report.changed).format(n=report.changed),
        ngettext("{n} with nothing new", "{n} with nothing new", report.same).format(n=report.same),
        ngettext("{n} left out", "{n} left out", gone).format(n=gone) if gone else "",
    )
    return " · ".join(part for part in parts if part)


def _problems(report: ImportReport) -> Iterator[str]:
    n = report.problem_count
    if not n:
        return
    yield ngettext("{n} problem:", "{n} problems:", n).format(n=n)
    for one in report.problems[:_SHOWN]:
        yield "  " + _("line {n}: {words}").format(
            n=one.line, words=to_screen(one.words, one_line=True)
        )
    yield from _more(n)


def _conflicts(report: ImportReport) -> Iterator[str]:
    n = report.conflict_count
    if not n:
        return
    if report.overwritten:
        words = ngettext("{n} contradiction, replaced:", "{n} contradictions, replaced:", n)
    else:
        words = ngettext(
            "{n} contradiction, left as it is (--overwrite replaces it):",
            "{n} contradictions, left as they are (--overwrite replaces them):",
            n,
        )
    yield words.format(n=n)
    for one in report.conflicts[:_SHOWN]:
        text = _("line {n}: {email}, {field}: “{kept}”, the file says “{given}”").format(
            n=one.line, email=one.email, field=field_word(one.field), kept=one.kept, given=one.given
        )
        yield "  " + to_screen(text, one_line=True)
    yield from _more(n)


def _more(n: int) -> Iterator[str]:
    if n > _SHOWN:
        yield "  " + _("and {n} more (--json lists a thousand)").format(n=n - _SHOWN)
