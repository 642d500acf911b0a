"""One pass over the mailbox and the outbox, for scripts and cron."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from agent_console.services.delivery import Delivery
from agent_console.services.desk import Desk
from agent_console.services.mailbox import Mailbox, PassReport


@dataclass(frozen=True, slots=True)
class OnceReport:
    """What happened: folders read, mails tried, copies filed."""

    mailbox: PassReport
    attempts: int


def sync_once(desk: Desk, on_progress: Callable[[int, int], None]) -> OnceReport:
    """Send what is due, then read the mailbox; the caller holds the engine lock.

    Raises MailError or SignInError in words when the server cannot be reached.
    """
    mailbox = Mailbox(desk.store, desk.intake, desk.config, desk.clock)
    delivery = Delivery(
        desk.store, desk.intake, desk.config.mailbox, desk.clock, lambda _item: None
    )
    delivery.recover()
    attempts = asyncio.run(delivery.send_due(mailbox.secret()))
    with mailbox.open() as connection:
        return OnceReport(mailbox.read_all(connection, on_progress), attempts)
