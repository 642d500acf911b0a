"""The section [queue]: which columns the list shows, in which order, and how quietly news come."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

from agent_console.durations import Duration
from agent_console.queue_layout import Preview, QueueLook, Wish, parse_columns


class QueueConfig(BaseModel):
    """How the queue looks and behaves.

    ``columns`` stand as they are named, ``"due:12"`` is 12 cells wide; empty: as they fit.
    ``preview`` shows the newest mail of the selected ticket. What comes in while somebody works in
    the list waits until no key was pressed for ``settle``; ``"0s"``: it moves in at once.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    columns: Annotated[tuple[Wish, ...], BeforeValidator(parse_columns)] = ()
    sort: Literal["priority", "deadline", "age", "customer"] = "priority"
    preview: Preview = Preview.AUTO
    settle: Duration = timedelta(seconds=20)

    @property
    def look(self) -> QueueLook:
        """What the first picture needs."""
        return QueueLook(self.columns, self.sort, self.preview)
