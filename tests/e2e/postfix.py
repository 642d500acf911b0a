"""A private Postfix 3 for the tests: its own queue, ports, log and processes; nothing leaves it."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from agent_console.config import Security, ServerConfig
from tests.e2e.dovecot import HOST, Dovecot
from tests.e2e.smtp import Certificate, free_port

INSTALL = "Postfix 3 is not installed, or this is not root: apt-get install --yes postfix"
DOMAINS = ("company.example", "kunde.example")

_TICKS, _TICK_SECONDS = 600, 0.05

_MAIN = """
compatibility_level = 3.6
queue_directory = {base}/queue
data_directory = {base}/data
maillog_file = {base}/postfix.log
maillog_file_prefixes = {base}
mail_owner = postfix
setgid_group = postdrop
myhostname = mail.company.example
mydestination =
inet_interfaces = {host}
inet_protocols = ipv4
alias_maps =
local_recipient_maps =
default_transport = error:nothing leaves this machine
relay_transport = error:nothing leaves this machine
virtual_mailbox_domains = {domains}
virtual_mailbox_base = {mail}
virtual_mailbox_maps = texthash:{base}/mailboxes
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_minimum_uid = 1
virtual_mailbox_limit = 0
smtpd_tls_cert_file = {cert}
smtpd_tls_key_file = {key}
smtpd_tls_security_level = may
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = {auth}
smtpd_recipient_restrictions = permit_sasl_authenticated, reject
smtpd_reject_unlisted_recipient = no
"""

_MASTER = """
{host}:{starttls} inet n - n - - smtpd
{host}:{tls} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""


@dataclass(frozen=True, slots=True)
class Postfix:
    """A running server; it knows the mailboxes that are :meth:`given`, and takes mail for all."""

    base: Path
    starttls_port: int
    tls_port: int
    certificate: Certificate

    def server(self, security: Security, user: str) -> ServerConfig:
        """Return the settings to send with, over TLS or STARTTLS."""
        return ServerConfig(
            host=HOST,
            port=self.tls_port if security is Security.TLS else self.starttls_port,
            security=security,
            user=user,
            ca_file=self.certificate.cert,
        )

    def log(self) -> str:
        """Return what it has written down."""
        return (self.base / "postfix.log").read_text(encoding="utf-8", errors="replace")


@contextmanager
def postfix(
    dovecot: Dovecot, certificate: Certificate, mailboxes: dict[str, str]
) -> Iterator[Postfix]:
    """Start a Postfix whose ``mailboxes`` (address: user) are those of ``dovecot``.

    Its folder is short (unix socket paths end at 108 bytes). Where there is none, or this is not
    root, the test is skipped, or fails if servers are required (CI).
    """
    need_postfix()
    base = Path(tempfile.mkdtemp(prefix="pf-"))
    base.chmod(0o755)
    server = Postfix(base, free_port(), free_port(), certificate)
    _prepare(server, dovecot, mailboxes)
    command = [str(shutil.which("postfix", path=_search_path())), "-c", str(base / "etc")]
    process = subprocess.Popen(
        [*command, "start-fg"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        until(lambda: process.poll() is not None or _answers(server.starttls_port))
        assert process.poll() is None, server.log()
        yield server
    finally:
        subprocess.run([*command, "abort"], capture_output=True, check=False)
        process.wait()
        shutil.rmtree(base, ignore_errors=True)


def until(holds: Callable[[], bool]) -> None:
    """Wait for something that servers do, half a minute at most."""
    tick = threading.Event()
    for _ in range(_TICKS):
        if holds():
            return
        tick.wait(_TICK_SECONDS)
    pytest.fail("it never came about")


def need_postfix() -> None:
    """Skip the test where there is no Postfix, or fail it where servers are required (CI)."""
    if os.geteuid() != 0 or shutil.which("postfix", path=_search_path()) is None:
        required = os.environ.get("AGENT_CONSOLE_REQUIRE_SERVERS")
        (pytest.fail if required else pytest.skip)(INSTALL)


def _search_path() -> str:
    return os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin"


def _prepare(server: Postfix, dovecot: Dovecot, mailboxes: dict[str, str]) -> None:
    etc, queue, data = (server.base / name for name in ("etc", "queue", "data"))
    for folder in (etc, queue, data):
        folder.mkdir()
        folder.chmod(0o755)
    owner = pwd.getpwnam("postfix")
    os.chown(data, owner.pw_uid, owner.pw_gid)
    lines = [f"{address} {user}/Maildir/" for address, user in mailboxes.items()]
    (server.base / "mailboxes").write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = dovecot.mail.stat()
    values = {
        "base": server.base,
        "host": HOST,
        "domains": ", ".join(DOMAINS),
        "mail": dovecot.mail,
        "uid": found.st_uid,
        "gid": found.st_gid,
        "cert": server.certificate.cert,
        "key": server.certificate.key,
        "auth": dovecot.auth,
        "starttls": server.starttls_port,
        "tls": server.tls_port,
    }
    (etc / "main.cf").write_text(_MAIN.format(**values), encoding="utf-8")
    (etc / "master.cf").write_text(_MASTER.format(**values), encoding="utf-8")
    for file in (server.base / "mailboxes", etc / "main.cf", etc / "master.cf"):
        # Its processes read these as other users, whatever umask the tests run with.
        file.chmod(0o644)


def _answers(port: int) -> bool:
    try:
        with socket.create_connection((HOST, port), 5.0) as probe:
            return probe.recv(3) == b"220"
    except OSError:
        return False
