"""Looking at this machine and at the mailbox: every finding with what to do about it.

A report names no mail address, no password and no customer, so it can be shown to others.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import replace

from pydantic import SecretStr

from agent_console.clock import Clock
from agent_console.config import Config, MailboxConfig, load_config
from agent_console.errors import ConsoleError, SecretMissingError
from agent_console.i18n import _
from agent_console.locations import Locations
from agent_console.mail.credentials import (
    FoundSecret,
    VaultLockedError,
    account_of,
    find_secret,
    unlock_secret,
)
from agent_console.services.doctor_full import Trials, try_servers
from agent_console.services.doctor_machine import (
    ClockWatch,
    look_at_keyring,
    look_at_locale,
    look_at_machine,
    look_at_tmux,
)
from agent_console.services.doctor_profile import look_at_profile
from agent_console.services.doctor_servers import look_at_reading, look_at_sending
from agent_console.services.doctor_spelling import look_at_spelling
from agent_console.services.doctor_store import (
    look_at_place,
    look_at_settings_file,
    look_at_store,
)
from agent_console.services.doctor_terminal import look_at_terminal
from agent_console.services.findings import (
    Finding,
    Grade,
    discreet,
    good,
    guarded,
    names_in,
    note,
    problem,
)
from agent_console.services.rules import Rules

__all__ = ["AskPassword", "Finding", "Grade", "Trials", "examine"]

AskPassword = Callable[[str], SecretStr]


def examine(
    locations: Locations,
    clock: Clock,
    *,
    offline: bool,
    ask: AskPassword | None = None,
    trials: Trials | None = None,
) -> Generator[Finding, None, None]:
    """Yield findings one by one, so that a slow server does not hide the earlier ones.

    ``ask`` gets a password from a person when none is stored; it is forgotten afterwards. With
    ``trials`` the servers are tried out, too: that writes into a folder made for it, sends a mail
    to the mailbox itself and keeps what was measured.
    """
    watch = ClockWatch(clock)
    yield from look_at_machine()
    yield from look_at_locale()
    yield from look_at_terminal()
    yield from look_at_tmux()
    yield from look_at_spelling()
    try:
        config = load_config(locations.config_file)
    except ConsoleError as error:
        yield discreet(problem(_("Settings"), error), ())
        return
    hidden = tuple(name for box in config.all_mailboxes for name in names_in(box))
    for finding in _desk(config, locations, clock):
        yield discreet(finding, hidden)
    boxes = config.all_mailboxes
    for number, box in enumerate(boxes, 1):
        doctor = _Visit(box, locations, clock, ask, trials)
        for finding in doctor.findings(offline=offline):
            what = f"{finding.what} {number}" if len(boxes) > 1 else finding.what
            yield discreet(replace(finding, what=what), hidden, doctor.password)
    yield from watch.findings()


def _desk(config: Config, locations: Locations, clock: Clock) -> Iterator[Finding]:
    yield from look_at_settings_file(locations.config_file)
    yield guarded(_("Calendar"), lambda: _calendar(config, clock))
    yield from look_at_keyring(config)
    yield from look_at_place(locations)
    yield from look_at_store(locations.store_file)


def _calendar(config: Config, clock: Clock) -> str:
    now = clock.now()
    calendar = Rules(config).calendar(now)
    opening = calendar.next_opening(now)
    settings = config.calendar
    place = "-".join(part for part in (settings.country, settings.subdivision) if part)
    standing = _("open now")
    if opening > now:
        local = opening.astimezone(calendar.zone)
        standing = _("opens {moment:%Y-%m-%d %H:%M}").format(moment=local)
    return f"{settings.zone}, {place}; {standing}"


class _Visit:
    """The look at one mailbox; ``password`` must not be told, whoever says it."""

    def __init__(
        self,
        mailbox: MailboxConfig,
        locations: Locations,
        clock: Clock,
        ask: AskPassword | None,
        trials: Trials | None,
    ) -> None:
        self.password = ""
        self._mailbox = mailbox
        self._locations = locations
        self._clock = clock
        self._ask = ask
        self._trials = trials
        self._secret: SecretStr | None = None

    def findings(self, *, offline: bool) -> Iterator[Finding]:
        """Yield what is found; nobody is connected to when ``offline``."""
        yield from self._sign_in()
        if self._secret is None or offline:
            return
        try:
            self.password = self._secret.get_secret_value()
        except ConsoleError as error:
            yield problem(_("Password"), error)
            return
        box, secret = self._mailbox, self._secret
        reading = look_at_reading(box, secret, self._clock)
        yield from reading.findings
        sending, offers = look_at_sending(box, secret, null_sender=self._trials is not None)
        yield from sending
        state = self._locations.state_dir
        if self._trials is not None and reading.round_trip is not None:
            yield from try_servers(box, secret, self._clock, state, reading, offers, self._trials)
        yield from look_at_profile(state, box)

    def _sign_in(self) -> Iterator[Finding]:
        try:
            found = self._stored()
        except SecretMissingError as error:
            box = self._mailbox
            locked = isinstance(error, VaultLockedError)
            if box.password_command or box.takes_tokens or self._ask is None or locked:
                yield problem(_("Password"), error)
                return
            self._secret = self._ask(account_of(box))
            yield note(
                _("Password"),
                _("none is stored; it is asked for at every start"),
                _("Without a person at the terminal, as in cron, set password_command."),
            )
        else:
            self._secret = found.secret
            words = _("comes from: {source}").format(source=found.source.value)
            yield good(_("Password"), words)

    def _stored(self) -> FoundSecret:
        """Return the stored password; a person may give the passphrase of the encrypted file."""
        try:
            return find_secret(self._mailbox)
        except VaultLockedError:
            ask = self._ask
            if ask is None or not unlock_secret(self._mailbox, ask(_("the encrypted file"))):
                raise
            return find_secret(self._mailbox)
