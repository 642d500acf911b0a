"""``agent-console doctor``: what is in order here and what is not."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from contextlib import closing
from datetime import timedelta
from itertools import chain

from agent_console.cli_ask import ask_line, ask_password
from agent_console.cli_context import start_clock
from agent_console.cli_keys import key_findings, watch_keys
from agent_console.cli_output import print_json, say
from agent_console.desk.text import to_screen
from agent_console.durations import parse_duration
from agent_console.errors import ConfigError, ExitCode
from agent_console.i18n import _
from agent_console.locations import find_locations
from agent_console.services.doctor import Finding, Grade, Trials, examine

_LONGEST = timedelta(minutes=29)
_YES = ("y", "yes", "j", "ja")


def doctor(options: argparse.Namespace) -> ExitCode:
    """Print each finding; the exit code tells the problem that most stands in the way of mail."""
    if options.keys:
        return watch_keys()
    ask = ask_password if sys.stdin.isatty() and not options.offline else None
    trials = _trials(options) if options.full else None
    findings: list[Finding] = []
    looking = examine(
        find_locations(), start_clock(), offline=options.offline, ask=ask, trials=trials
    )
    with closing(looking):
        for finding in chain(looking, key_findings()):
            findings.append(finding)
            if not options.json:
                _print(finding)
    if options.json:
        print_json(findings)
    return exit_code(findings)


def _trials(options: argparse.Namespace) -> Trials | None:
    """Return how the servers are tried out; None when a person does not want it after all.

    Raises ConfigError where nobody can be asked, or a time makes no sense.
    """
    idle, wait = _seconds("--idle", options.idle), _seconds("--wait", options.wait)
    if not options.yes and not _agreed():
        say(_("Only looking, then."))
        return None
    return Trials(idle=idle, patience=wait)


def _seconds(flag: str, text: str) -> float:
    try:
        length = parse_duration(text)
    except ValueError as error:
        raise ConfigError(_("Doctor"), f"{flag}: {error}") from None
    if length > _LONGEST:
        raise ConfigError(_("Doctor"), _("{flag} is 29min at most").format(flag=flag))
    return length.total_seconds()


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise ConfigError(
            _("Doctor"), _("--full asks first, and nobody can be asked here"), _("Add --yes.")
        )
    say(
        _(
            "This makes the folder AgentConsole-Test-… in each mailbox, puts some 100 small mails"
            " into it and removes it again. It sends one mail to the mailbox itself and takes it"
            " away; a console that runs meanwhile may show it."
        )
    )
    return ask_line(_("Go on? [y/N] ")).lower() in _YES


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
