"""Subcommands for the mailbox as a whole: the screen, syncing, the engine, rebuilding."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from agent_console.cli_context import load_settings, mailbox_secret, opened_desk, start_clock
from agent_console.cli_output import print_json, say
from agent_console.cli_screen import need_terminal
from agent_console.desk.text import to_screen
from agent_console.errors import ExitCode, StoreBusyError
from agent_console.i18n import _, ngettext

if TYPE_CHECKING:
    from agent_console.mail.progress import Progress
    from agent_console.services.desk import Desk
    from agent_console.services.once import OnceReport


def open_console(_options: argparse.Namespace) -> ExitCode:
    """Open the queue on the whole screen."""
    config, locations = load_settings()
    need_terminal()
    from agent_console.app import run_app

    return run_app(config, locations, start_clock())


def engine(_options: argparse.Namespace) -> ExitCode:
    """Run the sync engine for the console that started this process."""
    from agent_console.services.process import EngineProcess, speak_json
    from agent_console.store.engine import engine_lock, open_store

    config, locations = load_settings()
    with open_store(locations.store_file) as store:
        lock = engine_lock(locations.store_file)
        if lock is None:
            return ExitCode.BUSY
        with lock:
            process = EngineProcess(store, config, start_clock(), speak_json(sys.stdout))
            signal.signal(signal.SIGTERM, lambda _number, _frame: process.stop())
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            process.run(sys.stdin)
    return ExitCode.OK


def sync(options: argparse.Namespace) -> ExitCode:
    """Read the mailbox once and send what is due, or go on until stopped."""
    from agent_console.store.engine import engine_lock

    with opened_desk() as desk:
        lock = engine_lock(desk.store.path)
        if lock is None:
            raise StoreBusyError(
                _("Sync"),
                _("another console or `sync --watch` already syncs this mailbox"),
                _(
                    "Nothing to do: it does the same work. `agent-console doctor` says which"
                    " process."
                ),
            )
        with lock:
            return _sync_on(desk) if options.watch else _sync_once(desk, as_json=options.json)


def _sync_on(desk: Desk) -> ExitCode:
    """Sync until a signal ends it; without a stored password that cannot begin."""
    from agent_console.mail.credentials import find_secret
    from agent_console.services.process import EngineProcess, speak_words

    find_secret(desk.config.mailbox)
    process = EngineProcess(desk.store, desk.config, desk.clock, speak_words(sys.stderr))
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda _number, _frame: process.stop())
    process.run(None)
    return ExitCode.OK


def _sync_once(desk: Desk, *, as_json: bool) -> ExitCode:
    from agent_console.cli_acts import exit_code
    from agent_console.services.once import sync_once

    report = sync_once(desk, mailbox_secret(desk.config), _staged(progress()))
    if as_json:
        print_json(
            {
                "folders": report.mailbox.folders,
                "sent_copies": report.mailbox.sent_copies,
                "attempts": report.attempts,
                "outbox": report.tried,
            }
        )
    else:
        _print_folders(report)
    _say_troubles(report, desk)
    return max((exit_code(item.state) for item in report.tried), default=ExitCode.OK)


def _print_folders(report: OnceReport) -> None:
    for name, folder in report.mailbox.folders.items():
        new = ngettext("{n} new mail", "{n} new mails", folder.new).format(n=folder.new)
        there = ngettext("{n} on the server", "{n} on the server", folder.server_count)
        there = there.format(n=folder.server_count)
        print(f"{to_screen(name, one_line=True)}: {new}, {there}")
    if report.attempts:
        n = report.attempts
        print(ngettext("{n} reply tried", "{n} replies tried", n).format(n=n))


def _say_troubles(report: OnceReport, desk: Desk) -> None:
    from zoneinfo import ZoneInfo

    from agent_console.cli_words import fate_words

    failed = sum(folder.failed for folder in report.mailbox.folders.values())
    if failed:
        say(
            ngettext(
                "{n} mail could not be fetched whole; it is listed all the same.",
                "{n} mails could not be fetched whole; they are listed all the same.",
                failed,
            ).format(n=failed)
        )
    zone = ZoneInfo(desk.config.calendar.zone)
    for item in report.tried:
        words = fate_words(item, desk.clock.now(), zone)
        if words:
            say(f"#{item.ticket}: {words}")


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

    with opened_desk() as desk:
        done = rebuild_store(desk.store, desk.config, progress())
    mails = ngettext("{n} mail read again", "{n} mails read again", done.mails)
    tickets = ngettext("{n} ticket", "{n} tickets", done.tickets)
    print(f"{mails.format(n=done.mails)}, {tickets.format(n=done.tickets)}")
    return ExitCode.OK
