"""``agent-console staffing``: how many agents the coming week needs, hour by hour."""

from __future__ import annotations

import argparse
from datetime import timedelta

from agent_console.cli_context import opened_desk
from agent_console.cli_output import print_json
from agent_console.durations import parse_promise
from agent_console.errors import ConsoleError, ExitCode
from agent_console.i18n import _
from agent_console.services.staffing import StaffingService
from agent_console.services.staffing_lines import staffing_json, staffing_lines

_PERCENT = 100


class WrongLengthError(ConsoleError):
    """A handling time that is none."""

    exit_code = ExitCode.USAGE


def staffing(options: argparse.Namespace) -> ExitCode:
    """Print the hint for the seven days after today."""
    handling = _handling(options.handling) if options.handling else None
    with opened_desk() as desk:
        desk.reports.measure()
        service = StaffingService(desk.store, desk.config, desk.clock)
        hint = service.hint(goal=options.goal / _PERCENT, handling=handling)
    if options.json:
        print_json(staffing_json(hint))
    else:
        for line in staffing_lines(hint):
            print(line)
    return ExitCode.OK


def _handling(text: str) -> timedelta:
    try:
        return parse_promise(text)
    except ValueError as error:
        raise WrongLengthError(_("Staffing"), str(error)) from error
