"""A desk without a server: raw mails, an intake over a fresh store, and what came of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from agent_console.clock import FixedClock
from agent_console.config import Config, parse_config
from agent_console.desk.events import Event, Fact
from agent_console.desk.ticket import Ticket
from agent_console.desk.tokens import new_message_id, ticket_token
from agent_console.mail.fetch import FetchedMail, FolderCursor
from agent_console.services.intake import Intake
from agent_console.store import journal, meta, tickets
from agent_console.store.engine import Store, open_store
from agent_console.store.tickets import StoredMail
from tests.empty_store import put_empty_store

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
DESK = "help@example.com"
CONFIG = """
[agent]
name = "Anna"
[mailbox]
address = "help@example.com"
aliases = ["service@example.com"]
[mailbox.imap]
host = "imap.example.com"
port = 993
[mailbox.smtp]
host = "smtp.example.com"
port = 465
"""


def config(text: str = CONFIG) -> Config:
    return parse_config(text, "test")


def at(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


def raw_mail(
    message_id: str = "",
    *,
    sender: str = "Kim Muster <kim@example.org>",
    to: str = DESK,
    subject: str = "Help",
    text: str = "Hello",
    date: datetime = NOW,
    headers: tuple[str, ...] = (),
) -> bytes:
    """Return one plain mail as bytes."""
    lines = [
        f"From: {sender}",
        f"To: {to}",
        f"Subject: {subject}",
        f"Date: {format_datetime(date)}",
        *([f"Message-ID: <{message_id}>"] if message_id else []),
        *headers,
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        "",
        *text.split("\n"),
        "",
    ]
    return "\r\n".join(lines).encode()


def answer_to(*ids: str) -> tuple[str, ...]:
    """Return the headers of an answer to the last of ``ids``."""
    return (f"In-Reply-To: <{ids[-1]}>", "References: " + " ".join(f"<{one}>" for one in ids))


@dataclass
class Bench:
    """A store with an intake, and the server's folders as far as they were delivered."""

    store: Store
    intake: Intake
    clock: FixedClock
    config: Config
    changed: list[frozenset[str]] = field(default_factory=list)
    uids: dict[str, int] = field(default_factory=dict)
    validity: int = 7

    def deliver(self, *raws: bytes, folder: str = "INBOX", minutes: float = 0) -> None:
        """Let the sync bring ``raws``, one a minute from ``minutes`` on."""
        first = self.uids.get(folder, 0) + 1
        fetched = [
            FetchedMail(
                uid=first + number,
                raw=raw,
                received=at(minutes + number),
                flags=frozenset(),
                size=len(raw),
                complete=True,
            )
            for number, raw in enumerate(raws)
        ]
        self.bring(folder, *fetched)

    def bring(self, folder: str, *fetched: FetchedMail) -> None:
        """Let the sync bring mails as they are."""
        self.intake.use_folder(folder, outgoing=folder == "Sent")
        last = max((mail.uid for mail in fetched), default=0)
        self.uids[folder] = max(self.uids.get(folder, 0), last)
        cursor = FolderCursor(self.validity, self.uids[folder], None)
        self.intake.store(folder, self.validity, fetched, cursor)

    def act(self, ref: str, fact: Fact, minutes: float) -> None:
        """Record what an agent did."""
        with self.store.write(durable=True) as session:
            event = Event(
                id=journal.next_event_id(session),
                ticket=ref,
                at=at(minutes),
                agent="Anna",
                fact=fact,
                seen=tickets.newest_received(session, ref),
            )
            self.intake.record(session, event)

    def refs(self) -> tuple[str, ...]:
        with self.store.read() as session:
            found = session.connection().exec_driver_sql("SELECT ref FROM ticket ORDER BY ref")
            return tuple(found.scalars())

    def ticket(self, ref: str) -> Ticket:
        with self.store.read() as session:
            return tickets.load(session, ref)

    def only(self) -> Ticket:
        (ref,) = self.refs()
        return self.ticket(ref)

    def mails(self, ref: str) -> tuple[StoredMail, ...]:
        with self.store.read() as session:
            return tickets.mails(session, ref)

    def all_mails(self) -> list[StoredMail]:
        return [mail for ref in self.refs() for mail in self.mails(ref)]

    def token(self, ref: str) -> str:
        with self.store.read() as session:
            return ticket_token(ref, meta.token_secret(session), "example.com")

    def own_id(self, ref: str, number: int = 1) -> str:
        with self.store.read() as session:
            secret = meta.token_secret(session)
        return new_message_id(ref, secret, number.to_bytes(16), "example.com")

    def dump(self) -> dict[str, list[str]]:
        """Return every row of every table as text, sorted.

        But the audit chain: its salts are drawn anew in every store.
        """
        with self.store.read() as session:
            connection = session.connection()
            names = connection.exec_driver_sql(
                "SELECT name FROM sqlite_master WHERE type = 'table'"
                " AND name NOT LIKE '%_fts%' AND name NOT LIKE 'sqlite%' AND name <> 'audit'"
            ).scalars()
            return {
                name: sorted(
                    repr(tuple(row))
                    for row in connection.exec_driver_sql(f"SELECT * FROM {name}")  # noqa: S608 - our tables
                )
                for name in names.all()
            }


@contextmanager
def bench(folder: Path, settings: Config | None = None) -> Iterator[Bench]:
    """Open a bench in ``folder``."""
    clock = FixedClock(NOW)
    settings = settings or config()
    changed: list[frozenset[str]] = []
    path = folder / "data" / "store.db"
    put_empty_store(path)
    with open_store(path, clock=clock, limit=5.0) as store:
        intake = Intake(store, settings, clock, on_changed=changed.append)
        yield Bench(store, intake, clock, settings, changed)
