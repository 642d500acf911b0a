"""``agent-console setup``: from an address to a working mailbox, by questions or by flags."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import SecretStr

from agent_console.cli_ask import Questions, ask_line, ask_password
from agent_console.cli_context import begin_log, start_clock
from agent_console.cli_output import say, tell
from agent_console.cli_setup_answers import ask_answers, ask_servers, ask_user, split_command
from agent_console.clock import Clock
from agent_console.config import Config
from agent_console.errors import ConfigError, ConsoleError, ExitCode, MailError, SignInError
from agent_console.i18n import _
from agent_console.locations import Locations, find_locations
from agent_console.mail.credentials import (
    FoundSecret,
    KeyringOutcome,
    SecretSource,
    explain_keyring,
    find_secret,
)
from agent_console.services.settings_file import Answers, settings_text, write_settings
from agent_console.services.setup import (
    SendingSignInError,
    check_settings,
    gives_secret,
    keep_secret,
    try_login,
)

_TRIES = 3
_LONGEST_PASSWORD = 4096


@dataclass(frozen=True, slots=True)
class _Job:
    """What the steps of setup share."""

    options: argparse.Namespace
    questions: Questions
    clock: Clock

    @property
    def may_type_password(self) -> bool:
        """Whether a person can type the password, because no flag says where it is."""
        fixed = self.options.password_command or self.options.password_file
        return self.questions.may_ask and not fixed

    def checked(self, answers: Answers) -> Config:
        """Return the settings that the answers make; raises ConfigError."""
        return check_settings(settings_text(answers), self.clock.now())


def setup(options: argparse.Namespace) -> ExitCode:
    """Ask what is missing, try the login, keep the password, write the settings."""
    locations = find_locations()
    questions = Questions(may_ask=not options.yes and sys.stdin.isatty())
    job = _Job(options, questions, start_clock())
    if locations.config_file.exists() and not (options.force or options.dry_run):
        _ask_to_replace(questions, locations)
    answers = ask_answers(options, questions)
    job.checked(answers)
    if options.dry_run:
        print(settings_text(answers), end="")
        return ExitCode.OK
    stored = True
    if not options.no_test:
        begin_log(locations)
        answers, found = _connect(job, answers)
        answers, stored = _keep(job, answers, found)
    write_settings(locations.config_file, settings_text(answers))
    say(_("Settings written: {path}").format(path=locations.config_file))
    say(_("Start with: agent-console"))
    return ExitCode.OK if stored or questions.may_ask else ExitCode.SIGN_IN


def _ask_to_replace(questions: Questions, locations: Locations) -> None:
    path = locations.config_file
    if not questions.yes(_("{path} exists. Replace it? [y/N] ").format(path=path)):
        raise ConfigError(
            _("Setup"),
            _("{path} exists").format(path=path),
            _("Edit that file, or use --force to replace it."),
        )


def _connect(job: _Job, answers: Answers) -> tuple[Answers, FoundSecret]:
    """Sign in to both servers; a person may correct user, password and servers twice."""
    found: FoundSecret | None = None
    for left in range(_TRIES - 1, -1, -1):
        config = job.checked(answers)
        found = found or _secret(job, config)
        say(_("Signing in …"))
        try:
            report = try_login(config, found.secret, job.clock)
        except MailError as error:
            if not left or not job.questions.may_ask:
                raise
            tell(error)
            answers = _corrected(job, answers, error)
            if isinstance(error, SignInError) and not isinstance(error, SendingSignInError):
                found = None
            continue
        sent = report.sent_folder or _("none found; name it in [mailbox.folders]")
        say(_("Both servers accept the login. Sent folder: {folder}").format(folder=sent))
        return answers, found
    raise AssertionError  # the last try returns or raises


def _corrected(job: _Job, answers: Answers, error: MailError) -> Answers:
    """Ask again for what the failed login puts in doubt."""
    if isinstance(error, SendingSignInError):
        user = ask_user(job.questions, _("User name for sending"), answers.address, None)
        return replace(answers, smtp_user=user or answers.address)
    if not isinstance(error, SignInError):
        return ask_servers(job.questions, answers)
    if not job.may_type_password:
        raise error
    return replace(
        answers, user=ask_user(job.questions, _("User name"), answers.address, None, answers.user)
    )


def _secret(job: _Job, config: Config) -> FoundSecret:
    if job.options.password_file:
        return FoundSecret(_read_password(job.options.password_file), SecretSource.SESSION)
    if not job.may_type_password:
        return find_secret(config.mailbox)
    typed = ask_password(config.mailbox.imap.user or config.mailbox.address)
    return FoundSecret(typed, SecretSource.SESSION)


def _read_password(name: str) -> SecretStr:
    try:
        if name == "-":
            content = sys.stdin.buffer.read(_LONGEST_PASSWORD)
        else:
            with Path(name).open("rb") as file:
                content = file.read(_LONGEST_PASSWORD)
        text = content.decode("utf-8").removesuffix("\n").removesuffix("\r")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else _("it is not UTF-8 text")
        raise _unreadable(name, reason or str(error)) from None
    if not text or any(char in text for char in "\r\n\0"):
        raise _unreadable(name, _("it must hold one line: the password"))
    return SecretStr(text)


def _unreadable(name: str, reason: str) -> ConsoleError:
    return ConsoleError(
        _("Setup"),
        _("{name} cannot be read: {reason}").format(name=name, reason=reason),
        _("Give a UTF-8 text file that holds the password alone, or - for standard input."),
    )


def _keep(job: _Job, answers: Answers, found: FoundSecret) -> tuple[Answers, bool]:
    """Store the password, or say clearly what to do without a keyring; tell if one is stored."""
    if found.source is not SecretSource.SESSION:
        say(_("The password stays where it is: {source}").format(source=found.source.value))
        return answers, True
    outcome = keep_secret(job.checked(answers), found.secret)
    if outcome is KeyringOutcome.DONE:
        say(_("The password is stored in the keyring."))
        return answers, True
    say(_("{reason} The password was not stored.").format(reason=explain_keyring(outcome)))
    if job.questions.may_ask:
        answers = _ask_for_command(job, answers, found.secret)
    if answers.password_command:
        return answers, True
    say(
        _(
            "The console asks for it at every start and keeps it in memory only. To change that, "
            "set password_command in the settings."
        )
    )
    return answers, False


def _ask_for_command(job: _Job, answers: Answers, secret: SecretStr) -> Answers:
    """Offer to take the password from a command, and try the command."""
    question = _(
        "A command that prints it, such as 'pass show mail/support' (empty: ask at every start): "
    )
    while line := ask_line(question):
        try:
            changed = replace(answers, password_command=split_command(line))
            if gives_secret(job.checked(changed), secret):
                return changed
        except ConsoleError as error:
            tell(error)
            continue
        say(_("That command prints another password."))
    return answers
