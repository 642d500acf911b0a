"""The section [proactive]: how fast notices leave, and which occasions are suggested."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class ProactiveConfig(BaseModel):
    """Notices to many customers, and occasions to write to one.

    ``per_hour`` is how many mails of notices leave within an hour, evenly. An ``anniversary`` is
    suggested within the week after the day on which a customer wrote first, from the first year on;
    ``thanks_after`` are the numbers of orders after which a word of thanks is suggested. What is
    suggested leaves only when an agent sends it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    per_hour: Annotated[int, Field(ge=1, le=3600)] = 60
    anniversary: bool = True
    thanks_after: tuple[Annotated[int, Field(ge=1, le=10_000)], ...] = (5, 10, 25)
