"""Beginning a team, joining it, changing its key, giving roles, leaving.

Each of these speaks with the mail server at once, over a connection of its own, and needs that no
engine works on the store meanwhile; what the team is told counts when it was read back.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from agent_console import __version__
from agent_console.clock import Clock
from agent_console.config import Config
from agent_console.desk.journal_entry import Present, Released, RoleGiven, TeamFact
from agent_console.desk.journal_order import JournalFold
from agent_console.desk.refs import base32
from agent_console.desk.roles import Act, Role, role_of
from agent_console.errors import ConsoleError, SecretMissingError
from agent_console.i18n import _
from agent_console.locations import find_locations
from agent_console.mail.imap import ImapConnection
from agent_console.mail.join_line import JoinLine, write_join_line
from agent_console.mail.journal import FOLDER, FolderIs, JournalFolder
from agent_console.mail.seal import (
    PASSPHRASE_LEAST,
    KeyRing,
    Refusal,
    TeamKey,
    key_from_passphrase,
    new_key,
)
from agent_console.mail.survey import personal_prefix
from agent_console.services.intake import Intake
from agent_console.services.team_keys import (
    KEYS_MOST,
    Belonging,
    KeyPlace,
    Team,
    find_keys,
    forget_keys,
    forget_membership,
    keep_keys,
    load_team,
    read_membership,
    write_membership,
)
from agent_console.services.team_ledger import Ledger
from agent_console.services.team_loop import TeamLoop
from agent_console.services.team_proof import Seen, TeamError, look_at_folder, prove
from agent_console.services.team_roles import need_role
from agent_console.store import journal_people, journal_state
from agent_console.store.engine import Store

_ID_BYTES = 5

Connect = Callable[[], AbstractContextManager[ImapConnection]]


@dataclass(frozen=True, slots=True)
class Joined:
    """A team that this console takes part in now; ``line`` is for colleagues, "" when unknown.

    ``namesakes`` are other consoles at which somebody of the same name works.
    """

    team: Team
    line: str = ""
    namesakes: tuple[str, ...] = ()


class TeamJoining:
    """The verbs; ``connect`` signs in to the mailbox. Whoever calls holds the engine lock.

    Every verb may raise MailError, and KeysNotKeptError or VaultLockedError for the keys.
    """

    def __init__(
        self, store: Store, intake: Intake, config: Config, clock: Clock, connect: Connect
    ) -> None:
        self.store = store
        self._intake = intake
        self._config = config
        self._clock = clock
        self._connect = connect

    def start(
        self, place: KeyPlace, *, passphrase: str = "", folder: str = "", anyway: bool = False
    ) -> Joined:
        """Make the journal and its key, and write the first message; we are lead.

        Raises TeamError when this console has a team, or the folder has a journal already
        (unless ``anyway``: then another one begins in the same folder).
        """
        self._need_no_team()
        journal = _new_id()
        key = _key(passphrase, journal)
        with self._connect() as connection:
            name = folder or personal_prefix(connection) + FOLDER
            self._make(connection, journal, key, name, anyway=anyway)
            known = Belonging(journal, _new_id(), name, (key.id,), by_passphrase=bool(passphrase))
            ring = KeyRing(key)
            lead = RoleGiven(self._config.agent.name, Role.LEAD.value)
            team = self._enter(connection, known, ring, place, lead)
        return Joined(team, _line(known, ring))

    def join(self, line: JoinLine, place: KeyPlace, *, passphrase: str = "") -> Joined:
        """Take part in the team of ``line``; once more with another key where we do already.

        Raises TeamError in words when the line does not fit the folder, or we have another team.
        """
        before = read_membership(self.store.path)
        if before is not None and before.journal != line.journal:
            raise TeamError(
                _("Team"),
                _("this console belongs to another team already"),
                _("`agent-console team leave` leaves it; then join."),
            )
        key = line.key or _key(passphrase, line.journal)
        with self._connect() as connection:
            ring = prove(connection, line, key)
            console = before.console if before else _new_id()
            ring = _capped(ring, self._own_keys(before))
            known = Belonging(
                line.journal, console, line.folder, _ids(ring), by_passphrase=line.key is None
            )
            team = self._enter(connection, known, ring, place, again=before)
        return Joined(team, namesakes=self._namesakes(team))

    def rotate(self, place: KeyPlace, *, passphrase: str = "") -> Joined:
        """Change the key and return the line with the new one.

        Whoever has the old key does not get the new one by the journal: they join again. When the
        line breaks meanwhile, the change is told as soon as the mailbox can be reached.
        """
        team = self._need_team()
        self._need_role(Act.ROLES)
        known = read_membership(self.store.path)
        key = _key(passphrase, team.journal)
        if team.ring.find(key.id) is not None:
            raise TeamError(_("Team"), _("that is a passphrase the team had already"))
        ring = _capped(team.ring.rotated(key))
        new = Belonging(
            team.journal, team.console, team.folder, _ids(ring), by_passphrase=bool(passphrase)
        )
        with self._connect() as connection:
            keep_keys(new, ring, place)
            write_membership(self.store.path, new)
            changed = replace(team, ring=ring)
            if self._exchange(connection, changed).key != key.id:
                if known is not None:
                    keep_keys(known, team.ring, place)
                    write_membership(self.store.path, known)
                raise _changed_elsewhere()
            self._exchange(connection, changed, Present(team.agent, __version__))
        return Joined(changed, _line(new, ring))

    def leave(self) -> None:
        """Tell the team, give back what is ours, and forget keys and membership; the store stays.

        What waits to be told is told first. Raises MailError when nobody can be told now.
        """
        team = self._need_team()
        with self._connect() as connection:
            ledger, loop = self._line_of(team)
            loop.once(connection)
            own = [ref for ref, one in ledger.fold.claims.items() if one.console == team.console]
            gone = [RoleGiven(team.agent, Role.AGENT.value)] if team.role is Role.LEAD else []
            ledger.tell(*(Released(ref) for ref in own), *gone, Present(team.agent, ""))
            folder = JournalFolder(connection, team.journal, team.ring, team.folder)
            folder.open()
            loop.exchange(folder)
        self.forget()

    def forget(self) -> None:
        """Forget keys and membership without telling anybody; the store stays."""
        known = read_membership(self.store.path)
        if known is not None:
            forget_keys(known)
        forget_membership(self.store.path)
        with self.store.write(durable=True) as session:
            journal_state.forget(session)

    def line(self) -> str:
        """Return the join line once more, for another colleague.

        Raises TeamError where the key is known to be another one by now.
        """
        team, known = self._need_team(), read_membership(self.store.path)
        with self.store.read() as session:
            place = journal_state.place(session)
        if place is not None and place.health.get("key"):
            raise _changed_elsewhere()
        self._need_role(Act.ROLES)
        return _line(known, team.ring) if known else ""

    def tell(self, *facts: TeamFact) -> None:
        """Tell the team something now, and read it back."""
        with self._connect() as connection:
            self._exchange(connection, self._need_team(), *facts)

    def _make(
        self, connection: ImapConnection, journal: str, key: TeamKey, name: str, *, anyway: bool
    ) -> None:
        folder = JournalFolder(connection, journal, KeyRing(key), name)
        if look_at_folder(folder, connection).seen is Seen.JOURNAL and not anyway:
            raise TeamError(
                _("Team"),
                _("there is a team in the folder {folder} already").format(folder=name),
                _("Ask a colleague for its join line, or begin another one there: --anyway."),
            )
        folder.create()
        if folder.open().state is FolderIs.GONE:
            raise TeamError(
                _("Team"),
                _("the mail server makes no folder {folder}").format(folder=name),
                _("Make one by hand in the mailbox and name it: --folder NAME."),
            )

    def _enter(
        self,
        connection: ImapConnection,
        known: Belonging,
        ring: KeyRing,
        place: KeyPlace,
        *facts: TeamFact,
        again: Belonging | None = None,
    ) -> Team:
        """Write down what we belong to and introduce ourselves; else all is as it was."""
        agent = self._config.agent.name
        team = Team(known.journal, known.console, known.folder, ring, Role.AGENT, agent)
        keep_keys(known, ring, place)
        try:
            write_membership(self.store.path, known)
            roles = self._exchange(connection, team, *facts).roles
        except ConsoleError:
            if again is None:
                forget_keys(known)
                self.forget()
            raise
        return replace(team, role=role_of(agent, roles))

    def _exchange(self, connection: ImapConnection, team: Team, *facts: TeamFact) -> JournalFold:
        ledger, loop = self._line_of(team)
        ledger.tell(*facts)
        loop.once(connection)
        return ledger.fold

    def _line_of(self, team: Team) -> tuple[Ledger, TeamLoop]:
        with self.store.write(durable=False) as session:
            journal_state.forget_refused(session, Refusal.UNKNOWN_KEY.value)
        ledger = Ledger(
            self.store,
            self._intake,
            team,
            self._clock,
            address=self._config.mailbox.address,
            own=self._config.own_addresses,
            on_changed=lambda _refs: None,
        )
        ledger.load()
        loop = TeamLoop(
            self.store,
            ledger,
            self._clock,
            self._connect,
            program=__version__,
            beside=find_locations().config_dir,
        )
        return ledger, loop

    def _own_keys(self, before: Belonging | None) -> tuple[TeamKey, ...]:
        """Return the keys that we have already, of use where the line does not hold them."""
        if before is None:
            return ()
        try:
            ring = find_keys(before)
        except SecretMissingError:
            return ()
        return (ring.current, *ring.older)

    def _namesakes(self, team: Team) -> tuple[str, ...]:
        with self.store.read() as session:
            members = journal_people.members(session)
        name = team.agent.casefold()
        return tuple(
            one.console
            for one in members
            if one.console != team.console and one.program and one.agent.casefold() == name
        )

    def _need_no_team(self) -> None:
        if read_membership(self.store.path) is not None:
            raise TeamError(
                _("Team"),
                _("this console belongs to a team already"),
                _("`agent-console team status` shows it, `agent-console team leave` leaves it."),
            )

    def _need_team(self) -> Team:
        team = load_team(self.store, self._config)
        if team is None:
            raise no_team()
        return team

    def _need_role(self, act: Act) -> None:
        with self.store.read() as session:
            need_role(session, act)


def no_team() -> TeamError:
    """Return the error of somebody who has no team."""
    return TeamError(
        _("Team"),
        _("this console belongs to no team"),
        _("`agent-console team start` begins one, `agent-console team join` joins one."),
    )


def _key(passphrase: str, journal: str) -> TeamKey:
    """Return a random key or that of the passphrase; raises TeamError for one that is too short."""
    if not passphrase:
        return new_key()
    try:
        return key_from_passphrase(passphrase, journal)
    except ValueError:
        words = _("the passphrase is too short: {n} characters at least")
        raise TeamError(_("Team"), words.format(n=PASSPHRASE_LEAST)) from None


def _new_id() -> str:
    return base32(secrets.token_bytes(_ID_BYTES)).lower()


def _line(known: Belonging, ring: KeyRing) -> str:
    return write_join_line(ring, known.journal, known.folder, with_key=not known.by_passphrase)


def _capped(ring: KeyRing, more: tuple[TeamKey, ...] = ()) -> KeyRing:
    """Return the ring with ``more`` old keys, as many as are kept."""
    older = {key.id: key for key in (*ring.older, *more) if key.id != ring.current.id}
    return KeyRing(ring.current, tuple(older.values())[: KEYS_MOST - 1])


def _ids(ring: KeyRing) -> tuple[str, ...]:
    return tuple(key.id for key in (ring.current, *ring.older))


def _changed_elsewhere() -> TeamError:
    return TeamError(
        _("Team"),
        _("somebody else has changed the key of the team"),
        _("Ask for the new join line and run `agent-console team join`."),
    )
