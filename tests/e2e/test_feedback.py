"""A survey at real servers: asked, clicked, scored; no ticket more, a bad score comes back."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from tests.e2e.conftest import Servers
from tests.e2e.program import Program
from tests.e2e.smtp import Accepted
from tests.e2e.test_engine import engine
from tests.filled import PASSWORD, customer_mail

pytestmark = pytest.mark.server
SECONDS = 60.0
ON = '[sending]\nundo = "0s"\n[feedback]\nenabled = true\nafter = "0s"\n'


def deliver(servers: Servers, raw: bytes) -> None:
    with servers.connect() as connection:
        connection.append("INBOX", raw, (), datetime.now(UTC))


def link_of(mail: Accepted, value: str) -> str:
    """Return the subject that a click on a number of the survey opens."""
    read = message_from_bytes(mail.content, policy=policy.default)
    assert isinstance(read, EmailMessage)
    body = read.get_body(("html",))
    assert body is not None
    subjects = [unquote(one) for one in re.findall(r'\?subject=([^"]+)"', body.get_content())]
    return next(one for one in subjects if one.startswith(value))


def asked(program: Program) -> dict[str, Any]:
    (one,) = program.ok("feedback", "list", "--json").json
    found: dict[str, Any] = one
    return found


def test_survey_is_asked_clicked_and_scored_and_a_bad_score_comes_back(
    servers: Servers, program: Program, tmp_path: Path
) -> None:
    program.configure(servers.imap, servers.smtp.config, PASSWORD, extra=ON)
    opener = customer_mail(1, "Wo bleibt meine Lampe?")
    deliver(servers, b"Return-Path: <kaethe@kunde.example>\r\n" + opener)
    program.ok("sync")
    (row,) = program.ok("list", "--json").json
    body = tmp_path / "answer.txt"
    body.write_text("Sie kommt morgen.\n", encoding="utf-8")
    program.ok("reply", row["ref"], "--body-file", str(body))
    program.ok("close", row["ref"])
    with engine(program) as running:
        running.hear(health="online")
        end = time.monotonic() + SECONDS
        while len(servers.smtp.mails) < 2 and time.monotonic() < end:
            time.sleep(0.05)
        survey = servers.smtp.mails[1]
        deliver(servers, customer_mail(2, link_of(survey, "2/5"), "Das hat ewig gedauert.\n"))
        while asked(program)["value"] is None and time.monotonic() < end:
            time.sleep(0.2)
        running.end_of_input()
        assert running.wait() == 0
    one = asked(program)
    assert (one["value"], one["bad"]) == (2, True)
    assert one["comment"] == "Das hat ewig gedauert."
    (only,) = program.ok("list", "--json").json
    assert only["ref"] == row["ref"]
    assert "bad-score" in program.ok("show", row["ref"], "--json").out
    assert len(servers.smtp.mails) == 2
    program.ok("rebuild")
    assert asked(program) == one
