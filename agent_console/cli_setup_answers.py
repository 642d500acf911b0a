"""The questions of ``agent-console setup``, each with its flag, default and check."""

from __future__ import annotations

import argparse
import re
import shlex
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from agent_console.cli_ask import Questions
from agent_console.cli_output import say
from agent_console.config import Security
from agent_console.desk.hours import public_holidays
from agent_console.errors import ConfigError
from agent_console.i18n import _
from agent_console.services.settings_file import Answers, ServerAnswer
from agent_console.services.setup import reachable, read_server

_ZONE = "Europe/Berlin"
_COUNTRY = "DE"


def ask_answers(options: argparse.Namespace, questions: Questions) -> Answers:
    """Return what flags and answers say; raises ConfigError for what cannot be used."""
    address = questions.text(
        _("Shared mailbox address"), "--address", options.address, check=_address_complaint
    )
    agent = questions.text(_("Your name, as customers see it"), "--name", options.name)
    domain = address.rpartition("@")[2]
    probe = not (options.dry_run or options.no_test)
    imap = _ask_server(questions, "imap", options.imap, options.imap_security, domain, probe=probe)
    smtp = _ask_server(questions, "smtp", options.smtp, options.smtp_security, domain, probe=probe)
    command = split_command(options.password_command or "")
    user = ask_user(questions, _("User name"), address, options.user)
    zone = questions.text(
        _("Time zone of the opening hours"),
        "--zone",
        options.zone,
        default=_ZONE,
        check=_zone_complaint,
    )
    country = questions.text(
        _("Country of the public holidays"),
        "--country",
        options.country,
        default=_COUNTRY,
        check=_country_complaint,
    ).upper()
    part = questions.text(
        _("Its state or canton, such as BY (empty: none)"),
        "--subdivision",
        options.subdivision,
        check=lambda given: _part_complaint(country, given),
        needed=False,
    )
    return Answers(
        address=address,
        agent=agent,
        imap=imap,
        smtp=smtp,
        user=user,
        smtp_user=options.smtp_user or "",
        ca_file=str(Path(options.ca_file).resolve()) if options.ca_file else "",
        password_command=command,
        zone=zone,
        country=country,
        subdivision=part,
    )


def ask_servers(questions: Questions, answers: Answers) -> Answers:
    """Ask for both servers again, with what they are as the answer for Enter."""
    return replace(
        answers,
        imap=_ask_again(questions, "imap", answers.imap),
        smtp=_ask_again(questions, "smtp", answers.smtp),
    )


def ask_user(
    questions: Questions, question: str, address: str, given: str | None, default: str = ""
) -> str:
    """Return the user name, "" when it is the address."""
    user = questions.text(question, "--user", given, default=default or address)
    return "" if user == address else user


def split_command(text: str) -> tuple[str, ...]:
    """Split a command line as a shell would; raises ConfigError for an open quotation mark."""
    try:
        return tuple(shlex.split(text))
    except ValueError as error:
        raise ConfigError(
            _("Setup"),
            _("{text} is not a command").format(text=repr(text)),
            _("Close every quotation mark."),
        ) from error


def _ask_server(
    questions: Questions,
    kind: str,
    given: str | None,
    security: str | None,
    domain: str,
    *,
    probe: bool,
) -> ServerAnswer:
    """Ask for one server; where neither port nor security was said, look which port answers."""
    chosen = Security(security) if security else None
    text = questions.text(
        _kind_words(kind),
        f"--{kind}",
        given,
        default=f"{kind}.{domain}",
        check=lambda line: _server_complaint(kind, line),
    )
    server = read_server(kind, text, chosen)
    if not probe or chosen or server != read_server(kind, server.host, None) or ":" in text:
        return server
    say(_("Looking for {host} …").format(host=server.host))
    return reachable(kind, server)


def _ask_again(questions: Questions, kind: str, server: ServerAnswer) -> ServerAnswer:
    default = f"[{server.host}]" if ":" in server.host else server.host
    text = questions.text(
        _kind_words(kind),
        f"--{kind}",
        None,
        default=f"{default}:{server.port}",
        check=lambda line: _server_complaint(kind, line),
    )
    changed = read_server(kind, text, None)
    same = (changed.host, changed.port) == (server.host, server.port)
    return server if same else changed


def _kind_words(kind: str) -> str:
    return _("IMAP server (reading)") if kind == "imap" else _("SMTP server (sending)")


def _server_complaint(kind: str, text: str) -> str:
    try:
        read_server(kind, text, None)
    except ValueError as error:
        return str(error)
    return ""


def _address_complaint(text: str) -> str:
    if re.fullmatch(r"[^@\s]+@[^@\s]+", text):
        return ""
    return _("{text} is not a mail address; write it like support@example.com").format(text=text)


def _zone_complaint(text: str) -> str:
    try:
        ZoneInfo(text)
    except (KeyError, ValueError, OSError):
        return _("{text} is not a time zone; write one such as Europe/Berlin").format(text=text)
    return ""


def _country_complaint(text: str) -> str:
    return _holiday_complaint(text.upper(), None)


def _part_complaint(country: str, text: str) -> str:
    return _holiday_complaint(country, text)


def _holiday_complaint(country: str, part: str | None) -> str:
    try:
        public_holidays(country, part, (), "en_US")
    except ConfigError as error:
        return f"{error.message} {error.hint}".strip()
    return ""
