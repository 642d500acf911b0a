"""Neither the password nor what a customer wrote lies about: logs, reports, processes, files."""

from __future__ import annotations

import json
import os
import re
import shlex
import sqlite3
import stat
import subprocess
import sys
import threading
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.e2e.conftest import Servers
from tests.e2e.program import Program, Run
from tests.e2e.smtp import PASSWORD, USER
from tests.e2e.terminal import terminal
from tests.filled import customer_mail

pytestmark = pytest.mark.server
TEXT = "Kanarienvogel-7351"
PHRASE = "Passphrase-4711"
ADDRESS = f"kanarie-{TEXT}@kunde.example".lower()
SENDER = f"Kanarie Vogel <{ADDRESS}>"
NEIGHBOUR = "Nele Nachbar <nele@nachbar.example>"
SECRETS = [word.encode(code) for word in (PASSWORD, PHRASE) for code in ("utf-8", "latin-1")]
LINUX = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc")
CRASH = f"""
from agent_console.screens.widgets.status_line import StatusLine

def render(self, *_args, **_rest):
    inner = {TEXT!r} + "-inside"
    try:
        int(inner)
    except ValueError as error:
        raise TypeError(inner) from error

StatusLine.render = render
from agent_console.cli import main
raise SystemExit(main([]))
"""
LOUD = """
import logging, sys
logging.basicConfig(level=1, filename=sys.argv.pop(1), encoding="utf-8")
from agent_console.cli import main
raise SystemExit(main())
"""


@dataclass
class Seen:
    """What other users of the machine could see of the program and its children."""

    processes: dict[str, bytes] = field(default_factory=dict)
    limits: set[str] = field(default_factory=set)

    def look(self, mark: str) -> None:
        """Look at every process that was started below a folder."""
        for process in Path("/proc").glob("[0-9]*"):
            try:
                environment = (process / "environ").read_bytes()
                if mark.encode() not in environment or process.name == str(os.getpid()):
                    continue
                line = (process / "cmdline").read_bytes()
                limits = (process / "limits").read_text()
            except OSError:
                continue
            words = line.replace(b"\0", b" ").decode(errors="replace")
            self.processes[words] = line + b"\n" + environment
            if "agent_console" in words:
                found = re.search(r"Max core file size\s+(\S+)", limits)
                self.limits.add(found[1] if found else "")


@contextmanager
def watched(mark: Path) -> Iterator[Seen]:
    """Look at the processes all the time."""
    seen, stop = Seen(), threading.Event()

    def look() -> None:
        while not stop.is_set():
            seen.look(str(mark))
            stop.wait(0.01)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        stop.set()
        thread.join()


@pytest.fixture
def home(servers: Servers, tmp_path: Path) -> Program:
    """Settings whose password_command tells what it was given, and then the password."""
    program = Program(tmp_path / "home", anew=True)
    program.configure(servers.imap, servers.smtp.config, "x")
    (tmp_path / "pw").write_text(PASSWORD, encoding="utf-8")
    script = tmp_path / "give"
    script.write_text(
        f"#!/bin/sh\ncat /proc/self/environ /proc/$PPID/cmdline >> {tmp_path}/given\n"
        f"sleep 0.1\ncat {tmp_path}/pw\n"
    )
    script.chmod(0o700)
    text = program.config_file.read_text()
    command = f"password_command = {json.dumps([str(script)])}"
    program.config_file.write_text(re.sub("(?m)^password_command = .*$", lambda _m: command, text))
    return program


def without_command(program: Program) -> None:
    text = program.config_file.read_text()
    program.config_file.write_text(re.sub("(?m)^password_command = .*$", "", text))


def deliver(servers: Servers) -> None:
    raw = customer_mail(1, f"Frage {TEXT}", f"Meine Krankheit: {TEXT}\n", sender=SENDER)
    with servers.connect() as connection:
        connection.append("INBOX", raw, (), datetime.now(UTC))


def has_secret(content: bytes) -> bool:
    return any(secret in content for secret in SECRETS)


def assert_nothing_lies_about(program: Program) -> None:
    """No file holds the password; of a customer's words none is in logs and reports."""
    files = [path for path in program.home.rglob("*") if path.is_file()]
    assert [path for path in files if has_secret(path.read_bytes())] == []
    state = [path for path in files if path.parent.name == "state"]
    assert any(path.name == "agent-console.log" for path in state)
    told = [path for path in state if TEXT.lower().encode() in path.read_bytes().lower()]
    assert told == []


def assert_nothing_shown(seen: Seen, *, of: tuple[str, ...]) -> None:
    for name in of:
        assert any(name in words for words in seen.processes), (name, list(seen.processes))
    assert [words for words, all_of_it in seen.processes.items() if has_secret(all_of_it)] == []
    assert [words for words, told in seen.processes.items() if TEXT.encode() in told] == []
    assert seen.limits <= {"0", "1"}


def assert_quiet(run: Run) -> None:
    assert not has_secret((run.out + run.err).encode())
    assert TEXT not in run.err


@pytest.mark.promise("password and text looked for everywhere", "P18")
@LINUX
def test_no_command_shows_password_or_text(servers: Servers, home: Program, tmp_path: Path) -> None:
    deliver(servers)
    body = tmp_path / "answer.txt"
    body.write_text(f"{TEXT}: sie kommt morgen.\n", encoding="utf-8")
    with watched(home.home) as seen:
        assert_quiet(home.ok("sync"))
        (row,) = home.ok("list", "--json").json
        assert TEXT in row["subject"]
        for arguments in (
            ("reply", row["ref"], "--body-file", str(body)),
            ("sync", "--verify"),
            ("doctor",),
            ("secret", "test"),
            ("rebuild",),
            ("health",),
        ):
            assert_quiet(home.run(*arguments))
        without_command(home)
        assert_quiet(home.ok("secret", "set", "--where", "file", stdin=f"{PASSWORD}\n{PHRASE}\n"))
        assert_quiet(home.run("sync"))
        assert_quiet(home.run("secret", "set", "--where", "file", stdin=f"{PASSWORD}\nno\n"))
        assert_quiet(home.ok("secret", "forget"))
    assert len(servers.smtp.mails) == 1
    assert_nothing_shown(seen, of=("sync", "reply", "doctor", "secret", "/give"))
    given = (tmp_path / "given").read_bytes()
    assert given
    assert not has_secret(given)
    assert TEXT.encode() not in given
    assert_nothing_lies_about(home)


@pytest.mark.promise("password and text looked for everywhere", "P18")
def test_loudest_logging_of_every_library_tells_neither(
    servers: Servers, home: Program, tmp_path: Path
) -> None:
    deliver(servers)
    loud = tmp_path / "loud.log"
    body = tmp_path / "answer.txt"
    body.write_text("Morgen.\n", encoding="utf-8")

    def run(*arguments: str) -> None:
        subprocess.run(
            [sys.executable, "-c", LOUD, str(loud), *arguments],
            env={**home.environment(), "PYTHONASYNCIODEBUG": "1", "PYTHONDEVMODE": "1"},
            capture_output=True,
            timeout=120,
            check=True,
        )

    run("sync")
    (row,) = home.ok("list", "--json").json
    run("reply", row["ref"], "--body-file", str(body))
    run("secret", "test")
    assert loud.exists()
    assert not has_secret(loud.read_bytes())
    assert TEXT.encode() not in loud.read_bytes()
    assert_nothing_lies_about(home)


@pytest.mark.promise("password and text looked for everywhere", "P18")
@LINUX
@pytest.mark.pty
def test_console_and_engine_show_neither_and_a_slip_in_the_passphrase_reaches_no_server(
    servers: Servers, home: Program
) -> None:
    deliver(servers)
    without_command(home)
    home.ok("secret", "set", "--where", "file", stdin=f"{PASSWORD}\n{PHRASE}\n")
    environment = {**home.environment(), "TERM": "xterm-256color"}
    with (
        watched(home.home) as seen,
        terminal(home.command(), environment, columns=200) as console,
    ):
        console.wait_for("passphrase")
        console.press("slip-9f", "\r")
        console.wait_for("that was not the passphrase")
        console.press(PHRASE, "\r")
        console.wait_for(TEXT)
        console.press("q")
        assert console.wait_exit() == 0
        assert not has_secret(bytes(console.received))
    assert_nothing_shown(seen, of=("agent_console engine",))
    assert_nothing_lies_about(home)
    log = servers.mailbox.parents[2] / "dovecot.log"
    assert "auth failed" not in "".join(
        line for line in log.read_text().splitlines() if servers.imap.user in line
    )


@pytest.mark.promise("crash in the program", "P24")
@pytest.mark.promise("password and text looked for everywhere", "P18")
@pytest.mark.pty
def test_crash_in_a_widget_tells_neither(servers: Servers, home: Program) -> None:
    deliver(servers)
    home.ok("sync")
    environment = {**home.environment(), "TERM": "xterm-256color"}
    with terminal([sys.executable, "-c", CRASH], environment, columns=200) as console:
        assert console.wait_exit(30.0) == 70
        received = bytes(console.received)
    assert not has_secret(received)
    assert b"-inside" not in received
    report = (home.home / "state" / "crash.txt").read_text(encoding="utf-8")
    assert "in render" in report
    assert_nothing_lies_about(home)


@pytest.mark.promise("files under an umask", "P19")
@pytest.mark.parametrize("mask", ["000", "022"])
def test_every_file_is_private_whatever_the_umask(
    servers: Servers, tmp_path: Path, mask: str
) -> None:
    deliver(servers)
    program = Program(tmp_path / "home", anew=True)
    body = tmp_path / "answer.txt"
    body.write_text("Morgen.\n", encoding="utf-8")
    given = tmp_path / "credentials"
    given.mkdir()
    (given / f"agent-console-password.{USER}").write_text(PASSWORD, encoding="utf-8")

    def run(*arguments: str, stdin: str = "", code: str = "") -> str:
        command = [sys.executable, "-c", code] if code else program.command(*arguments)
        done = subprocess.run(
            ["sh", "-c", f"umask {mask}; exec {shlex.join(command)}"],
            input=stdin,
            env={
                **program.environment(),
                "CREDENTIALS_DIRECTORY": str(given),
            },
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode in (0, 70), done.stderr
        return done.stdout

    imap, smtp = servers.imap, servers.smtp.config
    trusted = tmp_path / "ca.pem"
    trusted.write_text("".join(s.ca_file.read_text() for s in (imap, smtp) if s.ca_file))
    run(
        *("setup", "--yes", "--address", USER, "--name", "Anna", "--user", imap.user),
        *("--imap", f"{imap.host}:{imap.port}", "--imap-security", "tls"),
        *("--smtp", f"{smtp.host}:{smtp.port}", "--smtp-security", "tls", "--smtp-user", USER),
        *("--ca-file", str(trusted), "--no-test"),
    )
    crash = "import agent_console.cli as c; c._run = lambda _a: 1 / 0; raise SystemExit(c.main([]))"
    run(code=crash)
    run("secret", "set", "--where", "file", stdin=f"{PASSWORD}\n{PHRASE}\n")
    run("sync")
    (row,) = json.loads(run("list", "--json"))
    run("reply", row["ref"], "--body-file", str(body))
    run("mail", "source", row["ref"], "--to", str(program.home / "mail.eml"))
    run("privacy", "export", ADDRESS, "--to", str(program.home / "person.zip"))
    made = {path: path.stat() for path in (program.home, *program.home.rglob("*"))}
    assert {path.name for path in made} >= {
        *("config.toml", "crash.txt", "agent-console.log", "store.db", "secrets.enc", "mail.eml"),
        "person.zip",
    }
    assert [
        (str(path), oct(info.st_mode))
        for path, info in made.items()
        if stat.S_IMODE(info.st_mode) != (0o700 if path.is_dir() else 0o600)
    ] == []


def holding(program: Program, *words: str) -> list[str]:
    """Return the files that hold a word as it is, and the tables that do so, packed or not."""
    wanted = [word.lower().encode() for word in words]
    files = [path for path in program.home.rglob("*") if path.is_file()]
    found = [str(p) for p in files if any(one in p.read_bytes().lower() for one in wanted)]
    with closing(sqlite3.connect(program.home / "data" / "store.db")) as store:
        for (table,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'"):
            for row in store.execute(f"SELECT * FROM {table}"):  # noqa: S608  # our names
                told = b"\0".join(unpacked(value) for value in row).lower()
                found += [table] if any(one in told for one in wanted) else []
    return found


def unpacked(value: object) -> bytes:
    if isinstance(value, bytes):
        with suppress(zlib.error):
            return zlib.decompress(value)
        return value
    return str(value).encode()


@pytest.mark.promise("person looked for in every file", "P21")
def test_nothing_of_an_erased_customer_is_left_or_comes_back(
    servers: Servers, tmp_path: Path
) -> None:
    home = Program(tmp_path / "home")
    home.configure(servers.imap, servers.smtp.config, PASSWORD)
    deliver(servers)
    quoting = customer_mail(
        2,
        "Meine Nachbarin",
        f"{ADDRESS} schrieb:\n> Meine Krankheit: {TEXT}\nStimmt das?\n",
        sender=NEIGHBOUR,
    )
    with servers.connect() as connection:
        connection.append("INBOX", quoting, (), datetime.now(UTC))
    body = tmp_path / "answer.txt"
    body.write_text(f"{TEXT}: sie kommt morgen.\n", encoding="utf-8")
    home.ok("sync")
    ref = next(row["ref"] for row in home.ok("list", "--json").json if TEXT in row["subject"])
    home.ok("reply", ref, "--body-file", str(body))
    home.ok("note", ref, "--text", f"{ADDRESS} ruft an: {TEXT}")
    home.ok("privacy", "export", ADDRESS, "--to", str(home.home / "person.zip"))
    assert {"source", "mail", "event"} <= set(holding(home, ADDRESS, TEXT))
    assert home.run("privacy", "erase", ADDRESS).code == 1
    home.ok("privacy", "erase", ADDRESS, "--yes")
    assert holding(home, ADDRESS, TEXT) == []
    home.ok("sync", "--verify")
    home.ok("rebuild")
    assert holding(home, ADDRESS, TEXT) == []
    (row,) = home.ok("list", "--json").json
    assert row["subject"] == "Meine Nachbarin"
    assert "Stimmt das?" in home.ok("show", row["ref"]).out
    assert home.ok("audit", "verify", "--json").json["ok"] is True
    with servers.connect() as connection:
        connection.select("INBOX")
        assert len(connection.uids()) == 2
