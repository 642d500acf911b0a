"""``agent-console assign --by`` and ``agent-console away``: who gets what, and who is not there."""

from __future__ import annotations

import argparse
from zoneinfo import ZoneInfo

from agent_console.cli_context import opened_desk
from agent_console.cli_output import print_json, say, table, width_of_output
from agent_console.desk.assigning import Assignment, How, why_not_words
from agent_console.desk.text import to_screen
from agent_console.errors import ExitCode
from agent_console.i18n import _, ngettext
from agent_console.services.act_words import state_in_words
from agent_console.services.desk import Desk
from agent_console.services.sharing_out import SharingOut
from agent_console.store.engine import engine_holder


def share_out(options: argparse.Namespace) -> ExitCode:
    """Share out the tickets that nobody has, or say only how."""
    with opened_desk() as desk:
        sharing = _sharing(desk)
        plan = sharing.plan(How(options.by))
        given = 0 if options.dry_run else sharing.carry_out(plan)
    if options.json:
        print_json(plan)
        return ExitCode.OK
    rows = [(f"#{one.ref}", one.agent or "-", _remark(one)) for one in plan]
    for line in table(rows, (17, 30), width_of_output()):
        print(line)
    if options.dry_run:
        say(_("Nothing was given to anybody (--dry-run)."))
    else:
        words = ngettext("{n} ticket was given out.", "{n} tickets were given out.", given)
        say(words.format(n=given))
    return ExitCode.OK


def away(options: argparse.Namespace) -> ExitCode:
    """Say until when somebody is away and who stands in, or that they are back; or list them."""
    with opened_desk() as desk:
        sharing = _sharing(desk)
        if options.until is None and not options.back:
            return _list(sharing, as_json=options.json)
        name = options.name or desk.agent
        until = None if options.back else options.until
        sharing.say_away(name, until, options.substitute)
        runs = engine_holder(desk.store.path) is not None
    shown = to_screen(name, one_line=True)
    if until is None:
        say(_("{name} is back.").format(name=shown))
    elif options.substitute:
        words = _("{name} is away until {day}; {substitute} stands in.")
        other = to_screen(options.substitute, one_line=True)
        say(words.format(name=shown, day=until.isoformat(), substitute=other))
    else:
        say(_("{name} is away until {day}.").format(name=shown, day=until.isoformat()))
    if not runs:
        say(_("The team hears of it with the next sync."))
    return ExitCode.OK


def in_hand(options: argparse.Namespace) -> ExitCode:
    """Print what somebody has in hand, for who comes after them."""
    with opened_desk() as desk:
        name = options.name or desk.agent
        found = _sharing(desk).hand_over_list(name)
        zone = ZoneInfo(desk.config.calendar.zone)
    if options.json:
        print_json(found)
        return ExitCode.OK
    rows = [
        (
            f"#{one.ref}",
            one.next_at.astimezone(zone).strftime("%Y-%m-%d %H:%M") if one.next_at else "-",
            state_in_words(one.state) + (_(", draft") if one.draft else ""),
            one.customer,
            one.subject,
        )
        for one in found
    ]
    for line in table(rows, (17, 16, 20, 24), width_of_output()):
        print(line)
    if not found:
        say(_("{name} has nothing in hand.").format(name=to_screen(name, one_line=True)))
    return ExitCode.OK


def _list(sharing: SharingOut, *, as_json: bool) -> ExitCode:
    found = [one for one in sharing.away() if one.holds(sharing.today)]
    if as_json:
        told = [(one.name, one.until.isoformat(), one.substitute) for one in found]
        print_json([dict(zip(("name", "until", "substitute"), one, strict=True)) for one in told])
        return ExitCode.OK
    if not found:
        say(_("Nobody is away."))
    rows = [(one.name, one.until.isoformat(), one.substitute or "-") for one in found]
    for line in table(rows, (30, 10), width_of_output()):
        print(line)
    return ExitCode.OK


def _sharing(desk: Desk) -> SharingOut:
    return SharingOut(desk.tickets.acts, desk.queue, desk.config)


def _remark(one: Assignment) -> str:
    if one.why_not is not None:
        return why_not_words(one.why_not)
    if one.instead_of:
        name = to_screen(one.instead_of, one_line=True)
        return _("stands in for {name}").format(name=name)
    return ""
