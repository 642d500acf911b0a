"""The IMAP commands about folders: LIST, STATUS, CREATE and their kin, SELECT with QRESYNC."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent_console.demo.imap_parser import (
    BadCommandError,
    Command,
    Token,
    format_set,
    items,
    keyword,
    number,
    parse_set,
    text,
)
from agent_console.demo.imap_session import RefusedError, Reply, Session
from agent_console.demo.imap_state import SPECIAL_USE, SYSTEM_FLAGS, DemoMailbox, Folder
from agent_console.demo.imap_text import folder_from_wire, folder_to_wire
from agent_console.demo.imap_view import View


async def list_folders(session: Session, command: Command) -> Reply:
    """LIST and LSUB, with the selection option SPECIAL-USE (RFC 6154); RETURN is ignored."""
    arguments = list(command.arguments)
    special_only = False
    if arguments and isinstance(arguments[0], list):
        special_only = any(keyword(option) == "SPECIAL-USE" for option in items(arguments.pop(0)))
    if len(arguments) < 2:
        raise BadCommandError(f"{command.verb} needs a reference and a pattern")
    reference, pattern = text(arguments[0]), text(arguments[1])
    if not pattern:
        session.untagged(f'{command.verb} (\\Noselect) "/" ""')
        return Reply("Listed")
    wanted = _pattern(folder_from_wire(reference + pattern))
    for folder in session.mailbox.folders:
        shown = folder.subscribed if command.verb == "LSUB" else True
        if (
            shown
            and wanted.fullmatch(folder.name)
            and (folder.name in SPECIAL_USE or not special_only)
        ):
            session.untagged(
                f'{command.verb} ({_attributes(session, folder)}) "/" {folder_to_wire(folder.name)}'
            )
    return Reply("Listed")


async def create(session: Session, command: Command) -> Reply:
    """CREATE."""
    name = _name(command, 0).rstrip("/")
    if not name or session.mailbox.find(name) is not None:
        raise RefusedError("That folder exists", "ALREADYEXISTS")
    session.mailbox.create(name)
    return Reply("Folder created")


async def delete(session: Session, command: Command) -> Reply:
    """DELETE."""
    if not session.mailbox.delete(_name(command, 0)):
        raise RefusedError("There is no such folder", "NONEXISTENT")
    return Reply("Folder deleted")


async def rename(session: Session, command: Command) -> Reply:
    """RENAME, with the folders below it."""
    if not session.mailbox.rename(_name(command, 0), _name(command, 1)):
        raise RefusedError("That folder cannot be renamed", "CANNOT")
    return Reply("Folder renamed")


async def subscribe(session: Session, command: Command) -> Reply:
    """SUBSCRIBE and UNSUBSCRIBE."""
    _folder(session.mailbox, command).subscribed = command.verb == "SUBSCRIBE"
    return Reply("Done")


async def status(session: Session, command: Command) -> Reply:
    """STATUS (RFC 3501 §6.3.10, HIGHESTMODSEQ of RFC 7162, SIZE of RFC 8438)."""
    folder = _folder(session.mailbox, command)
    if len(command.arguments) != 2:
        raise BadCommandError("STATUS needs a folder and a list of items")
    with session.mailbox.locked():
        values = {
            "MESSAGES": len(folder),
            "RECENT": 0,
            "UIDNEXT": folder.uidnext,
            "UIDVALIDITY": folder.uidvalidity,
            "UNSEEN": sum("\\Seen" not in message.flags for message in folder.messages),
            "SIZE": sum(len(message.raw) for message in folder.messages),
        }
        if session.can("CONDSTORE"):
            values["HIGHESTMODSEQ"] = folder.modseq
    names = [keyword(item) for item in items(command.arguments[1])]
    if not set(names) <= set(values):
        raise BadCommandError("Unknown STATUS item")
    session.condstore = session.condstore or "HIGHESTMODSEQ" in names
    listed = " ".join(f"{name} {values[name]}" for name in names)
    session.untagged(f"STATUS {folder_to_wire(folder.name)} ({listed})")
    return Reply("Status told")


async def select(session: Session, command: Command) -> Reply:
    """SELECT and EXAMINE, with CONDSTORE and QRESYNC parameters (RFC 7162 §3.1.8, §3.2.5)."""
    session.leave()
    folder = _folder(session.mailbox, command)
    parameters = items(command.arguments[1]) if len(command.arguments) > 1 else []
    resync = _parameters(session, parameters)
    read_only = command.verb == "EXAMINE"
    with session.mailbox.locked():
        view = session.open(folder, read_only=read_only)
        _describe(session, view)
        if resync is not None:
            _resynchronise(session, view, resync)
    code = "READ-ONLY" if read_only else "READ-WRITE"
    return Reply("Folder selected", code)


async def close(session: Session, command: Command) -> Reply:
    """CLOSE (removes what is flagged Deleted, silently) and UNSELECT (RFC 3691)."""
    view = session.selected()
    session.leave()
    if command.verb == "CLOSE" and not view.read_only:
        view.folder.expunge()
    return Reply("Folder closed")


def _describe(session: Session, view: View) -> None:
    folder = view.folder
    flags = " ".join(SYSTEM_FLAGS)
    keywords = sorted(
        {f for message in folder.messages for f in message.flags if not f.startswith("\\")}
    )
    kept = f"{flags} \\*" if session.mailbox.keywords else flags
    session.untagged(f"FLAGS ({' '.join([flags, *keywords])})")
    session.untagged(f"OK [PERMANENTFLAGS ({'' if view.read_only else kept})] Flags kept")
    session.untagged(f"{len(view)} EXISTS")
    session.untagged("0 RECENT")
    unseen = next((n for n, m in view.messages() if "\\Seen" not in m.flags), None)
    if unseen is not None:
        session.untagged(f"OK [UNSEEN {unseen}] First unseen")
    session.untagged(f"OK [UIDVALIDITY {folder.uidvalidity}] UIDs valid")
    session.untagged(f"OK [UIDNEXT {folder.uidnext}] Next UID")
    if session.can("CONDSTORE"):
        session.untagged(f"OK [HIGHESTMODSEQ {folder.modseq}] Highest")
    else:
        session.untagged("OK [NOMODSEQ] Changes are not counted")


def _parameters(session: Session, parameters: Sequence[Token]) -> list[Token] | None:
    names = [keyword(token) for token in parameters]
    if names == ["CONDSTORE"] and session.can("CONDSTORE"):
        session.condstore = True
        return None
    if not parameters:
        return None
    if len(parameters) == 2 and names[0] == "QRESYNC" and session.qresync:
        known = items(parameters[1])
        if len(known) < 2:
            raise BadCommandError("QRESYNC needs UIDVALIDITY and a modseq")
        return known
    raise BadCommandError("Unknown SELECT parameter, or QRESYNC is not enabled")


def _resynchronise(session: Session, view: View, known: Sequence[Token]) -> None:
    uidvalidity, modseq = number(known[0]), number(known[1])
    if uidvalidity != view.folder.uidvalidity:
        return
    changes = view.folder.changes_since(modseq)
    vanished: Sequence[int] = changes.vanished
    if len(known) > 2 and not isinstance(known[2], list):
        ranges = parse_set(known[2]).within(view.folder.uidnext - 1)
        vanished = [uid for uid in vanished if any(low <= uid <= high for low, high in ranges)]
    if vanished:
        session.untagged(f"VANISHED (EARLIER) {format_set(vanished)}")
    for message in changes.messages:
        session.untagged(f"{view.number(message.uid)} FETCH ({session.flags_item(message)})")


def _attributes(session: Session, folder: Folder) -> str:
    below = any(f.name.startswith(f"{folder.name}/") for f in session.mailbox.folders)
    attributes = ["\\HasChildren" if below else "\\HasNoChildren"]
    if folder.name in SPECIAL_USE and session.can("SPECIAL-USE"):
        attributes.append(SPECIAL_USE[folder.name])
    return " ".join(attributes)


def _pattern(pattern: str) -> re.Pattern[str]:
    escaped = (
        re.escape(re.sub(r"[*%]*\*[*%]*", "*", pattern)).replace(r"\*", ".*").replace("%", "[^/]*")
    )
    return re.compile(escaped, re.IGNORECASE if pattern.upper() == "INBOX" else 0)


def _name(command: Command, index: int) -> str:
    if len(command.arguments) <= index:
        raise BadCommandError(f"{command.verb} needs the name of a folder")
    return folder_from_wire(text(command.arguments[index]))


def _folder(mailbox: DemoMailbox, command: Command) -> Folder:
    folder = mailbox.find(_name(command, 0))
    if folder is None:
        raise RefusedError("There is no such folder", "NONEXISTENT")
    return folder
