"""The section [pulse]: whether the team is asked once a week how it is."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class PulseConfig(BaseModel):
    """The team pulse: off unless a team wants it.

    Answers bear no name, and a week is shown only when four or more answered. In a team with a
    works council, agree on that first.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    ask: bool = False
    """Ask this console's agent from Thursday to Sunday how the week was."""
