"""What was measured of a mailbox's servers, kept for everything that depends on it.

One file in the state folder, readable by this user only; written by ``agent-console doctor --full``
and read through :func:`profile_of` alone, which answers with careful defaults for servers that were
never measured or are others now.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agent_console.config import MailboxConfig
from agent_console.errors import ConfigError
from agent_console.i18n import _
from agent_console.locations import private_folder, write_private
from agent_console.mail.watch import RENEW

FILE = "servers.json"
SETTLE_MS = 1500
"""How long to wait before a mail counts as the last of its folder, where nobody measured it."""

CONNECTIONS = 2
_LONGEST_FILE = 1_000_000

SentCopy = Literal["append", "server", "receipt"]


class ServerProfile(BaseModel):
    """The measured facts; None where something was not measured or could not be.

    ``size_limit`` is what the sending server takes at most, in bytes; ``dsn`` whether it reports
    failures on demand (RFC 3461); ``null_sender`` whether it takes ``MAIL FROM:<>``. ``sent_copy``
    is the setting that suits the server. ``message_id_kept`` and ``bytes_kept`` tell whether a mail
    keeps its Message-ID when sent, and all its bytes when put into a folder. ``keywords`` and
    ``unchanged_since`` are flags of our own and changes on condition (RFC 7162). ``settle_ms`` is
    how long to wait and look again before an order of mails counts; 0 where two writers saw the
    same order at once. ``idle_seconds`` is how long to stay in IDLE, ``connections`` how many
    connections may be open together. ``round_trip_ms`` is the median answer; ``clock_offset`` the
    server's clock minus ours, in seconds.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    measured: datetime | None = None
    size_limit: int | None = Field(default=None, ge=1)
    dsn: bool | None = None
    null_sender: bool | None = None
    sent_copy: SentCopy | None = None
    message_id_kept: bool | None = None
    bytes_kept: bool | None = None
    keywords: bool | None = None
    unchanged_since: bool | None = None
    settle_ms: int = Field(default=SETTLE_MS, ge=0, le=60_000)
    idle_seconds: int = Field(default=int(RENEW.total_seconds()), ge=10, le=1740)
    connections: int = Field(default=CONNECTIONS, ge=1, le=100)
    round_trip_ms: int | None = Field(default=None, ge=0)
    clock_offset: float | None = None


class _Kept(BaseModel):
    """One mailbox's entry; ``servers`` tells when the settings name others."""

    model_config = ConfigDict(frozen=True)

    servers: str
    profile: ServerProfile


def profile_of(state_dir: Path, mailbox: MailboxConfig) -> ServerProfile:
    """Return what is known of the mailbox's servers; never raises."""
    entry = _entries(state_dir / FILE).get(mailbox.address.lower())
    try:
        kept = _Kept.model_validate(entry)
    except ValidationError:
        return ServerProfile()
    return kept.profile if kept.servers == _servers(mailbox) else ServerProfile()


def keep_profile(state_dir: Path, mailbox: MailboxConfig, profile: ServerProfile) -> None:
    """Keep what was measured, in place of what was before; raises ConfigError in words."""
    path = private_folder(state_dir) / FILE
    kept = _Kept(servers=_servers(mailbox), profile=profile)
    entries = {**_entries(path), mailbox.address.lower(): kept.model_dump(mode="json")}
    try:
        write_private(path, json.dumps(entries, indent=2) + "\n")
    except OSError as error:
        raise ConfigError(
            _("Folder"),
            _("{path} cannot be written: {reason}").format(path=path, reason=error.strerror),
            _("Check the permissions, or point AGENT_CONSOLE_HOME at a folder of your own."),
        ) from error


def _entries(path: Path) -> dict[str, object]:
    try:
        with path.open(encoding="utf-8") as file:
            found = json.loads(file.read(_LONGEST_FILE))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _servers(mailbox: MailboxConfig) -> str:
    return " ".join(f"{server.host}:{server.port}" for server in (mailbox.imap, mailbox.smtp))
