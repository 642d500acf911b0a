"""The engine as a process of its own, against real servers."""

from __future__ import annotations

import json
import queue
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import Servers
from tests.e2e.dovecot import Dovecot
from tests.e2e.program import Program
from tests.e2e.smtp import Accepted
from tests.filled import customer_mail

pytestmark = pytest.mark.server
SECONDS = 90.0
BUSY = 8


class Engine:
    """A running engine, spoken to as a console does."""

    def __init__(self, program: Program) -> None:
        self.process = subprocess.Popen(
            program.command("engine"),
            env=dict(program.environment()),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self.said: queue.Queue[dict[str, Any]] = queue.Queue()
        self._listener = threading.Thread(target=self._listen)
        self._listener.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.put(json.loads(line))

    def hear(self, **wanted: object) -> dict[str, Any]:
        while True:
            message = self.said.get(timeout=SECONDS)
            if wanted.items() <= message.items():
                return message

    def tell(self, **words: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(words) + "\n")
        self.process.stdin.flush()

    def end_of_input(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()

    def wait(self) -> int:
        return self.process.wait(SECONDS)

    def close(self) -> str:
        """End it; return what it wrote to standard error."""
        self.process.kill()
        self.process.wait(SECONDS)
        self._listener.join(SECONDS)
        assert self.process.stderr is not None
        with self.process.stderr as stream:
            words = stream.read()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()
        return words


@contextmanager
def engine(program: Program) -> Iterator[Engine]:
    running = Engine(program)
    try:
        yield running
    finally:
        words = running.close()
    assert words == "", "an engine writes nothing but its messages"


def deliver(servers: Servers, number: int, subject: str) -> None:
    with servers.connect() as connection:
        connection.append("INBOX", customer_mail(number, subject), (), datetime.now(UTC))


def queued(program: Program, tmp_path: Path) -> None:
    """Queue a reply to the only open ticket, without undo time."""
    (row,) = program.ok("list", "--json").json
    body = tmp_path / "answer.txt"
    body.write_text("Sie kommt morgen.\n", encoding="utf-8")
    program.ok("reply", row["ref"], "--body-file", str(body), "--no-wait")


def test_engine_sees_a_mail_at_once_and_sends_what_another_program_queued(
    servers: Servers, program: Program, tmp_path: Path
) -> None:
    with engine(program) as running:
        running.hear(health="online")
        begun = time.monotonic()
        deliver(servers, 1, "Wo bleibt meine Lampe?")
        running.hear(**{"is": "changed"})
        assert time.monotonic() - begun < 45, "the server's IDLE, not the poll, told us"
        queued(program, tmp_path)
        running.hear(**{"is": "sent", "state": "sent"})
        running.hear(health="online")
        with servers.connect() as connection:
            end = time.monotonic() + SECONDS
            while not connection.select("Sent").exists and time.monotonic() < end:
                time.sleep(0.05)
            assert connection.select("Sent").exists == 1
        assert len(servers.smtp.mails) == 1
        running.end_of_input()
        assert running.wait() == 0


class Slow(list[Accepted]):
    """Mails of a server that takes its time before it answers."""

    def __init__(self) -> None:
        super().__init__()
        self.reached = threading.Event()
        self.gate = threading.Event()

    def append(self, mail: Accepted) -> None:
        super().append(mail)
        self.reached.set()
        self.gate.wait(SECONDS)


@pytest.mark.parametrize("how", ["end of input", "SIGTERM"])
def test_engine_told_to_end_within_data_settles_the_mail_first(
    how: str, servers: Servers, program: Program, tmp_path: Path
) -> None:
    deliver(servers, 1, "Wo bleibt meine Lampe?")
    program.ok("sync")
    queued(program, tmp_path)
    slow = Slow()
    servers.smtp.mails = slow
    with engine(program) as running:
        assert slow.reached.wait(SECONDS)
        if how == "SIGTERM":
            running.process.send_signal(signal.SIGTERM)
        else:
            running.end_of_input()
        with pytest.raises(subprocess.TimeoutExpired):
            running.process.wait(0.2)
        slow.gate.set()
        assert running.wait() == 0
    (row,) = program.ok("list", "--view", "waiting", "--json").json
    assert row["mails"] == 2
    assert len(slow) == 1


def test_second_engine_goes_at_once_and_takes_over_after_a_kill(
    servers: Servers, program: Program
) -> None:
    with engine(program) as first:
        first.hear(health="online")
        with engine(program) as second:
            assert second.wait() == BUSY
        first.process.kill()
        first.wait()
        with engine(program) as third:
            third.hear(health="online")
            third.tell(do="stop")
            assert third.wait() == 0


def test_wrong_password_is_tried_once_whatever_happens_and_the_right_one_goes_on(
    servers: Servers, program: Program, imap_log: Path
) -> None:
    program.configure(servers.imap, servers.smtp.config, "wrong")
    with engine(program) as running:
        running.hear(health="sign-in")
        running.hear(**{"is": "secret-needed"})
        time.sleep(1.5)
        assert failures(imap_log, servers.imap.user) == 1
        running.tell(do="secret", secret=servers.password)
        running.hear(health="online")
        assert failures(imap_log, servers.imap.user) == 1


@pytest.fixture
def imap_log(server: Dovecot) -> Path:
    return server.log


def failures(log: Path, user: str) -> int:
    return sum(
        f"user=<{user}>" in line and "auth failed" in line.lower()
        for line in log.read_text(encoding="utf-8", errors="replace").splitlines()
    )
