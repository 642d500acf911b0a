"""Files of mails from a real server to the disk: by a script, and from the ticket on the screen."""

from __future__ import annotations

import hashlib
import os
import signal
import stat
import subprocess
import sys
import time
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.e2e.conftest import Servers
from tests.e2e.program import Program
from tests.e2e.terminal import terminal

pytestmark = pytest.mark.server

SIZE = int(os.environ.get("AGENT_CONSOLE_FILE_SIZE", "12000000"))
CONTENT = hashlib.shake_256(b"file").digest(SIZE)
ROOM = 110 * 1024
"""Kilobytes of memory that the whole program may take, whatever the size of the file."""

MEASURED = """
import sys
from agent_console.cli import main
code = main(sys.argv[1:])
with open("/proc/self/status") as status:
    print(*(line for line in status if line.startswith("VmHWM")), file=sys.stderr)
sys.exit(code)
"""


def letter() -> bytes:
    mail = EmailMessage(policy=policy.SMTP)
    mail["From"], mail["To"] = "Kim <kim@kunde.example>", "support@company.example"
    mail["Subject"], mail["Message-ID"] = "Grosse Dateien", "<gross@kunde.example>"
    mail.set_content("Anbei zwei Dateien.\n")
    mail.add_attachment(CONTENT, maintype="application", subtype="zip", filename="gross.zip")
    mail.add_attachment("ä=ö\n" * 2000, filename="text.txt", cte="quoted-printable")
    return mail.as_bytes()


@pytest.fixture
def raw(servers: Servers) -> bytes:
    """A large mail in the inbox."""
    made = letter()
    with servers.connect() as connection:
        connection.append("INBOX", made, (), datetime.now(UTC))
    return made


@pytest.fixture
def ref(raw: bytes, program: Program) -> str:
    """The ticket of it."""
    program.ok("sync")
    (row,) = program.ok("list", "--view", "all", "--json").json
    return str(row["ref"])


def measured(program: Program, *arguments: str) -> int:
    """Run one command; return the kilobytes of memory that it took at most."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *arguments],
        env=dict(program.environment()),
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    return int(done.stderr.split()[-2])


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured by /proc")
def test_files_and_whole_mail_come_as_they_were_in_little_memory(
    program: Program, ref: str, raw: bytes, tmp_path: Path
) -> None:
    listed = program.ok("mail", "attachments", ref, "--json").json
    assert [one["attachment"]["filename"] for one in listed["files"]] == [
        "gross.zip",
        "text.txt",
    ]
    assert not any(one["here"] for one in listed["files"])
    begun = time.monotonic()
    highest = measured(program, "mail", "save", ref, "--to", str(tmp_path))
    print(f"{SIZE / 1e6:.0f} MB saved in {time.monotonic() - begun:.1f} s", file=sys.stderr)
    assert (tmp_path / "gross.zip").read_bytes() == CONTENT
    assert (tmp_path / "text.txt").read_text().splitlines() == ["ä=ö"] * 2000
    assert stat.S_IMODE((tmp_path / "gross.zip").stat().st_mode) == 0o600
    file = tmp_path / "mail.eml"
    highest = max(highest, measured(program, "mail", "source", ref, "--to", str(file)))
    assert file.read_bytes() == raw
    print(f"at most {highest} kB of memory", file=sys.stderr)
    assert highest < ROOM


def test_ctrl_c_leaves_no_half_file(program: Program, ref: str, tmp_path: Path) -> None:
    place = tmp_path / "to"
    place.mkdir()
    running = subprocess.Popen(
        program.command("mail", "save", ref, "1", "--to", str(place)),
        env=dict(program.environment()),
        stderr=subprocess.DEVNULL,
    )
    begun = time.monotonic()
    while not os.listdir(place) and time.monotonic() - begun < 30:
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    code = running.wait(30)
    assert (code, os.listdir(place)) in ((130, []), (0, ["gross.zip"]))


@pytest.mark.pty
def test_file_is_saved_from_the_ticket_on_the_screen(program: Program, ref: str) -> None:
    downloads = program.home / "downloads"
    downloads.mkdir()
    with program.config_file.open("a", encoding="utf-8") as file:
        file.write(f'[ui]\ndownloads = "{downloads}"\n')
    environment = {**program.environment(), "TERM": "xterm-256color"}
    with terminal(program.command(), environment, columns=100, lines=30) as running:
        running.wait_for("Grosse Dateien", "online")
        running.press("\r")
        running.wait_for("Anbei zwei Dateien.")
        running.press("A")
        running.wait_for("gross.zip", "text.txt", "on the server", "Enter saves this one")
        running.press("A")
        running.wait_for("2 files saved in")
        running.press("\x1b")
        running.wait_gone("Enter saves this one")
    assert (downloads / "gross.zip").read_bytes() == CONTENT
    assert (downloads / "text.txt").read_text().splitlines() == ["ä=ö"] * 2000
