"""Subcommands for the mailbox as a whole: the screen, syncing, the engine, rebuilding."""

from __future__ import annotations

import argparse
import json
import signal
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from agent_console.cli_context import load_settings, start_clock
from agent_console.desk.text import to_screen
from agent_console.errors import ExitCode, StoreBusyError
from agent_console.i18n import _, ngettext

if TYPE_CHECKING:
    from agent_console.services.desk import Desk
    from agent_console.services.mailbox import PassReport


def open_console(options: argparse.Namespace) -> ExitCode:
    """Open the queue on the whole screen."""
    config, locations = load_settings()
    from agent_console.app import run_app

    return run_app(config, locations, start_clock())


def engine(options: argparse.Namespace) -> ExitCode:
    """Run the sync engine for the console that started this process."""
    from agent_console.services.process import EngineProcess, speak_json
    from agent_console.store.engine import engine_lock, open_store

    config, locations = load_settings()
    store = open_store(locations.store_file)
    lock = engine_lock(locations.store_file)
    if lock is None:
        return ExitCode.BUSY
    with lock:
        process = EngineProcess(store, config, start_clock(), speak_json(sys.stdout))
        signal.signal(signal.SIGTERM, lambda _number, _frame: process.stop())
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        process.run(sys.stdin)
        store.close()
    return ExitCode.OK


def sync(options: argparse.Namespace) -> ExitCode:
    """Read the mailbox once and send what is due, or go on until stopped."""
    from agent_console.services.desk import open_desk
    from agent_console.services.process import EngineProcess, speak_words
    from agent_console.store.engine import engine_lock

    config, locations = load_settings()
    desk = open_desk(config, locations, start_clock())
    lock = engine_lock(locations.store_file)
    if lock is None:
        raise StoreBusyError(
            _("Sync"),
            _("another console or `sync --watch` already syncs this mailbox"),
            _("Nothing to do: it does the same work. `agent-console doctor` says which process."),
        )
    with lock:
        if not options.watch:
            return _sync_once(options, desk)
        process = EngineProcess(desk.store, config, desk.clock, speak_words(sys.stderr))
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda _number, _frame: process.stop())
        process.run(None)
        desk.close()
    return ExitCode.OK


def _sync_once(options: argparse.Namespace, desk: Desk) -> ExitCode:
    from agent_console.services.once import sync_once

    report = sync_once(desk, _show_progress)
    if options.json:
        folders = {name: asdict(folder) for name, folder in report.mailbox.folders.items()}
        json.dump(
            {
                "folders": folders,
                "sent_copies": report.mailbox.sent_copies,
                "attempts": report.attempts,
            },
            sys.stdout,
            indent=2,
        )
        print()
    else:
        _print_report(report.mailbox)
    return ExitCode.OK


def _show_progress(fetched: int, total: int) -> None:
    if sys.stderr.isatty():
        end = "\n" if fetched >= total else ""
        print(f"\r{fetched}/{total}", end=end, file=sys.stderr, flush=True)


def _print_report(report: PassReport) -> None:
    for name, folder in report.folders.items():
        print(
            to_screen(name, one_line=True)
            + ": "
            + ngettext("{n} new mail", "{n} new mails", folder.new).format(n=folder.new)
            + ", "
            + ngettext("{n} on the server", "{n} on the server", folder.server_count).format(
                n=folder.server_count
            )
        )
        if folder.failed:
            print(
                ngettext(
                    "{n} mail could not be fetched whole; it is listed all the same.",
                    "{n} mails could not be fetched whole; they are listed all the same.",
                    folder.failed,
                ).format(n=folder.failed),
                file=sys.stderr,
            )


def rebuild(options: argparse.Namespace) -> ExitCode:
    """Make everything derived again from the kept mails and events."""
    from agent_console.services.desk import open_desk
    from agent_console.services.rebuild import rebuild as rebuild_store
    from agent_console.store.engine import engine_lock

    config, locations = load_settings()
    desk = open_desk(config, locations, start_clock())
    lock = engine_lock(locations.store_file)
    if lock is None:
        raise StoreBusyError(
            _("Rebuild"),
            _("a console or `sync --watch` is working on this store"),
            _("Leave it first, then run `agent-console rebuild` again."),
        )
    with lock:
        done = rebuild_store(desk.store, config, desk.clock, _show_progress)
    desk.close()
    print(ngettext("{n} mail read again", "{n} mails read again", done).format(n=done))
    return ExitCode.OK
