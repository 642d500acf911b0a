"""Sending one reply now, for scripts: by the running engine if there is one, else here."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable

from pydantic import SecretStr

from agent_console.config import MailboxConfig
from agent_console.desk.states import LEFT, OutboxState
from agent_console.desk.views import OutboxItem
from agent_console.errors import MailError
from agent_console.services.branch import sends_from
from agent_console.services.delivery import Delivery
from agent_console.services.desk import Desk
from agent_console.services.mailbox import Mailbox
from agent_console.services.team_line import team_line
from agent_console.store.engine import engine_lock

_log = logging.getLogger(__name__)
_LEAVING = (OutboxState.QUEUED, OutboxState.SENDING)
WAIT_SECONDS = 90.0
_LOOK_SECONDS = 0.2


def send_and_wait(
    desk: Desk,
    item: OutboxItem,
    secret: Callable[[], SecretStr],
    *,
    pause: Callable[[float], None] = time.sleep,
) -> OutboxItem:
    """Send ``item`` without undo time and return how it ended.

    Where an engine runs, that one sends and this waits for it, at most 90 seconds; when the engine
    ends meanwhile, this sends. ``secret`` is asked for the password only when it is needed here.
    Raises SecretMissingError when there is none and SignInError when it is wrong: the reply then
    stays queued.
    """
    desk.outbox.send_now(item.id)
    end = desk.clock.monotonic() + WAIT_SECONDS
    while True:
        lock = engine_lock(desk.store.path)
        if lock is not None:
            with lock:
                return _send_here(desk, item, secret)
        current = desk.outbox.get(item.id) or item
        if current.state not in _LEAVING or desk.clock.monotonic() >= end:
            return current
        pause(_LOOK_SECONDS)


def _send_here(desk: Desk, item: OutboxItem, secret: Callable[[], SecretStr]) -> OutboxItem:
    """Do the engine's work for this moment; the caller holds its lock."""
    box = desk.config.mailbox_of(item.sender)
    delivery = Delivery(
        desk.store,
        desk.intake,
        box,
        desk.clock,
        lambda _item: None,
        is_mine=sends_from(desk.config, box),
        sending=desk.config.sending,
    )
    delivery.recover()
    current = desk.outbox.get(item.id) or item
    if current.state is not OutboxState.QUEUED:
        return current
    found = secret()
    with team_line(desk, found, box) as delivery.fence:
        asyncio.run(delivery.send_due(found))
    current = desk.outbox.get(item.id) or current
    if current.state in LEFT:
        _file_copy(desk, box, found)
    return desk.outbox.get(item.id) or current


def _file_copy(desk: Desk, box: MailboxConfig, secret: SecretStr) -> None:
    """Put the copy into the sent folder; when that fails, the next sync does it."""
    mailbox = Mailbox(desk.store, desk.intake, desk.config, desk.clock, mailbox=box)
    mailbox.use_secret(secret)
    try:
        with mailbox.open() as connection:
            mailbox.file_copies(connection)
    except MailError as error:
        _log.warning("sent copy not filed yet: %s", error.title)
