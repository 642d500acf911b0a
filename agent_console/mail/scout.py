"""A process of its own that reads heads and texts, while the one that asked for them files.

``python -m agent_console.mail.scout`` hears its order as one line of JSON, signs in on a line of
its own and writes block after block to its standard output (:mod:`agent_console.mail.parcel`), each
with its length before it. It opens the folder read-only, and ends by itself when nobody listens,
when the server does not do as expected, or when all is read: who started it goes on from there.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import BinaryIO

from agent_console.clock import SystemClock
from agent_console.errors import ConsoleError
from agent_console.mail.blocks import BlockReader, newest_first
from agent_console.mail.bodies import Suspects
from agent_console.mail.collecting import collect_seldom
from agent_console.mail.extensions import switch_on
from agent_console.mail.fetch import parse_ranges
from agent_console.mail.glance import signed_in
from agent_console.mail.parcel import pack_heads
from agent_console.mail.pipeline import Pipeline
from agent_console.mail.structure import TextPart
from agent_console.mail.wire import COMMAND_SECONDS, Wire

LENGTH_BYTES = 8


@dataclass(frozen=True, slots=True)
class Account:
    """Where to sign in, as who, and with what password."""

    host: str
    port: int
    security: str
    ca_file: Path | None
    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Order:
    """What to read: ``uids`` (a set) of ``folder`` as it is numbered now, the newest block first.

    ``folder`` is its name as it stands in a command. With ``texts`` they come with their heads.
    """

    folder: str
    uidvalidity: int
    uids: str
    block: int
    texts: bool


@dataclass(frozen=True, slots=True)
class _Line:
    wire: Wire


def main() -> int:
    """Carry out one order; returns 1 when that was not possible."""
    collect_seldom()
    account, order = order_from(sys.stdin.readline())
    try:
        _read(account, order, sys.stdout.buffer)
    except (ConsoleError, OSError):
        return 1
    return 0


def order_as_line(account: Account, order: Order) -> str:
    """Return an order as it is told to the process."""
    known = {**asdict(account), "ca_file": str(account.ca_file) if account.ca_file else None}
    return json.dumps({"account": known, "order": asdict(order)}) + "\n"


def order_from(line: str) -> tuple[Account, Order]:
    """Read what :func:`order_as_line` wrote."""
    told = json.loads(line)
    account = told["account"]
    file = account.pop("ca_file")
    return Account(ca_file=Path(file) if file else None, **account), Order(**told["order"])


def _read(account: Account, order: Order, out: BinaryIO) -> None:
    with signed_in(account, account.user, account.password, SystemClock()) as wire:
        if not order.texts:
            switch_on(wire, seconds=COMMAND_SECONDS)
        _open(wire, order)
        parts: dict[int, TextPart | None] = {}
        suspects = Suspects()
        reader = BlockReader(Pipeline(_Line(wire), "", suspects), "", suspects, parts)
        blocks = newest_first(_uids(order.uids), order.block)
        come = reader.heads_with_texts(blocks) if order.texts else reader.heads(blocks)
        for uids, heads in come:
            packed = pack_heads(uids, heads)
            out.write(len(packed).to_bytes(LENGTH_BYTES, "big") + packed)
            out.flush()


def _open(wire: Wire, order: Order) -> None:
    """Open the folder read-only; OSError when it was numbered anew."""
    answer = wire.command(f"EXAMINE {order.folder}".encode("ascii"))
    numbered = b"[UIDVALIDITY %d]" % order.uidvalidity
    if not any(numbered in untagged.text.upper() for untagged in answer.untagged):
        raise OSError("numbered anew")


def _uids(uid_set: str) -> Sequence[int]:
    ranges = parse_ranges(uid_set.encode("ascii")).ranges
    return [uid for low, high in ranges for uid in range(low, high + 1)]


if __name__ == "__main__":
    sys.exit(main())
