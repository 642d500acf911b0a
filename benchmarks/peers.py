"""The other programs, set up for the same mailbox: mbsync (isync), offlineimap3 and notmuch."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Took, run
from benchmarks.place import program

_MBSYNC = """{fsync}

IMAPAccount here
Host {host}
Port {port}
User {user}
Pass {password}
SSLType None
AuthMechs LOGIN

IMAPStore far
Account here

MaildirStore near
Path {folder}/mail/
Inbox {folder}/mail/INBOX

Channel all
Far :far:
Near :near:
Patterns INBOX
Create Near
Sync Pull
SyncState *
"""
_OFFLINEIMAP = """
[general]
accounts = all
metadata = {folder}/metadata
fsync = false
[Account all]
localrepository = near
remoterepository = far
[Repository near]
type = Maildir
localfolders = {folder}/mail
[Repository far]
type = IMAP
remotehost = {host}
remoteport = {port}
remoteuser = {user}
remotepass = {password}
ssl = no
starttls = no
folderfilter = lambda name: name == "INBOX"
"""
_NOTMUCH = """
[database]
mail_root={mail}
path={index}
[user]
name=Anna
primary_email=support@company.example
[new]
tags=
ignore=.mbsyncstate;.uidvalidity;made.json;dovecot-uidlist;dovecot-uidlist.lock
[maildir]
synchronize_flags=false
"""


@dataclass(frozen=True, slots=True)
class Account:
    """Where a mailbox is reached; plain text, on this machine."""

    host: str
    port: int
    user: str
    password: str


def environment(folder: Path) -> dict[str, str]:
    """Return an environment with a home of its own."""
    return {"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "LANG": "C.UTF-8"}


@dataclass(frozen=True, slots=True)
class Mbsync:
    """mbsync with a folder of its own; ``fsync`` off is its fastest, on is how it is shipped."""

    folder: Path
    account: Account
    fsync: bool = False

    def sync(self) -> Took:
        """Run mbsync once from start to end."""
        (self.folder / "mail").mkdir(parents=True, exist_ok=True)
        settings = self.folder / "mbsyncrc"
        settings.write_text(
            _MBSYNC.format(
                folder=self.folder,
                host=self.account.host,
                port=self.account.port,
                user=self.account.user,
                password=self.account.password,
                fsync="" if self.fsync else "FSync no",
            )
        )
        settings.chmod(0o600)
        command = [program("mbsync"), "-q", "-c", str(settings), "-a"]
        return run(command, environment(self.folder), self.folder / "mbsync.log")

    @property
    def inbox(self) -> Path:
        """The Maildir that it writes."""
        return self.folder / "mail" / "INBOX"


@dataclass(frozen=True, slots=True)
class OfflineImap:
    """offlineimap3 with a folder of its own, without waiting for the disk."""

    folder: Path
    account: Account

    def sync(self) -> Took:
        """Run offlineimap once from start to end."""
        (self.folder / "mail").mkdir(parents=True, exist_ok=True)
        settings = self.folder / "offlineimaprc"
        settings.write_text(
            _OFFLINEIMAP.format(
                folder=self.folder,
                host=self.account.host,
                port=self.account.port,
                user=self.account.user,
                password=self.account.password,
            )
        )
        settings.chmod(0o600)
        command = [program("offlineimap"), "-o", "-u", "quiet", "-c", str(settings)]
        return run(command, environment(self.folder), self.folder / "offlineimap.log")


@dataclass(frozen=True, slots=True)
class Notmuch:
    """notmuch with its settings and index in ``folder``, over the Maildir ``mail``."""

    folder: Path
    mail: Path

    def prepare(self) -> None:
        """Write the settings: no tags, no flags to and fro, which is the least work."""
        self.folder.mkdir(parents=True, exist_ok=True)
        index = self.folder / "index"
        index.mkdir(exist_ok=True)
        settings = _NOTMUCH.format(mail=self.mail, index=index)
        (self.folder / "config").write_text(settings, encoding="utf-8")

    def environment(self) -> dict[str, str]:
        """Return the environment that names the settings."""
        return {**environment(self.folder), "NOTMUCH_CONFIG": str(self.folder / "config")}

    def new(self) -> Took:
        """Index what is new in the Maildir."""
        command = [program("notmuch"), "new", "--quiet"]
        return run(command, self.environment(), self.folder / "notmuch.log")

    def index_bytes(self) -> int:
        """Return the size of the index on disk."""
        files = (self.folder / "index").rglob("*")
        return sum(file.stat().st_size for file in files if file.is_file())
