"""The questions of ``agent-console setup``, each with its flag, default and check."""

from __future__ import annotations

import argparse
import os
import re
import shlex
import ssl
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from textwrap import fill
from zoneinfo import ZoneInfo

from agent_console.cli_ask import Questions
from agent_console.cli_output import say, width_of_output
from agent_console.cli_setup_servers import ServerChoice, Servers, ask_again
from agent_console.desk.hours import public_holidays
from agent_console.desk.regions import part_code, parts_of
from agent_console.errors import ConfigError
from agent_console.i18n import _
from agent_console.services.settings_file import Answers

_COUNTRY = "DE"
_ZONES = {
    "DE": "Europe/Berlin",
    "AT": "Europe/Vienna",
    "CH": "Europe/Zurich",
    "LI": "Europe/Vaduz",
    "LU": "Europe/Luxembourg",
    "NL": "Europe/Amsterdam",
    "BE": "Europe/Brussels",
    "DK": "Europe/Copenhagen",
    "FR": "Europe/Paris",
    "IT": "Europe/Rome",
    "PL": "Europe/Warsaw",
    "CZ": "Europe/Prague",
    "GB": "Europe/London",
    "IE": "Europe/Dublin",
}
_DAYS = "90"
_LANGUAGES = ("auto", "de", "en")
_COPIES = ("append", "server", "receipt")


def ask_answers(
    options: argparse.Namespace, questions: Questions, today: date, earlier: Answers | None
) -> tuple[Answers, Servers]:
    """Return what flags and answers say, ``earlier`` answers being the defaults.

    Raises ConfigError for what cannot be used.
    """
    address = questions.text(
        _("Shared mailbox address"),
        "--address",
        options.address,
        default=earlier.address if earlier else "",
        check=_address_complaint,
    )
    choice = ServerChoice(options, questions, address, earlier)
    agent = questions.text(
        _("Your name, as customers see it"),
        "--name",
        options.name,
        default=earlier.agent if earlier else "",
    )
    servers = choice.choose()
    start = earlier or Answers(address, agent, servers.imap, servers.smtp)
    answers = replace(
        start,
        address=address,
        agent=agent,
        imap=servers.imap,
        smtp=servers.smtp,
        user=servers.user,
        smtp_user=servers.smtp_user,
    )
    answers = _with_ways(options, questions, answers, servers)
    return _with_desk(options, questions, answers, today, first=earlier is None), servers


def ask_servers(questions: Questions, answers: Answers) -> Answers:
    """Ask for both servers again, with what they are as the answer for Enter."""
    return replace(
        answers,
        imap=ask_again(questions, "imap", answers.imap),
        smtp=ask_again(questions, "smtp", answers.smtp),
    )


def ask_certificate(questions: Questions) -> str:
    """Ask for a file of certificates to trust and return its path, "" for none."""
    name = questions.text(
        _("File with the server's own certificate, PEM (empty: another server)"),
        "--ca-file",
        None,
        check=_certificate_complaint,
        needed=False,
    )
    return str(Path(name).expanduser().resolve()) if name else ""


def _certificate_complaint(name: str) -> str:
    try:
        ssl.create_default_context(cafile=Path(name).expanduser())
    except OSError as error:
        reason = error.strerror or type(error).__name__
        if isinstance(error, ssl.SSLError):
            reason = _("it holds no certificate in PEM form")
        return _("{name} cannot be used: {reason}").format(name=name, reason=reason)
    return ""


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


def _with_ways(
    options: argparse.Namespace, questions: Questions, answers: Answers, servers: Servers
) -> Answers:
    """Add what belongs to the servers: certificates, secrets, the copies of replies."""
    client = options.microsoft_client_id or answers.microsoft_client
    if servers.needs_oauth and not client:
        client = questions.text(
            _("Client ID of your registration at Microsoft (empty: later)"),
            "--microsoft-client-id",
            None,
            needed=False,
        )
    tenant = answers.microsoft_tenant
    if client and (options.microsoft_tenant or servers.needs_oauth):
        tenant = questions.text(
            _("Directory (tenant) ID of the registration"),
            "--microsoft-tenant",
            options.microsoft_tenant,
            default=servers.tenant or tenant,
        )
    command = split_command(options.password_command or "") or answers.password_command
    return replace(
        answers,
        ca_file=str(Path(options.ca_file).resolve()) if options.ca_file else answers.ca_file,
        password_command=() if client else command,
        microsoft_client=client,
        microsoft_tenant=tenant,
        sent_copy=_ask_copy(options, questions, servers, answers.sent_copy),
        sent_folder=options.sent_folder or answers.sent_folder,
    )


def _ask_copy(
    options: argparse.Namespace, questions: Questions, servers: Servers, default: str
) -> str:
    """Ask who keeps a copy of a reply, where the provider does not settle it."""
    given = options.sent_copy or servers.sent_copy or None
    if given is None and questions.may_ask:
        say(
            _(
                "A copy of each reply: append (the console puts it into the sent folder), server"
                " (your server does), receipt (sent to the shared address too, as a proof)."
            )
        )
    return questions.text(
        _("Who keeps the copy"),
        "--sent-copy",
        given,
        default=default,
        check=lambda text: _choice_complaint(text, _COPIES),
    )


def _with_desk(
    options: argparse.Namespace,
    questions: Questions,
    answers: Answers,
    today: date,
    *,
    first: bool,
) -> Answers:
    """Add calendar, level, language and how far back mail is worked on."""
    country = questions.text(
        _("Country of the public holidays"),
        "--country",
        options.country,
        default=_country_of(answers.address) if first else answers.country,
        check=_country_complaint,
    ).upper()
    same = not first and country == answers.country
    part = _ask_part(options, questions, country, answers.subdivision if same else "")
    zone = questions.text(
        _("Time zone of the opening hours"),
        "--zone",
        options.zone or (answers.zone if same else _ZONES.get(country)),
        default=answers.zone,
        check=_zone_complaint,
    )
    level = questions.text(
        _("Your level: 1 answers what comes in, 2 knows more, 3 decides"),
        "--level",
        options.level,
        default=str(answers.level),
        check=lambda text: _choice_complaint(text, ("1", "2", "3")),
    )
    language = questions.text(
        _("Language: auto (as the system), de or en"),
        "--language",
        options.language or (answers.language if first and _system_tells() else None),
        default=answers.language,
        check=lambda text: _choice_complaint(text, _LANGUAGES),
    )
    return replace(
        answers,
        country=country,
        subdivision=part,
        zone=zone,
        level=int(level),
        language=language,
        tickets_since=_since(options, questions, answers, today, first=first),
    )


def _since(
    options: argparse.Namespace,
    questions: Questions,
    answers: Answers,
    today: date,
    *,
    first: bool,
) -> date | None:
    """Ask how far back mail becomes work; later only an option changes the day."""
    if options.days is None and not first:
        return answers.tickets_since
    days = questions.text(
        _("Mail of how many days becomes tickets? Older mail can be searched (0: all of it)"),
        "--days",
        options.days,
        default=_DAYS,
        check=_days_complaint,
    )
    return today - timedelta(days=int(days)) if int(days) else None


def _ask_part(options: argparse.Namespace, questions: Questions, country: str, default: str) -> str:
    """Ask for the state or canton, by code or name; not where a country has none."""
    parts = parts_of(country)
    if not parts and options.subdivision is None:
        return ""
    if options.subdivision is None and questions.may_ask:
        listed = ", ".join(" ".join((part.code, *part.names[:1])) for part in parts)
        say(fill(listed, width_of_output() - 1, break_on_hyphens=False))
    part = questions.text(
        _("Its state or canton, by code or name (- for none)"),
        "--subdivision",
        options.subdivision,
        default=default,
        check=lambda given: _part_complaint(country, given),
        needed=False,
    )
    return part_code(country, part) if part not in ("", "-") else ""


def _days_complaint(text: str) -> str:
    if text.isascii() and text.isdigit() and len(text) <= 5:
        return ""
    return _("{text} is not a number of days").format(text=text)


def _system_tells() -> bool:
    """Tell whether the system's language is one of ours, so that nobody needs to be asked."""
    names = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    said = next(filter(None, map(os.environ.get, names)), "")
    return said[:2].lower() in _LANGUAGES


def _country_of(address: str) -> str:
    """Return the country that the domain's end suggests."""
    end = address.rpartition(".")[2].upper()
    return end if end in _ZONES else _COUNTRY


def _choice_complaint(text: str, choices: tuple[str, ...]) -> str:
    if text in choices:
        return ""
    return _("Choose one of: {choices}").format(choices=", ".join(choices))


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
    return "" if text == "-" else _holiday_complaint(country, part_code(country, text))


def _holiday_complaint(country: str, part: str | None) -> str:
    try:
        public_holidays(country, part, (), "en_US")
    except ConfigError as error:
        return f"{error.message} {error.hint}".strip()
    return ""
