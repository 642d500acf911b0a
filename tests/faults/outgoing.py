"""An office whose replies leave over a line that breaks, and what became of each of them."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from agent_console.config import MailboxConfig
from agent_console.desk.views import OutboxItem, OutboxState, QueueView
from tests.faults.proxy import FaultProxy, Harm
from tests.filled import NOW, customer_mail, put_mails
from tests.services.office import Office, office

UNDO_SECONDS = 10
GOOD = Harm()
_MEMORY = Path("/dev", "shm")
_TRIES = 8
_ENDS = (OutboxState.SENT, OutboxState.UNKNOWN)


@dataclass
class Leaving:
    """The office, the line to its server, and its tickets that nobody has answered yet."""

    office: Office
    proxy: FaultProxy
    box: MailboxConfig
    refs: list[str]
    broken: list[OutboxItem] = field(default_factory=list)

    def reply(self) -> OutboxItem:
        """Queue a reply to the next ticket, and let its undo time pass."""
        item = self.office.reply("Ja.\n", self.refs.pop())
        self.office.wait(seconds=UNDO_SECONDS)
        return item

    def start_and_send(self, harm: Harm = GOOD) -> None:
        """Start the program anew, and send what is due over a line with ``harm``."""
        self.proxy.harm = harm
        delivery = self.office.delivery(self.box)
        delivery.recover()
        self.office.send(delivery=delivery)

    def break_off(self, harms: Iterable[Harm]) -> list[str]:
        """Send over one bad line after the other, the program started anew each time.

        A reply that was put off is tried on the next bad lines, then on a good one. Return what is
        wrong after each, "" where nothing is.
        """
        found: list[str] = []
        item: OutboxItem | None = None
        tries = 0
        for harm in harms:
            item = item or self._next_reply()
            tries += 1
            now = self._tried(item, harm, found)
            if now.state is OutboxState.DEFERRED and tries < _TRIES:
                continue
            if now.state is OutboxState.DEFERRED:
                self._tried(item, GOOD, found)
            item, tries = None, 0
        return found

    def _next_reply(self) -> OutboxItem:
        self.broken.append(self.reply())
        return self.broken[-1]

    def _tried(self, item: OutboxItem, harm: Harm, found: list[str]) -> OutboxItem:
        self.start_and_send(harm)
        now = self.office.now(item)
        wrong = self._wrong(now, good=harm == GOOD)
        found.append(f"{harm}: {wrong}" if wrong else "")
        self.office.wait(hours=2)
        return now

    def wrong_in_the_end(self) -> list[str]:
        """Let days pass, then say of each reply what is wrong with it, "" where nothing is."""
        self.office.wait(hours=2)
        self.start_and_send()
        return [self._wrong(self.office.now(item), good=True) for item in self.broken]

    def times_accepted(self, item: OutboxItem) -> int:
        """Count how often the server took a reply."""
        mark = f"Message-ID: <{item.message_id}>".encode()
        return sum(mark in mail.raw for mail in self.office.server.mails)

    def states(self) -> Counter[OutboxState]:
        """Count the replies by the state they are in."""
        return Counter(self.office.now(item).state for item in self.broken)

    def _wrong(self, item: OutboxItem, *, good: bool) -> str:
        """Compare what is told of a reply with what the server has; ``good`` lines let it leave."""
        times, state = self.times_accepted(item), item.state
        told = f"accepted {times} times and called {state} ({item.detail})"
        if times > 1 or (times == 1 and state not in _ENDS):
            return told
        if not times and state not in (OutboxState.DEFERRED, OutboxState.UNKNOWN):
            return told
        if good and state not in _ENDS:
            return told
        return "" if item.detail or state is OutboxState.SENT else f"{told}, without words"


@contextmanager
def leaving(folder: Path, *, tickets: int, extra: str = "") -> Iterator[Leaving]:
    """Open an office with ``tickets`` that differ in nothing, whose mails leave through a proxy."""
    with (
        office(folder, tickets=0, extra=extra) as made,
        FaultProxy(made.server.smtp_port) as proxy,
    ):
        mails = [customer_mail(number, "Frage") for number in range(1000, 1000 + tickets)]
        put_mails(made.desk, [(raw, NOW - timedelta(hours=1)) for raw in mails])
        box = made.desk.config.mailbox
        line = box.smtp.model_copy(update={"port": proxy.port})
        refs = [row.ref for row in made.desk.queue.page(QueueView.ALL, 0, tickets).rows]
        assert len(refs) == tickets
        yield Leaving(made, proxy, box.model_copy(update={"smtp": line}), refs)


@contextmanager
def folder_in_memory() -> Iterator[Path]:
    """Give a folder for stores of which no test asks when they reach the disk."""
    where = _MEMORY if os.access(_MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="agent-console-", dir=where) as made:
        yield Path(made)
