"""A line to the mail server that is made while the rest of the program is still being loaded."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

from pydantic import SecretStr

from agent_console.clock import Clock
from agent_console.config import MailboxConfig
from agent_console.mail.credentials import account_of, find_secret
from agent_console.mail.dial import SignedIn, dial_in

FRESH_SECONDS = 20.0
"""A line that stood idle for longer may have been cut on the way without a word."""

T = TypeVar("T")


class Ahead:
    """Finds a mailbox's password and signs in, in a thread of its own.

    ``given`` is a password that need not be looked for. Nobody has to wait for the thread, nor to
    take what it brings: it ends with the program.
    """

    def __init__(
        self, mailbox: MailboxConfig, clock: Clock, given: SecretStr | None = None
    ) -> None:
        self._mailbox = mailbox
        self._clock = clock
        self._given = given
        self._found: Future[SecretStr] = Future()
        self._line: Future[SignedIn] = Future()
        self._used = self._taken = False
        self._since = 0.0
        Thread(target=self._go, name="ahead", daemon=True).start()

    def secret(self) -> SecretStr:
        """Return the password that was found; raises SecretMissingError."""
        return self._found.result()

    def find(self) -> SecretStr:
        """Return what was found, once; look anew from then on. Raises SecretMissingError."""
        used, self._used = self._used, True
        return find_secret(self._mailbox).secret if used else self.secret()

    def take(self, secret: SecretStr) -> SignedIn | None:
        """Return the line, once; None where it was made with another password or is not fresh.

        Raises MailError or SignInError where it could not be made.
        """
        if self._taken:
            return None
        if self._found.exception() is not None or self._found.result() != secret:
            self.close()
            return None
        self._taken = True
        line = self._line.result()
        if self._clock.monotonic() - self._since <= FRESH_SECONDS:
            return line
        line.close()
        return None

    def close(self) -> None:
        """Let go of a line that nobody took, now or once it is made."""
        if not self._taken:
            self._taken = True
            self._line.add_done_callback(_drop)

    def _go(self) -> None:
        if _settle(self._found, self._look):
            _settle(self._line, self._dial)

    def _look(self) -> SecretStr:
        return self._given or find_secret(self._mailbox).secret

    def _dial(self) -> SignedIn:
        server = self._mailbox.imap.model_copy(update={"user": account_of(self._mailbox)})
        line = dial_in(server, self._found.result(), clock=self._clock)
        self._since = self._clock.monotonic()
        return line


def _settle(answer: Future[T], work: Callable[[], T]) -> bool:
    """Answer with what ``work`` returns or raises; True when it returned."""
    try:
        answer.set_result(work())
    except BaseException as error:  # handed to the waiting thread
        answer.set_exception(error)
        return False
    return True


def _drop(line: Future[SignedIn]) -> None:
    if line.exception() is None:
        line.result().close()
