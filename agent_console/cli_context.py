"""What every subcommand begins with: the settings, the folders, the log, the clock, the desk."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING

from agent_console.clock import Clock, clock_of_environment
from agent_console.desk.text import to_screen
from agent_console.errors import ConfigError, ConsoleError, NotFoundError, SecretMissingError
from agent_console.i18n import _, use_language
from agent_console.locations import Locations, find_locations
from agent_console.logs import start_log
from agent_console.look import Look, look_into

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import SecretStr

    from agent_console.config import Config, MailboxConfig
    from agent_console.services.ahead import Ahead
    from agent_console.services.desk import Desk
    from agent_console.store.engine import Store


def load_settings() -> tuple[Config, Locations]:
    """Read the settings, start the log and switch to the agent's language.

    Raises ConfigError in words when there are no settings yet or they are wrong.
    """
    from agent_console.config import load_config

    locations = find_locations()
    config = load_config(locations.config_file)
    use_language(config.ui.language)
    begin_log(locations)
    return config, locations


def load_look() -> tuple[Look, Locations]:
    """Read what the first picture needs, start the log and switch to the agent's language.

    What is wrong there raises SettingsError in words; the other settings are not checked yet.
    """
    locations = find_locations()
    look = look_into(locations.config_file)
    if look is None or locations.shared_calendar.exists():
        config, locations = load_settings()
        return config.look, locations
    use_language(look.language)
    begin_log(locations)
    return look, locations


def begin_log(locations: Locations) -> None:
    """Start the log; raises ConfigError when its folder or file cannot be used."""
    try:
        start_log(locations)
    except OSError as error:
        raise ConfigError(
            _("Log"),
            _("{path} cannot be written: {reason}").format(
                path=locations.log_file, reason=error.strerror
            ),
            _("Check the permissions, or point AGENT_CONSOLE_HOME at a folder of your own."),
        ) from error


def start_clock() -> Clock:
    """Return the clock of this machine."""
    return clock_of_environment()


@contextmanager
def opened_desk() -> Iterator[Desk]:
    """Give the open desk, and close it afterwards."""
    from agent_console.services.desk import open_desk

    config, locations = load_settings()
    desk = open_desk(config, locations, start_clock())
    try:
        yield desk
    finally:
        desk.close()


@contextmanager
def opened_store() -> Iterator[Store]:
    """Give the open store alone, and close it afterwards: a list needs no more and comes sooner."""
    from agent_console.store.engine import open_store

    _config, locations = load_settings()
    store = open_store(locations.store_file)
    try:
        yield store
    finally:
        store.close()


def mailbox_secret(box: MailboxConfig, ahead: Ahead | None = None) -> SecretStr:
    """Return a mailbox's password; a person at a terminal is asked when none is stored.

    ``ahead`` is already looking for it. Raises SecretMissingError where nobody can be asked, or
    password_command fails.
    """
    from agent_console.mail.vault import VaultLockedError

    try:
        return stored_secret(box, ahead)
    except VaultLockedError:
        raise
    except SecretMissingError:
        if box.password_command or box.takes_tokens or not sys.stdin.isatty():
            raise
        from agent_console.cli_ask import ask_password

        return ask_password(box.imap.user or box.address)


def stored_secret(box: MailboxConfig, ahead: Ahead | None = None) -> SecretStr:
    """Return a mailbox's stored password; a person is asked for the passphrase it may need.

    The passphrase opens the encrypted file for the rest of the program, for every mailbox. Raises
    SecretMissingError when none is stored, or nobody can be asked.
    """
    from agent_console.cli_ask import ask_passphrase
    from agent_console.mail.credentials import VaultLockedError, find_secret, unlock_secret

    if ahead:
        with suppress(VaultLockedError):
            return ahead.secret()
    try:
        return find_secret(box).secret
    except VaultLockedError as error:
        may_ask = sys.stdin.isatty()
        if not (may_ask and ask_passphrase(error.message, partial(unlock_secret, box))):
            raise
    return find_secret(box).secret


def open_team_key(store_file: Path) -> None:
    """Ask a person at a terminal for the passphrase that the key of the team may need.

    Nobody is asked where it is there, where there is no team, or where nobody sits.
    """
    from agent_console.services.team_line import belongs_to_team

    if not (sys.stdin.isatty() and belongs_to_team(store_file)):
        return
    from agent_console.cli_ask import ask_passphrase
    from agent_console.mail.credentials import open_vault
    from agent_console.mail.vault import VaultLockedError
    from agent_console.services.team_keys import find_keys, read_membership

    known = read_membership(store_file)
    try:
        if known is not None:
            find_keys(known)
    except VaultLockedError as error:
        ask_passphrase(error.message, open_vault().unlock)
    except ConsoleError:
        return


def mailbox_named(config: Config, address: str | None, title: str) -> MailboxConfig:
    """Return the mailbox with this address, the first one for None.

    Raises NotFoundError under ``title``, with the addresses that there are.
    """
    wanted = (address or config.mailbox.address).lower()
    for box in config.all_mailboxes:
        if box.address.lower() == wanted:
            return box
    raise NotFoundError(
        title,
        _("the settings have no mailbox {address}").format(address=to_screen(wanted)),
        ", ".join(box.address for box in config.all_mailboxes),
    )
