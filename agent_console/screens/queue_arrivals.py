"""What came in while somebody works in the queue: it waits, and is told, until work rests."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from textual.timer import Timer

from agent_console.desk.listing import QueueCounts, QueueRow
from agent_console.desk.states import AnyView
from agent_console.screens.asking import AskingScreen
from agent_console.screens.widgets.queue_list import QueueList

if TYPE_CHECKING:
    from agent_console.screens.ports import DeskPort

_SHORTEST_WAIT = 0.05


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look found: the rows in memory as they are now, what else came, how many in all."""

    view: AnyView
    rows: tuple[QueueRow, ...]
    came: frozenset[str]
    total: int
    counts: QueueCounts


def look_at(desk: DeskPort, view: AnyView, here: frozenset[str], refs: Collection[str]) -> Looked:
    """Read the changed rows of those in memory, and which of ``refs`` are in ``view`` besides.

    No ``refs``: any of those in memory may have changed.
    """
    changed = here.intersection(refs) if refs else here
    rows = desk.queue.rows_of(changed)
    others = frozenset(refs) - here
    came = frozenset(row.ref for row in desk.queue.members(view, others)) if others else others
    total = desk.queue.page(view, 0, 1).total
    return Looked(view, rows, came, total, desk.queue.counts())


class Arrivals:
    """Holds back what would move the rows of a list while keys are being pressed.

    Rows that are shown change where they stand. ``move_in`` reads the list again; it is called
    when no key was pressed for ``settle``.
    """

    def __init__(
        self, screen: AskingScreen, rows: QueueList, move_in: Callable[[], object]
    ) -> None:
        self._screen = screen
        self._rows = rows
        self._move_in = move_in
        self._came: set[str] = set()
        self._timer: Timer | None = None
        self._looking = False
        self._again: set[str] | None = None
        self._total = 0
        self.settle = timedelta(seconds=20)
        self.pressed_at: datetime | None = None
        self.held = False

    @property
    def busy(self) -> bool:
        """Whether somebody works in the list now."""
        session = self._screen.session
        if self.pressed_at is None or session.filling or not self._rows.total:
            return False
        return session.now() - self.pressed_at < self.settle

    @property
    def count(self) -> int:
        """How many tickets wait to be shown."""
        more = max(0, self._total - self._rows.total)
        return len(self._came) if self._all_here else min(len(self._came) or more, more)

    @property
    def _all_here(self) -> bool:
        return len(self._rows.windows.refs) >= self._rows.total

    def forget(self) -> None:
        """Hold nothing back any more: the list is being read again."""
        self._came.clear()
        self.held = False
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def look(
        self, view: AnyView, refs: Collection[str], tell: Callable[[QueueCounts], object]
    ) -> None:
        """Read what changed, without moving a row; ``tell`` hears the counts."""
        self.held = True
        self._wait()
        if self._looking:
            self._again = (self._again or set()) | set(refs)
            return
        here = self._rows.windows.refs
        self._looking = self._screen.ask(
            "queue: look",
            lambda desk: look_at(desk, view, here, refs),
            lambda found: self._looked(found, tell),
            otherwise=self._ended,
            group="look",
        )

    def _looked(self, found: Looked, tell: Callable[[QueueCounts], object]) -> None:
        again = self._again
        self._ended()
        if not self.held:
            return
        self._rows.replace_rows(found.rows)
        self._came |= found.came
        self._total = found.total
        tell(found.counts)
        if again is not None:
            self.look(found.view, again, tell)

    def _ended(self) -> None:
        self._looking, self._again = False, None

    def _wait(self) -> None:
        if self._timer is None:
            self._timer = self._screen.set_timer(self._seconds(), self.rest)

    def _seconds(self) -> float:
        since = self._screen.session.now() - (self.pressed_at or self._screen.session.now())
        return max((self.settle - since).total_seconds(), _SHORTEST_WAIT)

    def rest(self) -> None:
        """Let what came move in if no key was pressed for long enough, else wait on."""
        self._timer = None
        if not self.held:
            return
        if self.busy:
            self._wait()
        else:
            self._move_in()
