"""The section [company]: what an hour of work costs, and how many hours are paid."""

from __future__ import annotations

from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field


class CompanyConfig(BaseModel):
    """What the figures of the company are made of."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rate: Decimal | None = Field(default=None, ge=0, le=10_000)
    """What an hour of an agent costs, all included; none: no costs are shown."""
    hours: Decimal | None = Field(default=None, gt=0, le=100_000)
    """The paid hours of all agents together in a week; none: only the time measured on tickets is
    priced.
    """
    currency: str = Field(default="EUR", pattern=r"^[A-Z]{3}$")
    """The currency of the rate."""
