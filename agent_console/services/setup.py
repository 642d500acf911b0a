"""Connecting a mailbox: settings from answers, a login that proves them, a commented file."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import SecretStr

from agent_console.clock import Clock
from agent_console.config import Config, Security, parse_config
from agent_console.errors import MailError
from agent_console.i18n import _
from agent_console.locations import private_folder, write_private
from agent_console.mail import smtp
from agent_console.mail.credentials import KeyringOutcome, account_of, store_secret
from agent_console.mail.imap import open_imap
from agent_console.services.mailbox import server_with_user


@dataclass(frozen=True, slots=True)
class ServerAnswer:
    """Where a mail server is and how the connection is protected."""

    host: str
    port: int
    security: Security = Security.TLS


@dataclass(frozen=True, slots=True)
class Answers:
    """What setup asked or was told by flags."""

    address: str
    agent: str
    imap: ServerAnswer
    smtp: ServerAnswer
    user: str = ""
    ca_file: str = ""
    password_command: tuple[str, ...] = ()
    zone: str = "Europe/Berlin"
    country: str = "DE"
    subdivision: str = ""
    language: str = "auto"


@dataclass(frozen=True, slots=True)
class LoginReport:
    """What the servers said: found folders, and what the reading server can do."""

    sent_folder: str
    folders: int
    capabilities: frozenset[str] = field(default=frozenset())


def guess_server(kind: str, address: str, given: str, security: Security) -> ServerAnswer:
    """Return the server for ``imap`` or ``smtp``: as given (HOST[:PORT]), else the usual name."""
    host, _colon, port = given.partition(":")
    host = host or f"{kind}.{address.rpartition('@')[2]}"
    if port:
        return ServerAnswer(host, int(port), security)
    usual = {
        ("imap", Security.TLS): 993,
        ("imap", Security.STARTTLS): 143,
        ("imap", Security.PLAIN): 143,
        ("smtp", Security.TLS): 465,
        ("smtp", Security.STARTTLS): 587,
        ("smtp", Security.PLAIN): 25,
    }
    return ServerAnswer(host, usual[kind, security], security)


def settings_text(answers: Answers) -> str:
    """Return the settings file with a comment for everything a person may want to change."""
    return _TEMPLATE.format(
        agent=_quoted(answers.agent),
        address=_quoted(answers.address),
        password=_password_lines(answers),
        imap=_server_lines(answers, answers.imap),
        smtp=_server_lines(answers, answers.smtp),
        zone=_quoted(answers.zone),
        country=_quoted(answers.country),
        subdivision=_quoted(answers.subdivision),
        language=_quoted(answers.language),
    )


def check_settings(text: str) -> Config:
    """Return the settings in ``text``; raises ConfigError when an answer cannot be used."""
    return parse_config(text, "config.toml")


def try_login(config: Config, secret: SecretStr, clock: Clock) -> LoginReport:
    """Sign in to both servers and look at the folders.

    Raises SignInError when user or password are wrong, MailError when a server cannot be reached.
    """
    mailbox = config.mailbox
    with open_imap(server_with_user(mailbox.imap, mailbox), secret, clock=clock) as connection:
        folders = connection.folders()
        sent = mailbox.folders.sent or connection.special_folder("\\Sent") or ""
        report = LoginReport(sent, len(folders), connection.capabilities)
    server = server_with_user(mailbox.smtp, mailbox)
    trouble = asyncio.run(smtp.check(server, secret, sender=mailbox.address))
    if trouble is not None:
        raise MailError(
            _("Sending"),
            trouble.detail,
            _("Check host, port and security of the sending server ([mailbox.smtp])."),
        )
    return report


def keep_secret(config: Config, secret: SecretStr) -> KeyringOutcome:
    """Store the password in the keyring; the outcome says in words when there is none."""
    return store_secret(account_of(config.mailbox), secret)


def write_settings(path: Path, text: str) -> None:
    """Write the settings file, readable by this user only."""
    private_folder(path.parent)
    write_private(path, text)


def _quoted(text: str) -> str:
    """Return ``text`` as a TOML basic string (a JSON string is one, but for DEL)."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _server_lines(answers: Answers, server: ServerAnswer) -> str:
    lines = [
        f"host = {_quoted(server.host)}",
        f"port = {server.port}",
        f'security = "{server.security.value}"',
    ]
    if answers.user:
        lines.append(f"user = {_quoted(answers.user)}")
    if answers.ca_file:
        lines.append(f"ca_file = {_quoted(answers.ca_file)}")
    return "\n".join(lines)


def _password_lines(answers: Answers) -> str:
    if answers.password_command:
        words = ", ".join(_quoted(word) for word in answers.password_command)
        return f"password_command = [{words}]"
    return '# password_command = ["pass", "show", "mail/support"]'


_TEMPLATE = """\
# Settings of Agent Console. `agent-console doctor` checks them; an error names the line.

[agent]
# Your name as customers and colleagues see it.
name = {agent}
# Put below every reply, after "-- ".
# signature = "Kind regards\\nYour support team"

[mailbox]
# The shared address. Other addresses of the team go into aliases.
address = {address}
# aliases = ["info@example.com"]
# The password is taken from the first of: password_command, the file agent-console-password in
# $CREDENTIALS_DIRECTORY (systemd), the keyring, a question when the program starts.
{password}
# "append": replies are put into the sent folder; "server": the mail server does that itself
# (Gmail, Microsoft 365).
sent_copy = "append"

# security: "tls" from the first byte, "starttls" (never silently without), or "plain" for
# this machine only.
[mailbox.imap]
{imap}

[mailbox.smtp]
{smtp}

# [mailbox.folders]
# inbox = "INBOX"
# sent = ""                  # empty: found on the server

[calendar]
# Answer times count within these hours only; public holidays are left out.
zone = {zone}
country = {country}
subdivision = {subdivision}
hours.mon = ["09:00-17:00"]
hours.tue = ["09:00-17:00"]
hours.wed = ["09:00-17:00"]
hours.thu = ["09:00-17:00"]
hours.fri = ["09:00-17:00"]
# closed = [2026-12-24, 2026-12-31]

[sla]
# How fast customers are answered, in business hours: 30min, 4h, 1d …
first_response = "4h"
next_response = "8h"

[sending]
# How long a reply can be taken back.
undo = "10s"

[sync]
poll = "60s"
# Mails up to so many kilobytes are kept whole.
keep_source = 256
# A customer who writes within so many days reopens the closed ticket; later opens a linked one.
reopen_within = 30

[ui]
language = {language}        # "auto", "de" or "en"
theme = "auto"               # see `agent-console --help` and the palette (ctrl+p)
"""
