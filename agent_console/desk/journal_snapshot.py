"""All that counted up to a UID, cut into parts that fit into messages, and put together again."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from agent_console.desk.journal_entry import Entry, SnapshotPart
from agent_console.desk.journal_order import JournalFold

PART_BYTES = 240_000
PARTS_MAX = 400
UNPACKED_MAX = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A state as somebody wrote it into the journal, whole and verified.

    ``uids`` are those of its parts, ``arrived`` is when the last of them came; ``packed`` is what
    the fold is made of.
    """

    epoch: int
    upto: int
    digest: str
    uids: tuple[int, ...]
    arrived: datetime
    packed: bytes

    @property
    def rank(self) -> tuple[int, int, int]:
        """The highest of all is the one to begin with; of equal ones, the first written."""
        return self.epoch, self.upto, -max(self.uids, default=0)

    def fold(self) -> JournalFold:
        """Return the fold it holds: a new one each time. Raises ValueError."""
        return _unpacked(self.packed)

    @classmethod
    def of(cls, fold: JournalFold, *, epoch: int, arrived: datetime) -> Snapshot:
        """Return a snapshot that was never written: a place to begin at."""
        return cls(epoch, 0, fold.digest(), (), arrived, _packed(fold))


def snapshot_parts(
    fold: JournalFold, *, folder: int, epoch: int, upto: int
) -> tuple[SnapshotPart, ...]:
    """Return the facts that tell of ``fold``; write them one in a message."""
    packed = _packed(fold)
    pieces = [packed[at : at + PART_BYTES] for at in range(0, len(packed), PART_BYTES)]
    if len(pieces) > PARTS_MAX:
        raise ValueError("too large for a snapshot")
    return tuple(
        SnapshotPart(
            folder,
            epoch,
            upto,
            fold.digest(),
            part,
            len(pieces),
            base64.urlsafe_b64encode(piece).decode("ascii"),
        )
        for part, piece in enumerate(pieces, 1)
    )


def snapshots_in(entries: Iterable[Entry], folder: int) -> list[Snapshot]:
    """Return the snapshots of this folder that are whole; what is wrong in any way is none."""
    found: dict[tuple[str, int, int, str, int], dict[int, tuple[Entry, SnapshotPart]]] = {}
    for entry in sorted(entries, key=lambda one: one.uid):
        for fact in entry.payload.facts:
            if not isinstance(fact, SnapshotPart) or fact.folder != folder:
                continue
            if 1 <= fact.part <= fact.parts <= PARTS_MAX and fact.upto < entry.uid:
                console = entry.payload.console
                key = (console, fact.epoch, fact.upto, fact.digest, fact.parts)
                found.setdefault(key, {}).setdefault(fact.part, (entry, fact))
    whole = (parts for key, parts in found.items() if len(parts) == key[4])
    return [snapshot for parts in whole if (snapshot := _assembled(parts)) is not None]


def _assembled(parts: dict[int, tuple[Entry, SnapshotPart]]) -> Snapshot | None:
    entries = [entry for entry, _fact in parts.values()]
    first = parts[1][1]
    last = max(entries, key=lambda one: one.uid)
    uids = tuple(sorted(entry.uid for entry in entries))
    try:
        packed = b"".join(
            base64.b64decode(parts[number][1].data, altchars=b"-_", validate=True)
            for number in sorted(parts)
        )
        if _unpacked(packed).digest() != first.digest:
            return None
    except ValueError:
        return None
    return Snapshot(first.epoch, first.upto, first.digest, uids, last.arrived, packed)


def _packed(fold: JournalFold) -> bytes:
    told = {"state": fold.state(), "log": list(fold.log.values())}
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return zlib.compress(text.encode(), 6)


def _unpacked(packed: bytes) -> JournalFold:
    unpacker = zlib.decompressobj()
    try:
        text = unpacker.decompress(packed, UNPACKED_MAX)
        if not unpacker.eof or unpacker.unused_data:
            raise ValueError("not a whole snapshot")
        told = json.loads(text)
        return JournalFold.restored(told["state"], told["log"])
    except (zlib.error, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"no snapshot: {error!r}") from error
