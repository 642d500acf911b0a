"""How many mails go into one transaction, so that nobody waits long for the right to write."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

BRIEF_SECONDS = 0.008
LONG_SECONDS = 0.25
_LEAST = 8
_NEW, _OLD = 0.5, 0.5

Item = TypeVar("Item")


class Portions:
    """Cuts work into portions that hold the write lock for 8 ms while people work, else longer.

    A longer transaction costs less per mail. ``is_busy`` says whether people write; ``tell`` how
    long a portion took, and the next ones are cut accordingly, ``most`` at most.
    """

    def __init__(self, first: int, most: int, is_busy: Callable[[], bool] = lambda: True) -> None:
        self._each = BRIEF_SECONDS / first
        self._most = most
        self._least = min(_LEAST, most)
        self._is_busy = is_busy

    def cut(self, items: Sequence[Item]) -> Iterator[tuple[Sequence[Item], bool]]:
        """Yield the portions of ``items`` in order, and whether it is the last; at least one."""
        start = 0
        while True:
            end = start + self._size()
            last = end >= len(items)
            yield items[start:end], last
            if last:
                return
            start = end

    def few(self) -> int:
        """Return how many may go on while people wait."""
        return self._fitting(BRIEF_SECONDS)

    def tell(self, count: int, seconds: float) -> None:
        """Take note that a portion of ``count`` kept the lock for ``seconds``."""
        if count:
            self._each = _OLD * self._each + _NEW * max(seconds, 1e-6) / count

    def _size(self) -> int:
        return self._fitting(BRIEF_SECONDS if self._is_busy() else LONG_SECONDS)

    def _fitting(self, seconds: float) -> int:
        return min(max(int(seconds / self._each), self._least), self._most)
