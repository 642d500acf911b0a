"""Old history brought into the mailbox: mails into folders of the server, the rest as facts.

It may be broken off anywhere and begun again: what lies in the folders is asked of the server, what
was recorded is seen on the tickets. Nothing is ever sent to anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from typing import TypeVar

from agent_console.config import Config, MailboxConfig
from agent_console.desk.import_marks import MarkRules
from agent_console.desk.import_texts import Desk as OtherDesk
from agent_console.desk.imported import ImportedTicket, Item, LeftOut
from agent_console.desk.mail import Mail
from agent_console.desk.states import TicketState
from agent_console.errors import ConfigError
from agent_console.i18n import _
from agent_console.mail.depot import Depot, OldMail, mail_key
from agent_console.mail.imap import ImapConnection
from agent_console.mail.progress import Stage
from agent_console.mail.skim import skim_head
from agent_console.mail.structure import Structure
from agent_console.services.graves import Graves
from agent_console.services.imports.letters import LetterWriter
from agent_console.services.imports.report import Report
from agent_console.services.mailbox import Mailbox
from agent_console.services.refold import worked_since
from agent_console.services.rules import Rules
from agent_console.store import meta
from agent_console.store.engine import Store
from agent_console.store.imported import homes_of_ids

AT_ONCE = 100
_MOST_BYTES = 2 * 1024 * 1024
_HEAD = 64 * 1024
Items = Callable[[], Iterator[Item]]
Progress = Callable[[int, int], None]
One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Wishes:
    """How an import is to be done.

    Tickets whose newest mail is from before ``closed_before`` are closed; ``owners`` says what
    agents of the other desk are called here.
    """

    dry: bool = True
    closed_before: datetime | None = None
    owners: Mapping[str, str] = field(default_factory=dict)
    marks: MarkRules = field(default_factory=MarkRules)


def in_blocks(items: Iterable[One], size: int = AT_ONCE) -> Iterator[list[One]]:
    """Yield ``items`` some at a time."""
    left = iter(items)
    while block := list(islice(left, size)):
        yield block


class Depots:
    """The two folders of one mailbox, and what is in them or elsewhere in the store already."""

    def __init__(
        self, store: Store, connection: ImapConnection, box: MailboxConfig, report: Report
    ) -> None:
        self._store = store
        named = box.folders
        if not named.imported:
            raise ConfigError(
                _("Import"),
                _("the settings name no folder for old mail"),
                _('Write under [mailbox.folders]: imported = "Imported".'),
            )
        self._depots = {
            False: Depot(connection, named.imported),
            True: Depot(connection, named.imported_sent),
        }
        self._waiting: dict[bool, list[OldMail]] = {False: [], True: []}
        self._report = report
        self._known = {key for depot in self._depots.values() for key in depot.known()}

    def put(self, mail: OldMail, *, outgoing: bool, here: bool) -> None:
        """Put a mail where it belongs, with others, unless it is ``here`` or lies there already."""
        key = mail_key(mail.raw)
        if here or key in self._known:
            self._report.here += 1
            return
        self._known.add(key)
        if self._report.dry:
            self._report.mails += 1
            return
        waiting = self._waiting[outgoing]
        waiting.append(mail)
        if len(waiting) >= AT_ONCE or sum(len(one.raw) for one in waiting) >= _MOST_BYTES:
            self._put_waiting(outgoing=outgoing)

    def finish(self) -> None:
        """Put what still waits."""
        for outgoing in self._waiting:
            self._put_waiting(outgoing=outgoing)

    def _put_waiting(self, *, outgoing: bool) -> None:
        mails, self._waiting[outgoing] = self._waiting[outgoing], []
        done = self._depots[outgoing].put(self._without_erased(mails))
        self._report.mails += done.count
        for mail, error in done.refused:
            self._report.leave_out(LeftOut(mail.where, error.message))

    def _without_erased(self, mails: Sequence[OldMail]) -> list[OldMail]:
        """Leave out what was erased here: it must not come back to the server either."""
        with self._store.read() as session:
            graves = Graves(session, meta.token_secret(session))
            if not graves.place:
                return list(mails)
            buried = graves.buried(
                (number, mail.raw, head_of(mail.raw)) for number, mail in enumerate(mails)
            )
        for number in buried:
            words = _("it was erased here")
            self._report.leave_out(LeftOut(mails[number].where, words))
        return [mail for number, mail in enumerate(mails) if number not in buried]


def head_of(raw: bytes) -> Mail:
    """Return what the header block of a mail says."""
    end = raw.find(b"\r\n\r\n")
    head = raw[: min(end + 4 if end >= 0 else len(raw), _HEAD)]
    return skim_head(head, Structure(None, (), odd=True), len(raw))


class MailboxReader:
    """Reads what was put into the folders, as any sync does."""

    def __init__(self, mailbox: Mailbox, connection: ImapConnection, progress: Progress) -> None:
        self._mailbox = mailbox
        self._connection = connection
        self._progress = progress

    def read(self) -> None:
        """Read the folders to their end."""
        only = self._mailbox.folders(self._connection).old
        report = self._mailbox.read_all(self._connection, self._told, only=only)
        while report.unfinished:
            report = self._mailbox.read_all(self._connection, self._told, only=only)

    def look_closer(self) -> None:
        """Find what the new tickets ask for, and learn their words, as every sync does in time."""
        while self._mailbox.find_requests():
            continue
        while self._mailbox.learn_words():
            continue

    def _told(self, _stage: Stage, done: int, total: int) -> None:
        self._progress(done, total)


class TicketPlacing:
    """Puts the messages of other desks' tickets into the folders as mails."""

    def __init__(
        self, store: Store, writer: LetterWriter, depots: Depots, wishes: Wishes, report: Report
    ) -> None:
        self._store = store
        self._writer = writer
        self._depots = depots
        self._wishes = wishes
        self._report = report

    def place(self, tickets: Sequence[ImportedTicket]) -> None:
        """Put what is not here yet of some tickets."""
        ids = [one for ticket in tickets for one in self._writer.ids(ticket)]
        with self._store.look() as connection:
            here = homes_of_ids(connection, ids)
        for ticket in tickets:
            letters = list(self._writer.letters(ticket))
            self._report.count_ticket(ticket, len(ticket.messages) - len(letters))
            for letter in letters:
                mail = OldMail(ticket.where, letter.raw, ("\\Seen",), letter.at)
                known = letter.message_id in here
                self._depots.put(mail, outgoing=letter.outgoing, here=known)


def as_wished(ticket: ImportedTicket, wishes: Wishes) -> ImportedTicket:
    """Return a ticket with the owner as called here, closed where it is older than wished."""
    owner = wishes.owners.get(ticket.owner.casefold(), ticket.owner)
    old = wishes.closed_before is not None and ticket.newest < wishes.closed_before
    if old and ticket.state in (TicketState.OPEN, TicketState.SNOOZED):
        return replace(ticket, owner=owner, state=TicketState.CLOSED, until=None)
    return replace(ticket, owner=owner) if owner != ticket.owner else ticket


def horizon(config: Config) -> datetime | None:
    """Return from when on mail is worked on."""
    return worked_since(Rules(config))


@contextmanager
def stopping(report: Report) -> Iterator[None]:
    """Let Ctrl+C end the block; the report says so."""
    try:
        yield
    except KeyboardInterrupt:
        report.stopped = True


def desk_title(desk: OtherDesk) -> str:
    """Return how people call a desk: who did what nobody is named for."""
    return {
        OtherDesk.ZAMMAD: "Zammad",
        OtherDesk.FREESCOUT: "FreeScout",
        OtherDesk.OSTICKET: "osTicket",
        OtherDesk.ZENDESK: "Zendesk",
    }[desk]
