"""Subcommands for contacts that no mail tells of, and for the channels they come on."""

from __future__ import annotations

import argparse
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from agent_console.cli_contacts_options import WAYS
from agent_console.cli_context import opened_desk
from agent_console.cli_output import print_json, say, table, width_of_output
from agent_console.desk.channels import ChannelRecord
from agent_console.desk.contact_draft import ContactDraft, parse_began, parse_length
from agent_console.desk.contacts import Contact, ContactChannel, ContactResult
from agent_console.desk.mail import Direction
from agent_console.desk.states import TicketState
from agent_console.desk.text import to_screen
from agent_console.errors import ConsoleError, ExitCode
from agent_console.i18n import _
from agent_console.screens.channel_lines import channel_lines
from agent_console.services.contact_words import person_words, title

_LIST_CAPS = (16, 24, 40)


class UnreadableTimeError(ConsoleError):
    """A time was typed that is none."""

    exit_code = ExitCode.USAGE


def log(options: argparse.Namespace) -> ExitCode:
    """Log a contact on a ticket, or on a new one."""
    seconds = parse_length(options.length)
    if seconds is None:
        raise _unreadable(options.length, _("Write 4, 4:30, 90s or 1h."))
    with opened_desk() as desk:
        zone = ZoneInfo(desk.config.calendar.zone)
        draft = ContactDraft(
            began=_began(options.began, seconds, desk.clock.now(), zone),
            channel=ContactChannel(WAYS[options.channel]),
            direction=Direction.OUT if options.out else Direction.IN,
            seconds=seconds,
            name=options.name,
            email=options.email,
            phone=options.phone,
            order=options.order,
            kind=options.type,
            summary=options.summary,
            result=ContactResult(options.result),
            ticket=desk.tickets.find(options.ticket) if options.ticket else "",
        )
        row = desk.contacts.log(draft)
    if options.json:
        print_json(row)
    elif row.state is TicketState.CLOSED:
        say(_("#{ref}: the contact is logged and the ticket closed.").format(ref=row.ref))
    else:
        say(_("#{ref}: the contact is logged.").format(ref=row.ref))
    return ExitCode.OK


def _began(text: str, seconds: int, now: datetime, zone: ZoneInfo) -> datetime:
    if not text:
        return now - timedelta(seconds=seconds)
    began = parse_began(text, now, zone)
    if began is None:
        raise _unreadable(text, _("Write 10:05, yesterday 16:30, 23.11. 9:00 or -15 min."))
    return began


def _unreadable(text: str, hint: str) -> UnreadableTimeError:
    words = _("{text} is not a time that lies behind us").format(text=repr(text))
    return UnreadableTimeError(_("Contact"), words, hint)


def list_contacts(options: argparse.Namespace) -> ExitCode:
    """Print the contacts that were logged on a ticket."""
    with opened_desk() as desk:
        zone = ZoneInfo(desk.config.calendar.zone)
        found = desk.contacts.contacts_on(desk.tickets.find(options.key))
    if options.json:
        print_json(found)
        return ExitCode.OK
    rows = [_line(contact, zone) for contact in found]
    for line in table(rows, _LIST_CAPS, width_of_output()):
        print(line)
    if not rows:
        say(_("No contact is logged on this ticket."))
    return ExitCode.OK


def _line(contact: Contact, zone: ZoneInfo) -> tuple[str, ...]:
    moment = f"{contact.began.astimezone(zone):%Y-%m-%d %H:%M}"
    summary = to_screen(contact.summary, one_line=True)
    return (moment, person_words(contact), title(contact), summary)


def channels(options: argparse.Namespace) -> ExitCode:
    """Print what customers expect on each channel, and the team's record."""
    with opened_desk() as desk:
        records = desk.contacts.channels(options.days)
    if options.json:
        print_json([_as_json(record) for record in records])
        return ExitCode.OK
    for line in channel_lines(records, options.days):
        print(line)
    return ExitCode.OK


def _as_json(record: ChannelRecord) -> dict[str, object]:
    return {
        "channel": record.channel,
        "tickets": record.tickets,
        "contacts": record.contacts,
        "answered": record.answered,
        "promised_seconds": record.promised.total_seconds(),
        "median_seconds": record.median.total_seconds() if record.median is not None else None,
        "judged": record.judged,
        "in_target": record.kept,
        "share_in_target": record.share,
        "expected": record.expected,
    }
