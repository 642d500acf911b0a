"""Waiting for new mail, and for the server to come back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Protocol

from agent_console.clock import Clock
from agent_console.errors import MailError, SignInError
from agent_console.i18n import _
from agent_console.mail.imap import ImapConnection
from agent_console.mail.wire import ConnectionLostError, RefusedError

SLICE = timedelta(seconds=1)
RENEW = timedelta(minutes=4)
"""How long one IDLE lasts: below the time-outs of routers; RFC 2177 allows 29 minutes."""

SIGN_IN_TRIES = 3

_FIRST_WAIT = 1.0
_LONGEST_WAIT = 300.0
_BUSY_WAIT = 60.0
_STABLE = timedelta(seconds=60)
_ASLEEP = timedelta(seconds=15)
_JITTER = 0.25


class Stop(Protocol):
    """What ends a watch: ``threading.Event`` or anything like it."""

    def is_set(self) -> bool:
        """Tell whether to stop."""
        ...

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until it is set, at most ``timeout`` seconds; tell whether it is."""
        ...


class SleepDetector:
    """Notices that the computer was asleep: the wall clock went on, the monotonic one did not.

    A connection does not survive that, but the socket may look healthy for a long time.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._wall = clock.now()
        self._monotonic = clock.monotonic()

    def slept(self) -> bool:
        """Tell whether the clocks drifted apart by more than 15 seconds since the last call."""
        wall, monotonic = self._clock.now(), self._clock.monotonic()
        drift = (wall - self._wall) - timedelta(seconds=monotonic - self._monotonic)
        self._wall, self._monotonic = wall, monotonic
        return abs(drift) > _ASLEEP


def watch(
    connection: ImapConnection, folder: str, *, poll: timedelta, stop: Stop, clock: Clock
) -> Iterator[int]:
    """Yield each time ``folder`` should be read again: how many mails it holds; until ``stop``.

    With IDLE (RFC 2177) at once, renewed every 4 minutes, and every ``poll`` a NOOP for servers
    that forget to tell; without IDLE, or once the server refused it, the NOOP alone. Mail that came
    while another folder was open is told first. The connection is free for use whenever this has
    yielded. Raises ConnectionLostError when the connection is gone or the computer slept.
    """
    if reopen(connection, folder):
        yield connection.wire.exists
    detector = SleepDetector(clock)
    round_time = min(poll, RENEW).total_seconds()
    while not stop.is_set():
        told = connection.wire.told
        if connection.has("IDLE"):
            try:
                _idle(connection, round_time, stop, clock, detector)
            except RefusedError:
                connection.capabilities -= {"IDLE"}
        else:
            _pause(round_time, stop, clock, detector)
        if stop.is_set():
            return
        if connection.wire.told == told:
            connection.noop()
        if connection.wire.told != told:
            yield connection.wire.exists


def reopen(connection: ImapConnection, folder: str) -> bool:
    """Open ``folder`` unless it is; tell whether it holds more or less mails than when it was left.

    STATUS of an open folder may be stale (RFC 3501 §6.3.10).
    """
    if connection.selected == folder:
        return False
    before = connection.counts.get(folder)
    return connection.select(folder).exists != before and before is not None


def _idle(
    connection: ImapConnection, seconds: float, stop: Stop, clock: Clock, detector: SleepDetector
) -> None:
    until = clock.monotonic() + seconds
    connection.idle_start()
    while not stop.is_set() and (left := until - clock.monotonic()) > 0:
        if connection.idle_wait(min(left, SLICE.total_seconds())):
            break
        _check_awake(detector)
    connection.idle_done()


def _pause(seconds: float, stop: Stop, clock: Clock, detector: SleepDetector) -> None:
    until = clock.monotonic() + seconds
    while (left := until - clock.monotonic()) > 0:
        if stop.wait(min(left, SLICE.total_seconds())):
            return
        _check_awake(detector)


def _check_awake(detector: SleepDetector) -> None:
    if detector.slept():
        raise ConnectionLostError(_("The computer was asleep; the connection is renewed."))


class Backoff:
    """How long to wait before connecting again: 1, 2, 4 … 300 seconds, a little at random.

    A server that says it is busy gets a minute, or what it asks for. After three refused sign-ins
    in a row nothing is tried any more until a person acts, because a locked account stops the
    whole team. ``random`` returns numbers from 0 to 1.
    """

    def __init__(self, random: Callable[[], float]) -> None:
        self._random = random
        self._failures = 0
        self._sign_ins_refused = 0

    @property
    def waits_for_person(self) -> bool:
        """Whether only a person can go on (:meth:`reset`)."""
        return self._sign_ins_refused >= SIGN_IN_TRIES

    def signed_in(self) -> None:
        """The server accepted user and password."""
        self._sign_ins_refused = 0

    def reset(self) -> None:
        """A person wants it tried now."""
        self._failures = 0
        self._sign_ins_refused = 0

    def failed(self, error: MailError, *, lived: timedelta = timedelta(0)) -> timedelta | None:
        """Return how long to wait after ``error``; None: until a person acts.

        ``lived`` is how long the connection lasted: only one that lasted a minute starts the row
        anew, or a server that drops us at once would be called every second.
        """
        if isinstance(error, SignInError):
            self._sign_ins_refused += 1
            if self.waits_for_person:
                return None
        if lived >= _STABLE:
            self._failures = 0
        wait = min(_FIRST_WAIT * 2 ** min(self._failures, 20), _LONGEST_WAIT)
        self._failures += 1
        asked = _asked_for(error)
        spread = _JITTER * self._random()
        seconds = max(asked, wait) * (1 + spread) if asked else wait * (1 - spread)
        return timedelta(seconds=seconds)


def _asked_for(error: MailError) -> float:
    if not isinstance(error, RefusedError | ConnectionLostError) or not error.temporary:
        return 0.0
    asked = error.wait.total_seconds() if error.wait else 0.0
    return max(_BUSY_WAIT, asked)
