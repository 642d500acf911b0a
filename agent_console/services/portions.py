"""How many mails go into one transaction, so that nobody waits long for the right to write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

_AIM_SECONDS = 0.008
_LEAST = 25
_SMALLER, _LARGER = 0.5, 1.5

Item = TypeVar("Item")


class Portions:
    """Cuts work into portions that hold the write lock for about 8 ms each.

    ``tell`` says how long one took; the next ones are cut accordingly, ``most`` at most.
    """

    def __init__(self, first: int, most: int) -> None:
        self._size = float(first)
        self._most = most

    def cut(self, items: Sequence[Item]) -> Iterator[tuple[Sequence[Item], bool]]:
        """Yield the portions of ``items`` in order, and whether it is the last; at least one."""
        start = 0
        while True:
            end = start + int(self._size)
            last = end >= len(items)
            yield items[start:end], last
            if last:
                return
            start = end

    def tell(self, count: int, seconds: float) -> None:
        """Take note that a portion of ``count`` kept the lock for ``seconds``."""
        if not count:
            return
        factor = _AIM_SECONDS / seconds if seconds > 0 else _LARGER
        wanted = min(max(factor, _SMALLER), _LARGER) * count
        self._size = min(max(wanted, _LEAST), self._most)
