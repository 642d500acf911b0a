"""``agent-console doctor``: what is in order here and what is not."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from agent_console.cli_context import start_clock
from agent_console.desk.text import to_screen
from agent_console.errors import ExitCode
from agent_console.i18n import _
from agent_console.locations import find_locations
from agent_console.services.doctor import Finding, Grade, examine


def doctor(options: argparse.Namespace) -> ExitCode:
    """Print each finding; the exit code tells whether one of them is a problem."""
    findings: list[Finding] = []
    for finding in examine(find_locations(), start_clock(), offline=options.offline):
        findings.append(finding)
        if not options.json:
            _print(finding)
    if options.json:
        json.dump(
            [asdict(finding) for finding in findings], sys.stdout, ensure_ascii=False, indent=2
        )
        print()
    problems = any(finding.grade is Grade.PROBLEM for finding in findings)
    return ExitCode.FAILED if problems else ExitCode.OK


def _print(finding: Finding) -> None:
    sign = {Grade.OK: "✓", Grade.NOTE: "·", Grade.PROBLEM: "✗"}[finding.grade]
    word = {Grade.OK: _("ok"), Grade.NOTE: _("note"), Grade.PROBLEM: _("problem")}[finding.grade]
    words = to_screen(finding.words, one_line=True)
    print(f"{sign} {word:<8} {finding.what}: {words}")
    if finding.hint:
        print(f"    {finding.hint}")
