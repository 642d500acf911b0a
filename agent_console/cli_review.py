"""``agent-console review``: what changed in a month."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from agent_console.cli_context import opened_desk
from agent_console.cli_output import print_json, width_of_output
from agent_console.errors import ConsoleError, ExitCode
from agent_console.i18n import _, current_language
from agent_console.services.review_lines import review_html, review_json, review_lines

if TYPE_CHECKING:
    from agent_console.desk.review import Review


class UnknownMonthError(ConsoleError):
    """A month was named that there is none of."""

    exit_code = ExitCode.USAGE


def review(options: argparse.Namespace) -> ExitCode:
    """Print the review of a month."""
    found = _made(options.month)
    if options.format == "json":
        print_json(review_json(found))
    elif options.format == "html":
        sys.stdout.write(review_html(found, current_language()))
    else:
        for line in review_lines(found, width_of_output()):
            print(line)
    return ExitCode.OK


def _made(text: str) -> Review:
    with opened_desk() as desk:
        service = desk.review
        month = service.month(text) if text else service.last()
        if month is None:
            raise UnknownMonthError(
                _("Review"),
                _("{text} is no month").format(text=repr(text)),
                _("Write a month such as 2026-10."),
            )
        return service.review(month)
