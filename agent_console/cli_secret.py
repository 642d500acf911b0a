"""``agent-console secret``: keep, test and forget the password of one mailbox of the settings."""

from __future__ import annotations

import argparse
import sys

from pydantic import SecretStr

from agent_console.cli_ask import ask_new_passphrase, ask_passphrase, ask_password, read_secret
from agent_console.cli_context import load_settings, mailbox_named, start_clock, stored_secret
from agent_console.cli_output import say, tell
from agent_console.config import MailboxConfig
from agent_console.desk.text import to_screen
from agent_console.errors import (
    ExitCode,
    SecretMissingError,
    SignInError,
)
from agent_console.i18n import _
from agent_console.mail.credentials import VaultLockedError, account_of, open_vault
from agent_console.services.passwords import Door
from agent_console.services.secrets import (
    NotKeptError,
    Place,
    comes_first,
    forget_in,
    keep_in_file,
    keep_in_keyring,
    place_words,
    show_to_servers,
    source_words,
    stored,
)


def keep(options: argparse.Namespace) -> ExitCode:
    """Ask for the password or read it, try it at both servers, and keep it.

    Without a terminal standard input holds it, and for the encrypted file a second line with the
    passphrase.
    """
    config, _locations = load_settings()
    box = mailbox_named(config, options.address, _("Password"))
    user = account_of(box)
    secret = ask_password(user) if sys.stdin.isatty() else read_secret(_("the password"))
    _try(box, secret)
    place = _keep(box, secret, Place(options.where) if options.where else None)
    say(_("The password is kept in {place}.").format(place=place_words(place)))
    first = comes_first(box, place)
    if first is not None:
        say(_("It is not used: {source} comes first.").format(source=source_words(first)))
    return ExitCode.OK


def test(options: argparse.Namespace) -> ExitCode:
    """Print which step of the ladder gives the password, and whether both servers accept it."""
    config, _locations = load_settings()
    box = mailbox_named(config, options.address, _("Password"))
    try:
        found = stored(box)
    except VaultLockedError:
        stored_secret(box)
        found = stored(box)
    print(_("Password from: {source}").format(source=source_words(found.source)), flush=True)
    worst = ExitCode.OK
    for door, error in show_to_servers(box, found.secret, start_clock()).items():
        words = _("accepted") if error is None else to_screen(error.message, one_line=True)
        print(f"{_door_words(door)}: {words}", flush=True)
        worst = max(worst, ExitCode.OK if error is None else error.exit_code)
    return worst


def forget(options: argparse.Namespace) -> ExitCode:
    """Remove the password from every place and say from which."""
    config, _locations = load_settings()
    box = mailbox_named(config, options.address, _("Password"))
    gone, code = False, ExitCode.OK
    for place in (Place(options.where),) if options.where else Place:
        try:
            removed = forget_in(box, place)
        except (NotKeptError, SecretMissingError) as error:
            tell(error)
            code = error.exit_code
            continue
        gone |= removed
        if removed:
            print(_("Removed from {place}.").format(place=place_words(place)))
    if not gone and code is ExitCode.OK:
        print(_("No password was kept."))
    if box.password_command:
        say(_("password_command in the settings still gives one."))
    return code


def _try(box: MailboxConfig, secret: SecretStr) -> None:
    """Raise the error of the server that does not take the password, a refusal before others."""
    troubles = [e for e in show_to_servers(box, secret, start_clock()).values() if e is not None]
    if troubles:
        say(_("Nothing was stored."))
        raise min(troubles, key=lambda error: not isinstance(error, SignInError))


def _keep(box: MailboxConfig, secret: SecretStr, place: Place | None) -> Place:
    """Keep it where it was asked for; else in the keyring or, after a question, in the file."""
    if place is not Place.FILE:
        try:
            keep_in_keyring(box, secret)
        except NotKeptError as error:
            if place is not None or not sys.stdin.isatty():
                raise
            say(error.message)
            say(_("It can be kept in a file that a passphrase opens (ctrl+c: do not keep it)."))
        else:
            return Place.KEYRING
    open_secrets_file()
    keep_in_file(box, secret)
    return Place.FILE


def open_secrets_file() -> None:
    """Get the passphrase of the file, or a new one where there is no file yet.

    Raises SecretMissingError for one that does not open it.
    """
    vault = open_vault()
    at_terminal = sys.stdin.isatty()
    if not vault.is_there:
        vault.begin(ask_new_passphrase() if at_terminal else read_secret(_("the passphrase")))
        return
    if at_terminal:
        place = place_words(Place.FILE)
        words = _("Enter the passphrase of {place}.").format(place=place)
        opened = ask_passphrase(words, vault.unlock)
    else:
        opened = vault.unlock(read_secret(_("the passphrase")))
    if not opened:
        raise SecretMissingError(
            _("Password"),
            _("that is not the passphrase of {path}").format(path=vault.path),
            _("Nothing was stored."),
        )


def _door_words(door: Door) -> str:
    return _("Reading (IMAP)") if door is Door.READING else _("Sending (SMTP)")
