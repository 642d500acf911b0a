"""The side that has a scout (:mod:`agent_console.mail.scout`) read ahead, and takes what it brings.

It only makes a long first reading faster: whoever finds that it is lost reads on without it.
"""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
from collections.abc import Sequence
from typing import IO

from agent_console.mail.blocks import Heads
from agent_console.mail.fetch import uid_set
from agent_console.mail.names import folder_name
from agent_console.mail.parcel import unpack_heads
from agent_console.mail.scout import LENGTH_BYTES, Account, Order, order_as_line

_AHEAD = 3
"""Blocks that wait here to be taken; the scout rests meanwhile."""

_PATIENCE_SECONDS = 90.0
_LARGEST = 1 << 31


class Scout:
    """Reads the heads of a folder in a process of its own, the newest block first.

    ``close`` it, or leave it to the end of the program: it ends when nobody listens.
    """

    def __init__(
        self,
        account: Account,
        folder: str,
        uidvalidity: int,
        uids: Sequence[int],
        *,
        block: int,
        texts: bool,
    ) -> None:
        self.place = folder, uidvalidity
        self._come: queue.Queue[bytes] = queue.Queue(_AHEAD)
        self._kept: Heads | None = None
        self._lost = False
        name = folder_name(folder).decode("ascii")
        order = Order(name, uidvalidity, uid_set(uids), block, texts)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "agent_console.mail.scout"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        work = (self._process, order_as_line(account, order))
        threading.Thread(target=self._listen, args=work, name="scout", daemon=True).start()

    def take(self, uids: tuple[int, ...]) -> Heads | None:
        """Return the block of ``uids`` once it is here; None when it will not come."""
        if self._kept is None and not self._lost:
            try:
                packed = self._come.get(timeout=_PATIENCE_SECONDS)
            except queue.Empty:
                packed = b""
            self._kept = unpack_heads(packed) if packed else None
        if self._kept is None or self._kept[0] != uids:
            self.close()
            return None
        kept, self._kept = self._kept, None
        return kept

    def close(self) -> None:
        """Let it end; a second call does nothing."""
        self._lost, self._kept = True, None
        self._process.kill()

    def _listen(self, process: subprocess.Popen[bytes], order: str) -> None:
        """Tell the order and gather what comes; empty bytes are the end."""
        with process:
            try:
                self._gather(process, order)
            except OSError:
                process.kill()
        if not self._lost:
            self._come.put(b"")

    def _gather(self, process: subprocess.Popen[bytes], order: str) -> None:
        if process.stdin is None or process.stdout is None:
            return
        process.stdin.write(order.encode("ascii"))
        process.stdin.flush()
        while (packed := next_parcel(process.stdout)) and not self._lost:
            self._come.put(packed)


def next_parcel(pipe: IO[bytes]) -> bytes:
    """Return the next block as it came, empty at the end."""
    size = int.from_bytes(pipe.read(LENGTH_BYTES), "big")
    if not 0 < size < _LARGEST:
        return b""
    packed = pipe.read(size)
    return packed if len(packed) == size else b""
