"""The line to the team's journal: reads on, writes what waits, and looks after the folder.

One per store, in a thread of the sync engine, over a connection of its own. It may end at any
point: what it has not read is read next time, what it has not seen in the folder is written again.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import Future
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Protocol

from agent_console.clock import Clock
from agent_console.desk.journal_entry import KeyChanged, Present, Skipped
from agent_console.desk.shared import name_of_record
from agent_console.desk.team_views import Lead
from agent_console.errors import ConsoleError, MailError, SignInError, StoreError
from agent_console.mail.imap import ImapConnection
from agent_console.mail.journal import FolderIs, JournalFolder
from agent_console.mail.watch import RENEW, Backoff, SleepDetector
from agent_console.mail.wire import ConnectionLostError, RefusedError
from agent_console.services.shared_files import bring_out
from agent_console.services.team_ledger import Ledger, Membership
from agent_console.services.team_news import in_hand, told_meanwhile
from agent_console.services.team_sent import Connect, SentFolder, SentLooks
from agent_console.services.team_words import key_changed_words
from agent_console.store import journal_state
from agent_console.store.engine import Store

_log = logging.getLogger(__name__)
LOOK_SECONDS = 0.1
"""How often the store is asked whether anything is to be told; a look takes microseconds."""

POLL_SECONDS = 5.0
"""How often a server without IDLE is asked."""

_DUTY_SECONDS = 60.0
_SKIP_SECONDS = 900.0
_SNAPSHOT_LEAST = 2_000
_AFTER_TROUBLE = timedelta(seconds=60)


class Errand(Protocol):
    """Something to be done in another folder, on the journal's line."""

    def answer(self, connection: ImapConnection) -> bool:
        """Do it if it is due; True when another folder may be selected now. Raises MailError."""
        ...


class TeamLoop:
    """Keeps the journal and the store together until told to stop.

    ``wake`` set: look now. ``ready`` is set once the journal was read, or could not be.
    ``on_first_read`` is called when the journal was read for the first time since the start,
    ``on_news`` with words for people about what happened while there was no line;
    what the team shares is written out ``beside`` the settings, ``program`` is our
    version. ``renew`` returns the team as it is written down now. ``errands`` are what else is to
    be done on this line.
    """

    def __init__(
        self,
        store: Store,
        ledger: Ledger,
        clock: Clock,
        connect: Connect,
        *,
        program: str,
        renew: Callable[[], Membership | None] = lambda: None,
        sent_folder: str = "",
        other_sent: Sequence[SentFolder] = (),
        beside: Path | None = None,
        errands: Sequence[Errand] = (),
    ) -> None:
        self.ledger = ledger
        self.wake = Event()
        self.stop = Event()
        self.ready = Event()
        self.online = False
        self.on_first_read: Callable[[], None] = lambda: None
        self.on_news: Callable[[str], None] = lambda _words: None
        self._store = store
        self._clock = clock
        self._connect = connect
        self._program = program
        self._renew = renew
        self._beside = beside
        self._backoff = Backoff(random.random)
        self._looks = SentLooks(sent_folder, tuple(other_sent))
        self._errands: tuple[Errand, ...] = (self._looks, *errands)
        self._seen_version = -1
        self._duty_at = 0.0
        self._missing_since: float | None = None
        self._told: dict[str, object] = {}
        self._key_said = False

    def run(self) -> None:
        """Work until told to stop."""
        while not self.stop.is_set():
            begun = self._clock.monotonic()
            self.wake.clear()
            try:
                self.ledger.load()
                if not self._told:
                    self._tell_health()
                with self._connect() as connection:
                    self._stay(connection)
            except SignInError as error:
                self._lost(error)
                self._pause(_AFTER_TROUBLE)
            except MailError as error:
                lived = timedelta(seconds=self._clock.monotonic() - begun)
                self._lost(error)
                self._pause(self._backoff.failed(error, lived=lived) or _AFTER_TROUBLE)
            except ConsoleError as error:
                _log.error("team stopped: %s", error.title)
                self._lost(error)
                self._pause(_AFTER_TROUBLE)
        self._lost(None)

    def look_in_sent(self, message_ids: Collection[str]) -> Future[frozenset[str]]:
        """Look for mails of ours in the sent folder; the answer holds those that lie there.

        It fails with ConnectionLostError when the line breaks before.
        """
        answer = self._looks.ask(message_ids)
        self.wake.set()
        return answer

    def once(self, connection: ImapConnection) -> None:
        """Read on, write what waits, review and look after the folder; for a single pass."""
        folder = self._open(connection)
        self.exchange(folder)
        self._review(folder)
        self._introduce()
        self.exchange(folder)
        self._bring_out()
        self._tell_health()

    def _stay(self, connection: ImapConnection) -> None:
        folder = self._open(connection)
        self._catch_up(folder)
        self._review(folder)
        self._introduce()
        self._backoff.signed_in()
        first, self.on_first_read = self.on_first_read, lambda: None
        first()
        self.online = True
        self._tell_health()
        self.ready.set()
        while not self.stop.is_set():
            self.wake.clear()
            known = connection.wire.exists
            self.exchange(folder, writes_first=True)
            self._say_key()
            if any(name_of_record(event.ticket) for event in self.ledger.news):
                self._bring_out()
            if _went_elsewhere(self._errands, connection):
                self.ledger.found(folder.open(self.ledger.folder).folder)
            self._do_duties(folder)
            if connection.wire.exists == known:  # else something came while it was read
                self._wait(connection)

    def _open(self, connection: ImapConnection) -> JournalFolder:
        ledger = self.ledger
        if (team := self._renew()) is not None:
            ledger.use_keys(team)
        team = ledger.team
        folder = JournalFolder(connection, team.journal, team.ring, team.folder)
        opened = folder.open(ledger.folder)
        if opened.state is FolderIs.GONE:
            folder.create()
            opened = folder.open(ledger.folder)
        if opened.state is FolderIs.GONE:
            raise RefusedError(team.folder, code="NONEXISTENT")
        ledger.found(opened.folder)
        return folder

    def exchange(self, folder: JournalFolder, *, writes_first: bool = False) -> None:
        """Read on and write what waits, until nothing does; then nothing is unknown any more.

        With ``writes_first`` nothing is read before what waits is written: writing reads on as
        well, and a claim takes two round trips less. Not for the first time on a line: whether a
        message that was under way before lies there is found by reading.
        """
        ledger = self.ledger
        version = self._store.data_version()
        folder.ring = ledger.team.ring
        if not (writes_first and ledger.may_write and ledger.wants_to_write()):
            ledger.learn(folder.read(ledger.cursor))
            self._keep_key()
        while not self.stop.is_set() and ledger.may_write:
            version = self._store.data_version()
            message = ledger.next_message()
            if message is None:
                break
            written = folder.write(message, ledger.cursor)
            ledger.learn(written.batch)
            if written.entry is None:
                raise ConnectionLostError(folder.name)
        self._seen_version = version

    def _catch_up(self, folder: JournalFolder) -> None:
        """Read what was told while there was no line; say what of it is about our own tickets."""
        with self._store.read() as session:
            mine = in_hand(session)
        self.ledger.news.clear()
        self.exchange(folder)
        words = told_meanwhile(tuple(self.ledger.news), mine)
        if words:
            self.on_news(words)
        self._bring_out()

    def _bring_out(self) -> None:
        """Put what the team shares where the program reads it; say what colleagues changed."""
        if self._beside is None:
            return
        words = bring_out(self._store, tuple(self.ledger.news), self._beside)
        self.ledger.news.clear()
        if words:
            self.on_news(words)

    def _say_key(self) -> None:
        """Say it once when the team goes on with a key that is not known here."""
        changed = not self.ledger.may_write
        if changed and not self._key_said:
            self._tell_health()
            self.on_news(key_changed_words())
        self._key_said = changed

    def _keep_key(self) -> None:
        """Say with which key the team goes on, where this console has a newer one."""
        ring, now = self.ledger.team.ring, self.ledger.ring.current.id
        fold = self.ledger.fold
        if ring.older and ring.current.id not in (now, fold.key) and ring.find(now):
            self.ledger.tell(KeyChanged(ring.current.id))

    def _review(self, folder: JournalFolder) -> None:
        """Look again at what lies in the folder; tell again what somebody removed."""
        ledger = self.ledger
        seen = folder.review(ledger.passed, ledger.cursor)
        ledger.learn(seen.late)
        lost = ledger.lost(seen.present, seen.low, seen.high)
        if lost:
            _log.warning("team journal: messages removed=%d", len(lost))
            ledger.tell(*lost)
            self.exchange(folder)

    def _introduce(self) -> None:
        team = self.ledger.team
        if self.ledger.fold.members.get(team.console) != (team.agent, self._program):
            self.ledger.tell(Present(team.agent, self._program))

    def _do_duties(self, folder: JournalFolder) -> None:
        """Once a minute: what is missing, a snapshot, what is old, a folder begun anew."""
        now = self._clock.monotonic()
        if now < self._duty_at:
            return
        self._duty_at = now + _DUTY_SECONDS
        ledger = self.ledger
        self._skip_missing(now)
        if _is_its_turn(ledger):
            ledger.tell(*ledger.due_snapshot(_SNAPSHOT_LEAST))
        if ledger.moment is not None:
            upto, keep = ledger.book.expendable(ledger.moment)
            if upto:
                folder.remove(upto, keep)
        ledger.tell(*ledger.new_epoch())
        self._tell_health()
        if ledger.wants_to_write():
            self.wake.set()

    def _skip_missing(self, now: float) -> None:
        """Wait no longer for messages that nobody has told again for a quarter of an hour."""
        numbers = self.ledger.fold.numbers
        if not numbers.missing:
            self._missing_since = None
        elif self._missing_since is None:
            self._missing_since = now
        elif now - self._missing_since >= _SKIP_SECONDS:
            for console, ranges in tuple(numbers.missing.items()):
                self.ledger.tell(*(Skipped(console, low, high) for low, high in ranges))

    def _wait(self, connection: ImapConnection) -> None:
        """Wait until the server tells something, or the store has something to tell."""
        detector = SleepDetector(self._clock)
        idles = connection.has("IDLE")
        seconds = RENEW.total_seconds() if idles else POLL_SECONDS
        until = self._clock.monotonic() + min(seconds, _DUTY_SECONDS)
        if idles:
            connection.idle_start()
        while not self._is_awaited() and self._clock.monotonic() < until:
            if idles and connection.idle_wait(LOOK_SECONDS):
                break
            if not idles:
                self.wake.wait(LOOK_SECONDS)
            if detector.slept():
                raise ConnectionLostError(self.ledger.team.folder)
        if idles:
            connection.idle_done()

    def _is_awaited(self) -> bool:
        if self.stop.is_set() or self.wake.is_set():
            return True
        version = self._store.data_version()
        if version == self._seen_version:
            return False
        self._seen_version = version
        return self.ledger.wants_to_write()

    def _lost(self, error: ConsoleError | None) -> None:
        self.online = False
        self._looks.break_off()
        if error is not None:
            self._tell_health(error.message)
        with self.ledger.changed:
            self.ledger.changed.notify_all()
        self.ready.set()

    def _tell_health(self, trouble: str = "") -> None:
        """Keep how the journal is, when that is news."""
        fold = self.ledger.fold
        missing = [
            f"{console}: {low}-{high}" if high > low else f"{console}: {low}"
            for console, ranges in fold.numbers.missing.items()
            for low, high in ranges
        ]
        health: dict[str, object] = {
            "line": (Lead.ONLINE if self.online else Lead.OFFLINE).value,
            "trouble": trouble,
            "missing": missing,
            "update": fold.update_needed,
            "differs": self.ledger.differs,
            "key": not self.ledger.may_write,
            "epoch": self.ledger.book.epoch,
        }
        if health != self._told:
            try:
                with self._store.write(durable=False) as session:
                    journal_state.keep_health(session, health)
                self._told = health
            except StoreError as error:
                _log.warning("team health not kept: %s", error.title)

    def _pause(self, amount: timedelta) -> None:
        """Wait, at most a minute, or until somebody acts."""
        self.wake.wait(min(amount, _AFTER_TROUBLE).total_seconds())


def _went_elsewhere(errands: Iterable[Errand], connection: ImapConnection) -> bool:
    """Run all errands; tell whether another folder may be selected now."""
    went = [errand.answer(connection) for errand in errands]
    return any(went)


def _is_its_turn(ledger: Ledger) -> bool:
    """Tell whether this console writes the snapshots: one of those heard of lately does."""
    if ledger.moment is None:
        return False
    heard = ledger.fold.heard.items()
    lately = [name for name, at in heard if ledger.moment - at < timedelta(hours=1)]
    return min(lately, default="") == ledger.team.console
