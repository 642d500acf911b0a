"""``agent-console doctor``: what is in order here and what is not."""

from __future__ import annotations

import argparse
import sys

from agent_console.cli_ask import ask_password
from agent_console.cli_context import start_clock
from agent_console.cli_output import print_json
from agent_console.desk.text import to_screen
from agent_console.errors import ExitCode
from agent_console.i18n import _
from agent_console.locations import find_locations
from agent_console.services.doctor import Finding, Grade, examine


def doctor(options: argparse.Namespace) -> ExitCode:
    """Print each finding; the exit code tells whether one of them is a problem."""
    ask = ask_password if sys.stdin.isatty() and not options.offline else None
    findings: list[Finding] = []
    for finding in examine(find_locations(), start_clock(), offline=options.offline, ask=ask):
        findings.append(finding)
        if not options.json:
            _print(finding)
    if options.json:
        print_json(findings)
    problems = any(finding.grade is Grade.PROBLEM for finding in findings)
    return ExitCode.FAILED if problems else ExitCode.OK


def _print(finding: Finding) -> None:
    sign = {Grade.OK: "✓", Grade.NOTE: "·", Grade.PROBLEM: "✗"}[finding.grade]
    word = {Grade.OK: _("ok"), Grade.NOTE: _("note"), Grade.PROBLEM: _("problem")}[finding.grade]
    lines = to_screen(finding.words).splitlines() or [""]
    print(f"{sign} {word:<8} {finding.what}: {lines[0]}", flush=True)
    for line in (*lines[1:], *to_screen(finding.hint).splitlines()):
        print(f"    {line}", flush=True)
