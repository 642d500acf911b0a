"""The sync against a real Dovecot: nothing lost, nothing twice, nothing changed there."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import SecretStr

from agent_console.clock import SystemClock
from agent_console.config import Security, ServerConfig
from agent_console.errors import MailError, SignInError
from agent_console.mail.fetch import FetchedMail
from agent_console.mail.imap import ImapConnection, open_imap
from agent_console.mail.sync import SyncReport, sync_folder
from agent_console.mail.watch import watch
from tests.e2e.dovecot import Dovecot
from tests.mail.sinks import MemorySink

pytestmark = pytest.mark.server

RECEIVED = datetime(2026, 3, 2, 8, 15, tzinfo=UTC)


def config(server: Dovecot, user: str, security: Security = Security.TLS) -> ServerConfig:
    port = server.imaps_port if security is Security.TLS else server.imap_port
    return ServerConfig(
        host=server.host, port=port, security=security, user=user, ca_file=server.ca_file
    )


def connect(server: Dovecot, user: str, security: Security = Security.TLS) -> ImapConnection:
    return open_imap(config(server, user, security), SecretStr(server.password))


def mail(number: int, size: int = 0) -> bytes:
    head = f"Message-ID: <m{number}@kunde.test>\r\nSubject: Frage {number}\r\n\r\n"
    return head.encode() + b"Guten Tag\r\n" + b"x" * 70 * (size // 70)


def fill(server: Dovecot, user: str, count: int) -> list[bytes]:
    raws = [mail(number) for number in range(count)]
    with connect(server, user) as connection:
        for number, raw in enumerate(raws):
            flags = ["\\Seen"] if number % 3 == 0 else []
            connection.append("INBOX", raw, flags, RECEIVED + timedelta(minutes=number))
    return raws


def sync(server: Dovecot, user: str, sink: MemorySink, keep_bytes: int = 262144) -> SyncReport:
    with connect(server, user) as connection:
        return sync_folder(connection, "INBOX", sink, keep_bytes=keep_bytes)


def server_flags(server: Dovecot, user: str) -> dict[int, frozenset[str] | None]:
    with connect(server, user) as connection:
        connection.select("INBOX")
        items = connection.fetch_set("1:*", "UID FLAGS").items
        return {uid: item.flags for uid, item in items.items()}


def command(server: Dovecot, user: str, *lines: bytes) -> None:
    with connect(server, user) as connection:
        connection.select("INBOX")
        for line in lines:
            connection.wire.command(line)


@pytest.mark.promise("folder of a real server", "P4", "P5", "P6")
def test_sync_reads_every_mail_once_and_leaves_the_server_as_it_was(server: Dovecot) -> None:
    raws = fill(server, "once", 60)
    before = server_flags(server, "once")
    sink = MemorySink()
    report = sync(server, "once", sink)
    assert report == SyncReport(new=60, server_count=60)
    assert sink.bodies == raws
    first = sink.mails[1]
    assert first == FetchedMail(1, raws[0], RECEIVED, frozenset({"\\Seen"}), len(raws[0]), True)
    assert server_flags(server, "once") == before
    assert sync(server, "once", sink) == SyncReport(server_count=60)


def test_sync_takes_over_flags_and_removals_since_the_last_pass(server: Dovecot) -> None:
    fill(server, "resync", 12)
    sink = MemorySink()
    sync(server, "resync", sink)
    command(
        server,
        "resync",
        b"UID STORE 2 +FLAGS.SILENT (\\Flagged)",
        b"UID STORE 5:6 +FLAGS.SILENT (\\Deleted)",
        b"UID EXPUNGE 5:6",
    )
    with connect(server, "resync") as connection:
        connection.append("INBOX", mail(99))
    report = sync(server, "resync", sink)
    assert report == SyncReport(new=1, flag_changes=1, vanished=2, server_count=11)
    assert "\\Flagged" in sink.mails[2].flags
    assert sink.gone == [5, 6]


@pytest.mark.promise("folder of a real server", "P4", "P5")
def test_sync_of_a_folder_made_anew_fetches_everything_again(server: Dovecot) -> None:
    with connect(server, "anew") as connection:
        connection.wire.command(b"CREATE Old")
        connection.append("Old", mail(1))
        sink = MemorySink()
        sync_folder(connection, "Old", sink)
        connection.select("INBOX")
        connection.wire.command(b"DELETE Old")
        connection.wire.command(b"CREATE Old")
        connection.append("Old", mail(1))
        connection.append("Old", mail(2))
        report = sync_folder(connection, "Old", sink)
    assert report == SyncReport(new=2, server_count=2)
    assert [stale.raw for stale in sink.stale] == [mail(1)]


def test_a_large_mail_is_cut_and_says_so(server: Dovecot) -> None:
    with connect(server, "large") as connection:
        connection.append("INBOX", mail(1, 50_000))
        connection.append("INBOX", mail(2))
    sink = MemorySink()
    sync(server, "large", sink, keep_bytes=20_000)
    assert (len(sink.mails[1].raw), sink.mails[1].complete) == (20_000, False)
    assert sink.mails[1].size == len(mail(1, 50_000))
    assert sink.mails[2].complete


def test_idle_sees_mail_that_arrives_before_and_while_it_waits(server: Dovecot) -> None:
    stop = threading.Event()
    with connect(server, "idle") as reader, connect(server, "idle") as writer:
        sink = MemorySink()
        sync_folder(reader, "INBOX", sink)
        writer.append("INBOX", mail(1))
        heard = watch(reader, "INBOX", poll=timedelta(minutes=4), stop=stop, clock=SystemClock())
        assert next(heard) == 1
        sync_folder(reader, "INBOX", sink)
        later = threading.Timer(0.3, writer.append, ("INBOX", mail(2)))
        later.start()
        assert next(heard) == 2
        later.join()
        assert sync_folder(reader, "INBOX", sink).new == 1
        stop.set()
        assert list(heard) == []


def test_starttls_signs_in_and_reads(server: Dovecot) -> None:
    with connect(server, "upgrade", Security.STARTTLS) as connection:
        assert connection.select("INBOX").exists == 0
        assert connection.special_folder("\\Sent") == "Sent"


def test_wrong_password_is_a_sign_in_error(server: Dovecot) -> None:
    with pytest.raises(SignInError):
        open_imap(config(server, "anyone"), SecretStr("falsch"))


@pytest.mark.promise("reading line that is not protected", "P20")
def test_unknown_certificate_is_refused(server: Dovecot) -> None:
    stranger = config(server, "anyone").model_copy(update={"ca_file": None})
    with pytest.raises(MailError, match="certificate"):
        open_imap(stranger, SecretStr(server.password))
