"""The programs that are compared at the terminal: neomutt, aerc and alot on mails, and posting."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.ours import Ours
from benchmarks.peers import Account, Notmuch
from benchmarks.place import program

_NEOMUTT = """
set folder = "{mail}"
set spoolfile = "{mail}"
set mbox_type = Maildir
set header_cache = "{folder}/cache"
set sort = reverse-date
set mark_old = no
set pager_index_lines = 0
set quit = yes
set confirmappend = no
set timeout = 600
set mail_check = 600
set sleep_time = 0
"""
_AERC_ACCOUNT = """[mails]
source = maildir://{above}
default = {name}
from = Anna <support@company.example>
"""
_ALOT = "colourmode = 256\ninitial_command = search *\nprefer_plaintext = True\n"
_POSTING = "focus:\n  on_startup: collection\nanimation: none\n"
_REQUEST = "name: {name}\nmethod: GET\nurl: http://127.0.0.1:9/{number}\n"
_REQUESTS = 1000
_AERC = "[general]\nunsafe-accounts-conf = true\n[ui]\nsort = -r date\n"


@dataclass(frozen=True, slots=True)
class Program:
    """A program to be started in a terminal: what appears first, and its keys."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    marker: bytes
    down: bytes = b"j"
    page: bytes = b"\x1b[6~"
    open: bytes = b"\r"


def plain_environment(home: Path) -> dict[str, str]:
    """Return the environment of an SSH session: 256 colours, nothing of the user's own."""
    return {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
    }


def console(home: Path, marker: bytes, *, driver: str = "differential") -> Program:
    """Return the console on the store below ``home``, which has been configured."""
    environment = {
        **Ours(home).environment(),
        "TERM": "xterm-256color",
        "AGENT_CONSOLE_DRIVER": driver,
    }
    command = [sys.executable, "-m", "agent_console"]
    return Program(driver, command, environment, marker)


def configure_console(home: Path, folder: Path) -> Ours:
    """Write the settings of the console: no mailbox is reached, no preview beside the list."""
    ours = Ours(home, folder)
    ours.configure(Account("127.0.0.1", 9, "nobody", "nothing"))
    file = home / "config" / "config.toml"
    file.write_text(file.read_text() + 'hints = false\n[queue]\npreview = "off"\n')
    ours.store.parent.mkdir(mode=0o700, exist_ok=True)
    return ours


def installed(*names: str) -> list[str]:
    """Return which of the programs are there."""
    return [name for name in names if shutil.which(name)]


def neomutt(folder: Path, mail: Path, marker: bytes) -> Program:
    """Return neomutt with a header cache, in its own colours."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / "neomuttrc"
    settings.write_text(_NEOMUTT.format(mail=mail, folder=folder))
    command = [program("neomutt"), "-n", "-F", str(settings)]
    return Program("neomutt", command, plain_environment(folder), marker)


def aerc(folder: Path, mail: Path, marker: bytes) -> Program:
    """Return aerc on a Maildir."""
    settings = folder / ".config" / "aerc"
    settings.mkdir(parents=True, exist_ok=True)
    account = settings / "accounts.conf"
    account.write_text(_AERC_ACCOUNT.format(above=mail.parent, name=mail.name))
    account.chmod(0o600)
    (settings / "aerc.conf").write_text(_AERC)
    return Program("aerc", [program("aerc")], plain_environment(folder), marker)


def alot(folder: Path, mail: Path, marker: bytes) -> Program:
    """Return alot over an index by notmuch, which is made once and kept beside the Maildir."""
    folder.mkdir(parents=True, exist_ok=True)
    index = Notmuch(mail.with_name(f"{mail.name}-notmuch"), mail)
    index.prepare()
    index.new()
    settings = folder / "alot.conf"
    settings.write_text(_ALOT)
    known = str(index.folder / "config")
    command = [program("alot"), "-c", str(settings), "-n", known]
    environment = {**plain_environment(folder), "NOTMUCH_CONFIG": known}
    return Program("alot", command, environment, marker)


def posting(folder: Path) -> Program:
    """Return posting, another program made with Textual, on a collection of requests.

    It reads all of them at its start, so there are only 1,000.
    """
    settings = folder / ".config" / "posting"
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "config.yaml").write_text(_POSTING)
    requests = folder / "requests"
    requests.mkdir(exist_ok=True)
    for number in range(_REQUESTS):
        text = _REQUEST.format(name=f"Order {number:04} delayed", number=number)
        (requests / f"{number:04}.posting.yaml").write_text(text)
    command = [program("posting"), "--collection", str(requests)]
    return Program("posting", command, plain_environment(folder), b"Order 0000")
