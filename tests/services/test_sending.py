"""Sending for scripts: here when nobody else does, else by the engine; and one pass for cron."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from agent_console.clock import FixedClock
from agent_console.demo.faults import DropAfter
from agent_console.demo.imap_state import DemoMailbox
from agent_console.demo.server import DemoServer
from agent_console.demo.smtp_faults import MESSAGE, Answer, RefuseRecipient
from agent_console.desk.ticket import TicketState
from agent_console.desk.views import OutboxItem, OutboxState, QueueView
from agent_console.errors import MailError, SecretMissingError, SignInError
from agent_console.services.desk import Desk
from agent_console.services.once import sync_once
from agent_console.services.sending import WAIT_SECONDS, send_and_wait
from agent_console.store import outbox as stored
from agent_console.store.engine import EngineLock, engine_lock
from agent_console.store.vocabulary import update_vocabulary
from tests.filled import ME, NOW, PASSWORD, customer_mail, opened, put_mails, write_settings

RIGHT = SecretStr(PASSWORD)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def server(clock: FixedClock) -> Iterator[DemoServer]:
    with DemoServer(DemoMailbox(PASSWORD, username=ME, clock=clock)) as running:
        yield running
        assert running.crashes == ()


@pytest.fixture
def desk(tmp_path: Path, server: DemoServer, clock: FixedClock) -> Iterator[Desk]:
    """A desk with one ticket, on a mailbox that has a Sent folder."""
    locations = write_settings(tmp_path, imap=server.imap_port, smtp=server.smtp_port)
    with_store = opened(locations, clock)
    put_mails(with_store, [(customer_mail(1, "Lampe?"), NOW - timedelta(hours=1))])
    yield with_store
    with_store.close()


@pytest.fixture
def item(desk: Desk) -> OutboxItem:
    """A reply that waits for its undo time."""
    (row,) = desk.queue.page(QueueView.OPEN, 0, 9).rows
    return desk.replies.queue(desk.replies.begin(row.ref, everyone=False), "Kommt morgen.\n")


def right() -> SecretStr:
    return RIGHT


def never() -> SecretStr:
    raise AssertionError("nobody needs the password here")


def told(desk: Desk, item: OutboxItem) -> OutboxItem:
    found = desk.outbox.get(item.id)
    assert found is not None
    return found


def sent_folder(server: DemoServer) -> list[bytes]:
    return [message.raw for message in server.mailbox.folder("Sent").messages]


def test_reply_when_no_engine_runs_leaves_at_once_and_is_filed(
    desk: Desk, item: OutboxItem, server: DemoServer
) -> None:
    finished = send_and_wait(desk, item, right)
    assert (finished.state, finished.sent_copy) == (OutboxState.SENT, True)
    (mail,) = server.mails
    assert mail.recipients == ("kaethe@kunde.example",)
    assert sent_folder(server) == [mail.raw]
    row = desk.queue.row(item.ticket)
    assert row is not None
    assert row.state is TicketState.WAITING
    lock = engine_lock(desk.store.path)
    assert lock is not None, "the engine's place is free again"
    lock.release()


class Engine:
    """Another program that holds the engine's place; ``acts`` happen at each look in turn."""

    def __init__(self, desk: Desk, clock: FixedClock, *acts: Callable[[], object]) -> None:
        lock = engine_lock(desk.store.path)
        assert lock is not None
        self.lock: EngineLock = lock
        self.looks = 0
        self._clock = clock
        self._acts = iter(acts)

    def pause(self, seconds: float) -> None:
        self.looks += 1
        assert seconds > 0
        self._clock.move(timedelta(seconds=30))
        next(self._acts, lambda: None)()


def test_reply_when_an_engine_runs_is_left_to_it(
    desk: Desk, item: OutboxItem, clock: FixedClock, server: DemoServer
) -> None:
    def sends() -> None:
        assert told(desk, item).not_before == NOW, "the undo time is over for the engine, too"
        with desk.store.write(durable=True) as session:
            for before, after in (
                (OutboxState.QUEUED, OutboxState.SENDING),
                (OutboxState.SENDING, OutboxState.SENT),
            ):
                assert stored.set_state(session, item.id, expected=before, state=after, now=NOW)

    engine = Engine(desk, clock, lambda: None, sends)
    finished = send_and_wait(desk, item, never, pause=engine.pause)
    assert finished.state is OutboxState.SENT
    assert engine.looks == 2
    assert server.mails == ()
    engine.lock.release()


def test_reply_when_the_engine_ends_meanwhile_is_sent_here(
    desk: Desk, item: OutboxItem, clock: FixedClock, server: DemoServer
) -> None:
    engine = Engine(desk, clock)
    engine._acts = iter((lambda: None, engine.lock.release))
    assert send_and_wait(desk, item, right, pause=engine.pause).state is OutboxState.SENT
    assert len(server.mails) == 1


def test_reply_when_the_engine_does_nothing_stays_queued_after_the_limit(
    desk: Desk, item: OutboxItem, clock: FixedClock, server: DemoServer
) -> None:
    engine = Engine(desk, clock)
    finished = send_and_wait(desk, item, never, pause=engine.pause)
    assert finished.state is OutboxState.QUEUED
    assert WAIT_SECONDS <= clock.monotonic() < WAIT_SECONDS + 30
    assert server.mails == ()
    engine.lock.release()


def test_reply_that_is_taken_back_meanwhile_is_not_sent(
    desk: Desk, item: OutboxItem, clock: FixedClock, server: DemoServer
) -> None:
    engine = Engine(desk, clock)
    engine._acts = iter((lambda: desk.outbox.cancel(item.id), engine.lock.release))
    finished = send_and_wait(desk, item, never, pause=engine.pause)
    assert finished.state is OutboxState.CANCELLED
    assert server.mails == ()
    engine.lock.release()


def test_reply_whose_engine_died_while_sending_is_unknown_and_not_sent_twice(
    desk: Desk, item: OutboxItem, clock: FixedClock, server: DemoServer
) -> None:
    def dies() -> None:
        with desk.store.write(durable=True) as session:
            stored.set_state(
                session,
                item.id,
                expected=OutboxState.QUEUED,
                state=OutboxState.SENDING,
                now=clock.now(),
            )
        engine.lock.release()

    engine = Engine(desk, clock, dies)
    assert send_and_wait(desk, item, never, pause=engine.pause).state is OutboxState.UNKNOWN
    assert server.mails == ()


def test_reply_without_a_password_stays_queued(
    desk: Desk, item: OutboxItem, server: DemoServer
) -> None:
    def none() -> SecretStr:
        raise SecretMissingError("Password", "no password")

    with pytest.raises(SecretMissingError):
        send_and_wait(desk, item, none)
    assert told(desk, item).state is OutboxState.QUEUED
    assert send_and_wait(desk, item, right).state is OutboxState.SENT


def test_reply_with_a_wrong_password_says_so_and_stays_queued(
    desk: Desk, item: OutboxItem, server: DemoServer
) -> None:
    with pytest.raises(SignInError, match="refused the user name or the password"):
        send_and_wait(desk, item, lambda: SecretStr("wrong"))
    assert told(desk, item).state is OutboxState.QUEUED
    assert server.mails == ()


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        (Answer("MAIL", 451), OutboxState.DEFERRED),
        (Answer("MESSAGE", 554, "5.7.1 spam"), OutboxState.REFUSED),
        (RefuseRecipient(recipient="kaethe@kunde.example"), OutboxState.REFUSED),
        (DropAfter(MESSAGE), OutboxState.UNKNOWN),
    ],
)
def test_reply_that_the_server_does_not_take_is_told_as_it_is(
    desk: Desk, item: OutboxItem, server: DemoServer, fault: Answer, state: OutboxState
) -> None:
    server.smtp_faults.add(fault)
    assert send_and_wait(desk, item, right).state is state
    assert sent_folder(server) == []


def test_reply_that_left_counts_as_sent_even_if_no_copy_can_be_filed(
    desk: Desk, item: OutboxItem, server: DemoServer
) -> None:
    server.mailbox.password = "changed"
    finished = send_and_wait(desk, item, right)
    assert (finished.state, finished.sent_copy) == (OutboxState.SENT, False)
    server.mailbox.password = PASSWORD
    report = sync_once(desk, RIGHT, lambda _stage, _done, _total: None)
    assert report.mailbox.sent_copies == 1
    assert len(sent_folder(server)) == 1


def test_pass_sends_reads_and_tells_what_it_did(
    desk: Desk, item: OutboxItem, server: DemoServer, clock: FixedClock
) -> None:
    server.mailbox.deliver("INBOX", customer_mail(2, "Neu"), NOW)
    clock.move(timedelta(seconds=11))
    seen: list[tuple[int, int]] = []
    report = sync_once(desk, RIGHT, lambda _stage, done, total: seen.append((done, total)))
    assert report.attempts == 1
    assert [(tried.id, tried.state) for tried in report.tried] == [(item.id, OutboxState.SENT)]
    assert report.mailbox.folders["INBOX"].new == 1
    assert len(sent_folder(server)) == 1
    assert (1, 1) in seen
    with desk.store.write(durable=False) as session:
        assert update_vocabulary(session) == 0, "the words of new mails are learnt"
    again = sync_once(desk, RIGHT, lambda _stage, _done, _total: None)
    assert (again.attempts, again.tried, again.mailbox.new) == (0, (), 1)


def test_pass_respects_the_undo_time(desk: Desk, item: OutboxItem, server: DemoServer) -> None:
    report = sync_once(desk, RIGHT, lambda _stage, _done, _total: None)
    assert report.attempts == 0
    assert server.mails == ()


def test_pass_holds_a_waiting_reply_and_tells_so_when_it_reads_that_the_customer_wrote(
    desk: Desk, item: OutboxItem, server: DemoServer
) -> None:
    raw = customer_mail(2, "Re: Lampe?").replace(
        b"Message-ID:", b"In-Reply-To: <frage-1@kunde.example>\r\nMessage-ID:"
    )
    server.mailbox.deliver("INBOX", raw, NOW)
    report = sync_once(desk, RIGHT, lambda _stage, _done, _total: None)
    assert [(tried.id, tried.state) for tried in report.tried] == [(item.id, OutboxState.HELD)]


def test_pass_after_a_cut_line_finds_the_proof_in_the_sent_folder(
    desk: Desk, item: OutboxItem, server: DemoServer
) -> None:
    server.smtp_faults.add(DropAfter(MESSAGE))
    assert send_and_wait(desk, item, right).state is OutboxState.UNKNOWN
    (mail,) = server.mails
    server.mailbox.deliver("Sent", mail.raw, NOW)
    sync_once(desk, RIGHT, lambda _stage, _done, _total: None)
    assert told(desk, item).state is OutboxState.SENT
    assert len(sent_folder(server)) == 1


def test_pass_tells_of_a_mail_that_a_dead_program_was_sending(
    desk: Desk, item: OutboxItem, server: DemoServer
) -> None:
    with desk.store.write(durable=True) as session:
        stored.set_state(
            session, item.id, expected=OutboxState.QUEUED, state=OutboxState.SENDING, now=NOW
        )
    report = sync_once(desk, RIGHT, lambda _stage, _done, _total: None)
    assert [tried.state for tried in report.tried] == [OutboxState.UNKNOWN]
    assert server.mails == ()


def test_pass_reads_the_mailbox_even_if_the_password_is_refused_for_sending(
    desk: Desk, item: OutboxItem, server: DemoServer, clock: FixedClock
) -> None:
    server.mailbox.deliver("INBOX", customer_mail(2, "Neu"), NOW)
    server.smtp_faults.add(Answer("AUTH", 535, "5.7.8 wrong"))
    clock.move(timedelta(seconds=11))
    with pytest.raises(SignInError, match=r"5\.7\.8 wrong"):
        sync_once(desk, RIGHT, lambda _stage, _done, _total: None)
    assert told(desk, item).state is OutboxState.QUEUED
    assert desk.queue.page(QueueView.OPEN, 0, 9).total == 2


def test_pass_when_the_server_is_gone_says_what_to_check(desk: Desk, server: DemoServer) -> None:
    server.stop()
    with pytest.raises(MailError) as caught:
        sync_once(desk, RIGHT, lambda _stage, _done, _total: None)
    assert "agent-console doctor" in caught.value.hint
    assert "by itself" not in caught.value.hint
