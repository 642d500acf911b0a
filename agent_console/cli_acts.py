"""Subcommands that do something with a ticket: note, close, snooze, assign."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from agent_console.cli_context import opened_desk
from agent_console.cli_output import say
from agent_console.desk.moments import parse_moment
from agent_console.desk.views import OutboxState
from agent_console.errors import ActionRefusedError, ConsoleError, ExitCode, UnsettledError
from agent_console.i18n import _

_LARGEST_TEXT = 1_000_000
_EXIT_CODES = {
    OutboxState.SENT: ExitCode.OK,
    OutboxState.QUEUED: ExitCode.BUSY,
    OutboxState.SENDING: ExitCode.BUSY,
    OutboxState.UNKNOWN: ExitCode.UNKNOWN_OUTCOME,
    OutboxState.HELD: ExitCode.FAILED,
    OutboxState.CANCELLED: ExitCode.FAILED,
    OutboxState.DEFERRED: ExitCode.MAIL_SERVER,
    OutboxState.REFUSED: ExitCode.MAIL_SERVER,
    OutboxState.PARTIAL: ExitCode.MAIL_SERVER,
}


def exit_code(state: OutboxState) -> ExitCode:
    """Return the exit code for a mail that was to be sent now and came to ``state``."""
    return _EXIT_CODES[state]


def note(options: argparse.Namespace) -> ExitCode:
    """Keep a note on a ticket."""
    text = options.text if options.text is not None else read_text(options.body_file)
    with opened_desk() as desk:
        row = desk.tickets.note(desk.tickets.find(options.key), text)
    return _done(_("#{ref}: the note is kept.").format(ref=row.ref))


def close(options: argparse.Namespace) -> ExitCode:
    """Close a ticket."""
    with opened_desk() as desk:
        ref = desk.tickets.find(options.key)
        try:
            desk.tickets.close(ref, ignore_thanks=options.ignore_thanks)
        except UnsettledError as error:
            raise _how_to_settle(error, ref) from error
    words = _("#{ref} is closed.")
    if options.ignore_thanks:
        words = _("#{ref} is closed; a mail that only thanks leaves it so.")
    return _done(words.format(ref=ref))


def _how_to_settle(error: UnsettledError, ref: str) -> ActionRefusedError:
    """Return the refusal to close a complaint with the commands that settle it."""
    hint = _(
        "`agent-console apology {ref} --ask --send` asks the customer; "
        "`agent-console make-sure {ref} REASON` says why nobody has to."
    )
    return ActionRefusedError(error.title, error.message, hint.format(ref=ref))


def reopen(options: argparse.Namespace) -> ExitCode:
    """Reopen a ticket."""
    with opened_desk() as desk:
        row = desk.tickets.reopen(desk.tickets.find(options.key))
    return _done(_("#{ref} is open again.").format(ref=row.ref))


def take(options: argparse.Namespace) -> ExitCode:
    """Assign a ticket to this agent."""
    with opened_desk() as desk:
        row = desk.tickets.take(desk.tickets.find(options.key))
    return _done(_("#{ref} is yours.").format(ref=row.ref))


def release(options: argparse.Namespace) -> ExitCode:
    """Give a ticket back."""
    with opened_desk() as desk:
        row = desk.tickets.release(desk.tickets.find(options.key))
    return _done(_("#{ref} belongs to everyone again.").format(ref=row.ref))


def snooze(options: argparse.Namespace) -> ExitCode:
    """Let a ticket sleep."""
    with opened_desk() as desk:
        now, zone = desk.clock.now(), ZoneInfo(desk.config.calendar.zone)
        until = typed_moment(options.until, now, zone)
        row = desk.tickets.snooze(desk.tickets.find(options.key), until)
    words = _("#{ref} sleeps until {moment} ({zone}).")
    moment = f"{until.astimezone(zone):%Y-%m-%d %H:%M}"
    return _done(words.format(ref=row.ref, moment=moment, zone=zone.key))


def _done(words: str) -> ExitCode:
    say(words)
    return ExitCode.OK


def typed_moment(text: str, now: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment that somebody typed; raises ConsoleError in words for what is none."""
    moment = parse_moment(text, now, zone)
    if moment is None:
        raise ConsoleError(
            _("Time"),
            _("{text} is not a time").format(text=repr(text)),
            _("Write 4h, 2d, 14:30, tomorrow, Fri 9:00, 24.12. or 2026-12-24T09:00."),
        )
    return moment


def read_text(name: str) -> str:
    """Return the text of a UTF-8 file, ``-`` for standard input; raises ConsoleError in words."""
    try:
        if name == "-":
            content = sys.stdin.buffer.read(_LARGEST_TEXT + 1)
        else:
            with Path(name).open("rb") as file:
                content = file.read(_LARGEST_TEXT + 1)
        text = content.decode("utf-8-sig")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else _("it is not UTF-8 text")
        raise _unreadable(name, reason or str(error)) from error
    if len(content) > _LARGEST_TEXT:
        raise _unreadable(name, _("it is larger than 1 MB"))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unreadable(name: str, reason: str) -> ConsoleError:
    return ConsoleError(
        _("File"),
        _("{name} cannot be read: {reason}").format(name=name, reason=reason),
        _("Give a UTF-8 text file, or - for standard input."),
    )
