"""A desk at a demo mail server: tickets come in, replies are queued, deliveries are made."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import SecretStr

from agent_console.clock import FixedClock
from agent_console.config import MailboxConfig
from agent_console.demo.imap_state import DemoMailbox
from agent_console.demo.server import DemoServer
from agent_console.desk.views import OutboxItem, QueueView
from agent_console.locations import Locations
from agent_console.services.delivery import Delivery
from agent_console.services.desk import Desk, open_desk
from agent_console.services.mailbox import Mailbox
from tests.filled import (
    ME,
    NOW,
    PASSWORD,
    customer_mail,
    opened,
    put_mails,
    settings,
    write_settings,
)

RIGHT = SecretStr(PASSWORD)
WRONG = SecretStr("wrong")


class TwistedClock(FixedClock):
    """A clock whose wall time somebody sets, as summer time, NTP and people do."""

    def set_wall(self, jump: timedelta) -> None:
        self._now += jump


@dataclass
class Office:
    """A desk with one ticket, its server, and the outcomes told so far."""

    desk: Desk
    server: DemoServer
    clock: TwistedClock
    locations: Locations
    ended: list[OutboxItem] = field(default_factory=list)

    @property
    def ref(self) -> str:
        return self.desk.queue.page(QueueView.ALL, 0, 1).rows[0].ref

    def reply(self, text: str = "Kommt morgen.\n", ref: str = "") -> OutboxItem:
        """Queue a reply; it waits for its undo time."""
        draft = self.desk.replies.begin(ref or self.ref, everyone=False)
        return self.desk.replies.queue(draft, text)

    def wait(self, **amount: float) -> None:
        self.clock.move(timedelta(**amount))

    def delivery(self, box: MailboxConfig | None = None) -> Delivery:
        return Delivery(
            self.desk.store,
            self.desk.intake,
            box or self.desk.config.mailbox,
            self.clock,
            self.ended.append,
            sending=self.desk.config.sending,
        )

    def mailbox(self) -> Mailbox:
        mailbox = Mailbox(self.desk.store, self.desk.intake, self.desk.config, self.clock)
        mailbox.use_secret(RIGHT)
        return mailbox

    def send(self, secret: SecretStr = RIGHT, delivery: Delivery | None = None) -> int:
        """Send what is due, with a delivery of its own unless given."""
        return asyncio.run((delivery or self.delivery()).send_due(secret))

    def read(self) -> None:
        """Read the mailbox once."""
        mailbox = self.mailbox()
        with mailbox.open() as connection:
            mailbox.read_all(connection, lambda _stage, _done, _total: None)

    def now(self, item: OutboxItem) -> OutboxItem:
        found = self.desk.outbox.get(item.id)
        assert found is not None
        return found

    def sent_folder(self) -> list[bytes]:
        return [message.raw for message in self.server.mailbox.folder("Sent").messages]

    def signs_in(self) -> int:
        """How often somebody tried to sign in for sending."""
        return sum(command.verb == "AUTH" for command in self.server.smtp.log.commands)

    def second_desk(self) -> Desk:
        """Open the store once more, as a second console does."""
        return open_desk(settings(self.locations), self.locations, self.clock)


def ticket_mails(count: int, first: datetime) -> list[tuple[bytes, datetime]]:
    return [
        (customer_mail(number, f"Frage {number}"), first + timedelta(minutes=number))
        for number in range(1, count + 1)
    ]


@contextmanager
def office(folder: Path, *, tickets: int = 1, extra: str = "") -> Iterator[Office]:
    """Open an office in ``folder``."""
    clock = TwistedClock(NOW)
    with DemoServer(DemoMailbox(PASSWORD, username=ME, clock=clock)) as server:
        locations = write_settings(
            folder, imap=server.imap_port, smtp=server.smtp_port, extra=extra
        )
        desk = opened(locations, clock)
        put_mails(desk, ticket_mails(tickets, NOW - timedelta(hours=2)))
        try:
            yield Office(desk, server, clock, locations)
        finally:
            desk.close()
        assert server.crashes == ()
