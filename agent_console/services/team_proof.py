"""Does a team's key open what lies in its folder, and if not, what is wrong, in words?"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from agent_console.desk.journal_entry import VERSION, Entry, KeyChanged
from agent_console.desk.text import to_screen
from agent_console.errors import ConsoleError
from agent_console.i18n import _
from agent_console.mail.join_line import JoinLine, LineTrouble
from agent_console.mail.journal import Batch, Connection, FolderIs, JournalFolder
from agent_console.mail.seal import KeyRing, Refusal, TeamKey

_NEWEST = 200
_NO_JOURNAL = frozenset({Refusal.FOREIGN, Refusal.TOO_LARGE})


class TeamError(ConsoleError):
    """Something about the team cannot be done as it is."""


class Seen(Enum):
    """What lies in a folder."""

    GONE = auto()
    EMPTY = auto()
    """Nothing that a console wrote."""

    JOURNAL = auto()


@dataclass(frozen=True, slots=True)
class Look:
    """A look at the newest messages of a folder."""

    seen: Seen
    newest: Batch = field(default_factory=Batch)


def look_at_folder(folder: JournalFolder, connection: Connection) -> Look:
    """Look at what lies in the folder of a journal; raises MailError."""
    if folder.open().state is FolderIs.GONE:
        return Look(Seen.GONE)
    uids = sorted(connection.uids())[-_NEWEST:]
    if not uids:
        return Look(Seen.EMPTY)
    newest = folder.read(uids[0] - 1)
    told = bool(newest.entries) or any(why not in _NO_JOURNAL for _uid, why in newest.refused)
    return Look(Seen.JOURNAL if told else Seen.EMPTY, newest)


def prove(connection: Connection, line: JoinLine, key: TeamKey) -> KeyRing:
    """Return the keys of the team when the present one opens the newest messages of the folder.

    Raises TeamError that says what is wrong, and MailError.
    """
    ring = line.ring(key)
    if isinstance(ring, LineTrouble):
        raise _wrong_key(line)
    folder = JournalFolder(connection, line.journal, ring, line.folder)
    look = look_at_folder(folder, connection)
    if look.seen is Seen.GONE:
        raise _no_folder(line)
    if look.seen is Seen.EMPTY:
        raise _empty(line)
    mine = [entry for entry in look.newest.entries if entry.key == key.id]
    if not mine:
        raise _closed(line, [why for _uid, why in sorted(look.newest.refused)])
    if _replaced(look.newest.entries, ring):
        raise _old_key()
    if any(entry.payload.version > VERSION for entry in mine):
        raise update_needed()
    return ring


def line_trouble(trouble: LineTrouble) -> TeamError:
    """Say what is wrong with a join line."""
    hint = _("Copy it again as a whole, from `{begin}` to its last character.")
    match trouble:
        case LineTrouble.NEWER:
            return update_needed()
        case LineTrouble.TYPO:
            words = _("the join line does not add up: a character is wrong, missing or too much")
        case _:
            words = _("that is no join line")
    return TeamError(_("Team"), words, hint.format(begin="agent-console-team:"))


def update_needed() -> TeamError:
    """Say that the team works with a newer program."""
    return TeamError(
        _("Team"),
        _("your team works with a newer version of this program"),
        _("Update agent-console here, then try again."),
    )


def _replaced(entries: tuple[Entry, ...], ring: KeyRing) -> bool:
    """Tell whether the team goes on with a key that the line does not hold."""
    told = [
        fact.key
        for entry in sorted(entries, key=lambda one: one.uid)
        for fact in entry.payload.facts
        if isinstance(fact, KeyChanged) and entry.key == ring.current.id
    ]
    return bool(told) and told[-1] != ring.current.id


def _closed(line: JoinLine, reasons: list[Refusal]) -> TeamError:
    """Say why nothing in the folder opens, by the newest message that a console wrote."""
    newest = next((why for why in reversed(reasons) if why not in _NO_JOURNAL), None)
    if newest is Refusal.NEWER:
        return update_needed()
    if newest in (Refusal.DAMAGED, Refusal.NOT_UNDERSTOOD):
        return TeamError(
            _("Team"),
            _("the messages in the folder {folder} are damaged").format(folder=_shown(line)),
            _("Does a filter or another program change mails there?"),
        )
    return _wrong_key(line)


def _wrong_key(line: JoinLine) -> TeamError:
    if line.key is None:
        return TeamError(
            _("Team"),
            _("that is not the passphrase of this team"),
            _("Or the passphrase was changed since: then ask for the new join line."),
        )
    return TeamError(
        _("Team"),
        _("the key of this join line does not open what lies in the folder {folder}").format(
            folder=_shown(line)
        ),
        _("It is of another mailbox or team, or the key was changed since: ask for the new line."),
    )


def _old_key() -> TeamError:
    return TeamError(
        _("Team"),
        _("the key of the team was changed since this join line was made"),
        _("Ask a colleague for the new join line."),
    )


def _no_folder(line: JoinLine) -> TeamError:
    return TeamError(
        _("Team"),
        _("there is no folder {folder} in this mailbox").format(folder=_shown(line)),
        _("Is the line of another mailbox? Does the folder have another name for you (shared)?"),
    )


def _empty(line: JoinLine) -> TeamError:
    return TeamError(
        _("Team"),
        _("nothing of a team lies in the folder {folder}").format(folder=_shown(line)),
        _("Was it emptied? A colleague who opens the console tells again what is known."),
    )


def _shown(line: JoinLine) -> str:
    return to_screen(line.folder, one_line=True)
