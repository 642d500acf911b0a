"""The section [priority]: how much sooner a ticket stands than its deadline alone would put it."""

from __future__ import annotations

from datetime import timedelta

from pydantic import BaseModel, ConfigDict, Field

from agent_console.durations import Duration

_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)


class PriorityConfig(BaseModel):
    """Each key says by how much its reason moves a ticket forward; ``"0min"`` makes it count not.

    ``frustration`` counts for each of its degrees, ``quick`` for requests of level 1, which take
    little time. ``groups`` are those of [sla.groups].
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    complaint: Duration = _HOUR
    frustration: Duration = 20 * _MINUTE
    quick: Duration = _HOUR
    reopened: Duration = 30 * _MINUTE
    third_contact: Duration = _HOUR
    undelivered: Duration = 30 * _MINUTE
    follow_up: Duration = 30 * _MINUTE
    bumped: Duration = timedelta(days=1)
    groups: dict[str, Duration] = Field(default_factory=dict, max_length=50)
