"""Replies through Postfix: they arrive, a receipt is the copy, and what comes back is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from agent_console.config import Security
from agent_console.mail.imap import ImapConnection
from tests.e2e.conftest import Servers
from tests.e2e.dovecot import Dovecot
from tests.e2e.postfix import Postfix, postfix, until
from tests.e2e.program import Program
from tests.e2e.smtp import make_certificate
from tests.filled import ME, customer_mail

pytestmark = pytest.mark.server

CUSTOMER = "kaethe@kunde.example"
NOBODY = "niemand@kunde.example"
KAETHE = "kaethe"


@pytest.fixture
def relay(server: Dovecot, servers: Servers, tmp_path: Path) -> Iterator[Postfix]:
    """A Postfix that knows this test's mailbox and the customer's."""
    folder = tmp_path / "relay"
    folder.mkdir()
    known = {ME: servers.imap.user, CUSTOMER: f"{KAETHE}-{servers.imap.user}"}
    with postfix(server, make_certificate(folder), known) as running:
        yield running


def arrived(server: Dovecot, user: str) -> list[bytes]:
    """Return what lies in a mailbox's new mail."""
    folder = server.mail / user / "Maildir" / "new"
    return [file.read_bytes() for file in sorted(folder.iterdir())] if folder.exists() else []


@pytest.fixture
def body(tmp_path: Path) -> str:
    file = tmp_path / "answer.txt"
    file.write_text("Sie kommt morgen: größer als gedacht.\n.\n..\nDanke\n", encoding="utf-8")
    return str(file)


def ticket(servers: Servers, program: Program, cc: str = "") -> str:
    """Let a customer's mail come in; return its ticket."""
    raw = customer_mail(1, "Wo bleibt meine Lampe?")
    if cc:
        raw = b"Cc: " + cc.encode() + b"\r\n" + raw
    with servers.connect() as connection:
        connection.append("INBOX", raw, (), datetime.now(UTC))
    program.ok("sync")
    (row,) = program.ok("list", "--json").json
    return str(row["ref"])


def test_reply_through_postfix_arrives_as_it_was_written(
    server: Dovecot, servers: Servers, relay: Postfix, program: Program, body: str
) -> None:
    smtp = relay.server(Security.STARTTLS, servers.imap.user)
    program.configure(servers.imap, smtp, servers.password)
    item = program.ok("reply", ticket(servers, program), "--body-file", body, "--json").json
    assert item["state"] == "sent"
    user = f"{KAETHE}-{servers.imap.user}"
    until(lambda: bool(arrived(server, user)))
    (raw,) = arrived(server, user)
    mail = message_from_bytes(raw, policy=policy.default)
    assert mail["Message-ID"] == f"<{item['message_id']}>"
    assert mail["In-Reply-To"] == "<frage-1@kunde.example>"
    assert mail["From"] == f"Anna <{ME}>"
    text = mail.get_content().replace("\r\n", "\n")
    assert "Sie kommt morgen: größer als gedacht.\n.\n..\nDanke\n" in text
    assert relay.log().count("status=sent") == 1


def test_reply_to_an_unknown_address_comes_back_and_marks_the_mail(
    server: Dovecot, servers: Servers, relay: Postfix, program: Program, body: str
) -> None:
    smtp = relay.server(Security.STARTTLS, servers.imap.user)
    program.configure(servers.imap, smtp, servers.password)
    ref = ticket(servers, program, cc=NOBODY)
    item = program.ok("reply", ref, "--body-file", body, "--all", "--json").json
    assert (item["state"], item["bounced"]) == ("sent", [])
    until(lambda: any(b"delivery-status" in raw for raw in arrived(server, servers.imap.user)))
    program.ok("sync")
    (marked,) = program.ok("outbox", "--json").json
    ((address, why),) = marked["bounced"]
    assert address == NOBODY
    assert "unknown user" in why
    (row,) = program.ok("list", "--json").json
    assert (row["ref"], row["mails"]) == (ref, 3), "it stands on its ticket, and is none itself"


def test_receipt_through_postfix_becomes_the_one_copy_in_sent(
    server: Dovecot, servers: Servers, relay: Postfix, program: Program, body: str
) -> None:
    smtp = relay.server(Security.TLS, servers.imap.user)
    program.configure(servers.imap, smtp, servers.password)
    ref = ticket(servers, program)
    text = program.config_file.read_text(encoding="utf-8")
    asked = text.replace("[mailbox]\n", '[mailbox]\nsent_copy = "receipt"\n')
    program.config_file.write_text(asked, encoding="utf-8")
    item = program.ok("reply", ref, "--body-file", body, "--json").json
    assert item["state"] == "sent"
    mark = f"Message-ID: <{item['message_id']}>".encode()
    until(lambda: f"to=<{ME}>" in relay.log() and relay.log().count("status=sent") == 2)
    program.ok("sync")
    with servers.connect() as connection:
        folders = {name: bodies(connection, name) for name in ("INBOX", "Sent")}
    assert [mark in raw for raw in folders["Sent"]] == [True]
    assert b"Received:" in folders["Sent"][0], "it is what came back, not an upload"
    assert not any(mark in raw for raw in folders["INBOX"])
    (row,) = program.ok("list", "--view", "waiting", "--json").json
    assert (row["ref"], row["mails"]) == (ref, 2)


def bodies(connection: ImapConnection, folder: str) -> list[bytes]:
    connection.select(folder)
    found = connection.fetch_set("1:*", "UID BODY.PEEK[]").items
    return [item.body or b"" for _uid, item in sorted(found.items())]
