"""Subcommands that do something with a ticket: answer, note, close, snooze, assign."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from agent_console.cli_context import mailbox_secret, opened_desk
from agent_console.cli_output import print_json, say, width_of_output
from agent_console.cli_words import fate_words, outbox_lines
from agent_console.desk.moments import parse_moment
from agent_console.desk.views import OutboxItem, OutboxState
from agent_console.errors import ActionRefusedError, ConsoleError, ExitCode
from agent_console.i18n import _
from agent_console.services.desk import Desk
from agent_console.services.replies import ReplyDraft
from agent_console.services.sending import send_and_wait

_LARGEST_TEXT = 1_000_000
_EXIT_CODES = {
    OutboxState.SENT: ExitCode.OK,
    OutboxState.QUEUED: ExitCode.BUSY,
    OutboxState.SENDING: ExitCode.BUSY,
    OutboxState.UNKNOWN: ExitCode.UNKNOWN_OUTCOME,
    OutboxState.CANCELLED: ExitCode.FAILED,
    OutboxState.DEFERRED: ExitCode.MAIL_SERVER,
    OutboxState.REFUSED: ExitCode.MAIL_SERVER,
    OutboxState.PARTIAL: ExitCode.MAIL_SERVER,
}


def reply(options: argparse.Namespace) -> ExitCode:
    """Queue a reply and, unless told otherwise, wait until the mail server took it."""
    text = read_text(options.body_file)
    if not text.strip():
        raise ActionRefusedError(_("Reply"), _("the reply is empty"), _("Write something first."))
    with opened_desk() as desk:
        draft = desk.replies.begin(desk.tickets.find(options.key), everyone=options.all)
        _refuse_doubts(desk, draft, text, force=options.force)
        item = desk.replies.queue(draft, text.rstrip("\n") + "\n" + draft.prefilled)
        if options.no_wait:
            desk.outbox.send_now(item.id)
            finished = desk.outbox.get(item.id) or item
        else:
            finished = _send(desk, item)
        if options.json:
            print_json(finished)
        else:
            print(*outbox_lines([finished], width_of_output()), sep="\n")
        if options.no_wait:
            return ExitCode.OK
        _say_fate(desk, finished)
    return exit_code(finished.state)


def _refuse_doubts(desk: Desk, draft: ReplyDraft, text: str, *, force: bool) -> None:
    """Say what speaks against sending; without ``force`` that ends the attempt."""
    for warning in draft.warnings:
        say(warning)
    doubts = list(desk.replies.problems(draft, text))
    if draft.text != draft.prefilled:
        doubts.append(_("A reply to this ticket is being written; that draft would be lost."))
    if not doubts:
        return
    if not force:
        raise ActionRefusedError(
            _("Reply"), "\n".join(doubts), _("Use --force to send it all the same.")
        )
    for doubt in doubts:
        say(doubt)


def _send(desk: Desk, item: OutboxItem) -> OutboxItem:
    """Send it now; when that cannot even be tried, say that the reply is kept."""
    box = desk.config.mailbox_of(item.sender)
    try:
        return send_and_wait(desk, item, lambda: mailbox_secret(box))
    except (ConsoleError, KeyboardInterrupt):
        _say_fate(desk, desk.outbox.get(item.id) or item)
        raise


def _say_fate(desk: Desk, item: OutboxItem) -> None:
    words = fate_words(item, desk.clock.now(), ZoneInfo(desk.config.calendar.zone))
    if words:
        say(words)


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
        row = desk.tickets.close(desk.tickets.find(options.key))
    return _done(_("#{ref} is closed.").format(ref=row.ref))


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
        until = _moment(options.until, now, zone)
        row = desk.tickets.snooze(desk.tickets.find(options.key), until)
    words = _("#{ref} sleeps until {moment} ({zone}).")
    moment = f"{until.astimezone(zone):%Y-%m-%d %H:%M}"
    return _done(words.format(ref=row.ref, moment=moment, zone=zone.key))


def _done(words: str) -> ExitCode:
    say(words)
    return ExitCode.OK


def _moment(text: str, now: datetime, zone: ZoneInfo) -> datetime:
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
