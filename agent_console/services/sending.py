"""Sending one reply now, for scripts: by the running engine if there is one, else here."""

from __future__ import annotations

import asyncio
import logging
import time

from agent_console.desk.views import OutboxItem, OutboxState
from agent_console.errors import MailError
from agent_console.services.delivery import Delivery
from agent_console.services.desk import Desk
from agent_console.services.mailbox import Mailbox
from agent_console.store.engine import engine_lock

_log = logging.getLogger(__name__)
_LEAVING = (OutboxState.QUEUED, OutboxState.SENDING)
_WAIT_SECONDS = 90.0
_LOOK_SECONDS = 0.2


def send_and_wait(desk: Desk, item: OutboxItem) -> OutboxItem:
    """Send ``item`` without undo time and return how it ended.

    Where an engine runs, that one sends and this waits for it, at most 90 seconds. Raises
    SecretMissingError when no password can be found; the reply then stays queued.
    """
    desk.outbox.send_now(item.id)
    lock = engine_lock(desk.store.path)
    if lock is None:
        return _wait_for_engine(desk, item)
    with lock:
        mailbox = Mailbox(desk.store, desk.intake, desk.config, desk.clock)
        delivery = Delivery(
            desk.store, desk.intake, desk.config.mailbox, desk.clock, lambda _item: None
        )
        delivery.recover()
        secret = mailbox.secret()
        asyncio.run(delivery.send_due(secret))
        finished = desk.outbox.get(item.id) or item
        if finished.state in (OutboxState.SENT, OutboxState.PARTIAL):
            _file_copy(mailbox)
        return desk.outbox.get(item.id) or finished


def _file_copy(mailbox: Mailbox) -> None:
    """Put the copy into the sent folder; when that fails, the next sync does it."""
    try:
        with mailbox.open() as connection:
            mailbox.file_copies(connection)
    except MailError as error:
        _log.warning("sent copy not filed yet: %s", error.title)


def _wait_for_engine(desk: Desk, item: OutboxItem) -> OutboxItem:
    end = desk.clock.monotonic() + _WAIT_SECONDS
    current = item
    while desk.clock.monotonic() < end:
        current = desk.outbox.get(item.id) or current
        if current.state not in _LEAVING:
            break
        time.sleep(_LOOK_SECONDS)
    return current
