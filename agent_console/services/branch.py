"""One mailbox in the engine: a thread and a connection that reads, a thread that sends."""

from __future__ import annotations

import random
from collections.abc import Callable

from agent_console.clock import Clock
from agent_console.config import Config, MailboxConfig
from agent_console.desk.views import OutboxItem, OutboxState
from agent_console.mail.watch import Backoff
from agent_console.services.ahead import Ahead
from agent_console.services.delivery import Delivery
from agent_console.services.intake import Intake
from agent_console.services.mailbox import Mailbox, passwords_of
from agent_console.services.notices_queue import NoticeQueue
from agent_console.services.passwords import Door
from agent_console.services.reader import MailboxReader
from agent_console.services.sender import OutboxSender
from agent_console.services.sorting import Sorter
from agent_console.services.speech import Voice
from agent_console.store.engine import Store

_SPOKEN = (OutboxState.SENT, OutboxState.REFUSED, OutboxState.UNKNOWN)
"""The server has taken the password, or there would be no such outcome."""


class Branch:
    """Everything the engine keeps for one mailbox; the threads are the engine's."""

    def __init__(
        self,
        store: Store,
        intake: Intake,
        config: Config,
        clock: Clock,
        box: MailboxConfig,
        voice: Voice,
        ahead: Ahead | None = None,
        sorter: Sorter | None = None,
    ) -> None:
        self.address = box.address
        self.passwords = passwords_of(box, ahead)
        self.mailbox = Mailbox(
            store,
            intake,
            config,
            clock,
            self.passwords,
            mailbox=box,
            ahead=ahead,
            sorter=sorter,
        )
        self.delivery = Delivery(
            store,
            intake,
            box,
            clock,
            self._finished,
            is_mine=sends_from(config, box),
            sending=config.sending,
        )
        self.reader = MailboxReader(
            self.mailbox, self.passwords, clock, voice, Backoff(random.random)
        )
        self.sender = OutboxSender(
            self.delivery,
            self.passwords,
            voice,
            self.reader.wake.set,
            feeding(NoticeQueue(store, intake, config, clock), store, config, clock),
        )
        self._voice = voice

    def nudge(self) -> None:
        """Look at the mailbox and the outbox now, because a person wants it."""
        self.passwords.person_acts()
        self.reader.wake.set()
        self.sender.wake.set()

    def want(self, ref: str) -> None:
        """Read the mails of a ticket first, because a person looks at it."""
        self.mailbox.wishes.add(ref)

    def pause(self) -> None:
        """Let the reading rest after the batch it is at."""
        self.reader.paused.set()
        self.reader.wake.set()

    def resume(self) -> None:
        """Let the reading go on."""
        self.reader.paused.clear()
        self.reader.wake.set()

    def stop(self) -> None:
        """Tell both threads to end."""
        for side in (self.reader, self.sender):
            side.stop.set()
            side.wake.set()
        self.sender.cancel()

    def wants_secret(self) -> bool:
        """Tell whether only a person with a password can go on."""
        return any(self.passwords.is_closed(door) for door in Door)

    def _finished(self, item: OutboxItem) -> None:
        if item.state in _SPOKEN:
            self.passwords.accepted(Door.SENDING)
        self._voice.finished(item)
        self.reader.wake.set()


def feeding(
    notices: NoticeQueue, store: Store, config: Config, clock: Clock
) -> Callable[[], object]:
    """Return what puts notices into the outbox, and surveys where the team wants them."""
    if not config.feedback.enabled:
        return notices.feed
    from agent_console.services.feedback_asking import SurveyAsker

    surveys = SurveyAsker(store, config, clock)
    return lambda: (notices.feed(), surveys.feed())


def sends_from(config: Config, box: MailboxConfig) -> Callable[[str], bool]:
    """Return the test whether a mail from an address leaves through this mailbox's server.

    What comes from an address that is in no mailbox any more leaves through the first one.
    """
    return lambda sender: config.mailbox_of(sender).address == box.address
