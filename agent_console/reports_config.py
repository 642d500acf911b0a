"""The section [reports]: what is counted of the work of agents."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class ReportsConfig(BaseModel):
    """What reports may know of agents. In a team with a works council, agree on that first."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    focus_time: bool = True
    """Keep how long a ticket is in front of an agent."""
