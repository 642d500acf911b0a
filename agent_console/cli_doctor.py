"""``agent-console doctor``: what is in order here and what is not."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable

from agent_console.cli_ask import ask_password
from agent_console.cli_context import start_clock
from agent_console.cli_output import print_json
from agent_console.desk.text import to_screen
from agent_console.errors import ExitCode
from agent_console.i18n import _
from agent_console.locations import find_locations
from agent_console.services.doctor import Finding, Grade, examine


def doctor(options: argparse.Namespace) -> ExitCode:
    """Print each finding; the exit code tells the problem that most stands in the way of mail."""
    ask = ask_password if sys.stdin.isatty() and not options.offline else None
    findings: list[Finding] = []
    for finding in examine(find_locations(), start_clock(), offline=options.offline, ask=ask):
        findings.append(finding)
        if not options.json:
            _print(finding)
    if options.json:
        print_json(findings)
    return exit_code(findings)


def exit_code(findings: Iterable[Finding]) -> ExitCode:
    """Return 7 for a refused or missing password, 6 for a server out of reach, as sync does.

    1 stands for every other problem, 0 for none.
    """
    causes = {finding.cause for finding in findings if finding.grade is Grade.PROBLEM}
    for code in (ExitCode.SIGN_IN, ExitCode.MAIL_SERVER):
        if code in causes:
            return code
    return ExitCode.FAILED if causes else ExitCode.OK


def _print(finding: Finding) -> None:
    sign = {Grade.OK: "✓", Grade.NOTE: "·", Grade.PROBLEM: "✗"}[finding.grade]
    word = {Grade.OK: _("ok"), Grade.NOTE: _("note"), Grade.PROBLEM: _("problem")}[finding.grade]
    lines = to_screen(finding.words).splitlines() or [""]
    print(f"{sign} {word:<8} {finding.what}: {lines[0]}", flush=True)
    for line in (*lines[1:], *to_screen(finding.hint).splitlines()):
        print(f"    {line}", flush=True)
