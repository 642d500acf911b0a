"""Replies on their way through real servers: refusals, crashes, proofs, and never twice."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import Servers
from tests.e2e.program import Program
from tests.e2e.smtp import Accepted
from tests.filled import customer_mail

pytestmark = pytest.mark.server
UNKNOWN_OUTCOME = 9
MAIL_SERVER = 6
SIGN_IN = 7


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


@pytest.fixture
def body(tmp_path: Path) -> str:
    file = tmp_path / "answer.txt"
    file.write_text("Sie kommt morgen: größer als gedacht.\n", encoding="utf-8")
    return str(file)


def in_sent(servers: Servers) -> list[bytes]:
    with servers.connect() as connection:
        connection.select("Sent")
        found = connection.fetch_set("1:*", "UID BODY.PEEK[]").items
        return [item.body or b"" for _uid, item in sorted(found.items())]


class Watched(list[Accepted]):
    """The mails that the server took; something happens at the moment it takes one."""

    def __init__(self, act: Callable[[], object]) -> None:
        super().__init__()
        self._act = act

    def append(self, mail: Accepted) -> None:
        super().append(mail)
        self._act()


@pytest.mark.promise("killed or refused at a real server", "P1", "P2", "P3")
def test_recipient_that_is_refused_is_named_and_the_others_have_the_mail(
    servers: Servers, program: Program, body: str
) -> None:
    ref = ticket(servers, program, cc="reject@kunde.example, lou@kunde.example")
    run = program.run("reply", ref, "--body-file", body, "--json")
    assert run.code == MAIL_SERVER
    item: dict[str, Any] = run.json
    assert item["state"] == "partial"
    assert "reject@kunde.example: 550 5.1.1 no such user" in item["detail"]
    (mail,) = servers.smtp.mails
    assert mail.recipients == ("kaethe@kunde.example", "lou@kunde.example")
    assert len(in_sent(servers)) == 1
    program.ok("sync")
    assert len(servers.smtp.mails) == 1
    assert len(in_sent(servers)) == 1


@pytest.mark.parametrize(("whom", "copies"), [("--all", ["lou@kunde.example"]), ("--alone", [])])
def test_reply_goes_to_all_or_to_the_writer_alone_as_asked(
    servers: Servers, program: Program, body: str, whom: str, copies: list[str]
) -> None:
    ref = ticket(servers, program, cc="lou@kunde.example")
    program.ok("reply", ref, "--body-file", body, whom)
    (mail,) = servers.smtp.mails
    assert mail.recipients == ("kaethe@kunde.example", *copies)


@pytest.mark.promise("killed or refused at a real server", "P1", "P2", "P3")
def test_refused_reply_says_why_and_is_not_tried_again(
    servers: Servers, program: Program, body: str
) -> None:
    ref = ticket(servers, program)
    servers.smtp.data_answer = "554 5.7.1 looks like spam"
    run = program.run("reply", ref, "--body-file", body, "--json")
    assert (run.code, run.json["state"]) == (MAIL_SERVER, "refused")
    assert "5.7.1 looks like spam" in run.json["detail"]
    servers.smtp.data_answer = ""
    program.ok("sync")
    assert servers.smtp.mails == []
    assert in_sent(servers) == []
    (row,) = program.ok("list", "--json").json
    assert row["state"] == "new"


@pytest.mark.promise("killed or refused at a real server", "P1", "P2", "P3")
def test_program_killed_while_the_server_takes_the_mail_says_unknown_until_proved(
    servers: Servers, program: Program, body: str
) -> None:
    ref = ticket(servers, program)
    process = subprocess.Popen(
        program.command("reply", ref, "--body-file", body),
        env=dict(program.environment()),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    servers.smtp.mails = Watched(lambda: os.kill(process.pid, signal.SIGKILL))
    assert process.wait(30) == -signal.SIGKILL
    run = program.run("sync", "--json")
    assert run.code == UNKNOWN_OUTCOME
    assert [item["state"] for item in run.json["outbox"]] == ["unknown"]
    program.run("sync")
    (mail,) = servers.smtp.mails
    assert in_sent(servers) == [], "no copy of what perhaps never left"

    with servers.connect() as connection:
        connection.append("Sent", mail.content, ("\\Seen",))
    program.ok("sync")
    (row,) = program.ok("list", "--view", "waiting", "--json").json
    assert (row["ref"], row["mails"]) == (ref, 2)
    assert len(servers.smtp.mails) == 1
    assert len(in_sent(servers)) == 1


def test_wrong_password_is_tried_once_and_the_reply_waits(
    servers: Servers, program: Program, body: str
) -> None:
    ref = ticket(servers, program)
    program.configure(servers.imap, servers.smtp.config, "wrong")
    run = program.run("reply", ref, "--body-file", body)
    assert run.code == SIGN_IN
    assert len(servers.smtp.sign_ins) == 1
    assert servers.smtp.mails == []
    program.configure(servers.imap, servers.smtp.config, servers.password)
    program.ok("sync")
    (mail,) = servers.smtp.mails
    sent = message_from_bytes(mail.content, policy=policy.default)
    assert sent["In-Reply-To"] == "<frage-1@kunde.example>"
    assert len(in_sent(servers)) == 1
