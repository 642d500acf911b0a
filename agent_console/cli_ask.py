"""Asking a person at the terminal: questions on standard error, passwords without an echo."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable

from pydantic import SecretStr

from agent_console.cli_output import say
from agent_console.desk.text import to_screen
from agent_console.errors import ConfigError, SecretMissingError
from agent_console.i18n import _

Check = Callable[[str], str]
_TRIES = 3
_LONGEST_SECRET = 4096


def _no_complaint(_text: str) -> str:
    return ""


class Questions:
    """Asks for what flags did not say; where nobody can be asked, defaults and flags must do."""

    def __init__(self, *, may_ask: bool) -> None:
        self.may_ask = may_ask

    def text(
        self,
        question: str,
        flag: str,
        given: str | None,
        *,
        default: str = "",
        check: Check = _no_complaint,
        needed: bool = True,
    ) -> str:
        """Return ``given``, an answer or ``default``, in this order; ``check`` names what is wrong.

        Raises ConfigError when nothing usable was given and nobody can be asked.
        """
        if given is not None or not self.may_ask:
            value = to_screen(default if given is None else given, one_line=True)
            return self._unasked(flag, value, check, needed=needed)
        while True:
            shown = f"{question} [{default}]: " if default else f"{question}: "
            answer = ask_line(shown) or default
            if not answer and not needed:
                return ""
            complaint = check(answer) if answer else ""
            if answer and not complaint:
                return answer
            if complaint:
                say(complaint)

    def _unasked(self, flag: str, value: str, check: Check, *, needed: bool) -> str:
        if not value and not needed:
            return ""
        if not value:
            raise ConfigError(
                _("Setup"),
                _("{flag} is missing").format(flag=flag),
                _("Give it, or run setup in a terminal without --yes."),
            )
        complaint = check(value)
        if complaint:
            raise ConfigError(_("Setup"), f"{flag}: {complaint}")
        return value

    def yes(self, question: str) -> bool:
        """Ask for a yes; no is the default, and the answer where nobody can be asked."""
        return self.may_ask and ask_line(question).lower() in ("y", "yes", "j", "ja")


def ask_line(question: str) -> str:
    """Ask on standard error, as standard output is for data; the end of input interrupts."""
    print(question, end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise KeyboardInterrupt
    return to_screen(line, one_line=True)


def ask_password(user: str) -> SecretStr:
    """Ask for a password without showing it; an empty one is asked for again."""
    return _unseen(_("Password for {user}: ").format(user=user))


def ask_passphrase(why: str, opens: Callable[[SecretStr], bool]) -> bool:
    """Ask for the passphrase of the encrypted file until it ``opens``, at most three times."""
    say(why)
    for _try in range(_TRIES):
        if opens(_unseen(_("Passphrase: "))):
            return True
        say(_("That is not the passphrase."))
    return False


def ask_new_passphrase() -> SecretStr:
    """Ask twice for a new passphrase, until both are the same."""
    while True:
        first = _unseen(_("New passphrase: "))
        if first == _unseen(_("Once more: ")):
            return first
        say(_("These are two different ones."))


def read_secret(what: str) -> SecretStr:
    """Read the next line of standard input, for scripts; ``what`` it must hold, in words.

    Raises SecretMissingError when there is none, it is empty, too long or no UTF-8.
    """
    line = sys.stdin.buffer.readline(_LONGEST_SECRET)
    try:
        text = line.decode("utf-8").removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError:
        text = ""
    if not text or len(line) >= _LONGEST_SECRET or "\0" in text or "\r" in text:
        words = _("standard input must hold a line with {what}").format(what=what)
        raise SecretMissingError(_("Password"), words) from None
    return SecretStr(text)


def _unseen(question: str) -> SecretStr:
    while True:
        try:
            typed = getpass.getpass(question, stream=sys.stderr)
        except EOFError:
            raise KeyboardInterrupt from None
        if typed:
            return SecretStr(typed)
