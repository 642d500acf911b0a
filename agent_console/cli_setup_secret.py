"""The password in ``agent-console setup``: where it comes from and where it is kept."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pydantic import SecretStr

from agent_console.cli_ask import (
    Questions,
    ask_line,
    ask_new_passphrase,
    ask_passphrase,
    ask_password,
)
from agent_console.cli_output import say, tell
from agent_console.cli_setup_answers import split_command
from agent_console.config import Config
from agent_console.errors import ConsoleError, SecretMissingError
from agent_console.i18n import _
from agent_console.mail.credentials import (
    FoundSecret,
    KeyringOutcome,
    SecretSource,
    VaultLockedError,
    explain_keyring,
    find_secret,
    open_vault,
)
from agent_console.services.secrets import keep_in_file
from agent_console.services.settings_file import Answers
from agent_console.services.setup import gives_secret, keep_secret

_LONGEST_PASSWORD = 4096

Checked = Callable[[Answers], Config]


class Secret:
    """The password of the mailbox that is being set up.

    ``checked`` makes settings of answers. ``stored`` tells whether one may be kept from before.
    """

    def __init__(
        self, options: argparse.Namespace, questions: Questions, checked: Checked, *, stored: bool
    ) -> None:
        self._options = options
        self._questions = questions
        self._checked = checked
        self._may_be_stored = stored
        self._tried = False

    @property
    def may_be_typed(self) -> bool:
        """Whether a person can type the password, because no flag says where it is."""
        fixed = self._options.password_command or self._options.password_file
        return self._questions.may_ask and not fixed

    def find(self, config: Config) -> FoundSecret:
        """Return the password; a kept one is tried once before a person is asked."""
        if self._options.password_file:
            return FoundSecret(_read_password(self._options.password_file), SecretSource.SESSION)
        if not self.may_be_typed:
            return find_secret(config.mailbox)
        if not self._tried and (self._may_be_stored or config.mailbox.password_command):
            self._tried = True
            try:
                return _stored(config)
            except SecretMissingError as error:
                say(error.message)
        typed = ask_password(config.mailbox.imap.user or config.mailbox.address)
        return FoundSecret(typed, SecretSource.SESSION)

    def keep(self, answers: Answers, found: FoundSecret) -> tuple[Answers, bool]:
        """Store the password, or say clearly what to do; tell if one is stored."""
        if found.source is not SecretSource.SESSION:
            say(_("The password stays where it is: {source}").format(source=found.source.value))
            return answers, True
        if answers.password_command:
            answers = replace(answers, password_command=())
        config = self._checked(answers)
        outcome = keep_secret(config, found.secret)
        if outcome is KeyringOutcome.DONE:
            say(_("The password is stored in the keyring."))
            return answers, True
        say(_("{reason} The password was not stored.").format(reason=explain_keyring(outcome)))
        if self._questions.may_ask:
            if self._kept_in_file(config, found.secret):
                return answers, True
            answers = self._with_command(answers, found.secret)
        if answers.password_command:
            return answers, True
        say(
            _(
                "The console asks for it at every start and keeps it in memory only. To change "
                "that, set password_command in the settings."
            )
        )
        return answers, False

    def _kept_in_file(self, config: Config, secret: SecretStr) -> bool:
        """Offer the encrypted file, with its passphrase or a new one."""
        if not self._questions.yes(_("Keep it in a file that a passphrase opens? (y/N) ")):
            return False
        vault = open_vault()
        if not vault.is_there:
            vault.begin(ask_new_passphrase())
        elif not ask_passphrase(_("There is such a file already."), vault.unlock):
            return False
        keep_in_file(config.mailbox, secret)
        say(_("The password is stored in the encrypted file."))
        return True

    def _with_command(self, answers: Answers, secret: SecretStr) -> Answers:
        """Offer to take the password from a command, and try the command."""
        question = _(
            "A command that prints it, such as 'pass show mail/support' "
            "(empty: ask at every start): "
        )
        while line := ask_line(question):
            try:
                changed = replace(answers, password_command=split_command(line))
                if gives_secret(self._checked(changed), secret):
                    return changed
            except ConsoleError as error:
                tell(error)
                continue
            say(_("That command prints another password."))
        return answers


def _stored(config: Config) -> FoundSecret:
    """Return the kept password; the encrypted file's passphrase is asked for."""
    try:
        return find_secret(config.mailbox)
    except VaultLockedError as error:
        if not ask_passphrase(error.message, open_vault().unlock):
            raise
        return find_secret(config.mailbox)


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
