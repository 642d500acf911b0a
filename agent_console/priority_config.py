"""The section [priority]: how much sooner a ticket stands than its deadline alone would put it."""

from __future__ import annotations

from datetime import timedelta

from pydantic import BaseModel, ConfigDict, Field

from agent_console.durations import Duration

_MINUTE = timedelta(minutes=1)


class PriorityConfig(BaseModel):
    """Each key says by how much its reason moves a ticket forward; ``"0min"`` makes it count not.

    ``frustration`` counts for each of its degrees, ``quick`` for requests of level 1, which take
    little time. ``groups`` are those of [sla.groups]. benchmarks/priority.py measures the defaults.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    complaint: Duration = 30 * _MINUTE
    frustration: Duration = 10 * _MINUTE
    quick: Duration = 90 * _MINUTE
    reopened: Duration = 30 * _MINUTE
    third_contact: Duration = 30 * _MINUTE
    undelivered: Duration = 30 * _MINUTE
    follow_up: Duration = 30 * _MINUTE
    bumped: Duration = timedelta(days=1)
    groups: dict[str, Duration] = Field(default_factory=dict, max_length=50)
