"""Which mails came in while the program ran: only those may be answered by it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from agent_console.mail.fetch import FetchedMail

_MOST = 1_000


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A mail that came in, by the digest of its bytes, and whether it lies in the junk folder."""

    digest: str
    in_junk: bool = False


class Newcomers:
    """Notes what comes into one mailbox, from the first complete look at it on.

    What is there already at the first look, and what a folder that was numbered anew brings, is
    never noted, nor is more than a thousand mails at once: those are moved or imported ones.
    """

    def __init__(self) -> None:
        self._live = False
        self._ignored: frozenset[str] = frozenset()
        self._junk = ""
        self._noted: list[Newcomer] = []

    def use_folders(self, *, ours: Collection[str], junk: str) -> None:
        """Say which folders hold our own mails or old ones, and which the junk."""
        self._ignored, self._junk = frozenset(filter(None, ours)), junk

    def note(self, folder: str, mails: Sequence[FetchedMail]) -> None:
        """Note mails that have been kept."""
        if not self._live or folder in self._ignored:
            return
        self._noted += [
            Newcomer(hashlib.sha256(mail.raw).hexdigest(), bool(folder) and folder == self._junk)
            for mail in mails
            if mail.raw
        ]

    def start_anew(self) -> None:
        """Take what comes until the next complete look for old."""
        self._live = False
        self._noted.clear()

    def looked(self) -> Collection[Newcomer]:
        """Say that all folders have been looked at; return what came since the last time."""
        noted, self._noted = self._noted, []
        self._live = True
        return dict.fromkeys(noted) if len(noted) <= _MOST else ()
