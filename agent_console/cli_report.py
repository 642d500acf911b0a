"""The subcommand that prints reports, for people, cron jobs and spreadsheets."""

from __future__ import annotations

import argparse
import sys

from agent_console.cli_context import opened_desk
from agent_console.cli_output import print_json, say, table, width_of_output
from agent_console.desk.metrics_period import Period, read_period
from agent_console.desk.metrics_report import Name, Unit, Which
from agent_console.desk.metrics_words import number_words
from agent_console.durations import parse_duration
from agent_console.errors import ConsoleError, ExitCode
from agent_console.i18n import _, current_language
from agent_console.services.desk import Desk
from agent_console.services.exports import report_csv, report_json, report_lines
from agent_console.services.exports_html import report_html
from agent_console.services.labelling import type_name

_CAPS = (10, 24)


class UnknownPeriodError(ConsoleError):
    """A period or a figure was named that there is none of."""

    exit_code = ExitCode.USAGE


def report(options: argparse.Namespace) -> ExitCode:
    """Print the report of a period."""
    which = Which(
        type=options.type,
        level=options.level,
        channel=options.channel,
        tag=options.tag,
        language=options.language,
    )
    with opened_desk() as desk:
        service = desk.reports
        period = read_period(options.period, service.today())
        if period is None:
            raise UnknownPeriodError(
                _("Report"),
                _("{text} is no period").format(text=repr(options.period)),
                _("Write 2026-W47, 2026-11, 2026, 2026-11-23, today or a number of days."),
            )
        if options.agents:
            service.show_agents(on=options.agents == "on")
            said = _("Leads see what each agent did.")
            say(said if options.agents == "on" else _("Nobody sees what each agent did."))
            return ExitCode.OK
        if options.tickets:
            return _tickets(options, desk, period, which)
        found = service.report(period, which, compare=options.compare)
        sees_all = service.sees_all()
    if not sees_all:
        say(_("These are your own numbers; those of the team are for a lead."))
    if options.format == "json":
        print_json(report_json(found))
    elif options.format == "csv":
        sys.stdout.write(report_csv(found))
    elif options.format == "html":
        sys.stdout.write(report_html(found, type_name, current_language()))
    else:
        for line in report_lines(found, type_name, width_of_output()):
            print(line)
    return ExitCode.OK


def time_spent(options: argparse.Namespace) -> ExitCode:
    """Print how long a ticket was in front of agents, or correct one's own time."""
    with opened_desk() as desk:
        ref = desk.tickets.find(options.key)
        if options.amount is not None:
            times = desk.reports.times.set_own(ref, _seconds(options.amount))
        else:
            times = desk.reports.times.of_ticket(ref)
    if options.json:
        print_json({"ref": ref, "own": times.own, "others": times.others})
        return ExitCode.OK
    words = _("#{ref}: {own} of mine, {others} of all others together")
    own, others = (number_words(one, Unit.WALL) for one in (times.own, times.others))
    say(words.format(ref=ref, own=own, others=others))
    return ExitCode.OK


def _seconds(text: str) -> int:
    try:
        return int(parse_duration(text).total_seconds())
    except ValueError as error:
        raise UnknownPeriodError(_("Time"), str(error)) from None


def _tickets(options: argparse.Namespace, desk: Desk, period: Period, which: Which) -> ExitCode:
    names = {name.value: name for name in Name}
    name: Name | None = names.get(options.tickets)
    if name is None:
        raise UnknownPeriodError(
            _("Report"),
            _("{text} is no figure that has tickets").format(text=repr(options.tickets)),
            ", ".join(names),
        )
    rows = desk.reports.tickets(period, name, which)
    if options.format == "json":
        print_json(rows)
        return ExitCode.OK
    lines = [(f"#{row.ref}", row.customer_name or row.customer_email, row.subject) for row in rows]
    for line in table(lines, _CAPS, width_of_output()):
        print(line)
    if not rows:
        say(_("No ticket is behind this figure."))
    return ExitCode.OK
