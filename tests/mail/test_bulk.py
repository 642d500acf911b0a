"""Many FETCHes on their way at once: in any order, interrupted, refused, broken off."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import cast

import pytest

from agent_console.clock import Clock, FixedClock, SystemClock
from agent_console.demo.server import DemoServer
from agent_console.mail import bulk
from agent_console.mail.bulk import FetchRun, fetch_many
from agent_console.mail.dial import Client
from agent_console.mail.fetch import FetchItem
from agent_console.mail.imap import ImapConnection
from agent_console.mail.stream import Stream
from agent_console.mail.wire import ConnectionLostError, RefusedError, Wire
from tests.mail.imap_helpers import connected, demo_mailbox, mail

Serve = Callable[..., ImapConnection]
ITEMS = "UID BODY.PEEK[]"


class RunningClock(FixedClock):
    """A clock on which some time passes each time somebody looks."""

    def monotonic(self) -> float:
        self.move(timedelta(seconds=4))
        return super().monotonic()


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Return a function that connects to a server that says just this and closes."""
    here, there = socket.socketpair()

    def make(said: bytes, clock: Clock | None = None) -> ImapConnection:
        there.sendall(said)
        there.shutdown(socket.SHUT_WR)
        stream = Stream(here, clock or SystemClock(), read_timeout=60)
        return ImapConnection(cast(Client, None), Wire(stream), SystemClock(), set())

    with here, there:
        yield make


def answer(uid: int, body: bytes = b"{1}\r\nx") -> bytes:
    return b"* 1 FETCH (UID %d BODY[] %s)\r\n" % (uid, body)


def run(connection: ImapConnection, *sets: str, in_flight: int = 4) -> FetchRun:
    return fetch_many(connection, ((uids, ITEMS) for uids in sets), in_flight=in_flight)


def bodies(items: Iterable[FetchItem]) -> list[tuple[int, bytes | None]]:
    return [(item.uid, item.body) for item in items]


def is_closed(connection: ImapConnection) -> bool:
    return connection.wire.stream.socket.fileno() == -1


def test_mails_when_fetched_from_a_server_all_come() -> None:
    with DemoServer(demo_mailbox(count=40)) as server, connected(server) as connection:
        sets = [f"{low}:{low + 4}" for low in range(36, 0, -5)]
        found = bodies(run(connection, *sets))
        assert sorted(found) == [(uid, mail(uid)) for uid in range(1, 41)]
        assert connection.noop() == 40


def test_answers_when_all_ends_come_last_are_handed_out_and_more_is_asked(serve: Serve) -> None:
    ends = b"".join(b"C%d OK\r\n" % number for number in range(1, 7))
    connection = serve(b"".join(map(answer, range(1, 7))) + ends)
    asked: list[str] = []

    def sets() -> Iterator[tuple[str, str]]:
        for uid in range(1, 7):
            asked.append(str(uid))
            yield str(uid), ITEMS

    fetching = fetch_many(connection, sets(), in_flight=2)
    seen = [(next(fetching).uid, len(asked)) for _ in range(4)]
    assert seen == [(1, 2), (2, 2), (3, 3), (4, 4)]
    assert [item.uid for item in fetching] == [5, 6]


def test_what_nobody_asked_for_when_told_does_no_harm(serve: Serve) -> None:
    told = b"* 9 EXISTS\r\n* 3 FETCH (UID 99 FLAGS (\\Seen))\r\n+ go\r\n* 4 FETCH (FLAGS ())\r\n"
    told += b"* 5 FETCH nonsense\r\n* OK [ALERT] hello\r\n"
    connection = serve(told + answer(1) + told + b"C1 OK\r\n")
    assert bodies(run(connection, "1")) == [(99, None), (1, b"x"), (99, None)]
    assert connection.wire.exists == 9


def test_stale_answers_when_they_come_are_told(serve: Serve) -> None:
    fetching = run(serve(answer(1, b"NIL") + b"C1 NO [EXPUNGEISSUED] gone\r\n"), "1:2")
    item = next(fetching)
    assert (item.uid, item.body, item.body_empty) == (1, None, True)
    with pytest.raises(RefusedError):
        next(fetching)
    assert fetching.expunged is True


def test_one_refusal_when_others_go_on_is_raised_after_their_answers(serve: Serve) -> None:
    said = b"C1 NO [LIMIT] too much\r\n" + answer(2) + b"C2 OK\r\nC3 OK\r\n"
    connection = serve(said)
    fetching = run(connection, "1", "2", "3", "4", in_flight=2)
    assert next(fetching).uid == 2
    with pytest.raises(RefusedError, match="too much") as refused:
        next(fetching)
    assert refused.value.temporary
    assert not is_closed(connection)
    connection.wire.command(b"NOOP")


def test_literal_above_the_limit_is_read_over(serve: Serve) -> None:
    connection = serve(answer(1, b"{5000}\r\n" + b"y" * 5000) + answer(2) + b"C1 OK\r\n")
    fetching = fetch_many(connection, [("1:2", ITEMS)], literal_max=1000)
    assert bodies(fetching) == [(1, None), (2, b"x")]


@pytest.mark.parametrize(
    "said",
    [
        answer(1),
        answer(1)[:-5],
        b"* BYE\r\n",
        b"C9 OK\r\n",
        b"nonsense\r\n",
        b"C1 MAYBE\r\n",
        b"C1\r\n",
    ],
)
def test_line_that_cannot_be_trusted_is_closed(serve: Serve, said: bytes) -> None:
    connection = serve(said)
    with pytest.raises(ConnectionLostError):
        list(run(connection, "1"))
    assert is_closed(connection)


def test_answers_without_end_are_given_up(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_ANSWERS_MORE", 20)
    connection = serve(b"* 1 EXISTS\r\n" * 1000)
    with pytest.raises(ConnectionLostError, match="without an end"):
        list(run(connection, "1:2"))


def test_stopping_early_closes_the_connection_and_stopping_late_does_not(serve: Serve) -> None:
    connection = serve(answer(1) + answer(2) + b"C1 OK\r\n")
    fetching = run(connection, "1:2")
    next(fetching)
    fetching.close()
    assert is_closed(connection)
    assert list(fetching) == []


def test_stopping_when_all_has_come_keeps_the_connection(serve: Serve) -> None:
    connection = serve(answer(1) + b"C1 OK\r\nC2 OK\r\n")
    fetching = run(connection, "1")
    assert len(list(fetching)) == 1
    fetching.close()
    connection.wire.command(b"NOOP")


@pytest.mark.parametrize("uids", ["1:*", "", "1 BODY", "1\r\nC9 LOGOUT"])
def test_set_that_names_no_uids_is_refused(serve: Serve, uids: str) -> None:
    connection = serve(b"")
    with pytest.raises(ValueError, match="not a UID set"):
        list(run(connection, uids))


def test_pace_when_too_slow_is_given_up_and_bytes_give_time() -> None:
    here, there = socket.socketpair()
    with here, there:
        stream = Stream(here, RunningClock(datetime(2026, 3, 2, tzinfo=UTC)), read_timeout=60)
        with stream.paced(10, 100):
            there.sendall(b"x" * 900)
            assert stream.read(900)
            there.sendall(b"a\nb\n")
            assert stream.readline() == b"a\n"
            assert stream.readline() == b"b\n"
            for _ in range(2):
                there.sendall(b"c\n")
                stream.readline()
            there.sendall(b"d\n")
            with pytest.raises(TimeoutError):
                stream.readline()
        assert stream.readline() == b"d\n"
