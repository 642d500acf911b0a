"""One tree of errors: each says what happened and what to do about it."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the command line answers to the shell; the texts below are those of the documents."""

    OK = 0
    """done"""
    FAILED = 1
    """refused or failed; the message says why"""
    USAGE = 2
    """wrong arguments, or no terminal that can show the screen"""
    CONFIG = 3
    """the settings, or the team's own rules (``types``), are missing or wrong"""
    NOT_FOUND = 4
    """nothing found"""
    STORE = 5
    """the local store cannot be used"""
    MAIL_SERVER = 6
    """the mail server cannot be reached, or refused the mail or (``health``) a folder"""
    SIGN_IN = 7
    """user name or password refused, or no password"""
    BUSY = 8
    """another program holds what is needed"""
    UNKNOWN_OUTCOME = 9
    """nobody knows whether the mail was sent: look into the sent folder"""
    CRASHED = 70
    """the program failed; a report without customer text was written"""
    INTERRUPTED = 130
    """interrupted"""


class ConsoleError(Exception):
    """An expected failure, told to a person in three parts.

    ``title`` names the area in two or three words, ``message`` what happened, ``hint`` what to do.
    """

    exit_code = ExitCode.FAILED

    def __init__(self, title: str, message: str, hint: str = "") -> None:
        super().__init__(f"{title}: {message}")
        self.title = title
        self.message = message
        self.hint = hint


class ConfigError(ConsoleError):
    """The configuration cannot be used as it is."""

    exit_code = ExitCode.CONFIG


class SettingsError(ConfigError):
    """The settings file is missing, cannot be read, or holds something wrong."""


class NotFoundError(ConsoleError):
    """No such ticket, mail or file."""

    exit_code = ExitCode.NOT_FOUND


class StoreError(ConsoleError):
    """The local store cannot be opened, read or written."""

    exit_code = ExitCode.STORE


class StoreBusyError(StoreError):
    """Another program holds what is needed."""

    exit_code = ExitCode.BUSY


class MailError(ConsoleError):
    """The mail server cannot be reached or refused something."""

    exit_code = ExitCode.MAIL_SERVER


class SignInError(MailError):
    """The mail server refused the user name or the password."""

    exit_code = ExitCode.SIGN_IN


class SecretMissingError(SignInError):
    """No password is stored and nobody is there to be asked."""


class ActionRefusedError(ConsoleError):
    """The desk's rules do not allow this on the ticket as it is."""


class UnsettledError(ActionRefusedError):
    """A complaint cannot be closed: nobody has made sure that it is solved."""
