"""The section [queue]: which columns the list shows, in which order, and how quietly news come."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

from agent_console.durations import Duration
from agent_console.queue_layout import Preview, QueueLook, Wish, parse_columns


class QueueConfig(BaseModel):
    """How the queue looks and behaves."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    columns: Annotated[tuple[Wish, ...], BeforeValidator(parse_columns)] = ()
    """Columns from left to right, such as ``["mark", "due:12", "subject"]`` (a number: its width);
    empty: as they fit.
    """
    sort: Literal["priority", "deadline", "age", "customer"] = "priority"
    """The order that views begin with."""
    preview: Preview = Preview.AUTO
    """Where the newest mail of the selected ticket is shown."""
    settle: Duration = timedelta(seconds=20)
    """How long no key must be pressed until what is new moves in; ``0s``: at once."""

    @property
    def look(self) -> QueueLook:
        """What the first picture needs."""
        return QueueLook(self.columns, self.sort, self.preview)
