"""The section [priority]: how much sooner a ticket stands than its deadline alone would put it."""

from __future__ import annotations

from datetime import timedelta

from pydantic import BaseModel, ConfigDict, Field

from agent_console.durations import Duration

_MINUTE = timedelta(minutes=1)


class PriorityConfig(BaseModel):
    """Each key says by how much its reason moves a ticket forward; ``"0min"`` makes it count not.

    benchmarks/priority.py measures the defaults.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    complaint: Duration = 30 * _MINUTE
    """The request is a complaint."""
    frustration: Duration = 10 * _MINUTE
    """For each of the degrees 0 to 3 of the customer's frustration."""
    quick: Duration = 90 * _MINUTE
    """The request is of level 1 and takes little time."""
    reopened: Duration = 30 * _MINUTE
    """The ticket was closed before."""
    third_contact: Duration = 30 * _MINUTE
    """The customer has written three times or more."""
    undelivered: Duration = 30 * _MINUTE
    """An answer of ours came back."""
    follow_up: Duration = 30 * _MINUTE
    """The ticket was set aside, and its time has come."""
    bumped: Duration = timedelta(days=1)
    """An agent gave it the priority high; urgent counts twice."""
    groups: dict[str, Duration] = Field(default_factory=dict, max_length=50)
    """The customer is in this group of ``[sla.groups]``."""
