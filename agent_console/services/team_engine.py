"""The team's part of the sync engine: one thread with a connection of its own, and the fence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import Thread

from agent_console import __version__
from agent_console.clock import Clock
from agent_console.config import Config, MailboxConfig
from agent_console.errors import SignInError
from agent_console.locations import find_locations
from agent_console.mail.imap import ImapConnection, open_imap
from agent_console.services.intake import Intake
from agent_console.services.mailbox import passwords_of, server_with_user
from agent_console.services.passwords import Door, Passwords
from agent_console.services.team_fence import TeamFence
from agent_console.services.team_ledger import Ledger, Membership
from agent_console.services.team_loop import Errand, TeamLoop
from agent_console.services.team_pulse import PulseErrand
from agent_console.services.team_sent import Connect, SentFolder
from agent_console.store import journal_state
from agent_console.store.engine import Store

_FIRST_SECONDS = 15.0
_LAST_SECONDS = 3.0


class TeamSide:
    """Begins to take part when made; ``start`` it, and ``stop`` it before the program ends."""

    def __init__(
        self,
        store: Store,
        intake: Intake,
        config: Config,
        clock: Clock,
        team: Membership,
        *,
        passwords: Passwords | None = None,
        others: Mapping[str, Passwords] | None = None,
        on_changed: Callable[[frozenset[str]], None] = lambda _refs: None,
        renew: Callable[[], Membership | None] = lambda: None,
        on_defect: Callable[[], None] = lambda: None,
    ) -> None:
        box = config.mailbox
        known = {**(others or {}), box.address: passwords or passwords_of(box)}
        connect = _connecting(box, clock, known[box.address])
        ledger = Ledger(
            store,
            intake,
            team,
            clock,
            address=box.address,
            own=config.own_addresses,
            on_changed=on_changed,
        )
        self.loop = TeamLoop(
            store,
            ledger,
            clock,
            connect,
            program=__version__,
            renew=renew,
            sent_folder=box.folders.sent,
            other_sent=_other_sent(config, clock, known),
            beside=find_locations().config_dir,
            errands=_errands(store, ledger, clock, config),
        )
        self.fence = TeamFence(store, self.loop, clock)
        self.loop.on_first_read = self.fence.recover
        with store.read() as session:
            place = journal_state.place(session)
        self._is_new = place is None or not place.cursor
        self._on_defect = on_defect
        self._thread = Thread(target=self._run, name="team", daemon=True)

    def _run(self) -> None:
        """Keep the line; a defect that ends it is told, or replies would wait for ever."""
        try:
            self.loop.run()
        finally:
            if not self.loop.stop.is_set():
                self.loop.online = False
                self.loop.ready.set()
                self._on_defect()

    def start(self, seconds: float = 0.0) -> None:
        """Begin to read the journal; wait until it was read, at most so long.

        The first time, wait a while in any case: mails that come later are filed knowing what the
        team did.
        """
        self._thread.start()
        self.loop.ready.wait(max(seconds, _FIRST_SECONDS if self._is_new else 0.0))

    def settle(self, seconds: float) -> bool:
        """Wait until everything was told and read back, at most so long; tell whether it was."""
        ledger = self.loop.ledger
        with ledger.changed:
            return ledger.changed.wait_for(
                lambda: not self.loop.online or not ledger.wants_to_write(), seconds
            )

    def stop(self) -> None:
        """End; a line that hangs is left behind, nothing is lost with it."""
        self.loop.stop.set()
        self.loop.wake.set()
        self._thread.join(_LAST_SECONDS)


def _other_sent(config: Config, clock: Clock, known: Mapping[str, Passwords]) -> list[SentFolder]:
    """Return the sent folders of the mailboxes besides the journal's."""
    return [
        SentFolder(
            _connecting(one, clock, known.get(one.address) or passwords_of(one)),
            one.folders.sent,
        )
        for one in config.mailboxes
    ]


def _errands(store: Store, ledger: Ledger, clock: Clock, config: Config) -> list[Errand]:
    """Return what else is done on the journal's line."""
    pulse = PulseErrand(store, clock, config.mailbox.address, lambda: ledger.team)
    return [pulse] if config.pulse.ask else []


def _connecting(box: MailboxConfig, clock: Clock, passwords: Passwords) -> Connect:
    """Return how to sign in to a mailbox."""

    @contextmanager
    def connect() -> Iterator[ImapConnection]:
        secret = passwords.get(Door.READING)
        try:
            connection = open_imap(server_with_user(box.imap, box), secret, clock=clock)
        except SignInError as error:
            passwords.refused(Door.READING, secret, error)
            raise
        passwords.accepted(Door.READING)
        with connection:
            yield connection

    return connect
