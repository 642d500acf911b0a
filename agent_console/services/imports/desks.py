"""A help desk's export brought in: customers, tickets, canned answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import tzinfo
from pathlib import Path

from agent_console.desk.import_texts import Desk as OtherDesk
from agent_console.desk.imported import (
    ImportedAnswer,
    ImportedCustomer,
    ImportedTicket,
    Item,
    LeftOut,
)
from agent_console.mail.imap import ImapConnection
from agent_console.services.customer_files import CustomerFile
from agent_console.services.customer_import import CustomerImport
from agent_console.services.desk import Desk
from agent_console.services.imports.answers import AnswerKeeper
from agent_console.services.imports.deeds import Deed, Recorder, deeds_of
from agent_console.services.imports.freescout import FREESCOUT
from agent_console.services.imports.importing import (
    AT_ONCE,
    Depots,
    MailboxReader,
    TicketPlacing,
    Wishes,
    as_wished,
    desk_title,
    horizon,
    in_blocks,
    stopping,
)
from agent_console.services.imports.letters import LetterWriter
from agent_console.services.imports.osticket import OSTICKET
from agent_console.services.imports.report import Report
from agent_console.services.imports.source import Plan, read_export
from agent_console.services.imports.zammad import ZAMMAD
from agent_console.services.imports.zendesk import ZENDESK
from agent_console.services.library import LibraryService
from agent_console.store.imported import homes_of_ids

_PLANS = {
    OtherDesk.ZAMMAD: ZAMMAD,
    OtherDesk.FREESCOUT: FREESCOUT,
    OtherDesk.OSTICKET: OSTICKET,
    OtherDesk.ZENDESK: ZENDESK,
}


def plan_of(desk: OtherDesk) -> Plan:
    """Return how the export of a desk is read."""
    return _PLANS[desk]


class DeskImport:
    """Brings the export of one help desk in."""

    def __init__(
        self, desk: Desk, other: OtherDesk, path: Path, zone: tzinfo, wishes: Wishes
    ) -> None:
        self._desk = desk
        self._other = other
        self._path = path
        self._zone = zone
        self._wishes = wishes
        self._recorder = Recorder(desk.store, desk.intake)
        self.report = Report(other.value, str(path), dry=wishes.dry)

    def run(
        self,
        connection: ImapConnection,
        reader: Callable[[], MailboxReader],
        library: LibraryService,
        writer: LetterWriter,
    ) -> Report:
        """Bring everything in, or only look; on KeyboardInterrupt the report says ``stopped``.

        Raises MailError, NotFoundError; what was brought in so far stays.
        """
        self._recorder.check()
        keeper = AnswerKeeper(library, self._other, self._desk.config.ui.language, self.report)
        with stopping(self.report):
            depots = Depots(self._desk.store, connection, writer.box, self.report)
            placing = TicketPlacing(self._desk.store, writer, depots, self._wishes, self.report)
            self._place(placing, keeper)
            depots.finish()
            if not self._wishes.dry:
                reading = reader()
                reading.read()
                self._record(writer)
                reading.look_closer()
        return self.report

    def _items(self) -> Iterator[Item]:
        return read_export(self._path, plan_of(self._other), self._zone)

    def _place(self, placing: TicketPlacing, keeper: AnswerKeeper) -> None:
        """Go through the export once: customers, then mails of tickets, then answers."""
        tickets: list[ImportedTicket] = []
        for item in self._after_customers(self._items()):
            if isinstance(item, LeftOut):
                self.report.leave_out(item)
            elif isinstance(item, ImportedAnswer):
                keeper.keep(item, dry=self._wishes.dry)
            elif isinstance(item, ImportedTicket):
                tickets.append(as_wished(item, self._wishes))
            if len(tickets) == AT_ONCE:
                placing.place(tickets)
                tickets = []
        placing.place(tickets)

    def _after_customers(self, items: Iterator[Item]) -> Iterator[Item]:
        """Bring the customers in, which come first; yield what follows them."""
        followed: list[Item] = []

        def rows() -> Iterator[ImportedCustomer]:
            for item in items:
                if isinstance(item, ImportedCustomer):
                    yield item
                elif isinstance(item, LeftOut):
                    self.report.leave_out(item)
                else:
                    followed.append(item)
                    return

        file = CustomerFile(
            self._path.name, self._other.value, "utf-8", 1, lambda: (one.row for one in rows())
        )
        bringing = CustomerImport(self._desk.tickets.acts, file)
        self.report.customers = bringing.run(dry=self._wishes.dry)
        if bringing.report.stopped:
            raise KeyboardInterrupt
        yield from followed
        yield from items

    def _record(self, writer: LetterWriter) -> None:
        """Go through the export again, now that its mails are tickets."""
        since, title = horizon(self._desk.config), desk_title(self._other)
        tickets = (one for one in self._items() if isinstance(one, ImportedTicket))
        for block in in_blocks(as_wished(one, self._wishes) for one in tickets):
            ids = {ticket.id: writer.ids(ticket) for ticket in block}
            with self._desk.store.look() as connection:
                found = homes_of_ids(connection, [one for some in ids.values() for one in some])
            told: list[tuple[str, list[Deed]]] = []
            for ticket in block:
                homes = [found[one] for one in ids[ticket.id] if one in found]
                if not homes:
                    self.report.not_found += 1
                    continue
                arrived = max(home.received for home in homes)
                told.append((homes[0].ticket, deeds_of(ticket, title, since, arrived)))
            self.report.events += self._recorder.record(told)
