"""The reading side of the engine: paused and let go on, slices, busy servers, one connection."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from agent_console.demo.faults import GarbageLine
from agent_console.desk.views import Health
from agent_console.errors import MailError
from agent_console.mail.sync import SyncReport
from agent_console.mail.wire import ConnectionLostError, RefusedError
from agent_console.services.mailbox import Mailbox, PassReport
from tests.filled import NOW, customer_mail
from tests.services.office import Office, office
from tests.services.test_process import Message, Refusing, Woken, logins, reader_on, running

FOLDERS = '[mailbox.folders]\nalso = ["Archive", "Nowhere"]\n'


@pytest.fixture
def at_work(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path, extra=FOLDERS) as made:
        yield made


def test_engine_reads_all_folders_over_one_connection(at_work: Office) -> None:
    mailbox = at_work.server.mailbox
    mailbox.deliver("Archive", customer_mail(2, "Im Archiv"), NOW)
    with running(at_work) as engine:
        said = engine.hear(health="online")
        while not said["message"]:
            said = engine.hear(health="online")
        assert "folder Nowhere: The mail server refuses" in said["message"]
        assert at_work.desk.queue.counts().all == 2
        mailbox.deliver("INBOX", customer_mail(3, "Neu"), NOW)
        engine.hear(**{"is": "changed"})
        engine.do("nudge")
        mailbox.deliver("Archive", customer_mail(4, "Noch eine"), NOW)
        engine.hear(**{"is": "changed"})
    assert logins(at_work) == 1


def test_paused_engine_reads_nothing_and_goes_on_when_told(at_work: Office) -> None:
    with running(at_work) as engine:
        engine.hear(health="online")
        engine.do("pause")
        engine.hear(health="paused")
        at_work.server.mailbox.deliver("INBOX", customer_mail(2, "Neu"), NOW)
        item = at_work.reply()
        at_work.wait(seconds=10)
        engine.do("nudge")
        assert engine.hear(**{"is": "sent"})["id"] == item.id
        assert at_work.desk.queue.counts().all == 1
        engine.do("resume")
        engine.hear(**{"is": "changed"})
        engine.hear(health="online")
        assert at_work.desk.queue.counts().all == 2
    assert logins(at_work) == 2


def test_alert_of_the_server_is_told_once(at_work: Office) -> None:
    line = b"* OK [ALERT] Closing at six\r\n"
    at_work.server.faults.add(GarbageLine("STATUS", line=line, times=3))
    with running(at_work) as engine:
        assert engine.hear(**{"is": "alert"})["message"] == "Closing at six"
        engine.hear(health="online")
        engine.do("nudge")
        at_work.server.mailbox.deliver("INBOX", customer_mail(2, "Neu"), NOW)
        engine.hear(**{"is": "changed"})
    assert [m["is"] for m in engine.all].count("alert") == 1


def test_unfinished_pass_goes_on_at_once_with_all_folders(
    at_work: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[Message] = []
    reader = reader_on(at_work, at_work.mailbox(), said)
    left = [20, 10, 0]
    asked: list[object] = []

    def slice_of(_self: Mailbox, *_given: object, only: object = None) -> PassReport:
        asked.append(only)
        if len(left) == 1:
            reader.stop.set()
            reader.wake.set()
        return PassReport({"INBOX": SyncReport(unfinished=left.pop(0))})

    monkeypatch.setattr(Mailbox, "read_all", slice_of)
    reader.run()
    assert asked == [None, None, None]
    assert [m["health"] for m in said] == ["starting", "online"], "no word between the slices"


@pytest.mark.parametrize("code", ["THROTTLED", "OVERQUOTA", "LIMIT", "UNAVAILABLE", "INUSE"])
@pytest.mark.parametrize("kind", [RefusedError, ConnectionLostError])
def test_busy_server_is_left_alone_and_the_console_says_until_when(
    code: str, kind: type[RefusedError | ConnectionLostError], at_work: Office
) -> None:
    waits, until = refused_by(at_work, kind("busy", code=code))
    assert waits == [60.0]
    assert until == [at_work.clock.now() + timedelta(seconds=60)]


def test_server_that_asks_for_a_time_gets_it(at_work: Office) -> None:
    waits, _until = refused_by(at_work, RefusedError("slow", wait=timedelta(seconds=301)))
    assert waits == [301.0]


def refused_by(at_work: Office, error: MailError) -> tuple[list[float | None], list[datetime]]:
    """Return how long the reader waits after ``error``, and what it says of it."""
    said: list[Message] = []
    desk = at_work.desk
    mailbox = Refusing(desk.store, desk.intake, desk.config, at_work.clock)
    mailbox.error = error
    reader = reader_on(at_work, mailbox, said)

    def script(_number: int) -> bool:
        reader.stop.set()
        return False

    wake = Woken(script)
    reader.wake = wake
    reader.run()
    offline = [m for m in said if m["health"] == Health.OFFLINE]
    return wake.waits, [datetime.fromisoformat(m["until"]) for m in offline]
