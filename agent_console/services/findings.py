"""What the doctor finds: a grade, words and what to do, fit to be shown to others."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from agent_console.config import MailboxConfig
from agent_console.errors import ConsoleError, ExitCode
from agent_console.i18n import _
from agent_console.mail.wire import ConnectionLostError

HIDDEN = "…"
_ADDRESS = re.compile(r"[^\s@<>()'\",:;]+@[^\s@<>()'\",:;]+")


class Grade(StrEnum):
    """How serious a finding is."""

    OK = "ok"
    NOTE = "note"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    ``cause`` is the exit code with which other commands end because of a problem, if they do.
    """

    grade: Grade
    what: str
    words: str
    hint: str = ""
    cause: ExitCode | None = None


def good(what: str, words: str, hint: str = "") -> Finding:
    """Return a finding that asks for nothing."""
    return Finding(Grade.OK, what, words, hint)


def note(what: str, words: str, hint: str) -> Finding:
    """Return a finding that a person should know of."""
    return Finding(Grade.NOTE, what, words, hint)


def problem(what: str, error: ConsoleError) -> Finding:
    """Return the finding that an error is."""
    return Finding(Grade.PROBLEM, what, error.message, error.hint, error.exit_code)


def guarded(what: str, look: Callable[[], str]) -> Finding:
    """Return what ``look`` says, or the error that stopped it."""
    try:
        return good(what, look())
    except ConsoleError as error:
        return failed(what, error)


def failed(what: str, error: ConsoleError) -> Finding:
    """Return the finding that an error is; nothing is tried again here, so it says what to do."""
    if isinstance(error, ConnectionLostError):
        hint = _("Check the network and the section [mailbox.imap] of the settings.")
        return Finding(Grade.PROBLEM, what, error.message, hint, error.exit_code)
    return problem(what, error)


def names_in(mailbox: MailboxConfig) -> tuple[str, ...]:
    """Return patterns of what a report must not say: the team's addresses and user names."""
    users = (mailbox.imap.user, mailbox.smtp.user)
    names = (*sorted(mailbox.own_addresses), *users)
    return tuple(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names if name)


def discreet(finding: Finding, hidden: Iterable[str], secret: str = "") -> Finding:
    """Take addresses, user names, the password and the home folder out of a finding."""
    home = os.path.expanduser("~")

    def clean(text: str) -> str:
        text = text.replace(secret, HIDDEN) if secret else text
        text = text.replace(home + "/", "~/") if home != "/" else text
        for pattern in hidden:
            text = re.sub(pattern, HIDDEN, text, flags=re.IGNORECASE)
        return _ADDRESS.sub(HIDDEN, text)

    return replace(finding, words=clean(finding.words), hint=clean(finding.hint))
