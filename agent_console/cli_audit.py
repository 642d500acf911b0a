"""The subcommand that looks at the audit chain."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from agent_console.cli_context import opened_desk
from agent_console.cli_output import print_json, say
from agent_console.desk.audit import Fault, Flaw
from agent_console.errors import ExitCode
from agent_console.i18n import _, ngettext
from agent_console.services.audit import AuditReport, AuditService


def verify(options: argparse.Namespace) -> ExitCode:
    """Say whether all that was recorded here is as it was, and name the first event that is not."""
    with opened_desk() as desk:
        report = AuditService(desk.store).verify()
    if options.json:
        print_json({"ok": report.ok, **asdict(report)})
    else:
        for line in _lines(report):
            say(line)
    return ExitCode.OK if report.ok else ExitCode.FAILED


def _lines(report: AuditReport) -> list[str]:
    n = report.events
    lines = [
        ngettext(
            "{n} event of this console was looked at.",
            "{n} events of this console were looked at.",
            n,
        ).format(n=n)
    ]
    if report.erased:
        n = report.erased
        words = ngettext(
            "{n} of them was erased; that it was there, when and by whom, still shows.",
            "{n} of them were erased; that they were there, when and by whom, still shows.",
            n,
        )
        lines.append(words.format(n=n))
    if report.fault is None:
        lines.append(
            _("Nothing was changed, removed or put in between. Newest link: {hash}").format(
                hash=report.head
            )
        )
    else:
        lines.append(fault_in_words(report.fault))
    for one in report.colleagues:
        words = _("Console {console}: {n} events are here, {missing} are not.")
        lines.append(words.format(console=one.console, n=one.events, missing=one.missing))
    return lines


def fault_in_words(fault: Fault) -> str:
    """Return what is wrong with which event."""
    words = {
        Flaw.CHANGED: _("{event} does not say any more what it said when it was recorded."),
        Flaw.MISSING: _("{event} was removed."),
        Flaw.BROKEN: _("{event} does not follow from the event before it."),
        Flaw.UNEXPLAINED: _("{event} is blank, and no erasure names it."),
        Flaw.UNCHAINED: _("{event} bears this console's name but was not recorded here."),
        Flaw.CUT: _("The newest events are gone, from {event} on."),
    }
    return words[fault.flaw].format(event=fault.event)
