"""Waiting for mail and for servers."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from agent_console.clock import FixedClock, SystemClock
from agent_console.demo.faults import AnswerNo, GarbageLine, MailWithIdle, SayBye
from agent_console.demo.server import DemoServer
from agent_console.errors import MailError, SignInError
from agent_console.mail.imap import ImapConnection
from agent_console.mail.watch import Backoff, SleepDetector, watch
from agent_console.mail.wire import ConnectionLostError, RefusedError
from tests.mail.imap_helpers import connected, demo_mailbox, mail

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
BROKEN = ConnectionLostError("gone")


class PatientStop:
    """A stop that lets the clock run instead of waiting, and is set after ``slices`` waits."""

    def __init__(self, clock: FixedClock, slices: int) -> None:
        self.clock = clock
        self.slices = slices

    def is_set(self) -> bool:
        return self.slices <= 0

    def wait(self, timeout: float | None = None) -> bool:
        self.slices -= 1
        self.clock.move(timedelta(seconds=timeout or 0))
        return self.is_set()


class SleepyClock(FixedClock):
    """A clock whose wall time can jump alone, as after a suspended computer wakes up."""

    ahead = timedelta(0)

    def now(self) -> datetime:
        return super().now() + self.ahead


class SuspendingStop(PatientStop):
    """While it waits, the computer sleeps eight hours."""

    def __init__(self, clock: SleepyClock) -> None:
        super().__init__(clock, slices=500)
        self.sleepy = clock

    def wait(self, timeout: float | None = None) -> bool:
        self.sleepy.ahead = timedelta(hours=8)
        return super().wait(timeout)


def idle_once(connection: ImapConnection, poll: timedelta = MINUTE) -> int:
    stop = threading.Event()
    return next(watch(connection, "INBOX", poll=poll, stop=stop, clock=SystemClock()))


@pytest.mark.server
def test_watch_tells_of_mail_that_comes_with_the_idle_answer() -> None:
    mailbox = demo_mailbox()
    with DemoServer(mailbox) as server, connected(server) as connection:
        server.faults.add(MailWithIdle(action=lambda: mailbox.deliver("INBOX", mail(1))))
        assert idle_once(connection) == 1
        assert connection.status("INBOX").messages == 1


@pytest.mark.server
def test_watch_tells_of_mail_the_server_forgot_to_tell_while_idle() -> None:
    with DemoServer(demo_mailbox(count=1)) as server, connected(server) as connection:
        server.faults.add(GarbageLine("NOOP", line=b"* 2 EXISTS\r\n"))
        assert idle_once(connection, poll=timedelta(0)) == 2


@pytest.mark.server
def test_watch_opens_the_folder_itself() -> None:
    mailbox = demo_mailbox(count=1)
    with DemoServer(mailbox) as server, connected(server, "Sent") as connection:
        server.faults.add(MailWithIdle(action=lambda: mailbox.deliver("INBOX", mail(2))))
        assert idle_once(connection) == 2


@pytest.mark.server
def test_watch_tells_of_mail_that_came_while_another_folder_was_open() -> None:
    mailbox = demo_mailbox(count=1)
    with DemoServer(mailbox) as server, connected(server) as connection:
        connection.select("Sent")
        mailbox.deliver("INBOX", mail(2))
        assert idle_once(connection) == 2
        assert "IDLE" not in {command.verb for command in server.commands}


@pytest.mark.server
def test_watch_of_a_closed_connection_raises_at_once() -> None:
    with DemoServer(demo_mailbox()) as server, connected(server) as connection:
        server.faults.add(SayBye("IDLE"))
        with pytest.raises(ConnectionLostError):
            idle_once(connection)


@pytest.mark.server
def test_watch_without_idle_asks_once_per_poll() -> None:
    mailbox = demo_mailbox("IDLE", count=1)
    clock = FixedClock(NOW)
    stop = PatientStop(clock, slices=150)
    with DemoServer(mailbox) as server, connected(server) as connection:
        assert list(watch(connection, "INBOX", poll=MINUTE, stop=stop, clock=clock)) == []
        verbs = [command.verb for command in server.commands]
    assert verbs.count("NOOP") == 2
    assert "IDLE" not in verbs


@pytest.mark.server
def test_watch_without_idle_tells_of_new_mail() -> None:
    mailbox = demo_mailbox("IDLE", count=1)
    clock = FixedClock(NOW)
    stop = PatientStop(clock, slices=100)
    with DemoServer(mailbox) as server, connected(server) as connection:
        mailbox.deliver("INBOX", mail(2))
        assert list(watch(connection, "INBOX", poll=MINUTE, stop=stop, clock=clock)) == [2]


@pytest.mark.server
def test_watch_where_idle_is_refused_asks_from_then_on() -> None:
    mailbox = demo_mailbox(count=1)
    clock = FixedClock(NOW)
    stop = PatientStop(clock, slices=150)
    with DemoServer(mailbox) as server, connected(server) as connection:
        server.faults.add(AnswerNo("IDLE"))
        mailbox.deliver("INBOX", mail(2))
        assert list(watch(connection, "INBOX", poll=MINUTE, stop=stop, clock=clock)) == [2]
        verbs = [command.verb for command in server.commands]
        assert verbs.count("IDLE") == 1
        assert connection.noop() == 2


@pytest.mark.server
def test_watch_that_is_stopped_leaves_the_connection_usable() -> None:
    with DemoServer(demo_mailbox(count=1)) as server, connected(server) as connection:
        stop = threading.Event()
        timer = threading.Timer(0.1, stop.set)
        timer.start()
        heard = list(watch(connection, "INBOX", poll=MINUTE, stop=stop, clock=SystemClock()))
        timer.join()
        assert heard == []
        assert connection.noop() == 1


@pytest.mark.server
def test_watch_after_the_computer_slept_gives_the_connection_up() -> None:
    clock = SleepyClock(NOW)
    stop = SuspendingStop(clock)
    with (
        DemoServer(demo_mailbox("IDLE")) as server,
        connected(server) as connection,
        pytest.raises(ConnectionLostError, match="asleep"),
    ):
        next(watch(connection, "INBOX", poll=MINUTE, stop=stop, clock=clock))


@pytest.mark.parametrize(
    ("jump", "slept"),
    [(timedelta(0), False), (timedelta(seconds=14), False), (timedelta(seconds=16), True)],
)
def test_sleep_is_a_wall_clock_that_ran_alone(jump: timedelta, slept: bool) -> None:
    clock = SleepyClock(NOW)
    detector = SleepDetector(clock)
    clock.move(timedelta(hours=1))
    clock.ahead = jump
    assert detector.slept() is slept
    assert not detector.slept()


def test_backoff_doubles_up_to_five_minutes() -> None:
    backoff = Backoff(lambda: 0.0)
    waits = [backoff.failed(BROKEN) for _try in range(12)]
    assert [wait.total_seconds() for wait in waits if wait] == [
        *(1, 2, 4, 8, 16, 32, 64, 128, 256),
        *(300, 300, 300),
    ]


def test_backoff_is_spread_so_that_consoles_do_not_call_together() -> None:
    assert Backoff(lambda: 1.0).failed(BROKEN) == timedelta(seconds=0.75)
    assert Backoff(lambda: 0.4).failed(BROKEN) == timedelta(seconds=0.9)


@pytest.mark.parametrize("code", ["LIMIT", "THROTTLED", "UNAVAILABLE"])
def test_busy_server_is_left_alone_for_a_minute_at_least(code: str) -> None:
    for error in (RefusedError("busy", code=code), ConnectionLostError("busy", code=code)):
        for backoff in (Backoff(lambda: 0.0), Backoff(lambda: 1.0)):
            wait = backoff.failed(error)
            assert wait is not None
            assert 60 <= wait.total_seconds() <= 75


def test_server_that_names_a_time_gets_it() -> None:
    error = RefusedError("slow down", wait=timedelta(minutes=11))
    assert Backoff(lambda: 0.0).failed(error) == timedelta(minutes=11)


def test_backoff_starts_anew_after_a_connection_that_lasted() -> None:
    backoff = Backoff(lambda: 0.0)
    for _try in range(5):
        backoff.failed(BROKEN)
    assert backoff.failed(BROKEN, lived=timedelta(seconds=59)) == timedelta(seconds=32)
    assert backoff.failed(BROKEN, lived=MINUTE) == timedelta(seconds=1)


def test_three_refused_sign_ins_wait_for_a_person() -> None:
    backoff = Backoff(lambda: 0.0)
    refused: MailError = SignInError("Sign-in", "wrong")
    assert backoff.failed(refused) == timedelta(seconds=1)
    assert backoff.failed(BROKEN) == timedelta(seconds=2)
    assert backoff.failed(refused) == timedelta(seconds=4)
    assert not backoff.waits_for_person
    assert backoff.failed(refused) is None
    assert backoff.waits_for_person
    backoff.reset()
    assert backoff.failed(refused) == timedelta(seconds=1)


def test_accepted_sign_in_forgets_the_refused_ones() -> None:
    backoff = Backoff(lambda: 0.0)
    for _try in range(2):
        backoff.failed(SignInError("Sign-in", "wrong"))
    backoff.signed_in()
    assert backoff.failed(SignInError("Sign-in", "wrong")) is not None
