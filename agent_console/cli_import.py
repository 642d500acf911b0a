"""``agent-console import``: another help desk's export, old mail, or the flags of the mailbox."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from agent_console.cli_context import (
    load_settings,
    mailbox_named,
    mailbox_secret,
    opened_desk,
)
from agent_console.cli_import_words import report_text
from agent_console.cli_mailbox import progress
from agent_console.cli_output import print_json, say
from agent_console.desk.import_marks import MarkRules, rules_of
from agent_console.errors import ConsoleError, ExitCode, NotFoundError, StoreBusyError
from agent_console.i18n import _
from agent_console.locations import find_locations

if TYPE_CHECKING:
    from agent_console.config import MailboxConfig
    from agent_console.desk.imported import Item
    from agent_console.services.desk import Desk
    from agent_console.services.imports.importing import Wishes
    from agent_console.services.imports.report import Report
    from agent_console.services.library import LibraryService

_MAILBOXES = ("mbox", "maildir")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be brought in: from where, the zone of its times, and the folder of files."""

    source: str
    path: Path
    zone: tzinfo
    files: Path | None


class ImportUsageError(ConsoleError):
    """An option of an import was typed that is none."""

    exit_code = ExitCode.USAGE


def bring_in(options: argparse.Namespace) -> ExitCode:
    """Bring everything in, or only say what that would be; Ctrl+C keeps what is in."""
    from agent_console.store.engine import engine_lock
    from agent_console.store.place import prepare

    marks, owners, zone = _marks(options.map), _owners(options.owner), _zone(options.zone)
    path = _path(options)
    config, _locations = load_settings()
    box = mailbox_named(config, options.mailbox, _("Import"))
    store_file = find_locations().store_file
    prepare(store_file)
    lock = engine_lock(store_file)
    if lock is None:
        raise StoreBusyError(
            _("Import"),
            _("the mailbox is being synced"),
            _("Close the other consoles and `agent-console sync --watch`, then try again."),
        )
    with lock, opened_desk() as desk:
        from agent_console.services.imports.importing import Wishes

        if not (options.json or options.dry_run):
            say(_("Ctrl+C stops; what is in stays, and the import can be repeated."))
        before = _closed_before(options, desk.config.calendar.zone, desk.clock.now())
        wishes = Wishes(options.dry_run, before, owners, marks)
        files = _folder(options.files)
        report = _brought(Asked(options.source, path, zone, files), desk, box, wishes)
    if options.json:
        print_json(report)
    else:
        print("\n".join(report_text(report)))
    return ExitCode.INTERRUPTED if report.stopped else ExitCode.OK


def _brought(asked: Asked, desk: Desk, box: MailboxConfig, wishes: Wishes) -> Report:
    from agent_console.services.imports.importing import MailboxReader
    from agent_console.services.imports.mailboxes import MailImport, import_flags
    from agent_console.services.mailbox import Mailbox

    source, path = asked.source, asked.path
    if source == "flags":
        return import_flags(desk, wishes)
    mailbox = Mailbox(desk.store, desk.intake, desk.config, desk.clock, mailbox=box)
    mailbox.use_secret(mailbox_secret(box))
    with mailbox.open() as connection:
        reader = partial(MailboxReader, mailbox, connection, progress())
        if source in _MAILBOXES:
            items = partial(_mails, source, path)
            return MailImport(desk, source, str(path), wishes, box).run(connection, reader, items)
        from agent_console.desk.import_texts import Desk as OtherDesk
        from agent_console.services.imports.desks import DeskImport
        from agent_console.services.imports.letters import LetterWriter

        other = OtherDesk(source)
        writer = LetterWriter(other, box, desk.config.own_addresses, asked.files)
        bringing = DeskImport(desk, other, path, asked.zone, wishes)
        return bringing.run(connection, reader, _library(desk), writer)


def _mails(source: str, path: Path) -> Iterator[Item]:
    from agent_console.services.imports.mail_files import read_maildir, read_mbox

    return read_mbox(path) if source == "mbox" else read_maildir(path)


def _library(desk: Desk) -> LibraryService:
    from agent_console.services.library import LibraryService, own_folder

    return LibraryService(own_folder(desk.config.library.folder, find_locations().config_dir))


def _path(options: argparse.Namespace) -> Path:
    path = Path(options.path).expanduser()
    if options.source == "flags":
        return path
    if not options.path:
        raise ImportUsageError(
            _("Import"), _("no file is named"), _("Write: agent-console import SOURCE PATH")
        )
    if not path.exists():
        raise NotFoundError(_("Import"), _("{path}: there is no such file").format(path=path))
    return path


def _folder(text: str) -> Path | None:
    if not text:
        return None
    path = Path(text).expanduser()
    if not path.is_dir():
        raise NotFoundError(_("Import"), _("{path}: there is no such folder").format(path=path))
    return path


def _marks(texts: list[str]) -> MarkRules:
    try:
        return rules_of(texts)
    except ValueError as error:
        raise ImportUsageError(
            _("Import"),
            _("{text} says nothing about a mark").format(text=error),
            _("Write MARK=ACT; an act is closed, open, spam, ignore, tag:NAME or owner:NAME."),
        ) from error


def _owners(texts: list[str]) -> Mapping[str, str]:
    found = {}
    for text in texts:
        name, equals, agent = text.partition("=")
        if not (name.strip() and equals):
            raise ImportUsageError(
                _("Import"),
                _("{text} names nobody").format(text=text),
                _("Write NAME=AGENT, such as 'Anna Berg=Anna'."),
            )
        found[name.strip().casefold()] = agent.strip()
    return found


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ImportUsageError(
            _("Import"),
            _("there is no time zone {name}").format(name=name),
            _("Write one such as Europe/Berlin or UTC."),
        ) from error


def _closed_before(options: argparse.Namespace, zone: str, now: datetime) -> datetime | None:
    if not options.closed_before:
        return now if options.source in _MAILBOXES else None
    try:
        day = date.fromisoformat(options.closed_before)
    except ValueError as error:
        raise ImportUsageError(
            _("Import"),
            _("{text} is no day").format(text=options.closed_before),
            _("Write it as 2026-01-31."),
        ) from error
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)
