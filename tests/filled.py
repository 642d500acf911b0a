"""A home of the program with settings and a filled store, made without any server."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email import policy
from email.message import EmailMessage
from functools import cache
from pathlib import Path

from agent_console.clock import FixedClock
from agent_console.config import Config, load_config
from agent_console.locations import Locations, locations_below
from agent_console.mail.fetch import FetchedMail, FolderCursor
from agent_console.services.desk import Desk, open_desk
from tests.empty_store import put_empty_store

ME = "support@company.example"
PASSWORD = "geheim-größe"
# A Monday, 11:30 in Berlin; the desk opens at nine.
NOW = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)


@cache
def customer_mail(
    number: int,
    subject: str,
    text: str = "Guten Tag,\nwo bleibt sie?\n",
    *,
    sender: str = "Käthe Müller <kaethe@kunde.example>",
) -> bytes:
    """Return a customer's mail, the same bytes at every call."""
    mail = EmailMessage(policy=policy.SMTP)
    mail["From"] = sender
    mail["To"] = ME
    mail["Subject"] = subject
    mail["Message-ID"] = f"<frage-{number}@kunde.example>"
    mail["Date"] = "Mon, 02 Mar 2026 09:00:00 +0100"
    mail.set_content(text)
    return mail.as_bytes()


def write_settings(
    home: Path, *, imap: int = 1, smtp: int = 1, password: str = PASSWORD, extra: str = ""
) -> Locations:
    """Write settings below ``home`` for servers on these ports of this machine."""
    locations = locations_below(home)
    locations.config_dir.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-I", "-c", f"import os; os.write(1, {password.encode()!r})"]
    locations.config_file.write_text(
        f'[agent]\nname = "Anna"\nsignature = "Anna\\nSupport"\n'
        f'[mailbox]\naddress = "{ME}"\npassword_command = {json.dumps(command)}\n'
        f'[mailbox.imap]\nhost = "127.0.0.1"\nport = {imap}\nsecurity = "plain"\n'
        f'[mailbox.smtp]\nhost = "127.0.0.1"\nport = {smtp}\nsecurity = "plain"\n'
        f'[ui]\nlanguage = "en"\n{extra}',
        encoding="utf-8",
    )
    locations.config_file.chmod(0o600)
    return locations


def settings(locations: Locations) -> Config:
    """Return the settings written before."""
    return load_config(locations.config_file)


def opened(locations: Locations, clock: FixedClock) -> Desk:
    """Return the desk over this home's store, an empty one where there is none."""
    put_empty_store(locations.store_file)
    return open_desk(settings(locations), locations, clock)


def put_mails(desk: Desk, mails: Iterable[tuple[bytes, datetime]], folder: str = "INBOX") -> None:
    """Let the mails come in, in this order, as if the folder had been synced."""
    fetched = [
        FetchedMail(uid, raw, received, frozenset(), len(raw), complete=True)
        for uid, (raw, received) in enumerate(mails, 1)
    ]
    desk.intake.use_folder(folder, outgoing=False)
    desk.intake.store(folder, 700, fetched, FolderCursor(700, len(fetched)))


def put_three(desk: Desk) -> None:
    """Let three customers write: one overdue, one due soon, one with an angry long subject."""
    put_mails(
        desk,
        [
            (
                customer_mail(
                    2,
                    "Missing screws in the parcel I received last week, all twelve of them",
                    "Hello, screws are missing.\n",
                    sender="Bartholomew Featherstonehaugh <bart@customer.example>",
                ),
                NOW - timedelta(days=4),
            ),
            (customer_mail(1, "Wo bleibt meine Lampe?"), NOW - timedelta(hours=2)),
            (
                customer_mail(
                    3, "Rückerstattung", "Bitte Geld zurück.\n", sender="c@kunde.example"
                ),
                NOW - timedelta(minutes=10),
            ),
        ],
    )
