"""``agent-console team``: begin a team, join it, change its key, give roles, leave."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from agent_console.cli_ask import ask_new_passphrase, read_secret
from agent_console.cli_context import mailbox_secret, open_team_key, opened_desk
from agent_console.cli_output import print_json, say, table, width_of_output
from agent_console.cli_secret import open_secrets_file
from agent_console.desk.roles import Role, role_of, role_words
from agent_console.desk.team_views import TeamStatus
from agent_console.desk.text import to_screen
from agent_console.errors import ExitCode, MailError, SecretMissingError, StoreBusyError
from agent_console.i18n import _, ngettext
from agent_console.mail.credentials import VaultLockedError, open_vault
from agent_console.mail.imap import ImapConnection, open_imap
from agent_console.mail.join_line import JoinLine, read_join_line
from agent_console.services.desk import Desk
from agent_console.services.mailbox import server_with_user
from agent_console.services.team import TeamService
from agent_console.services.team_digest import team_digest
from agent_console.services.team_joining import Joined, TeamJoining, no_team
from agent_console.services.team_keys import (
    CREDENTIAL,
    KeyPlace,
    find_keys,
    has_keyring,
    read_membership,
)
from agent_console.services.team_proof import TeamError, line_trouble
from agent_console.services.team_roles import give_role, is_told, roles_in_team
from agent_console.services.team_words import journal_words, trouble_lines
from agent_console.store.engine import engine_holder, engine_lock


def start(options: argparse.Namespace) -> ExitCode:
    """Make journal and key, and print the join line."""
    with _joining() as joining:
        place = _place(options.where)
        begun = joining.start(
            place,
            passphrase=_new_passphrase() if options.passphrase else "",
            folder=options.folder,
            anyway=options.anyway,
        )
        _hand_over(begun, place, secret=not options.passphrase)
        words = _("The team has begun in the folder {folder}. You are its lead.")
        say(words.format(folder=_shown(begun.team.folder)))
        _say_restart()
    return ExitCode.OK


def join(options: argparse.Namespace) -> ExitCode:
    """Ask for the join line, prove it on the mailbox, and take part."""
    line = _asked_line()
    passphrase = "" if line.key else _asked(_("Passphrase of the team: "), _("the passphrase"))
    with _joining() as joining:
        joined = joining.join(line, _place(options.where), passphrase=passphrase)
    team = joined.team
    words = _("You take part in the team as {name}, role: {role}.")
    say(words.format(name=_shown(team.agent), role=role_words(team.role)))
    if joined.namesakes:
        say(
            _("Another console works under the name {name}, too: names should differ.").format(
                name=_shown(team.agent)
            )
        )
    _say_restart()
    return ExitCode.OK


def rotate(options: argparse.Namespace) -> ExitCode:
    """Change the key and print the new join line."""
    with _joining() as joining:
        place = _place(options.where)
        passphrase = _new_passphrase() if options.passphrase else ""
        changed = joining.rotate(place, passphrase=passphrase)
        _hand_over(changed, place, secret=not options.passphrase)
    say(_("The key is changed. No console gets the new one by itself."))
    say(_("Colleagues join again with this line; until then nothing that they write counts."))
    say(_("What somebody has read until now they keep."))
    return ExitCode.OK


def line(_options: argparse.Namespace) -> ExitCode:
    """Print the join line once more."""
    with opened_desk() as desk:
        _unlock(desk)
        _read_on(desk)
        found = _of(desk).line()
        known = read_membership(desk.store.path)
    _warn_of_line(secret=known is None or not known.by_passphrase)
    print(found)
    return ExitCode.OK


def leave(options: argparse.Namespace) -> ExitCode:
    """Tell the team, forget key and membership; the store stays."""
    with _joining() as joining:
        if read_membership(joining.store.path) is None:
            raise no_team()
        if options.untold:
            joining.forget()
        else:
            try:
                joining.leave()
            except (MailError, SecretMissingError) as error:
                hint = _("`agent-console team leave --untold` leaves without a word to the team.")
                raise TeamError(error.title, error.message, hint) from error
    say(_("You have left the team. Mails, tickets and notes stay on this machine."))
    say(_("So that who left reads nothing new, a colleague changes the key: `team rotate`."))
    return ExitCode.OK


def status(options: argparse.Namespace) -> ExitCode:
    """Print who is in the team and how its journal is."""
    with opened_desk() as desk:
        read = _read_alone(desk)
        found = TeamService(desk.store, desk.clock).status()
        digest = team_digest(desk.store) if options.digest else None
        roles = roles_in_team(desk.store)
        if found is None and read_membership(desk.store.path) is None:
            raise no_team()
    if found is None:
        raise TeamError(
            _("Team"), _("the journal was not read yet"), _("Open the console, or run `sync`.")
        )
    if options.json:
        told = {"digest": digest} if digest else {"status": found, "roles": roles}
        print_json(told)
        return ExitCode.OK
    if digest is not None:
        print(f"{digest.cursor} {digest.journal} {digest.events} {digest.tickets}")
        return ExitCode.OK
    print("\n".join(status_lines(found, roles, read=read)))
    return ExitCode.OK


def role(options: argparse.Namespace) -> ExitCode:
    """Give somebody a role, and tell the team."""
    wanted = Role(options.role)
    with opened_desk() as desk:
        hear_team(desk)
        colleagues = [desk.agent, *(one.name for one in desk.config.colleagues)]
        name = give_role(desk.store, options.name, wanted, colleagues)
        told = tell_team(desk)
    say(_("{name}: {role}.").format(name=_shown(name), role=role_words(wanted)))
    if not told:
        say(_("The team hears of it when the mailbox can be reached."))
    say(_("Roles guide: whoever has the password of the mailbox can use another program."))
    return ExitCode.OK


def hear_team(desk: Desk) -> None:
    """Read what colleagues wrote, where no engine does it."""
    if engine_holder(desk.store.path) is None:
        _unlock(desk)
        _read_on(desk)


def tell_team(desk: Desk) -> bool:
    """Let the team know what was recorded; False when it cannot be reached now."""
    runs = engine_holder(desk.store.path) is not None
    return is_told(desk.store, desk.clock) if runs else _read_on(desk)


def _read_alone(desk: Desk) -> bool:
    """Read the journal on where no engine does it; tell whether that was done."""
    if engine_holder(desk.store.path) is not None or read_membership(desk.store.path) is None:
        return False
    open_team_key(desk.store.path)
    if _read_on(desk):
        return True
    say(_("The journal could not be read now; what follows was known before."))
    return False


def status_lines(
    found: TeamStatus, roles: Mapping[str, str], *, read: bool = False
) -> Iterator[str]:
    """Yield the status in words, the members as a table; ``read``: this moment, for this."""
    yield _("Journal {journal}, this console {console} ({name}, {role})").format(
        journal=found.journal,
        console=found.console,
        name=_shown(found.agent),
        role=role_words(role_of(found.agent, roles)),
    )
    yield (
        _("No console runs here; the journal was read just now.") if read else journal_words(found)
    )
    rows = [
        (
            one.agent + (_(" (here)") if one.me else ""),
            role_words(role_of(one.agent, roles)),
            one.program,
            f"{one.last_seen:%Y-%m-%d %H:%M} UTC",
            _lag_words(one.lag),
        )
        for one in found.members
    ]
    yield from table(rows, (30, 12, 14, 22), width_of_output())
    messages = ngettext("{n} message", "{n} messages", found.entries).format(n=found.entries)
    yield _("Kept here: {messages}, {size} KB").format(messages=messages, size=found.size // 1024)
    if found.waiting:
        yield ngettext(
            "{n} fact waits to be told", "{n} facts wait to be told", found.waiting
        ).format(n=found.waiting)
    for reason, count in sorted(found.refused.items()):
        yield _("Does not count ({reason}): {n}").format(reason=reason, n=count)
    yield from trouble_lines(found)


def _lag_words(lag: int) -> str:
    return ngettext("{n} gap", "{n} gaps", lag).format(n=lag) if lag else ""


@contextmanager
def _joining() -> Iterator[TeamJoining]:
    """Give the verbs of the team while no other program works on the store."""
    with opened_desk() as desk:
        lock = engine_lock(desk.store.path)
        if lock is None:
            raise StoreBusyError(
                _("Team"),
                _("a console or `sync --watch` is open on this store"),
                _("Close it, then try again: it would not notice the change."),
            )
        with lock:
            _unlock(desk)
            yield _of(desk)


def _unlock(desk: Desk) -> None:
    """Get the passphrase of the encrypted file where the team's key lies in it."""
    known = read_membership(desk.store.path)
    if known is None:
        return
    try:
        find_keys(known)
    except VaultLockedError:
        open_secrets_file()
    except SecretMissingError:
        return


def _of(desk: Desk) -> TeamJoining:
    box = desk.config.mailbox

    def connect() -> AbstractContextManager[ImapConnection]:
        server = server_with_user(box.imap, box)
        return open_imap(server, mailbox_secret(box), clock=desk.clock)

    return TeamJoining(desk.store, desk.intake, desk.config, desk.clock, connect)


def _read_on(desk: Desk) -> bool:
    """Read the journal and tell what waits, where no engine does it; False where that fails."""
    lock = engine_lock(desk.store.path)
    if lock is None:
        return False
    with lock:
        try:
            _of(desk).tell()
        except MailError:
            return False
    return True


def _place(where: str | None) -> KeyPlace:
    """Return where the key is to be kept; the file that a passphrase opens is opened now."""
    place = KeyPlace(where) if where else _usual_place()
    if place is KeyPlace.FILE and not open_vault().is_open:
        open_secrets_file()
    return place


def _usual_place() -> KeyPlace:
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    if folder and (Path(folder) / CREDENTIAL).exists():
        return KeyPlace.SERVICE
    if has_keyring() or not sys.stdin.isatty():
        return KeyPlace.KEYRING
    say(_("This machine offers no keyring: the key is kept in a file that a passphrase opens."))
    return KeyPlace.FILE


def _hand_over(joined: Joined, place: KeyPlace, *, secret: bool) -> None:
    _warn_of_line(secret=secret)
    print(joined.line, flush=True)
    if place is KeyPlace.SERVICE:
        words = _("The key is kept nowhere here: give the service the line as credential {name}.")
        say(words.format(name=CREDENTIAL))


def _warn_of_line(*, secret: bool) -> None:
    if secret:
        say(_("The join line is a secret: with it and the mailbox anybody writes as your team."))
        say(_("Hand it over in person or by a password manager, not by mail:"))
    else:
        say(_("The join line holds no key. Tell your colleagues the passphrase in another way:"))


def _asked_line() -> JoinLine:
    read = read_join_line(_asked(_("Join line (it is not shown): "), _("the join line")))
    if isinstance(read, JoinLine):
        return read
    raise line_trouble(read)


def _asked(question: str, what: str) -> str:
    if not sys.stdin.isatty():
        return read_secret(what).get_secret_value()
    try:
        return getpass.getpass(question, stream=sys.stderr)
    except EOFError:
        raise KeyboardInterrupt from None


def _new_passphrase() -> str:
    if sys.stdin.isatty():
        return ask_new_passphrase().get_secret_value()
    return read_secret(_("the passphrase")).get_secret_value()


def _say_restart() -> None:
    say(_("Consoles and `sync --watch` take part when they are started the next time."))


def _shown(text: str) -> str:
    return to_screen(text, one_line=True)
