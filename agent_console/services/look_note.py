"""The note that a complete one-shot sync leaves for :mod:`agent_console.services.quick_look`.

It is left only when no folder was refused, by servers that count changes (RFC 7162), and when what
they told just before the reading agrees with what the store holds after it. So whatever comes
between, or goes on during the reading, makes the next look differ.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from agent_console import __version__
from agent_console.mail.glance import Glance, Numbers
from agent_console.store.standstill import Stand
from agent_console.store.times import to_text


@dataclass(frozen=True, slots=True)
class BoxNote:
    """What one mailbox's server told: ``asked`` are its folders as they stand in a command."""

    address: str
    folders: tuple[str, ...]
    asked: tuple[str, ...]
    stored: tuple[str, ...]
    told: Glance

    @property
    def counts(self) -> dict[str, int]:
        """How many mails the server holds, by folder."""
        told = (numbers.messages for numbers in self.told.numbers)
        return dict(zip(self.folders, told, strict=True))


@dataclass(frozen=True, slots=True)
class Note:
    """What a complete sync leaves behind for the next look."""

    program: str
    settings: str
    at: str
    boxes: tuple[BoxNote, ...]
    stands: tuple[Stand, ...]

    @property
    def stored(self) -> list[str]:
        """The stored names of all folders."""
        return [name for box in self.boxes for name in box.stored]


def digest(settings: bytes, rule_files: Iterable[Path] = ()) -> str:
    """Return what tells one settings file from another, with the team's own rules beside it."""
    hashed = hashlib.sha256(settings)
    for file in rule_files:
        with suppress(OSError):
            hashed.update(b"\0" + file.read_bytes())
    return hashed.hexdigest()


def new_note(
    settings: str, now: datetime, boxes: tuple[BoxNote, ...], stands: tuple[Stand, ...]
) -> Note | None:
    """Return the note of a sync that began at ``now``; None when anything does not add up.

    ``settings`` is the digest of the file, ``boxes`` what was told before, ``stands`` what the
    store holds after it.
    """
    by_name = {stand.name: stand for stand in stands}
    agree = all(
        name in by_name and _agrees(numbers, by_name[name])
        for box in boxes
        for name, numbers in zip(box.stored, box.told.numbers, strict=True)
    )
    return Note(__version__, settings, to_text(now), boxes, stands) if agree else None


def _agrees(told: Numbers, stand: Stand) -> bool:
    """Tell whether a folder was read up to what was told; modseq 1 may mean: not counted yet."""
    return (
        told.uidvalidity == stand.uidvalidity
        and told.messages == stand.server_count
        and told.highestmodseq == stand.highestmodseq
        and (told.highestmodseq > 1 or not told.messages)
        and told.uidnext > stand.last_uid
        and stand.first_uid == 1
    )


def note_text(note: Note) -> str:
    """Return a note as it is stored."""
    return json.dumps(asdict(note))


def read_note(text: str) -> Note:
    """Read a stored note; raises ValueError, LookupError or TypeError for what is none."""
    data = json.loads(text)
    boxes = tuple(
        BoxNote(
            box["address"],
            tuple(box["folders"]),
            tuple(box["asked"]),
            tuple(box["stored"]),
            Glance(box["told"]["listed"], tuple(Numbers(**n) for n in box["told"]["numbers"])),
        )
        for box in data["boxes"]
    )
    stands = tuple(Stand(**stand) for stand in data["stands"])
    return Note(data["program"], data["settings"], data["at"], boxes, stands)
