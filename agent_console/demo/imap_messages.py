"""The IMAP commands about messages: APPEND, FETCH, STORE, SEARCH, COPY, MOVE, EXPUNGE, IDLE."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from typing import Any

from agent_console.demo.fault_plan import ConnectionCut
from agent_console.demo.faults import EmptyBodies, NoAppendUid, OtherUid
from agent_console.demo.imap_fetch import FetchItem, fetch_items, render
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
from agent_console.demo.imap_search import SearchCompiler
from agent_console.demo.imap_session import RefusedError, Reply, Session
from agent_console.demo.imap_state import DemoMessage, FlagChange, Folder
from agent_console.demo.imap_text import folder_from_wire, parse_internaldate
from agent_console.demo.imap_view import View

_FLAG = re.compile(r"\\?[^\x00-\x20\x7f-\xff(){%*\"\\\]]+")


async def append(session: Session, command: Command) -> Reply:
    """APPEND with flags and date; answers APPENDUID (RFC 4315)."""
    if len(command.arguments) < 2:
        raise BadCommandError("APPEND needs a folder and a message")
    folder = _target(session, command.arguments[0])
    flags: list[str] = []
    moment = session.mailbox.clock.now()
    for argument in command.arguments[1:-1]:
        if isinstance(argument, list):
            flags = _flags(argument)
        else:
            moment = parse_internaldate(text(argument))
    raw = command.arguments[-1]
    if isinstance(raw, list):
        raise BadCommandError("APPEND needs the message as a literal")
    message = folder.append(raw, moment, flags)
    told = session.mailbox.appenduid and session.can("UIDPLUS")
    if not told or session.connection.fault(NoAppendUid):
        return Reply("Appended")
    return Reply("Appended", f"APPENDUID {folder.uidvalidity} {message.uid}")


async def fetch(session: Session, command: Command) -> Reply:
    """FETCH and UID FETCH, with CHANGEDSINCE and VANISHED (RFC 7162 §3.1.4.1, §3.2.6)."""
    view = session.selected()
    wanted, since = _fetch_arguments(session, command, view)
    nil = session.connection.fault(EmptyBodies)
    for sequence, uid in view.select(parse_set(command.arguments[0]), by_uid=command.uid):
        message = view.message(uid)
        if message.modseq <= since:
            continue
        if any(item.sets_seen for item in wanted) and not view.read_only:
            message = view.folder.store(uid, FlagChange.ADD, ["\\Seen"]) or message
        data = b" ".join(_render(session, message, item) for item in wanted)
        session.connection.queue(b"* %d FETCH (%s)\r\n" % (sequence, data))
        await session.connection.relieve()
    if nil is not None:
        return Reply("Some messages are gone", "EXPUNGEISSUED")
    return Reply("Fetched")


async def store(session: Session, command: Command) -> Reply:
    """STORE and UID STORE, with UNCHANGEDSINCE (RFC 7162 §3.1.3)."""
    view = _writable(session)
    rest = list(command.arguments)
    if len(rest) < 3:
        raise BadCommandError("STORE needs messages, an item and flags")
    wanted = view.select(parse_set(rest.pop(0)), by_uid=command.uid)
    limit = _unchanged_since(session, rest)
    change, silent = _flag_change(rest.pop(0))
    flags = _flags(rest[0] if len(rest) == 1 and isinstance(rest[0], list) else rest)
    refused = []
    for sequence, uid in wanted:
        message = view.folder.store(uid, change, flags, limit)
        if message is not None:
            _tell_stored(session, view, (sequence, message), silent=silent)
        elif limit is not None and view.folder.get(uid) is not None:
            refused.append(uid if command.uid else sequence)
    if refused:
        return Reply("Some had changed", f"MODIFIED {format_set(refused)}")
    return Reply("Flags stored")


async def search(session: Session, command: Command) -> Reply:
    """SEARCH and UID SEARCH, with RETURN (RFC 4731) and MODSEQ."""
    view = session.selected()
    tokens = list(command.arguments)
    wanted = _return_options(session, tokens)
    if tokens and keyword(tokens[0]) == "CHARSET":
        if len(tokens) < 2 or keyword(tokens[1]) not in ("UTF-8", "US-ASCII"):
            raise RefusedError("UTF-8 and US-ASCII are known", "BADCHARSET (UTF-8 US-ASCII)")
        del tokens[:2]
    messages = view.messages()
    highest = (len(messages), messages[-1][1].uid if messages else 0)
    criteria = SearchCompiler(tokens, highest).compile()
    found = [(n, m) for n, m in messages if criteria.matches(n, m)]
    numbers = [m.uid if command.uid else n for n, m in found]
    modseq = max((m.modseq for _, m in found), default=0) if criteria.uses_modseq else 0
    if wanted is None:
        told = "".join(f" {value}" for value in numbers)
        session.untagged(f"SEARCH{told}{f' (MODSEQ {modseq})' if modseq else ''}")
    else:
        session.untagged(_esearch(command, wanted, numbers, modseq))
    return Reply("Searched")


async def copy(session: Session, command: Command) -> Reply:
    """COPY and MOVE (RFC 6851), with COPYUID."""
    view = _writable(session) if command.verb == "MOVE" else session.selected()
    if len(command.arguments) != 2:
        raise BadCommandError(f"{command.verb} needs messages and a folder")
    target = _target(session, command.arguments[1])
    chosen = view.select(parse_set(command.arguments[0]), by_uid=command.uid)
    with session.mailbox.locked():
        originals = [m for m in (view.folder.get(uid) for _, uid in chosen) if m is not None]
        copies = [target.append(m.raw, m.internaldate, m.flags) for m in originals]
        if command.verb == "MOVE":
            view.folder.expunge([m.uid for m in originals])
    if not copies:
        return Reply("Nothing to do")
    old, new = (",".join(str(m.uid) for m in group) for group in (originals, copies))
    code = f"COPYUID {target.uidvalidity} {old} {new}" if session.can("UIDPLUS") else ""
    if command.verb == "MOVE" and code:
        session.untagged(f"OK [{code}] Moved")
        code = ""
    return Reply("Done", code)


async def expunge(session: Session, command: Command) -> Reply:
    """EXPUNGE and UID EXPUNGE (RFC 4315 §2.1)."""
    view = _writable(session)
    if not command.uid:
        view.folder.expunge()
        return Reply("Expunged")
    if not session.can("UIDPLUS") or not command.arguments:
        raise BadCommandError("UID EXPUNGE needs UIDPLUS and a set of UIDs")
    chosen = view.select(parse_set(command.arguments[0]), by_uid=True)
    messages = (view.folder.get(uid) for _, uid in chosen)
    view.folder.expunge([m.uid for m in messages if m is not None and "\\Deleted" in m.flags])
    return Reply("Expunged")


async def idle(session: Session, command: Command) -> Reply:
    """IDLE until DONE (RFC 2177); what happened since the last command follows ``+ idling``."""
    session.connection.queue(b"+ idling\r\n")
    done = asyncio.ensure_future(session.connection.read_line())
    try:
        while not done.done():
            session.changed.clear()
            session.announce()
            await session.connection.flush()
            await _done_or_changed(done, session.changed)
    finally:
        done.cancel()
        await asyncio.gather(done, return_exceptions=True)
    line = done.result()
    if line is None:
        raise ConnectionCut
    if line.strip().upper() != b"DONE":
        raise BadCommandError("DONE was expected")
    return Reply("Idled")


async def _done_or_changed(done: asyncio.Future[bytes | None], changed: asyncio.Event) -> None:
    woken = asyncio.ensure_future(changed.wait())
    either: tuple[asyncio.Future[Any], ...] = (done, woken)
    try:
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
    finally:
        woken.cancel()


def _flags(tokens: Sequence[Token]) -> list[str]:
    flags = [text(token) for token in tokens]
    if not all(_FLAG.fullmatch(flag) for flag in flags):
        raise BadCommandError("That is no flag")
    return flags


def _target(session: Session, token: Token) -> Folder:
    folder = session.mailbox.find(folder_from_wire(text(token)))
    if folder is None:
        raise RefusedError("There is no such folder", "TRYCREATE")
    return folder


def _writable(session: Session) -> View:
    view = session.selected()
    if view.read_only:
        raise RefusedError("The folder is open for reading only", "READ-ONLY")
    return view


def _fetch_arguments(session: Session, command: Command, view: View) -> tuple[list[FetchItem], int]:
    arguments = command.arguments
    if len(arguments) not in (2, 3):
        raise BadCommandError("FETCH needs messages and items")
    condstore = session.can("CONDSTORE")
    wanted = fetch_items(arguments[1], modseq_known=condstore)
    since = 0
    if len(arguments) == 3:
        modifiers = items(arguments[2])
        names = [keyword(token) for token in modifiers]
        if len(names) < 2 or names[0] != "CHANGEDSINCE" or not condstore:
            raise BadCommandError("Unknown FETCH modifier")
        since = number(modifiers[1])
        wanted = _with(wanted, "MODSEQ")
        if "VANISHED" in names:
            _tell_vanished(session, command, view, since)
    if any(item.label == "MODSEQ" for item in wanted):
        session.condstore = True
    return (_with(wanted, "UID") if command.uid else wanted), since


def _with(wanted: list[FetchItem], label: str) -> list[FetchItem]:
    if any(item.label == label for item in wanted):
        return wanted
    return [FetchItem(label), *wanted]


def _tell_vanished(session: Session, command: Command, view: View, since: int) -> None:
    if not session.qresync or not command.uid:
        raise BadCommandError("VANISHED needs QRESYNC and UID FETCH")
    ranges = parse_set(command.arguments[0]).within(view.folder.uidnext - 1)
    gone = view.folder.changes_since(since).vanished
    asked = [uid for uid in gone if any(low <= uid <= high for low, high in ranges)]
    if asked:
        session.untagged(f"VANISHED (EARLIER) {format_set(asked)}")


def _render(session: Session, message: DemoMessage, item: FetchItem) -> bytes:
    other = session.connection.fault(OtherUid)
    if other is not None and item.label == "UID":
        return b"UID %d" % other.uid
    nil = session.connection.fault(EmptyBodies)
    empty = nil is not None and (not nil.uids or message.uid in nil.uids)
    return render(message, item, empty=empty)


def _unchanged_since(session: Session, rest: list[Token]) -> int | None:
    if not isinstance(rest[0], list):
        return None
    modifier = items(rest.pop(0))
    if len(modifier) != 2 or keyword(modifier[0]) != "UNCHANGEDSINCE" or len(rest) < 2:
        raise BadCommandError("Unknown STORE modifier")
    if not session.can("CONDSTORE"):
        raise BadCommandError("CONDSTORE is not known here")
    session.condstore = True
    return number(modifier[1])


def _flag_change(token: Token) -> tuple[FlagChange, bool]:
    name = keyword(token)
    try:
        return FlagChange(name.removesuffix(".SILENT")), name.endswith(".SILENT")
    except ValueError:
        raise BadCommandError("STORE knows FLAGS, +FLAGS and -FLAGS") from None


def _tell_stored(
    session: Session, view: View, stored: tuple[int, DemoMessage], *, silent: bool
) -> None:
    sequence, message = stored
    view.told(message)
    if not silent:
        session.untagged(f"{sequence} FETCH ({session.flags_item(message)})")
    elif session.condstore:
        session.untagged(f"{sequence} FETCH (UID {message.uid} MODSEQ ({message.modseq}))")


def _return_options(session: Session, tokens: list[Token]) -> list[str] | None:
    if not tokens or keyword(tokens[0]) != "RETURN" or not session.can("ESEARCH"):
        return None
    if len(tokens) < 2:
        raise BadCommandError("RETURN needs a list")
    options = [keyword(option) for option in items(tokens[1])]
    del tokens[:2]
    if not set(options) <= {"MIN", "MAX", "ALL", "COUNT"}:
        raise BadCommandError("Unknown RETURN option")
    return options or ["ALL"]


def _esearch(command: Command, wanted: Sequence[str], numbers: list[int], modseq: int) -> str:
    parts = [f'ESEARCH (TAG "{command.tag}")']
    if command.uid:
        parts.append("UID")
    if numbers:
        values = {"MIN": numbers[0], "MAX": numbers[-1], "ALL": format_set(numbers)}
        parts.extend(f"{name} {values[name]}" for name in wanted if name in values)
    if "COUNT" in wanted:
        parts.append(f"COUNT {len(numbers)}")
    if modseq:
        parts.append(f"MODSEQ {modseq}")
    return " ".join(parts)
