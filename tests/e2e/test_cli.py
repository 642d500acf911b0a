"""Scripts against real servers: replies with and without an engine beside them, a terminal."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from agent_console.clock import SystemClock
from agent_console.config import load_config
from agent_console.desk.views import OutboxState, QueueView
from agent_console.errors import ExitCode
from agent_console.locations import locations_below
from agent_console.services.desk import Desk, open_desk
from agent_console.services.once import sync_once
from tests.e2e.conftest import Servers
from tests.e2e.program import Program
from tests.e2e.terminal import terminal
from tests.filled import customer_mail

pytestmark = pytest.mark.server


@pytest.fixture
def ref(servers: Servers, program: Program) -> str:
    """A ticket that has been synced."""
    with servers.connect() as connection:
        mail = customer_mail(1, "Wo bleibt meine Lampe?")
        connection.append("INBOX", mail, (), datetime.now(UTC))
    with desk_of(program) as desk:
        sync_once(desk, SecretStr(servers.password), lambda _stage, _done, _total: None)
        (row,) = desk.queue.page(QueueView.OPEN, 0, 9).rows
    return row.ref


@contextmanager
def desk_of(program: Program) -> Iterator[Desk]:
    """Open the program's store in this process."""
    config = load_config(program.config_file)
    desk = open_desk(config, locations_below(program.home), SystemClock())
    try:
        yield desk
    finally:
        desk.close()


@pytest.fixture
def body(tmp_path: Path) -> str:
    file = tmp_path / "answer.txt"
    file.write_text("Sie kommt morgen.\n", encoding="utf-8")
    return str(file)


@contextmanager
def engine(program: Program) -> Iterator[subprocess.Popen[str]]:
    """Run `sync --watch` beside the test until the block ends."""
    with subprocess.Popen(
        program.command("sync", "--watch"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=dict(program.environment()),
    ) as process:
        try:
            holder = program.home / "data" / "store.db.engine"
            end = time.monotonic() + 20
            while not (holder.exists() and holder.read_text().startswith(f"{process.pid} ")):
                assert process.poll() is None, process.communicate()
                assert time.monotonic() < end
                time.sleep(0.05)
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def test_reply_while_another_program_syncs_is_sent_by_that_one(
    servers: Servers, program: Program, ref: str, body: str
) -> None:
    with engine(program) as other:
        sent = program.ok("reply", ref, "--body-file", body, "--json").json
        assert sent["state"] == "sent"
        assert sent["attempts"] == 1
        assert len(servers.smtp.mails) == 1
        other.send_signal(signal.SIGTERM)
        out, err = other.communicate(timeout=60)
    assert other.returncode == 0
    assert out == ""
    assert f"mail {sent['id']} for #{ref}: sent" in err
    with desk_of(program) as desk:
        assert [row.ref for row in desk.queue.page(QueueView.WAITING, 0, 9).rows] == [ref]


def test_reply_with_a_wrong_password_stays_queued_until_it_is_right(
    servers: Servers, program: Program, ref: str, body: str
) -> None:
    program.configure(servers.imap, servers.smtp.config, "wrong-one")
    run = program.run("reply", ref, "--body-file", body)
    assert run.code == ExitCode.SIGN_IN
    assert run.out == ""
    assert "The reply stays queued" in run.err
    assert "wrong-one" not in run.err
    assert servers.smtp.mails == []
    with desk_of(program) as desk:
        assert [item.state for item in desk.outbox.items()] == [OutboxState.QUEUED]


def test_reply_that_the_server_refuses_for_good_is_told_by_the_exit_code(
    servers: Servers, program: Program, ref: str, body: str
) -> None:
    servers.smtp.data_answer = "554 5.7.1 looks like spam"
    run = program.run("reply", ref, "--body-file", body)
    assert run.code == ExitCode.MAIL_SERVER
    assert "refused" in run.out
    assert "looks like spam" in run.err


def test_sync_with_a_queued_reply_sends_it_and_files_a_copy(
    servers: Servers, program: Program, ref: str, body: str
) -> None:
    queued = program.ok("reply", ref, "--body-file", body, "--no-wait")
    assert "waits to leave" in queued.out
    assert servers.smtp.mails == []
    report = program.ok("sync", "--json").json
    assert report["attempts"] == 1
    assert report["sent_copies"] == 1
    assert [item["state"] for item in report["outbox"]] == ["sent"]
    assert set(report) == {"folders", "sent_copies", "attempts", "outbox"}
    assert set(report["folders"]) == {"INBOX", "Sent"}
    assert set(report["folders"]["INBOX"]) == {
        "new", "flag_changes", "vanished", "failed", "server_count", "unfinished",
    }  # fmt: skip
    assert len(servers.smtp.mails) == 1


@pytest.mark.pty
def test_list_in_a_terminal_has_a_heading_and_fits(program: Program, ref: str) -> None:
    with terminal(program.command("list"), program.environment(), columns=80, lines=24) as screen:
        shown = screen.wait_for(f"#{ref}")
        assert screen.wait_exit() == 0
    heading, line = shown.splitlines()[:2]
    assert heading.split() == ["ticket", "due", "state", "customer", "subject"]
    assert heading.index("subject") == line.index("Wo bleibt")
    assert heading.index("due") == len(f"#{ref}") + 2
