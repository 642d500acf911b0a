"""The demo as a whole: a mail server on loopback, a filled mailbox, and customers who live."""

from __future__ import annotations

import heapq
import itertools
import json
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from agent_console.clock import Clock
from agent_console.demo.content import INBOX, build_mailbox
from agent_console.demo.content_reports import SHOP
from agent_console.demo.content_times import SHOP_ZONE, Opening, opening_for
from agent_console.demo.customers import Customers
from agent_console.demo.imap_state import DemoMailbox
from agent_console.demo.listener import HOST
from agent_console.demo.orders import write_orders
from agent_console.demo.server import DemoServer
from agent_console.demo.smtp_faults import usual_trouble
from agent_console.demo.smtp_server import ReceivedMail
from agent_console.locations import locations_below, private_folder, write_private

PASSWORD = "demo"  # noqa: S105 - everyone may know it
AGENT = "Alex Berg"

_JOIN_SECONDS = 5.0
_SEED = 7
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CONFIG = """\
# Settings of the demo: written anew at each start.

[agent]
name = {agent}
signature = {signature}

[mailbox]
address = {address}
name = {name}
password_command = {password_command}

[mailbox.imap]
host = {host}
port = {imap}
security = "plain"
user = {address}

[mailbox.smtp]
host = {host}
port = {smtp}
security = "plain"
user = {address}

[orders]
patterns = ['NL-\\d{{5}}']

[[order_sources]]
name = "Nordlicht"
file = {orders}

[calendar]
zone = {zone}

[calendar.hours]
{hours}

[ui]
language = {language}
theme = {theme}
"""


@dataclass(frozen=True, slots=True)
class Ports:
    """Where the demo listens on 127.0.0.1, and when its shop is open."""

    imap: int
    smtp: int
    opening: Opening


class DemoWorld:
    """Servers, mailbox and customers; all of it in memory, nothing leaves the machine.

    Mails to a few addresses at ``post.example`` are refused, deferred or taken without an answer.

    ``pace`` 2.0 makes customers write twice as fast. With ``quiet`` they answer but do not write
    on their own: for screenshots and tests. ``began`` is when the story is told from, so that a
    mailbox that is started again holds the same bytes; customers go on from now.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        pace: float = 1.0,
        quiet: bool = False,
        began: datetime | None = None,
    ) -> None:
        self._clock = clock
        self._pace = pace
        self._quiet = quiet
        self._began = began
        self._lock = threading.Lock()
        self._due: list[tuple[float, int, bytes, bool]] = []
        self._number = itertools.count()
        self._wake = threading.Event()
        self._stopped = False
        self._thread: threading.Thread | None = None
        self._customers: Customers | None = None
        self.mailbox = DemoMailbox(PASSWORD, username=SHOP[1], clock=clock)
        self.server = DemoServer(self.mailbox, on_mail=self._sent)
        self.server.smtp_faults.add(*usual_trouble())

    def start(self) -> Ports:
        """Fill the mailbox, open the ports, and let the customers write. Start a world once."""
        now = self._clock.now()
        began = self._began or now
        for mail in build_mailbox(began):
            self.mailbox.deliver(mail.folder, mail.raw, mail.received, mail.flags)
        # Who started again is to read something new, not what came last time once more.
        seed = _SEED + int((now - began).total_seconds())
        self._customers = Customers(began, seed=seed, pace=self._pace)
        self.server.start()
        with self._lock:
            self._plan_next(self._customers, now)
        self._thread = threading.Thread(target=self._run, name="demo-customers", daemon=True)
        self._thread.start()
        return Ports(self.server.imap_port, self.server.smtp_port, opening_for(now))

    def stop(self) -> None:
        """Silence the customers and close the ports; calling it twice is fine."""
        self._stopped = True
        self._wake.set()
        if self._thread is not None:
            self._thread.join(_JOIN_SECONDS)
            self._thread = None
        self.server.stop()

    def deliver_due(self) -> int:
        """Deliver every mail whose time has come by the clock; return how many."""
        count = 0
        while True:
            with self._lock:
                if not self._due or self._due[0][0] > self._clock.monotonic():
                    return count
                _at, _number, raw, own_accord = heapq.heappop(self._due)
                if own_accord and self._customers is not None:
                    self._plan_next(self._customers, self._clock.now())
            self.mailbox.deliver(INBOX, raw)
            count += 1

    def _sent(self, mail: ReceivedMail) -> None:
        """Take what was sent by SMTP: to ourselves it arrives, customers think about it."""
        if any(address.lower() == SHOP[1] for address in mail.recipients):
            self.mailbox.deliver(INBOX, mail.raw)
        with self._lock:
            if self._customers is None:
                return
            answer = self._customers.answer_to(mail.raw, self._clock.now())
            if answer is not None:
                self._plan(*answer, own_accord=False)

    def _plan_next(self, customers: Customers, now: datetime) -> None:
        coming = None if self._quiet else customers.next_mail(now)
        if coming is not None:
            self._plan(*coming, own_accord=True)

    def _plan(self, wait: timedelta, raw: bytes, *, own_accord: bool) -> None:
        at = self._clock.monotonic() + wait.total_seconds()
        heapq.heappush(self._due, (at, next(self._number), raw, own_accord))
        self._wake.set()

    def _run(self) -> None:
        while not self._stopped:
            self._wake.clear()
            self.deliver_due()
            self._wake.wait(self._until_next())

    def _until_next(self) -> float | None:
        """Return the seconds to wait, None for ever."""
        if self._stopped:
            return 0.0
        with self._lock:
            if not self._due:
                return None
            return max(0.05, self._due[0][0] - self._clock.monotonic())


def story_began(file: Path, now: datetime) -> datetime:
    """Return the moment that ``file`` keeps; a story without one begins now, which is kept.

    A moment that lies ahead was written under another clock and does not count. Raises OSError
    when the file cannot be written.
    """
    with suppress(OSError, ValueError):
        began = datetime.fromisoformat(file.read_text(encoding="utf-8").strip())
        if began.tzinfo and began <= now:
            return began.astimezone(UTC)
    write_private(file, f"{now.isoformat()}\n")
    return now


def write_config(
    home: Path, ports: Ports, language: str, *, theme: str = "auto", now: datetime | None = None
) -> Path:
    """Write the settings of the demo below ``home`` and return the file; needs no keyring.

    Beside them lies what the shop tells of orders at ``now``, the machine's time unless given.
    Raises ConfigError or StoreError when ``home`` cannot be used.
    """
    private_folder(home)
    orders = write_orders(home.absolute(), now or datetime.now(UTC))
    opening = ports.opening
    hours = f'["{opening.opens:02}:00-{opening.closes:02}:00"]'
    text = _CONFIG.format(
        agent=_quoted(AGENT),
        signature=_quoted(f"{AGENT}\n{SHOP[0]}"),
        address=_quoted(SHOP[1]),
        name=_quoted(SHOP[0]),
        password_command=json.dumps([sys.executable, "-c", f"print('{PASSWORD}')"]),
        host=_quoted(HOST),
        imap=ports.imap,
        smtp=ports.smtp,
        zone=_quoted(SHOP_ZONE.key),
        hours="\n".join(f"{day} = {hours}" for day in _DAYS),
        language=_quoted(language),
        theme=_quoted(theme),
        orders=_quoted(str(orders)),
    )
    path = locations_below(home).config_file
    private_folder(path.parent)
    write_private(path, text)
    return path


def _quoted(value: str) -> str:
    """Return a TOML basic string: JSON's escapes are a part of TOML's."""
    return json.dumps(value, ensure_ascii=False)
