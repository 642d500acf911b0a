"""`agent-console doctor` against real servers: what it finds, and what it does not give away."""

from __future__ import annotations

import re

import pytest

from agent_console.config import load_config
from agent_console.errors import ExitCode
from agent_console.locations import locations_below
from agent_console.services.server_profile import ServerProfile, profile_of
from tests.e2e.conftest import Servers
from tests.e2e.program import Program
from tests.e2e.smtp import PASSWORD, USER, Accepted
from tests.e2e.terminal import terminal

pytestmark = pytest.mark.server

CUSTOMER = (
    b"From: Kaethe <kaethe.canary@kunde.example>\r\nTo: support@company.example\r\n"
    b"Subject: Kanarienvogel\r\nMessage-ID: <canary@kunde.example>\r\n\r\nRote Vase\r\n"
)
ATTRIBUTES = b"\x1b[?62;22c"
"""What a terminal answers when it is asked what it is (DA1)."""


class Delivering(list[Accepted]):
    """Keeps the mails of the SMTP server and delivers them to folders, as a real one does."""

    def __init__(self, servers: Servers, *folders: str) -> None:
        super().__init__()
        self._servers = servers
        self._folders = folders

    def append(self, mail: Accepted) -> None:
        super().append(mail)
        with self._servers.connect() as connection:
            for folder in self._folders:
                connection.append(folder, mail.content)


def deliver_to(servers: Servers, *folders: str) -> None:
    servers.smtp.mails = Delivering(servers, *folders)
    with servers.connect() as connection:
        connection.append("INBOX", CUSTOMER)


def on_the_server(servers: Servers) -> dict[str, list[tuple[int, frozenset[str]]]]:
    """Return every mail of every folder by UID, with its flags."""
    with servers.connect() as connection:
        found = {}
        for folder in connection.folders():
            connection.select(folder.name)
            items = connection.fetch_set("1:*", "UID FLAGS").items
            found[folder.name] = [
                (uid, (item.flags or frozenset()) - {"\\Recent"}) for uid, item in items.items()
            ]
    return found


def profile(program: Program) -> ServerProfile:
    locations = locations_below(program.home)
    return profile_of(locations.state_dir, load_config(locations.config_file).mailbox)


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
    assert re.search(r"✗ problem  Sending server: .*its certificate is not trusted", report.out)
    assert "✓ ok       Reading server" in report.out


def test_full_run_measures_dovecot_and_leaves_it_as_it_was(
    servers: Servers, program: Program
) -> None:
    deliver_to(servers, "INBOX")
    before = on_the_server(servers)
    report = program.ok("doctor", "--full", "--yes", "--idle", "1s", "--wait", "30s")
    assert report.err == ""
    assert "✗" not in report.out
    assert on_the_server(servers) == before
    assert len(servers.smtp.mails) == 1
    found = profile(program)
    assert (found.bytes_kept, found.keywords, found.unchanged_since) == (True, True, True)
    assert (found.sent_copy, found.message_id_kept) == ("append", True)
    assert (found.settle_ms, found.connections, found.idle_seconds) == (0, 5, 240)
    assert (found.size_limit, found.dsn, found.null_sender) == (1_000_000, False, True)
    assert found.clock_offset is not None
    assert abs(found.clock_offset) < 60
    assert "100 mails in " in report.out
    assert (program.home / "state" / "servers.json").stat().st_mode & 0o777 == 0o600


def test_full_run_tells_nothing_of_customers_addresses_and_passwords(
    servers: Servers, program: Program
) -> None:
    deliver_to(servers, "INBOX", "Sent")
    program.ok("sync")
    for arguments in (("--json",), ()):
        report = program.ok("doctor", "--full", "--yes", "--idle", "0s", *arguments)
        told = report.out + report.err
        for secret in (PASSWORD, USER, servers.imap.user, "company", "kunde", "@", "Kaethe"):
            assert secret not in told
        for secret in ("canary", "Kanarienvogel", "Vase"):
            assert secret not in told
        assert "sent_copy is append, but server suits this server" in told
    log = (program.home / "state" / "agent-console.log").read_text("utf-8")
    assert PASSWORD not in log


@pytest.mark.pty
def test_person_is_asked_before_anything_is_written(servers: Servers, program: Program) -> None:
    deliver_to(servers, "INBOX")
    command = program.command("doctor", "--full", "--idle", "0s")
    environment = {**program.environment(), "TERM": "xterm-256color"}
    with terminal(command, environment) as screen:
        screen.wait_for("Go on? [y/N]")
        assert set(on_the_server(servers)) == {"INBOX", "Sent"}
        screen.press("y\r")
        screen.wait_until(lambda _text: b"\x1b[?u" in screen.received, 20, ("the question",))
        screen.send(b"\x1b[?0u" + ATTRIBUTES)
        assert screen.wait_exit(60) == 0
        told = screen.received.decode()
    assert "xterm-256color, utf-8, 120×40" in told
    assert "Colours: 256" in told
    assert "every key is told apart (kitty keyboard protocol)" in told
    assert "Test folder: made and removed again" in told
    assert "[?62" not in told.replace("\x1b[?u", "")
    assert profile(program).settle_ms == 0


@pytest.mark.pty
def test_person_who_says_no_gets_the_quick_look(servers: Servers, program: Program) -> None:
    with terminal(program.command("doctor", "--full"), program.environment()) as screen:
        screen.wait_for("Go on? [y/N]")
        screen.press("\r")
        assert screen.wait_exit(60) == 0
        told = screen.received.decode()
    assert "Only looking, then." in told
    assert "the terminal does not say what it is" in told
    assert "the servers were not measured yet" in told
    assert servers.smtp.mails == []
    assert set(on_the_server(servers)) == {"INBOX", "Sent"}


@pytest.mark.pty
def test_person_who_stops_it_leaves_nothing_on_the_server(
    servers: Servers, program: Program
) -> None:
    deliver_to(servers, "INBOX", "Sent")
    before = on_the_server(servers)
    command = program.command("doctor", "--full", "--yes", "--idle", "10min")
    with terminal(command, program.environment()) as screen:
        screen.wait_for("Copies of sent mails", seconds=60)
        screen.press("\x03")
        assert screen.wait_exit(60) == ExitCode.INTERRUPTED
    assert on_the_server(servers) == before
    assert profile(program) == ServerProfile()
