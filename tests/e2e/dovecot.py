"""A private Dovecot 2.3 for the tests: its own folder, ports, certificate and processes."""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

HOST = "127.0.0.1"
PASSWORD = "geheim-größe"
INSTALL = "Dovecot 2.3 is not installed: apt-get install --yes dovecot-imapd openssl"

_START_SECONDS = 20.0
_STOP_SECONDS = 10.0

_CONFIG = """
base_dir = {base}/run
state_dir = {base}/state
log_path = {base}/dovecot.log
{identity}
protocols = imap
listen = {host}
ssl = yes
ssl_cert = <{base}/cert.pem
ssl_key = <{base}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login{mechanism}
{oauth}first_valid_uid = 1
mail_location = {storage}:{base}/mail/%n/{box}
mail_max_userip_connections = 100
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={base}/mail/%n allow_all_users=yes
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
    address = {host}
    port = {imap_port}
  }}
  inet_listener imaps {{
    address = {host}
    port = {imaps_port}
    ssl = yes
  }}
}}
service imap {{
  process_limit = 200
}}
service auth {{
  unix_listener {auth} {{
    mode = 0666
  }}
}}
"""

_PASSDB = """passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {base}/oauth2.conf
}}
"""
_OAUTH = """tokeninfo_url = {token_info}?access_token=
introspection_url = {token_info}?access_token=
introspection_mode = get
username_attribute = username
active_attribute = active
active_value = true
"""


@dataclass(frozen=True, slots=True)
class Dovecot:
    """A running server; any user name works, each has a mailbox of its own."""

    host: str
    imaps_port: int
    imap_port: int
    ca_file: Path
    password: str
    log: Path

    @property
    def mail(self) -> Path:
        """The folder of all mailboxes: ``USER/Maildir`` in it."""
        return self.log.parent / "mail"

    @property
    def auth(self) -> Path:
        """The socket that tells other servers who may sign in."""
        return self.log.parent / "auth"


def _need_dovecot() -> None:
    if reason := _missing():
        required = os.environ.get("AGENT_CONSOLE_REQUIRE_SERVERS")
        (pytest.fail if required else pytest.skip)(reason)


def _missing() -> str:
    found = shutil.which("dovecot", path=_search_path())
    if found is None or shutil.which("openssl") is None:
        return INSTALL
    version = subprocess.run([found, "--version"], capture_output=True, text=True, check=False)
    if not version.stdout.startswith("2.3."):
        return f"{INSTALL} (found {version.stdout.split(' ')[0] or 'something else'})"
    return ""


@contextmanager
def dovecot(*, token_info: str = "", storage: str = "maildir") -> Iterator[Dovecot]:
    """Start a Dovecot of our own, wait until it answers, and stop it afterwards.

    With ``token_info`` it takes tokens (XOAUTH2), too, and asks there what each is worth.
    ``storage`` is the form in which it keeps mailboxes, such as ``mdbox``.
    The folder is short (unix socket paths end at 108 bytes). Works as root and as anybody else.
    Where there is no Dovecot the test is skipped, or fails if servers are required (CI).
    """
    _need_dovecot()
    base = Path(tempfile.mkdtemp(prefix="dc-", dir=tempfile.gettempdir()))
    base.chmod(0o755)
    imap_port, imaps_port = _free_ports()
    server = Dovecot(HOST, imaps_port, imap_port, base / "cert.pem", PASSWORD, base / "dovecot.log")
    _prepare(base, server, token_info, storage)
    command = [str(shutil.which("dovecot", path=_search_path())), "-F", "-c"]
    process = subprocess.Popen(
        [*command, str(base / "dovecot.conf")], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    try:
        _wait_until_ready(process, server)
        yield server
    finally:
        _stop(process, base)
        shutil.rmtree(base, ignore_errors=True)


def _search_path() -> str:
    return os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin"


def _free_ports() -> tuple[int, int]:
    with socket.create_server((HOST, 0)) as one, socket.create_server((HOST, 0)) as other:
        return one.getsockname()[1], other.getsockname()[1]


def _prepare(base: Path, server: Dovecot, token_info: str, storage: str) -> None:
    user = pwd.getpwuid(os.geteuid()).pw_name
    group = grp.getgrgid(os.getegid()).gr_name
    identity = "\n".join(
        (
            f"default_internal_user = {user}",
            f"default_internal_group = {group}",
            f"default_login_user = {user}",
        )
    )
    mail = server.mail
    mail.mkdir()
    if os.geteuid() == 0:
        user, group, identity = "nobody", "nogroup", ""
        shutil.chown(mail, user, group)
    _make_certificate(base)
    if token_info:
        (base / "oauth2.conf").write_text(_OAUTH.format(token_info=token_info), encoding="utf-8")
    (base / "dovecot.conf").write_text(
        _CONFIG.format(
            base=base,
            storage=storage,
            box="Maildir" if storage == "maildir" else storage,
            host=server.host,
            identity=identity,
            user=user,
            group=group,
            password=server.password,
            auth=server.auth,
            imap_port=server.imap_port,
            imaps_port=server.imaps_port,
            mechanism=" xoauth2" if token_info else "",
            oauth=_PASSDB.format(base=base) if token_info else "",
        ),
        encoding="utf-8",
    )


def _make_certificate(base: Path) -> None:
    names = "subjectAltName=DNS:localhost,IP:127.0.0.1"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30"]
    command += ["-keyout", str(base / "key.pem"), "-out", str(base / "cert.pem")]
    command += ["-subj", "/CN=localhost", "-addext", names]
    subprocess.run(command, check=True, capture_output=True)


def _wait_until_ready(process: subprocess.Popen[bytes], server: Dovecot) -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with socket.create_connection((server.host, server.imap_port), 1.0) as probe:
                if probe.recv(4) == b"* OK":
                    return
        except OSError:
            time.sleep(0.05)
    log = server.log.read_text(encoding="utf-8", errors="replace") if server.log.exists() else ""
    raise RuntimeError(f"Dovecot did not start:\n{log}")


def _stop(process: subprocess.Popen[bytes], base: Path) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    until = time.monotonic() + _STOP_SECONDS
    while (base / "run" / "master.pid").exists() and time.monotonic() < until:
        time.sleep(0.02)
    if process.stderr is not None:
        process.stderr.close()
