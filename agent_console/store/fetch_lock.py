"""The right to a second connection to the mailbox, one program and thread at a time.

A mailbox gets two connections at most: one that reads on, and one that does what a person wants
just now. It is a ``flock`` on a file beside the store.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from agent_console.store.locks import beside

_PAUSE = 0.1


@contextmanager
def fetch_lock(store: Path, wait: Callable[[float], None]) -> Iterator[None]:
    """Hold it for a block; ``wait`` is called to pause and may raise to give up."""
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(beside(store, ".fetch"), flags, 0o600)
    try:
        while not _taken(descriptor):
            wait(_PAUSE)
        yield
    finally:
        os.close(descriptor)


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
