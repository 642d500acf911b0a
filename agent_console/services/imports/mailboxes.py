"""Mailboxes brought in: mbox and Maildir as they are, and what flags and folders mean."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from agent_console.config import MailboxConfig
from agent_console.desk.import_marks import FOLDER, MarkedTicket
from agent_console.desk.imported import Item, LeftOut, LooseMail
from agent_console.desk.mail import Mail
from agent_console.desk.states import TicketState
from agent_console.i18n import _
from agent_console.mail.depot import OldMail
from agent_console.mail.imap import ImapConnection
from agent_console.mail.names import Folder, special_folder
from agent_console.services.desk import Desk
from agent_console.services.imports.deeds import Recorder, deeds_of_marks
from agent_console.services.imports.importing import (
    Depots,
    Items,
    MailboxReader,
    Wishes,
    head_of,
    in_blocks,
    stopping,
)
from agent_console.services.imports.report import Report
from agent_console.services.mailbox_sink import named_folder, stored_name
from agent_console.store.imported import (
    homes_of_ids,
    live_tickets,
    placed_mails,
    tickets_of_digests,
)

_FLAGS = frozenset({"\\Seen", "\\Answered", "\\Flagged"})
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Looked:
    """A loose mail with what its header says."""

    item: LooseMail
    mail: Mail
    digest: str

    def came(self, now: datetime) -> datetime:
        """Return when it came: as the last server noted, as the mailbox did, or as it says."""
        stamps = (one.rpartition(";")[2] for one in self.mail.header_values("received")[:1])
        found = [_moment(stamp) for stamp in stamps]
        moments = (*found, self.item.kept_at, self.mail.date)
        usable = (one for one in moments if one is not None and _EARLIEST <= one <= now)
        return next(usable, now)


def _moment(text: str) -> datetime | None:
    from email.utils import parsedate_to_datetime

    try:
        found = parsedate_to_datetime(text.strip())
    except (ValueError, TypeError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _looked(item: LooseMail) -> _Looked:
    return _Looked(item, head_of(item.raw), hashlib.sha256(item.raw).hexdigest())


def _lies_in(item: LooseMail, use: str) -> bool:
    """Return whether a mail lies in a folder with a usual name for that use."""
    named = (mark.removeprefix(FOLDER) for mark in item.marks if mark.startswith(FOLDER))
    return special_folder([Folder(name, frozenset()) for name in named], use) is not None


def _why_not(item: LooseMail) -> str:
    """Return why a mail is not brought in, "" for one that is."""
    if _lies_in(item, "\\Trash") or _lies_in(item, "\\Drafts"):
        return _("the mail is a draft or was thrown away")
    if b"\0" in item.raw:
        return _("the mail has characters that no server takes")
    return ""


class MailImport:
    """Brings the mails of a mailbox in, unchanged, and what their marks mean."""

    def __init__(
        self, desk: Desk, source: str, path: str, wishes: Wishes, box: MailboxConfig
    ) -> None:
        self._desk = desk
        self._box = box
        self._own = desk.config.own_addresses
        self._wishes = wishes
        self._now = desk.clock.now()
        self._recorder = Recorder(desk.store, desk.intake)
        self.report = Report(source, path, dry=wishes.dry)

    def run(
        self, connection: ImapConnection, reader: Callable[[], MailboxReader], items: Items
    ) -> Report:
        """Bring all mails in, or only look; on KeyboardInterrupt the report says ``stopped``.

        Raises MailError, NotFoundError; what was brought in so far stays.
        """
        self._recorder.check()
        with stopping(self.report):
            depots = Depots(self._desk.store, connection, self._box, self.report)
            for block in in_blocks(self._loose(items(), count=True)):
                self._place(depots, block)
            depots.finish()
            if not self._wishes.dry:
                reading = reader()
                reading.read()
                self._record(items)
                reading.look_closer()
        return self.report

    def _loose(self, items: Iterator[Item], *, count: bool) -> Iterator[_Looked]:
        for item in items:
            if isinstance(item, LooseMail):
                words = _why_not(item)
                if not words:
                    yield _looked(item)
                    continue
                item = LeftOut(item.where, words)
            if count and isinstance(item, LeftOut):
                self.report.leave_out(item)

    def _here(self, block: list[_Looked]) -> dict[str, str]:
        """Return the tickets of those that are here, by digest."""
        ids = {one.mail.message_id for one in block if one.mail.message_id}
        with self._desk.store.look() as connection:
            by_id = homes_of_ids(connection, ids)
            found = tickets_of_digests(connection, [one.digest for one in block])
        for one in block:
            if one.mail.message_id in by_id:
                found.setdefault(one.digest, by_id[one.mail.message_id].ticket)
        return found

    def _place(self, depots: Depots, block: list[_Looked]) -> None:
        here = self._here(block)
        for one in block:
            flags = tuple(sorted(_FLAGS.intersection(one.item.marks) | {"\\Seen"}))
            mail = OldMail(one.item.where, one.item.raw, flags, one.came(self._now))
            known = one.digest in here
            depots.put(mail, outgoing=self._is_ours(one), here=known)

    def _is_ours(self, one: _Looked) -> bool:
        sender = one.mail.sender
        return _lies_in(one.item, "\\Sent") or (
            sender is not None and sender.email.lower() in self._own
        )

    def _record(self, items: Items) -> None:
        """Look at the mails again, now that they are on tickets: marks, and what is settled."""
        marked: dict[str, MarkedTicket] = {}
        for block in in_blocks(self._loose(items(), count=False)):
            here = self._here(block)
            for one in block:
                if (ref := here.get(one.digest)) is None:
                    self.report.not_found += 1
                    continue
                came = one.came(self._now)
                ticket = marked.setdefault(ref, MarkedTicket(came))
                junk = {"$junk"} if _lies_in(one.item, "\\Junk") else set()
                ticket.add(came, self._wishes.marks.of(one.item.marks | junk))
        for some in in_blocks(marked.items()):
            record_marks(self._recorder, dict(some), self.report, self._wishes, self._old(some))

    def _old(self, marked: Sequence[tuple[str, MarkedTicket]]) -> set[str]:
        """Return those tickets that are history: no mail of them lies anywhere else."""
        before, folders = self._wishes.closed_before, self._box.folders
        old = {ref for ref, one in marked if before is not None and one.newest < before}
        names = (folders.imported, folders.imported_sent)
        stored = [stored_name(self._box.address, name) for name in names]
        with self._desk.store.look() as connection:
            return old - live_tickets(connection, old, stored)


def record_marks(
    recorder: Recorder,
    marked: Mapping[str, MarkedTicket],
    report: Report,
    wishes: Wishes,
    old: Collection[str] = (),
) -> None:
    """Record, or with a dry run only count, what marks amount to; ``old`` tickets are closed."""
    for block in in_blocks(marked.items()):
        told = []
        for ref, ticket in block:
            close = ref in old
            deeds = deeds_of_marks(ticket, report.source, close=close)
            told.append((ref, deeds))
            report.tickets += 1
            if ticket.spam:
                report.count_state(TicketState.SPAM)
            elif ticket.state == "closed" or (close and ticket.state != "open"):
                report.count_state(TicketState.CLOSED)
            else:
                report.count_state(TicketState.OPEN)
        if not wishes.dry:
            report.events += recorder.record(told)


def import_flags(desk: Desk, wishes: Wishes) -> Report:
    """Let the flags and folders of the mails that are here already say what their tickets are.

    Only tickets with a mark that means something are counted.
    """
    report = Report("flags", desk.config.mailbox.address, dry=wishes.dry)
    recorder = Recorder(desk.store, desk.intake)
    recorder.check()
    marked: dict[str, MarkedTicket] = {}
    meant: set[str] = set()
    with stopping(report):
        with desk.store.look() as connection:
            for one in placed_mails(connection):
                folder = FOLDER + named_folder(one.folder)[1]
                acts = wishes.marks.of((*one.flags, folder))
                ticket = marked.setdefault(one.ticket, MarkedTicket(one.received))
                ticket.add(one.received, acts)
                if acts:
                    meant.add(one.ticket)
        some = {ref: ticket for ref, ticket in marked.items() if ref in meant}
        record_marks(recorder, some, report, wishes)
    return report
