"""``agent-console mail``: single mails, their files, and reading them again."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from agent_console.cli_context import mailbox_secret, opened_desk, start_clock
from agent_console.cli_mailbox import progress
from agent_console.cli_output import print_json, say, table, width_of_output
from agent_console.desk.text import to_screen
from agent_console.errors import ExitCode, NotFoundError
from agent_console.i18n import _, ngettext
from agent_console.screens.widgets.timeline_lines import size_text
from agent_console.screens.words import address_text, moment_text
from agent_console.services.transfer import Transfer

if TYPE_CHECKING:
    from agent_console.desk.views import FileList, MailFile, SavedFile
    from agent_console.services.desk import Desk
    from agent_console.services.files import FileService
    from agent_console.services.reread import UnreadableMail
    from agent_console.services.transfer import Told

_UNREADABLE_CAPS = (17, 14, 30, 40)
_FILE_CAPS = (4, 12, 24, 14, 20)


def unreadable(options: argparse.Namespace) -> ExitCode:
    """Print the mails that could not be read, the newest first."""
    from agent_console.services.reread import unreadable_mails

    with opened_desk() as desk:
        found = unreadable_mails(desk.store)
        if options.json:
            print_json(found)
        else:
            _print_unreadable(found, desk)
    if not found:
        say(_("Every mail could be read."))
    return ExitCode.OK


def reread(options: argparse.Namespace) -> ExitCode:
    """Read mails again from their kept bytes; fails while some still cannot be read."""
    from agent_console.services.reread import reread as read_again

    with opened_desk() as desk:
        done = read_again(desk.store, desk.config, everything=options.all, on_progress=progress())
        if options.json:
            print_json(done)
        else:
            again = ngettext("{n} mail read again", "{n} mails read again", done.mails)
            mended = ngettext("{n} of them mended", "{n} of them mended", done.mended)
            print(f"{again.format(n=done.mails)}, {mended.format(n=done.mended)}")
            _print_unreadable(done.left, desk)
    if done.left:
        n = len(done.left)
        words = ngettext("{n} mail still cannot be read", "{n} mails still cannot be read", n)
        say(words.format(n=n))
    return ExitCode.FAILED if done.left else ExitCode.OK


def _print_unreadable(mails: Sequence[UnreadableMail], desk: Desk) -> None:
    now, zone = start_clock().now(), ZoneInfo(desk.config.calendar.zone)
    for line in table(list(_cells(mails, now, zone)), _UNREADABLE_CAPS, width_of_output()):
        print(line)


def _cells(
    mails: Sequence[UnreadableMail], now: datetime, zone: ZoneInfo
) -> Iterator[tuple[str, ...]]:
    for mail in mails:
        yield (
            f"#{mail.ticket}",
            moment_text(mail.date or mail.received, now, zone),
            address_text(mail.sender) if mail.sender else _("unknown sender"),
            to_screen(mail.subject, one_line=True),
            mail.reason,
        )


def attachments(options: argparse.Namespace) -> ExitCode:
    """Print the files of a ticket's mails, numbered; the server tells those not here."""
    with opened_desk() as desk:
        found = _files(desk).listed(desk.tickets.find(options.key), Transfer())
        if options.json:
            print_json(found)
        else:
            for line in table(list(_file_cells(found.files)), _FILE_CAPS, width_of_output()):
                print(line)
    if found.doubt:
        say(_("There may be more files: {reason}").format(reason=to_screen(found.doubt)))
    if not found.files:
        say(_("No files in this ticket."))
    return ExitCode.OK if found.files else ExitCode.NOT_FOUND


def _file_cells(files: Sequence[MailFile]) -> Iterator[tuple[str, ...]]:
    for file in files:
        yield (
            str(file.number),
            size_text(file.attachment.size),
            file.attachment.content_type,
            _("here") if file.here else _("on the server"),
            file.who,
            file.attachment.filename,
        )


def save(options: argparse.Namespace) -> ExitCode:
    """Save files of a ticket; each is whole or not there, nothing is overwritten."""
    folder = Path(options.to).expanduser()
    saved: list[SavedFile] = []
    with opened_desk() as desk:
        service = _files(desk)
        found = service.listed(desk.tickets.find(options.key), Transfer())
        chosen = _chosen(found, options.numbers)
        try:
            for one in service.save(chosen, folder, Transfer(_counting())):
                saved.append(one)
                if not options.json:
                    print(to_screen(one.path, one_line=True))
        finally:
            if options.json:
                print_json(saved)
    if not chosen:
        say(_("No files in this ticket."))
    return ExitCode.OK if chosen else ExitCode.NOT_FOUND


def _chosen(found: FileList, numbers: Sequence[int]) -> tuple[MailFile, ...]:
    by_number = {file.number: file for file in found.files}
    missing = [number for number in numbers if number not in by_number]
    if missing:
        raise NotFoundError(
            _("File"),
            _("this ticket has no file {n}").format(n=missing[0]),
            found.doubt or _("`agent-console mail attachments` lists them."),
        )
    return tuple(by_number[number] for number in dict.fromkeys(numbers)) or found.files


def source(options: argparse.Namespace) -> ExitCode:
    """Save a whole mail as it came."""
    path = Path(options.to).expanduser()
    with opened_desk() as desk:
        service = _files(desk)
        keys = service.mail_keys(desk.tickets.find(options.key))
        number = options.number or len(keys)
        if number > len(keys):
            n = len(keys)
            words = ngettext("this ticket has {n} mail", "this ticket has {n} mails", n)
            raise NotFoundError(_("Mail"), words.format(n=n))
        saved = service.save_mail(keys[number - 1], path, Transfer(_counting()))
    if options.json:
        print_json(saved)
    else:
        print(to_screen(saved.path, one_line=True))
    return ExitCode.OK


def _files(desk: Desk) -> FileService:
    """Return the files of the desk; a person at a terminal may be asked for the password."""
    from agent_console.services.files import FileService

    return FileService(desk.store, desk.intake, desk.config, desk.clock, mailbox_secret)


def _counting() -> Told:
    """Return a voice that counts kilobytes on one line of a terminal, else says nothing."""
    count = progress()
    return lambda done, total: count(-(-done // 1000), -(-total // 1000))
