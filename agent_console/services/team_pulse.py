"""The errand of the team pulse on the journal's line: answers leave, and come in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from agent_console.clock import Clock
from agent_console.desk.pulse import Answer, Said, closes
from agent_console.mail.imap import ImapConnection
from agent_console.mail.pulse import Mark, PulseFolder, pulse_folder, write_answer
from agent_console.services.team_ledger import Membership
from agent_console.store import pulse as stored
from agent_console.store.driver import driver
from agent_console.store.engine import Store

_EVERY = timedelta(hours=1)


class PulseErrand:
    """Once an hour what the team answered is read; what waits here leaves when its moment comes.

    An answer is put down and then forgotten; when the line breaks between, it is put down again,
    and counts once by its id.
    """

    def __init__(
        self, store: Store, clock: Clock, address: str, team: Callable[[], Membership]
    ) -> None:
        self._store = store
        self._clock = clock
        self._address = address
        self._team = team

    def answer(self, connection: ImapConnection) -> bool:
        """Do what is due; True when another folder may be selected now. Raises MailError."""
        now = self._clock.now()
        with self._store.look() as looked:
            waiting = stored.due(looked, now)
            reading = stored.reading(looked)
        if not waiting and reading.read is not None and timedelta() <= now - reading.read < _EVERY:
            return False
        team = self._team()
        folder = PulseFolder(connection, team.journal, team.ring, pulse_folder(team.folder))
        for one in waiting:
            self._leave(folder, one)
        found, mark = folder.read(Mark(reading.folder, reading.uid))
        with self._store.write(durable=False) as session:
            kept = stored.Reading(mark.folder, mark.uid)
            stored.keep_read(driver(session), found, kept, now)
        return True

    def _leave(self, folder: PulseFolder, answer: Answer) -> None:
        late = self._clock.now() >= closes(answer.week)
        if not late:
            team = self._team()
            folder.put(write_answer(team.ring, team.journal, self._address, answer))
        with self._store.write(durable=True) as session:
            stored.keep_own(driver(session), answer.week, Said.LATE if late else Said.SENT)
