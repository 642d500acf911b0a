"""``agent-console setup``: from an address to a working mailbox, by questions or by flags."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from agent_console.cli_ask import Questions
from agent_console.cli_context import begin_log, start_clock
from agent_console.cli_output import say, tell
from agent_console.cli_setup_answers import ask_answers, ask_certificate, ask_servers, ask_user
from agent_console.cli_setup_secret import Secret
from agent_console.clock import Clock
from agent_console.config import Config, load_config
from agent_console.desk.text import to_screen
from agent_console.errors import (
    ExitCode,
    MailError,
    SecretMissingError,
    SettingsError,
    SignInError,
)
from agent_console.i18n import _
from agent_console.locations import find_locations
from agent_console.mail.credentials import FoundSecret
from agent_console.services.settings_edit import answers_of, edited_settings
from agent_console.services.settings_file import Answers, settings_text, write_settings
from agent_console.services.setup import (
    LoginReport,
    SendingSignInError,
    UntrustedError,
    check_settings,
    try_login,
)

_TRIES = 3


@dataclass(frozen=True, slots=True)
class _Job:
    """What the steps of setup share; ``before`` are the settings that are edited, if any."""

    options: argparse.Namespace
    questions: Questions
    clock: Clock
    before: str = ""

    def text(self, answers: Answers) -> str:
        """Return the settings file that the answers make."""
        return edited_settings(self.before, answers) if self.before else settings_text(answers)

    def checked(self, answers: Answers) -> Config:
        """Return the settings that the answers make; raises ConfigError."""
        try:
            return check_settings(self.text(answers), self.clock.now())
        except SettingsError as error:
            hint = _("Give another answer, or another value with its option.")
            raise SettingsError(error.title, error.message, hint) from error


def setup(options: argparse.Namespace) -> ExitCode:
    """Ask what is missing, try the login, keep the password, write the settings."""
    locations = find_locations()
    questions = Questions(may_ask=not options.yes and sys.stdin.isatty())
    before, earlier = "", None
    if locations.config_file.exists() and not options.force:
        earlier = answers_of(_load(locations.config_file))
        before = locations.config_file.read_text("utf-8")
        say(_("{path} is edited: what you do not change stays.").format(path=locations.config_file))
    job = _Job(options, questions, start_clock(), before)
    answers, servers = ask_answers(options, questions, job.clock.now().date(), earlier)
    config = job.checked(answers)
    secret = Secret(options, questions, job.checked, stored=earlier is not None)
    by_token = servers.needs_oauth or config.mailbox.takes_tokens
    if options.dry_run:
        return _rehearse(job, answers, secret, connect=not (options.no_test or by_token))
    stored = True
    if not (options.no_test or by_token):
        begin_log(locations)
        answers, found = _connect(job, answers, secret)
        answers, stored = secret.keep(answers, found)
    write_settings(locations.config_file, job.text(answers))
    say(_("Settings written: {path}").format(path=locations.config_file))
    if by_token:
        say(_("Next comes the sign-in: agent-console secret signin (docs/sign-in.md)."))
    say(_("Start with: agent-console"))
    return ExitCode.OK if stored or questions.may_ask else ExitCode.SIGN_IN


def _load(path: Path) -> Config:
    try:
        return load_config(path)
    except SettingsError as error:
        hint = _("Correct the file, or use --force to write it anew.")
        raise SettingsError(error.title, error.message, hint) from error


def _rehearse(job: _Job, answers: Answers, secret: Secret, *, connect: bool) -> ExitCode:
    """Print settings and checks; nothing is written, and no password kept."""
    say(_("The settings can be used."))
    if connect:
        try:
            answers, _found = _connect(job, answers, secret)
        except SecretMissingError as error:
            tell(error)
            say(_("So the login was not tried."))
        except MailError as error:
            tell(error)
            print(job.text(answers), end="")
            return error.exit_code
    print(job.text(answers), end="")
    return ExitCode.OK


def _connect(job: _Job, answers: Answers, secret: Secret) -> tuple[Answers, FoundSecret]:
    """Sign in to both servers; a person may correct user, password and servers twice."""
    found: FoundSecret | None = None
    for left in range(_TRIES - 1, -1, -1):
        config = job.checked(answers)
        found = found or secret.find(config)
        say(_("Signing in …"))
        try:
            report = try_login(config, found.secret, job.clock)
        except MailError as error:
            if not left or not job.questions.may_ask:
                raise
            tell(error)
            answers = _corrected(job, answers, error, secret)
            if isinstance(error, SignInError) and not isinstance(error, SendingSignInError):
                found = None
            continue
        return _with_sent_folder(job, answers, report), found
    raise AssertionError  # the last try returns or raises


def _with_sent_folder(job: _Job, answers: Answers, report: LoginReport) -> Answers:
    """Take the sent folder that was found, or let it be chosen from the list."""
    if report.sent_folder or not (job.questions.may_ask and report.names):
        sent = report.sent_folder or _("none found; name it in [mailbox.folders]")
        sent = to_screen(sent, one_line=True)
        say(_("Both servers accept the login. Sent folder: {folder}").format(folder=sent))
        return answers
    say(_("Both servers accept the login. Which of these folders holds sent mail?"))
    for number, name in enumerate(report.names, 1):
        say(f"  {number}  {to_screen(name, one_line=True)}")
    chosen = job.questions.text(
        _("Sent folder, by number (empty: none)"),
        "--sent-folder",
        None,
        check=lambda text: "" if _by_number(report.names, text) else _("That is none of them."),
        needed=False,
    )
    return replace(answers, sent_folder=_by_number(report.names, chosen))


def _by_number(names: tuple[str, ...], text: str) -> str:
    """Return the folder that a number or a name means, "" for none."""
    if text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= len(names):
        return names[int(text) - 1]
    return text if text in names else ""


def _corrected(job: _Job, answers: Answers, error: MailError, secret: Secret) -> Answers:
    """Ask again for what the failed login puts in doubt."""
    if isinstance(error, SendingSignInError):
        user = ask_user(job.questions, _("User name for sending"), answers.address, None)
        return replace(answers, smtp_user=user or answers.address)
    if isinstance(error, UntrustedError):
        trusted = ask_certificate(job.questions)
        if trusted:
            return replace(answers, ca_file=trusted)
    if not isinstance(error, SignInError):
        return ask_servers(job.questions, answers)
    if not secret.may_be_typed:
        raise error
    return replace(
        answers, user=ask_user(job.questions, _("User name"), answers.address, None, answers.user)
    )
