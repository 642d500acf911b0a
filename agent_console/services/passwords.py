"""The mailbox's password, and whether it may be tried: a refused one is not tried by itself again.

Many servers lock an account after a few wrong passwords, and a locked mailbox stops the whole
team. So each server is asked once; then nothing is tried until a person acts. The same password is
tried at most three times in all, however often somebody asks for it; another one begins anew.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from threading import Lock

from pydantic import SecretStr

from agent_console.errors import SecretMissingError, SignInError
from agent_console.i18n import _
from agent_console.mail.vault import VaultLockedError

TRIES = 3


class Door(StrEnum):
    """Where the password is shown."""

    READING = "imap"
    SENDING = "smtp"


class Passwords:
    """Shared by the thread that reads and the one that sends.

    ``find`` returns the stored password or raises SecretMissingError; it may take long. What it
    returned is kept until a server refuses it. ``unlock`` opens the encrypted file where that has
    the password: True when the text is its passphrase.
    """

    def __init__(
        self,
        find: Callable[[], SecretStr],
        unlock: Callable[[SecretStr], bool] = lambda _text: False,
    ) -> None:
        self._find = find
        self._unlock = unlock
        self._locked = self._mistyped = False
        self._typed: SecretStr | None = None
        self._kept: SecretStr | None = None
        self._refused: SecretStr | None = None
        self._refusals: dict[Door, int] = {}
        self._last: SignInError | None = None
        self._closed: dict[Door, SignInError] = {}
        self._lock = Lock()
        self._finding = Lock()

    def get(self, door: Door) -> SecretStr:
        """Return the password to show at ``door``.

        Raises SecretMissingError when there is none, and the server's own SignInError when it was
        refused and nobody has acted since, or too often; nobody is asked over the network then.
        """
        with self._lock:
            if door in self._closed:
                raise self._closed[door]
        try:
            secret = self._current()
        except SecretMissingError as error:
            with self._lock:
                self._closed[door] = error
            raise
        with self._lock:
            if secret != self._refused:
                self._refused, self._refusals, self._last = None, {}, None
            elif self._too_often(door) and self._last is not None:
                self._closed[door], self._kept = self._last, None
                raise self._last
        return secret

    def _too_often(self, door: Door) -> bool:
        """Tell whether enough was tried; a door that never refused stays open."""
        return door in self._refusals and sum(self._refusals.values()) >= TRIES

    def accepted(self, door: Door) -> None:
        """Take note that a server accepted it."""
        with self._lock:
            self._refusals.pop(door, None)

    def refused(self, door: Door, secret: SecretStr, error: SignInError) -> None:
        """Take note that a server refused ``secret``: it is not shown there until a person acts.

        Where a person has typed another one meanwhile, that one is still to be tried.
        """
        with self._lock:
            if self._typed is not None and secret != self._typed:
                return
            if secret != self._refused:
                self._refusals = {}
            self._refused, self._last, self._kept = secret, error, None
            self._refusals[door] = self._refusals.get(door, 0) + 1
            self._closed[door] = error

    def is_closed(self, door: Door) -> bool:
        """Tell whether only a person can go on at ``door``."""
        with self._lock:
            return door in self._closed

    def type_in(self, text: SecretStr) -> None:
        """Use what a person typed, in memory only: the file's passphrase, or the password itself.

        While the file is what everybody waits for, a text that does not open it is a slip, and no
        server ever sees it. Otherwise it is the password, and comes before anything stored.
        """
        opened = self._opens(text)
        with self._lock:
            self._mistyped = self._locked and not opened
            if opened:
                self._typed = self._kept = None
            elif not self._locked:
                self._typed = text
            self._closed = {}

    def _opens(self, text: SecretStr) -> bool:
        try:
            return self._unlock(text)
        except SecretMissingError:
            return False

    def person_acts(self) -> None:
        """Let it be tried again where it was refused, as often as the rule allows."""
        with self._lock:
            self._closed = {}

    def _current(self) -> SecretStr:
        if self._typed is not None:
            return self._typed
        with self._finding:
            if self._kept is None:
                self._kept = self._found()
            return self._kept

    def _found(self) -> SecretStr:
        """Look for it, twice where the first answer may be older than the opening of the file."""
        try:
            try:
                secret = self._find()
            except VaultLockedError:
                secret = self._find()
        except VaultLockedError as error:
            self._locked = True
            if not self._mistyped:
                raise
            self._mistyped = False
            words = _("that was not the passphrase; {words}")
            raise VaultLockedError(
                error.title, words.format(words=error.message), error.hint
            ) from None
        except SecretMissingError:
            self._locked = False
            raise
        self._locked = False
        return secret
