"""The mailbox's password on this machine: shown to both servers, kept in one place, forgotten."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from enum import StrEnum

from pydantic import SecretStr

from agent_console.clock import Clock
from agent_console.config import MailboxConfig
from agent_console.errors import ConsoleError, MailError, SecretMissingError, SignInError
from agent_console.i18n import _
from agent_console.mail import smtp
from agent_console.mail.credentials import (
    FoundSecret,
    KeyringOutcome,
    SecretSource,
    account_of,
    explain_keyring,
    find_secret,
    forget_secret,
    open_vault,
    store_secret,
)
from agent_console.mail.imap import open_imap
from agent_console.services.mailbox import server_with_user
from agent_console.services.passwords import Door


class Place(StrEnum):
    """Where this program can keep a password."""

    KEYRING = "keyring"
    FILE = "file"


class NotKeptError(ConsoleError):
    """A place could not keep a password, or not let go of one."""


def place_words(place: Place) -> str:
    """Name the place for a person."""
    if place is Place.KEYRING:
        return _("the keyring")
    return _("the encrypted file {path}").format(path=open_vault().path)


def source_words(source: SecretSource) -> str:
    """Name the step of the ladder for a person."""
    match source:
        case SecretSource.COMMAND:
            return _("password_command in the settings")
        case SecretSource.SERVICE:
            return _("a credential of the service manager")
        case SecretSource.KEYRING:
            return place_words(Place.KEYRING)
        case SecretSource.FILE:
            return place_words(Place.FILE)
        case SecretSource.TOKEN_COMMAND:
            return _("token_command in the settings")
        case SecretSource.OAUTH:
            return _("the sign-in that is kept in the keyring")
        case _:
            return source.value


def show_to_servers(
    mailbox: MailboxConfig, secret: SecretStr, clock: Clock
) -> Mapping[Door, MailError | None]:
    """Sign in to both servers, once each; None for the one that accepts it.

    A SignInError means refused, any other MailError says nothing about the password.
    """
    return {
        Door.READING: _reading(mailbox, secret, clock),
        Door.SENDING: _sending(mailbox, secret),
    }


def _reading(mailbox: MailboxConfig, secret: SecretStr, clock: Clock) -> MailError | None:
    try:
        open_imap(server_with_user(mailbox.imap, mailbox), secret, clock=clock).close()
    except MailError as error:
        return error
    return None


def _sending(mailbox: MailboxConfig, secret: SecretStr) -> MailError | None:
    server = server_with_user(mailbox.smtp, mailbox)
    trouble = asyncio.run(smtp.check(server, secret, sender=mailbox.address))
    if trouble is None:
        return None
    return (SignInError if trouble.sign_in_refused else MailError)(_("Sending"), trouble.detail)


def keep_in_keyring(mailbox: MailboxConfig, secret: SecretStr) -> None:
    """Keep the password in the keyring; raises NotKeptError in words unless it was read back."""
    outcome = store_secret(account_of(mailbox), secret)
    if outcome is not KeyringOutcome.DONE:
        raise NotKeptError(
            _("Password"),
            _("{reason} The password was not stored.").format(reason=explain_keyring(outcome)),
            _("`agent-console secret set --where file` keeps it in an encrypted file."),
        )


def keep_in_file(mailbox: MailboxConfig, secret: SecretStr) -> None:
    """Keep the password in the encrypted file, opened or begun before, and read it back.

    Raises VaultLockedError and VaultDamagedError, and NotKeptError when the disk refuses.
    """
    vault = open_vault()
    try:
        vault.write(account_of(mailbox), secret)
    except OSError as error:
        words = _("{path} cannot be written: {reason}")
        raise NotKeptError(
            _("Password"), words.format(path=vault.path, reason=error.strerror)
        ) from None


def comes_first(mailbox: MailboxConfig, place: Place) -> SecretSource | None:
    """Return what the ladder takes although a password is kept in ``place``, None for nothing."""
    own = SecretSource.KEYRING if place is Place.KEYRING else SecretSource.FILE
    if mailbox.password_command:
        return SecretSource.COMMAND
    try:
        found = find_secret(mailbox)
    except SecretMissingError:
        return None
    return None if found.source is own else found.source


def stored(mailbox: MailboxConfig) -> FoundSecret:
    """Return the password and its step of the ladder; raises SecretMissingError."""
    return find_secret(mailbox)


def forget_in(mailbox: MailboxConfig, place: Place) -> bool:
    """Remove the password from ``place``; False when it holds none, or there is no such place.

    Raises NotKeptError when that cannot be known.
    """
    account = account_of(mailbox)
    if place is Place.FILE:
        try:
            return open_vault().remove(account)
        except OSError as error:
            words = _("{path} cannot be written: {reason}")
            raise NotKeptError(
                _("Password"), words.format(path=open_vault().path, reason=error.strerror)
            ) from None
    outcome = forget_secret(account)
    if outcome in (KeyringOutcome.DONE, KeyringOutcome.EMPTY, KeyringOutcome.NO_KEYRING):
        return outcome is KeyringOutcome.DONE
    raise NotKeptError(
        _("Password"),
        _("{reason} Whether it keeps the password is not known.").format(
            reason=explain_keyring(outcome)
        ),
        _("Unlock it and try again."),
    )
