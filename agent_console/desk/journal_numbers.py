"""How far each console's messages have been read, and which are missing.

Gaps between UIDs are normal and mean nothing; a gap in a console's own numbers means that a message
was removed before it was read.
"""

from __future__ import annotations

from collections.abc import Mapping

Ranges = tuple[tuple[int, int], ...]


class Numbers:
    """The ``highest`` number of each console, and the ranges ``missing`` below it, if any."""

    def __init__(self) -> None:
        self.highest: dict[str, int] = {}
        self.missing: dict[str, Ranges] = {}

    def has(self, console: str, n: int) -> bool:
        """Tell whether this message has counted, or is not waited for any longer."""
        if n > self.highest.get(console, 0):
            return False
        return not any(low <= n <= high for low, high in self.missing.get(console, ()))

    def count(self, console: str, n: int) -> None:
        """Take note of a message that was read."""
        self.told_of(console, n)
        self._close(console, n, n)

    def told_of(self, console: str, n: int) -> None:
        """Take note that somebody has read this console's messages up to ``n``."""
        known = self.highest.get(console, 0)
        if n > known:
            self.highest[console] = n
            self.missing[console] = (*self.missing.get(console, ()), (known + 1, n))

    def skip(self, console: str, low: int, high: int) -> None:
        """Wait no longer for the numbers ``low`` to ``high``."""
        if high >= low:
            self.told_of(console, high)
            self._close(console, low, high)

    def _close(self, console: str, low: int, high: int) -> None:
        left: list[tuple[int, int]] = []
        for first, last in self.missing.get(console, ()):
            parts = ((first, min(last, low - 1)), (max(first, high + 1), last))
            left += [part for part in parts if part[0] <= part[1]]
        if left:
            self.missing[console] = tuple(left)
        else:
            self.missing.pop(console, None)

    def state(self) -> dict[str, object]:
        """Return it as plain values for JSON."""
        return {
            console: [highest, [list(one) for one in self.missing.get(console, ())]]
            for console, highest in self.highest.items()
        }

    @classmethod
    def restored(cls, state: Mapping[str, object]) -> Numbers:
        """Return what was written by :meth:`state`; raises TypeError or ValueError."""
        numbers = cls()
        for console, told in state.items():
            if not isinstance(told, list) or len(told) != 2 or not isinstance(told[1], list):
                raise TypeError(console)
            numbers.highest[console] = int(told[0])
            ranges = tuple((int(low), int(high)) for low, high in told[1])
            if ranges:
                numbers.missing[console] = ranges
        return numbers
