"""Several folders of a real Dovecot: watched together, mails moved between them, all still one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from agent_console.clock import SystemClock
from agent_console.config import Config, MailboxConfig, Security, ServerConfig
from agent_console.desk.views import QueueView
from agent_console.locations import locations_below
from agent_console.mail.imap import ImapConnection, open_imap
from agent_console.mail.notify import FolderWatch
from agent_console.services.desk import Desk, open_desk
from agent_console.services.mailbox import Mailbox, PassReport
from agent_console.services.mailbox_sink import stored_name
from agent_console.services.verify import FolderDifference, verify
from tests.e2e.dovecot import Dovecot
from tests.filled import ME, customer_mail

pytestmark = pytest.mark.server
POLL = timedelta(minutes=10)


def connect(server: Dovecot, user: str) -> ImapConnection:
    return open_imap(server_config(server, user), SecretStr(server.password))


def server_config(server: Dovecot, user: str) -> ServerConfig:
    return ServerConfig(
        host=server.host,
        port=server.imaps_port,
        security=Security.TLS,
        user=user,
        ca_file=server.ca_file,
    )


@dataclass
class Office:
    """A desk at one Dovecot mailbox, and a second connection for the people who use it."""

    desk: Desk
    mailbox: Mailbox
    other: ImapConnection

    def read(self) -> PassReport:
        with self.mailbox.open() as connection:
            return self.mailbox.read_all(connection, lambda _stage, _done, _total: None)

    def deliver(self, folder: str, raw: bytes) -> None:
        self.other.append(folder, raw, (), SystemClock().now())

    def move(self, source: str, target: str) -> None:
        self.other.select(source)
        self.other.wire.command(b"UID MOVE 1:* " + target.encode())

    def refs(self) -> list[str]:
        return [row.ref for row in self.desk.queue.page(QueueView.ALL, 0, 50).rows]

    def places(self) -> dict[str, int]:
        """How many mails lie in each folder as far as the store knows."""
        return {
            name: len(self.desk.intake.known_uids(stored_name(ME, name)))
            for name in ("INBOX", "Support", "Sent")
        }


@pytest.fixture
def office(server: Dovecot, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Office]:
    user = request.node.name.removeprefix("test_").replace("[", "-").replace("]", "")
    box = MailboxConfig.model_validate(
        {
            "address": ME,
            "imap": server_config(server, user).model_dump(),
            "smtp": {"host": "127.0.0.1", "port": 1, "security": "plain"},
            "folders": {"also": ["Support"]},
        }
    )
    config = Config.model_validate({"agent": {"name": "Anna"}, "mailbox": box.model_dump()})
    locations = locations_below(tmp_path)
    desk = open_desk(config, locations, SystemClock())
    mailbox = Mailbox(desk.store, desk.intake, config, SystemClock())
    mailbox.use_secret(SecretStr(server.password))
    try:
        with connect(server, user) as other:
            for name in (b"Support", b"Archive"):
                other.wire.command(b"CREATE " + name)
            yield Office(desk, mailbox, other)
    finally:
        desk.close()


@pytest.mark.parametrize("folder", ["INBOX", "Support", "Sent"])
def test_server_that_notifies_tells_of_mail_in_any_folder(
    server: Dovecot, folder: str, office: Office
) -> None:
    with office.mailbox.open() as connection:
        assert connection.has("NOTIFY")
        watching = office.mailbox.watch(connection)
        assert watching.notified
        office.mailbox.read_all(connection, lambda _stage, _done, _total: None)
        later = threading.Timer(0.3, office.deliver, (folder, customer_mail(1, "Neu")))
        later.start()
        begun = SystemClock().monotonic()
        assert folder in watching.wait(threading.Event())
        assert SystemClock().monotonic() - begun < 30, "long before the poll"
        later.join()
        report = office.mailbox.read_all(
            connection, lambda _stage, _done, _total: None, only={folder}
        )
        assert report.folders[folder].new == 1


def test_change_between_reading_and_waiting_is_told_at_once(office: Office) -> None:
    with office.mailbox.open() as connection:
        watching = office.mailbox.watch(connection)
        office.mailbox.read_all(connection, lambda _stage, _done, _total: None)
        office.deliver("Support", customer_mail(1, "Neu"))
        assert watching.wait(threading.Event()) == {"Support"}


def test_without_notify_the_other_folders_are_asked_every_poll(
    server: Dovecot, office: Office
) -> None:
    with office.mailbox.open() as connection:
        connection.capabilities -= {"NOTIFY"}
        watching = FolderWatch(
            connection,
            "INBOX",
            ("Support",),
            poll=timedelta(seconds=1),
            clock=SystemClock(),
        )
        assert not watching.notified
        later = threading.Timer(0.3, office.deliver, ("Support", customer_mail(1, "Neu")))
        later.start()
        assert watching.wait(threading.Event()) == {"Support"}
        later.join()


def test_mail_moved_to_a_folder_that_is_not_read_keeps_its_ticket(office: Office) -> None:
    office.deliver("INBOX", customer_mail(1, "Wo bleibt sie?"))
    office.read()
    refs = office.refs()
    office.move("INBOX", "Archive")
    report = office.read()
    assert report.folders["INBOX"].vanished == 1
    assert office.refs() == refs
    assert office.places() == {"INBOX": 0, "Support": 0, "Sent": 0}
    office.move("Archive", "INBOX")
    office.read()
    assert office.refs() == refs
    assert office.places()["INBOX"] == 1
    row = office.desk.queue.row(refs[0])
    assert row is not None
    assert row.mails == 1


def test_mail_moved_to_a_folder_that_is_read_stays_one_mail(office: Office) -> None:
    office.deliver("INBOX", customer_mail(1, "Wo bleibt sie?"))
    office.deliver("INBOX", customer_mail(2, "Und meine?"))
    office.read()
    before = {ref: office.desk.queue.row(ref) for ref in office.refs()}
    office.move("INBOX", "Support")
    report = office.read()
    assert report.folders["Support"].new == 2
    assert {ref: office.desk.queue.row(ref) for ref in office.refs()} == before
    assert office.places() == {"INBOX": 0, "Support": 2, "Sent": 0}


def test_folder_that_is_not_there_does_not_stop_the_others(office: Office) -> None:
    office.other.wire.command(b"DELETE Support")
    office.deliver("INBOX", customer_mail(1, "Wo bleibt sie?"))
    report = office.read()
    assert list(report.refused) == ["Support"]
    assert len(office.refs()) == 1
    office.other.wire.command(b"CREATE Support")
    assert office.read().refused == {}


def test_reply_from_another_mail_program_joins_its_ticket_and_stops_its_clock(
    office: Office,
) -> None:
    office.deliver("INBOX", customer_mail(1, "Wo bleibt sie?"))
    office.read()
    (ref,) = office.refs()
    row = office.desk.queue.row(ref)
    assert row is not None
    assert row.due_at is not None
    answer = (
        f"From: {ME}\r\nTo: kaethe@kunde.example\r\nSubject: Re: Wo bleibt sie?\r\n"
        "Message-ID: <phone@company.example>\r\nIn-Reply-To: <frage-1@kunde.example>\r\n"
        "References: <frage-1@kunde.example>\r\n\r\nMorgen.\r\n"
    )
    office.deliver("Sent", answer.encode())
    office.read()
    assert office.refs() == [ref]
    row = office.desk.queue.row(ref)
    assert row is not None
    assert (row.state.value, row.due_at, row.mails) == ("waiting", None, 2)


def test_verify_repairs_a_store_from_which_mails_were_deleted(office: Office) -> None:
    for number in range(1, 6):
        office.deliver("INBOX", customer_mail(number, f"Frage {number}"))
    office.read()
    with office.desk.store.write(durable=False) as session:
        session.connection().execute(text("DELETE FROM placement WHERE uid IN (1, 4)"))
    office.other.select("INBOX")
    office.other.wire.command(b"UID STORE 2 +FLAGS.SILENT (\\Deleted)")
    office.other.wire.command(b"UID EXPUNGE 2")
    for expected in (FolderDifference(4, missing=2, gone=1), FolderDifference(4)):
        with office.mailbox.open() as connection:
            found = verify(office.mailbox, connection, lambda _stage, _done, _total: None)
        assert found["INBOX"] == expected
    assert len(office.refs()) == 5
    assert office.places()["INBOX"] == 4
