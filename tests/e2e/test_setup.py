"""`agent-console setup` as a person walks through it in a terminal, and as a script calls it."""

from __future__ import annotations

import json
import shlex
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from agent_console.config import load_config
from agent_console.demo.imap_state import DemoMailbox
from agent_console.demo.server import DemoServer
from agent_console.errors import ExitCode
from tests.e2e.conftest import Servers
from tests.e2e.program import Program, Run
from tests.e2e.smtp import PASSWORD, USER
from tests.e2e.terminal import Terminal, terminal

pytestmark = [pytest.mark.server, pytest.mark.pty]
DESK = ["--country", "DE", "--subdivision", "", "--level", "1", "--language", "auto", "--days", "0"]
DAYS = "Older mail can be searched (0: all of it) [90]: "
# The program with a table of providers that knows the servers of this test.
WITH_TABLE = """
import sys
from pathlib import Path
from agent_console import cli
from agent_console.mail import providers
providers._TABLE = Path(sys.argv.pop(1))
sys.exit(cli.main(sys.argv[1:]))
"""
KEYRING = """
import json, pathlib
from keyring.backend import KeyringBackend
FILE = pathlib.Path(__file__).with_name("kept.json")
class Keyring(KeyringBackend):
    priority = 1
    def get_password(self, service, user):
        return json.loads(FILE.read_text()).get(service + "/" + user) if FILE.exists() else None
    def set_password(self, service, user, password):
        FILE.write_text(json.dumps({service + "/" + user: password}))
"""


@pytest.fixture
def fresh(tmp_path: Path) -> Program:
    """The program on a machine that never saw it."""
    return Program(tmp_path / "home")


@pytest.fixture
def ca_file(servers: Servers, tmp_path: Path) -> Path:
    """One file that trusts both servers of the test."""
    assert servers.imap.ca_file is not None
    assert servers.smtp.config.ca_file is not None
    both = tmp_path / "both.pem"
    both.write_text(servers.imap.ca_file.read_text() + servers.smtp.config.ca_file.read_text())
    return both


def printing(password: str) -> str:
    return shlex.join(
        [sys.executable, "-I", "-c", f"import os; os.write(1, {password.encode()!r})"]
    )


class Walk:
    """A person at the terminal who reads each question before she types."""

    def __init__(self, screen: Terminal) -> None:
        self.screen = screen
        self.questions = 0
        self.keys = 0
        self._read = 0

    def answer(self, question: str, text: str = "") -> None:
        """Wait for ``question`` after what was read before, then type and press Enter."""
        self.read(question)
        self.questions += 1
        self.keys += len(text) + 1
        self.screen.press(text + "\r")

    def read(self, *texts: str) -> None:
        """Wait for ``texts`` in this order."""
        for text in texts:
            wanted = text.encode()
            self.screen.wait_until(partial(self._holds, wanted), 20, (text,))
            self._read = self.screen.received.index(wanted, self._read) + len(wanted)

    def _holds(self, wanted: bytes, _shown: str) -> bool:
        return wanted in self.screen.received[self._read :]


@contextmanager
def walking(program: Program, *arguments: str) -> Iterator[Walk]:
    with terminal(program.command(*arguments), program.environment()) as screen:
        yield Walk(screen)


def flags(servers: Servers, ca_file: Path) -> list[str]:
    imap, smtp = servers.imap, servers.smtp.config
    return [
        *("--address", USER, "--name", "Anna Größe", "--ca-file", str(ca_file)),
        *("--imap", f"{imap.host}:{imap.port}", "--smtp", f"{smtp.host}:{smtp.port}"),
    ]


def no_more_questions(servers: Servers, ca_file: Path) -> list[str]:
    given = flags(servers, ca_file)
    return [*given, "--user", USER, "--sent-copy", "append", *DESK]


def test_person_walks_through_setup_and_gets_a_working_mailbox(
    servers: Servers, fresh: Program, ca_file: Path
) -> None:
    imap, smtp = servers.imap, servers.smtp.config
    with walking(fresh, "setup", "--ca-file", str(ca_file)) as walk:
        walk.answer("Shared mailbox address: ", "nonsense")
        walk.read("nonsense is not a mail address; write it like support@example.com")
        walk.answer("Shared mailbox address: ", USER)
        walk.answer("Your name, as customers see it: ", "Anna Größe")
        walk.answer("IMAP server (reading) [imap.company.example]: ", f"{imap.host}:{imap.port}")
        walk.answer("SMTP server (sending) [smtp.company.example]: ", f"{smtp.host}:{smtp.port}")
        walk.answer(f"User name [{USER}]: ")
        walk.answer("Who keeps the copy [append]: ", "nobody")
        walk.read("Choose one of: append, server, receipt")
        walk.answer("Who keeps the copy [append]: ")
        walk.answer("Country of the public holidays [DE]: ", "Austria")
        walk.read("There is no holiday calendar for the country 'AUSTRIA'.")
        walk.answer("Country of the public holidays [DE]: ", "at")
        walk.read("1 Burgenland", "9 Wien")
        walk.answer("Its state or canton, by code or name (- for none): ", "Wein")
        walk.read("Did you mean Wien?")
        walk.answer("Its state or canton, by code or name (- for none): ", "wien")
        walk.answer("Your level: 1 answers what comes in, 2 knows more, 3 decides [3]: ", "2")
        walk.answer("Language: auto (as the system), de or en [auto]: ")
        walk.answer(DAYS, "a year")
        walk.read("a year is not a number of days")
        walk.answer(DAYS, "0")
        walk.answer(f"Password for {USER}: ", "wr0ng-typed")
        walk.answer(f"User name [{USER}]: ")
        walk.answer(f"Password for {USER}: ", PASSWORD)
        walk.read("Both servers accept the login. Sent folder: Sent")
        walk.read("This machine offers no keyring. The password was not stored.")
        walk.answer("Keep it in a file that a passphrase opens? (y/N) ")
        walk.answer("(empty: ask at every start): ", printing("another"))
        walk.read("That command prints another password.")
        walk.answer("(empty: ask at every start): ", printing(PASSWORD))
        walk.read("Settings written:", "Start with: agent-console")
        assert walk.screen.wait_exit() == 0
        assert b"wr0ng-typed" not in walk.screen.received
    config = load_config(fresh.config_file)
    assert config.agent.name == "Anna Größe"
    calendar = config.calendar
    assert (calendar.zone, calendar.country, calendar.subdivision) == ("Europe/Vienna", "AT", "9")
    assert (config.agent.level, config.sync.tickets_since) == (2, None)
    assert stat.S_IMODE(fresh.config_file.stat().st_mode) == 0o600
    assert servers.smtp.mails == []

    assert "✗" not in fresh.ok("doctor").out
    assert fresh.ok("sync").out.startswith("INBOX: ")
    fresh.ok("list", "--json")


def test_person_without_keyring_and_command_is_asked_at_every_start(
    servers: Servers, fresh: Program, ca_file: Path
) -> None:
    with walking(fresh, "setup", *no_more_questions(servers, ca_file)) as walk:
        walk.answer(f"Password for {USER}: ", PASSWORD)
        walk.answer("Keep it in a file that a passphrase opens? (y/N) ", "n")
        walk.answer("(empty: ask at every start): ")
        walk.read("keeps it in memory only")
        assert walk.screen.wait_exit() == 0
        assert PASSWORD.encode() not in walk.screen.received
    assert PASSWORD not in fresh.config_file.read_text("utf-8")
    with walking(fresh, "sync") as walk:
        walk.answer(f"Password for {USER}: ", PASSWORD)
        walk.read("INBOX: ", "on the server")
        assert walk.screen.wait_exit() == 0


def test_person_who_changes_her_mind_leaves_nothing_behind(fresh: Program) -> None:
    with walking(fresh, "setup") as walk:
        walk.answer("Shared mailbox address: ", USER)
        walk.read("Your name")
        walk.screen.send(b"\x03")
        assert walk.screen.wait_exit() == ExitCode.INTERRUPTED
        assert "Traceback" not in walk.screen.text
    assert not fresh.home.exists()


def test_person_corrects_a_server_that_does_not_answer(
    servers: Servers, fresh: Program, ca_file: Path
) -> None:
    imap, smtp = servers.imap, servers.smtp.config
    arguments = [*no_more_questions(servers, ca_file), "--imap", "127.0.0.1:1"]
    with walking(fresh, "setup", *arguments) as walk:
        walk.answer(f"Password for {USER}: ", PASSWORD)
        walk.read("127.0.0.1:1 failed", "Check host, port and security of the reading server")
        walk.answer("IMAP server (reading) [127.0.0.1:1]: ", f"{imap.host}:{imap.port}")
        walk.answer(f"SMTP server (sending) [{smtp.host}:{smtp.port}]: ")
        walk.read("Both servers accept the login.")
        walk.answer("Keep it in a file that a passphrase opens? (y/N) ")
        walk.answer("(empty: ask at every start): ")
        assert walk.screen.wait_exit() == 0
    assert load_config(fresh.config_file).mailbox.imap.port == imap.port


def table(path: Path, imap: str, smtp: str, security: str) -> Path:
    path.write_text(
        f'[[provider]]\nname = "Example Mail"\ndomains = ["company.example"]\n'
        f'imap = "{imap}"\nsmtp = "{smtp}"\nsecurity = "{security}"\n'
        'sent_copy = "append"\nsteps = ["imap-on"]\n'
    )
    return path


@contextmanager
def knowing(program: Program, providers: Path, *arguments: str) -> Iterator[Walk]:
    command = [sys.executable, "-c", WITH_TABLE, str(providers), "setup", *arguments]
    speaking = {**program.environment(), "LANG": "en_GB.UTF-8"}
    with terminal(command, speaking) as screen:
        yield Walk(screen)


def walk_with_known_servers(walk: Walk, servers: str) -> None:
    """Answer every question there is for a known provider, on a machine without a keyring."""
    walk.answer("Shared mailbox address: ", USER)
    walk.answer("Your name, as customers see it: ", "Anna")
    walk.read("Example Mail: these servers are known.", servers, f"User name: {USER}")
    walk.read("Switch IMAP on in the settings of Example Mail")
    walk.answer("Use these servers? (y/n) [y]: ")
    walk.answer("Country of the public holidays [DE]: ")
    walk.answer("Its state or canton, by code or name (- for none): ", "BY")
    walk.answer("Your level: 1 answers what comes in, 2 knows more, 3 decides [3]: ")
    walk.answer(DAYS)
    walk.answer(f"Password for {USER}: ", PASSWORD)
    walk.read("Both servers accept the login. Sent folder: Sent")
    walk.answer("Keep it in a file that a passphrase opens? (y/N) ", "y")
    walk.answer("New passphrase: ", "four words are enough")
    walk.read("Once more: ")
    walk.screen.press("four words are enough\r")
    walk.read("The password is stored in the encrypted file.", "Start with: agent-console")
    assert walk.screen.wait_exit() == 0


def test_known_provider_needs_ten_questions_and_gives_a_working_mailbox(
    servers: Servers, fresh: Program, ca_file: Path, tmp_path: Path
) -> None:
    imap, smtp = servers.imap, servers.smtp.config
    places = f"{imap.host}:{imap.port}", f"{smtp.host}:{smtp.port}"
    known = table(tmp_path / "providers.toml", *places, "tls")
    with knowing(fresh, known, "--ca-file", str(ca_file)) as walk:
        walk_with_known_servers(walk, f"IMAP  {places[0]}  TLS")
        assert walk.questions == 10
        assert walk.keys - len(USER) - len(PASSWORD) < 45
        for secret in (PASSWORD, "four words"):
            assert secret.encode() not in walk.screen.received
    config = load_config(fresh.config_file)
    assert (config.calendar.subdivision, config.mailbox.imap.port) == ("BY", imap.port)
    assert config.sync.tickets_since is not None
    assert PASSWORD not in fresh.config_file.read_text("utf-8")
    with walking(fresh, "sync") as walk:
        walk.answer("Passphrase: ", "four words are enough")
        walk.read("INBOX: ", "on the server")
        assert walk.screen.wait_exit() == 0


def test_person_sets_up_the_demo_server_and_edits_it_by_pressing_enter(
    fresh: Program, tmp_path: Path
) -> None:
    with DemoServer(DemoMailbox(PASSWORD, username=USER)) as server:
        places = f"127.0.0.1:{server.imap_port}", f"127.0.0.1:{server.smtp_port}"
        known = table(tmp_path / "providers.toml", *places, "plain")
        with knowing(fresh, known) as walk:
            walk_with_known_servers(walk, f"SMTP  {places[1]}  PLAIN")
        before = fresh.config_file.read_text("utf-8") + "\n# ours\n"
        fresh.config_file.write_text(before)
        with walking(fresh, "setup", "--password-command", printing(PASSWORD)) as walk:
            walk.read("what you do not change stays")
            walk.answer(f"Shared mailbox address [{USER}]: ")
            walk.answer("Your name, as customers see it [Anna]: ", "Bea")
            walk.answer("Use these servers? (y/n) [y]: ")
            walk.answer("Country of the public holidays [DE]: ")
            walk.answer("Its state or canton, by code or name (- for none) [BY]: ")
            walk.answer("3 decides [3]: ", "2")
            walk.answer("de or en [auto]: ")
            walk.read("Both servers accept the login.", "Start with: agent-console")
            assert walk.screen.wait_exit() == 0
            assert walk.questions == 7
        after = fresh.config_file.read_text("utf-8")
        changed = [line for line in after.splitlines() if line not in before.splitlines()]
        assert [line.partition(" ")[0] for line in changed] == ["name", "level", "password_command"]
        assert after.endswith("# ours\n")
        assert server.mails == ()


def test_script_connects_a_mailbox_by_flags_alone(
    servers: Servers, fresh: Program, ca_file: Path
) -> None:
    command = printing(PASSWORD)
    done = fresh.ok("setup", "--yes", *flags(servers, ca_file), "--password-command", command)
    assert done.out == ""
    assert "The password stays where it is: password_command" in done.err
    config = load_config(fresh.config_file)
    assert config.mailbox.password_command == tuple(shlex.split(command))
    assert fresh.ok("doctor", "--json").json[-1]["grade"] == "ok"


def test_script_with_a_wrong_password_gets_words_and_no_settings(
    servers: Servers, fresh: Program, ca_file: Path
) -> None:
    given = flags(servers, ca_file)
    run = fresh.run("setup", "--yes", *given, "--password-file", "-", stdin="wrong-one\n")
    assert run.code == ExitCode.SIGN_IN
    assert "refused the user name or the password" in run.err
    assert "wrong-one" not in run.err
    assert run.out == ""
    assert not fresh.config_file.exists()


def test_script_hands_the_password_to_the_keyring(
    servers: Servers, fresh: Program, ca_file: Path, tmp_path: Path
) -> None:
    (tmp_path / "file_keyring.py").write_text(KEYRING)
    path = f"{fresh.environment()['PYTHONPATH']}:{tmp_path}"
    more = {"PYTHON_KEYRING_BACKEND": "file_keyring.Keyring", "PYTHONPATH": path}
    given = ["setup", "--yes", *flags(servers, ca_file), "--password-file", "-"]
    done = run_with(fresh, more, *given, stdin=PASSWORD + "\n")
    assert done.code == 0, done.err
    assert "The password is stored in the keyring." in done.err
    kept = json.loads((tmp_path / "kept.json").read_text())
    assert kept == {f"agent-console/{USER}": PASSWORD}
    assert PASSWORD not in fresh.config_file.read_text("utf-8")
    assert load_config(fresh.config_file).mailbox.password_command == ()
    assert run_with(fresh, more, "sync").code == 0


def run_with(program: Program, more: Mapping[str, str], *arguments: str, stdin: str = "") -> Run:
    done = subprocess.run(
        program.command(*arguments),
        input=stdin,
        capture_output=True,
        text=True,
        env={**program.environment(), **more},
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr)
