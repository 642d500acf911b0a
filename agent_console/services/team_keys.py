"""The team that this console belongs to: a small file beside the store, the keys where secrets lie.

``team.toml`` names the journal, the folder it lies in, this console's name in it and the ids of the
keys; none of that is secret. The keys themselves are kept as the mailbox's password is: in the
keyring, in the file that a passphrase opens, or given by the service manager.
"""

from __future__ import annotations

import base64
import binascii
import os
import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import SecretStr

from agent_console.desk.journal_entry import is_console
from agent_console.desk.roles import Role
from agent_console.errors import ConfigError, ConsoleError, SecretMissingError
from agent_console.i18n import _
from agent_console.locations import private_folder, write_private
from agent_console.mail.credentials import KeyringOutcome, explain_keyring, open_vault
from agent_console.mail.given import SECONDS
from agent_console.mail.join_line import JoinLine, read_join_line
from agent_console.mail.keyrings import delete_from_keyring, read_keyring, write_keyring
from agent_console.mail.seal import KEY_BYTES, KeyRing, TeamKey
from agent_console.services.team_roles import role_here
from agent_console.store.engine import Store

if TYPE_CHECKING:
    from agent_console.config import Config

FILE = "team.toml"
CREDENTIAL = "agent-console-team-key"
KEYS_MOST = 17
"""How many keys are kept; what an older one sealed is long in a snapshot."""

_LONGEST = 64 * 1024
_FOLDER_MOST = 200


class KeyPlace(StrEnum):
    """Where the keys of the team are."""

    SERVICE = "credential"
    KEYRING = "keyring"
    FILE = "file"


class KeysMissingError(SecretMissingError):
    """This console belongs to a team whose keys are not to be found."""


class KeysNotKeptError(ConsoleError):
    """A place could not keep the keys, or not let go of them."""


@dataclass(frozen=True, slots=True)
class Team:
    """A team, seen from one console.

    ``journal`` and ``console`` are ids, ``folder`` is the folder of the mailbox that the journal
    lies in; ``role`` is what the journal says of ``agent``.
    """

    journal: str
    console: str
    folder: str
    ring: KeyRing = field(repr=False)
    role: Role
    agent: str


@dataclass(frozen=True, slots=True)
class Belonging:
    """What ``team.toml`` says; ``keys`` are ids, the one that seals first.

    ``by_passphrase``: the key is made of one, and stands in no join line.
    """

    journal: str
    console: str
    folder: str
    keys: tuple[str, ...]
    by_passphrase: bool = False


def team_file(store: Path) -> Path:
    """Return where the membership of the store at ``store`` is written down."""
    return store.with_name(FILE)


def load_team(store: Store, config: Config) -> Team | None:
    """Return the team that this console belongs to, None without one.

    May take seconds where a keyring is slow. Raises KeysMissingError when the keys are not to be
    found, VaultLockedError when only a passphrase is missing, ConfigError for a damaged file.
    """
    known = read_membership(store.path)
    if known is None:
        return None
    agent = config.agent.name
    ring = find_keys(known)
    return Team(known.journal, known.console, known.folder, ring, role_here(store, agent), agent)


def read_membership(store: Path) -> Belonging | None:
    """Return what is written beside the store; raises ConfigError for what makes no sense."""
    path = team_file(store)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise _damaged(path, str(error)) from error
    try:
        told = tomllib.loads(text)
        known = Belonging(
            str(told["journal"]),
            str(told["console"]),
            str(told["folder"]),
            tuple(told["keys"]),
            by_passphrase=told.get("passphrase") is True,
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise _damaged(path, str(error)) from error
    if not _makes_sense(known):
        raise _damaged(path, _("a value is none that a console writes"))
    return known


def write_membership(store: Path, known: Belonging) -> None:
    """Write down what this console belongs to; raises ConfigError when it cannot be."""
    lines = (
        "# The team of this console. Written by `agent-console team`; it holds no secret.",
        f"journal = {_quoted(known.journal)}",
        f"console = {_quoted(known.console)}",
        f"folder = {_quoted(known.folder)}",
        f"keys = [{', '.join(_quoted(one) for one in known.keys)}]",
        f"passphrase = {str(known.by_passphrase).lower()}",
    )
    path = team_file(store)
    private_folder(path.parent)
    try:
        write_private(path, "\n".join(lines) + "\n")
    except OSError as error:
        words = _("{path} cannot be written: {reason}")
        raise ConfigError(_("Team"), words.format(path=path, reason=error.strerror)) from error


def forget_membership(store: Path) -> None:
    """Belong to no team any more."""
    team_file(store).unlink(missing_ok=True)


def find_keys(known: Belonging, *, seconds: float = SECONDS) -> KeyRing:
    """Return the keys of a team from the first place that has them.

    Raises KeysMissingError, or VaultLockedError when the encrypted file wants its passphrase.
    """
    reasons: list[str] = []
    for text in (
        _from_service(),
        _from_keyring(known, seconds, reasons),
        open_vault().read(account_of(known)),
    ):
        if text is None:
            continue
        ring = ring_from_text(text.get_secret_value())
        if ring is None:
            raise _missing(_("what is kept as the team's key is none"))
        if ring.current.id != known.keys[0]:
            raise _missing(_("the team's key that is kept here is another one"))
        return ring
    raise _missing(" ".join(reasons))


def has_keyring(*, seconds: float = SECONDS) -> bool:
    """Tell whether this machine has a keyring that answers."""
    outcome = read_keyring("team", seconds=seconds)[1]
    return outcome in (KeyringOutcome.DONE, KeyringOutcome.EMPTY)


def keep_keys(
    known: Belonging, ring: KeyRing, place: KeyPlace, *, seconds: float = SECONDS
) -> None:
    """Keep the keys in the keyring or the encrypted file, and read them back.

    Nothing is kept where the service manager is to give them. Raises KeysNotKeptError in words,
    VaultLockedError until the passphrase of the file was given.
    """
    if place is KeyPlace.SERVICE:
        return
    secret = SecretStr(ring_to_text(ring))
    if place is KeyPlace.FILE:
        vault = open_vault()
        try:
            vault.write(account_of(known), secret)
        except OSError as error:
            words = _("{path} cannot be written: {reason}").format(
                path=vault.path, reason=error.strerror
            )
            raise KeysNotKeptError(_("Team"), words) from None
        return
    outcome = write_keyring(account_of(known), secret, seconds=seconds)
    if outcome is not KeyringOutcome.DONE:
        words = _("{reason} The team's key was not stored.")
        raise KeysNotKeptError(
            _("Team"),
            words.format(reason=explain_keyring(outcome)),
            _("`--where file` keeps it in a file that a passphrase opens."),
        )


def forget_keys(known: Belonging, *, seconds: float = SECONDS) -> None:
    """Remove the keys wherever this program keeps them; raises KeysNotKeptError when unsure."""
    account = account_of(known)
    try:
        open_vault().remove(account)
    except OSError as error:
        words = _("{path} cannot be written: {reason}")
        where = words.format(path=open_vault().path, reason=error.strerror)
        raise KeysNotKeptError(_("Team"), where) from None
    outcome = delete_from_keyring(account, seconds=seconds)
    gone = (KeyringOutcome.DONE, KeyringOutcome.EMPTY, KeyringOutcome.NO_KEYRING)
    if outcome not in gone:
        words = _("{reason} Whether it keeps the team's key is not known.")
        raise KeysNotKeptError(
            _("Team"),
            words.format(reason=explain_keyring(outcome)),
            _("Unlock it and try again."),
        )


def account_of(known: Belonging) -> str:
    """Return the name under which keyring and encrypted file keep a team's keys."""
    return f"team {known.journal} {known.console}"


def ring_to_text(ring: KeyRing) -> str:
    """Return the keys as one line of text, the one that seals first: as secret as the keys."""
    return ".".join(_key_text(key) for key in (ring.current, *ring.older)[:KEYS_MOST])


def ring_from_text(text: str) -> KeyRing | None:
    """Read what :func:`ring_to_text` wrote, or a join line that holds the key; else None."""
    line = read_join_line(text)
    if isinstance(line, JoinLine):
        ring = line.ring(line.key) if line.key else None
        return ring if isinstance(ring, KeyRing) else None
    keys: list[TeamKey] = []
    for part in text.strip().split("."):
        try:
            secret = base64.b64decode(part + "=" * (-len(part) % 4), b"-_", validate=True)
        except (ValueError, binascii.Error):
            return None
        if len(secret) != KEY_BYTES:
            return None
        keys.append(TeamKey(secret))
    return KeyRing(keys[0], tuple(keys[1:]))


def _key_text(key: TeamKey) -> str:
    return base64.urlsafe_b64encode(key.secret).rstrip(b"=").decode()


def _from_service() -> SecretStr | None:
    """Return what the service manager gives (systemd's LoadCredential), None without it."""
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    if not folder:
        return None
    path = Path(folder) / CREDENTIAL
    try:
        with path.open("rb") as file:
            return SecretStr(file.read(_LONGEST).decode("ascii", "replace").strip())
    except FileNotFoundError:
        return None
    except OSError as error:
        words = _("{path} cannot be read: {reason}")
        raise _missing(words.format(path=path, reason=error.strerror)) from None


def _from_keyring(known: Belonging, seconds: float, reasons: list[str]) -> SecretStr | None:
    kept, outcome = read_keyring(account_of(known), seconds=seconds)
    if kept is None and outcome is not KeyringOutcome.EMPTY:
        reasons.append(explain_keyring(outcome))
    return kept


def _makes_sense(known: Belonging) -> bool:
    names = is_console(known.journal) and is_console(known.console)
    folder = known.folder.isprintable() and 0 < len(known.folder) <= _FOLDER_MOST
    return names and folder and bool(known.keys) and all(isinstance(k, str) for k in known.keys)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _missing(reason: str) -> KeysMissingError:
    words = _("the key of your team is not to be found. {reason}").format(reason=reason)
    return KeysMissingError(
        _("Team"),
        words.strip(),
        _("Ask a colleague for the join line and run `agent-console team join` again."),
    )


def _damaged(path: Path, reason: str) -> ConfigError:
    return ConfigError(
        _("Team"),
        _("{path} cannot be used: {reason}").format(path=path, reason=reason),
        _("Remove it and run `agent-console team join` again."),
    )
