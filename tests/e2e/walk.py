"""A console at a real terminal with a mailbox, orders and a command line beside it.

Starting costs seconds: the tests of a file walk through one console, each from the queue.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any

from tests.e2e.conftest import Servers
from tests.e2e.program import Program
from tests.e2e.terminal import Terminal, terminal

SECONDS = 60.0
ENTER, ESCAPE, UNDO, SEND = "\r", "\x1b", "u", "\x07"
F4, F9, THROW_AWAY = "\x1bOS", "\x1b[20~", "\x12"
NOW = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
WRITTEN = "We know of it and are on it."
_SETTINGS = """\
[sending]
undo = "0s"
[orders]
patterns = ['NL-\\d{5}']
[[order_sources]]
name = "Shop"
file = "{orders}"
[proactive]
per_hour = {per_hour}
[ui]
language = "en"
"""


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail of a customer, so many days ago."""

    sender: str
    subject: str
    text: str
    days: float = 0.1

    def raw(self, number: int) -> bytes:
        """Return its bytes."""
        mail = EmailMessage(policy=policy.SMTP)
        mail["From"] = self.sender
        mail["To"] = "support@company.example"
        mail["Subject"] = self.subject
        mail["Message-ID"] = f"<walk-{number}@customer.example>"
        mail["Date"] = self.moment
        mail["Return-Path"] = f"<{self.address}>"
        mail.set_content(self.text)
        return mail.as_bytes()

    @property
    def address(self) -> str:
        """Who wrote it."""
        return self.sender.rstrip(">").rpartition("<")[2]

    @property
    def moment(self) -> datetime:
        """When it came."""
        return NOW - timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Walk:
    """The screen, the command line on the same store, and the servers."""

    screen: Terminal
    program: Program
    servers: Servers

    def keys(self, *steps: str | tuple[str, str]) -> None:
        """Press keys one by one; a pair waits for the second text after the first was typed."""
        for step in steps:
            key, wanted = (step, "") if isinstance(step, str) else step
            self.screen.press(key)
            if wanted:
                self.screen.wait_for(wanted)

    def home(self) -> None:
        """Go back to the queue."""
        for _try in range(6):
            self.screen.settle(0.15)
            if "For me" in self.screen.text and "Enter Open" in self.screen.text:
                return
            self.screen.press(ESCAPE)
        self.screen.wait_for("For me")

    def open(self, words: str) -> str:
        """Search for ``words`` from the queue, open the one ticket, and return its ref."""
        self.home()
        self.keys(("/", "Words, a name"), (words, "1 ticket"), ENTER)
        self.screen.wait_for("1 Canned answer", "Esc Back")
        return self.ref(words)

    def ref(self, words: str) -> str:
        """Return the ref of the one ticket with these words."""
        (found,) = self.json("search", words)
        return str(found["row"]["ref"])

    def json(self, *arguments: str) -> Any:  # noqa: ANN401 - as free as JSON is
        """Return what the command line prints as JSON."""
        return self.program.ok(*arguments, "--json").json

    def until(self, holds: Callable[[], bool]) -> None:
        """Read the screen until ``holds`` says yes."""
        end = time.monotonic() + SECONDS
        while not holds():
            assert time.monotonic() < end, self.screen.text
            self.screen.read(0.2)

    def mails_to(self, address: str) -> list[EmailMessage]:
        """Return the mails that the server took for an address."""
        taken = [one for one in self.servers.smtp.mails if one.recipients == (address,)]
        parser = BytesParser(EmailMessage, policy=policy.default)
        return [parser.parsebytes(one.content) for one in taken]


@contextmanager
def walking(
    servers: Servers,
    folder: Path,
    letters: Sequence[Letter],
    *,
    orders: str = "",
    per_hour: int = 60,
) -> Iterator[Walk]:
    """Let customers write, start the console at a terminal, and wait until all of it is there."""
    with servers.connect() as connection:
        for number, letter in enumerate(letters):
            connection.append("INBOX", letter.raw(number), (), letter.moment)
    shift = (NOW - datetime.now(UTC)).total_seconds()
    program = Program(folder / "home", clock_shift=shift)
    file = folder / "orders.csv"
    file.write_text(orders or "Order No.,Email\n", encoding="utf-8")
    settings = _SETTINGS.replace("{orders}", str(file)).replace("{per_hour}", str(per_hour))
    program.configure(servers.imap, servers.smtp.config, servers.password, extra=settings)
    environment = {**program.environment(), "TERM": "xterm-256color", "EDITOR": _editor(folder)}
    with terminal(program.command(), environment, columns=120, lines=36) as screen:
        screen.wait_for("online", f" Open {len(letters)} ", seconds=SECONDS)
        yield Walk(screen, program, servers)


def _editor(folder: Path) -> str:
    """Return a command that writes :data:`WRITTEN` into a file, as somebody in an editor would."""
    script = folder / "editor"
    script.write_text(f"#!/bin/sh\nprintf '%s' '{WRITTEN}' > \"$1\"\n", encoding="utf-8")
    script.chmod(0o700)
    return str(script)
