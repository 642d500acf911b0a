"""``agent-console incident``: known issues, their tickets, and one text for all of them."""

from __future__ import annotations

import argparse

from agent_console.cli_context import opened_desk
from agent_console.cli_notices import SHOWN, own_text
from agent_console.cli_output import print_json, say, table, width_of_output
from agent_console.desk.incidents import Incident
from agent_console.desk.notice_facts import IncidentWritten
from agent_console.desk.text import to_screen
from agent_console.errors import ExitCode
from agent_console.i18n import _, ngettext


def listing(options: argparse.Namespace) -> ExitCode:
    """Print all known issues, the newest first."""
    with opened_desk() as desk:
        found = desk.incidents.all()
    if options.json:
        print_json(found)
        return ExitCode.OK
    for one in found:
        _print(one, json=False)
    if not found:
        say(_("There is no known issue."))
    return ExitCode.OK


def new(options: argparse.Namespace) -> ExitCode:
    """Begin one, with its first tickets."""
    with opened_desk() as desk:
        refs = [desk.tickets.find(one) for one in options.tickets]
        text = own_text(options.text)
        written = IncidentWritten(options.title, options.answer, text)
        incident = desk.incidents.write(written)
        desk.incidents.join(incident.name, refs)
        _print(desk.incidents.get(incident.name), json=options.json)
    return ExitCode.OK


def edit(options: argparse.Namespace) -> ExitCode:
    """Say something else of one; what is not given stays."""
    with opened_desk() as desk:
        old = desk.incidents.get(options.incident)
        answer, text = options.answer, own_text(options.text)
        if not (answer or text):
            answer, text = old.answer, old.text
        written = IncidentWritten(options.title or old.title, answer, text)
        _print(desk.incidents.write(written, old.name), json=options.json)
    return ExitCode.OK


def add(options: argparse.Namespace) -> ExitCode:
    """Put tickets on one."""
    with opened_desk() as desk:
        refs = [desk.tickets.find(one) for one in options.tickets]
        desk.incidents.join(options.incident, refs)
        _print(desk.incidents.get(options.incident), json=options.json)
    return ExitCode.OK


def remove(options: argparse.Namespace) -> ExitCode:
    """Take tickets off one."""
    with opened_desk() as desk:
        refs = [desk.tickets.find(one) for one in options.tickets]
        desk.incidents.leave(options.incident, refs)
        _print(desk.incidents.get(options.incident), json=options.json)
    return ExitCode.OK


def answer(options: argparse.Namespace) -> ExitCode:
    """Answer all its tickets that wait, or only print the answers."""
    with opened_desk() as desk:
        service = desk.incidents
        plan = service.plan(options.incident)
        if not options.dry_run:
            plan = service.answer_all(options.incident)
    if options.json:
        answers = [{"ticket": one.draft.ref, "text": one.text} for one in plan.replies]
        print_json({"answers": answers, "stays": plan.stays})
        return ExitCode.OK
    for one in plan.replies:
        print(f"#{one.draft.ref}")
        if options.dry_run:
            print(to_screen(one.text))
    for stay in plan.stays:
        words = _("#{ref} stays: {why}").format(ref=stay.ref, why=stay.why)
        say(to_screen(words, one_line=True))
    if not options.dry_run:
        n = len(plan.replies)
        say(ngettext("{n} answer is in the outbox", "{n} answers are in the outbox", n).format(n=n))
    return ExitCode.OK


def close(options: argparse.Namespace) -> ExitCode:
    """Note that one is solved; make a notice to everybody where there is a text for it."""
    notice = None
    with opened_desk() as desk:
        incident = desk.incidents.close(options.incident)
        text = own_text(options.text)
        if options.answer or text:
            service = desk.incidents
            notice = service.closing_notice(incident.name, answer=options.answer, text=text)
    if options.json:
        print_json({"incident": incident, "notice": notice})
        return ExitCode.OK
    _print(incident, json=False)
    if notice is not None:
        words = _("`agent-console notice preview {name}`, then `notice send`, tells everybody.")
        say(words.format(name=notice.name[:SHOWN]))
    return ExitCode.OK


def reopen(options: argparse.Namespace) -> ExitCode:
    """Note that one goes on."""
    with opened_desk() as desk:
        _print(desk.incidents.reopen(options.incident), json=options.json)
    return ExitCode.OK


def _print(incident: Incident, *, json: bool) -> None:
    if json:
        print_json(incident)
        return
    n = len(incident.tickets)
    count = ngettext("{n} ticket", "{n} tickets", n).format(n=n)
    state = _("open") if incident.is_open else _("closed")
    refs = " ".join(f"#{ref}" for ref in incident.tickets)
    row = (incident.name[:SHOWN], state, count, incident.title, refs)
    for line in table([row], (SHOWN, 12, 14, 40), width_of_output()):
        print(line)
