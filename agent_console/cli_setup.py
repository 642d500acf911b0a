"""``agent-console setup``: from an address to a working mailbox, by questions or by flags."""

from __future__ import annotations

import argparse
import getpass
import re
import shlex
import sys
from pathlib import Path

from pydantic import SecretStr

from agent_console.cli_context import start_clock
from agent_console.config import Config, Security
from agent_console.errors import (
    ConfigError,
    ConsoleError,
    ExitCode,
    SecretMissingError,
    SignInError,
)
from agent_console.i18n import _
from agent_console.locations import Locations, find_locations
from agent_console.mail.credentials import KeyringOutcome, explain_keyring, find_secret
from agent_console.services.setup import (
    Answers,
    check_settings,
    guess_server,
    keep_secret,
    settings_text,
    try_login,
    write_settings,
)

_TRIES = 3


def setup(options: argparse.Namespace) -> ExitCode:
    """Ask what is missing, try the login, keep the password, write the settings."""
    locations = find_locations()
    if locations.config_file.exists() and not (options.force or options.dry_run):
        _ask_to_replace(options, locations)
    answers = _ask(options)
    text = settings_text(answers)
    config = check_settings(text)
    if options.dry_run:
        print(text, end="")
        return ExitCode.OK
    if not options.no_test:
        secret = _sign_in(options, config)
        _keep(config, secret)
    write_settings(locations.config_file, text)
    _say(_("Settings written: {path}").format(path=locations.config_file))
    _say(_("Start with: agent-console"))
    return ExitCode.OK


def _ask_to_replace(options: argparse.Namespace, locations: Locations) -> None:
    if not options.yes and sys.stdin.isatty():
        question = _("{path} exists. Replace it? [y/N] ").format(path=locations.config_file)
        if _ask_line(question).lower() in ("y", "yes", "j", "ja"):
            return
    raise ConfigError(
        _("Setup"),
        _("{path} exists").format(path=locations.config_file),
        _("Edit that file, or use --force to replace it."),
    )


def _ask(options: argparse.Namespace) -> Answers:
    address = _answer(options, options.address, _("Shared mailbox address: "), "--address")
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", address):
        raise ConfigError(
            _("Setup"),
            _("{address} is not an e-mail address").format(address=address),
            _("Write it like support@example.com."),
        )
    agent = _answer(options, options.name, _("Your name, as customers see it: "), "--name")
    imap_security = Security(options.imap_security or "tls")
    smtp_security = Security(options.smtp_security or "tls")
    imap_host = options.imap or _with_default(options, _("IMAP server"), f"imap.{_domain(address)}")
    smtp_host = options.smtp or _with_default(options, _("SMTP server"), f"smtp.{_domain(address)}")
    try:
        return Answers(
            address=address,
            agent=agent,
            imap=guess_server("imap", address, imap_host, imap_security),
            smtp=guess_server("smtp", address, smtp_host, smtp_security),
            user=options.user or "",
            ca_file=str(Path(options.ca_file).resolve()) if options.ca_file else "",
            password_command=tuple(shlex.split(options.password_command or "")),
            zone=options.zone or "Europe/Berlin",
            country=options.country or "DE",
            subdivision=options.subdivision or "",
        )
    except ValueError as error:
        raise ConfigError(
            _("Setup"), str(error), _("Write servers as HOST or HOST:PORT.")
        ) from error


def _domain(address: str) -> str:
    return address.rpartition("@")[2]


def _answer(options: argparse.Namespace, given: str | None, question: str, flag: str) -> str:
    if given:
        return given
    if options.yes or not sys.stdin.isatty():
        raise ConfigError(
            _("Setup"),
            _("{flag} is missing").format(flag=flag),
            _("Give it, or run setup in a terminal without --yes."),
        )
    while not (line := _ask_line(question)):
        pass
    return line


def _with_default(options: argparse.Namespace, what: str, default: str) -> str:
    if options.yes or not sys.stdin.isatty():
        return default
    return _ask_line(f"{what} [{default}]: ") or default


def _ask_line(question: str) -> str:
    """Ask on standard error, so that standard output stays for data."""
    print(question, end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise KeyboardInterrupt
    return line.strip()


def _sign_in(options: argparse.Namespace, config: Config) -> SecretStr:
    """Return a password that works; a person may try three times, a script once."""
    clock = start_clock()
    for left in range(_TRIES - 1, -1, -1):
        secret = _secret(options, config)
        _say(_("Signing in …"))
        try:
            report = try_login(config, secret, clock)
        except SignInError as error:
            if not left or not _can_ask(options):
                raise
            _say(f"{error.message} {error.hint}".strip())
            continue
        sent = report.sent_folder or _("none found; name it in [mailbox.folders]")
        _say(_("Both servers accept the login. Sent folder: {folder}").format(folder=sent))
        return secret
    raise SecretMissingError(_("Setup"), _("no password worked"))


def _can_ask(options: argparse.Namespace) -> bool:
    fixed = options.password_command or options.password_file or options.yes
    return not fixed and sys.stdin.isatty()


def _secret(options: argparse.Namespace, config: Config) -> SecretStr:
    if options.password_file:
        return SecretStr(_read_password(options.password_file))
    if options.password_command or not _can_ask(options):
        return find_secret(config.mailbox).secret
    question = _("Password for {user}: ").format(
        user=config.mailbox.imap.user or config.mailbox.address
    )
    return SecretStr(getpass.getpass(question, stream=sys.stderr))


def _read_password(name: str) -> str:
    try:
        text = sys.stdin.readline() if name == "-" else Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConsoleError(
            _("Setup"),
            _("{name} cannot be read: {reason}").format(name=name, reason=error),
            _("Give a UTF-8 text file that holds the password alone, or - for standard input."),
        ) from error
    return text.rstrip("\r\n")


def _keep(config: Config, secret: SecretStr) -> None:
    """Store the password in the keyring, or say clearly what to do without one."""
    if config.mailbox.password_command:
        _say(_("The password stays where it is: password_command gives it."))
        return
    outcome = keep_secret(config, secret)
    if outcome is KeyringOutcome.DONE:
        _say(_("The password is stored in the keyring."))
        return
    _say(explain_keyring(outcome))
    _say(
        _(
            "The password was not stored. Set password_command in the settings, or type the "
            "password when the program starts; it is then kept in memory only."
        )
    )


def _say(text: str) -> None:
    print(text, file=sys.stderr)
