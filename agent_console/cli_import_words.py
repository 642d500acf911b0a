"""What an import did or would do, in words for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from agent_console.desk.states import TicketState
from agent_console.desk.text import to_screen
from agent_console.i18n import _, ngettext
from agent_console.screens.words import state_word

if TYPE_CHECKING:
    from agent_console.services.imports.report import Report

_SHOWN = 20


def report_text(report: Report) -> Iterator[str]:
    """Yield the counts, then what is left out: how often for which reason, and the first ones."""
    yield to_screen(f"{report.source} {report.path}".strip(), one_line=True)
    if report.tickets:
        yield _tickets(report)
    yield _mails(report)
    if report.notes:
        yield ngettext("{n} note", "{n} notes", report.notes).format(n=report.notes)
    yield from _customers(report)
    yield from _answers(report)
    if report.nameless:
        n = report.nameless
        words = ngettext(
            "{n} ticket is of somebody without an e-mail address",
            "{n} tickets are of somebody without an e-mail address",
            n,
        )
        yield words.format(n=n)
    yield from _left_out(report)
    if not report.dry:
        n = report.events
        yield ngettext("{n} fact recorded", "{n} facts recorded", n).format(n=n)
    if report.stopped:
        yield _("Stopped: what is in stays. Repeat the import for the rest.")
    elif report.dry:
        yield _("Nothing was changed: this was a dry run.")


def _tickets(report: Report) -> str:
    n = report.tickets
    states = ", ".join(
        f"{state_word(TicketState(name))} {count}" for name, count in sorted(report.states.items())
    )
    words = ngettext("{n} ticket", "{n} tickets", n).format(n=n)
    return f"{words} ({states})"


def _mails(report: Report) -> str:
    n, here = report.mails, report.here
    new = ngettext("{n} new mail", "{n} new mails", n).format(n=n)
    known = ngettext("{n} was here already", "{n} were here already", here).format(n=here)
    return f"{new}, {known}"


def _customers(report: Report) -> Iterator[str]:
    made = report.customers
    if made is None or not (made.rows or made.refused):
        return
    new = ngettext("{n} new customer", "{n} new customers", made.new).format(n=made.new)
    changed = _("{n} with something new").format(n=made.changed)
    same = _("{n} known").format(n=made.same)
    left = _("{n} left out").format(n=made.refused)
    yield ", ".join((new, changed, same, *((left,) if made.refused else ())))
    for problem in made.problems[:_SHOWN]:
        words = to_screen(problem.words, one_line=True)
        yield "  " + _("line {line}: {words}").format(line=problem.line, words=words)


def _answers(report: Report) -> Iterator[str]:
    if report.answers or report.answers_here:
        n = report.answers
        new = ngettext("{n} new canned answer", "{n} new canned answers", n).format(n=n)
        known = _("{n} here already").format(n=report.answers_here)
        yield f"{new}, {known}"
    if report.placeholders:
        names = ", ".join(sorted(report.placeholders))
        yield _("Placeholders that are not known here: {names}").format(
            names=to_screen(names, one_line=True)
        )


def _left_out(report: Report) -> Iterator[str]:
    for reason, n in sorted(report.reasons.items(), key=lambda one: -one[1]):
        words = to_screen(reason, one_line=True)
        yield _("{n} left out: {words}").format(n=n, words=words)
        some = [one.where for one in report.left_out if one.reason == reason][:_SHOWN]
        more = " …" if n > len(some) else ""
        yield f"  {to_screen(', '.join(some), one_line=True)}{more}"
    if report.not_found:
        n = report.not_found
        yield ngettext(
            "{n} could not be found again: sync, then repeat the import",
            "{n} could not be found again: sync, then repeat the import",
            n,
        ).format(n=n)
