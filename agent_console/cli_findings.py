"""``agent-console finding``: what customers say again and again, and what became of it."""

from __future__ import annotations

import argparse

from agent_console.cli_context import opened_desk
from agent_console.cli_notices import SHOWN, own_text
from agent_console.cli_output import print_json, say, table, width_of_output
from agent_console.desk.findings import Finding, FindingField
from agent_console.desk.text import to_screen
from agent_console.errors import ExitCode
from agent_console.i18n import _, ngettext
from agent_console.services.feedback_words import score_words
from agent_console.services.findings_words import finding_state_word

_CAPS = (SHOWN, 12, 10, 16, 11)


def listing(options: argparse.Namespace) -> ExitCode:
    """Print findings, those with work left in front."""
    with opened_desk() as desk:
        found = desk.findings.all()
    found = tuple(one for one in found if options.state in ("", one.state.value))
    if options.json:
        print_json(found)
        return ExitCode.OK
    for line in table([_row(one) for one in found], _CAPS, width_of_output()):
        print(line)
    if not found:
        say(_("There is no finding."))
    return ExitCode.OK


def new(options: argparse.Namespace) -> ExitCode:
    """Begin one, with its first tickets."""
    with opened_desk() as desk:
        refs = [desk.tickets.find(one) for one in options.tickets]
        _print(desk.findings.begin(options.title, refs), json=options.json)
    return ExitCode.OK


def show(options: argparse.Namespace) -> ExitCode:
    """Print one with all that is known of it."""
    with opened_desk() as desk:
        found = desk.findings.get(options.finding)
        comments = desk.findings.comments(found.name)
    if options.json:
        print_json({"finding": found, "comments": comments})
        return ExitCode.OK
    _print(found, json=False)
    if found.action:
        print(_("Action: {text}").format(text=to_screen(found.action, one_line=True)))
    print(" ".join(f"#{ref}" for ref in found.tickets) or _("No ticket belongs to it."))
    for one in comments:
        comment = to_screen(one.comment, one_line=True)
        print(f"#{one.ticket} {score_words(one)} {comment}".rstrip())
    return ExitCode.OK


def add(options: argparse.Namespace) -> ExitCode:
    """Put tickets on one."""
    with opened_desk() as desk:
        refs = [desk.tickets.find(one) for one in options.tickets]
        desk.findings.add(options.finding, refs)
        _print(desk.findings.get(options.finding), json=options.json)
    return ExitCode.OK


def remove(options: argparse.Namespace) -> ExitCode:
    """Take tickets off one."""
    with opened_desk() as desk:
        refs = [desk.tickets.find(one) for one in options.tickets]
        desk.findings.remove(options.finding, refs)
        _print(desk.findings.get(options.finding), json=options.json)
    return ExitCode.OK


def own(options: argparse.Namespace) -> ExitCode:
    """Say who sees to one."""
    return _say(options, FindingField.OWNER)


def action(options: argparse.Namespace) -> ExitCode:
    """Say what is done about one."""
    return _say(options, FindingField.ACTION)


def due(options: argparse.Namespace) -> ExitCode:
    """Say by when."""
    return _say(options, FindingField.DUE)


def state(options: argparse.Namespace) -> ExitCode:
    """Say how far one is."""
    return _say(options, FindingField.STATE)


def title(options: argparse.Namespace) -> ExitCode:
    """Give one another title."""
    with opened_desk() as desk:
        _print(desk.findings.rename(options.finding, options.value), json=options.json)
    return ExitCode.OK


def tell(options: argparse.Namespace) -> ExitCode:
    """Make the draft of a notice to those who raised it."""
    with opened_desk() as desk:
        notice = desk.findings.tell(
            options.finding,
            answer=options.answer,
            text=own_text(options.text),
            subject=options.subject,
        )
    if options.json:
        print_json(notice)
        return ExitCode.OK
    words = _("`agent-console notice preview {name}`, then `notice send`, tells everybody.")
    say(words.format(name=notice.name[:SHOWN]))
    return ExitCode.OK


def _say(options: argparse.Namespace, field: FindingField) -> ExitCode:
    with opened_desk() as desk:
        _print(desk.findings.say(options.finding, field, options.value), json=options.json)
    return ExitCode.OK


def _print(found: Finding, *, json: bool) -> None:
    if json:
        print_json(found)
        return
    for line in table([_row(found)], _CAPS, width_of_output()):
        print(line)


def _row(one: Finding) -> tuple[str, ...]:
    n = len(one.tickets)
    count = ngettext("{n} ticket", "{n} tickets", n).format(n=n)
    day = one.due.isoformat() if one.due else ""
    state_word = finding_state_word(one.state)
    return (one.name[:SHOWN], count, state_word, one.owner, day, one.title)
