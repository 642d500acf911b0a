"""Subcommands for what is kept of a customer: export it, erase it, let old things go."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from agent_console.cli_context import opened_desk
from agent_console.cli_output import print_json, say
from agent_console.desk.filenames import clean_filename
from agent_console.desk.text import to_screen
from agent_console.errors import ActionRefusedError, ExitCode
from agent_console.i18n import _, ngettext

if TYPE_CHECKING:
    from agent_console.services.desk import Desk
    from agent_console.services.privacy import ErasureReport, Inventory, RetentionReport

_STEP = 500


def export(options: argparse.Namespace) -> ExitCode:
    """Write all that is kept of a customer into one zip."""
    from agent_console.services.attaching import size_words
    from agent_console.services.privacy_export import Exporter

    with opened_desk() as desk:
        addresses = desk.privacy.who(options.customer)
        name = clean_filename(f"{addresses[0]}-{desk.clock.now():%Y-%m-%d}.zip")
        path = Path(options.to).expanduser() if options.to else desk.files.folder() / name
        exporter = Exporter(desk.store, desk.privacy, desk.clock)
        report = exporter.export(addresses, path.absolute(), _progress)
    if options.json:
        print_json(asdict(report))
        return ExitCode.OK
    n, files = report.mails, report.attachments
    parts = (
        ngettext("{n} mail", "{n} mails", n).format(n=n),
        ngettext("{n} attachment", "{n} attachments", files).format(n=files),
        size_words(report.size),
    )
    say(f"{report.path}: {', '.join(parts)}")
    if report.partial:
        n = report.partial
        words = ngettext(
            "{n} mail is not here whole; as much of it as is here was written.",
            "{n} mails are not here whole; as much of them as is here was written.",
            n,
        )
        say(words.format(n=n))
    return ExitCode.OK


def erase(options: argparse.Namespace) -> ExitCode:
    """List all that is kept of a customer, ask, and erase it."""
    with opened_desk() as desk:
        addresses = desk.privacy.who(options.customer)
        found = desk.privacy.inventory(addresses, _progress)
        if not options.json or not options.dry_run:
            _tell_found(found, on_server=options.on_server)
        if options.dry_run:
            if options.json:
                print_json(asdict(found))
            return ExitCode.OK
        if found.is_empty:
            return ExitCode.OK
        if not options.yes and not _confirmed(found.subject.addresses[0]):
            say(_("Nothing was erased."))
            return ExitCode.FAILED
        if options.on_server:
            _delete_on_server(desk, found)
        report = desk.privacy.erase(addresses, desk.agent, _progress)
    _tell_erased(report, as_json=options.json)
    return ExitCode.OK if report.clean and not report.not_removed else ExitCode.FAILED


def catch_up(options: argparse.Namespace) -> ExitCode:
    """Erase here whom colleagues have erased."""
    with opened_desk() as desk:
        reports = desk.privacy.carry_out(_progress)
        clean = desk.privacy.sweep() if not reports else reports[-1].clean
    if options.json:
        print_json({"clean": clean, "erased": [asdict(one) for one in reports]})
        return ExitCode.OK if clean else ExitCode.FAILED
    if not reports:
        say(_("Nothing is left to be erased here.") if clean else _still_read())
    for report in reports:
        _tell_erased(report, as_json=False)
    return ExitCode.OK if clean else ExitCode.FAILED


def retention(options: argparse.Namespace) -> ExitCode:
    """Erase what has been kept for longer than the settings say."""
    with opened_desk() as desk:
        is_on = bool(desk.config.privacy.closed_days)
        look, privacy = options.dry_run, desk.privacy
        report = privacy.retention() if look else privacy.retain(desk.agent)
    if options.json:
        print_json(asdict(report))
    else:
        _tell_retention(report, is_on=is_on, dry_run=options.dry_run)
    return ExitCode.OK


def _tell_retention(report: RetentionReport, *, is_on: bool, dry_run: bool) -> None:
    if not is_on:
        say(_("Closed tickets are kept for good: [privacy] erase_closed is not set."))
    if dry_run:
        words = _("{tickets} tickets with {mails} mails, and {letters} locked letters, would go.")
    else:
        words = _("{tickets} tickets with {mails} mails, and {letters} locked letters, are erased.")
    n = len(report.tickets)
    say(words.format(tickets=n, mails=report.mails, letters=report.letters))
    if report.locked:
        say(
            _("{n} of these mails are business letters: locked, not erased.").format(
                n=report.locked
            )
        )
    for ref in report.tickets:
        print(ref)


def _tell_found(found: Inventory, *, on_server: bool) -> None:
    if found.is_empty:
        words = _("Nothing is kept of {address}.")
        say(words.format(address=to_screen(found.subject.addresses[0], one_line=True)))
        return
    names = ", ".join((*found.subject.addresses, *found.subject.names))
    say(_("Found of {names}:").format(names=to_screen(names, one_line=True)))
    for one in found.found:
        if one.count:
            say(f"  {one.count:>6}  {one.title}")
    if found.tickets:
        say(_("Tickets that go: {refs}").format(refs=_refs(found.tickets)))
    if found.shared:
        say(
            _("Tickets that stay, as others wrote on them: {refs}").format(refs=_refs(found.shared))
        )
    if found.locked_until:
        say(_("The last letter is locked until {day}.").format(day=found.locked_until))
    for event in found.staying:
        words = _("A setting of the team names this person and stays: {event}")
        say(words.format(event=event))
    for name in found.files:
        say(_("A file names this person and stays; look at it yourself: {path}").format(path=name))
    if not found.on_server:
        return
    n = len(found.on_server)
    if not on_server:
        words = ngettext(
            "{n} mail stays in the mailbox on the server (--on-server deletes it).",
            "{n} mails stay in the mailbox on the server (--on-server deletes them).",
            n,
        )
        say(words.format(n=n))
        return
    say(_("To be deleted on the server, for good:"))
    for folder, _validity, uid in found.on_server:
        say(f"  {to_screen(folder, one_line=True)}  UID {uid}")


def _refs(refs: tuple[str, ...]) -> str:
    return ", ".join(f"#{ref}" for ref in refs)


def _confirmed(address: str) -> bool:
    """Ask for the address; raises ActionRefusedError where nobody can be asked."""
    if not sys.stdin.isatty():
        raise ActionRefusedError(
            _("Erase"), _("nobody can be asked here"), _("--yes erases without a question.")
        )
    say(_("This cannot be taken back. Type {address} to erase all of it:").format(address=address))
    return sys.stdin.readline().strip().lower() == address


def _delete_on_server(desk: Desk, found: Inventory) -> None:
    from agent_console.cli_context import mailbox_secret
    from agent_console.services.privacy_server import delete_on_server

    n = delete_on_server(desk, found.on_server, mailbox_secret)
    say(
        ngettext(
            "{n} mail was deleted on the server.", "{n} mails were deleted on the server.", n
        ).format(n=n)
    )


def _tell_erased(report: ErasureReport, *, as_json: bool) -> None:
    if as_json:
        print_json(asdict(report))
        return
    n, others, events = report.mails, report.redacted, report.events
    parts = (
        ngettext("{n} mail", "{n} mails", n).format(n=n),
        ngettext("pieces in {n} mail of others", "pieces in {n} mails of others", others).format(
            n=others
        ),
        ngettext("{n} recorded event", "{n} recorded events", events).format(n=events),
    )
    say(_("Erased: {what}.").format(what=", ".join(parts)))
    if report.locked:
        words = _("{n} business letters are locked until their time is over.")
        say(words.format(n=report.locked))
    for name in report.files:
        say(_("Removed: {path}").format(path=name))
    for name in report.not_removed:
        say(_("Could not be removed: {path}").format(path=name))
    if not report.clean:
        say(_still_read())


def _still_read() -> str:
    return _(
        "Another program is reading the store, so that its log still holds old pages: "
        "close the other consoles, then run `agent-console privacy catch-up`."
    )


def _progress(done: int, total: int) -> None:
    """Show at a terminal how far it is."""
    if not sys.stderr.isatty() or (done % _STEP and done != total):
        return
    end = "\n" if done >= total else ""
    print(f"\r{done}/{total}", end=end, file=sys.stderr, flush=True)
