"""What the demo mailbox holds: folders of messages, with every change counted (RFC 7162 modseq).

Messages are immutable values; a changed flag replaces the message. One lock guards the whole
mailbox, so that tests and the demo may deliver or change mail from any thread; watchers are called
after each change, in the thread that made it, and must return quickly.
"""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import Enum

from agent_console.clock import Clock, SystemClock

SYSTEM_FLAGS = ("\\Answered", "\\Flagged", "\\Deleted", "\\Seen", "\\Draft")
SPECIAL_USE = {
    "Sent": "\\Sent",
    "Drafts": "\\Drafts",
    "Trash": "\\Trash",
    "Junk": "\\Junk",
    "Archive": "\\Archive",
}
DEFAULT_CAPABILITIES = (
    "IMAP4rev1",
    "LITERAL+",
    "SASL-IR",
    "ID",
    "ENABLE",
    "IDLE",
    "NAMESPACE",
    "UIDPLUS",
    "UNSELECT",
    "MOVE",
    "CONDSTORE",
    "QRESYNC",
    "ESEARCH",
    "SPECIAL-USE",
    "CHILDREN",
    "AUTH=PLAIN",
)

_CANONICAL = {flag.lower(): flag for flag in SYSTEM_FLAGS}


class FlagChange(Enum):
    """What STORE does with the flags it names."""

    SET = "FLAGS"
    ADD = "+FLAGS"
    REMOVE = "-FLAGS"


@dataclass(frozen=True, slots=True)
class DemoMessage:
    """One message of a folder; ``internaldate`` is aware UTC."""

    uid: int
    raw: bytes
    flags: frozenset[str]
    internaldate: datetime
    modseq: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened in a folder after some modseq, up to ``modseq``."""

    modseq: int
    messages: tuple[DemoMessage, ...]
    vanished: tuple[int, ...]


class Folder:
    """One folder. Made by :class:`DemoMailbox` only; every method takes the mailbox's lock."""

    def __init__(
        self,
        name: str,
        uidvalidity: int,
        lock: threading.RLock,
        changed: Callable[[Folder], None],
        *,
        keywords: bool = True,
    ) -> None:
        self.name = name
        self.uidvalidity = uidvalidity
        self.uidnext = 1
        self.modseq = 1
        self.subscribed = True
        self.deleted = False
        self._keywords = keywords
        self._lock = lock
        self._changed = changed
        self._messages: dict[int, DemoMessage] = {}
        self._vanished: list[tuple[int, int]] = []

    @property
    def messages(self) -> tuple[DemoMessage, ...]:
        """All messages, by UID."""
        with self._lock:
            return tuple(self._messages.values())

    def __len__(self) -> int:
        return len(self._messages)

    def get(self, uid: int) -> DemoMessage | None:
        """Return the message with ``uid``, or None."""
        return self._messages.get(uid)

    def append(self, raw: bytes, internaldate: datetime, flags: Iterable[str] = ()) -> DemoMessage:
        """Add a message with the next UID; the bytes are kept exactly."""
        with self._lock:
            self.modseq += 1
            message = DemoMessage(
                self.uidnext,
                bytes(raw),
                self.storable(flags),
                internaldate.astimezone(UTC),
                self.modseq,
            )
            self._messages[message.uid] = message
            self.uidnext += 1
        self._changed(self)
        return message

    def store(
        self,
        uid: int,
        change: FlagChange,
        flags: Iterable[str],
        unchanged_since: int | None = None,
    ) -> DemoMessage | None:
        """Change flags of one message and return it as it is then.

        Returns None, and changes nothing, when the message is gone or was changed after
        ``unchanged_since`` (RFC 7162 §3.1.3).
        """
        with self._lock:
            message = self._messages.get(uid)
            if message is None or _changed_after(message, unchanged_since):
                return None
            wanted = _apply(change, message.flags, self.storable(flags))
            if wanted == message.flags:
                return message
            self.modseq += 1
            message = replace(message, flags=wanted, modseq=self.modseq)
            self._messages[uid] = message
        self._changed(self)
        return message

    def expunge(self, uids: Collection[int] | None = None) -> tuple[int, ...]:
        """Remove messages for good and return their UIDs.

        Without ``uids`` every message flagged Deleted goes; with ``uids`` exactly these.
        """
        with self._lock:
            if uids is None:
                gone = [m.uid for m in self._messages.values() if "\\Deleted" in m.flags]
            else:
                gone = sorted(uid for uid in uids if uid in self._messages)
            if not gone:
                return ()
            self.modseq += 1
            for uid in gone:
                del self._messages[uid]
                self._vanished.append((self.modseq, uid))
        self._changed(self)
        return tuple(gone)

    def changes_since(self, modseq: int) -> Changes:
        """Return the messages changed and the UIDs removed after ``modseq``."""
        with self._lock:
            if modseq >= self.modseq:
                return Changes(self.modseq, (), ())
            start = bisect_left(self._vanished, (modseq + 1, 0))
            return Changes(
                self.modseq,
                tuple(m for m in self._messages.values() if m.modseq > modseq),
                tuple(uid for _, uid in self._vanished[start:]),
            )

    def renumber(self, uidvalidity: int, *, keep_uids: bool = False) -> None:
        """Give the folder another UIDVALIDITY, and its messages new UIDs from 1."""
        with self._lock:
            self.uidvalidity = uidvalidity
            self.modseq += 1
            self._vanished.clear()
            if not keep_uids:
                renumbered = [
                    replace(message, uid=uid, modseq=self.modseq)
                    for uid, message in enumerate(self._messages.values(), 1)
                ]
                self._messages = {message.uid: message for message in renumbered}
                self.uidnext = len(renumbered) + 1
        self._changed(self)

    def mark_deleted(self) -> None:
        """Tell the sessions that have it open that the folder is gone."""
        self.deleted = True
        self._changed(self)

    def storable(self, flags: Iterable[str]) -> frozenset[str]:
        """Return the flags this folder can keep, system flags in their usual spelling."""
        kept = (_CANONICAL.get(flag.lower(), flag) for flag in flags)
        return frozenset(
            flag
            for flag in kept
            if flag in SYSTEM_FLAGS or (self._keywords and not flag.startswith("\\"))
        )


class DemoMailbox:
    """The account the demo servers serve; usable from any thread.

    ``uidvalidity`` is that of the INBOX, each further folder gets the next number (default: from
    the clock). ``keywords=False`` behaves like a server without custom flags, ``appenduid=False``
    like one that does not tell new UIDs. ``username=None`` accepts any name.
    """

    def __init__(
        self,
        password: str = "demo",  # noqa: S107 - the demo's password is no secret
        capabilities: Iterable[str] = DEFAULT_CAPABILITIES,
        *,
        username: str | None = None,
        keywords: bool = True,
        appenduid: bool = True,
        uidvalidity: int | None = None,
        clock: Clock | None = None,
    ) -> None:
        self.password = password
        self.username = username
        self.capabilities = tuple(capabilities)
        self.keywords = keywords
        self.appenduid = appenduid
        self.clock: Clock = clock or SystemClock()
        self._lock = threading.RLock()
        self._folders: dict[str, Folder] = {}
        self._watchers: list[Callable[[Folder], None]] = []
        self._next_uidvalidity = uidvalidity or int(self.clock.now().timestamp())
        for name in ("INBOX", *SPECIAL_USE):
            self.create(name)

    @property
    def folders(self) -> tuple[Folder, ...]:
        """All folders, in the order they were made."""
        with self._lock:
            return tuple(self._folders.values())

    def find(self, name: str) -> Folder | None:
        """Return the folder called ``name`` (INBOX in any case), or None."""
        return self._folders.get(_folder_name(name))

    def folder(self, name: str) -> Folder:
        """Return the folder called ``name``; KeyError when there is none."""
        return self._folders[_folder_name(name)]

    def create(self, name: str) -> Folder:
        """Make a folder, or return the one that is there."""
        with self._lock:
            name = _folder_name(name)
            found = self._folders.get(name)
            if found is not None:
                return found
            folder = Folder(
                name, self._new_uidvalidity(), self._lock, self._tell, keywords=self.keywords
            )
            self._folders[name] = folder
            return folder

    def delete(self, name: str) -> bool:
        """Remove a folder with its messages; False when there is none, or it is the INBOX."""
        with self._lock:
            name = _folder_name(name)
            folder = None if name == "INBOX" else self._folders.pop(name, None)
        if folder is None:
            return False
        folder.mark_deleted()
        return True

    def rename(self, old: str, new: str) -> bool:
        """Rename a folder and those below it; False when ``old`` is missing or ``new`` exists."""
        with self._lock:
            old, new = _folder_name(old), _folder_name(new)
            if old == "INBOX" or old not in self._folders or new in self._folders:
                return False
            for name in [n for n in self._folders if n == old or n.startswith(f"{old}/")]:
                folder = self._folders.pop(name)
                folder.name = new + name[len(old) :]
                self._folders[folder.name] = folder
            return True

    def deliver(
        self,
        folder: str,
        raw: bytes,
        internaldate: datetime | None = None,
        flags: Iterable[str] = (),
    ) -> DemoMessage:
        """Put a message into ``folder`` (made when missing); idling clients hear of it at once.

        ``internaldate`` is aware; the default is the mailbox's clock.
        """
        return self.create(folder).append(raw, internaldate or self.clock.now(), flags)

    def expunge(self, folder: str, *uids: int) -> tuple[int, ...]:
        """Remove the messages ``uids`` (all flagged Deleted when none are named)."""
        return self.folder(folder).expunge(uids or None)

    def change_uidvalidity(
        self, folder: str, uidvalidity: int | None = None, *, keep_uids: bool = False
    ) -> int:
        """Renumber a folder as after a restored backup; return the new UIDVALIDITY.

        Sessions that have the folder open are sent BYE.
        """
        with self._lock:
            fresh = uidvalidity or self._new_uidvalidity()
            self.folder(folder).renumber(fresh, keep_uids=keep_uids)
            return fresh

    def watch(self, watcher: Callable[[Folder], None]) -> Callable[[], None]:
        """Call ``watcher`` after every change of a folder; the returned call ends that."""
        with self._lock:
            self._watchers.append(watcher)

        def unwatch() -> None:
            with self._lock:
                if watcher in self._watchers:
                    self._watchers.remove(watcher)

        return unwatch

    def locked(self) -> threading.RLock:
        """Return the lock, to make several changes as one: ``with mailbox.locked(): …``."""
        return self._lock

    def _tell(self, folder: Folder) -> None:
        with self._lock:
            watchers = tuple(self._watchers)
        for watcher in watchers:
            watcher(folder)

    def _new_uidvalidity(self) -> int:
        fresh = self._next_uidvalidity
        self._next_uidvalidity += 1
        return fresh


def _folder_name(name: str) -> str:
    return "INBOX" if name.upper() == "INBOX" else name


def _changed_after(message: DemoMessage, modseq: int | None) -> bool:
    return modseq is not None and message.modseq > modseq


def _apply(change: FlagChange, old: frozenset[str], named: frozenset[str]) -> frozenset[str]:
    if change is FlagChange.ADD:
        return old | named
    if change is FlagChange.REMOVE:
        return old - named
    return named
