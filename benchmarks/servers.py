"""A Dovecot of our own over the generated mails; needs neither root nor any system setting.

``python -m benchmarks.servers mixed 2000`` runs one until ctrl+c, for looking at it by hand.
"""

from __future__ import annotations

import argparse
import grp
import imaplib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.maildir import maildir
from benchmarks.mails import Kind
from benchmarks.place import default_cache, need, program

HOST = "127.0.0.1"
PASSWORD = "benchmark"
_CONFIG = """
base_dir = {base}/run
state_dir = {base}/state
log_path = {base}/dovecot.log
{identity}
protocols = imap
listen = {host}
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
first_valid_uid = 1
mail_location = sdbox:{boxes}/%n
mail_fsync = never
mail_max_userip_connections = 100
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={boxes}/%n allow_all_users=yes
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Sent {{
    special_use = \\Sent
    auto = subscribe
  }}
}}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  service_count = 0
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A running Dovecot; ``config`` is its settings file, for doveadm."""

    port: int
    config: Path
    boxes: Path
    host: str = HOST
    password: str = PASSWORD

    @contextmanager
    def connect(self, user: str) -> Iterator[imaplib.IMAP4]:
        """Give a signed-in connection, for changing the mailbox from outside."""
        with imaplib.IMAP4(self.host, self.port) as connection:
            connection.login(user, self.password)
            yield connection


@contextmanager
def server(cache: Path) -> Iterator[Server]:
    """Run a Dovecot whose mailboxes lie in ``cache``."""
    need("dovecot", "doveadm")
    boxes = cache / "boxes"
    boxes.mkdir(parents=True, exist_ok=True)
    base = Path(tempfile.mkdtemp(prefix="dcb-"))
    base.chmod(0o755)
    running = Server(_free_port(), base / "dovecot.conf", boxes)
    _configure(base, running)
    process = subprocess.Popen(
        [program("dovecot"), "-F", "-c", str(running.config)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    before = signal.signal(signal.SIGTERM, _end)
    try:
        _wait_until_ready(process, running, base / "dovecot.log")
        yield running
    finally:
        signal.signal(signal.SIGTERM, before)
        process.send_signal(signal.SIGTERM)
        process.wait(20)
        shutil.rmtree(base, ignore_errors=True)


def mailbox(running: Server, cache: Path, kind: Kind, count: int, use: str = "read") -> str:
    """Return the user whose INBOX holds these mails, UIDs from 1 in order of arrival.

    ``use`` keeps mailboxes that a benchmark changes apart from those it only reads.
    """
    source = maildir(cache, kind, count)
    user = f"{source.name.removeprefix('maildir-')}-{use}"
    done = running.boxes / f"{user}.made"
    if not done.exists():
        shutil.rmtree(running.boxes / user, ignore_errors=True)
        _give_away(source)
        command = [program("doveadm"), "-c", str(running.config), "import", "-u", user]
        subprocess.run([*command, f"maildir:{source}", "", "ALL"], check=True)
        done.touch()
    with running.connect(user) as connection:
        _warm(connection, count)
    return user


def _end(_number: int, _frame: object) -> None:
    """Leave in order when told to end, so that neither server nor folder stays behind."""
    sys.exit(1)


def _warm(connection: imaplib.IMAP4, count: int) -> None:
    """Let the server know what it caches of every mail, so that no run pays for the others."""
    _status, (found, *_) = connection.select("INBOX", readonly=True)
    if int(found or 0) < count:
        message = f"the server holds {found!r} mails instead of {count}"
        raise RuntimeError(message)
    fields = "DATE FROM TO CC REPLY-TO SUBJECT MESSAGE-ID IN-REPLY-TO REFERENCES"
    items = f"(UID RFC822.SIZE INTERNALDATE BODYSTRUCTURE BODY.PEEK[HEADER.FIELDS ({fields})])"
    for first in range(1, count + 1, 5000):
        connection.fetch(f"{first}:{min(count, first + 4999)}", items)


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as free:
        return int(free.getsockname()[1])


def _mail_user() -> tuple[str, str]:
    """Return who owns the mailboxes: this user, or nobody when that is root."""
    if os.geteuid() == 0:
        return "nobody", "nogroup"
    return pwd.getpwuid(os.geteuid()).pw_name, grp.getgrgid(os.getegid()).gr_name


def _give_away(folder: Path) -> None:
    """Let the server's user write its index into ``folder``."""
    if os.geteuid() != 0:
        return
    user, group = _mail_user()
    for path in (folder, *folder.rglob("*")):
        shutil.chown(path, user, group)


def _configure(base: Path, running: Server) -> None:
    user, group = _mail_user()
    identity = ""
    if os.geteuid() == 0:
        shutil.chown(running.boxes, user, group)
    else:
        names = ("default_internal_user", "default_login_user")
        identity = "\n".join([*(f"{name} = {user}" for name in names)])
        identity += f"\ndefault_internal_group = {group}"
    running.config.write_text(
        _CONFIG.format(
            base=base,
            identity=identity,
            host=running.host,
            boxes=running.boxes,
            password=running.password,
            user=user,
            group=group,
            port=running.port,
        ),
        encoding="utf-8",
    )


def _wait_until_ready(process: subprocess.Popen[bytes], running: Server, log: Path) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until and process.poll() is None:
        with (
            suppress(OSError),
            socket.create_connection((running.host, running.port), 1.0) as probe,
        ):
            if probe.recv(4) == b"* OK":
                return
        time.sleep(0.05)
    said = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    message = f"Dovecot did not start:\n{said}"
    raise RuntimeError(message)


def main() -> None:
    """Run a server until it is interrupted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", type=Kind, choices=tuple(Kind))
    parser.add_argument("count", type=int)
    parser.add_argument("--cache", type=Path, default=default_cache())
    options = parser.parse_args()
    with server(options.cache) as running, suppress(KeyboardInterrupt):
        user = mailbox(running, options.cache, options.kind, options.count)
        print(f"127.0.0.1:{running.port}, no TLS, user {user}, password {running.password}")
        while True:
            time.sleep(3600)


if __name__ == "__main__":
    main()
