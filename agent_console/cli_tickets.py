"""Subcommands for tickets: what the screens show and do, for scripts, pipes and cron."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from pathlib import Path
from zoneinfo import ZoneInfo

from agent_console.cli_context import load_settings, start_clock
from agent_console.config import parse_duration
from agent_console.desk.sla import countdown_text
from agent_console.desk.text import shorten, to_screen
from agent_console.desk.views import OutboxItem, OutboxState, QueueRow, QueueView, TicketView
from agent_console.errors import ActionRefusedError, ConsoleError, ExitCode
from agent_console.i18n import _
from agent_console.services.desk import Desk, open_desk
from agent_console.services.sending import send_and_wait
from agent_console.services.tickets import state_in_words

_PAGE = 500


@contextmanager
def _desk() -> Iterator[Desk]:
    config, locations = load_settings()
    desk = open_desk(config, locations, start_clock())
    try:
        yield desk
    finally:
        desk.close()


def list_tickets(options: argparse.Namespace) -> ExitCode:
    """Print a view of the queue in priority order."""
    with _desk() as desk:
        view = QueueView(options.view)
        rows: list[QueueRow] = []
        while True:
            page = desk.queue.page(view, len(rows), _PAGE)
            rows += page.rows
            if not page.rows or len(rows) >= page.total or 0 < options.limit <= len(rows):
                break
        if options.limit:
            rows = rows[: options.limit]
        if options.json:
            _print_json(rows)
        else:
            for row in rows:
                print(_row_line(row, desk))
    return ExitCode.OK


def show(options: argparse.Namespace) -> ExitCode:
    """Print one ticket, oldest first."""
    with _desk() as desk:
        view = desk.tickets.view(desk.tickets.find(options.key))
        if options.json:
            _print_json(view)
        else:
            _print_ticket(view, desk)
    return ExitCode.OK


def search(options: argparse.Namespace) -> ExitCode:
    """Print the tickets in which all words occur, newest first."""
    with _desk() as desk:
        hits = desk.search.find(" ".join(options.words), options.limit)
        if options.json:
            _print_json(hits)
        else:
            for hit in hits:
                print(_row_line(hit.row, desk))
                print(f"    {to_screen(hit.snippet, one_line=True)}")
        return ExitCode.OK if hits else ExitCode.NOT_FOUND


def outbox(options: argparse.Namespace) -> ExitCode:
    """Print the outbox, newest first."""
    with _desk() as desk:
        items = desk.outbox.items()
        if options.json:
            _print_json(items)
        else:
            for item in items:
                print(_outbox_line(item))
    return ExitCode.OK


def reply(options: argparse.Namespace) -> ExitCode:
    """Queue a reply and, unless told otherwise, wait until the mail server took it."""
    text = _read_text(options.body_file)
    with _desk() as desk:
        ref = desk.tickets.find(options.key)
        draft = desk.replies.begin(ref, everyone=options.all)
        problems = desk.replies.problems(draft, text)
        if problems and not options.force:
            raise ActionRefusedError(
                _("Reply"), " ".join(problems), _("Use --force to send it all the same.")
            )
        body = text.rstrip("\n") + "\n" + draft.prefilled
        item = desk.replies.queue(draft, body)
        if options.no_wait:
            desk.outbox.send_now(item.id)
            finished = item
        else:
            finished = send_and_wait(desk, item)
        if options.json:
            _print_json(finished)
        else:
            print(_outbox_line(finished))
        return _exit_code(finished, waited=not options.no_wait)


def note(options: argparse.Namespace) -> ExitCode:
    """Keep a note on a ticket."""
    text = options.text if options.text is not None else _read_text(options.body_file)
    with _desk() as desk:
        desk.tickets.note(desk.tickets.find(options.key), text)
    return ExitCode.OK


def close(options: argparse.Namespace) -> ExitCode:
    """Close a ticket."""
    with _desk() as desk:
        desk.tickets.close(desk.tickets.find(options.key))
    return ExitCode.OK


def reopen(options: argparse.Namespace) -> ExitCode:
    """Reopen a ticket."""
    with _desk() as desk:
        desk.tickets.reopen(desk.tickets.find(options.key))
    return ExitCode.OK


def take(options: argparse.Namespace) -> ExitCode:
    """Assign a ticket to this agent."""
    with _desk() as desk:
        desk.tickets.take(desk.tickets.find(options.key))
    return ExitCode.OK


def release(options: argparse.Namespace) -> ExitCode:
    """Give a ticket back."""
    with _desk() as desk:
        desk.tickets.release(desk.tickets.find(options.key))
    return ExitCode.OK


def snooze(options: argparse.Namespace) -> ExitCode:
    """Let a ticket sleep."""
    with _desk() as desk:
        zone = ZoneInfo(desk.config.calendar.zone)
        until = parse_moment(options.until, desk.clock.now(), zone)
        desk.tickets.snooze(desk.tickets.find(options.key), until)
    return ExitCode.OK


def parse_moment(text: str, now: datetime, zone: ZoneInfo) -> datetime:
    """Read ``4h``, a date (its morning, 8:00) or a date with time in ``zone``.

    Raises ConsoleError with the forms that are understood.
    """
    try:
        if len(text) == len("2026-12-01"):
            return datetime.combine(date.fromisoformat(text), time(8), zone)
        if "T" in text or " " in text.strip():
            moment = datetime.fromisoformat(text)
            return moment if moment.tzinfo else moment.replace(tzinfo=zone)
        amount: timedelta = parse_duration(text)
    except ValueError as error:
        raise ConsoleError(
            _("Time"),
            _("{text} is not a time").format(text=text),
            _("Write 4h, 2d, 2026-12-01 or 2026-12-01T09:00."),
        ) from error
    return now + amount


def _exit_code(item: OutboxItem, *, waited: bool) -> ExitCode:
    if item.state is OutboxState.SENT or not waited:
        return ExitCode.OK
    if item.state is OutboxState.UNKNOWN:
        return ExitCode.UNKNOWN_OUTCOME
    return ExitCode.MAIL_SERVER


def _read_text(name: str) -> str:
    try:
        if name == "-":
            return sys.stdin.read()
        return Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConsoleError(
            _("File"),
            _("{name} cannot be read: {reason}").format(name=name, reason=error),
            _("Give a UTF-8 text file, or - for standard input."),
        ) from error


def _row_line(row: QueueRow, desk: Desk) -> str:
    zone = ZoneInfo(desk.config.calendar.zone)
    due = countdown_text(row.due_at, desk.clock.now(), zone) if row.due_at else "–"
    customer = shorten(to_screen(row.customer_name or row.customer_email, one_line=True), 24)
    subject = to_screen(row.subject, one_line=True)
    state = state_in_words(row.state)
    return f"#{row.ref}  {due:>9}  {state:<12}  {row.owner or '–':<10}  {customer:<24}  {subject}"


def _outbox_line(item: OutboxItem) -> str:
    people = ", ".join(to_screen(address, one_line=True) for address in item.recipients)
    line = f"{item.id}  #{item.ticket}  {item.state.value}  {people}"
    return f"{line}  {to_screen(item.detail, one_line=True)}" if item.detail else line


def _print_ticket(view: TicketView, desk: Desk) -> None:
    print(_row_line(view.row, desk))
    for reason in view.reasons:
        print(f"  {to_screen(reason, one_line=True)}")
    zone = ZoneInfo(desk.config.calendar.zone)
    for entry in view.entries:
        moment = entry.at.astimezone(zone).strftime("%Y-%m-%d %H:%M")
        sender = f" <{to_screen(entry.sender.email, one_line=True)}>" if entry.sender else ""
        print(f"\n── {moment}  {entry.kind.value}  {to_screen(entry.who, one_line=True)}{sender}")
        for file in entry.attachments:
            print(f"   [{to_screen(file.filename, one_line=True)}, {file.size} B]")
        print(to_screen(entry.text))


def _print_json(value: object) -> None:
    json.dump(_plain(value), sys.stdout, ensure_ascii=False, indent=2)
    print()


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    return value
