"""``agent-console explain``: what a ticket asks for, its place in the queue, its deadlines."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from agent_console.cli_asks import asks_lines
from agent_console.cli_context import opened_desk
from agent_console.cli_output import print_json
from agent_console.desk.clocks import clock_sign, clock_word, target_word
from agent_console.desk.text import to_screen
from agent_console.errors import ExitCode
from agent_console.i18n import _
from agent_console.services.explaining import ClockView, Explanation, explain_tickets

_INDENT = "   "


def explain(options: argparse.Namespace) -> ExitCode:
    """Print what a ticket asks for, its place in the queue and its clocks, with all reasons."""
    with opened_desk() as desk:
        ref = desk.tickets.find(options.key)
        (told,) = explain_tickets(desk.store, desk.config, [ref], desk.clock.now())
    if options.json:
        print_json(told)
        return ExitCode.OK
    for line in _lines(told):
        print(line)
    return ExitCode.OK


def _lines(told: Explanation) -> Iterator[str]:
    yield f"#{told.ref}  {to_screen(told.subject, one_line=True)}"
    yield ""
    yield from asks_lines(told)
    yield ""
    yield _("Place in the queue")
    for reason in told.reasons:
        yield f"{_INDENT}{to_screen(reason, one_line=True)}"
    for clock in told.clocks:
        yield ""
        yield _heading(clock)
        for words in clock.explanation:
            yield f"{_INDENT}{to_screen(words, one_line=True)}"


def _heading(clock: ClockView) -> str:
    missed = clock.missed and clock.met_at is not None
    standing = _("done, too late") if missed else clock_word(clock.state)
    sign = "!!" if missed else clock_sign(clock.state)
    return f"{sign} {target_word(clock.target)}: {standing}"
