"""``agent-console pulse``: how the team says its weeks were."""

from __future__ import annotations

import argparse

from agent_console.cli_context import opened_desk
from agent_console.cli_output import print_json, width_of_output
from agent_console.desk.pulse import Pulse
from agent_console.errors import ConsoleError, ExitCode
from agent_console.i18n import _
from agent_console.services.pulse_lines import asked_words, lost_words, pulse_json, pulse_lines


class HalfAnswerError(ConsoleError):
    """Mood and workload belong together, and to no skipped week."""

    exit_code = ExitCode.USAGE


def pulse(options: argparse.Namespace) -> ExitCode:
    """Keep an answer if one is given; print what is asked and the closed weeks."""
    answers = options.mood is not None and options.workload is not None
    some = options.mood is not None or options.workload is not None or options.line
    if some and (not answers or options.skip):
        raise HalfAnswerError(
            _("Team pulse"),
            _("an answer has a mood and a workload, and a skipped week has none"),
            _("Write --mood and --workload, or --skip alone."),
        )
    with opened_desk() as desk:
        if answers:
            found = desk.pulse.answer(options.mood, options.workload, options.line)
        else:
            found = desk.pulse.skip() if options.skip else desk.pulse.look()
    if options.json:
        print_json(_as_json(found))
        return ExitCode.OK
    print(asked_words(found))
    if lost := lost_words(found):
        print(lost)
    if found.weeks:
        print()
        for line in pulse_lines(found.weeks, width_of_output()):
            print(line)
    return ExitCode.OK


def _as_json(found: Pulse) -> dict[str, object]:
    return {
        "on": found.on,
        "asked": found.asked or None,
        "said": found.said.value if found.asked else None,
        "lost": found.lost or None,
        "weeks": pulse_json(found.weeks),
    }
