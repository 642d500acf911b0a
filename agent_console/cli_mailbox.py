"""Subcommands for the mailbox as a whole: syncing, the engine, rebuilding."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from agent_console.cli_context import (
    load_settings,
    mailbox_secret,
    open_team_key,
    opened_desk,
    start_clock,
    stored_secret,
)
from agent_console.cli_engine import begin_ahead, lock_of_engine
from agent_console.cli_output import print_json, say
from agent_console.cli_start import loading
from agent_console.cli_sync import folder_line, folder_words, settings_digest
from agent_console.desk.text import to_screen
from agent_console.errors import ExitCode, StoreBusyError
from agent_console.i18n import _, ngettext

if TYPE_CHECKING:
    from datetime import datetime

    from agent_console.config import MailboxConfig
    from agent_console.desk.views import OutboxItem
    from agent_console.mail.progress import Progress
    from agent_console.services.ahead import Ahead
    from agent_console.services.mailroom import Syncing
    from agent_console.services.once import OnceReport
    from agent_console.services.verify import FolderDifference


def sync(options: argparse.Namespace, given: Mapping[str, str] | None = None) -> ExitCode:
    """Read the mailbox once and send what is due, or go on until stopped.

    ``given`` are passwords, by address, that need not be asked for again.
    """
    settings = settings_digest()
    config, locations = load_settings()
    clock = start_clock()
    lock = lock_of_engine(locations)
    if lock is None:
        raise StoreBusyError(
            _("Sync"),
            _("another console or `sync --watch` already syncs this mailbox"),
            _("Nothing to do: it does the same work. `agent-console doctor` says which process."),
        )
    with lock:
        boxes = config.all_mailboxes if options.watch else (config.mailbox,)
        passwords = given or {}
        ahead = {box.address: begin_ahead(box, clock, passwords.get(box.address)) for box in boxes}
        with loading():
            from agent_console.services.mailroom import open_mailroom

        with closing(open_mailroom(config, locations, clock)) as room:
            open_team_key(locations.store_file)
            if options.verify:
                return _verify(room, ahead, as_json=options.json)
            if options.watch:
                return _sync_on(room, ahead)
            return _sync_once(room, ahead, passwords, settings, as_json=options.json)


def _verify(desk: Syncing, aheads: Mapping[str, Ahead], *, as_json: bool) -> ExitCode:
    from agent_console.services.mailbox import Mailbox
    from agent_console.services.verify import verify

    found: dict[str, dict[str, FolderDifference]] = {}
    for box in desk.config.all_mailboxes:
        ahead = aheads.get(box.address)
        mailbox = Mailbox(
            desk.store, desk.intake, desk.config, desk.clock, mailbox=box, ahead=ahead
        )
        mailbox.use_secret(mailbox_secret(box, ahead))
        with mailbox.open() as connection:
            found[box.address] = verify(mailbox, connection, _staged(progress()))
    if as_json:
        print_json(found)
    else:
        several = bool(desk.config.mailboxes)
        for address, folders in found.items():
            for name, difference in folders.items():
                shown = folder_words(address, name, several=several)
                print(f"{shown}: {_difference_words(difference)}")
    left = any(folder.left for folders in found.values() for folder in folders.values())
    return ExitCode.FAILED if left else ExitCode.OK


def _difference_words(found: FolderDifference) -> str:
    there = found.on_server
    parts = [ngettext("{n} on the server", "{n} on the server", there).format(n=there)]
    if found.renumbered:
        parts.append(_("numbered anew by the server, all read again"))
    elif found.missing:
        n = found.missing
        words = ngettext("{n} was missing here, fetched", "{n} were missing here, fetched", n)
        parts.append(words.format(n=n))
    if found.gone:
        n = found.gone
        words = ngettext("{n} was gone there, marked", "{n} were gone there, marked", n)
        parts.append(words.format(n=n))
    if found.left:
        n = found.left
        words = ngettext("{n} still differs", "{n} still differ", n)
        parts.append(words.format(n=n))
    if len(parts) == 1:
        parts.append(_("all of them here"))
    return ", ".join(parts)


def _sync_on(desk: Syncing, aheads: Mapping[str, Ahead]) -> ExitCode:
    """Sync until a signal ends it; without a stored password that cannot begin."""
    from agent_console.services.process import EngineProcess, speak_words

    for box in desk.config.all_mailboxes:
        stored_secret(box, aheads.get(box.address))
    process = EngineProcess(desk.store, desk.config, desk.clock, speak_words(sys.stderr), aheads)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda _number, _frame: process.stop())
    process.run(None)
    return ExitCode.OK


def _sync_once(
    desk: Syncing,
    aheads: Mapping[str, Ahead],
    given: Mapping[str, str],
    settings: str,
    *,
    as_json: bool,
) -> ExitCode:
    begun = desk.clock.now()
    reports = {
        box.address: _sync_box(desk, box, aheads.get(box.address), given.get(box.address))
        for box in desk.config.all_mailboxes
    }
    if settings == settings_digest():
        _remember(desk, settings, begun, reports)
    if as_json:
        print_json(_as_json(desk, reports))
    else:
        for address, report in reports.items():
            _print_folders(desk, address, report)
    for report in reports.values():
        _say_troubles(report)
    tried = [item for report in reports.values() for item in report.tried]
    refused = any(report.mailbox.refused for report in reports.values())
    return max(ExitCode.FAILED if refused else ExitCode.OK, _fates(desk, tried))


def _sync_box(
    desk: Syncing, box: MailboxConfig, ahead: Ahead | None, password: str | None
) -> OnceReport:
    from pydantic import SecretStr

    from agent_console.services.once import sync_once

    secret = SecretStr(password) if password else mailbox_secret(box, ahead)
    return sync_once(desk, secret, _staged(progress()), box=box, ahead=ahead)


def _remember(
    desk: Syncing, settings: str, begun: datetime, reports: Mapping[str, OnceReport]
) -> None:
    """Keep what spares the next sync its work, when nothing has changed until then."""
    from agent_console.services.remember import remember

    if not any(report.mailbox.refused for report in reports.values()):
        remember(desk.store, settings, begun, [report.told for report in reports.values()])


def _as_json(desk: Syncing, reports: dict[str, OnceReport]) -> dict[str, object]:
    """Return the report of the one mailbox, or all of them by address."""
    made: dict[str, dict[str, object]] = {
        address: {
            "folders": report.mailbox.folders,
            "sent_copies": report.mailbox.sent_copies,
            "attempts": report.attempts,
            "outbox": report.tried,
        }
        for address, report in reports.items()
    }
    return {"mailboxes": made} if desk.config.mailboxes else made[desk.config.mailbox.address]


def _print_folders(desk: Syncing, address: str, report: OnceReport) -> None:
    for name, folder in report.mailbox.folders.items():
        several = bool(desk.config.mailboxes)
        print(folder_line(address, name, folder.new, folder.server_count, several=several))
    if report.attempts:
        n = report.attempts
        print(ngettext("{n} reply tried", "{n} replies tried", n).format(n=n))


def _say_troubles(report: OnceReport) -> None:
    for name, words in report.mailbox.refused.items():
        say(_("folder {folder}: {words}").format(folder=to_screen(name), words=words))
    failed = sum(folder.failed for folder in report.mailbox.folders.values())
    if failed:
        say(
            ngettext(
                "{n} mail could not be fetched whole; it is listed all the same.",
                "{n} mails could not be fetched whole; they are listed all the same.",
                failed,
            ).format(n=failed)
        )


def _fates(desk: Syncing, tried: Sequence[OutboxItem]) -> ExitCode:
    """Say what became of the mails that were to leave; return the exit code of the worst."""
    if not tried:
        return ExitCode.OK
    from zoneinfo import ZoneInfo

    from agent_console.cli_acts import exit_code
    from agent_console.cli_words import fate_words

    zone = ZoneInfo(desk.config.calendar.zone)
    for item in tried:
        words = fate_words(item, desk.clock.now(), zone)
        if words:
            say(f"#{item.ticket}: {words}")
    return max(exit_code(item.state) for item in tried)


def progress() -> Callable[[int, int], None]:
    """Return a voice that counts on one line of a terminal, and says nothing anywhere else."""
    if not sys.stderr.isatty():
        return lambda _done, _total: None

    def count(done: int, total: int) -> None:
        end = "\n" if done >= total else ""
        print(f"\r{done}/{total}", end=end, file=sys.stderr, flush=True)

    return count


def _staged(count: Callable[[int, int], None]) -> Progress:
    return lambda _stage, done, total: count(done, total)


def rebuild(_options: argparse.Namespace) -> ExitCode:
    """Make everything derived again from the kept mails and events."""
    from agent_console.services.rebuild import rebuild as rebuild_store
    from agent_console.services.sorting import Sorter

    with opened_desk() as desk:
        done = rebuild_store(desk.store, desk.config, progress())
        sorter = Sorter(desk.store, desk.config)
        while sorter.step():
            continue
    mails = ngettext("{n} mail read again", "{n} mails read again", done.mails)
    tickets = ngettext("{n} ticket", "{n} tickets", done.tickets)
    print(f"{mails.format(n=done.mails)}, {tickets.format(n=done.tickets)}")
    return ExitCode.OK
