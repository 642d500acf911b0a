"""The terminal is closed, or somebody asks the program to end, while a reply is on its way."""

from __future__ import annotations

import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.e2e.conftest import Servers
from tests.e2e.program import Program
from tests.e2e.smtp import Accepted
from tests.filled import customer_mail

pytestmark = [
    pytest.mark.server,
    pytest.mark.promise("ended or closed in the midst of sending", "P1", "P2"),
]

SECONDS = 60.0
UNKNOWN_OUTCOME = 9


class Held(list[Accepted]):
    """The mails of a server that has taken one and does not say so yet."""

    def __init__(self) -> None:
        super().__init__()
        self.reached = threading.Event()
        self.gate = threading.Event()

    def append(self, mail: Accepted) -> None:
        super().append(mail)
        self.reached.set()
        self.gate.wait(SECONDS)


@contextmanager
def started(program: Program, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Run a command of the program beside the test."""
    with subprocess.Popen(
        program.command(*arguments),
        env=dict(program.environment()),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def ref(servers: Servers, program: Program) -> str:
    """A ticket that a customer's mail has opened."""
    with servers.connect() as connection:
        connection.append("INBOX", customer_mail(1, "Wo bleibt sie?"), (), datetime.now(UTC))
    program.ok("sync")
    (row,) = program.ok("list", "--json").json
    return str(row["ref"])


@pytest.fixture
def body(tmp_path: Path) -> str:
    file = tmp_path / "answer.txt"
    file.write_text("Sie kommt morgen.\n", encoding="utf-8")
    return str(file)


def states(program: Program) -> list[str]:
    return [item["state"] for item in program.ok("outbox", "--json").json]


def test_sync_whose_terminal_is_closed_in_data_finishes_the_mail(
    servers: Servers, program: Program, ref: str, body: str
) -> None:
    program.ok("reply", ref, "--body-file", body, "--no-wait")
    held = servers.smtp.mails = Held()
    with started(program, "sync", "--watch") as running:
        assert held.reached.wait(SECONDS)
        running.send_signal(signal.SIGHUP)
        held.gate.set()
        assert running.wait(SECONDS) == 0
    assert states(program) == ["sent"]
    program.ok("sync")
    assert len(held) == 1


def test_reply_whose_terminal_is_closed_while_the_server_takes_it_is_in_doubt_and_never_doubled(
    servers: Servers, program: Program, ref: str, body: str
) -> None:
    held = servers.smtp.mails = Held()
    with started(program, "reply", ref, "--body-file", body) as running:
        assert held.reached.wait(SECONDS)
        running.send_signal(signal.SIGHUP)
        assert running.wait(SECONDS) == -signal.SIGHUP
        held.gate.set()
    run = program.run("sync", "--json")
    assert run.code == UNKNOWN_OUTCOME
    assert [item["state"] for item in run.json["outbox"]] == ["unknown"]
    program.run("sync")
    assert states(program) == ["unknown"]
    assert len(held) == 1


def test_reply_interrupted_while_the_server_takes_it_says_what_became_of_it(
    servers: Servers, program: Program, ref: str, body: str
) -> None:
    held = servers.smtp.mails = Held()
    with started(program, "reply", ref, "--body-file", body) as running:
        assert held.reached.wait(SECONDS)
        running.send_signal(signal.SIGINT)
        held.gate.set()
        out, _err = running.communicate(timeout=SECONDS)
    assert (running.returncode, "sent" in out) == (0, True)
    assert states(program) == ["sent"]
    assert len(held) == 1
