"""`agent-console doctor` against real servers: what it finds, and what it does not give away."""

from __future__ import annotations

import re

import pytest

from agent_console.errors import ExitCode
from tests.e2e.conftest import Servers
from tests.e2e.program import Program
from tests.e2e.smtp import PASSWORD, USER

pytestmark = pytest.mark.server


def test_doctor_finds_both_servers_in_order_and_changes_nothing(
    servers: Servers, program: Program
) -> None:
    program.config_file.chmod(0o600)
    report = program.ok("doctor")
    assert report.err == ""
    assert "✗" not in report.out
    line = next(line for line in report.out.splitlines() if "Reading server" in line)
    assert re.search(r"signed in after \d+ ms, answers in \d+ ms; \d+ folders?, sent folder", line)
    assert "Extensions: offers IDLE NOTIFY CONDSTORE QRESYNC MOVE UIDPLUS SPECIAL" in report.out
    assert servers.smtp.mails == []
    assert len(servers.smtp.sign_ins) == 1


@pytest.mark.parametrize("password", [PASSWORD, "quite-wrong-one"], ids=["right", "wrong"])
def test_report_can_be_shown_to_others(servers: Servers, program: Program, password: str) -> None:
    program.configure(servers.imap, servers.smtp.config, password)
    report = program.run("doctor", "--json")
    assert report.code == (0 if password == PASSWORD else ExitCode.SIGN_IN)
    told = report.out + report.err
    for secret in (PASSWORD, password, USER, servers.imap.user, "support@", "@company"):
        assert secret not in told
    if password != PASSWORD:
        findings = {finding["what"]: finding for finding in report.json}
        assert "user name or the password" in findings["Reading server"]["words"]
        assert "user name or the password" in findings["Sending server"]["words"]


def test_certificate_that_is_not_trusted_is_named(servers: Servers, program: Program) -> None:
    strange = servers.smtp.config.model_copy(update={"ca_file": servers.imap.ca_file})
    program.configure(servers.imap, strange, PASSWORD)
    report = program.run("doctor")
    assert report.code == ExitCode.MAIL_SERVER
    assert "Sending server: the mail server was not reached: its certificate is not" in report.out
    assert "✓ ok       Reading server" in report.out
