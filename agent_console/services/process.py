"""The sync engine: one process per store that reads the mailbox and sends the outbox.

Two threads for each mailbox share the work: one keeps the IMAP connection and reads, one sends what
is due. The process speaks lines of JSON to the console that started it and ends when its input
closes, after the mail it is sending is settled. Headless (``sync --watch``) it says the same in
words.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from threading import Thread
from typing import TYPE_CHECKING, TextIO

from pydantic import SecretStr

from agent_console.clock import Clock
from agent_console.config import Config
from agent_console.desk.views import Health
from agent_console.errors import ConfigError, ConsoleError
from agent_console.i18n import _
from agent_console.mail.collecting import collect_seldom
from agent_console.mail.credentials import VaultLockedError, open_vault
from agent_console.services.ahead import Ahead
from agent_console.services.branch import Branch
from agent_console.services.chorus import Chorus
from agent_console.services.health import remembering
from agent_console.services.intake import Intake
from agent_console.services.rules import Rules
from agent_console.services.sorting import Sorter
from agent_console.services.speech import OF_TEAM, Ear, Say, Voice, speak_json, speak_words
from agent_console.services.team_line import Gate, belongs_to_team, shut
from agent_console.store.engine import Store

if TYPE_CHECKING:
    from agent_console.services.orders_watch import OrderWatch
    from agent_console.services.team_engine import TeamSide
    from agent_console.services.team_ledger import Membership

__all__ = ["EngineDiedError", "EngineProcess", "Say", "speak_json", "speak_words"]

_log = logging.getLogger(__name__)
_POLITE_SECONDS = 1.5
_LAST_SECONDS = 3.0


class EngineDiedError(RuntimeError):
    """A thread of the engine ended by a defect; only a new process can go on."""


class EngineProcess:
    """Runs until told to stop; ``say`` gets every message as a JSON-ready value.

    Whoever runs it holds the engine lock of the store. ``ahead`` are lines to some mailboxes that
    are being made already, by address. ``team`` is what it takes part in, whatever is written
    beside the store.
    """

    def __init__(
        self,
        store: Store,
        config: Config,
        clock: Clock,
        say: Say,
        ahead: Mapping[str, Ahead] | None = None,
        *,
        team: Membership | None = None,
    ) -> None:
        self._config = config
        self._clock = clock
        self._voice = Voice(say, clock)
        boxes = config.all_mailboxes
        chorus = Chorus(say)
        several = len(boxes) > 1
        intake = Intake(store, config, clock, on_changed=self._voice.changed)
        sorter = Sorter(store, config, self._voice.changed)
        self._branches = tuple(
            Branch(
                store,
                intake,
                config,
                clock,
                box,
                Voice(
                    remembering(
                        store, box.address, clock, chorus.part(box.address) if several else say
                    ),
                    clock,
                ),
                (ahead or {}).get(box.address),
                sorter,
            )
            for box in boxes
        )
        self._store = store
        self._intake = intake
        self._team: TeamSide | None = None
        self._given_team = team
        self._gate: Gate | None = None
        self._key_locked = False
        self._orders: OrderWatch | None = None
        self._ear = Ear()
        self._ended_by_itself = ""

    def run(self, commands: TextIO | None) -> None:
        """Work until the ``commands`` end, one of them is ``stop``, or :meth:`stop` is called.

        Raises ConfigError before anything is read when the calendar cannot be used, and
        EngineDiedError when a defect ended the work.
        """
        collect_seldom()
        with closing(self._ear):
            self._check_settings()
            self._branches[0].delivery.recover()
            self._join_team()
            self._orders = self._watch_orders()
            readers = [self._thread("reader", branch.reader.run) for branch in self._branches]
            senders = [self._thread("sender", branch.sender.run) for branch in self._branches]
            try:
                for line in self._ear.lines(commands):
                    if not self._obey(line):
                        break
            finally:
                self._wind_up(readers, senders)
        if self._ended_by_itself:
            raise EngineDiedError(self._ended_by_itself)

    def stop(self) -> None:
        """End soon; a mail that is being sent is settled first. Also for signal handlers."""
        self._ear.enough()

    def nudge(self) -> None:
        """Look at the mailbox and the outbox now, because a person wants it."""
        for branch in self._branches:
            branch.nudge()
        if self._team is not None:
            self._team.loop.wake.set()
        elif self._gate is not None:
            self._join_team()

    def _join_team(self) -> None:
        """Take part in the team that is written down beside the store, if any is.

        Until its key is there no reply leaves; a person who acts has it looked for again.
        """
        if self._given_team is None and not belongs_to_team(self._store.path):
            return
        from agent_console.services.team_engine import TeamSide
        from agent_console.services.team_keys import load_team

        def renew() -> Membership | None:
            return self._given_team or load_team(self._store, self._config)

        self._key_locked = False
        try:
            team = renew()
        except VaultLockedError as error:
            self._key_locked = True
            self._let_out_by(shut(self._store, error))
            self._voice.passphrase_needed(error.message)
            return
        except ConsoleError as error:
            self._let_out_by(shut(self._store, error))
            self._voice.news(f"{error.message} {error.hint}".strip())
            return
        if team is None:
            return
        self._team = TeamSide(
            self._store,
            self._intake,
            self._config,
            self._clock,
            team,
            passwords=self._branches[0].passwords,
            others={one.address: one.passwords for one in self._branches},
            on_changed=self._voice.changed,
            renew=renew,
            on_defect=self._lost_the_team,
        )
        self._team.loop.on_news = self._voice.news
        self._let_out_by(self._team.fence)
        self._team.start()

    def _lost_the_team(self) -> None:
        self._ended_by_itself = "team: ended"
        _log.critical("engine thread died %s", self._ended_by_itself)
        self.stop()

    def _let_out_by(self, gate: Gate) -> None:
        self._gate = gate
        for branch in self._branches:
            branch.delivery.fence = gate

    def _watch_orders(self) -> OrderWatch | None:
        """Begin to take orders in, where the settings name a shop that tells of them."""
        if not self._config.order_sources:
            return None
        from agent_console.services.orders_watch import watch_orders

        everything: frozenset[str] = frozenset()
        return watch_orders(
            self._store, self._config, self._clock, lambda: self._voice.changed(everything)
        )

    def _check_settings(self) -> None:
        try:
            Rules(self._config).check(self._clock.now())
        except ConfigError as error:
            self._voice.status(Health.STOPPED, f"{error.message} {error.hint}")
            raise

    def _thread(self, name: str, work: Callable[[], None]) -> Thread:
        def guarded() -> None:
            try:
                work()
            finally:
                if not self._branches[0].reader.stop.is_set():
                    defect = sys.exc_info()[0]
                    self._ended_by_itself = f"{name}: {defect.__name__ if defect else 'ended'}"
                    _log.critical("engine thread died %s", self._ended_by_itself)
                    self.stop()

        thread = Thread(target=guarded, name=name, daemon=True)
        thread.start()
        return thread

    def _wind_up(self, readers: list[Thread], senders: list[Thread]) -> None:
        """End all threads: a sender when its mail is settled, a reader at the next chance.

        A reader that hangs in a dead network is left behind; it holds nothing that could be lost.
        """
        for branch in self._branches:
            branch.stop()
        if self._team is not None:
            self._team.stop()
        if self._orders is not None:
            self._orders.stop()
        _join(readers, _POLITE_SECONDS)
        for branch in self._branches:
            branch.mailbox.hang_up()
        for sender in senders:
            sender.join()
        _join(readers, _LAST_SECONDS)

    def _obey(self, line: str) -> bool:
        """Do what one line says; False when that is to end."""
        try:
            told = json.loads(line)
        except (ValueError, RecursionError):
            return True
        match told:
            case {"do": "nudge"}:
                self.nudge()
            case {"do": "want", "ticket": str(ref)}:
                for branch in self._branches:
                    branch.want(ref)
            case {"do": "pause"}:
                for branch in self._branches:
                    branch.pause()
            case {"do": "resume"}:
                for branch in self._branches:
                    branch.resume()
            case {"do": "secret", "secret": str(secret)}:
                self._take_secret(told.get("mailbox"), SecretStr(secret))
            case {"do": "stop"}:
                return False
        return True

    def _take_secret(self, mailbox: object, secret: SecretStr) -> None:
        """Use what a person typed: the passphrase for the team's key, or a password."""
        opened = self._key_locked and open_vault().unlock(secret)
        if not opened and mailbox == OF_TEAM:
            self._voice.passphrase_needed(_("that was not the passphrase"))
            return
        if not opened:
            self._branch_for(mailbox).passwords.type_in(secret)
        self.nudge()

    def _branch_for(self, address: object) -> Branch:
        """Return the mailbox that a password is for; unnamed, the one that waits for it."""
        named = (branch for branch in self._branches if branch.address == address)
        waiting = (branch for branch in self._branches if branch.wants_secret())
        return next(named, None) or next(waiting, self._branches[0])


def _join(threads: list[Thread], seconds: float) -> None:
    """Wait for all of them together, at most so many seconds."""
    end = time.monotonic() + seconds
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))
