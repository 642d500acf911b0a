"""The section [proactive]: how fast notices leave, and which occasions are suggested."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class ProactiveConfig(BaseModel):
    """Notices to many customers, and occasions to write to one.

    What is suggested leaves only when an agent sends it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    per_hour: Annotated[int, Field(ge=1, le=3600)] = 60
    """How many mails of notices leave within an hour, evenly."""
    anniversary: bool = True
    """Suggest to write in the week after the day on which a customer wrote first."""
    thanks_after: tuple[Annotated[int, Field(ge=1, le=10_000)], ...] = (5, 10, 25)
    """After how many orders a word of thanks is suggested."""
