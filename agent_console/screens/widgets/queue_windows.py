"""The rows of a long list that are in memory: a few windows, the rest is asked for again."""

from __future__ import annotations

from collections import OrderedDict

from agent_console.desk.listing import QueuePage, QueueRow

WINDOW = 64
KEPT = 8


class QueueWindows:
    """Rows by place, in windows of ``WINDOW``; the ones not looked at for longest are dropped."""

    def __init__(self) -> None:
        self._windows: OrderedDict[int, tuple[QueueRow, ...]] = OrderedDict()
        self.total = 0

    def __len__(self) -> int:
        return sum(len(rows) for rows in self._windows.values())

    @property
    def refs(self) -> frozenset[str]:
        """The tickets whose rows are here."""
        return frozenset(row.ref for rows in self._windows.values() for row in rows)

    def around(self, place: int) -> tuple[str, ...]:
        """Return the refs of the ticket at ``place`` and of those beside it, nearest first."""
        beside = (place + step for step in (0, 1, 2, 3, -1, -2))
        rows = (self.row(one) for one in beside if one >= 0)
        return tuple(row.ref for row in rows if row)

    def clear(self) -> None:
        """Forget all rows, but not how many there are."""
        self._windows.clear()

    def put(self, page: QueuePage) -> None:
        """Take the whole windows of a page; a page that was cut in the middle gives its parts."""
        self.total = page.total
        first = -(-page.offset // WINDOW)
        last = (page.offset + len(page.rows) + WINDOW - 1) // WINDOW
        for number in range(first, last):
            start = number * WINDOW - page.offset
            rows = page.rows[start : start + WINDOW]
            if rows and (len(rows) == WINDOW or number * WINDOW + len(rows) >= page.total):
                self._keep(number, rows)

    def row(self, place: int) -> QueueRow | None:
        """Return the row at ``place``, or None while it is not in memory."""
        rows = self._windows.get(place // WINDOW)
        if rows is None:
            return None
        within = place % WINDOW
        return rows[within] if within < len(rows) else None

    def replace(self, row: QueueRow) -> int | None:
        """Put a changed row in the place of the old one; return that place, None if it is equal."""
        for number, rows in self._windows.items():
            for within, old in enumerate(rows):
                if old.ref == row.ref:
                    if old == row:
                        return None
                    self._windows[number] = (*rows[:within], row, *rows[within + 1 :])
                    return number * WINDOW + within
        return None

    def missing(self, first: int, last: int) -> tuple[int, int] | None:
        """Return (offset, limit) of the windows to ask for so that ``first`` to ``last`` show."""
        last = min(last, self.total - 1)
        if last < first:
            return None
        numbers = [n for n in range(first // WINDOW, last // WINDOW + 1) if n not in self._windows]
        for number in range(first // WINDOW, last // WINDOW + 1):
            if number in self._windows:
                self._windows.move_to_end(number)
        if not numbers:
            return None
        return numbers[0] * WINDOW, (numbers[-1] - numbers[0] + 1) * WINDOW

    def _keep(self, number: int, rows: tuple[QueueRow, ...]) -> None:
        self._windows[number] = rows
        self._windows.move_to_end(number)
        while len(self._windows) > KEPT:
            self._windows.popitem(last=False)
