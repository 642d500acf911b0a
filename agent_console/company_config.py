"""The section [company]: what an hour of work costs, and how many hours are paid."""

from __future__ import annotations

from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field


class CompanyConfig(BaseModel):
    """What the figures of the company are made of.

    ``rate`` is what an hour of an agent costs, all included, in ``currency``; without it there are
    no costs. ``hours`` are the paid hours of all agents together in a week; without them only the
    time that was measured on tickets is priced.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    rate: Decimal | None = Field(default=None, ge=0, le=10_000)
    hours: Decimal | None = Field(default=None, gt=0, le=100_000)
    currency: str = Field(default="EUR", pattern=r"^[A-Z]{3}$")
